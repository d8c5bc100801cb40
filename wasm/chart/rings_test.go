package chart_test

import (
	"image"
	"math"
	"testing"

	"narrows/sim"
	"narrows/sim/palette"
	"narrows/wasm/chart"
	"narrows/wasm/raster"
)

// TestRingsWithSizes checks that a ring with a size has the page inside and its colour at its radius, also over a field of
// that colour, in every theme, and that its stroke is as wide as the size says.
func TestRingsWithSizes(t *testing.T) {
	for theme := range palette.Themes {
		p := &palette.Themes[theme]
		for _, c := range []struct {
			role           sim.Role
			class          uint8
			size           float32
			want           palette.Colour
			radius, stroke float64 // toward a side
		}{
			{sim.Class, 0, 1, p.Class[0], 6.25, 2.25},
			{sim.Class, 0, 0, p.Class[0], 3, 1.25},
			{sim.Class, 0, 4, p.Class[0], 15.75, 2.5},
			{sim.Class, 0, 99, p.Class[0], 15.75, 2.5},
			{sim.Limit, 3, 1.25, p.Limit, 7 * 1.25 * math.Sqrt2 / 2, 2.5},
		} {
			field := field(2, func(x, y float64) float64 { return 1 })
			field.Levels = certain
			f := alone(field)
			f.Panels[0].Dots = []sim.Dots{{Role: c.role, Ring: true, X: []float32{0}, Y: []float32{0}, Class: []uint8{c.class}, Size: []float32{c.size}}}
			const scale = 4
			var painter raster.Painter
			m := painter.Paint(chart.New().Scene(&f, chart.Look{Width: 300, Scale: scale, Theme: chart.Theme(theme)}))
			plot := chart.Layout(&f, chart.Look{Width: 300, Scale: scale}).Places[0].Plot
			at := func(away float64) palette.Colour {
				x, y := plot.X+plot.W/2+away*math.Sqrt2/2, plot.Y+plot.H/2-away*math.Sqrt2/2
				return colourAt(m, int(x*scale), int(y*scale))
			}
			if got := at(0); got != p.Page {
				t.Errorf("theme %d, %+v: got %06x in the middle, want the page", theme, c, got)
			}
			if got := at(c.radius); got != c.want {
				t.Errorf("theme %d, %+v: got %06x at its radius", theme, c, got)
			}
			// As much of the colour as there is from the middle out, until the field begins.
			stroke, around := 0., c.radius+c.stroke/2+.35
			for away := 0.; away < around; away += .05 {
				stroke += .05 * apart(at(away), p.Page) / apart(c.want, p.Page)
			}
			if math.Abs(stroke-c.stroke) > .2 {
				t.Errorf("theme %d, %+v: got a stroke of %.2f", theme, c, stroke)
			}
			if got := at(around); apart(got, p.Page) > .15*apart(c.want, p.Page) {
				t.Errorf("theme %d, %+v: got %06x around it, want the page", theme, c, got)
			}
		}
	}
}

// apart is how far two colours are from each other.
func apart(a, b palette.Colour) (d float64) {
	for _, shift := range [...]int{16, 8, 0} {
		d += math.Abs(float64(a>>shift&255) - float64(b>>shift&255))
	}
	return d
}

func colourAt(m *image.RGBA, x, y int) palette.Colour {
	q := m.RGBAAt(x, y)
	return palette.Colour(q.R)<<16 | palette.Colour(q.G)<<8 | palette.Colour(q.B)
}
