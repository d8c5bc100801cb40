// Package data draws data sets, seeded and standardised. It knows nothing of networks.
package data

import (
	"math"
	"math/rand/v2"
)

// A Set holds N points with M inputs and one target each.
type Set struct {
	N, M int
	X    []float64 // N×M, row by row
	Y    []float64 // N, +1 or −1
}

// Class returns the class of point j for drawing: 0 for the target +1, 1 for −1.
func (s Set) Class(j int) uint8 {
	if s.Y[j] > 0 {
		return 0
	}
	return 1
}

// Split draws a training set of n points and a held-out set of h points from one
// generator. The training set does not depend on h. Both are standardised by the training
// set's means and population standard deviations.
func Split(g Generator, n, h int, rng *rand.Rand) (train, heldOut Set) {
	train = g.draw(n, rng)
	heldOut = g.draw(h, rng)
	shift, scale := moments(train)
	standardise(train, shift, scale)
	standardise(heldOut, shift, scale)
	return train, heldOut
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
