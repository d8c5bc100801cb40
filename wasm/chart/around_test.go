package chart_test

import (
	"testing"

	"narrows/sim"
	"narrows/wasm/chart"
	"narrows/wasm/raster"
)

// TestADotAtTheSeam checks that a dot at one end of an axis which goes around can be picked at both, and is one mark;
// farther from the end, or where the axis does not go around, it is in one place.
func TestADotAtTheSeam(t *testing.T) {
	for _, c := range []struct {
		x      float32
		around bool
		both   bool
	}{{1, true, true}, {359, true, true}, {0, true, true}, {360, true, true}, {20, true, false}, {340, true, false}, {1, false, false}} {
		f := unrolled()
		p := &f.Panels[0]
		p.X.Around = c.around
		p.Dots = []sim.Dots{{Role: sim.Class, Of: "neuron", X: []float32{180, c.x}, Y: []float32{.5, .5}}}
		l := chart.Look{Width: 700, Scale: 1}
		ch := chart.New()
		ch.Scene(&f, l)
		plot := chart.Layout(&f, l).Places[0].Plot
		y := plot.Y + plot.H/3
		_, left, _, atLeft := ch.Pick(plot.X, y)
		_, right, _, atRight := ch.Pick(plot.X+plot.W, y)
		if both := atLeft && atRight && left == right && left.ID == 1; both != c.both {
			t.Errorf("at %v°, around %v: got %v at the left, %v, and %v at the right, %v; want both: %v", c.x, c.around, left, atLeft, right, atRight, c.both)
		}
		if got := len(ch.Marks(func(int, sim.Key) bool { return true })); got != 2 {
			t.Errorf("at %v°: got %d marks, want 2", c.x, got)
		}
	}
}

// TestSeam checks that there are dashes at both ends of an axis that goes around, and a line at other ones.
func TestSeam(t *testing.T) {
	f := unrolled()
	p := &f.Panels[0]
	p.Cells[0].Values, p.Dots, p.Segments = make([]float32, len(p.Cells[0].Values)), nil, nil
	l := chart.Look{Width: 700, Scale: 1}
	var painter raster.Painter
	plot := chart.Layout(&f, l).Places[0].Plot
	share := func(x float64) float64 {
		m := painter.Paint(chart.New().Scene(&f, l))
		dark := 0
		for y := range int(plot.H) {
			least := uint8(255)
			for k := -1; k <= 1; k++ {
				least = min(least, m.RGBAAt(int(x)+k, int(plot.Y)+y).R)
			}
			if least < 0xa0 {
				dark++
			}
		}
		return float64(dark) / plot.H
	}
	for _, x := range []float64{plot.X, plot.X + plot.W} {
		p.X.Around = true
		if got := share(x); got < .5 || got > .65 {
			t.Errorf("got ink on %.2f of the seam at %v, want 4 of 7", got, x)
		}
		p.X.Around = false
		if got := share(x); got < .95 {
			t.Errorf("got ink on %.2f of the side at %v, want all", got, x)
		}
	}
}

// TestFieldWithAxes checks that a field with axes has room below for its numbers, their name and its key, that its numbers
// are outside it, and that the last one of a circle is written in a narrow figure as well.
func TestFieldWithAxes(t *testing.T) {
	for _, width := range []float64{320, 350, 700, 1008} {
		for _, l := range []chart.Look{{Width: width, Scale: 1}, {Width: width, Scale: 1, Profile: chart.Embed}, {Width: width, Scale: 1, Theme: chart.Projector, Profile: chart.Present}} {
			for name, f := range map[string]sim.Frame{"alone": unrolled(), "beside": plates()} {
				i := len(f.Panels) - 1
				if name == "beside" {
					i = 1
				}
				plan := chart.Layout(&f, l)
				plot := plan.Places[i].Plot
				if plot.X < 22 || plot.X+plot.W > width-7 {
					t.Errorf("%s at %v, profile %v: got the field from %v to %v, want room for its numbers", name, width, l.Profile, plot.X, plot.X+plot.W)
				}
				below := 34.
				if l.Profile == chart.Page && plot.W >= 220 {
					below = 58
				}
				if got := plan.Height - plot.Y - plot.H; got < below {
					t.Errorf("%s at %v, profile %v: got %v below the field, want %v", name, width, l.Profile, got, below)
				}
			}
		}
	}
}
