package chart

import (
	"math"

	"narrows/sim"
	"narrows/sim/geom"
)

// chart draws a panel with axes: grid, bands, curves, points and their names.
func (c *Chart) chart(p *sim.Panel, at *Place, spot *spot, l Look) {
	r := at.Plot
	x, y := geom.NewScale(p.X, r.X, r.X+r.W), geom.NewScale(p.Y, r.Y+r.H, r.Y)
	c.grounds = append(c.grounds, ground{at.Panel, r, x, y})
	for i := range p.Cells {
		c.cells(&p.Cells[i], x, y, r, l)
	}
	levels := c.axisY(p, at, spot, y)
	c.axisX(p, at, spot, x)
	c.sides(p, x, y, r)
	for i := range p.Lines {
		c.band(&p.Lines[i], x, y, r)
	}
	c.ghosts(p, x, y, r, l)
	for i := range p.Lines {
		c.curve(&p.Lines[i], x, y, r, l)
	}
	for i := range p.Segments {
		if s := &p.Segments[i]; !s.Arrow {
			c.ties(p, s, x, y, r, l)
		}
	}
	for i := range p.Dots {
		c.dots(p, at.Panel, i, x, y, r, l)
	}
	c.light()
	if !fielded(p) {
		c.insideLegend(p, r)
	}
	c.heads()
	for i := range p.Segments {
		if s := &p.Segments[i]; s.Arrow {
			c.arrow(s, x, y, r)
		}
	}
	c.labels(r, spot, levels, y)
	c.pinnedNames(p, x, y, r, l)
	c.remarks(p, x, y, r)
	if fielded(p) {
		below := *at
		below.Plot.H += c.figure.foot(p, spot)
		c.legend(p, &below, spot)
	}
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
	if fielded(p) { // marks outside it
		away = 7.5 * z
	}
	list := c.ticksOf(at.Panel, 1, p.Y, most)
	for _, t := range list {
		v := y.At(t.Value)
		if !(v >= r.Y-.5 && v <= r.Y+r.H+.5) {
			continue
		}
		switch {
		case fielded(p):
			c.pen.across(r.X-4*z, r.X, v, z, pal.ink3)
		case v < r.Y+r.H-1:
			c.pen.across(r.X, r.X+r.W, v, z, pal.grid)
		}
		c.pen.text(&c.setter, t.Text, r.X-away, v+4*z, end, c.small(pal.ink2))
		w := c.pen.measure(&c.setter, t.Text, c.small(pal.ink2))
		c.numbers = append(c.numbers, Rect{r.X - away - w, v - 6*z, w, 12 * z})
	}
	if fielded(p) {
		c.nameY(p, r, away)
	}
	return list
}

// nameY sets the name of a field's upright axis at its upper end, or between its upper two numbers, if it is as short as
// they are and there is room.
func (c *Chart) nameY(p *sim.Panel, r Rect, away float64) {
	z, words := c.figure.zoom, c.small(c.pen.pal.ink2)
	w, room := c.pen.measure(&c.setter, p.Y.Label, words), 36*z
	if c.figure.narrow {
		room = 28 * z
	}
	n := len(c.numbers)
	if w > room || n == 0 {
		return
	}
	upper, next := c.numbers[n-1].Y, c.numbers[max(n-2, 0)].Y
	if c.numbers[0].Y < upper {
		upper, next = c.numbers[0].Y, c.numbers[min(1, n-1)].Y
	}
	switch {
	case upper-r.Y > 12*z:
		c.pen.text(&c.setter, p.Y.Label, r.X-away, r.Y+8*z, end, words)
	case next-upper > 30*z:
		c.pen.text(&c.setter, p.Y.Label, r.X-away, (upper+next)/2+10*z, end, words)
	}
}

// axisX draws the line at the bottom, and its numbers and name if they are printed here.
func (c *Chart) axisX(p *sim.Panel, at *Place, spot *spot, x geom.Scale) {
	if p.X.Hidden {
		return
	}
	z, pal, r := c.figure.zoom, c.pen.pal, at.Plot
	floor := r.Y + r.H
	if !fielded(p) {
		c.pen.across(r.X, r.X+r.W, floor, z, pal.ink3)
	}
	if !spot.numbers {
		return
	}
	words := c.small(pal.ink2)
	free := r.X - 40*z // the next number must stand right of it
	list := c.ticksOf(at.Panel, 0, p.X, 5)
	every := c.every(p.X, list, x)
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
		if centre-w/2 < free || i%every != 0 {
			continue
		}
		free = centre + w/2 + 4*z
		c.pen.text(&c.setter, t.Text, centre, floor+15*z, middle, words)
	}
	c.pen.text(&c.setter, p.X.Label, r.X+r.W, floor+30.5*z, end, words)
}

// every is which of the numbers that an axis names itself are written: all, or every other one, for the last to be among
// them, where all have no room.
func (c *Chart) every(a sim.Axis, list []geom.Tick, x geom.Scale) int {
	z, words := c.figure.zoom, c.small(c.pen.pal.ink2)
	for i := 1; i < len(list) && len(a.Ticks) > 0 && len(list)%2 == 1; i++ {
		before, t := &list[i-1], &list[i]
		wide := (c.pen.measure(&c.setter, before.Text, words) + c.pen.measure(&c.setter, t.Text, words)) / 2
		if math.Abs(x.At(t.Value)-x.At(before.Value)) < wide+8*z {
			return 2
		}
	}
	return 1
}
