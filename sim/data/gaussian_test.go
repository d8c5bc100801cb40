package data

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// many is enough points for a class of probability 1/10 to be known to 5 % (five s.d.).
const many = 100000

// Means, variances and correlations of the inputs are those of N(0, I).
func TestInputsAreStandardNormal(t *testing.T) {
	s, _ := split(Generator{Kind: Sectors, Inputs: 4, Classes: 6}, many, 0)
	for a := range s.M {
		mean := 0.0
		for j := range s.N {
			mean += s.X[j*s.M+a] / many
		}
		// The s.d. of a mean of n is 1/√n. Standardising would make it 0.
		if math.Abs(mean) > 5/math.Sqrt(many) || math.Abs(mean) < 1e-9 {
			t.Errorf("input %d: got mean %g, want 0 to 5/√n and not exactly", a, mean)
		}
		for b := range a + 1 {
			sum, want, sd := 0.0, 0.0, 1.0
			if a == b {
				want, sd = 1, math.Sqrt2 // of x² around 1
			}
			for j := range s.N {
				sum += s.X[j*s.M+a] * s.X[j*s.M+b] / many
			}
			if math.Abs(sum-want) > 5*sd/math.Sqrt(many) {
				t.Errorf("inputs %d and %d: got mean product %g, want %g", a, b, sum, want)
			}
		}
	}
}

// Classes by the definition of their borders, in another way than the generator's. Borders
// have probability 0, and these points keep away from them by more than rounding.
func TestGaussianGeometry(t *testing.T) {
	quantile := func(p float64) float64 { return math.Sqrt2 * math.Erfinv(2*p-1) }
	between := func(low, x, top float64) bool { return low <= x && x <= top }
	for _, test := range []struct {
		g  Generator
		ok func(x []float64, c, k float64) bool
	}{
		// On the left of a sector's first edge and on the right of its second.
		{Generator{Kind: Sectors, Inputs: 5, Classes: 7}, func(x []float64, c, k float64) bool {
			left := func(turn float64) float64 {
				s, co := math.Sincos(2*math.Pi*turn - math.Pi)
				return co*x[1] - s*x[0]
			}
			return left(c/k) >= 0 && left((c+1)/k) <= 0
		}},
		{Generator{Kind: Bins, Inputs: 3, Classes: 5}, func(x []float64, c, k float64) bool {
			return between(quantile(c/k), x[0], quantile((c+1)/k))
		}},
		{Generator{Kind: Grid, Inputs: 3}, func(x []float64, c, _ float64) bool {
			edges := []float64{math.Inf(-1), -0.43, 0.43, math.Inf(1)}
			row, column := int(c)/3, int(c)%3
			return between(edges[column], x[0], edges[column+1]) && between(edges[row], x[1], edges[row+1])
		}},
	} {
		train, held := split(test.g, 400, 400)
		for _, s := range []Set{train, held} {
			for j, c := range s.Class {
				if x := s.X[j*s.M:][:s.M]; !test.ok(x, float64(c), float64(s.Classes)) {
					t.Fatalf("%+v: point %v is in class %d", test.g, x, c)
				}
			}
		}
	}
}

// The functions of Argmax are the first k·m normal numbers of the seed, for any number of
// points and for those held out as well.
func TestArgmaxFunctions(t *testing.T) {
	g := Generator{Kind: Argmax, Inputs: 5, Classes: 6}
	for _, n := range []int{1, 30, 300} {
		rng := rand.New(rand.NewPCG(7, 0))
		rows := make([]float64, 6*5)
		for i := range rows {
			rows[i] = rng.NormFloat64()
		}
		train, held := split(g, n, 50)
		for _, s := range []Set{train, held} {
			for j, got := range s.Class {
				x := s.X[5*j:][:5]
				value := func(c int) (sum float64) {
					for a := range x {
						sum += rows[5*c+a] * x[a]
					}
					return sum
				}
				for c := range 6 {
					if value(c) > value(int(got)) {
						t.Fatalf("%d points: point %d: got class %d of value %g, but class %d has %g", n, j, got, value(int(got)), c, value(c))
					}
				}
			}
		}
	}
}

// What comes after the hidden inputs does not change the class, and each of those does.
func TestHiddenInputsDecide(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 0))
	for _, g := range normal {
		m, k := g.Shape()
		class, hidden := g.rule(m, k, rng), g.Hidden()
		for a := range m {
			changes := 0
			for range 200 {
				x := make([]float64, m)
				for i := range x {
					x[i] = rng.NormFloat64()
				}
				before := class(x)
				x[a] = 3 * rng.NormFloat64()
				if class(x) != before {
					changes++
				}
			}
			if (changes > 0) != (a < hidden) {
				t.Errorf("%+v: got %d changes of class in 200 by input %d, of which the first %d decide", g, changes, a+1, hidden)
			}
		}
	}
}

func TestClassFrequencies(t *testing.T) {
	outer := math.Erfc(0.43/math.Sqrt2) / 2 // P(x < −0.43)
	for _, g := range append(slices.Clone(normal), Generator{Kind: Argmax, Inputs: 3, Classes: 2}) {
		s, _ := split(g, many, 0)
		equal := func(int) float64 { return 1 / float64(s.Classes) }
		switch {
		case g.Kind == Sectors, g.Kind == Bins:
			frequent(t, g, s.counts(), equal)
		case g.Kind == Argmax && s.Classes == 2: // −x is in the other class than x, and as probable
			frequent(t, g, s.counts(), equal)
		case g.Kind == Grid:
			side := []float64{outer, 1 - 2*outer, outer}
			frequent(t, g, s.counts(), func(c int) float64 { return side[c/3] * side[c%3] })
		}
	}
}

// The angle and the bin of the last class include their upper end.
func TestLastClassIsClosed(t *testing.T) {
	for _, c := range []struct {
		g Generator
		x []float64
	}{
		{Generator{Kind: Sectors, Inputs: 2, Classes: 6}, []float64{-1, 0}}, // angle π
		{Generator{Kind: Bins, Inputs: 1, Classes: 6}, []float64{40}},       // Φ rounds to 1
	} {
		if got := c.g.rule(len(c.x), 6, nil)(c.x); got != 5 {
			t.Errorf("%+v at %v: got class %d, want 5", c.g, c.x, got)
		}
	}
}
