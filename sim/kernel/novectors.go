//go:build !goexperiment.simd || !(amd64 || arm64 || wasm)

package kernel

func sideVector(_, _, _, _ []float64, _ float64)                    { panic("kernel: no vectors") }
func rectifyVector(_, _, _, _, _ []float64, _ Activation)           { panic("kernel: no vectors") }
func erfSideVector(_, _, _, _ []float64, _ float64)                 { panic("kernel: no vectors") }
func erfVector(_, _, _, _ []float64)                                { panic("kernel: no vectors") }
func linearVector(_, _ []float64, _ Layers)                         { panic("kernel: no vectors") }
func productsVector(_, _, _ []float64, _ int)                       { panic("kernel: no vectors") }
func innerVector(_, _ []float64, _, _ float64)                      { panic("kernel: no vectors") }
func partVector(_, _, _ []float64, _ float64)                       { panic("kernel: no vectors") }
func shareVector(_, _, _, _, _ []float64, _ float64)                { panic("kernel: no vectors") }
func smoothVector(_ *[4][]float64, _, _, _ []float64, _, _ float64) { panic("kernel: no vectors") }
func blendVector(_, _, _, _ []float64, _ float64)                   { panic("kernel: no vectors") }
