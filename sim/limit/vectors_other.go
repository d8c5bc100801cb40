//go:build goexperiment.simd && (arm64 || wasm)

package limit

const haveVectors = true
