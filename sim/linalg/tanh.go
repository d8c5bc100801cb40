//go:build goexperiment.simd && (amd64 || arm64)

package linalg

// Tanh with vectors of package archsimd. In wasm it is assembly. The lengths are multiples
// of 16.

// tanhVector takes four vectors at a time, so that each constant is made once for them.
func tanhVector(x []float32) {
	high, low := spread(tanhEnd), spread(-tanhEnd)
	one, minus := spread(1), spread(-1)
	for ; len(x) >= Lanes; x = x[Lanes:] {
		r := (*[Lanes]float32)(x)
		x0, x1 := clamp(load((*[4]float32)(r[0:4])), low, high), clamp(load((*[4]float32)(r[4:8])), low, high)
		x2, x3 := clamp(load((*[4]float32)(r[8:12])), low, high), clamp(load((*[4]float32)(r[12:16])), low, high)
		s0, s1, s2, s3 := x0.Mul(x0), x1.Mul(x1), x2.Mul(x2), x3.Mul(x3)

		a, c := spread(tanhP4), spread(tanhP3)
		p0, p1, p2, p3 := a.Mul(s0).Add(c), a.Mul(s1).Add(c), a.Mul(s2).Add(c), a.Mul(s3).Add(c)
		c = spread(tanhP2)
		p0, p1, p2, p3 = p0.Mul(s0).Add(c), p1.Mul(s1).Add(c), p2.Mul(s2).Add(c), p3.Mul(s3).Add(c)
		c = spread(tanhP1)
		p0, p1, p2, p3 = p0.Mul(s0).Add(c), p1.Mul(s1).Add(c), p2.Mul(s2).Add(c), p3.Mul(s3).Add(c)
		p0, p1, p2, p3 = p0.Mul(s0).Add(one), p1.Mul(s1).Add(one), p2.Mul(s2).Add(one), p3.Mul(s3).Add(one)
		x0, x1, x2, x3 = x0.Mul(p0), x1.Mul(p1), x2.Mul(p2), x3.Mul(p3)

		a, c = spread(tanhQ4), spread(tanhQ3)
		p0, p1, p2, p3 = a.Mul(s0).Add(c), a.Mul(s1).Add(c), a.Mul(s2).Add(c), a.Mul(s3).Add(c)
		c = spread(tanhQ2)
		p0, p1, p2, p3 = p0.Mul(s0).Add(c), p1.Mul(s1).Add(c), p2.Mul(s2).Add(c), p3.Mul(s3).Add(c)
		c = spread(tanhQ1)
		p0, p1, p2, p3 = p0.Mul(s0).Add(c), p1.Mul(s1).Add(c), p2.Mul(s2).Add(c), p3.Mul(s3).Add(c)
		p0, p1, p2, p3 = p0.Mul(s0).Add(one), p1.Mul(s1).Add(one), p2.Mul(s2).Add(one), p3.Mul(s3).Add(one)

		store16(r, clamp(x0.Div(p0), minus, one), clamp(x1.Div(p1), minus, one), clamp(x2.Div(p2), minus, one), clamp(x3.Div(p3), minus, one))
	}
}

func tanhGateVector(delta, y []float32) {
	one := spread(1)
	for len(delta) >= 4 && len(y) >= 4 {
		r := (*[4]float32)(delta)
		v := load((*[4]float32)(y))
		load(r).Mul(one.Sub(v.Mul(v))).StoreArray(r)
		delta, y = delta[4:], y[4:]
	}
}
