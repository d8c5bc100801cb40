//go:build goexperiment.simd && (amd64 || arm64 || wasm)

package vector

import "math"

// anglesVector is Angles.
func anglesVector(dst, y, x []float64) {
	y, x = y[:len(dst)], x[:len(dst)]
	i := 0
	for ; i+2 <= len(dst); i += 2 {
		v, u := Load(y[i:]), Load(x[i:])
		size := v.Abs()
		middle, steep := size.Greater(u.Mul(Both(eighth))), size.Mul(Both(eighth)).Greater(u)
		num := u.Neg().IfElse(steep, size.Sub(u).IfElse(middle, size))
		den := size.IfElse(steep, size.Add(u).IfElse(middle, u))
		base := Both(math.Pi/2).IfElse(steep, Both(math.Pi/4).Masked(middle))
		t := num.Div(den.Add(Both(tiny)))
		z := t.Mul(t)
		z2 := z.Mul(z)
		z4 := z2.Mul(z2)
		p := Both(atan0).Add(Both(atan1).Mul(z)).Add(Both(atan2).Add(Both(atan3).Mul(z)).Mul(z2))
		q := Both(atan4).Add(Both(atan5).Mul(z)).Add(Both(atan6).Add(Both(atan7).Mul(z)).Mul(z2))
		r := Both(atan8).Add(Both(atan9).Mul(z)).Add(Both(atan10).Mul(z2))
		p = p.Add(q.Add(r.Mul(z4)).Mul(z4))
		a := base.Add(t.Add(t.Mul(z).Mul(p).Add(base.Mul(Both(piRest)))))
		var zero Two
		Store(dst[i:], a.Neg().IfElse(v.Less(zero), a))
	}
	if i < len(dst) {
		dst[i] = Angle(y[i], x[i])
	}
}
