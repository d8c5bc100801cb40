package data

import (
	"math"
	"math/rand/v2"
)

// A Generator draws planar points in two classes; half of them, rounded up, have y = +1.
type Generator struct {
	Kind  Kind
	Noise float64 // s.d. added to each coordinate, in units of the Kind's usual noise
}

// A Kind is a family of planar data sets.
type Kind uint8

const (
	Circles Kind = iota // radius 1 (y = +1) around radius ½ (y = −1), noise 0.08
	Moons               // two interleaved half circles, noise 0.1
	Xor                 // y = sign(x₁x₂) on [−1, 1]², a gap of 0.15 on each side of both axes, no noise
	Spirals             // two arms of two turns, noise 0.02
)

// usual is the standard deviation that Noise = 1 stands for, by Kind.
var usual = [...]float64{Circles: 0.08, Moons: 0.1, Xor: 0, Spirals: 0.02}

func (g Generator) draw(n int, rng *rand.Rand) Set {
	s := Set{N: n, M: 2, X: make([]float64, 2*n), Y: make([]float64, n)}
	for j := range n {
		x, y, label := g.point(j, n, rng)
		sd := g.Noise * usual[g.Kind]
		s.X[2*j] = x + sd*rng.NormFloat64()
		s.X[2*j+1] = y + sd*rng.NormFloat64()
		s.Y[j] = label
	}
	return s
}

// point draws the j-th of n points before noise. Points alternate between the classes, so
// that every prefix is balanced.
func (g Generator) point(j, n int, rng *rand.Rand) (x, y, label float64) {
	label = 1 - 2*float64(j%2)
	switch g.Kind {
	case Circles:
		radius := 0.75 + 0.25*label
		angle := 2 * math.Pi * rng.Float64()
		return radius * math.Cos(angle), radius * math.Sin(angle), label
	case Moons:
		t := math.Pi * rng.Float64()
		if label > 0 {
			return math.Cos(t), math.Sin(t), label
		}
		return 1 - math.Cos(t), 0.5 - math.Sin(t), label
	case Xor:
		// |x₁| and |x₂| are drawn, then x₁'s sign, and x₂'s follows from the class.
		x = 0.15 + rng.Float64()
		y = 0.15 + rng.Float64()
		if rng.Uint64()&1 == 0 {
			x, y = -x, -y
		}
		return x, y * label, label
	case Spirals:
		arms := (n + 1) / 2
		r := (float64(j/2) + 0.5) / float64(arms)
		angle := 4 * math.Pi * r
		if label < 0 {
			angle += math.Pi
		}
		return r * math.Cos(angle), r * math.Sin(angle), label
	}
	panic("data: unknown kind")
}
