package chart

import (
	"math"

	"narrows/sim"
	"narrows/sim/geom"
)

// The dashes of a seam, CSS pixels.
const (
	seamOn, seamOff = 4., 3.
	seamWidth       = 1.25
)

// fielded reports whether a panel is a field with axes, as neither a map is nor a chart of curves.
func fielded(p *sim.Panel) bool { return !isMap(p) && len(p.Cells) > 0 }

// sides draws the frame of a field with axes, and in any flat panel the seam of what goes around, at both of its ends.
func (c *Chart) sides(p *sim.Panel, x, y geom.Scale, r Rect) {
	z, pal := c.figure.zoom, c.pen.pal
	if fielded(p) {
		for _, v := range [...]float64{r.Y, r.Y + r.H} {
			if !p.Y.Around {
				c.pen.across(r.X, r.X+r.W, v, z, pal.ink3)
			}
		}
		for _, v := range [...]float64{r.X, r.X + r.W} {
			if !p.X.Around {
				c.pen.down(v, r.Y, r.Y+r.H, z, pal.ink3)
			}
		}
	}
	const every = seamOn + seamOff
	for _, v := range seam(p.X, x) {
		for at := r.Y; at < r.Y+r.H && v >= r.X-.5 && v <= r.X+r.W+.5; at += every * z {
			c.pen.down(v, at, min(at+seamOn*z, r.Y+r.H), seamWidth*z, pal.ink)
		}
	}
	for _, v := range seam(p.Y, y) {
		for at := r.X; at < r.X+r.W && v >= r.Y-.5 && v <= r.Y+r.H+.5; at += every * z {
			c.pen.across(at, min(at+seamOn*z, r.X+r.W), v, seamWidth*z, pal.ink)
		}
	}
}

// seam is where the ends of an axis are, if they are one place; nowhere if they are two.
func seam(a sim.Axis, s geom.Scale) [2]float64 {
	from, to := s.At(a.Min), s.At(a.Max)
	if !a.Around || !(math.Abs(from) < far && math.Abs(to) < far) {
		return [2]float64{math.NaN(), math.NaN()}
	}
	return [2]float64{from, to}
}

// beyond is a place within some pixels of one end of an axis that goes around, as it is seen from the other one: how far
// on it is, 0 for a place that is not so near.
func beyond(a sim.Axis, s geom.Scale, at, near float64) float64 {
	ends := seam(a, s)
	switch {
	case math.Abs(at-ends[0]) < near:
		return ends[1] - ends[0]
	case math.Abs(at-ends[1]) < near:
		return ends[0] - ends[1]
	}
	return 0
}

// echo has the k-th of some dots, which is at q, drawn again at the other end of an axis that goes around, if it reaches
// over one of them: a mark at the seam is whole at both.
func (c *Chart) echo(p *sim.Panel, crowd int32, d *sim.Dots, k int, q point, x, y geom.Scale) {
	near := c.radius(d, k)
	dx, dy := beyond(p.X, x, float64(q.x), near), beyond(p.Y, y, float64(q.y), near)
	put := func(dx, dy float64) {
		again := pointAt(float64(q.x)+dx, float64(q.y)+dy)
		c.echoes = append(c.echoes, litDot{d, k, again, 1})
		c.hits.addAgain(crowd, d, k, again)
		c.marks = append(c.marks, again)
	}
	if dx != 0 {
		put(dx, 0)
	}
	if dy != 0 {
		put(0, dy)
	}
	if dx != 0 && dy != 0 {
		put(dx, dy)
	}
}

// again draws those dots, but for what is lit.
func (c *Chart) again(l Look) {
	for _, e := range c.echoes {
		if l.lights(e.dots, e.index) {
			c.bright = append(c.bright, e)
			continue
		}
		c.single(e.dots, e.index, e.at)
	}
	c.echoes = c.echoes[:0]
}
