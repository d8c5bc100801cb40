//go:build goexperiment.simd

package vector

import "simd/archsimd"

// Broadcast needs AVX2; every amd64 processor since about 2013 has it.
var have = archsimd.X86.AVX2()

// Ready reports whether the machine has vectors. It belongs before every loop that uses them:
// where the runtime has interrupted one, it leaves the upper parts of the registers marked as
// in use, and from then on each old instruction that the compiler mixes in (a move of four
// lanes, a sum of two numbers) waits for them. Such a loop takes up to a hundred times as
// long on processors of 2023, until somebody clears them: this function, in a nanosecond.
func Ready() bool {
	if have {
		archsimd.ClearAVXUpperBits()
	}
	return have
}
