//go:build goexperiment.simd

package linalg

//go:noescape
func tanhLoop(x *float32, constants *[12]float32, blocks int)

//go:noescape
func tanhGateLoop(delta, y *float32, blocks int)

func tanhVector(x []float32) {
	if len(x) == 0 {
		return
	}
	c := [12]float32{
		tanhEnd, -tanhEnd, 1, -1,
		tanhP4, tanhP3, tanhP2, tanhP1,
		tanhQ4, tanhQ3, tanhQ2, tanhQ1,
	}
	tanhLoop(&x[0], &c, len(x)/Lanes)
}

func tanhGateVector(delta, y []float32) {
	if len(y) != 0 {
		tanhGateLoop(&delta[0], &y[0], len(y)/Lanes)
	}
}
