package chart_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"narrows/sim"
	"narrows/wasm/chart"
)

// Dots drawn together are the triangles, to the bit, of the same dots drawn mark by mark:
// of every look and class, off the panel and nowhere, pinned and lit.
func TestCrowdIsItsDots(t *testing.T) {
	for _, look := range []struct {
		name         string
		ring, hollow bool
	}{{"full", false, false}, {"ring", true, false}, {"hollow", false, true}, {"both", true, true}} {
		for _, x := range []sim.Axis{{Min: -1, Max: 1}, {Min: -.5, Max: .3, Reversed: true}, {Min: .01, Max: 1, Scale: sim.Log}} {
			f := crowd(300, 0, 0)
			p := &f.Panels[0]
			p.X, p.Square = x, false
			d := &p.Dots[0]
			d.Ring, d.Hollow = look.ring, look.hollow
			for i := range d.Class {
				d.Class[i] = uint8(i * i)
			}
			d.Class = d.Class[:250] // the others have none
			d.X[7], d.Y[11], d.X[13] = float32(math.NaN()), float32(math.Inf(1)), 1e9
			l := chart.Look{Width: 600, Scale: 1.25, Lit: sim.Key{Of: "point", ID: 120}}
			got, want := chart.New().Dots(&f, l)
			if n := len(want.Vertices); n < 300 {
				t.Fatalf("%s: got %d vertices to compare", look.name, n)
			}
			same(t, look.name, got, want)
		}
	}
}

func same(t *testing.T, name string, got, want *chart.Scene) {
	t.Helper()
	if len(got.Vertices) != len(want.Vertices) || !slices.Equal(got.Indices, want.Indices) {
		t.Errorf("%s: got %d vertices and %d indices want %d and %d, or other indices",
			name, len(got.Vertices), len(got.Indices), len(want.Vertices), len(want.Indices))
		return
	}
	for i, v := range got.Vertices {
		if v != want.Vertices[i] {
			t.Errorf("%s: got vertex %d %v want %v", name, i, v, want.Vertices[i])
			return
		}
	}
}

// Pieces are, to the bit, strokes of two points each, cut to the rectangle.
func TestPiecesAreStrokes(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 8))
	nan := float32(math.NaN())
	var ends [2][][2]float32
	for range 400 {
		for k := range ends {
			ends[k] = append(ends[k], [2]float32{300*rng.Float32() - 50, 200*rng.Float32() - 50})
		}
	}
	for i := range 20 { // nowhere, of no length, upright, and beyond the rectangle
		ends[0][i][i%2] = nan
		ends[1][20+i][i%2] = nan
		ends[1][40+i] = ends[0][40+i]
		ends[1][60+i][0] = ends[0][60+i][0]
		ends[1][80+i][0], ends[0][80+i][0] = -3, -7
	}
	for _, r := range []struct {
		name           string
		width          float64
		scale, opacity float32
	}{{"a pixel", 1, 1, 1}, {"thin and pale", .7, 1, .7}, {"with a core", 1.5, 2, 1}} {
		got, want := chart.Pieces(ends[0], ends[1], chart.Rect{X: 10, Y: 20, W: 180, H: 110}, r.width, r.scale, r.opacity)
		if n := len(want.Vertices); n < 1000 || n > 400*8-100*6 {
			t.Fatalf("%s: want some pieces and not all, got %d vertices", r.name, n)
		}
		same(t, r.name, got, want)
	}
}

// Columns of numbers have, to the bit, the places that each number has by itself.
func TestPointsAreAt(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	inf := float32(math.Inf(1))
	xs, ys := []float32{0, -inf, 1e30, float32(math.NaN())}, []float32{1e-9, 3, 2, 1, 7}
	for range 300 {
		xs, ys = append(xs, 4*rng.Float32()-1), append(ys, 3*rng.Float32()-.5)
	}
	for _, r := range []struct{ x, y sim.Axis }{
		{sim.Axis{Min: -1, Max: 3}, sim.Axis{Min: .1, Max: 2}},
		{sim.Axis{Min: -1, Max: 3, Reversed: true}, sim.Axis{Min: 1e-3, Max: 2, Scale: sim.Log}},
		{sim.Axis{Max: 3, Unit: .1, Scale: sim.LogStep}, sim.Axis{Min: 2, Max: 1}},
	} {
		got, want := chart.Points(r.x, r.y, xs, ys)
		if len(got) != len(xs) {
			t.Fatalf("got %d points want %d", len(got), len(xs))
		}
		places := 0
		for i := range got {
			if math.Float32bits(got[i][0]) != math.Float32bits(want[i][0]) || math.Float32bits(got[i][1]) != math.Float32bits(want[i][1]) {
				t.Errorf("number %d, (%v, %v): got %v want %v", i, xs[i], ys[i], got[i], want[i])
			}
			if got[i][0] == got[i][0] {
				places++
			}
		}
		if places < 200 || places > len(xs)-3 {
			t.Errorf("got %d places of %d numbers, want most of them and not all", places, len(xs))
		}
	}
}
