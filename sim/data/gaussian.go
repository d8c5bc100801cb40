package data

import (
	"math"
	"math/rand/v2"
)

// cut is where Grid divides an input on either side of 0: P(|x| < 0.43) = 0.333.
const cut = 0.43

// gaussian draws n points x ~ N(0, I_m) and asks for the class of each.
func gaussian(n, m, k int, class func(x []float64) int, rng *rand.Rand) Set {
	s := newSet(n, m, k)
	for j := range n {
		x := s.X[j*m:][:m]
		for a := range x {
			x[a] = rng.NormFloat64()
		}
		s.Class[j] = uint8(class(x))
	}
	return s
}

// rule returns the class, of k, as a function of the m inputs. Only Argmax draws it, k·m
// normal numbers before any point, so that it does not depend on how many points there are.
func (g Generator) rule(m, k int, rng *rand.Rand) func(x []float64) int {
	// part is the class of a fraction in [0, 1], whose upper end belongs to the last.
	part := func(fraction float64) int { return min(int(float64(k)*fraction), k-1) }
	switch g.Kind {
	case Sectors:
		return func(x []float64) int { return part(math.Atan2(x[1], x[0])/(2*math.Pi) + 0.5) }
	case Bins:
		return func(x []float64) int { return part(math.Erfc(-x[0]/math.Sqrt2) / 2) } // Φ(x₁)
	case Grid:
		return func(x []float64) int { return 3*third(x[1]) + third(x[0]) }
	}
	rows := make([]float64, k*m)
	for i := range rows {
		rows[i] = rng.NormFloat64()
	}
	return func(x []float64) int {
		best, most := 0, math.Inf(-1)
		for c := range k {
			sum := 0.0
			for a, v := range x {
				sum += rows[c*m+a] * v
			}
			if sum > most {
				best, most = c, sum
			}
		}
		return best
	}
}

// third of the real line that x is in: 0, 1 or 2 from below.
func third(x float64) int {
	switch {
	case x < -cut:
		return 0
	case x < cut:
		return 1
	}
	return 2
}
