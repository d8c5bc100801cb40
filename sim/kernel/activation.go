package kernel

import "math"

// An Activation is the function φ between layers.
type Activation uint8

// The activations.
const (
	ReLU Activation = iota // φ(h) = max(h, 0)
)

// coincident is how near to 1 the cosine of two equal inputs may come out. An arc cosine
// there is wrong by 1e-7, which a point off the training set that is a training point
// would show; inputs so near count as equal.
const coincident = 1e-14

// Moments returns J1 = E[φ(u)φ(v)] and J0 = E[φ′(u)φ′(v)] for (u, v) normal with
// variances q and r and covariance p. With cos θ = p/√(qr),
//
//	ReLU:  J1 = √(qr) (sin θ + (π−θ) cos θ)/2π,   J0 = (π−θ)/2π
//
// (Cho and Saul 2009, arc-cosine kernels of degree 1 and 0).
func (a Activation) Moments(q, r, p float64) (j1, j0 float64) {
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

// Moment returns J1 and J0 at u = v, both of variance q: for ReLU q/2 and 1/2.
func (a Activation) Moment(q float64) (j1, j0 float64) { return q / 2, 0.5 }
