package geom

import (
	"math"
	"testing"
)

// TestShapesLookEquallyLarge sums each shape's area, 400 × 400 samples over 4 × 4 radii of
// the disc. The page's triangles, whose corners reach far, have 0.68 of the disc's; the
// beams of the plus a little more than it. No two shapes cover the same.
func TestShapesLookEquallyLarge(t *testing.T) {
	const n = 400
	var covers [len(markers)][n * n]bool
	for q := range len(markers) {
		s, inside := Marker(q), 0
		for i := range n * n {
			x, y := float64(i%n)/100-2+.005, float64(i/n)/100-2+.005
			if Distance(s, x, y, Reach(s)) < 0 {
				covers[q][i] = true
				inside++
			}
		}
		if got := float64(inside) / 1e4 / math.Pi; got < .67 || got > 1.01 {
			t.Errorf("marker %d: got %.3f of the disc's area, want 0.67 to 1.01", q, got)
		}
		for other := range q {
			differ := 0
			for i := range covers[q] {
				if covers[q][i] != covers[other][i] {
					differ++
				}
			}
			if differ < n*n/100 {
				t.Errorf("got markers %d and %d that differ in %d of %d samples", other, q, differ, n*n)
			}
		}
	}
}

// TestMarkersAreUpright checks that a triangle is widest below, a triangle on its point above.
func TestMarkersAreUpright(t *testing.T) {
	for _, r := range []struct {
		marker Marker
		wide   string
		at     float64
	}{{Triangle, "below", -.5}, {Wedge, "above", .5}, {Pentagon, "below", -.75}, {Star, "above", .35}} {

		side := func(y float64) (w float64) {
			for x := 0.; Distance(r.marker, x, y, 1) < 0; x += .01 {
				w = x
			}
			return w
		}
		if side(r.at*.8) <= side(-r.at*.8) {
			t.Errorf("marker %d: got %v, want it widest %s", r.marker, side(r.at), r.wide)
		}
	}
}

// TestOutlines checks that a marker's outline is where its distance is nought, and runs around
// it with the marker on its left.
func TestOutlines(t *testing.T) {
	for m := Triangle; m <= Saltire; m++ {
		line := Outline(m)
		for i, p := range line {
			q := line[(i+1)%len(line)]
			for _, s := range []float64{0, .3, .7} {
				x, y := float64(p.X)+s*float64(q.X-p.X), float64(p.Y)+s*float64(q.Y-p.Y)
				if got := Distance(m, x, y, 1); math.Abs(got) > 1e-6 { // corners are float32
					t.Errorf("marker %d: got a distance of %v at (%v, %v) of its outline, want 0", m, got, x, y)
				}
			}
			x, y := float64(p.X+q.X)/2, float64(p.Y+q.Y)/2
			if got := Distance(m, x-.01*float64(q.Y-p.Y), y+.01*float64(q.X-p.X), 1); got >= 0 {
				t.Errorf("marker %d: got a distance of %v left of side %d, want it negative", m, got, i)
			}
		}
	}
}
