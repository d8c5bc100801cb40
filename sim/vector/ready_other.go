//go:build goexperiment.simd && (arm64 || wasm)

package vector

// Ready reports whether the machine has vectors. It belongs before every loop that uses them.
func Ready() bool { return true }
