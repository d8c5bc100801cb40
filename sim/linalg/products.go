//go:build goexperiment.simd && (amd64 || arm64)

package linalg

// The products with vectors of package archsimd, where its compiler does them well. In wasm
// they are assembly.

func affineVector(y, w, b, x []float32) {
	out, in := len(y)/Lanes, len(x)/Lanes
	if in == 2 {
		affineFrom2(y, w, b, (*[2 * Lanes]float32)(x))
		return
	}
	var b0, b1 float32
	for o := 0; o < out; o += 2 {
		if b != nil {
			b0, b1 = b[o], b[o+1]
		}
		affine2((*[2 * Lanes]float32)(y[o*Lanes:]), w[o*in:(o+2)*in], x, b0, b1)
	}
}

func gradientVector(g, sums, delta, x []float32, out, in int) {
	if sums != nil {
		sumsVector(sums, delta, out*Lanes)
	}
	tiles := len(x) / (in * Lanes)
	for o := 0; o < out; o += 2 {
		d := delta[o*Lanes:]
		i := 0
		for ; i+4 <= in; i += 4 {
			gradient4((*[8]float32)(g[o*in+2*i:]), d, x[i*Lanes:], out*Lanes, in*Lanes, tiles)
		}
		if i < in {
			gradient2((*[4]float32)(g[o*in+2*i:]), d, x[i*Lanes:], out*Lanes, in*Lanes, tiles)
		}
	}
}

func forwardVector(y, w, b, x []float32, out, in int, relu bool) {
	for len(y) > 0 {
		affineVector(y[:out*Lanes], w, b, x[:in*Lanes])
		if relu {
			reluVector(y[:out*Lanes])
		}
		y, x = y[out*Lanes:], x[in*Lanes:]
	}
}

func backwardVector(y, w, x, h []float32, out, in int) {
	for len(y) > 0 {
		affineVector(y[:out*Lanes], w, nil, x[:in*Lanes])
		if h != nil {
			gateVector(y[:out*Lanes], h[:out*Lanes])
			h = h[out*Lanes:]
		}
		y, x = y[out*Lanes:], x[in*Lanes:]
	}
}

// affine2 is a pair of outputs of Affine: 2 outputs × 16 samples in eight sums, two
// inputs an iteration. w is the pair's 2·in weights.
func affine2(y *[2 * Lanes]float32, w, x []float32, b0, b1 float32) {
	p0, q0 := spread(b0), spread(b1)
	p1, p2, p3 := p0, p0, p0
	q1, q2, q3 := q0, q0, q0
	for len(w) >= 4 && len(x) >= 2*Lanes {
		c := (*[4]float32)(w)
		u := (*[2 * Lanes]float32)(x)

		x0, x1, x2, x3 := load((*[4]float32)(u[0:4])), load((*[4]float32)(u[4:8])), load((*[4]float32)(u[8:12])), load((*[4]float32)(u[12:16]))
		v := spread(c[0])
		p0, p1, p2, p3 = p0.Add(v.Mul(x0)), p1.Add(v.Mul(x1)), p2.Add(v.Mul(x2)), p3.Add(v.Mul(x3))
		v = spread(c[1])
		q0, q1, q2, q3 = q0.Add(v.Mul(x0)), q1.Add(v.Mul(x1)), q2.Add(v.Mul(x2)), q3.Add(v.Mul(x3))

		x0, x1, x2, x3 = load((*[4]float32)(u[16:20])), load((*[4]float32)(u[20:24])), load((*[4]float32)(u[24:28])), load((*[4]float32)(u[28:32]))
		v = spread(c[2])
		p0, p1, p2, p3 = p0.Add(v.Mul(x0)), p1.Add(v.Mul(x1)), p2.Add(v.Mul(x2)), p3.Add(v.Mul(x3))
		v = spread(c[3])
		q0, q1, q2, q3 = q0.Add(v.Mul(x0)), q1.Add(v.Mul(x1)), q2.Add(v.Mul(x2)), q3.Add(v.Mul(x3))

		w, x = w[4:], x[2*Lanes:]
	}
	store16((*[Lanes]float32)(y[:Lanes]), p0, p1, p2, p3)
	store16((*[Lanes]float32)(y[Lanes:]), q0, q1, q2, q3)
}

