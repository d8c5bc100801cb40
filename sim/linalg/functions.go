package linalg

import "math"

// The functions losses need, in float32 arithmetic that is the same on every machine.
// The standard library's are not: they have assembly on some.

// Exp returns e^x with a relative error below 1.2e-7: +Inf above 88.722, and 0 below
// −87.33, where the result would be subnormal.
func Exp(x float32) float32 {
	switch {
	case x > 88.722:
		return float32(math.Inf(1))
	case x < -87.33:
		return 0
	}
	const (
		log2e = 1.44269504
		// ln 2 in two parts; k times the first is exact for |k| ≤ 128, as it has 15 bits.
		ln2hi = 0.693359375
		ln2lo = -2.12194440e-4
	)
	k := int32(float32(x*log2e) + 0.5)
	if x < 0 {
		k = int32(float32(x*log2e) - 0.5)
	}
	r := x - float32(float32(k)*ln2hi)
	r -= float32(float32(k) * ln2lo)
	// Taylor to r⁷ for |r| ≤ ln 2 / 2: the rest is below 6e-9.
	p := float32(1.0 / 5040)
	p = float32(p*r) + 1.0/720
	p = float32(p*r) + 1.0/120
	p = float32(p*r) + 1.0/24
	p = float32(p*r) + 1.0/6
	p = float32(p*r) + 0.5
	p = float32(p*r) + 1
	p = float32(p*r) + 1
	// In two factors, since 2^128 is no float32 while 2^127·2·p may be.
	half := k / 2
	return float32(float32(p*power2(half)) * power2(k-half))
}

// power2 returns 2^k for k from −126 to 127.
func power2(k int32) float32 { return math.Float32frombits(uint32(k+127) << 23) }

// Softplus returns log(1 + e^x) with a relative error below 2.5e-7, far below zero too.
func Softplus(x float32) float32 {
	if x > 0 {
		return x + log1p(Exp(-x))
	}
	return log1p(Exp(x))
}

// log1p returns log(1 + u) for u from 0 to 1 with a relative error below 2e-7:
//
//	log(1+u) = 2 artanh s = 2 (s + s³/3 + s⁵/5 + …),  s = u/(2+u) ≤ 1/3
func log1p(u float32) float32 {
	s := u / (2 + u)
	q := float32(s * s)
	// To s¹⁵/15: the rest is below 5e-9 of the sum.
	p := float32(1.0 / 15)
	p = float32(p*q) + 1.0/13
	p = float32(p*q) + 1.0/11
	p = float32(p*q) + 1.0/9
	p = float32(p*q) + 1.0/7
	p = float32(p*q) + 1.0/5
	p = float32(p*q) + 1.0/3
	p = float32(p * q)
	return float32(2 * (s + float32(s*p)))
}

// Logistic returns 1/(1 + e^−x) with a relative error below 2e-7, and 0 below −88.722.
func Logistic(x float32) float32 { return 1 / (1 + Exp(-x)) }
