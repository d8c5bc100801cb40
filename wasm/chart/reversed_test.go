package chart_test

import (
	"image"
	"math"
	"strings"
	"testing"

	"narrows/sim"
	"narrows/wasm/chart"
	"narrows/wasm/raster"
)

// TestReversedCurves draws a curve on axes that run one way and the other: the places are
// mirrored, and a pointer at the same place reads the same numbers.
func TestReversedCurves(t *testing.T) {
	for _, scale := range []sim.Scale{sim.Linear, sim.Log, sim.LogStep} {
		for _, on := range []string{"x", "y", "xy"} {
			a := sim.Axis{Label: "a", Min: .01, Max: 100, Scale: scale}
			ln := sim.Line{Role: sim.Limit, Label: "n", Head: true, Low: []float32{.02, .5, 8}, High: []float32{.1, 3, 60}}
			ln.X, ln.Y = []float32{.02, 2, 50}, []float32{.05, 1, 20}
			f := sim.Frame{Panels: []sim.Panel{{X: a, Y: a, Lines: []sim.Line{ln}}}}
			g := sim.Frame{Panels: []sim.Panel{{X: a, Y: a, Lines: []sim.Line{ln}}}}
			p := &g.Panels[0]
			p.X.Reversed, p.Y.Reversed = strings.Contains(on, "x"), strings.Contains(on, "y")
			l := chart.Look{Width: 500, Scale: 1}
			c, d := chart.New(), chart.New()
			c.Scene(&f, l)
			d.Scene(&g, l)
			r := chart.Layout(&f, l).Places[0].Plot
			found := 0
			for x := r.X; x <= r.X+r.W; x += 5 {
				for y := r.Y; y <= r.Y+r.H; y += 5 {
					u, v := x, y
					if p.X.Reversed {
						u = 2*r.X + r.W - x
					}
					if p.Y.Reversed {
						v = 2*r.Y + r.H - y
					}
					_, _, want, ok := c.Pick(x, y)
					_, _, got, ok2 := d.Pick(u, v)
					if ok != ok2 || got != want {
						t.Fatalf("scale %d, %s: got %q at %v, %v, want %q", scale, on, got, u, v, want)
					}
					if ok {
						found++
					}
				}
			}
			if found < 50 {
				t.Errorf("scale %d, %s: got a curve at %d places, want some hundreds", scale, on, found)
			}
		}
	}
}

// TestReversedNumbers checks on a picture that all numbers of a reversed axis are there.
func TestReversedNumbers(t *testing.T) {
	marks := func(reversed bool) (at []int) {
		f := sim.Frame{Panels: []sim.Panel{{X: sim.Axis{Min: .005, Max: 2, Scale: sim.Log, Reversed: reversed}, Y: sim.Axis{Max: 1}}}}
		l := chart.Look{Width: 500, Scale: 1}
		r := chart.Layout(&f, l).Places[0].Plot
		var p raster.Painter
		m := p.Paint(chart.New().Scene(&f, l))
		dark := false
		for x := int(r.X) - 30; x < m.Rect.Dx(); x++ {
			now := false
			for y := int(r.Y+r.H) + 6; y < int(r.Y+r.H)+18; y++ {
				now = now || m.RGBAAt(x, y).R < 160
			}
			if now && !dark && (len(at) == 0 || x > at[len(at)-1]+30) {
				at = append(at, x)
			}
			dark = now
		}
		return at
	}
	a, b := marks(false), marks(true)
	if len(a) != 3 || len(b) != 3 {
		t.Fatalf("got words at %v and, reversed, at %v, want three each: 0.01, 0.1, 1", a, b)
	}
}

