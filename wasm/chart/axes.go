package chart

import (
	"narrows/sim"
	"narrows/sim/geom"
)

// chart draws a panel with axes: grid, bands, curves, points and their names.
func (c *Chart) chart(p *sim.Panel, at *Place, spot *spot, l Look) {
	r := at.Plot
	x, y := geom.NewScale(p.X, r.X, r.X+r.W), geom.NewScale(p.Y, r.Y+r.H, r.Y)
	for i := range p.Cells {
		c.cells(&p.Cells[i], x, y, r, l)
	}
	levels := c.axisY(p, at, spot, y)
	c.axisX(p, at, spot, x)
	for i := range p.Lines {
		c.band(&p.Lines[i], x, y, r)
	}
	c.ghosts(p, x, y, r, l)
	for i := range p.Lines {
		c.curve(&p.Lines[i], x, y, r, l)
	}
	for i := range p.Segments {
		if s := &p.Segments[i]; !s.Arrow {
			c.ties(p, s, x, y, r)
		}
	}
	for i := range p.Dots {
		c.dots(p, at.Panel, i, x, y, r, l)
	}
	c.light()
	c.insideLegend(p, r)
	c.heads()
	for i := range p.Segments {
		if s := &p.Segments[i]; s.Arrow {
			c.arrow(s, x, y, r)
		}
	}
	c.labels(r, spot, levels, y)
	c.pinnedNames(p, x, y, r, l)
	c.remarks(p, x, y, r)
	c.hits.addCurves(at.Panel, x, y, c.curves, c.curvePoints, p)
	if c.drawn != nil {
		c.drawn(p, at)
	}
}

// axisY draws the grid and its numbers, and returns them.
func (c *Chart) axisY(p *sim.Panel, at *Place, spot *spot, y geom.Scale) []geom.Tick {
	if p.Y.Hidden {
		return nil
	}
	z, pal, r := c.figure.zoom, c.pen.pal, at.Plot
	most := 4
	if p.Y.Scale == sim.Linear && r.H < 120*z && !(spot.own && r.H >= 72*z) {
		most = 3
	}
	away := 9 * z
	if spot.axes { // in the row of maps, close to the one before
		away = 5 * z
	}
	list := c.ticksOf(at.Panel, 1, p.Y, most)
	for _, t := range list {
		v := y.At(t.Value)
		if !(v >= r.Y-.5 && v <= r.Y+r.H+.5) {
			continue
		}
		if v < r.Y+r.H-1 {
			c.pen.across(r.X, r.X+r.W, v, z, pal.grid)
		}
		c.pen.text(&c.setter, t.Text, r.X-away, v+4*z, end, c.small(pal.ink2))
		w := c.pen.measure(&c.setter, t.Text, c.small(pal.ink2))
		c.numbers = append(c.numbers, Rect{r.X - away - w, v - 6*z, w, 12 * z})
	}
	return list
}

// axisX draws the line at the bottom, and its numbers and name if they are printed here.
func (c *Chart) axisX(p *sim.Panel, at *Place, spot *spot, x geom.Scale) {
	if p.X.Hidden {
		return
	}
	z, pal, r := c.figure.zoom, c.pen.pal, at.Plot
	floor := r.Y + r.H
	c.pen.across(r.X, r.X+r.W, floor, z, pal.ink3)
	if !spot.numbers {
		return
	}
	words := c.small(pal.ink2)
	free := r.X - 40*z // the next number must stand right of it
	list := c.ticksOf(at.Panel, 0, p.X, 5)
	for i := range list { // from the left
		t := &list[i]
		if p.X.Reversed {
			t = &list[len(list)-1-i]
		}
		v := x.At(t.Value)
		if !(v >= r.X-.5 && v <= r.X+r.W+.5) {
			continue
		}
		c.pen.down(v, floor, floor+4*z, z, pal.ink3)
		w := c.pen.measure(&c.setter, t.Text, words)
		centre := min(v, min(r.X+r.W+edge*z, c.figure.Width)-w/2)
		if centre-w/2 < free {
			continue
		}
		free = centre + w/2 + 4*z
		c.pen.text(&c.setter, t.Text, centre, floor+15*z, middle, words)
	}
	c.pen.text(&c.setter, p.X.Label, r.X+r.W, floor+30.5*z, end, words)
}
