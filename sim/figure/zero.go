package figure

import (
	"math"

	"narrows/sim"
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
	add := func(class int, g lattice) {
		for _, l := range g.contour(0) {
			if len(l) < 2 {
				continue
			}
			z := ZeroLine{Class: class}
			for _, n := range l {
				z.X = append(z.X, cells.X0+(cells.X1-cells.X0)*n.x/float64(g.w-1))
				z.Y = append(z.Y, cells.Y0+(cells.Y1-cells.Y0)*n.y/float64(g.h-1))
			}
			lines = append(lines, z)
		}
	}
	switch {
	case cells.Scale == sim.Signed:
		add(0, refined(cells))
	case cells.Scale == sim.ByClass && cells.Smooth:
		classes, fields := scores(cells)
		for k := range fields {
			if len(fields) > 1 {
				add(classes[k], lead(fields, k))
			}
		}
	}
	return lines
}

// lead is by how much one of several scores leads the next.
func lead(fields []lattice, k int) lattice {
	g := lattice{fields[k].w, fields[k].h, make([]float64, len(fields[k].v))}
	for i, v := range fields[k].v {
		next := math.Inf(-1)
		for j := range fields {
			if j != k {
				next = max(next, fields[j].v[i])
			}
		}
		g.v[i] = v - next
	}
	return g
}
