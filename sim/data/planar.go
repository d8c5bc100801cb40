package data

import (
	"math"
	"math/rand/v2"
)

// usual is the standard deviation that Noise = 1 stands for, by planar Kind.
var usual = [...]float64{Circles: 0.08, Moons: 0.1, Xor: 0, Spirals: 0.02}

// planar draws n points, of which half, rounded up, are in class 0.
func (g Generator) planar(n int, rng *rand.Rand) Set {
	s := newSet(n, 2, 2)
	for j := range n {
		s.Class[j] = uint8(j % 2)
		x, y := g.point(j, n, rng)
		sd := g.Noise * usual[g.Kind]
		s.X[2*j] = x + sd*rng.NormFloat64()
		s.X[2*j+1] = y + sd*rng.NormFloat64()
	}
	return s
}

// point draws the j-th of n points before noise. Points alternate between the classes, so
// that every prefix is balanced. The label is +1 in class 0, −1 in class 1.
func (g Generator) point(j, n int, rng *rand.Rand) (x, y float64) {
	label := 1 - 2*float64(j%2)
	switch g.Kind {
	case Circles:
		radius := 0.75 + 0.25*label
		angle := 2 * math.Pi * rng.Float64()
		return radius * math.Cos(angle), radius * math.Sin(angle)
	case Moons:
		t := math.Pi * rng.Float64()
		if label > 0 {
			return math.Cos(t), math.Sin(t)
		}
		return 1 - math.Cos(t), 0.5 - math.Sin(t)
	case Xor:
		// |x₁| and |x₂| are drawn, then x₁'s sign, and x₂'s follows from the class.
		x = 0.15 + rng.Float64()
		y = 0.15 + rng.Float64()
		if rng.Uint64()&1 == 0 {
			x, y = -x, -y
		}
		return x, y * label
	case Spirals:
		arms := (n + 1) / 2
		r := (float64(j/2) + 0.5) / float64(arms)
		angle := 4 * math.Pi * r
		if label < 0 {
			angle += math.Pi
		}
		return r * math.Cos(angle), r * math.Sin(angle)
	}
	panic("data: unknown kind")
}

// moments returns the mean and the inverse population standard deviation of each input.
// An input that does not vary keeps its scale.
func moments(s Set) (mean, inverse []float64) {
	mean, inverse = make([]float64, s.M), make([]float64, s.M)
	for a := range s.M {
		sum := 0.0
		for j := range s.N {
			sum += s.X[j*s.M+a]
		}
		mean[a] = sum / float64(s.N)
		sq := 0.0
		for j := range s.N {
			e := s.X[j*s.M+a] - mean[a]
			sq += e * e
		}
		inverse[a] = 1
		if sd := math.Sqrt(sq / float64(s.N)); sd > 0 {
			inverse[a] = 1 / sd
		}
	}
	return mean, inverse
}

func standardise(s Set, mean, inverse []float64) {
	for j := range s.N {
		for a := range s.M {
			s.X[j*s.M+a] = (s.X[j*s.M+a] - mean[a]) * inverse[a]
		}
	}
}
