package chart

import (
	"image"
	"math"
	"testing"
)

// TestShapesLookEquallyLarge sums each shape's area, 400 × 400 samples over 4 × 4 radii of
// the disc. The page's triangles, whose corners reach far, have 0.68 of the disc's; the
// beams of the plus a little more than it. No two shapes cover the same.
func TestShapesLookEquallyLarge(t *testing.T) {
	const n = 400
	var covers [classes][n * n]bool
	for q := range classes {
		s, inside := shapeOf(q), 0
		for i := range n * n {
			x, y := float64(i%n)/100-2+.005, float64(i/n)/100-2+.005
			if s.distance(x, y, s.reach()) < 0 {
				covers[q][i] = true
				inside++
			}
		}
		if got := float64(inside) / 1e4 / math.Pi; got < .67 || got > 1.01 {
			t.Errorf("class %d: got %.3f of the disc's area, want 0.67 to 1.01", q, got)
		}
		for other := range q {
			differ := 0
			for i := range covers[q] {
				if covers[q][i] != covers[other][i] {
					differ++
				}
			}
			if differ < n*n/100 {
				t.Errorf("got classes %d and %d that differ in %d of %d samples", other, q, differ, n*n)
			}
		}
	}
}

// TestMarksAreWhole checks that a mark's picture has a clear border, however swollen, and
// that it is upright: a triangle is widest below, a triangle on its point above.
func TestMarksAreWhole(t *testing.T) {
	var a atlas
	a.reset()
	for q := range classes {
		for _, grow := range []float64{-.35, 0, .75, 2.5} {
			for _, stroke := range []float64{0, 1.3, 4.4} {
				m := a.mark(shapeOf(q), 4.6*shapeOf(q).reach(), grow, stroke)
				ink := 0
				for y := range m.h {
					for x := range m.w {
						v := a.image.RGBAAt(m.x+x, m.y+y).A
						ink += int(v)
						if v > 0 && !(image.Pt(x, y).In(image.Rect(1, 1, m.w-1, m.h-1))) {
							t.Fatalf("class %d, grown %v, stroke %v: got ink at the border", q, grow, stroke)
						}
					}
				}
				if ink == 0 {
					t.Errorf("class %d, grown %v, stroke %v: got nothing", q, grow, stroke)
				}
			}
		}
	}
	for _, r := range []struct {
		class int
		wide  string
		at    float64
	}{{1, "below", .5}, {5, "above", -.5}, {4, "below", .75}, {8, "above", -.35}} {
		s := shapeOf(r.class)
		side := func(y float64) (w float64) {
			for x := 0.; s.distance(x, y, 1) < 0; x += .01 {
				w = x
			}
			return w
		}
		if side(r.at*.8) <= side(-r.at*.8) {
			t.Errorf("class %d: got %v, want it widest %s", r.class, side(r.at), r.wide)
		}
	}
}
