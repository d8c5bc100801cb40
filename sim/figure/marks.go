package figure

import (
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"narrows/sim"
)

// marks is all that a panel shows within its axes, as a plot.Plotter.
type marks struct {
	panel  *sim.Panel
	ghosts []*sim.Panel // of pinned runs: their lines stand behind, paler
}

func (m marks) Plot(c draw.Canvas, pl *plot.Plot) {
	p := m.panel
	x, y := pl.Transforms(&c)
	to := func(u, v float64) vg.Point { return vg.Point{X: x(u), Y: y(v)} }
	if !p.Square && !p.Y.Hidden {
		for _, t := range ticks(p.Y, 4) {
			c.StrokeLine2(draw.LineStyle{Color: grid, Width: px}, c.Min.X, y(t.Value), c.Max.X, y(t.Value))
		}
	}
	classes := seriesOf(p)
	for i := range p.Cells {
		drawCells(c, &p.Cells[i], to)
		drawBars(c, &p.Cells[i], to)
	}
	for i := range p.Tiles {
		drawTiles(c, &p.Tiles[i], to)
	}
	for i, g := range m.ghosts {
		drawGhost(c, g, i > 0, to, classes)
	}
	for i := range p.Lines {
		drawBand(c, &p.Lines[i], to, classes)
	}
	for i := range p.Lines {
		drawLine(c, &p.Lines[i], p, to, classes)
	}
	drawSides(c, p, to)
	r := newRoom(p, m.ghosts, to)
	for i := range p.Segments {
		drawSegments(c, p.Placed(&p.Segments[i]), len(p.Cells) > 0, to, r)
	}
	for i := range p.Dots {
		drawDots(c, &p.Dots[i], p, classes, to)
	}
}

// pointAt is to for float32, and whether the point can be drawn.
func pointAt(to func(x, y float64) vg.Point, x, y float32) (vg.Point, bool) {
	p := to(float64(x), float64(y))
	for _, v := range []vg.Length{p.X, p.Y} {
		if math.IsNaN(float64(v)) || math.IsInf(float64(v), 0) {
			return p, false
		}
	}
	return p, true
}
