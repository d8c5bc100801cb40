package kernel

import "math"

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

// coincident is how near to 1 the cosine of two equal inputs may come out. An arc cosine
// there is wrong by 1e-7, which a point off the training set that is a training point
// would show; inputs so near count as equal.
const coincident = 1e-14

// Moments returns J1 = E[φ(u)φ(v)] and J0 = E[φ′(u)φ′(v)] for (u, v) normal with
// variances q and r and covariance p. With cos θ = p/√(qr), D = (1+2q)(1+2r) − 4p²,
//
//	ReLU:     J1 = √(qr) (sin θ + (π−θ) cos θ)/2π,          J0 = (π−θ)/2π
//	slope a:  J1 = a p + (1−a)² J1 of ReLU,                 J0 = a + (1−a)² J0 of ReLU
//	erf:      J1 = 2/π asin(2p/√((1+2q)(1+2r))),            J0 = 4/(π√D)
//
// (Cho and Saul 2009, arc-cosine kernels of degree 1 and 0; Williams 1997, Computing with
// infinite networks, for erf; φ with slope a is a h + (1−a) max(h, 0).)
func (a Activation) Moments(q, r, p float64) (j1, j0 float64) {
	if a.erf {
		d := (1+2*q)*(1+2*r) - 4*p*p
		return 2 / math.Pi * math.Asin(2*p/math.Sqrt((1+2*q)*(1+2*r))), 4 / (math.Pi * math.Sqrt(d))
	}
	j1, j0 = reluMoments(q, r, p)
	rest := (1 - a.slope) * (1 - a.slope)
	return a.slope*p + rest*j1, a.slope + rest*j0
}

func reluMoments(q, r, p float64) (j1, j0 float64) {
	norm := math.Sqrt(q * r)
	if norm == 0 {
		return 0, 0.5
	}
	cos := max(p/norm, -1)
	if cos > 1-coincident {
		return p / 2, 0.5
	}
	th := math.Acos(cos)
	sin := math.Sqrt((1 - cos) * (1 + cos))
	return norm * (sin + (math.Pi-th)*cos) / (2 * math.Pi), (math.Pi - th) / (2 * math.Pi)
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
