package data

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

var (
	planar = []Generator{{Kind: Circles, Noise: 1}, {Kind: Moons, Noise: 1}, {Kind: Xor, Noise: 1}, {Kind: Spirals, Noise: 1}}
	normal = []Generator{
		{Kind: Sectors, Inputs: 8, Classes: 6}, {Kind: Sectors, Inputs: 2, Classes: 3}, {Kind: Bins, Inputs: 10, Classes: 4},
		{Kind: Bins, Inputs: 1, Classes: 7}, {Kind: Grid, Inputs: 8}, {Kind: Argmax, Inputs: 8, Classes: 6},
	}
	drawn = []Generator{{Kind: Digits}, {Kind: Parity}}
	every = slices.Concat(planar, normal, drawn)
)

func split(g Generator, n, h int) (Set, Set) {
	return Split(g, n, h, rand.New(rand.NewPCG(7, 0)))
}

// prefix is the first n points of a set.
func (s Set) prefix(n int) Set {
	s.N, s.X, s.Class = n, s.X[:n*s.M], s.Class[:n]
	if s.Inks != nil {
		s.Inks = s.Inks[:n*pixels]
	}
	return s
}

func same(a, b Set) bool {
	return a.N == b.N && a.M == b.M && a.Classes == b.Classes &&
		slices.Equal(a.X, b.X) && slices.Equal(a.Class, b.Class) && slices.Equal(a.Inks, b.Inks)
}

// counts of the points in each class.
func (s Set) counts() []int {
	of := make([]int, s.Classes)
	for _, c := range s.Class {
		of[c]++
	}
	return of
}

func TestShape(t *testing.T) {
	for _, c := range []struct {
		g            Generator
		m, k, hidden int
	}{
		{Generator{Kind: Circles}, 2, 2, 2},
		{Generator{Kind: Spirals, Inputs: 5, Classes: 5}, 2, 2, 2},
		{Generator{Kind: Sectors, Inputs: 8, Classes: 6}, 8, 6, 2},
		{Generator{Kind: Bins, Inputs: 10, Classes: 4}, 10, 4, 1},
		{Generator{Kind: Grid, Inputs: 8}, 8, 9, 2},
		{Generator{Kind: Argmax, Inputs: 8, Classes: 6}, 8, 6, 8},
		{Generator{Kind: Digits}, 64, 10, 64},
		{Generator{Kind: Parity}, 64, 2, 64},
	} {
		m, k := c.g.Shape()
		if hidden := c.g.Hidden(); m != c.m || k != c.k || hidden != c.hidden {
			t.Errorf("%+v: got %d inputs, %d classes, %d hidden, want %d, %d, %d", c.g, m, k, hidden, c.m, c.k, c.hidden)
		}
		train, held := split(c.g, 12, 5)
		for _, s := range []Set{train, held} {
			if s.M != m || s.Classes != k || len(s.X) != s.N*m || len(s.Class) != s.N {
				t.Errorf("%+v: got a set of %d inputs, %d classes, %d numbers, %d points", c.g, s.M, s.Classes, len(s.X), len(s.Class))
			}
		}
	}
}

func TestMisusePanics(t *testing.T) {
	for name, f := range map[string]func(){
		"signs of ten classes":   func() { Set{Classes: 10}.Signs() },
		"sectors of one input":   func() { split(Generator{Kind: Sectors, Inputs: 1, Classes: 6}, 4, 4) },
		"grid of one input":      func() { split(Generator{Kind: Grid, Inputs: 1}, 4, 4) },
		"bins of no input":       func() { split(Generator{Kind: Bins, Classes: 3}, 4, 4) },
		"one class":              func() { split(Generator{Kind: Argmax, Inputs: 3, Classes: 1}, 4, 4) },
		"classes beyond a byte":  func() { split(Generator{Kind: Bins, Inputs: 3, Classes: 257}, 4, 4) },
		"more digits than exist": func() { split(Generator{Kind: Digits}, 1000, 798) },
		"a kind not of the list": func() { Generator{Kind: Parity + 1}.Shape() },
	} {
		func() {
			defer func() {
				if message, ok := recover().(string); !ok || len(message) < 5 || message[:5] != "data:" {
					t.Errorf("%s: got %q, want a panic of data", name, message)
				}
			}()
			f()
		}()
	}
}

func TestTargets(t *testing.T) {
	for _, g := range every {
		s, _ := split(g, 40, 0)
		y := s.OneHot()
		for j, c := range s.Class {
			for i, v := range y[j*s.Classes:][:s.Classes] {
				if (v == 1) != (i == int(c)) || v != 0 && v != 1 {
					t.Fatalf("%+v: point %d of class %d: got %v in column %d", g, j, c, v, i)
				}
			}
		}
		if s.Classes != 2 {
			continue
		}
		for j, v := range s.Signs() {
			if want := y[2*j] - y[2*j+1]; v != want {
				t.Fatalf("%+v: point %d: got sign %v, want %v", g, j, v, want)
			}
		}
	}
}

func TestHeldOutPointsLeaveTheTrainingSetAlone(t *testing.T) {
	for _, g := range every {
		few, _ := split(g, 32, 1)
		many, held := split(g, 32, 100)
		if !same(few, many) {
			t.Errorf("%+v: got another training set with 100 points held out than with 1", g)
		}
		if held.N != 100 || few.N != 32 {
			t.Errorf("%+v: got %d and %d points, want 32 and 100", g, few.N, held.N)
		}
	}
}

// A larger set begins with the smaller one, but for the kinds of the plane: those are
// standardised, and Spirals are spread along their arms.
func TestMorePointsKeepTheFirst(t *testing.T) {
	for _, g := range slices.Concat(normal, drawn) {
		few, _ := split(g, 10, 0)
		many, _ := split(g, 50, 0)
		if !same(few, many.prefix(10)) {
			t.Errorf("%+v: got other points among 50 than among 10", g)
		}
	}
}

func TestEveryPrefixIsBalanced(t *testing.T) {
	for _, g := range slices.Concat(planar, drawn) {
		train, held := split(g, 64, 37)
		for _, s := range []Set{train, held} {
			for n := range s.N + 1 {
				of := s.prefix(n).counts()
				if slices.Max(of)-slices.Min(of) > 1 {
					t.Fatalf("%+v: got %v of the classes among the first %d", g, of, n)
				}
			}
		}
	}
}

func TestSeedsDiffer(t *testing.T) {
	for _, g := range every {
		a, _ := Split(g, 20, 0, rand.New(rand.NewPCG(1, 0)))
		b, _ := Split(g, 20, 0, rand.New(rand.NewPCG(2, 0)))
		if slices.Equal(a.X, b.X) {
			t.Errorf("%+v: got the same points from two seeds", g)
		}
	}
}

// frequent compares counts of n independent draws with their probabilities. A count has
// the variance np(1−p); five standard deviations fail one count in two million.
func frequent(t *testing.T, g Generator, of []int, p func(class int) float64) {
	t.Helper()
	n := 0
	for _, c := range of {
		n += c
	}
	for c, got := range of {
		want := float64(n) * p(c)
		if sd := math.Sqrt(want * (1 - p(c))); math.Abs(float64(got)-want) > 5*sd {
			t.Errorf("%+v: got %d points of %d in class %d, want %.0f ± %.0f", g, got, n, c, want, 5*sd)
		}
	}
}
