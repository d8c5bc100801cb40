package chart

import (
	"math"

	"narrows/sim"
	"narrows/sim/geom"
)

// square draws a map: fields, their zero lines, tiles, trails, ties, rings and points, on
// one scale for both axes.
func (c *Chart) square(p *sim.Panel, at *Place, spot *spot, l Look) {
	r := c.matrixIn(p, at.Plot)
	x, y := c.isotropic(p, c.ringed(p, r))
	c.grounds = append(c.grounds, ground{at.Panel, r, x, y})
	for i := range p.Cells {
		c.cells(&p.Cells[i], x, y, r, l)
		c.bars(p, &p.Cells[i], x, y, r)
		c.rows(&p.Cells[i], x, y, r, l)
		c.hits.addCells(&p.Cells[i], x, y, r)
	}
	for i := range p.Tiles {
		c.tiles(p, at.Panel, i, x, y, r, l)
	}
	c.mapTicks(p, at, spot, y)
	c.sides(p, x, y, r)
	c.ghosts(p, x, y, r, l)
	for i := range p.Lines {
		c.mapLine(&p.Lines[i], x, y, r, l)
	}
	for i := range p.Segments {
		c.ties(p, &p.Segments[i], x, y, r, l)
	}
	for i := range p.Dots {
		c.dots(p, at.Panel, i, x, y, r, l)
	}
	c.light()
	c.remarks(p, x, y, r)
	c.legend(p, at, spot)
}

// ringed is the part of a map where places are, with a margin for the rings of a graph's nodes.
func (c *Chart) ringed(p *sim.Panel, r Rect) Rect {
	d := geom.Nodes(p)
	if d == nil || len(d.Spread) == 0 {
		return r
	}
	m := min(ringMargin*c.figure.zoom*c.figure.points, r.W/8, r.H/8)
	return Rect{r.X + m, r.Y + m, r.W - 2*m, r.H - 2*m}
}

// isotropic returns scales with as many pixels to a unit along both axes, centred.
func (c *Chart) isotropic(p *sim.Panel, r Rect) (x, y geom.Scale) {
	ax, ay := p.X, p.Y
	ax.Scale, ay.Scale = sim.Linear, sim.Linear
	x, y = geom.NewScale(ax, r.X, r.X+r.W), geom.NewScale(ay, r.Y+r.H, r.Y)
	unit := min(math.Abs(x.Hi-x.Lo)/(x.Max-x.Min), math.Abs(y.Lo-y.Hi)/(y.Max-y.Min))
	cx, cy := (x.Min+x.Max)/2, (y.Min+y.Max)/2
	x.Min, x.Max = cx-r.W/unit/2, cx+r.W/unit/2
	y.Min, y.Max = cy-r.H/unit/2, cy+r.H/unit/2
	return x, y
}

// mapTicks prints the numbers at the left of a map: equal scales need no second axis.
func (c *Chart) mapTicks(panel *sim.Panel, at *Place, spot *spot, y geom.Scale) {
	if !spot.ticks {
		return
	}
	z, pal := c.figure.zoom, c.pen.pal
	for _, t := range c.ticksOf(at.Panel, 1, panel.Y, 0) {
		v := y.At(t.Value)
		if !(v >= at.Plot.Y && v <= at.Plot.Y+at.Plot.H) {
			continue
		}
		c.pen.across(at.Plot.X-4*z, at.Plot.X, v, z, pal.ink3)
		c.pen.text(&c.setter, t.Text, at.Plot.X-7.5*z, v+4*z, end, c.small(pal.ink2))
	}
}

// small is the style of tick numbers and legends.
func (c *Chart) small(t tone) style { return style{weight: regular, size: 11 * c.figure.zoom, tone: t} }
