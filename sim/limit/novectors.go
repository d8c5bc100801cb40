//go:build !goexperiment.simd || !(amd64 || arm64 || wasm)

package limit

const haveVectors = false

func dotVector(_, _ []float64) float64                { panic("limit: no vectors") }
func dot2Vector(_, _, _ []float64) (float64, float64) { panic("limit: no vectors") }
func combineVector(_, _, _ []float64)                 { panic("limit: no vectors") }
func axpyVector(_ []float64, _ float64, _ []float64)  { panic("limit: no vectors") }
