// Package vector knows whether the machine has vectors for loops to use, and keeps them fast.
package vector
