package chart

import (
	"narrows/sim"
	"narrows/sim/geom"
	"narrows/sim/palette"
)

// The key of a graph's nodes stands under the shapes of its classes: rings at the left, with the
// deviations that they stand for, and colours at the right.
const (
	nodesTop   = 29. // from a map to the top of its larger ring
	nodesBelow = 40. // how much more room than the legend of other maps it takes
	beliefLong = 128.
	beliefRest = 66. // what the words of the rings need beside it
)

// nodesKey draws the key below a map. The names of colours give way first, and then all of them.
func (c *Chart) nodesKey(p *sim.Panel, d *sim.Dots, r Rect) {
	z, f := c.figure.zoom, c.figure.zoom*c.figure.points
	words := c.small(c.pen.pal.ink2)
	size := smallest(d)
	values := geom.RingNumbers(d.Unit)
	high := 2 * f * spreadRadius(size, values[1]/d.Unit)
	y := r.Y + r.H + nodesTop*z + high/2
	x := r.X + z
	for _, v := range values {
		radius := f * spreadRadius(size, v/d.Unit)
		q := point{float32(x + radius), float32(y)}
		c.circle(q, radius, ringEdge*f, c.pen.pal.ink3)
		c.pen.mark(geom.Disc, x+radius, y, nodeRadius*size*f, 0, 0, toned(c.pen.pal.of.Rule))
		text := c.ringText(v)
		x += 2*radius + 3.5*z
		c.pen.text(&c.setter, text, x, y+4*z, start, words)
		x += c.pen.measure(&c.setter, text, words) + 8*z
	}
	limit := r.X + r.W
	if left := c.beliefKey(p, Rect{x, y - 10*z, limit - x, 7 * z}); left < limit {
		limit = left - 14*z
	}
	c.ringWords(x-3*z, y, limit)
}

// doubtKey says what a ring is where there is no room for its numbers.
func (c *Chart) doubtKey(x, bottom, limit float64) {
	const doubt, radius = "doubt", 5.
	z, words := c.figure.zoom, c.small(c.pen.pal.ink2)
	if x+(2*radius+4)*z+c.pen.measure(&c.setter, doubt, words) > limit {
		return
	}
	q := point{float32(x + radius*z), float32(bottom + 13*z)}
	c.circle(q, radius*z, ringEdge*z, c.pen.pal.ink3)
	c.pen.mark(geom.Disc, float64(q.x), float64(q.y), 2*z, 0, 0, toned(c.pen.pal.of.Rule))
	c.pen.text(&c.setter, doubt, x+(2*radius+4)*z, bottom+17*z, start, words)
}

// smallest is the size of the nodes that are no larger than others.
func smallest(d *sim.Dots) float64 {
	size := sizeOf(d, 0)
	for k := range d.Size {
		size = min(size, sizeOf(d, k))
	}
	return size
}

// ringWords says what rings are at the right of them, on one line or two, as long as there is room.
func (c *Chart) ringWords(x, y, limit float64) {
	z, words := c.figure.zoom, c.small(c.pen.pal.ink2)
	for _, lines := range geom.RingWords {
		if x+max(c.pen.measure(&c.setter, lines[0], words), c.pen.measure(&c.setter, lines[1], words)) > limit {
			continue
		}
		base := y + 4*z
		if lines[1] != "" {
			base -= 6.5 * z
		}
		c.pen.text(&c.setter, lines[0], x, base, start, words)
		c.pen.text(&c.setter, lines[1], x, base+13*z, start, words)
		return
	}
}

// beliefKey draws how colour grows with belief at the right end of a place, of two classes from one
// to the other, and returns where it begins. For more classes, which have a colour each, it says in
// words what colours are.
func (c *Chart) beliefKey(p *sim.Panel, r Rect) (left float64) {
	z, pal := c.figure.zoom, c.pen.pal
	words := c.small(pal.ink2)
	limit := r.X + r.W
	if len(p.Classes) != 2 {
		const colours = "colour: the belief"
		if left = limit - c.pen.measure(&c.setter, colours, words); left < r.X+beliefRest*z {
			return limit
		}
		c.pen.text(&c.setter, colours, limit, r.Y+14*z, end, words)
		return left
	}
	long := min(r.W-beliefRest*z, beliefLong*z)
	sure, a, b, ok := geom.BeliefWords(p.Classes[0], p.Classes[1], func(sure, a, b string) bool {
		return c.pen.measure(&c.setter, sure, words)+c.pen.measure(&c.setter, a, words)+c.pen.measure(&c.setter, b, words)+9*z <= long
	})
	if !ok {
		return limit
	}
	bar := Rect{limit - long, r.Y, long, r.H}
	low, high := palette.Beliefs(pal.of, 0), palette.Beliefs(pal.of, 1)
	n := len(low)
	cell := bar.W / float64(2*n)
	for i := range n {
		c.pen.rect(Rect{bar.X + cell*float64(i), bar.Y, cell, bar.H}, toned(low[n-1-i]))
		c.pen.rect(Rect{bar.X + cell*float64(n+i), bar.Y, cell, bar.H}, toned(high[i]))
	}
	c.pen.down(bar.X+bar.W/2, bar.Y-2*z, bar.Y+bar.H+2*z, 1.5*z, pal.ink)
	c.pen.text(&c.setter, sure, bar.X, bar.Y+19*z, start, words)
	c.pen.text(&c.setter, a, bar.X+c.pen.measure(&c.setter, sure, words), bar.Y+19*z, start, words)
	c.pen.text(&c.setter, b, limit, bar.Y+19*z, end, words)
	return bar.X
}

// ringText is a ring's number as it is printed. Those of most keys are not written anew for each frame.
func (c *Chart) ringText(v float64) string {
	for i := range c.ringTexts {
		if c.ringTexts[i].of == v {
			return c.ringTexts[i].text
		}
	}
	c.ringTexts[1] = c.ringTexts[0]
	c.ringTexts[0] = ringText{v, geom.RingText(v)}
	return c.ringTexts[0].text
}

// A ringText is a number as it is printed.
type ringText struct {
	of   float64
	text string
}
