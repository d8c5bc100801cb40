//go:build goexperiment.simd && (amd64 || arm64 || wasm)

package limit

import (
	"math"

	"simd/archsimd"
)

// The functions of exponential.go with vectors of two lanes.

// declineTwo is decline.
func declineTwo(x vec) vec {
	shifted := x.Mul(everywhere(math.Log2E)).Add(everywhere(whole))
	k := shifted.Sub(everywhere(whole))
	r := x.Sub(k.Mul(everywhere(log2High))).Sub(k.Mul(everywhere(log2Low)))
	r2 := r.Mul(r)
	r4 := r2.Mul(r2)
	p := everywhere(exp0).Add(everywhere(exp1).Mul(r)).Add(everywhere(exp2).Add(everywhere(exp3).Mul(r)).Mul(r2))
	q := everywhere(exp4).Add(everywhere(exp5).Mul(r)).Add(everywhere(exp6).Add(everywhere(exp7).Mul(r)).Mul(r2))
	p = p.Add(q.Add(everywhere(exp8).Add(everywhere(exp9).Mul(r)).Mul(r4)).Mul(r4))
	power := shifted.ToBits().ShiftAllLeft(52).Add(archsimd.BroadcastUint64x2(oneBits)).BitsToFloat64()
	p = everywhere(1).Add(r.Add(r2.Mul(p))).Mul(power)
	var zero vec
	return zero.IfElse(x.Less(everywhere(lowest)), p)
}

// log1pTwo is log1p.
func log1pTwo(u vec) vec {
	s := u.Div(everywhere(2).Add(u))
	z := s.Mul(s)
	z2 := z.Mul(z)
	z4 := z2.Mul(z2)
	p := everywhere(log0).Add(everywhere(log1).Mul(z)).Add(everywhere(log2).Add(everywhere(log3).Mul(z)).Mul(z2))
	q := everywhere(log4).Add(everywhere(log5).Mul(z)).Add(everywhere(log6).Add(everywhere(log7).Mul(z)).Mul(z2))
	p = p.Add(q.Add(everywhere(log8).Add(everywhere(log9).Mul(z)).Mul(z4)).Mul(z4))
	return everywhere(2).Mul(s.Add(s.Mul(z).Mul(p)))
}

func declineVector(x []float64) {
	for len(x) >= 2 {
		p := (*[2]float64)(x)
		declineTwo(load(p[:])).StoreArray(p)
		x = x[2:]
	}
	for i, v := range x {
		x[i] = decline(v)
	}
}

func logisticVector(chi, f, y []float64) float64 {
	chi, y = chi[:len(f)], y[:len(f)]
	var zero, sum vec
	one := everywhere(1)
	for len(f) >= 2 && len(y) >= 2 && len(chi) >= 2 {
		t := load(y)
		s := t.Mul(load(f))
		u := declineTwo(s.Abs().Neg())
		wrong := s.Less(zero)
		loss := log1pTwo(u)
		sum = sum.Add(loss.Sub(s).IfElse(wrong, loss))
		t.Neg().Mul(one.IfElse(wrong, u).Div(one.Add(u))).StoreArray((*[2]float64)(chi))
		f, y, chi = f[2:], y[2:], chi[2:]
	}
	a := sum.GetElem(0)
	for i := range f {
		var v float64
		v, chi[i] = logisticAt(f[i], y[i])
		a += v
	}
	return a + sum.GetElem(1)
}

func errorVector(h, slope []float64) {
	var zero vec
	one, three, end := everywhere(1), everywhere(3), everywhere(erfEnd)
	for len(h) >= 2 && len(slope) >= 2 {
		p := (*[2]float64)(h)
		v := load(p[:])
		x, z := v.Abs(), v.Mul(v)
		u := declineTwo(z.Neg())
		near := end.IfElse(x.Greater(end), x)
		outer := one.Sub(u.Mul(twelveTwo(near.Sub(three).Div(near.Add(three)), &erfOuter)))
		e := x.Mul(twelveTwo(z, &erfInner)).IfElse(x.Less(one), outer)
		e.Neg().IfElse(v.Less(zero), e).StoreArray(p)
		u.Mul(everywhere(2 / math.SqrtPi)).StoreArray((*[2]float64)(slope))
		h, slope = h[2:], slope[2:]
	}
	for i, v := range h {
		h[i], slope[i] = errorAt(v)
	}
}

// twelveTwo is twelve.
func twelveTwo(z vec, c *[12]float64) vec {
	z2 := z.Mul(z)
	z4 := z2.Mul(z2)
	p := everywhere(c[0]).Add(everywhere(c[1]).Mul(z)).Add(everywhere(c[2]).Add(everywhere(c[3]).Mul(z)).Mul(z2))
	q := everywhere(c[4]).Add(everywhere(c[5]).Mul(z)).Add(everywhere(c[6]).Add(everywhere(c[7]).Mul(z)).Mul(z2))
	r := everywhere(c[8]).Add(everywhere(c[9]).Mul(z)).Add(everywhere(c[10]).Add(everywhere(c[11]).Mul(z)).Mul(z2))
	return p.Add(q.Add(r.Mul(z4)).Mul(z4))
}
