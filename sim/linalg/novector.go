//go:build !goexperiment.simd || !(amd64 || arm64 || wasm)

package linalg

// Without the simd experiment, or on a machine it does not know, all is plain Go.
const haveVectors = false

func affineVector(*[2 * Lanes]float32, []float32, []float32, float32, float32) {
	panic("linalg: no vectors")
}
func affineFrom2Vector([]float32, []float32, []float32, *[2 * Lanes]float32) {
	panic("linalg: no vectors")
}
func gradient4Vector(*[8]float32, []float32, []float32, int, int, int) { panic("linalg: no vectors") }
func gradient2Vector(*[4]float32, []float32, []float32, int, int, int) { panic("linalg: no vectors") }
func sumsVector([]float32, []float32, int)                             { panic("linalg: no vectors") }
func reluVector([]float32)                                             { panic("linalg: no vectors") }
func gateVector(_, _ []float32)                                        { panic("linalg: no vectors") }
func rectifyVector([]float32, float32)                                 { panic("linalg: no vectors") }
func tiltVector(_, _ []float32, _ float32)                             { panic("linalg: no vectors") }
func descendVector(_, _, _ []float32, _ float32) bool                  { panic("linalg: no vectors") }
