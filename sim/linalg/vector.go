//go:build goexperiment.simd && (amd64 || arm64 || wasm)

package linalg

import "simd/archsimd"

// The kernels with vectors of four lanes that are the same on every machine. One hot loop a
// function, and one slice conversion an iteration so that the constant indices after it need
// no bounds check.

type vec = archsimd.Float32x4

func load(p *[4]float32) vec { return archsimd.LoadFloat32x4Array(p) }
func spread(v float32) vec   { return archsimd.BroadcastFloat32x4(v) }
func addTotal(v vec) float32 { var s [4]float32; v.StoreArray(&s); return total(&s) }

func store16(y *[Lanes]float32, a, b, c, d vec) {
	a.StoreArray((*[4]float32)(y[0:4]))
	b.StoreArray((*[4]float32)(y[4:8]))
	c.StoreArray((*[4]float32)(y[8:12]))
	d.StoreArray((*[4]float32)(y[12:16]))
}

// gradient2 is 2 outputs × 2 inputs of Gradients, for what four inputs leave over.
func gradient2(g *[4]float32, delta, x []float32, outStride, inStride, tiles int) {
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

// addRowsVector adds Σ_samples of some rows of a batch, stride apart from tile to tile, to partial
// sums, four for each row.
func addRowsVector(sums, rows []float32, stride int) {
	for ; len(sums) >= 4; sums, rows = sums[4:], rows[Lanes:] {
		p := (*[4]float32)(sums)
		sum := load(p)
		for at := 0; at < len(rows); at += stride {
			d := (*[Lanes]float32)(rows[at:])
			sum = sum.Add(load((*[4]float32)(d[0:4]))).Add(load((*[4]float32)(d[4:8])))
			sum = sum.Add(load((*[4]float32)(d[8:12]))).Add(load((*[4]float32)(d[12:16])))
		}
		sum.StoreArray(p)
	}
}

// sumRows sets c to Σ_samples of some rows of a batch, as addRowsVector does.
func sumRows(c, rows []float32, stride int) {
	for o := range c {
		var sums [4]float32
		addRowsVector(sums[:], rows[o*Lanes:], stride)
		c[o] = total(&sums)
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
	var zero, n0, n1, n2, n3 vec // n are sums of zeros, or NaN
	for len(next) >= 16 && len(w) >= 16 && len(g) >= 16 {
		to, u, d := (*[16]float32)(next), (*[16]float32)(w), (*[16]float32)(g)
		a, b := load((*[4]float32)(u[0:4])).Sub(r.Mul(load((*[4]float32)(d[0:4])))), load((*[4]float32)(u[4:8])).Sub(r.Mul(load((*[4]float32)(d[4:8]))))
		c, e := load((*[4]float32)(u[8:12])).Sub(r.Mul(load((*[4]float32)(d[8:12])))), load((*[4]float32)(u[12:16])).Sub(r.Mul(load((*[4]float32)(d[12:16]))))
		n0, n1, n2, n3 = n0.Add(zero.Mul(a)), n1.Add(zero.Mul(b)), n2.Add(zero.Mul(c)), n3.Add(zero.Mul(e))
		store16(to, a, b, c, e)
		next, w, g = next[16:], w[16:], g[16:]
	}
	return addTotal(n0.Add(n1).Add(n2.Add(n3))) == 0
}
