//go:build !goexperiment.simd || !(amd64 || arm64 || wasm)

package vector

func dotVector(_, _ []float64) float64                     { panic("vector: no vectors") }
func dot2Vector(_, _, _ []float64) (float64, float64)      { panic("vector: no vectors") }
func combineVector(_, _, _ []float64)                      { panic("vector: no vectors") }
func axpyVector(_ []float64, _ float64, _ []float64)       { panic("vector: no vectors") }
func declineVector(_ []float64)                            { panic("vector: no vectors") }
func logisticVector(_, _, _ []float64) float64             { panic("vector: no vectors") }
func dot4Vector(_, _, _, _ []float64) (a, b, c, d float64) { panic("vector: no vectors") }
func errorVector(_, _ []float64)                           { panic("vector: no vectors") }
func anglesVector(_, _, _ []float64)                       { panic("vector: no vectors") }
