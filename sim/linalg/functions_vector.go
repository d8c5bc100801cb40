//go:build goexperiment.simd && (amd64 || arm64 || wasm)

package linalg

import (
	"math"

	"simd/archsimd"
)

// The functions of one number on vectors, with the operations of functions.go in their
// order. Where one branches, all lanes take both ways and a mask chooses. The lengths are
// multiples of four.

func clamp(v, low, high vec) vec {
	v = high.IfElse(v.Greater(high), v)
	return low.IfElse(v.Less(low), v)
}

func expVector(x []float32) {
	for ; len(x) >= 4; x = x[4:] {
		r := (*[4]float32)(x)
		exp4(load(r)).StoreArray(r)
	}
}

// exp4 is Exp.
func exp4(x vec) vec {
	var zero vec
	half := spread(-0.5).IfElse(x.Less(zero), spread(0.5))
	k := x.Mul(spread(log2e)).Add(half).ConvertToInt32()
	f := k.ConvertToFloat32()
	r := x.Sub(f.Mul(spread(ln2hi))).Sub(f.Mul(spread(ln2lo)))
	p := r.Mul(spread(1.0 / 5040)).Add(spread(1.0 / 720))
	p = p.Mul(r).Add(spread(1.0 / 120))
	p = p.Mul(r).Add(spread(1.0 / 24))
	p = p.Mul(r).Add(spread(1.0 / 6))
	p = p.Mul(r).Add(spread(0.5))
	p = p.Mul(r).Add(spread(1))
	p = p.Mul(r).Add(spread(1))
	// Rounded otherwise than k/2, which tells nothing: products with powers of 2 are exact.
	h := k.ShiftAllRight(1)
	p = p.Mul(power2Vector(h)).Mul(power2Vector(k.Sub(h)))
	p = spread(float32(math.Inf(1))).IfElse(x.Greater(spread(expTop)), p)
	return zero.IfElse(x.Less(spread(expBottom)), p)
}

func power2Vector(k archsimd.Int32x4) vec {
	return k.Add(archsimd.BroadcastInt32x4(127)).ShiftAllLeft(23).ToBits().BitsToFloat32()
}

func logisticVector(x []float32) {
	one := spread(1)
	for ; len(x) >= 4; x = x[4:] {
		r := (*[4]float32)(x)
		one.Div(one.Add(exp4(load(r).Neg()))).StoreArray(r)
	}
}

func softplusVector(x []float32) {
	var zero vec
	for ; len(x) >= 4; x = x[4:] {
		r := (*[4]float32)(x)
		v := load(r)
		u := exp4(v.Abs().Neg())
		s := u.Div(spread(2).Add(u))
		q := s.Mul(s)
		p := q.Mul(spread(1.0 / 15)).Add(spread(1.0 / 13))
		p = p.Mul(q).Add(spread(1.0 / 11))
		p = p.Mul(q).Add(spread(1.0 / 9))
		p = p.Mul(q).Add(spread(1.0 / 7))
		p = p.Mul(q).Add(spread(1.0 / 5))
		p = p.Mul(q).Add(spread(1.0 / 3))
		p = p.Mul(q)
		log := spread(2).Mul(s.Add(s.Mul(p)))
		v.Masked(v.Greater(zero)).Add(log).StoreArray(r)
	}
}

func erfVector(x []float32) {
	one, minus := spread(1), spread(-1)
	for ; len(x) >= 4; x = x[4:] {
		r := (*[4]float32)(x)
		v := load(r)
		s := v.Mul(v)
		p := s.Mul(spread(erfP5)).Add(spread(erfP4))
		p = p.Mul(s).Add(spread(erfP3))
		p = p.Mul(s).Add(spread(erfP2))
		p = p.Mul(s).Add(spread(erfP1))
		p = p.Mul(s).Add(spread(erfP0))
		q := s.Mul(spread(erfQ5)).Add(spread(erfQ4))
		q = q.Mul(s).Add(spread(erfQ3))
		q = q.Mul(s).Add(spread(erfQ2))
		q = q.Mul(s).Add(spread(erfQ1))
		q = q.Mul(s).Add(one)
		e := clamp(v.Mul(p).Div(q), minus, one)
		e = one.IfElse(v.Greater(spread(erfEnd)), e)
		e = minus.IfElse(v.Less(spread(-erfEnd)), e)
		e.StoreArray(r)
	}
}

func erfGateVector(delta, x []float32) {
	for len(delta) >= 4 && len(x) >= 4 {
		r := (*[4]float32)(delta)
		v := load((*[4]float32)(x))
		slope := spread(2 / math.SqrtPi).Mul(exp4(v.Mul(v).Neg()))
		load(r).Mul(slope).StoreArray(r)
		delta, x = delta[4:], x[4:]
	}
}
