package chart

import (
	"math"

	"narrows/sim"
	"narrows/sim/geom"
)

// ties draws plain segments.
func (c *Chart) ties(p *sim.Panel, s *sim.Segments, x, y geom.Scale, r Rect) {
	tone := c.pen.pal.role(s.Role, 0, true)
	if s.Quiet {
		tone = toned(c.pen.pal.of.Rule)
	}
	c.ends(p, s, &x, &y)
	c.pen.pieces(c.path, c.low, r, c.figure.zoom, tone, 1)
}

// ends fills c.path and c.low with where segments begin and end.
func (c *Chart) ends(p *sim.Panel, s *sim.Segments, x, y *geom.Scale) {
	d := p.Joined(s)
	if d == nil {
		c.path, c.low = points(c.path, s.X0, s.Y0, x, y), points(c.low, s.X1, s.Y1, x, y)
		return
	}
	c.cut = points(c.cut, d.X, d.Y, x, y)
	c.path, c.low = c.path[:0], c.low[:0]
	for i := range min(len(s.A), len(s.B)) {
		c.path, c.low = append(c.path, placeOf(c.cut, s.A[i])), append(c.low, placeOf(c.cut, s.B[i]))
	}
}

// placeOf is one of some places; a gap if there is none.
func placeOf(places []point, id int32) point {
	if id < 0 || int(id) >= len(places) {
		return gap
	}
	return places[id]
}

// pieces draws straight pieces within a rectangle, from each point of the first path to
// that of the second, as stroke draws a path of two points.
func (p *pen) pieces(from, to []point, r Rect, width float64, t tone, opacity float32) {
	in := boundsOf(r)
	edge, core, t := p.profile(width, t)
	t = t.at(opacity)
	for i := range min(len(from), len(to)) {
		a, b, ok := in.cut(from[i], to[i])
		if !ok {
			continue
		}
		dx, dy := b.x-a.x, b.y-a.y
		l := dx*dx + dy*dy
		if !(l > shortest) {
			continue
		}
		// The normal of strip's mitre, rounded as there.
		l = 1 / float32(math.Sqrt(float64(l)))
		mx, my := -2*(dy*l), 2*(dx*l)
		k := 2 / (mx*mx + my*my)
		mx, my = mx*k, my*k
		p.rung(a.x*p.scale, a.y*p.scale, mx, my, edge, core, t, true)
		p.rung(b.x*p.scale, b.y*p.scale, mx, my, edge, core, t, false)
	}
}
