// Package data draws data sets, seeded: points of the plane, Gaussian inputs of which a few
// decide, handwritten digits, and linear regression. It knows nothing of networks.
package data

import (
	"fmt"
	"math/rand/v2"
)

// A Set holds N points with M inputs, each in one of some classes.
type Set struct {
	N, M, Classes int
	X             []float64 // N×M, row by row
	Class         []uint8   // N, 0 … Classes−1
	Inks          []uint8   // N×64, the 8×8 images from the top left, 0 page to 255 ink; nil: no images
}

func newSet(n, m, classes int) Set {
	return Set{N: n, M: m, Classes: classes, X: make([]float64, n*m), Class: make([]uint8, n)}
}

// Signs returns the targets of two classes, N: +1 in class 0 and −1 in class 1.
func (s Set) Signs() []float64 {
	if s.Classes != 2 {
		panic(fmt.Sprintf("data: signs of %d classes", s.Classes))
	}
	y := make([]float64, s.N)
	for j, c := range s.Class {
		y[j] = 1 - 2*float64(c)
	}
	return y
}

// OneHot returns the targets of all classes, N×Classes row by row: 1 in a point's own
// column, 0 elsewhere.
func (s Set) OneHot() []float64 {
	y := make([]float64, s.N*s.Classes)
	for j, c := range s.Class {
		y[j*s.Classes+int(c)] = 1
	}
	return y
}

// Split draws a training set of n points and a held-out set of h points from one
// generator. The training set does not depend on h.
//
// Points of the plane take turns between the classes, so that every prefix is balanced;
// both sets are standardised by the training set's means and population standard
// deviations. Gaussian inputs are independent draws, as are so their classes, and stay as
// drawn. The ten digits take turns in both sets, which share no image; they are centred and
// scaled by what all images have in common.
func Split(g Generator, n, h int, rng *rand.Rand) (train, heldOut Set) {
	m, k := g.Shape()
	switch g.Kind {
	case Digits, Parity:
		return digits(g.Kind, n, h, rng)
	case Sectors, Bins, Grid, Argmax:
		class := g.rule(m, k, rng)
		return gaussian(n, m, k, class, rng), gaussian(h, m, k, class, rng)
	}
	train = g.planar(n, rng)
	heldOut = g.planar(h, rng)
	shift, scale := moments(train)
	standardise(train, shift, scale)
	standardise(heldOut, shift, scale)
	return train, heldOut
}
