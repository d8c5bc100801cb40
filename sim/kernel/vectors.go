//go:build goexperiment.simd && (amd64 || arm64 || wasm)

package kernel

import (
	"math"

	"simd/archsimd"
)

// The functions of one pair as loops over a row, with vectors of two lanes. Where a function
// branches both lanes take both ways and a mask chooses; a pair that is left over goes alone.

type vec = archsimd.Float64x2

func load(p []float64) vec { return archsimd.LoadFloat64x2Array((*[2]float64)(p)) }

func store(p []float64, v vec) { v.StoreArray((*[2]float64)(p)) }

func everywhere(v float64) vec { return archsimd.BroadcastFloat64x2(v) }

// angleVector sets dst to angle(y, x), all of one length.
func angleVector(dst, y, x []float64) {
	y, x = y[:len(dst)], x[:len(dst)]
	i := 0
	for ; i+2 <= len(dst); i += 2 {
		v, u := load(y[i:]), load(x[i:])
		size := v.Abs()
		middle, steep := size.Greater(u.Mul(everywhere(eighth))), size.Mul(everywhere(eighth)).Greater(u)
		num := u.Neg().IfElse(steep, size.Sub(u).IfElse(middle, size))
		den := size.IfElse(steep, size.Add(u).IfElse(middle, u))
		base := everywhere(math.Pi/2).IfElse(steep, everywhere(math.Pi/4).Masked(middle))
		t := num.Div(den.Add(everywhere(tiny)))
		z := t.Mul(t)
		z2 := z.Mul(z)
		z4 := z2.Mul(z2)
		p := everywhere(atan0).Add(everywhere(atan1).Mul(z)).Add(everywhere(atan2).Add(everywhere(atan3).Mul(z)).Mul(z2))
		q := everywhere(atan4).Add(everywhere(atan5).Mul(z)).Add(everywhere(atan6).Add(everywhere(atan7).Mul(z)).Mul(z2))
		r := everywhere(atan8).Add(everywhere(atan9).Mul(z)).Add(everywhere(atan10).Mul(z2))
		p = p.Add(q.Add(r.Mul(z4)).Mul(z4))
		a := base.Add(t.Add(t.Mul(z).Mul(p).Add(base.Mul(everywhere(piRest)))))
		var zero vec
		store(dst[i:], a.Neg().IfElse(v.Less(zero), a))
	}
	if i < len(dst) {
		dst[i] = angle(y[i], x[i])
	}
}

func sideVector(y, x, p, r []float64, q float64) {
	y, x, r = y[:len(p)], x[:len(p)], r[:len(p)]
	var zero vec
	i := 0
	for ; i+2 <= len(p); i += 2 {
		norm, v := everywhere(q).Mul(load(r[i:])).Sqrt(), load(p[i:])
		less, more := norm.Sub(v), norm.Add(v)
		equal := less.LessEqual(norm.Mul(everywhere(coincident)))
		less = zero.IfElse(equal, less)
		more = everywhere(1).IfElse(equal, more)
		more = zero.IfElse(more.Less(zero), more)
		store(y[i:], less.Sqrt())
		store(x[i:], more.Sqrt())
	}
	if i < len(p) {
		y[i], x[i] = sides(q, r[i], p[i])
	}
}

func rectifyVector(p, t, angle, y, x []float64, a Activation) {
	t, angle, y, x = t[:len(p)], angle[:len(p)], y[:len(p)], x[:len(p)]
	slope, bent := everywhere(a.slope), everywhere(a.bent())
	i := 0
	for ; i+2 <= len(p); i += 2 {
		v := load(p[i:])
		j0 := everywhere(0.5).Sub(load(angle[i:]).Mul(everywhere(1 / math.Pi)))
		j1 := load(y[i:]).Mul(load(x[i:])).Mul(everywhere(0.5 / math.Pi)).Add(j0.Mul(v))
		store(p[i:], slope.Mul(v).Add(bent.Mul(j1)))
		store(t[i:], slope.Add(bent.Mul(j0)).Mul(load(t[i:])))
	}
	if i < len(p) {
		j1, j0 := a.rectified(p[i], angle[i], y[i], x[i])
		p[i], t[i] = j1, float64(j0*t[i])
	}
}

