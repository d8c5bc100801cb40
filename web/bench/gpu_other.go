//go:build !linux && !js

package main

// yieldGPU is for Linux only.
func yieldGPU() {}
