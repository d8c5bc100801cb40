package geom

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestPlace puts words beside a mark in the middle of an empty plot, then takes their room away: below,
// beside, above, and at last everywhere near, where they have a leader.
func TestPlace(t *testing.T) {
	words := []Size{{80, 14}, {42, 28}}
	mark := Node{X: 150, Y: 150, R: 10, Core: 8}
	v := Vacancy{Plot: Box{0, 0, 300, 300}, Marks: []Node{mark}}
	check := func(what string, where func(b Box) bool, size int, leader bool) {
		t.Helper()
		p, ok := v.Place(mark, words)
		b, i, led := p.Box, p.Size, p.Led
		if !ok || i != size || led != leader || !where(b) {
			t.Errorf("%s: got %v, size %d, leader %v, %v; want size %d, leader %v", what, b, i, led, ok, size, leader)
		}
	}
	below := func(b Box) bool { return b.Y0 > 160 && b.Y0 < 166 && math.Abs(b.X0+b.X1-300) < 40 }
	check("empty", below, 0, false)
	v.Boxes = []Box{{50, 160, 250, 300}}
	check("nothing below", func(b Box) bool { return b.Y1 <= 160 && (b.X0 > 158 || b.X1 < 142) }, 0, false)
	v.Boxes = []Box{{0, 175, 300, 300}, {0, 0, 300, 125}, {0, 100, 100, 300}, {206, 100, 300, 300}}
	check("narrow", func(b Box) bool { return b.X1-b.X0 == 42 }, 1, false)
	v.Boxes = []Box{{90, 90, 210, 132}, {90, 168, 210, 210}, {90, 90, 132, 210}}
	v.Curves = []Piece{{175, 90, 175, 210}}
	check("far", func(b Box) bool { return b.distance(150, 150) > 10+farthest && b.X0 > 175 }, 0, true)
	v.Curves, v.Marks = nil, append(v.Marks, Node{X: 185, Y: 150, R: 12, Core: 8})
	v.Boxes = append(v.Boxes, Box{90, 90, 210, 140}, Box{90, 160, 210, 210})
	if p, ok := v.Place(mark, words); ok {
		t.Errorf("behind a mark: got %+v, want nothing: no line can lead there", p)
	}
	v = Vacancy{Plot: Box{0, 0, 40, 13}}
	if p, ok := v.Place(Node{X: 20, Y: 6, R: 2}, words); ok {
		t.Errorf("a plot smaller than words: got %+v", p)
	}
}

// TestPlaceKeepsClear crowds a plot in many ways: words stand in it and on nothing, those that have no leader are nearest
// to their own mark, and a leader runs through no mark and through no words.
func TestPlaceKeepsClear(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	placed, led := 0, 0
	for range 400 {
		v := Vacancy{Plot: Box{10, 20, 310, 260}}
		for range 5 + rng.IntN(40) {
			core := 3 + 6*rng.Float64()
			v.Marks = append(v.Marks, Node{X: 10 + 300*rng.Float64(), Y: 20 + 240*rng.Float64(), R: core + 12*rng.Float64(), Core: core})
		}
		for range rng.IntN(4) {
			x, y := 300*rng.Float64(), 250*rng.Float64()
			v.Boxes = append(v.Boxes, Box{x, y, x + 60, y + 14})
			v.Curves = append(v.Curves, Piece{x, y, 310 - y, 20 + x/2})
		}
		for _, m := range v.Marks[:4] {
			placing, ok := v.Place(m, []Size{{70, 14}, {40, 28}})
			b, line, p := placing.Box, placing.Led, placing.Leader
			if !ok {
				continue
			}
			placed++
			if b.X0 < 10 || b.Y0 < 20 || b.X1 > 310 || b.Y1 > 260 || !v.free(b) {
				t.Fatalf("got %v in %+v", b, v)
			}
			away := b.distance(m.X, m.Y) - m.R
			for _, o := range v.Marks[1:] {
				if !line && o != m && b.distance(o.X, o.Y)-o.R < away {
					t.Fatalf("got %v, %v from its mark, nearer to %v", b, away, o)
				}
				if line && o != m && (p.distance(o.X, o.Y) < o.Core || math.Hypot(p.X1-o.X, p.Y1-o.Y) < math.Hypot(p.X1-m.X, p.Y1-m.Y)) {
					t.Fatalf("got a leader %v through %v, or as near to it as to %v", p, o, m)
				}
			}
			if line {
				led++
				if d := math.Hypot(p.X1-m.X, p.Y1-m.Y); math.Abs(d-m.R-1.5) > .01 && math.Abs(d-m.Core-1.5) > .01 {
					t.Fatalf("got a leader that ends %v from the middle of %v", d, m)
				}
				v.Curves = append(v.Curves, p)
			}
			v.Boxes = append(v.Boxes, b)
		}
	}
	if placed < 800 || led < 100 {
		t.Errorf("got %d of 1600 placed, %d with a leader: too few to tell", placed, led)
	}
}

// TestMark checks that words tell of the mark at their place, with its ring, or of the place alone.
func TestMark(t *testing.T) {
	v := Vacancy{Marks: []Node{{X: 10, Y: 10, R: 6, Core: 6}, {X: 10.3, Y: 10, R: 20, Core: 6}, {X: 14, Y: 10, R: 30, Core: 6}}}
	if got := v.Mark(10, 10, 4); got.R != 20 {
		t.Errorf("got %v, want the largest there", got)
	}
	if got, want := v.Mark(50, 10, 4), (Node{X: 50, Y: 10, R: 4, Core: 4}); got != want {
		t.Errorf("got %v, want %v", got, want)
	}
}