// TestReversedCells draws a field with its axes turned around: the picture is mirrored.
func TestReversedCells(t *testing.T) {
	for _, scale := range []sim.CellScale{sim.Signed, sim.ByClass} {
		c := field(2, func(x, y float64) float64 { return 4*x + 3*math.Sin(2*y) - 1 })
		if scale == sim.ByClass {
			c = cone(5, 36)
		}
		plain, turned := alone(c), alone(c)
		turned.Panels[0].X.Reversed, turned.Panels[0].Y.Reversed = true, true
		l := chart.Look{Width: 320, Scale: 1}
		m := chart.New().Scene(&plain, l).Fields[0].Image
		n := chart.New().Scene(&turned, l).Fields[0].Image
		w, h := m.Rect.Dx(), m.Rect.Dy()
		for y := range h {
			for x := range w {
				if m.RGBAAt(x, y) != n.RGBAAt(w-1-x, h-1-y) {
					t.Fatalf("scale %d: got %v at %d, %d, want %v", scale, n.RGBAAt(w-1-x, h-1-y), w-1-x, h-1-y, m.RGBAAt(x, y))
				}
			}
		}
		var p, q raster.Painter
		ink := func(m *image.RGBA, f chart.Field) (sum image.Point) {
			n := 0
			for y := range h {
				for x := range w {
					if c := m.RGBAAt(f.X+x, f.Y+y); int(c.R)+int(c.G)+int(c.B) < 300 {
						sum = sum.Add(image.Pt(x, y))
						n++
					}
				}
			}
			return sum.Div(max(n, 1))
		}
		s, r := chart.New().Scene(&plain, l), chart.New().Scene(&turned, l)
		a, b := ink(p.Paint(s), s.Fields[0]), ink(q.Paint(r), r.Fields[0])
		if d := a.Add(b).Sub(image.Pt(w, h)); d.X*d.X+d.Y*d.Y > 8 {
			t.Errorf("scale %d: got a line around %v, and around %v the other way round, in %d×%d", scale, a, b, w, h)
		}
	}
}

// TestMatrix checks a kernel with bars: its first row at the top, blocks of one size, and
// each class's bar over its columns and beside its rows.
func TestMatrix(t *testing.T) {
	for _, width := range []float64{1008, 976, 700} {
		f := sorted(4)
		k := &f.Panels[1].Cells[0]
		for i := range k.Values {
			k.Values[i] = float32(i % 2)
			if i/48%2 == 1 {
				k.Values[i] = float32((i + 1) % 2)
			}
		}
		k.Values[47] = .5 // the end of the first row
		l := chart.Look{Width: width, Scale: 1}
		s := chart.New().Scene(&f, l)
		var p raster.Painter
		m := p.Paint(s)
		g := s.Fields[len(s.Fields)-1]
		for _, x := range s.Fields {
			if x.X > int(width)/4 {
				g = x
			}
		}
		w := g.Image.Rect.Dx()
		if w%48 != 0 || g.Image.Rect.Dy() != w {
			t.Fatalf("width %v: got a matrix of %d×%d pixels, want a multiple of 48", width, w, g.Image.Rect.Dy())
		}
		block := w / 48
		for i := range 48 * 48 {
			x, y := i%48*block+block/2, i/48*block+block/2
			want := g.Image.RGBAAt(x%block+block*((i%48+i/48)%2), y%block) // one of the first two
			if i == 47 {
				if got := g.Image.RGBAAt(x, y); got.R < 100 || got.R > 160 {
					t.Errorf("width %v: got %v at the end of the first row, want the middle of cividis", width, got)
				}
			} else if got := g.Image.RGBAAt(x, y); got != want {
				t.Fatalf("width %v: got %v in block %d, want %v", width, got, i, want)
			}
		}
		for class, want := range []uint32{0x06508a, 0xa34e00, 0x00795a, 0xa34a7d} {
			middle := (2*class + 1) * w / 8
			for _, at := range []image.Point{{g.X + middle, g.Y - 5}, {g.X - 5, g.Y + middle}} {
				if c := m.RGBAAt(at.X, at.Y); uint32(c.R)<<16|uint32(c.G)<<8|uint32(c.B) != want {
					t.Errorf("width %v, class %d: got %v at %v, want %06x", width, class, c, at, want)
				}
			}
			if c := m.RGBAAt(g.X+middle, g.Y-2); c.R != 255 {
				t.Errorf("width %v: got %v in the gap, want page", width, c)
			}
		}
	}
}
