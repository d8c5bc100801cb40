package linalg

import "math"

// The functions that activations and losses need, in float32 arithmetic that is the same on
// every machine. The standard library's are not: they have assembly on some.

// log 2 in two parts; k times the first is exact for |k| ≤ 128, as it has 15 bits.
const (
	ln2hi = 0.693359375
	ln2lo = -2.12194440e-4
	log2e = 1.44269504
)

// Beyond these e^x is no float32, or a subnormal one.
const expTop, expBottom = 88.722, -87.33

// Exp returns e^x with a relative error below 1.2e-7: +Inf above 88.722, and 0 below
// −87.33, where the result would be subnormal.
func Exp(x float32) float32 {
	switch {
	case x > expTop:
		return float32(math.Inf(1))
	case x < expBottom:
		return 0
	}
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
		return x + Log1p(Exp(-x))
	}
	return Log1p(Exp(x))
}

// Log1p returns log(1 + u) for u ≥ 0 with a relative error below 2e-7. For u up to 1
//
//	log(1+u) = 2 artanh s = 2 (s + s³/3 + s⁵/5 + …),  s = u/(2+u) ≤ 1/3
//
// and beyond, log 2^k(1+u′) = k log 2 + log(1+u′).
func Log1p(u float32) float32 {
	if u > 1 {
		v := 1 + u
		if v > math.MaxFloat32 {
			return v
		}
		bits := math.Float32bits(v)
		k := float32(int32(bits>>23) - 127)
		rest := Log1p(math.Float32frombits(bits&(1<<23-1)|127<<23) - 1)
		return float32(k*ln2hi) + (float32(k*ln2lo) + rest)
	}
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

// Erf returns erf(x) with a relative error below 4e-7, and so an absolute one below too. It
// is odd to the last bit and never beyond ±1, which it is from ±3.92 on.
//
// erf(x)/x is a ratio of two polynomials of degree 5 in x², of best relative error on
// [0, 3.92], which is 1.9e-8 (fitted here by least squares with Lawson's weights). All
// coefficients are positive, so that nothing cancels.
func Erf(x float32) float32 {
	switch {
	case x > erfEnd:
		return 1
	case x < -erfEnd:
		return -1
	}
	s := float32(x * x)
	p := float32(erfP5)
	p = float32(p*s) + erfP4
	p = float32(p*s) + erfP3
	p = float32(p*s) + erfP2
	p = float32(p*s) + erfP1
	p = float32(p*s) + erfP0
	q := float32(erfQ5)
	q = float32(q*s) + erfQ4
	q = float32(q*s) + erfQ3
	q = float32(q*s) + erfQ2
	q = float32(q*s) + erfQ1
	q = float32(q*s) + 1
	return within1(float32(x*p) / q)
}

// The coefficients of Erf.
const (
	erfEnd = 3.92

	erfP0 = 1.12837915
	erfP1 = 0.190405363
	erfP2 = 5.27485951e-2
	erfP3 = 3.7655758e-3
	erfP4 = 2.84882816e-4
	erfP5 = 2.05010786e-6

	erfQ1 = 0.5020751
	erfQ2 = 0.114108672
	erfQ3 = 1.49691317e-2
	erfQ4 = 1.16252754e-3
	erfQ5 = 3.80919362e-5
)

// within1 returns e, or ±1 if rounding near the ends has brought it beyond.
func within1(e float32) float32 {
	switch {
	case e > 1:
		return 1
	case e < -1:
		return -1
	}
	return e
}

// ErfSlope returns erf′(x) = 2/√π e^−x² with an absolute error below 2e-7.
func ErfSlope(x float32) float32 {
	return float32((2 / math.SqrtPi) * Exp(-float32(x*x)))
}

// Tanh returns tanh(x) with a relative error below 4e-7, and so an absolute one below too.
// It is odd to the last bit and never beyond ±1, which it is from ±9.02 on.
//
// tanh(x)/x is a ratio of two polynomials of degree 4 in x², of best relative error on
// [0, 9.02], which is 2.1e-8 (fitted here as for Erf). All coefficients are positive, so
// that nothing cancels; a ratio of degrees 13 and 6 in x would cost one more product and
// has negative ones.
func Tanh(x float32) float32 {
	switch {
	case x > tanhEnd:
		x = tanhEnd
	case x < -tanhEnd:
		x = -tanhEnd
	}
	s := float32(x * x)
	p := float32(tanhP4)
	p = float32(p*s) + tanhP3
	p = float32(p*s) + tanhP2
	p = float32(p*s) + tanhP1
	p = float32(p*s) + 1
	q := float32(tanhQ4)
	q = float32(q*s) + tanhQ3
	q = float32(q*s) + tanhQ2
	q = float32(q*s) + tanhQ1
	q = float32(q*s) + 1
	return within1(float32(x*p) / q)
}

// The coefficients of Tanh.
const (
	tanhEnd = 9.02

	tanhP1 = 0.13379721
	tanhP2 = 3.49403811e-3
	tanhP3 = 2.05835361e-5
	tanhP4 = 1.3319141e-8

	tanhQ1 = 0.467130363
	tanhQ2 = 2.5871087e-2
	tanhQ3 = 3.28309849e-4
	tanhQ4 = 7.76204916e-7
)
