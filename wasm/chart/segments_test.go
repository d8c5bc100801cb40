package chart_test

import (
	"image/color"
	"testing"

	"narrows/sim"
	"narrows/wasm/chart"
	"narrows/wasm/raster"
)

// crossed is a panel with one segment of each of two classes that leave it, along its diagonals.
func crossed(width float32, dashed bool) sim.Frame {
	axis := sim.Axis{Min: -1, Max: 1, Hidden: true}
	s := sim.Segments{Role: sim.Class, X0: []float32{-9, -9}, Y0: []float32{-9, 9}, X1: []float32{9, 9}, Y1: []float32{9, -9}, Class: []uint8{0, 1}, Dashed: dashed}
	if width >= 0 {
		s.Width = []float32{width, width}
	}
	return sim.Frame{Panels: []sim.Panel{{Name: "m", Square: true, X: axis, Y: axis, Segments: []sim.Segments{s}}}}
}

// TestSegmentsOfClasses measures how wide segments are drawn, in which colours, and that all of a wide one stays within
// its panel.
func TestSegmentsOfClasses(t *testing.T) {
	for _, c := range []struct {
		width float32
		want  float64 // pixels
	}{{0, 1}, {.5, 3}, {1, 5}, {7, 5}} {
		f := crossed(c.width, false)
		l := chart.Look{Width: 400, Scale: 1}
		ch := chart.New()
		s := ch.Scene(&f, l)
		plot := chart.Layout(&f, l).Places[0].Plot
		for _, v := range s.Vertices {
			if x, y := float64(v.X), float64(v.Y); x < plot.X-.01 || x > plot.X+plot.W+.01 || y < plot.Y-.01 || y > plot.Y+plot.H+.01 {
				t.Fatalf("width %v: got a vertex at %v, %v outside %v", c.width, x, y, plot)
			}
		}
		var p raster.Painter
		m := p.Paint(s)
		// Along a row a segment at 45° is √2 as long; what it covers is how far a pixel is from the page.
		row := int(plot.Y + plot.H/4)
		var ink [2]float64
		seen := map[color.RGBA]bool{}
		for x := range m.Rect.Dx() {
			c := m.RGBAAt(x, row)
			seen[c] = true
			left := 0
			if float64(x) > plot.X+plot.W/2 {
				left = 1
			}
			full := [...]color.RGBA{{0xa3, 0x4e, 0, 255}, {6, 0x50, 0x8a, 255}}[left]
			ink[left] += (255*3 - float64(c.R) - float64(c.G) - float64(c.B)) / (255*3 - float64(full.R) - float64(full.G) - float64(full.B))
		}
		for _, colour := range []color.RGBA{{0xa3, 0x4e, 0, 255}, {6, 0x50, 0x8a, 255}} {
			if c.want > 2 && !seen[colour] {
				t.Errorf("width %v: got no pixel of %v", c.width, colour)
			}
		}
		for side, got := range ink {
			if want := c.want * 1.4142; got < want-.3 || got > want+.3 {
				t.Errorf("width %v: got %.2f pixels on side %d, want %.2f", c.width, got, side, want)
			}
		}
	}
}

// TestLitSegment checks that a segment lies in ink while what it stands for is lit, and its like elsewhere does not.
func TestLitSegment(t *testing.T) {
	f := crossed(1, false)
	f.Panels[0].Segments[0].Of = "neuron"
	l := chart.Look{Width: 400, Scale: 1}
	plain := len(chart.New().Scene(&f, l).Vertices)
	l.Lit = sim.Key{Of: "neuron", ID: 1}
	lit := len(chart.New().Scene(&f, l).Vertices)
	l.Lit = sim.Key{Of: "neuron", ID: 7}
	other := len(chart.New().Scene(&f, l).Vertices)
	if lit <= plain || other != plain {
		t.Errorf("got %d vertices lit, %d with another lit, %d else", lit, other, plain)
	}
}

// TestDottedSegments checks that a dotted segment has less ink than one that is not.
func TestDottedSegments(t *testing.T) {
	plain, dotted := inkOf(crossed(-1, false)), inkOf(crossed(-1, true))
	if !(dotted > .2*plain && dotted < .6*plain) {
		t.Errorf("got %.0f of ink, dotted, and %.0f, whole", dotted, plain)
	}
}

func inkOf(f sim.Frame) (ink float64) {
	var p raster.Painter
	m := p.Paint(chart.New().Scene(&f, chart.Look{Width: 400, Scale: 1}))
	for i := 0; i < len(m.Pix); i += 4 {
		ink += 255 - float64(m.Pix[i])
	}
	return ink
}

// TestSegmentsInTheLegend checks that segments with a width and a label are said below their map, on a line of their own
// where there is another one, for which there is room.
func TestSegmentsInTheLegend(t *testing.T) {
	l := chart.Look{Width: 400, Scale: 1}
	f := crossed(1, false)
	before, height := len(chart.New().Scene(&f, l).Vertices), chart.Layout(&f, l).Height
	f.Panels[0].Segments[0].Label = "neuron, as thick as |v|"
	if after := len(chart.New().Scene(&f, l).Vertices); after <= before || chart.Layout(&f, l).Height != height {
		t.Errorf("got %d vertices with a label, %d without", after, before)
	}
	f.Panels[0].Classes = []string{"a", "b"}
	if got := chart.Layout(&f, l).Height; got < height+10 {
		t.Errorf("got a figure %v high with two lines in its legend, %v with one", got, height)
	}
}
