package kernel

import (
	"math"

	"narrows/sim/vector"
)

// An Activation is the function φ between layers, of finite networks and of infinite ones
// alike: linear with another slope below zero, or the error function. The zero value is
// ReLU; two are equal if they are the same function.
type Activation struct {
	slope float64 // below zero
	erf   bool
}

// The activations.
var (
	ReLU   = Rectifier(0)          // φ(h) = max(h, 0)
	Linear = Rectifier(1)          // φ(h) = h
	Erf    = Activation{erf: true} // φ(h) = erf(h)
)

// Rectifier returns φ(h) = h for h > 0 and slope·h below: ReLU, the leaky ones between it
// and the identity, and with slope −1 the absolute value.
func Rectifier(slope float64) Activation { return Activation{slope: slope} }

// Rectifies reports whether φ is piecewise linear, and its slope below zero. Such a φ is
// homogeneous: φ(ch) = cφ(h) for c > 0.
func (a Activation) Rectifies() (slope float64, yes bool) { return a.slope, !a.erf }

// coincident is how near to 1 the cosine of two equal inputs may come out. The angle there
// is wrong by 1e-7, which a point off the training set that is a training point would show;
// inputs so near count as equal.
const coincident = 1e-14

// Moments returns J1 = E[φ(u)φ(v)] and J0 = E[φ′(u)φ′(v)] for (u, v) normal with
// variances q and r and covariance p. With cos θ = p/√(qr), D = (1+2q)(1+2r) − 4p²,
//
//	ReLU:     J1 = √(qr) (sin θ + (π−θ) cos θ)/2π,          J0 = (π−θ)/2π
//	slope a:  J1 = a p + (1−a)² J1 of ReLU,                 J0 = a + (1−a)² J0 of ReLU
//	erf:      J1 = 2/π asin(2p/√((1+2q)(1+2r))),            J0 = 4/(π√D)
//
// (Cho and Saul 2009, arc-cosine kernels of degree 1 and 0; Williams 1997, Computing with
// infinite networks, for erf; φ with slope a is a h + (1−a) max(h, 0).) Both angles are had
// from two sides of a triangle: an arc cosine or an arc sine near 1 has half its digits.
func (a Activation) Moments(q, r, p float64) (j1, j0 float64) {
	if a.erf {
		y, x := erfSide(q, r, p)
		return float64(2 / math.Pi * vector.Angle(y, x)), 4 / math.Pi / x
	}
	y, x := sides(q, r, p)
	return a.rectified(p, vector.Angle(y, x), y, x)
}

// sides returns y and x of the angle θ/2: y = √(√(qr) − p), x = √(√(qr) + p), so that
// xy = √(qr) sin θ. Inputs that are nearly equal, or zero, count as
// equal: y = 0.
func sides(q, r, p float64) (y, x float64) {
	norm := math.Sqrt(q * r)
	less, more := norm-p, norm+p
	if less <= norm*coincident {
		less, more = 0, 1
	}
	if more < 0 {
		more = 0
	}
	return math.Sqrt(less), math.Sqrt(more)
}

// rectified returns the moments of a rectifier from those sides and their angle.
func (a Activation) rectified(p, half, y, x float64) (j1, j0 float64) {
	j0 = 0.5 - float64(half*(1/math.Pi))
	j1 = float64(float64(y*x)*(0.5/math.Pi)) + float64(j0*p)
	bent := a.bent()
	return float64(a.slope*p) + float64(bent*j1), a.slope + float64(bent*j0)
}

// erfSide returns the sides 2p and √D of the angle asin(2p/√((1+2q)(1+2r))).
func erfSide(q, r, p float64) (y, x float64) {
	y = 2 * p
	d := float64((1+float64(2*q))*(1+float64(2*r))) - float64(y*y)
	return y, math.Sqrt(d)
}

// Moment returns J1 and J0 at u = v, both of variance q: q (1+a²)/2 and (1+a²)/2 with
// slope a, for ReLU q/2 and 1/2.
func (a Activation) Moment(q float64) (j1, j0 float64) {
	if a.erf {
		return a.Moments(q, q, q)
	}
	half := (1 + a.slope*a.slope) / 2
	return half * q, half
}
