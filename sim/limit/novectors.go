//go:build !goexperiment.simd || !(amd64 || arm64 || wasm)

package limit

func dotVector(_, _ []float64) float64                     { panic("limit: no vectors") }
func dot2Vector(_, _, _ []float64) (float64, float64)      { panic("limit: no vectors") }
func combineVector(_, _, _ []float64)                      { panic("limit: no vectors") }
func axpyVector(_ []float64, _ float64, _ []float64)       { panic("limit: no vectors") }
func declineVector(_ []float64)                            { panic("limit: no vectors") }
func logisticVector(_, _, _ []float64) float64             { panic("limit: no vectors") }
func dot4Vector(_, _, _, _ []float64) (a, b, c, d float64) { panic("limit: no vectors") }
func fillCircles(_, _ []float64, _, _ *[3]float64)         { panic("limit: no vectors") }
func (s *sphere) fillTwo(_, _ []float64, _, _ *[3]float64) { panic("limit: no vectors") }
func errorVector(_, _ []float64)                           { panic("limit: no vectors") }
