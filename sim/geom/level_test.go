package geom

import (
	"math"
	"math/rand/v2"
	"testing"

	"narrows/sim"
)

func area(line []Point) (a float64) {
	for i, p := range line {
		q := line[(i+1)%len(line)]
		a += (float64(p.X)*float64(q.Y) - float64(q.X)*float64(p.Y)) / 2
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
			g := Grid{n, n, make([]float32, n*n)}
			for i := range g.V {
				g.V[i] = float32(c.f(radius(i)))
			}
			lines := Region(&g, 0)
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
		g, minus := Grid{9, 7, make([]float32, 63)}, Grid{9, 7, make([]float32, 63)}
		for i := range g.V {
			g.V[i] = float32(rng.NormFloat64())
			minus.V[i] = -g.V[i]
		}
		sum := 0.0
		for _, l := range append(Region(&g, .3), Region(&minus, -.3)...) {
			sum += area(l)
		}
		// 1e-4: float32 rounding of some hundred nodes.
		if math.Abs(sum-48) > 1e-4 {
			t.Fatalf("got areas that sum to %v, want 48", sum)
		}
	}
}

// Through a saddle the positive corners are one region if its middle is positive.
func TestSaddle(t *testing.T) {
	for want, v := range map[int][]float32{1: {1, -0.1, -0.1, 1}, 2: {0.1, -1, -1, 0.1}} {
		g := Grid{2, 2, v}
		if got := len(Region(&g, 0)); got != want {
			t.Errorf("%v: got %d regions, want %d", v, got, want)
		}
	}
}

// The line of a plane runs along its zero from edge to edge, with what is greater on its left;
// that of a cone ends where it began.
func TestZero(t *testing.T) {
	const finer = 3
	c := sim.Cells{W: 5, H: 5, X1: 4, Y1: 4}
	for i := range 25 {
		c.Values = append(c.Values, float32(i%5)-1.5+float32(i/5)/4)
	}
	var g Grid
	g.Refine(&c, finer)
	lines := Contour(&g)
	if len(lines) != 1 {
		t.Fatalf("got %d lines, want 1", len(lines))
	}
	if first, last := lines[0][0], lines[0][len(lines[0])-1]; first.Y != 12 || last.Y != 0 {
		t.Errorf("got a line from %v to %v, want from the upper edge to the lower one", first, last)
	}
	for _, p := range lines[0] {
		// The spline and the interpolation are exact for a plane but for rounding.
		if f := p.X/finer - 1.5 + p.Y/finer/4; Abs(f) > 1e-6 {
			t.Errorf("got value %v at %v, want 0", f, p)
		}
	}
	for i := range c.Values {
		c.Values[i] = float32(1.5 - math.Hypot(float64(i%5)-2, float64(i/5)-2))
	}
	g.Refine(&c, finer)
	if lines = Contour(&g); len(lines) != 1 || lines[0][0] != lines[0][len(lines[0])-1] {
		t.Errorf("got %v, want one closed line", lines)
	}
}

// The spline goes through the samples.
func TestRefine(t *testing.T) {
	const finer = 3
	c := sim.Cells{W: 4, H: 3, Values: []float32{1, 5, 2, 2, 0, 1, 9, 3, 4, 4, 1, 0}}
	var g Grid
	g.Refine(&c, finer)
	if g.NX != 3*finer+1 || g.NY != 2*finer+1 {
		t.Fatalf("got %d×%d", g.NX, g.NY)
	}
	for i, v := range c.Values {
		x, y := i%4*finer, i/4*finer
		if got, at := g.V[y*g.NX+x], Bilinear(&g, float32(x), float32(y)); got != v || at != v {
			t.Errorf("sample %d: got %v, and %v by interpolation, want %v", i, got, at, v)
		}
	}
}

// Where one class is first, each other is behind by as much as that leads.
func TestSectors(t *testing.T) {
	c := sim.Cells{W: 3, H: 3, Scale: sim.ByClass, Smooth: true}
	for i := range 9 {
		class := []int{0, 200, 7}[i%3]
		c.Values = append(c.Values, sim.Lead(class, 1))
	}
	var s Sectors
	s.Refine(&c, 4)
	for i, want := range []int{0, 200, 7} {
		if class, lead := Leader(&s, float32(4*i), 3); class != want || Abs(lead-1) > 1e-6 {
			t.Errorf("got class %d ahead by %v at %d, want %d ahead by 1", class, lead, i, want)
		}
		if g := Ahead(&s, want); g == nil || Bilinear(g, float32(4*i), 3) <= 0 || Bilinear(g, float32(4*((i+1)%3)), 3) >= 0 {
			t.Errorf("class %d: got %+v", want, g)
		}
	}
	// From the first column to the second the lead falls straight from 1 to nought halfway, and
	// rises again to 1: in an eighth of the way by a quarter.
	if class, lead := Leader(&s, 2.5, 3); class != 200 || Abs(lead-.25) > 1e-6 {
		t.Errorf("got class %d ahead by %v beside a coast, want 200 ahead by 0.25", class, lead)
	}
	if got := len(split(new(Tracer).Coasts(&s))); got != 2 {
		t.Errorf("got %d coasts, want 2", got)
	}
	if Ahead(&s, 1) != nil {
		t.Error("got a field of a class that is first nowhere")
	}
}
