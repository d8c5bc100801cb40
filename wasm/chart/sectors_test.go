package chart_test

import (
	"image/color"
	"math"
	"testing"

	"narrows/sim"
	"narrows/wasm/chart"
	"narrows/wasm/raster"
)

// cone samples a wheel of k equal sectors of linear functions on −2 … 2, turned by a
// little so that no ray runs along the samples.
func cone(k, n int) sim.Cells {
	c := sim.Cells{W: n, H: n, X0: -2, X1: 2, Y0: -2, Y1: 2, Scale: sim.ByClass, Smooth: true, Zero: true}
	for i := range n * n {
		class, lead := coneAt(k, -2+4*float64(i%n)/float64(n-1), -2+4*float64(i/n)/float64(n-1))
		c.Values = append(c.Values, sim.Lead(class, lead))
	}
	return c
}

const turned = .17

func coneAt(k int, x, y float64) (class int, lead float64) {
	best, second := math.Inf(-1), math.Inf(-1)
	for q := range k {
		sin, cos := math.Sincos(2*math.Pi*float64(q)/float64(k) + turned)
		if f := 4 * (x*cos + y*sin); f > best {
			best, second, class = f, best, q
		} else {
			second = max(second, f)
		}
	}
	return class, best - second
}

// sectorColour is the look's rule for a lead, written out for one value in the light theme:
// the terraces of signed fields, of the deepest colour of the class.
func sectorColour(class int, lead float64) color.RGBA {
	deep := [...]uint32{0x95c9ff, 0xfbb184, 0x7bdab6, 0xf8a9d2, 0xc8b7ff, 0xbdd156}[class]
	k := 0.
	for _, s := range []float64{.5, 1, 2, 4, 8, 16} {
		if lead >= s {
			k++
		}
	}
	t := (.5*math.Pow(k/6, .8) + .05) / .55
	mix := func(a, b uint32) uint8 { return uint8(float64(a) + t*(float64(b)-float64(a)) + .5) }
	return color.RGBA{mix(0xf3, deep>>16), mix(0xf4, deep>>8&255), mix(0xf5, deep&255), 255}
}

// TestSectors compares a baked wheel with the functions themselves, 8 × 8 samples a pixel,
// farther than three samples from the middle, where more than two classes are near. What
// remains is along the middle of a sector, where the lead has a kink that samples cut off,
// and that a pixel's range is taken as even.
func TestSectors(t *testing.T) {
	frame := alone(cone(6, 36))
	s := chart.New().Scene(&frame, chart.Look{Width: 625, Scale: 1})
	m := s.Fields[0].Image
	w := m.Rect.Dx()
	var sum, far float64
	n := 0
	for py := range w {
		for px := range w {
			var r, g, b float64
			x, y := -2+4*(float64(px)+.5)/float64(w), 2-4*(float64(py)+.5)/float64(w)
			if math.Hypot(x, y) < 3*4./35 {
				continue
			}
			for k := range 64 {
				c := sectorColour(coneAt(6, x+4*(float64(k%8)-3.5)/8/float64(w), y-4*(float64(k/8)-3.5)/8/float64(w)))
				r, g, b = r+float64(c.R)/64, g+float64(c.G)/64, b+float64(c.B)/64
			}
			c := m.RGBAAt(px, py)
			d := max(math.Abs(float64(c.R)-r), math.Abs(float64(c.G)-g), math.Abs(float64(c.B)-b))
			sum += d
			n++
			if d > 24 {
				far++
			}
		}
	}
	t.Logf("mean difference %.3f, %.5f of pixels off by more than 24", sum/float64(n), far/float64(n))
	if mean := sum / float64(n); mean > .6 || far/float64(n) > .001 {
		t.Errorf("got a difference of %.3f in the mean, %.5f of the pixels off by more than 24, want 0.6 and 0.001", mean, far/float64(n))
	}
}