func erfSideVector(y, x, p, r []float64, q float64) {
	y, x, r = y[:len(p)], x[:len(p)], r[:len(p)]
	i := 0
	for ; i+2 <= len(p); i += 2 {
		v := everywhere(2).Mul(load(p[i:]))
		rr := everywhere(1).Add(everywhere(2).Mul(load(r[i:])))
		d := everywhere(1 + float64(2*q)).Mul(rr).Sub(v.Mul(v))
		store(y[i:], v)
		store(x[i:], d.Sqrt())
	}
	if i < len(p) {
		y[i], x[i] = erfSide(q, r[i], p[i])
	}
}

func erfVector(p, t, angle, x []float64) {
	t, angle, x = t[:len(p)], angle[:len(p)], x[:len(p)]
	i := 0
	for ; i+2 <= len(p); i += 2 {
		store(p[i:], everywhere(2/math.Pi).Mul(load(angle[i:])))
		store(t[i:], everywhere(4/math.Pi).Div(load(x[i:])).Mul(load(t[i:])))
	}
	if i < len(p) {
		p[i], t[i] = float64(2/math.Pi*angle[i]), float64(4/math.Pi/x[i]*t[i])
	}
}

func linearVector(p, t []float64, l Layers) {
	t = t[:len(p)]
	w, b := everywhere(l.WeightVar), everywhere(l.BiasVar)
	i := 0
	for ; i+2 <= len(p); i += 2 {
		v := w.Mul(load(p[i:])).Add(b)
		store(p[i:], v)
		store(t[i:], v.Add(w.Mul(load(t[i:]))))
	}
	if i < len(p) {
		p[i] = float64(l.WeightVar*p[i]) + l.BiasVar
		t[i] = p[i] + float64(l.WeightVar*t[i])
	}
}

// productsVector sets sum to the inner products of x and the rows whose columns, each as long
// as stride, are given, summed in the order of dot. Four columns at a time spare three loads
// and stores of the sum in four.
func productsVector(sum, x, columns []float64, stride int) {
	n := len(sum)
	clear(sum)
	a := 0
	for ; a+4 <= len(x); a += 4 {
		c := columns[a*stride:]
		fourVector(sum, (*[4]float64)(x[a:]), c[:n], c[stride:][:n], c[2*stride:][:n], c[3*stride:][:n])
	}
	for ; a < len(x); a++ {
		v, c := x[a], columns[a*stride:][:n]
		i := 0
		for ; i+2 <= n; i += 2 {
			store(sum[i:], load(sum[i:]).Add(everywhere(v).Mul(load(c[i:]))))
		}
		if i < n {
			sum[i] += float64(v * c[i])
		}
	}
}

func fourVector(sum []float64, x *[4]float64, a, b, c, d []float64) {
	p, q, r, s := everywhere(x[0]), everywhere(x[1]), everywhere(x[2]), everywhere(x[3])
	for len(sum) >= 4 && len(a) >= 4 && len(b) >= 4 && len(c) >= 4 && len(d) >= 4 {
		v := load(sum).Add(p.Mul(load(a))).Add(q.Mul(load(b))).Add(r.Mul(load(c))).Add(s.Mul(load(d)))
		w := load(sum[2:]).Add(p.Mul(load(a[2:]))).Add(q.Mul(load(b[2:]))).Add(r.Mul(load(c[2:]))).Add(s.Mul(load(d[2:])))
		store(sum, v)
		store(sum[2:], w)
		sum, a, b, c, d = sum[4:], a[4:], b[4:], c[4:], d[4:]
	}
	for i := range sum {
		sum[i] = sum[i] + float64(x[0]*a[i]) + float64(x[1]*b[i]) + float64(x[2]*c[i]) + float64(x[3]*d[i])
	}
}

