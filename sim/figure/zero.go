package figure

import (
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
