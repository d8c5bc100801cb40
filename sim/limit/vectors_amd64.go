//go:build goexperiment.simd

package limit

import "simd/archsimd"

var haveVectors = archsimd.X86.AVX()
