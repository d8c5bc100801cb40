//go:build goexperiment.simd && (amd64 || arm64 || wasm)

package vector

import (
	"math"

	"simd/archsimd"
)

// The functions of exponential.go of two numbers at a time.

// declineTwo is decline.
func declineTwo(x Two) Two {
	shifted := x.Mul(Both(math.Log2E)).Add(Both(whole))
	k := shifted.Sub(Both(whole))
	r := x.Sub(k.Mul(Both(log2High))).Sub(k.Mul(Both(log2Low)))
	r2 := r.Mul(r)
	r4 := r2.Mul(r2)
	p := Both(exp0).Add(Both(exp1).Mul(r)).Add(Both(exp2).Add(Both(exp3).Mul(r)).Mul(r2))
	q := Both(exp4).Add(Both(exp5).Mul(r)).Add(Both(exp6).Add(Both(exp7).Mul(r)).Mul(r2))
	p = p.Add(q.Add(Both(exp8).Add(Both(exp9).Mul(r)).Mul(r4)).Mul(r4))
	power := shifted.ToBits().ShiftAllLeft(52).Add(archsimd.BroadcastUint64x2(oneBits)).BitsToFloat64()
	p = Both(1).Add(r.Add(r2.Mul(p))).Mul(power)
	var zero Two
	return zero.IfElse(x.Less(Both(lowest)), p)
}

// log1pTwo is log1p.
func log1pTwo(u Two) Two {
	s := u.Div(Both(2).Add(u))
	z := s.Mul(s)
	z2 := z.Mul(z)
	z4 := z2.Mul(z2)
	p := Both(log0).Add(Both(log1).Mul(z)).Add(Both(log2).Add(Both(log3).Mul(z)).Mul(z2))
	q := Both(log4).Add(Both(log5).Mul(z)).Add(Both(log6).Add(Both(log7).Mul(z)).Mul(z2))
	p = p.Add(q.Add(Both(log8).Add(Both(log9).Mul(z)).Mul(z4)).Mul(z4))
	return Both(2).Mul(s.Add(s.Mul(z).Mul(p)))
}

func declineVector(x []float64) {
	for len(x) >= 2 {
		p := (*[2]float64)(x)
		declineTwo(Load(p[:])).StoreArray(p)
		x = x[2:]
	}
	for i, v := range x {
		x[i] = decline(v)
	}
}

func logisticVector(chi, f, y []float64) float64 {
	chi, y = chi[:len(f)], y[:len(f)]
	var zero, sum Two
	one := Both(1)
	for len(f) >= 2 && len(y) >= 2 && len(chi) >= 2 {
		t := Load(y)
		s := t.Mul(Load(f))
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
	var zero Two
	one, three, end := Both(1), Both(3), Both(erfEnd)
	for len(h) >= 2 && len(slope) >= 2 {
		p := (*[2]float64)(h)
		v := Load(p[:])
		x, z := v.Abs(), v.Mul(v)
		u := declineTwo(z.Neg())
		near := end.IfElse(x.Greater(end), x)
		outer := one.Sub(u.Mul(twelveTwo(near.Sub(three).Div(near.Add(three)), &erfOuter)))
		e := x.Mul(twelveTwo(z, &erfInner)).IfElse(x.Less(one), outer)
		e.Neg().IfElse(v.Less(zero), e).StoreArray(p)
		u.Mul(Both(2 / math.SqrtPi)).StoreArray((*[2]float64)(slope))
		h, slope = h[2:], slope[2:]
	}
	for i, v := range h {
		h[i], slope[i] = errorAt(v)
	}
}

// twelveTwo is twelve.
func twelveTwo(z Two, c *[12]float64) Two {
	z2 := z.Mul(z)
	z4 := z2.Mul(z2)
	p := Both(c[0]).Add(Both(c[1]).Mul(z)).Add(Both(c[2]).Add(Both(c[3]).Mul(z)).Mul(z2))
	q := Both(c[4]).Add(Both(c[5]).Mul(z)).Add(Both(c[6]).Add(Both(c[7]).Mul(z)).Mul(z2))
	r := Both(c[8]).Add(Both(c[9]).Mul(z)).Add(Both(c[10]).Add(Both(c[11]).Mul(z)).Mul(z2))
	return p.Add(q.Add(r.Mul(z4)).Mul(z4))
}
