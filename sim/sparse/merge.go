package sparse

import (
	"math"
	"slices"
)

// merge makes of units, in their place, the same network at the points with fewer of them, at no higher cost: of units of one sign for which no point
// lies between, on the upper side of one and on the lower side of the other,
//
//	v₁φ(z₁) + v₂φ(z₂) = φ(v₁z₁ + v₂z₂)
//
// at each point, as φ is straight on either side of 0; and ‖v₁w₁ + v₂w₂‖ ≤ v₁ + v₂. The program has such pairs, for its units bend
// at points, and one that would best bend between two of them it puts together from both.
func (p *Problem) merge(units []Neuron) []Neuron {
	kept := units[:0]
	for _, u := range units {
		for i := 0; i < len(kept); i++ {
			if p.alike(u, kept[i]) {
				both, is := p.together(u, kept[i])
				if !is {
					continue
				}
				u = both
				kept = slices.Delete(kept, i, i+1)
				i = -1 // what comes of it may go together with one that was kept before
			}
		}
		kept = append(kept, u)
	}
	return kept
}

// abreast is how near to 0 z counts as 0, as a share of how large it is: the unit bends at the point.
const abreast = 1e-9

// alike reports whether two units have one sign, and no point on different sides.
func (p *Problem) alike(u, v Neuron) bool {
	if u.Weight*v.Weight <= 0 {
		return false
	}
	for _, x := range p.X {
		a, b := u.side(x), v.side(x)
		if a*b < 0 {
			return false
		}
	}
	return true
}

// side is on which side of a unit's line a point lies, 0 on it.
func (u Neuron) side(x [2]float64) float64 {
	a, b := u.W[0]*x[0], u.W[1]*x[1]
	z := a + b + u.B
	if math.Abs(z) <= abreast*(math.Abs(a)+math.Abs(b)+math.Abs(u.B)) {
		return 0
	}
	return math.Copysign(1, z)
}

// together is the unit that does what two of one sign do, if there is one: those that face each other add up to a constant.
func (p *Problem) together(u, v Neuron) (both Neuron, is bool) {
	a, b := math.Abs(u.Weight), math.Abs(v.Weight)
	w := [2]float64{a*u.W[0] + b*v.W[0], a*u.W[1] + b*v.W[1]}
	size := p.size(w)
	if size <= abreast*(a+b) {
		return Neuron{}, false
	}
	return Neuron{math.Copysign(size, u.Weight), [2]float64{w[0] / size, w[1] / size}, (a*u.B + b*v.B) / size}, true
}