// innerVector sets p and t to slope p + bias.
func innerVector(p, t []float64, slope, bias float64) {
	t = t[:len(p)]
	i := 0
	for ; i+2 <= len(p); i += 2 {
		v := everywhere(slope).Mul(load(p[i:])).Add(everywhere(bias))
		store(p[i:], v)
		store(t[i:], v)
	}
	if i < len(p) {
		p[i] = float64(slope*p[i]) + bias
		t[i] = p[i]
	}
}

// partVector adds (u−v)² to minus and (u+v)² to plus.
func partVector(minus, plus, v []float64, u float64) {
	plus, v = plus[:len(minus)], v[:len(minus)]
	i := 0
	for ; i+2 <= len(minus); i += 2 {
		w := load(v[i:])
		less, more := everywhere(u).Sub(w), everywhere(u).Add(w)
		store(minus[i:], load(minus[i:]).Add(less.Mul(less)))
		store(plus[i:], load(plus[i:]).Add(more.Mul(more)))
	}
	if i < len(minus) {
		less, more := u-v[i], u+v[i]
		minus[i] += float64(less * less)
		plus[i] += float64(more * more)
	}
}

// shareVector turns |u−u′|² and |u+u′|² into the sides of the half angle, and sets p and t to
// the inner products.
func shareVector(minus, plus, p, t, r []float64, q float64) {
	plus, p, t, r = plus[:len(minus)], p[:len(minus)], t[:len(minus)], r[:len(minus)]
	i := 0
	for ; i+2 <= len(minus); i += 2 {
		half := everywhere(q).Mul(load(r[i:])).Sqrt().Div(everywhere(2))
		less, more := half.Mul(load(minus[i:])), half.Mul(load(plus[i:]))
		v := more.Sub(less).Div(everywhere(2))
		store(p[i:], v)
		store(t[i:], v)
		store(minus[i:], less.Sqrt())
		store(plus[i:], more.Sqrt())
	}
	if i < len(minus) {
		less, more := shares(q, r[i], minus[i], plus[i])
		p[i] = (more - less) / 2
		t[i], minus[i], plus[i] = p[i], math.Sqrt(less), math.Sqrt(more)
	}
}

// smoothVector fills terms with smoothSlopes.
func smoothVector(terms *[4][]float64, p, root, r []float64, q, scale float64) {
	n := len(p)
	root, r = root[:n], r[:n]
	nngpY, nngpZ, ntkY, ntkZ := terms[0][:n], terms[1][:n], terms[2][:n], terms[3][:n]
	inverse := 1 / (1 + float64(2*q))
	i := 0
	for ; i+2 <= n; i += 2 {
		v, rr := load(p[i:]), everywhere(1).Add(everywhere(2).Mul(load(r[i:])))
		j0 := everywhere(4 / math.Pi).Div(load(root[i:]))
		dq := j0.Mul(v).Mul(everywhere(inverse))
		e := v.Mul(j0).Mul(j0.Mul(j0)).Mul(everywhere(math.Pi * math.Pi / 16))
		store(nngpY[i:], everywhere(scale).Mul(j0))
		store(nngpZ[i:], everywhere(-2*scale).Mul(dq))
		store(ntkY[i:], everywhere(scale).Mul(everywhere(2).Mul(j0).Add(everywhere(4).Mul(e).Mul(v))))
		store(ntkZ[i:], everywhere(-2*scale).Mul(dq.Add(e.Mul(rr))))
	}
	if i < n {
		nngpY[i], nngpZ[i], ntkY[i], ntkZ[i] = smoothSlopes(p[i], 4/math.Pi/root[i], inverse, 1+float64(2*r[i]), scale)
	}
}

// blendVector sets dst to a x + b times v.
func blendVector(dst, a, x, b []float64, v float64) {
	a, x, b = a[:len(dst)], x[:len(dst)], b[:len(dst)]
	i := 0
	for ; i+2 <= len(dst); i += 2 {
		store(dst[i:], load(a[i:]).Mul(load(x[i:])).Add(load(b[i:]).Mul(everywhere(v))))
	}
	if i < len(dst) {
		dst[i] = float64(a[i]*x[i]) + float64(b[i]*v)
	}
}
