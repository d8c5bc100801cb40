package chart_test

import (
	"bytes"
	"image"
	"image/color"
	"math"
	"testing"

	"narrows/sim"
	"narrows/wasm/chart"
	"narrows/wasm/raster"
)

// TestNotes draws notes in every profile and size: each stands on the panel, over no node, no ring and no other note, and the
// one for which there is no room is left out, as are those beyond the most that there may be.
func TestNotes(t *testing.T) {
	c := chart.New()
	for _, l := range []chart.Look{
		{Width: 328, Scale: 1}, {Width: 500, Scale: 1}, {Width: 1008, Scale: 2}, {Width: 688, Scale: 1, Profile: chart.Embed}, {Width: 1216, Scale: 1, Profile: chart.Present},
	} {
		f := club()
		c.Scene(&f, l)
		r := chart.Layout(&f, l).Places[0].Plot
		boxes, marks := c.Notes()
		if len(boxes) != 4 {
			t.Errorf("%v px: got %d notes, want 4", l.Width, len(boxes))
		}
		for i, a := range boxes {
			if a.X < r.X-.01 || a.Y < r.Y-.01 || a.X+a.W > r.X+r.W+.01 || a.Y+a.H > r.Y+r.H+.01 {
				t.Errorf("%v px: note %d stands at %v, the panel at %v", l.Width, i, a, r)
			}
			for _, b := range boxes[:i] {
				if a.X < b.X+b.W && b.X < a.X+a.W && a.Y < b.Y+b.H && b.Y < a.Y+a.H {
					t.Errorf("%v px: notes stand at %v and %v", l.Width, a, b)
				}
			}
			for _, m := range marks {
				cx, cy := m.X+m.W/2, m.Y+m.H/2
				if d := math.Hypot(max(a.X-cx, cx-a.X-a.W, 0), max(a.Y-cy, cy-a.Y-a.H, 0)); d < m.W/2+1 {
					t.Errorf("%v px: note %d stands at %v, over the node at %v", l.Width, i, a, m)
				}
			}
		}
	}
	f := club()
	p := &f.Panels[0]
	p.Notes, p.Dots, p.Segments = nil, nil, nil
	for i := range sim.MostNotes + 9 {
		p.Notes = append(p.Notes, sim.Note{Label: "a", X: float64(i%5)/3 - .8, Y: float64(i/5)/4 - .8})
	}
	c.Scene(&f, chart.Look{Width: 1216, Scale: 1})
	if boxes, _ := c.Notes(); len(boxes) != sim.MostNotes {
		t.Errorf("got %d notes, want %d", len(boxes), sim.MostNotes)
	}
}

// TestNotesOfCharts checks that a note of a chart stands over no curve and not over its name.
func TestNotesOfCharts(t *testing.T) {
	f := only(headline(1200), 2)
	p := &f.Panels[len(f.Panels)-1]
	ln := &p.Lines[len(p.Lines)-1]
	k := len(ln.X) / 2
	p.Notes = []sim.Note{{Label: "here", Small: "it turns", X: float64(ln.X[k]), Y: float64(ln.Y[k])}}
	c := chart.New()
	c.Scene(&f, chart.Look{Width: 500, Scale: 1})
	boxes, _ := c.Notes()
	if len(boxes) != 1 {
		t.Fatalf("got %d notes, want 1", len(boxes))
	}
	if c.Covers(boxes[0]) {
		t.Errorf("got a note at %v, over a curve", boxes[0])
	}
	names, _ := c.Names()
	for _, b := range names {
		if a := boxes[0]; a.X < b.X+b.W && b.X < a.X+a.W && a.Y < b.Y+b.H && b.Y < a.Y+a.H {
			t.Errorf("got a note at %v, over a name at %v", a, b)
		}
	}
}

// TestPinnedRunsSayNothing draws a pinned run with notes and without: the pictures are the same.
func TestPinnedRunsSayNothing(t *testing.T) {
	paint := func(notes []sim.Note) []byte {
		f, g := club(), club()
		f.Panels[0].Notes, g.Panels[0].Notes = f.Panels[0].Notes[:1], notes
		var p raster.Painter
		return p.Paint(chart.New().Scene(&f, chart.Look{Width: 500, Scale: 1, Ghosts: []*sim.Frame{&g}})).Pix
	}
	g := club()
	if !bytes.Equal(paint(g.Panels[0].Notes), paint(nil)) {
		t.Error("a pinned run shows its notes")
	}
}

// TestNodesKey checks that a graph whose rings have a unit takes room for its key, one map a row on a phone, and
// that the rings in it are as large as those deviations are in the graph.
func TestNodesKey(t *testing.T) {
	f, g := club(), club()
	f.Panels = append(f.Panels, sorted(3).Panels[0])
	g.Panels = append(g.Panels, f.Panels[1])
	g.Panels[0].Dots[0].Unit = 0
	for _, l := range []chart.Look{{Width: 1008, Scale: 1}, {Width: 328, Scale: 1}} {
		keyed, plain := chart.Layout(&f, l), chart.Layout(&g, l)
		if keyed.Height < plain.Height+30 {
			t.Errorf("%v px: got a height of %v with a key, %v without", l.Width, keyed.Height, plain.Height)
		}
		if a, b := keyed.Places[0].Plot, keyed.Places[1].Plot; l.Width < 800 && (a.W < 300 || b.Y < a.Y+a.H+76) {
			t.Errorf("%v px: got maps at %v and %v, want a row each and the key between", l.Width, a, b)
		}
		checkPlan(t, &f, l)
	}
	for _, unit := range []float64{.4, 1, 7} {
		f.Panels = f.Panels[:1]
		f.Panels[0].Dots[0].Unit = unit
		l := chart.Look{Width: 600, Scale: 4}
		var p raster.Painter
		m := p.Paint(chart.New().Scene(&f, l))
		r := chart.Layout(&f, l).Places[0].Plot
		outer := map[float64]float64{.4: .2, 1: .5, 7: 2}[unit]
		inner := map[float64]float64{.4: .05, 1: .1, 7: .5}[unit]
		large, small := 8.2+24*outer/unit, 8.2+24*inner/unit
		// The first ring begins a pixel right of the map; both have their middles at one height.
		y := int(4 * (r.Y + r.H + 29 + large))
		if got := ring(m, int(4*r.X), y); math.Abs(got-8*small) > 4 {
			t.Errorf("unit %v: got a ring %v across, want %v", unit, got/4, 2*small)
		}
	}
}

// ring is how far apart the first two lines are that a row of a picture crosses from x on, what is within the ring left out.
func ring(m *image.RGBA, x, y int) float64 {
	dark := func(x int) bool { c := m.RGBAAt(x, y); return c.R < 190 && c != (color.RGBA{}) }
	for !dark(x) {
		x++
	}
	from := x
	for dark(x) {
		x++
	}
	for !dark(x) {
		x++
	}
	to := x
	for dark(to) {
		to++
	}
	return float64(to-from) - 4
}
