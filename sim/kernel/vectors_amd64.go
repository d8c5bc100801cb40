//go:build goexperiment.simd

package kernel

import "simd/archsimd"

// Broadcast needs AVX2; every amd64 processor since about 2013 has it.
var haveVectors = archsimd.X86.AVX2()
