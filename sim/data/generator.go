package data

import "fmt"

// A Generator says what to draw.
type Generator struct {
	Kind    Kind
	Noise   float64 // of Circles, Moons and Spirals: s.d. added to each coordinate, in units of the Kind's usual noise
	Classes int     // of Sectors, Bins and Argmax: 2 … 256
	Inputs  int     // of Sectors and Grid, from 2 on; of Bins and Argmax, from 1 on
}

// A Kind is a family of data sets.
type Kind uint8

const (
	// Points of the plane in two classes.
	Circles Kind = iota // class 0 on radius 1 around class 1 on radius ½, noise 0.08
	Moons               // two interleaved half circles, noise 0.1
	Xor                 // class 0 where x₁x₂ > 0, each |x| from 0.15 to 1.15, no noise
	Spirals             // two arms of two turns, noise 0.02

	// Inputs x ~ N(0, I), of which the first few decide the class.
	Sectors // of the angle of (x₁, x₂): Classes equal ones, from −π on
	Bins    // of x₁: Classes equally probable ones, from below
	Grid    // 3×3 cells of (x₁, x₂): row by row from below, each from the left
	Argmax  // the greatest of Classes random linear functions of x

	// Handwritten digits, 64 pixels each.
	Digits // class: the digit
	Parity // class 0: even, class 1: odd
)

// Shape returns the numbers of inputs m and of classes k of the sets that g draws.
func (g Generator) Shape() (m, k int) {
	m, k = g.Inputs, g.Classes
	least := 1
	switch g.Kind {
	case Circles, Moons, Xor, Spirals:
		return 2, 2
	case Digits:
		return pixels, 10
	case Parity:
		return pixels, 2
	case Sectors:
		least = 2
	case Grid:
		least, k = 2, 9
	case Bins, Argmax:
	default:
		panic(fmt.Sprintf("data: unknown kind %d", g.Kind))
	}
	if m < least || k < 2 || k > 256 {
		panic(fmt.Sprintf("data: kind %d of %d inputs in %d classes", g.Kind, m, k))
	}
	return m, k
}

// Hidden returns how many of the inputs decide the class, the first ones: all of them, but
// for Sectors and Grid 2, for Bins 1.
func (g Generator) Hidden() int {
	m, _ := g.Shape()
	switch g.Kind {
	case Sectors, Grid:
		return 2
	case Bins:
		return 1
	}
	return m
}
