//go:build goexperiment.simd && (arm64 || wasm)

package kernel

const haveVectors = true
