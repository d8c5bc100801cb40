package limit

import (
	"math"

	"narrows/sim/vector"
)

// basis is a finite set of functions Y_k on the unit sphere of R^dim in which f moves:
// the harmonics whose coefficient in the kernels of rectifiers is not zero, up to a
// degree. Those are degree 0, 1 and the even ones, for a rectifier of slope a is
// (1+a)/2 h + (1−a)/2 |h|.
//
// With θ the angle between u and u′, for ReLU
//
//	κ(θ)  = (sin θ + 2(π−θ) cos θ)/2π = Σ_k ntk_k  Y_k(u) Y_k(u′)    of the NTK
//	κ_g(θ) = (sin θ + (π−θ) cos θ)/2π = Σ_k nngp_k Y_k(u) Y_k(u′)    of the NNGP
//
// and for slope a (1−a)² κ + 2a cos θ and (1−a)² κ_g + a cos θ, where cos θ has degree 1.
// The identity, a = 1, is left with degree 1 and needs no sphere: its Y_k are the
// coordinates of the extended vector themselves, of any dimension.
//
// Cut at a degree the sums stay positive, so that the truncated network is itself an
// exact gradient flow: its loss falls and its conservation law holds.
type basis struct {
	slope       float64 // a
	dim, degree int
	ntk, nngp   []float64

	// turns are the rotations of the sphere, u×∇ in three dimensions and ∂/∂θ in two,
	// as what they do to the coefficients of Σ β_k Y_k. They give the gradient along the
	// sphere from the same Y_k(u) as the value, with no derivative of any Y_k.
	turns [][]turn

	sphere *sphere // dim 3 only
}

// turn says that a rotation adds scale times coefficient from to coefficient to.
type turn struct {
	to, from int
	scale    float64
}

func (b *basis) size() int { return len(b.ntk) }

// rotate fills dst with the coefficients of the rotated function.
func rotate(dst, beta []float64, turns []turn) {
	for i := range dst {
		dst[i] = 0
	}
	for _, t := range turns {
		dst[t.to] += t.scale * beta[t.from]
	}
}

// fill sets row to Y_k(u).
func (b *basis) fill(row []float64, u *[3]float64) {
	vector.CountDouble(harmonics * len(row))
	switch b.dim {
	case 1:
		if b.slope != 0 {
			row[0], row[1] = 1, u[0]
			return
		}
		row[0], row[1] = 0, 0
		if u[0] > 0 {
			row[0] = 1
		} else {
			row[1] = 1
		}
	case 2:
		fillCircle(row, u[0], u[1])
	case 3:
		b.sphere.fill(row, u)
	}
}

// fillTwo sets row and next to Y_k(u) and Y_k(v).
func (b *basis) fillTwo(row, next []float64, u, v *[3]float64) {
	switch {
	case vector.Ready() && b.dim == 2:
		vector.CountDouble(2 * harmonics * len(row))
		fillCircles(row, next, u, v)
	case vector.Ready() && b.dim == 3:
		vector.CountDouble(2 * harmonics * len(row))
		b.sphere.fillTwo(row, next, u, v)
	default:
		b.fill(row, u)
		b.fill(next, v)
	}
}

// newBasis returns the basis for rectifiers of a slope, up to a degree where that is a
// choice: above one dimension, and not for the identity. Its dim is at most 3, but for
// the identity.
func newBasis(slope float64, dim, degree int) *basis {
	switch {
	case slope == 1:
		b := &basis{slope: 1, dim: dim}
		for range dim {
			b.ntk, b.nngp = append(b.ntk, 2), append(b.nngp, 1)
		}
		return b
	case dim == 1:
		return newLine(slope)
	case dim == 2:
		return newCircle(slope, orDefault(degree, CircleDegree))
	}
	return newSphere(slope, orDefault(degree, SphereDegree))
}

// linear reports whether f is: Y_k(u) is then not read, but the extended vector.
func (b *basis) linear() bool { return b.slope == 1 }

// newLine returns the basis in one dimension: for ReLU Y = 1 for u > 0, and 1 for u < 0;
// for other slopes Y = 1 and u = ±1, with (1−a)²/2 and (1+a)²/2 in the NTK and half that
// in the NNGP.
func newLine(slope float64) *basis {
	if slope == 0 {
		return &basis{dim: 1, ntk: []float64{1, 1}, nngp: []float64{0.5, 0.5}}
	}
	even, odd := (1-slope)*(1-slope)/2, (1+slope)*(1+slope)/2
	return &basis{slope: slope, dim: 1, ntk: []float64{even, odd}, nngp: []float64{even / 2, odd / 2}}
}

// newCircle returns 1, cos θ, sin θ, and cos jθ, sin jθ for even j up to the degree. For
// ReLU
//
//	2π c_0 = 6/π,  2π c_1 = π,    2π c_j = (4/π)(j²+3)/(j²−1)²
//	2π g_0 = 4/π,  2π g_1 = π/2,  2π g_j = (8/π)/(j²−1)²
//
// (Fourier integrals of κ and κ_g, derived here.)
func newCircle(slope float64, degree int) *basis {
	b := &basis{slope: slope, dim: 2, degree: degree}
	const pi2 = math.Pi * math.Pi
	bent := (1 - slope) * (1 - slope)
	b.ntk, b.nngp = []float64{bent * (3 / pi2)}, []float64{bent * (2 / pi2)}
	var turns []turn
	add := func(j int, c, g float64) {
		cos, sin := len(b.ntk), len(b.ntk)+1
		b.ntk, b.nngp = append(b.ntk, c, c), append(b.nngp, g, g)
		turns = append(turns, turn{sin, cos, -float64(j)}, turn{cos, sin, float64(j)})
	}
	add(1, bent*0.5+2*slope, bent*0.25+slope)
	for j := 2; j <= degree; j += 2 {
		k := float64(j * j)
		add(j, bent*(2/pi2*(k+3)/((k-1)*(k-1))), bent*(4/pi2/((k-1)*(k-1))))
	}
	b.turns = [][]turn{turns}
	return b
}

// fillCircle needs no trigonometric call: u is (cos θ, sin θ), and two chains of angle
// addition in steps of 4θ run side by side, 2θ, 6θ, … and 4θ, 8θ, …
func fillCircle(row []float64, x, y float64) {
	row[0], row[1], row[2] = 1, x, y
	c2, s2 := (x-y)*(x+y), 2*x*y
	c4, s4 := (c2-s2)*(c2+s2), 2*c2*s2
	c, s, d, t := c2, s2, c4, s4
	i := 3
	for ; i+4 <= len(row); i += 4 {
		r := (*[4]float64)(row[i:])
		r[0], r[1], r[2], r[3] = c, s, d, t
		c, s = c*c4-s*s4, s*c4+c*s4
		d, t = d*c4-t*s4, t*c4+d*s4
	}
	if i < len(row) {
		row[i], row[i+1] = c, s
	}
}

// from returns the place in b of feature k of a basis of the same dimension and a degree
// not above b's.
func (b *basis) from(small *basis, k int) int {
	if b.dim < 3 || b.degree == small.degree {
		return k
	}
	// The sphere's order runs over m first.
	i, j := 0, 0
	for m := range small.degree + 1 {
		for l := m; l <= b.degree; l++ {
			if !zonal(l) {
				continue
			}
			parts := min(m, 1) + 1
			if l <= small.degree {
				if k < i+parts {
					return j + k - i
				}
				i += parts
			}
			j += parts
		}
	}
	panic("limit: no such harmonic")
}
