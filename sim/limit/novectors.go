//go:build !goexperiment.simd || !(amd64 || arm64 || wasm)

package limit

func fillCircles(_, _ []float64, _, _ *[3]float64)         { panic("limit: no vectors") }
func (s *sphere) fillTwo(_, _ []float64, _, _ *[3]float64) { panic("limit: no vectors") }
