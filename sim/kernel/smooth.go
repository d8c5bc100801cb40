package kernel

import (
	"fmt"
	"math"
)

// A Term is a kernel of f at z and y, and its gradient in z, which is Y·y + Z·z.
type Term struct{ Value, Y, Z float64 }

// Smooth returns both kernels of a Shallow with Erf at z and y, with their gradients.
// With D = (1+2q)(1+2r) − 4p², the gradients over σ_w² s are
//
//	NNGP:  J0 y + 2 ∂J1/∂q z
//	NTK:   (2 J0 + p ∂J0/∂p) y + 2 (∂J1/∂q + p ∂J0/∂q) z
//	∂J1/∂q = −4p/(π(1+2q)√D),  ∂J0/∂p = 16 p/(π D^{3/2}),  ∂J0/∂q = −4(1+2r)/(π D^{3/2})
//
// (derived here; ∂J1/∂p = J0 for any φ). It panics for a rectifier, whose NTK has a kink.
func (k Shallow) Smooth(z, y []float64) (nngp, ntk Term) {
	if !k.Activation.erf || len(z) != k.Units || len(y) != k.Units {
		panic(fmt.Sprintf("kernel: no smooth kernel for %+v at %d and %d coordinates", k, len(z), len(y)))
	}
	s, w := k.Slope(), k.WeightVar
	q, r, p := s*dot(z, z)+k.BiasVar, s*dot(y, y)+k.BiasVar, s*dot(z, y)+k.BiasVar
	d := (1+2*q)*(1+2*r) - 4*p*p
	root := math.Sqrt(d)
	// The arc sine of 2p/√((1+2q)(1+2r)), which near 1 has half its digits, as the angle
	// of a triangle.
	j1, j0 := 2/math.Pi*math.Atan2(2*p, root), 4/(math.Pi*root)
	cube := math.Pi * d * root
	dq := -4 * p / (math.Pi * (1 + 2*q) * root)
	nngp = Term{Value: k.BiasVar + w*j1, Y: w * s * j0, Z: w * s * 2 * dq}
	ntk = Term{
		Value: nngp.Value + w*j0*p,
		Y:     w * s * (2*j0 + 16*p*p/cube),
		Z:     w * s * 2 * (dq - 4*p*(1+2*r)/cube),
	}
	return nngp, ntk
}