// TestRaysAreStraight checks the coasts of a wheel sampled 36 × 36: farther than three
// samples from the middle all ink is within 0.8 pixels of a ray, for the line is 1.5 wide,
// and each ray has ink at each radius.
func TestRaysAreStraight(t *testing.T) {
	for _, width := range []float64{625, 1250} {
		frame := alone(cone(6, 36))
		s := chart.New().Scene(&frame, chart.Look{Width: width, Scale: 1})
		var p raster.Painter
		m, f := p.Paint(s), s.Fields[0]
		w := float64(f.Image.Rect.Dx())
		unit := w / 4
		met := map[[2]int]bool{}
		worst := 0.
		for y := range f.Image.Rect.Dy() {
			for x := range f.Image.Rect.Dx() {
				if c := m.RGBAAt(f.X+x, f.Y+y); int(c.R)+int(c.G)+int(c.B) > 400 {
					continue
				}
				u, v := (float64(x)+.5)/unit-2, 2-(float64(y)+.5)/unit
				r := math.Hypot(u, v)
				if r < 3*4./35 {
					continue
				}
				ray := math.Round((math.Atan2(v, u)-turned)*3/math.Pi - .5)
				off := r * unit * math.Abs(math.Sin(math.Atan2(v, u)-turned-(ray+.5)*math.Pi/3))
				worst = max(worst, off)
				met[[2]int{int(ray+6) % 6, int(20 * r)}] = true
			}
		}
		t.Logf("width %v: ink at most %.2f pixels from a ray", w, worst)
		if worst > .8 {
			t.Errorf("width %v: got ink %.2f pixels from a ray, want at most 0.8", w, worst)
		}
		for ray := range 6 {
			for r := 8; r < 39; r++ {
				if !met[[2]int{ray, r}] {
					t.Errorf("width %v: got no ink on ray %d at radius %.2f", w, ray, float64(r)/20)
				}
			}
		}
	}
}

// TestCoastsMeet checks a map of random classes, where lines meet everywhere: between two
// classes there is ink. Where three meet, lines go straight through the last cell of the
// finer grid to its middle, which may be a few pixels from where the colours meet.
func TestCoastsMeet(t *testing.T) {
	c := sim.Cells{W: 9, H: 9, X0: -2, X1: 2, Y0: -2, Y1: 2, Scale: sim.ByClass, Smooth: true, Zero: true}
	state := uint32(7)
	for range 81 {
		state = state*1664525 + 1013904223
		c.Values = append(c.Values, sim.Lead(int(state>>28)%4, .2+float64(state>>20&15)/4))
	}
	frame := alone(c)
	s := chart.New().Scene(&frame, chart.Look{Width: 625, Scale: 1})
	var p raster.Painter
	m, f := p.Paint(s), s.Fields[0]
	// class tells whose terrace a pixel is on.
	class := func(x, y int) int {
		c := f.Image.RGBAAt(x, y)
		best, at := math.Inf(1), 0
		for q := range 4 {
			for _, lead := range []float64{.1, .6, 1.2, 3} {
				d := sectorColour(q, lead)
				if e := math.Hypot(math.Hypot(float64(c.R)-float64(d.R), float64(c.G)-float64(d.G)), float64(c.B)-float64(d.B)); e < best {
					best, at = e, q
				}
			}
		}
		if best > 2 {
			return -1 // on an edge
		}
		return at
	}
	tested, bare := 0, 0
	for y := 8; y < f.Image.Rect.Dy()-8; y++ {
		for x := 8; x < f.Image.Rect.Dx()-8; x++ {
			a, b := class(x, y), class(x+6, y)
			if a < 0 || b < 0 || a == b {
				continue
			}
			tested++
			dark := false
			for dx := -2; dx <= 8; dx++ {
				k := m.RGBAAt(f.X+x+dx, f.Y+y)
				dark = dark || int(k.R)+int(k.G)+int(k.B) < 400
			}
			if !dark {
				bare++
			}
		}
	}
	if tested < 5000 || bare > tested/500 {
		t.Errorf("got %d of %d changes of class without a line, want at most one in 500 of thousands", bare, tested)
	}
}

// TestSectorsAllocateNothing draws a wheel whose samples change.
func TestSectorsAllocateNothing(t *testing.T) {
	f, c := wheel(6), chart.New()
	l := chart.Look{Width: 1008, Scale: 1}
	c.Scene(&f, l)
	got := testing.AllocsPerRun(20, func() {
		f.Panels[1].Cells[0].Values[5] += 1e-3
		c.Scene(&f, l)
	})
	if got > 3 { // lines of text may be new now and then
		t.Errorf("got %v allocations a scene, want at most 3", got)
	}
}
