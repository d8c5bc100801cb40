package figure

import (
	"math"
	"math/rand/v2"
	"testing"

	"narrows/sim"
)

func area(line []node) (a float64) {
	for i, p := range line {
		q := line[(i+1)%len(line)]
		a += (p.x*q.y - q.x*p.y) / 2
	}
	return a
}

// A disc, a ring (a hole has negative area), what is left of a square outside a disc.
func TestRegionArea(t *testing.T) {
	const n = 61
	radius := func(i int) float64 { return math.Hypot(float64(i%n)-30, float64(i/n)-30) }
	for _, c := range []struct {
		name  string
		f     func(r float64) float64
		want  float64
		lines int
	}{
		{"disc", func(r float64) float64 { return 20 - r }, math.Pi * 400, 1},
		{"ring", func(r float64) float64 { return 5 - math.Abs(r-20) }, math.Pi * (625 - 225), 2},
		{"outside", func(r float64) float64 { return r - 20 }, 3600 - math.Pi*400, 2},
		{"everything", func(r float64) float64 { return 1 }, 3600, 1},
		{"nothing", func(r float64) float64 { return -1 }, 0, 0},
		{"corners", func(r float64) float64 { return r - 36 }, 3600 - (36*36*(math.Pi-4*math.Acos(30./36)) + 4*30*math.Sqrt(36*36-900)), 4},
	} {
		t.Run(c.name, func(t *testing.T) {
			g := lattice{w: n, h: n, v: make([]float64, n*n)}
			for i := range g.v {
				g.v[i] = c.f(radius(i))
			}
			lines := g.region(0)
			got := 0.0
			for _, l := range lines {
				got += area(l)
			}
			// Chords of a circle sampled at steps of 1 lose 1e-3 of its area.
			if math.Abs(got-c.want) > 3e-3*3600 || len(lines) != c.lines {
				t.Errorf("got area %v in %d lines, want %v in %d", got, len(lines), c.want, c.lines)
			}
		})
	}
}

// Random fields are full of saddles: regions above and below a level fill the square
// together, and pieces of the contour have it on their left.
func TestRandomRegions(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	for range 50 {
		g := lattice{w: 9, h: 7, v: make([]float64, 63)}
		minus := lattice{w: 9, h: 7, v: make([]float64, 63)}
		for i := range g.v {
			g.v[i] = rng.NormFloat64()
			minus.v[i] = -g.v[i]
		}
		sum := 0.0
		for _, l := range append(g.region(0.3), minus.region(-0.3)...) {
			sum += area(l)
		}
		// 1e-9: rounding of 63 cells.
		if math.Abs(sum-48) > 1e-9 {
			t.Fatalf("got areas that sum to %v, want 48", sum)
		}
	}
}

// Through a saddle the positive corners are one region if its middle is positive.
func TestSaddle(t *testing.T) {
	for want, v := range map[int][]float64{1: {1, -0.1, -0.1, 1}, 2: {0.1, -1, -1, 0.1}} {
		g := lattice{w: 2, h: 2, v: v}
		if got := len(g.region(0)); got != want {
			t.Errorf("%v: got %d regions, want %d", v, got, want)
		}
	}
}

// The contour runs along the level, and nowhere along the edge of the field.
func TestContour(t *testing.T) {
	c := sim.Cells{W: 5, H: 5, X1: 4, Y1: 4}
	for i := range 25 {
		c.Values = append(c.Values, float32(i%5)-1.5+float32(i/5)/4)
	}
	g := refined(&c)
	lines := g.contour(0)
	if len(lines) != 1 {
		t.Fatalf("got %d lines, want 1", len(lines))
	}
	first, last := lines[0][0], lines[0][len(lines[0])-1]
	if min(first.y, last.y) != 0 || max(first.y, last.y) != 12 {
		t.Errorf("got a line from %v to %v, want from edge to edge", first, last)
	}
	for _, p := range lines[0] {
		// The spline and the interpolation are exact for a plane but for the float32 values.
		if f := p.x/refine - 1.5 + p.y/refine/4; math.Abs(f) > 1e-6 {
			t.Errorf("got value %v at %v, want 0", f, p)
		}
	}
	for i := range c.Values {
		c.Values[i] = float32(1.5 - math.Hypot(float64(i%5)-2, float64(i/5)-2))
	}
	g = refined(&c)
	if lines = g.contour(0); len(lines) != 1 || lines[0][0] != lines[0][len(lines[0])-1] {
		t.Errorf("got %v, want one closed line", lines)
	}
}

// The spline goes through the samples and keeps straight lines straight.
func TestRefined(t *testing.T) {
	c := sim.Cells{W: 4, H: 3, Values: []float32{1, 5, 2, 2, 0, 1, 9, 3, 4, 4, 1, 0}}
	g := refined(&c)
	if g.w != 3*refine+1 || g.h != 2*refine+1 {
		t.Fatalf("got %d×%d", g.w, g.h)
	}
	for i, v := range c.Values {
		if got := g.v[(i/4)*refine*g.w+(i%4)*refine]; got != float64(v) {
			t.Errorf("sample %d: got %v, want %v", i, got, v)
		}
	}
}
