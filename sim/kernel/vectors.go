//go:build goexperiment.simd && (amd64 || arm64 || wasm)

package kernel

import (
	"math"

	"narrows/sim/vector"
)

// The functions of one pair as loops over a row, with vectors of two lanes. Where a function
// branches both lanes take both ways and a mask chooses; a pair that is left over goes alone.

func sideVector(y, x, p, r []float64, q float64) {
	y, x, r = y[:len(p)], x[:len(p)], r[:len(p)]
	var zero vector.Two
	i := 0
	for ; i+2 <= len(p); i += 2 {
		norm, v := vector.Both(q).Mul(vector.Load(r[i:])).Sqrt(), vector.Load(p[i:])
		less, more := norm.Sub(v), norm.Add(v)
		equal := less.LessEqual(norm.Mul(vector.Both(coincident)))
		less = zero.IfElse(equal, less)
		more = vector.Both(1).IfElse(equal, more)
		more = zero.IfElse(more.Less(zero), more)
		vector.Store(y[i:], less.Sqrt())
		vector.Store(x[i:], more.Sqrt())
	}
	if i < len(p) {
		y[i], x[i] = sides(q, r[i], p[i])
	}
}

func rectifyVector(p, t, angle, y, x []float64, a Activation) {
	t, angle, y, x = t[:len(p)], angle[:len(p)], y[:len(p)], x[:len(p)]
	slope, bent := vector.Both(a.slope), vector.Both(a.bent())
	i := 0
	for ; i+2 <= len(p); i += 2 {
		v := vector.Load(p[i:])
		j0 := vector.Both(0.5).Sub(vector.Load(angle[i:]).Mul(vector.Both(1 / math.Pi)))
		j1 := vector.Load(y[i:]).Mul(vector.Load(x[i:])).Mul(vector.Both(0.5 / math.Pi)).Add(j0.Mul(v))
		vector.Store(p[i:], slope.Mul(v).Add(bent.Mul(j1)))
		vector.Store(t[i:], slope.Add(bent.Mul(j0)).Mul(vector.Load(t[i:])))
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
		v := vector.Both(2).Mul(vector.Load(p[i:]))
		rr := vector.Both(1).Add(vector.Both(2).Mul(vector.Load(r[i:])))
		d := vector.Both(1 + float64(2*q)).Mul(rr).Sub(v.Mul(v))
		vector.Store(y[i:], v)
		vector.Store(x[i:], d.Sqrt())
	}
	if i < len(p) {
		y[i], x[i] = erfSide(q, r[i], p[i])
	}
}

func erfVector(p, t, angle, x []float64) {
	t, angle, x = t[:len(p)], angle[:len(p)], x[:len(p)]
	i := 0
	for ; i+2 <= len(p); i += 2 {
		vector.Store(p[i:], vector.Both(2/math.Pi).Mul(vector.Load(angle[i:])))
		vector.Store(t[i:], vector.Both(4/math.Pi).Div(vector.Load(x[i:])).Mul(vector.Load(t[i:])))
	}
	if i < len(p) {
		p[i], t[i] = float64(2/math.Pi*angle[i]), float64(4/math.Pi/x[i]*t[i])
	}
}

func linearVector(p, t []float64, l Layers) {
	t = t[:len(p)]
	w, b := vector.Both(l.WeightVar), vector.Both(l.BiasVar)
	i := 0
	for ; i+2 <= len(p); i += 2 {
		v := w.Mul(vector.Load(p[i:])).Add(b)
		vector.Store(p[i:], v)
		vector.Store(t[i:], v.Add(w.Mul(vector.Load(t[i:]))))
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
			vector.Store(sum[i:], vector.Load(sum[i:]).Add(vector.Both(v).Mul(vector.Load(c[i:]))))
		}
		if i < n {
			sum[i] += float64(v * c[i])
		}
	}
}

func fourVector(sum []float64, x *[4]float64, a, b, c, d []float64) {
	p, q, r, s := vector.Both(x[0]), vector.Both(x[1]), vector.Both(x[2]), vector.Both(x[3])
	for len(sum) >= 4 && len(a) >= 4 && len(b) >= 4 && len(c) >= 4 && len(d) >= 4 {
		v := vector.Load(sum).Add(p.Mul(vector.Load(a))).Add(q.Mul(vector.Load(b))).Add(r.Mul(vector.Load(c))).Add(s.Mul(vector.Load(d)))
		w := vector.Load(sum[2:]).Add(p.Mul(vector.Load(a[2:]))).Add(q.Mul(vector.Load(b[2:]))).Add(r.Mul(vector.Load(c[2:]))).Add(s.Mul(vector.Load(d[2:])))
		vector.Store(sum, v)
		vector.Store(sum[2:], w)
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
		v := vector.Both(slope).Mul(vector.Load(p[i:])).Add(vector.Both(bias))
		vector.Store(p[i:], v)
		vector.Store(t[i:], v)
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
		w := vector.Load(v[i:])
		less, more := vector.Both(u).Sub(w), vector.Both(u).Add(w)
		vector.Store(minus[i:], vector.Load(minus[i:]).Add(less.Mul(less)))
		vector.Store(plus[i:], vector.Load(plus[i:]).Add(more.Mul(more)))
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
		half := vector.Both(q).Mul(vector.Load(r[i:])).Sqrt().Div(vector.Both(2))
		less, more := half.Mul(vector.Load(minus[i:])), half.Mul(vector.Load(plus[i:]))
		v := more.Sub(less).Div(vector.Both(2))
		vector.Store(p[i:], v)
		vector.Store(t[i:], v)
		vector.Store(minus[i:], less.Sqrt())
		vector.Store(plus[i:], more.Sqrt())
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
		v, rr := vector.Load(p[i:]), vector.Both(1).Add(vector.Both(2).Mul(vector.Load(r[i:])))
		j0 := vector.Both(4 / math.Pi).Div(vector.Load(root[i:]))
		dq := j0.Mul(v).Mul(vector.Both(inverse))
		e := v.Mul(j0).Mul(j0.Mul(j0)).Mul(vector.Both(math.Pi * math.Pi / 16))
		vector.Store(nngpY[i:], vector.Both(scale).Mul(j0))
		vector.Store(nngpZ[i:], vector.Both(-2*scale).Mul(dq))
		vector.Store(ntkY[i:], vector.Both(scale).Mul(vector.Both(2).Mul(j0).Add(vector.Both(4).Mul(e).Mul(v))))
		vector.Store(ntkZ[i:], vector.Both(-2*scale).Mul(dq.Add(e.Mul(rr))))
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
		vector.Store(dst[i:], vector.Load(a[i:]).Mul(vector.Load(x[i:])).Add(vector.Load(b[i:]).Mul(vector.Both(v))))
	}
	if i < len(dst) {
		dst[i] = float64(a[i]*x[i]) + float64(b[i]*v)
	}
}
