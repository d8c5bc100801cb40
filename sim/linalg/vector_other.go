//go:build goexperiment.simd && (arm64 || wasm)

package linalg

const haveVectors = true
