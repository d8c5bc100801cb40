package figure

import (
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"narrows/sim"
	"narrows/sim/geom"
)

// A ZeroLine is a line on which a field is zero, in the coordinates of its panel. In one of
// classes it bounds where a class leads.
type ZeroLine struct {
	Class int
	X, Y  []float64
}

// ZeroLines traces the lines that a field with Zero shows.
func ZeroLines(cells *sim.Cells) (lines []ZeroLine) {
	if !cells.Zero || cells.W < 2 || cells.H < 2 || len(cells.Values) != cells.W*cells.H {
		return nil
	}
	add := func(class int, g *geom.Grid) {
		for _, l := range geom.Contour(g) {
			z := ZeroLine{Class: class}
			for _, p := range l {
				x, y := onField(cells, g, p)
				z.X, z.Y = append(z.X, x), append(z.Y, y)
			}
			lines = append(lines, z)
		}
	}
	switch {
	case cells.Scale == sim.Signed:
		add(0, refined(cells))
	case cells.Scale == sim.ByClass && cells.Smooth:
		var s geom.Sectors
		s.Refine(cells, refine)
		for class := range 256 {
			if g := geom.Ahead(&s, class); g != nil {
				add(class, g)
			}
		}
	}
	return lines
}

// drawZero draws the lines of ZeroLines.
func drawZero(c draw.Canvas, cells *sim.Cells, to func(x, y float64) vg.Point) {
	for _, z := range ZeroLines(cells) {
		pts := make([]vg.Point, len(z.X))
		for i := range z.X {
			pts[i] = to(z.X[i], z.Y[i])
		}
		c.StrokeLines(draw.LineStyle{Color: ink, Width: 1.5 * px}, c.ClipLinesXY(pts)...)
	}
}
