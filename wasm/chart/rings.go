package chart

import (
	"math"

	"narrows/sim"
	"narrows/sim/geom"
)

// sized reports whether some dots are rings with sizes of their own, around the page.
func sized(d *sim.Dots) bool { return d.Ring && len(d.Size) > 0 && len(d.Lead) == 0 }

// ringOf is the radius and the stroke of the k-th of such rings, CSS pixels.
func ringOf(d *sim.Dots, k int) (radius, stroke float64) {
	size := 0.
	if k < len(d.Size) && d.Size[k] > 0 {
		size = min(float64(d.Size[k]), 4)
	}
	// In steps, since each size is a picture of its own.
	return math.Round(4*(3+3.2*size)) / 4, math.Round(8*min(1.2+1.04*size, 2.5)) / 8
}

// rings draws those of the points in c.path, the places of such rings, that are on a panel, but not the lit one.
func (c *Chart) rings(d *sim.Dots, r Rect, lit int) {
	for k, q := range c.path {
		if k != lit && inside(q, r) {
			c.ring(litDot{d, k, q, 1}, 1)
		}
	}
}

// ring draws one, shaded as what is far away; the page reaches a little beyond it as well.
func (c *Chart) ring(b litDot, shade float32) {
	class := classOf(b.dots, b.index)
	radius, stroke := ringOf(b.dots, b.index)
	f := c.figure.zoom * c.figure.points * float64(b.size)
	c.openRing(b.at, shapeOf(class), radius*f, stroke*f, c.toneOf(b.dots, class, shade))
}

func (c *Chart) openRing(q point, s geom.Marker, radius, stroke float64, t tone) {
	x, y := float64(q.x), float64(q.y)
	c.pen.mark(s, x, y, radius, stroke/2+rimOut*c.figure.zoom, 0, c.pen.pal.page)
	c.pen.mark(s, x, y, radius, 0, stroke, t)
}

// single draws the k-th of some dots.
func (c *Chart) single(d *sim.Dots, k int, q point) {
	if sized(d) {
		c.ring(litDot{d, k, q, 1}, 1)
		return
	}
	c.pen.stamps([]point{q}, []uint8{0}, []stamp{c.stampOf(d, classOf(d, k), 1, 1)}, marksOf(d))
}

// radius is how far the k-th of some dots reaches, as a disc would.
func (c *Chart) radius(d *sim.Dots, k int) float64 {
	f := c.figure.zoom * c.figure.points
	switch {
	case sized(d):
		radius, stroke := ringOf(d, k)
		return (radius + stroke/2) * f
	case d.Ring:
		return (4.6 + .65) * f
	case d.Hollow:
		return (2.6 + .55) * f
	}
	return (3.8 + rimOut) * f
}
