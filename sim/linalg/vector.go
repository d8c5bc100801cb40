//go:build goexperiment.simd && (amd64 || arm64 || wasm)

package linalg

import "simd/archsimd"

// The kernels with vectors of four lanes. One hot loop a function, and one slice
// conversion an iteration so that the constant indices after it need no bounds check.

type vec = archsimd.Float32x4

func load(p *[4]float32) vec { return archsimd.LoadFloat32x4Array(p) }
func spread(v float32) vec   { return archsimd.BroadcastFloat32x4(v) }
func addTotal(v vec) float32 { var s [4]float32; v.StoreArray(&s); return total(&s) }

// affineVector is a pair of outputs of Affine: 2 outputs × 16 samples in eight sums, two
// inputs an iteration. w is the pair's 2·in weights.
func affineVector(y *[2 * Lanes]float32, w, x []float32, b0, b1 float32) {
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

func store16(y *[Lanes]float32, a, b, c, d vec) {
	a.StoreArray((*[4]float32)(y[0:4]))
	b.StoreArray((*[4]float32)(y[4:8]))
	c.StoreArray((*[4]float32)(y[8:12]))
	d.StoreArray((*[4]float32)(y[12:16]))
}

// affineFrom2Vector is Affine from two inputs, which stay in registers while all outputs
// pass: the layers after a bottleneck, and gradients out of the last layer.
func affineFrom2Vector(y, w, b []float32, x *[2 * Lanes]float32) {
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

// gradient4Vector is 2 outputs × 4 inputs of Gradient: eight sums over the samples of all
// tiles. delta and x begin at the outputs and inputs in question; outStride and inStride
// lead to the next tile.
func gradient4Vector(g *[8]float32, delta, x []float32, outStride, inStride, tiles int) {
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

// gradient2Vector is 2 outputs × 2 inputs of Gradient, for what four inputs leave over.
func gradient2Vector(g *[4]float32, delta, x []float32, outStride, inStride, tiles int) {
	var p0, p1, q0, q1 vec
	for t := range tiles {
		d := (*[2 * Lanes]float32)(delta[t*outStride:])
		u := (*[2 * Lanes]float32)(x[t*inStride:])
		for s := 0; s < Lanes; s += 4 {
			d0, d1 := load((*[4]float32)(d[s:])), load((*[4]float32)(d[s+Lanes:]))
			v := load((*[4]float32)(u[s:]))
			p0, q0 = p0.Add(d0.Mul(v)), q0.Add(d1.Mul(v))
			v = load((*[4]float32)(u[s+Lanes:]))
			p1, q1 = p1.Add(d0.Mul(v)), q1.Add(d1.Mul(v))
		}
	}
	g[0], g[1] = addTotal(p0), addTotal(q0)
	g[2], g[3] = addTotal(p1), addTotal(q1)
}

func sumsVector(g, delta []float32, stride int) {
	for o := range g {
		var sum vec
		for at := o * Lanes; at < len(delta); at += stride {
			d := (*[Lanes]float32)(delta[at:])
			sum = sum.Add(load((*[4]float32)(d[0:4]))).Add(load((*[4]float32)(d[4:8])))
			sum = sum.Add(load((*[4]float32)(d[8:12]))).Add(load((*[4]float32)(d[12:16])))
		}
		g[o] = addTotal(sum)
	}
}

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

func rectifyVector(x []float32, slope float32) {
	var zero vec
	m := spread(slope)
	for ; len(x) >= Lanes; x = x[Lanes:] {
		u := (*[Lanes]float32)(x)
		a, b, c, d := load((*[4]float32)(u[0:4])), load((*[4]float32)(u[4:8])), load((*[4]float32)(u[8:12])), load((*[4]float32)(u[12:16]))
		store16(u, m.Mul(a).IfElse(a.Less(zero), a), m.Mul(b).IfElse(b.Less(zero), b), m.Mul(c).IfElse(c.Less(zero), c), m.Mul(d).IfElse(d.Less(zero), d))
	}
}

func tiltVector(delta, x []float32, slope float32) {
	var zero vec
	m := spread(slope)
	for len(x) >= Lanes && len(delta) >= Lanes {
		u, r := (*[Lanes]float32)(x), (*[Lanes]float32)(delta)
		a, b, c, d := load((*[4]float32)(r[0:4])), load((*[4]float32)(r[4:8])), load((*[4]float32)(r[8:12])), load((*[4]float32)(r[12:16]))
		// Greater is false for NaN, which counts as not positive.
		store16(r,
			a.IfElse(load((*[4]float32)(u[0:4])).Greater(zero), m.Mul(a)), b.IfElse(load((*[4]float32)(u[4:8])).Greater(zero), m.Mul(b)),
			c.IfElse(load((*[4]float32)(u[8:12])).Greater(zero), m.Mul(c)), d.IfElse(load((*[4]float32)(u[12:16])).Greater(zero), m.Mul(d)))
		x, delta = x[Lanes:], delta[Lanes:]
	}
}

func descendVector(next, w, g []float32, rate float32) (finite bool) {
	r := spread(rate)
	var zero, nothing vec // nothing is a sum of zeros, or NaN
	for len(next) >= 4 && len(w) >= 4 && len(g) >= 4 {
		v := load((*[4]float32)(w)).Sub(r.Mul(load((*[4]float32)(g))))
		nothing = nothing.Add(zero.Mul(v))
		v.StoreArray((*[4]float32)(next))
		next, w, g = next[4:], w[4:], g[4:]
	}
	return addTotal(nothing) == 0
}
