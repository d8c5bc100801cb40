package kernel

import (
	"fmt"
	"math"

	"narrows/sim/vector"
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
	q, r, p := k.square(z), k.square(y), float64(s*dot(z, y))+k.BiasVar
	twice, root := erfSide(q, r, p)
	// The arc sine of 2p/√((1+2q)(1+2r)), which near 1 has half its digits, as the angle
	// of a triangle.
	j1, j0 := float64(2/math.Pi*vector.Angle(twice, root)), 4/math.Pi/root
	nngp.Value = float64(w*j1) + k.BiasVar
	ntk.Value = nngp.Value + float64(w*float64(j0*p))
	nngp.Y, nngp.Z, ntk.Y, ntk.Z = smoothSlopes(p, j0, 1/(1+float64(2*q)), 1+float64(2*r), w*s)
	return nngp, ntk
}

// smoothSlopes returns what multiplies y and z in the gradients: p, J0, 1/(1+2q), 1+2r and
// σ_w² s are given. J0/D is (π/4)² J0³, which spares a division.
func smoothSlopes(p, j0, inverse, rr, scale float64) (nngpY, nngpZ, ntkY, ntkZ float64) {
	dq := float64(float64(j0*p) * inverse) // −∂J1/∂q
	e := float64(float64(p*j0)*float64(j0*j0)) * (math.Pi * math.Pi / 16)
	minus := -2 * scale
	return scale * j0, minus * dq, scale * (float64(2*j0) + float64(float64(4*e)*p)), minus * (dq + float64(e*rr))
}
