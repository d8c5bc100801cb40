//go:build !goexperiment.simd || !(amd64 || arm64 || wasm)

package linalg

func forwardVector(_, _, _, _ []float32, _, _ int, _ bool) { panic("linalg: no vectors") }
func backwardVector(_, _, _, _ []float32, _, _ int)        { panic("linalg: no vectors") }
func gradientVector(_, _, _ []float32, _, _ int)           { panic("linalg: no vectors") }
func sumsVector(_, _ []float32)                            { panic("linalg: no vectors") }
func addInwardVector(_, _, _, _ []float32, _, _ int)       { panic("linalg: no vectors") }
func addOutwardVector(_, _, _ []float32, _, _, _ int)      { panic("linalg: no vectors") }
func addRowsVector(_, _ []float32, _ int)                  { panic("linalg: no vectors") }
func totalsVector(_, _ []float32, _, _, _ int)             { panic("linalg: no vectors") }
func rectifyVector([]float32, float32)                     { panic("linalg: no vectors") }
func tiltVector(_, _ []float32, _ float32)                 { panic("linalg: no vectors") }
func descendVector(_, _, _ []float32, _ float32) bool      { panic("linalg: no vectors") }
func expVector([]float32)                                  { panic("linalg: no vectors") }
func logisticVector([]float32)                             { panic("linalg: no vectors") }
func softplusVector([]float32)                             { panic("linalg: no vectors") }
func erfVector([]float32)                                  { panic("linalg: no vectors") }
func erfGateVector(_, _ []float32)                         { panic("linalg: no vectors") }
func tanhVector([]float32)                                 { panic("linalg: no vectors") }
func tanhGateVector(_, _ []float32)                        { panic("linalg: no vectors") }

func transpose(wt, w []float32, out, in int) { transposePlain(wt, w, 0, out, in) }