// affineFrom2 is Affine from two inputs, which stay in registers while all outputs
// pass: the layers after a bottleneck, and gradients out of the last layer.
func affineFrom2(y, w, b []float32, x *[2 * Lanes]float32) {
	x0, x1, x2, x3 := load((*[4]float32)(x[0:4])), load((*[4]float32)(x[4:8])), load((*[4]float32)(x[8:12])), load((*[4]float32)(x[12:16]))
	z0, z1, z2, z3 := load((*[4]float32)(x[16:20])), load((*[4]float32)(x[20:24])), load((*[4]float32)(x[24:28])), load((*[4]float32)(x[28:32]))
	var zero [2]float32
	for len(w) >= 4 && len(y) >= 2*Lanes {
		c := (*[4]float32)(w)
		r := (*[2 * Lanes]float32)(y)
		bias := &zero
		if len(b) >= 2 {
			bias = (*[2]float32)(b)
			b = b[2:]
		}
		s, v, u := spread(bias[0]), spread(c[0]), spread(c[2])
		store16((*[Lanes]float32)(r[:Lanes]),
			s.Add(v.Mul(x0)).Add(u.Mul(z0)), s.Add(v.Mul(x1)).Add(u.Mul(z1)),
			s.Add(v.Mul(x2)).Add(u.Mul(z2)), s.Add(v.Mul(x3)).Add(u.Mul(z3)))
		s, v, u = spread(bias[1]), spread(c[1]), spread(c[3])
		store16((*[Lanes]float32)(r[Lanes:]),
			s.Add(v.Mul(x0)).Add(u.Mul(z0)), s.Add(v.Mul(x1)).Add(u.Mul(z1)),
			s.Add(v.Mul(x2)).Add(u.Mul(z2)), s.Add(v.Mul(x3)).Add(u.Mul(z3)))
		w, y = w[4:], y[2*Lanes:]
	}
}

// gradient4 is 2 outputs × 4 inputs of Gradient: eight sums over the samples of all
// tiles. delta and x begin at the outputs and inputs in question; outStride and inStride
// lead to the next tile.
func gradient4(g *[8]float32, delta, x []float32, outStride, inStride, tiles int) {
	var p0, p1, p2, p3, q0, q1, q2, q3 vec
	for t := range tiles {
		d := (*[2 * Lanes]float32)(delta[t*outStride:])
		u := (*[4 * Lanes]float32)(x[t*inStride:])

		d0, d1 := load((*[4]float32)(d[0:4])), load((*[4]float32)(d[16:20]))
		v := load((*[4]float32)(u[0:4]))
		p0, q0 = p0.Add(d0.Mul(v)), q0.Add(d1.Mul(v))
		v = load((*[4]float32)(u[16:20]))
		p1, q1 = p1.Add(d0.Mul(v)), q1.Add(d1.Mul(v))
		v = load((*[4]float32)(u[32:36]))
		p2, q2 = p2.Add(d0.Mul(v)), q2.Add(d1.Mul(v))
		v = load((*[4]float32)(u[48:52]))
		p3, q3 = p3.Add(d0.Mul(v)), q3.Add(d1.Mul(v))

		d0, d1 = load((*[4]float32)(d[4:8])), load((*[4]float32)(d[20:24]))
		v = load((*[4]float32)(u[4:8]))
		p0, q0 = p0.Add(d0.Mul(v)), q0.Add(d1.Mul(v))
		v = load((*[4]float32)(u[20:24]))
		p1, q1 = p1.Add(d0.Mul(v)), q1.Add(d1.Mul(v))
		v = load((*[4]float32)(u[36:40]))
		p2, q2 = p2.Add(d0.Mul(v)), q2.Add(d1.Mul(v))
		v = load((*[4]float32)(u[52:56]))
		p3, q3 = p3.Add(d0.Mul(v)), q3.Add(d1.Mul(v))

		d0, d1 = load((*[4]float32)(d[8:12])), load((*[4]float32)(d[24:28]))
		v = load((*[4]float32)(u[8:12]))
		p0, q0 = p0.Add(d0.Mul(v)), q0.Add(d1.Mul(v))
		v = load((*[4]float32)(u[24:28]))
		p1, q1 = p1.Add(d0.Mul(v)), q1.Add(d1.Mul(v))
		v = load((*[4]float32)(u[40:44]))
		p2, q2 = p2.Add(d0.Mul(v)), q2.Add(d1.Mul(v))
		v = load((*[4]float32)(u[56:60]))
		p3, q3 = p3.Add(d0.Mul(v)), q3.Add(d1.Mul(v))

		d0, d1 = load((*[4]float32)(d[12:16])), load((*[4]float32)(d[28:32]))
		v = load((*[4]float32)(u[12:16]))
		p0, q0 = p0.Add(d0.Mul(v)), q0.Add(d1.Mul(v))
		v = load((*[4]float32)(u[28:32]))
		p1, q1 = p1.Add(d0.Mul(v)), q1.Add(d1.Mul(v))
		v = load((*[4]float32)(u[44:48]))
		p2, q2 = p2.Add(d0.Mul(v)), q2.Add(d1.Mul(v))
		v = load((*[4]float32)(u[60:64]))
		p3, q3 = p3.Add(d0.Mul(v)), q3.Add(d1.Mul(v))
	}
	g[0], g[1] = addTotal(p0), addTotal(q0)
	g[2], g[3] = addTotal(p1), addTotal(q1)
	g[4], g[5] = addTotal(p2), addTotal(q2)
	g[6], g[7] = addTotal(p3), addTotal(q3)
}

func sumsVector(g, delta []float32, stride int) { sumsRows(g, delta, stride) }

func transpose(wt, w []float32, out, in int) { transposePlain(wt, w, 0, out, in) }
