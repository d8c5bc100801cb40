package chart

import (
	"slices"

	"narrows/sim"
	"narrows/sim/geom"
	"narrows/sim/palette"
)

// dots draws the i-th dots of a panel.
func (c *Chart) dots(p *sim.Panel, panel, i int, x, y geom.Scale, r Rect, l Look) {
	d := &p.Dots[i]
	crowd := c.hits.enter(panel, p, d)
	c.path = points(c.path, d.X, d.Y, &x, &y)
	nodes := len(d.Lead) > 0 && len(d.Lead) >= len(c.path)
	lit := -1
	for k, q := range c.path {
		if !inside(q, r) {
			continue
		}
		if l.lights(d, k) {
			lit = k
			if !nodes {
				c.bright = append(c.bright, litDot{d, k, q, 1})
			}
		}
		c.hits.add(crowd, d, k, q)
		c.marks = append(c.marks, q)
		if !nodes && (p.X.Around || p.Y.Around) {
			c.echo(p, crowd, d, k, q, x, y)
		}
	}
	if nodes {
		c.besides(p, d, l)
		c.nodes(p, d, r, l)
		return
	}
	c.litTies(p, d, r, l)
	if sized(d) {
		c.rings(d, r, lit)
	} else {
		c.stamp(d, r, lit, false)
	}
	c.again(l)
}

// stamp draws those of the points in c.path, the places of some dots, that are on a panel,
// but not the lit one; pale, those of a ghost. It reports whether there are any.
func (c *Chart) stamp(d *sim.Dots, r Rect, lit int, pale bool) bool {
	c.kinds = slices.Grow(c.kinds[:0], len(c.path))[:len(c.path)]
	made := [palette.Kinds]bool{}
	n := 0
	for k, q := range c.path {
		if k == lit || !inside(q, r) {
			continue
		}
		s := classOf(d, k) % palette.Kinds
		if !made[s] {
			made[s] = true
			if pale {
				c.stamps[s][0] = c.paleMark(s, 1)
			} else {
				c.stamps[s] = c.stampOf(d, s, 1, 1)
			}
		}
		c.path[n], c.kinds[n] = q, uint8(s)
		n++
	}
	marks := marksOf(d)
	if pale {
		marks = 1
	}
	c.pen.stamps(c.path[:n], c.kinds, c.stamps[:], marks)
	return n > 0
}

// lights reports whether the k-th of some dots is to be lit.
func (l *Look) lights(d *sim.Dots, k int) bool {
	return d.Of != "" && l.lit(sim.Key{Of: d.Of, ID: k})
}

// A litDot waits to be drawn over all others of its panel.
type litDot struct {
	dots  *sim.Dots
	index int
	at    point
	size  float32
}

// light draws the lit dots.
func (c *Chart) light() {
	for _, b := range c.bright {
		c.litDot(b)
	}
	c.bright = c.bright[:0]
}

// classOf is the class of the k-th of some dots.
func classOf(d *sim.Dots, k int) int {
	if k < len(d.Class) {
		return int(d.Class[k])
	}
	return 0
}

// litDot draws the k-th of some dots, lit.
func (c *Chart) litDot(b litDot) {
	d, z, pal := b.dots, c.figure.zoom, c.pen.pal
	class := classOf(d, b.index)
	s, t := shapeOf(class), c.toneOf(d, class, 1)
	f := z * c.figure.points * float64(b.size)
	x, y := float64(b.at.x), float64(b.at.y)
	switch {
	case sized(d):
		radius, stroke := ringOf(d, b.index)
		c.pen.mark(s, x, y, radius*f, stroke*f/2+2.2*z, 0, pal.ink)
		c.ring(b, 1)
	case d.Ring:
		r := 4.6*f + 1.5*z
		c.pen.mark(s, x, y, r, 0, 4.4*z, pal.ink)
		c.pen.mark(s, x, y, r, 0, 1.8*z, t)
	case d.Hollow:
		r := 2.6 * f
		c.pen.mark(s, x, y, r+1.5*z, 2.5*z, 0, pal.ink)
		c.pen.mark(s, x, y, r+1.5*z, .5*z, 0, pal.page)
		c.pen.mark(s, x, y, r, 0, 1.1*f, t)
	default:
		r := 3.8*f + 1.5*z
		c.pen.mark(s, x, y, r, 2.5*z, 0, pal.ink)
		c.pen.mark(s, x, y, r, rimOut*f, 0, pal.page)
		c.pen.mark(s, x, y, r, -rimIn*f, 0, t)
	}
}
