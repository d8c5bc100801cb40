//go:build goexperiment.simd && (amd64 || arm64 || wasm)

package vector

import "simd/archsimd"

// Two is two numbers that the machine takes at once: every machine with vectors can.
type Two = archsimd.Float64x2

// Load returns the first two numbers of p.
func Load(p []float64) Two { return archsimd.LoadFloat64x2Array((*[2]float64)(p)) }

// Store sets the first two numbers of p.
func Store(p []float64, v Two) { v.StoreArray((*[2]float64)(p)) }

// Both returns a number twice.
func Both(v float64) Two { return archsimd.BroadcastFloat64x2(v) }
