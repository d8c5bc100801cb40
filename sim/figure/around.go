package figure

import (
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"narrows/sim"
)

// fielded reports whether a panel is a field with axes, as neither a map is nor a chart of curves.
func fielded(p *sim.Panel) bool { return !p.Square && !p.Solid && len(p.Cells) > 0 }

// drawSides draws the frame of a field with axes, and in any panel the seam of what goes around, at both of its ends.
func drawSides(c draw.Canvas, p *sim.Panel, to func(x, y float64) vg.Point) {
	frame := draw.LineStyle{Color: ink3, Width: px}
	dashes := draw.LineStyle{Color: ink, Width: 1.25 * px, Dashes: []vg.Length{4 * px, 3 * px}}
	side := func(around, upright bool, at vg.Length) {
		s := frame
		switch {
		case around:
			s = dashes
		case !fielded(p):
			return
		}
		if upright {
			c.StrokeLine2(s, at, c.Min.Y, at, c.Max.Y)
		} else {
			c.StrokeLine2(s, c.Min.X, at, c.Max.X, at)
		}
	}
	low, high := to(p.X.Min, p.Y.Min), to(p.X.Max, p.Y.Max)
	side(p.X.Around, true, low.X)
	side(p.X.Around, true, high.X)
	side(p.Y.Around, false, low.Y)
	side(p.Y.Around, false, high.Y)
}

// beyond is how far from a mark at the end of an axis that goes around the same one is at the other end.
func beyond(p *sim.Panel, to func(x, y float64) vg.Point, at vg.Point, near vg.Length) (by []vg.Point) {
	low, high := to(p.X.Min, p.Y.Min), to(p.X.Max, p.Y.Max)
	way := func(around bool, at, low, high vg.Length) vg.Length {
		switch {
		case around && math.Abs(float64(at-low)) < float64(near):
			return high - low
		case around && math.Abs(float64(at-high)) < float64(near):
			return low - high
		}
		return 0
	}
	x, y := way(p.X.Around, at.X, low.X, high.X), way(p.Y.Around, at.Y, low.Y, high.Y)
	if x != 0 {
		by = append(by, vg.Point{X: x})
	}
	if y != 0 {
		by = append(by, vg.Point{Y: y})
	}
	if x != 0 && y != 0 {
		by = append(by, vg.Point{X: x, Y: y})
	}
	return by
}
