//go:build goexperiment.simd && (amd64 || arm64)

package linalg

import "narrows/sim/vector"

// The products with vectors of package archsimd, where its compiler does them well. In wasm
// they are assembly.

func forwardVector(y, w, b, x []float32, out, in int, relu bool) {
	for len(y) > 0 {
		tile := y[:Batch(1, out)]
		affine(tile, w, b, x[:Batch(1, in)], out, in)
		if relu {
			reluVector(tile)
		}
		y, x = y[len(tile):], x[Batch(1, in):]
	}
}

func backwardVector(y, w, x, h []float32, out, in int) {
	for len(y) > 0 {
		tile := y[:Batch(1, out)]
		affine(tile, w, nil, x[:Batch(1, in)], out, in)
		if h != nil {
			gateVector(tile, h[:len(tile)])
			h = h[len(tile):]
		}
		y, x = y[len(tile):], x[Batch(1, in):]
	}
}

// affine sets one tile y to b + W·x.
func affine(y, w, b, x []float32, out, in int) {
	if in == 2 {
		affineFrom2(y, w, b, (*[2 * Lanes]float32)(x))
		clear(y[out*Lanes:])
		return
	}
	x = x[:in*Lanes]
	var b0, b1 float32
	for o := 0; o < out; o += 2 {
		vector.Ready() // a pair takes long enough to be interrupted
		if b != nil {
			b0, b1 = b[o], b[o+1]
		}
		if o+1 < out {
			affine2((*[2 * Lanes]float32)(y[o*Lanes:]), w[o*Even(in):][:2*in], x, b0, b1)
			continue
		}
		affine1((*[Lanes]float32)(y[o*Lanes:]), w[o*Even(in):][:2*in], x, b0)
		clear(y[(o+1)*Lanes:])
	}
}

// affine1 is an output left over by affine2.
func affine1(y *[Lanes]float32, w, x []float32, bias float32) {
	p0 := spread(bias)
	p1, p2, p3 := p0, p0, p0
	for len(w) >= 2 && len(x) >= Lanes {
		u := (*[Lanes]float32)(x)
		v := spread(w[0])
		p0, p1 = p0.Add(v.Mul(load((*[4]float32)(u[0:4])))), p1.Add(v.Mul(load((*[4]float32)(u[4:8]))))
		p2, p3 = p2.Add(v.Mul(load((*[4]float32)(u[8:12])))), p3.Add(v.Mul(load((*[4]float32)(u[12:16]))))
		w, x = w[2:], x[Lanes:]
	}
	store16(y, p0, p1, p2, p3)
}

// affine2 is a pair of outputs of affine: 2 outputs × 16 samples in eight sums, two
// inputs an iteration, and then the odd one. w is the pair's 2·in weights.
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
	if len(w) >= 2 && len(x) >= Lanes {
		u := (*[Lanes]float32)(x)
		x0, x1, x2, x3 := load((*[4]float32)(u[0:4])), load((*[4]float32)(u[4:8])), load((*[4]float32)(u[8:12])), load((*[4]float32)(u[12:16]))
		v := spread(w[0])
		p0, p1, p2, p3 = p0.Add(v.Mul(x0)), p1.Add(v.Mul(x1)), p2.Add(v.Mul(x2)), p3.Add(v.Mul(x3))
		v = spread(w[1])
		q0, q1, q2, q3 = q0.Add(v.Mul(x0)), q1.Add(v.Mul(x1)), q2.Add(v.Mul(x2)), q3.Add(v.Mul(x3))
	}
	store16((*[Lanes]float32)(y[:Lanes]), p0, p1, p2, p3)
	store16((*[Lanes]float32)(y[Lanes:]), q0, q1, q2, q3)
}

// affineFrom2 is affine from two inputs, which stay in registers while all outputs
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

func gradientVector(g, delta, x []float32, out, in int) {
	tiles := len(x) / (in * Lanes)
	for o := 0; o < out; o += 2 {
		vector.Ready() // as in affine
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

// gradient4 is 2 outputs × 4 inputs of Gradients: eight sums over the samples of all
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

func sumsVector(c, delta []float32) { sumRows(c, delta, len(c)*Lanes) }

func addInwardVector(sums, own, a, b []float32, few, features int) {
	for ; len(a) > 0; a, b = a[Batch(1, few):], b[features*Lanes:] {
		for f := range features {
			row := (*[Lanes]float32)(b[f*Lanes:])
			for i := range few {
				addDotVector((*[4]float32)(sums[4*((f/2*few+i)*2+f%2):]), (*[Lanes]float32)(a[i*Lanes:]), row)
			}
		}
		if own != nil {
			addRowsVector(own, b[:features*Lanes], features*Lanes)
		}
	}
}

func addOutwardVector(sums, a, b []float32, few, stride, features int) {
	for ; len(b) > 0; b = b[features*Lanes:] {
		for f := range features {
			for o := range few {
				addDotVector((*[4]float32)(sums[4*(f*few+o):]), (*[Lanes]float32)(a[o*Lanes:]), (*[Lanes]float32)(b[f*Lanes:]))
			}
		}
		a = a[min(stride, len(a)):]
	}
}

func addDotVector(sum *[4]float32, a, b *[Lanes]float32) {
	s := load(sum)
	s = s.Add(load((*[4]float32)(a[0:4])).Mul(load((*[4]float32)(b[0:4]))))
	s = s.Add(load((*[4]float32)(a[4:8])).Mul(load((*[4]float32)(b[4:8]))))
	s = s.Add(load((*[4]float32)(a[8:12])).Mul(load((*[4]float32)(b[8:12]))))
	s = s.Add(load((*[4]float32)(a[12:16])).Mul(load((*[4]float32)(b[12:16]))))
	s.StoreArray(sum)
}

func totalsVector(g, sums []float32, group, step, skip int) { totalsPlain(g, sums, group, step, skip) }

func reluVector(x []float32) {
	var zero vec
	for ; len(x) >= Lanes; x = x[Lanes:] {
		u := (*[Lanes]float32)(x)
		a, b, c, d := load((*[4]float32)(u[0:4])), load((*[4]float32)(u[4:8])), load((*[4]float32)(u[8:12])), load((*[4]float32)(u[12:16]))
		// Zero where x < 0, rather than x where x > 0, keeps NaN.
		store16(u, zero.IfElse(a.Less(zero), a), zero.IfElse(b.Less(zero), b), zero.IfElse(c.Less(zero), c), zero.IfElse(d.Less(zero), d))
	}
}

func gateVector(delta, x []float32) {
	var zero vec
	for len(x) >= Lanes && len(delta) >= Lanes {
		u, r := (*[Lanes]float32)(x), (*[Lanes]float32)(delta)
		a, b, c, d := load((*[4]float32)(r[0:4])), load((*[4]float32)(r[4:8])), load((*[4]float32)(r[8:12])), load((*[4]float32)(r[12:16]))
		store16(r,
			a.Masked(load((*[4]float32)(u[0:4])).Greater(zero)), b.Masked(load((*[4]float32)(u[4:8])).Greater(zero)),
			c.Masked(load((*[4]float32)(u[8:12])).Greater(zero)), d.Masked(load((*[4]float32)(u[12:16])).Greater(zero)))
		x, delta = x[Lanes:], delta[Lanes:]
	}
}

func transpose(wt, w []float32, out, in int) { transposePlain(wt, w, 0, out, in) }
