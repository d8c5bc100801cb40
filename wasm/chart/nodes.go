package chart

import (
	"math"

	"narrows/sim"
	"narrows/sim/palette"
)

// What a node measures, CSS pixels.
const (
	nodeRadius = 6.6
	nodeEdge   = 1.3 // of the class's colour, around what fills it
	boldEdge   = 2.5 // more of it for each size more than 1
	ringGap    = 1.6 // between a node and a ring without spread
	ringUnit   = 24. // of a spread of 1
	mostRing   = 1.2 // a wider one would hide what is around it
	ringEdge   = 1.
	ringMargin = 8.  // within a map, for rings at its edge
	litRim     = 3.  // how far the rim of a lit one reaches beyond it
	nearRim    = 2.2 // of one that is tied to it
	ringVeil   = .55 // how much of what runs below is hidden within a ring
)

// nodes draws those of the points in c.path, the places of some dots, that are on a panel: rings
// below, which ties run into but for lit ones, then what is believed: those tied to the lit one after
// the others, and the lit one last.
func (c *Chart) nodes(p *sim.Panel, d *sim.Dots, r Rect, l Look) {
	f, pal := c.figure.zoom*c.figure.points, c.pen.pal
	for k, q := range c.path {
		if k < len(d.Spread) && d.Spread[k] >= 0 && inside(q, r) {
			radius := f * ringRadius(d, k)
			c.disc(q, radius, pal.page.at(ringVeil))
			c.circle(q, radius, ringEdge*f, pal.ink3)
		}
	}
	c.litTies(p, d, r, l)
	draw := func(rim float64, these func(k int) bool) {
		for k, q := range c.path {
			if !these(k) || !inside(q, r) {
				continue
			}
			if rim > 0 {
				s, radius, z := shapeOf(classOf(d, k)), f*nodeRadius*sizeOf(d, k), c.figure.zoom
				c.pen.mark(s, float64(q.x), float64(q.y), radius, rim*z, 0, pal.ink)
				c.pen.mark(s, float64(q.x), float64(q.y), radius, z, 0, pal.page)
			}
			c.node(d, k, q)
		}
	}
	draw(0, func(k int) bool { return !c.near[k] && !l.lights(d, k) })
	draw(nearRim, func(k int) bool { return c.near[k] && !l.lights(d, k) })
	draw(litRim, func(k int) bool { return l.lights(d, k) })
}

// ringRadius is that of the ring around the k-th of some dots, which has one.
func ringRadius(d *sim.Dots, k int) float64 {
	return spreadRadius(sizeOf(d, k), float64(d.Spread[k]))
}

// spreadRadius is that of the ring of a spread around a node of a size.
func spreadRadius(size, spread float64) float64 {
	return nodeRadius*size + ringGap + ringUnit*min(spread, mostRing)
}

// node draws one: the truth is its shape and its edge, the belief what fills it.
func (c *Chart) node(d *sim.Dots, k int, q point) {
	f, size := c.figure.zoom*c.figure.points, sizeOf(d, k)
	class, belief := classOf(d, k), c.pen.pal.middle
	if guess, margin := sim.LeadOf(d.Lead[k]); guess >= 0 {
		belief = toned(palette.Belief(c.pen.pal.of, guess, float64(margin)))
	}
	x, y, radius := float64(q.x), float64(q.y), nodeRadius*size*f
	s, edge := shapeOf(class), (nodeEdge+boldEdge*max(size-1, 0))*f
	c.pen.mark(s, x, y, radius, 0, 0, c.pen.pal.ofClass(class))
	c.pen.mark(s, x, y, radius, -edge, 0, belief)
}

// sizeOf is how many times as large as others the k-th of some dots is.
func sizeOf(d *sim.Dots, k int) float64 {
	if k < len(d.Size) && d.Size[k] > 0 {
		return min(float64(d.Size[k]), 4)
	}
	return 1
}

// around is in how many pieces a circle is drawn.
const around = 48

// arc appends the points of a circle from one angle to another, both ends included.
func arc(path []point, q point, radius, from, to float64) []point {
	for i := range around + 1 {
		sin, cos := math.Sincos(from + (to-from)*float64(i)/around)
		path = append(path, point{q.x + float32(radius*cos), q.y + float32(radius*sin)})
	}
	return path
}

// circle draws a circle of any radius, which would not be worth a place among the marks.
func (c *Chart) circle(q point, radius, width float64, t tone) {
	c.cut = arc(c.cut[:0], q, radius, 0, 2*math.Pi)
	c.pen.stroke(c.cut, width, t, 1, 1)
}

// disc fills it.
func (c *Chart) disc(q point, radius float64, t tone) {
	c.cut = arc(c.cut[:0], q, radius, math.Pi, 2*math.Pi)
	c.low = arc(c.low[:0], q, radius, math.Pi, 0)
	c.pen.ribbon(c.cut, c.low, t)
}
