//go:build !goexperiment.simd || !(amd64 || arm64 || wasm)

package vector

// Ready reports whether the machine has vectors: not without the simd experiment, and not on
// a machine that it does not know.
func Ready() bool { return false }
