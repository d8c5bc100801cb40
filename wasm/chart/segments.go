package chart

import (
	"math"
	"slices"

	"narrows/sim"
	"narrows/sim/geom"
)

const (
	thinSegment = 1. // and as much wider as Width says
	wideSegment = 4.
	overField   = .62 // opacity of segments with a width over a field
	dropWidth   = 1.25
	dropEvery   = 4. // dots of a dotted segment
)

// ties draws plain segments.
func (c *Chart) ties(p *sim.Panel, s *sim.Segments, x, y geom.Scale, r Rect, l Look) {
	c.ends(p, s, &x, &y)
	c.segments(p, s, r, 1, l)
}

// segments draws those from the points of c.path to those of c.low. What is lit lies in ink, above a field.
func (c *Chart) segments(p *sim.Panel, s *sim.Segments, r Rect, opacity float32, l Look) {
	z, width := c.figure.zoom, 1.
	tone := c.pen.pal.role(s.Role, 0, true)
	if s.Quiet {
		tone = toned(c.pen.pal.of.Rule)
	}
	if len(s.Class) == 0 && len(s.Width) == 0 && !s.Dashed {
		c.pen.pieces(c.path, c.low, r, width*z, tone, opacity)
		return
	}
	if len(s.Width) > 0 && len(p.Cells) > 0 {
		opacity = min(opacity, overField)
	}
	in := boundsOf(r)
	for i := range min(len(c.path), len(c.low)) {
		if !s.Quiet {
			tone = c.pen.pal.role(s.Role, s.ClassOf(i), true)
		}
		if s.Dashed {
			c.drop(c.path[i], c.low[i], &in, tone.at(opacity))
			continue
		}
		if len(s.Width) > 0 {
			width = thinSegment + wideSegment*s.WidthOf(i)
		}
		if !l.lit(sim.Key{Of: s.Of, ID: i}) {
			c.pen.beam(c.path[i], c.low[i], &in, width*z, tone, opacity)
			continue
		}
		c.pen.beam(c.path[i], c.low[i], &in, (width+3)*z, c.pen.pal.ink, 1)
		c.pen.beam(c.path[i], c.low[i], &in, width*z, tone, 1)
	}
}

// drop draws a segment as a row of dots.
func (c *Chart) drop(a, b point, in *bounds, t tone) {
	from, to, ok := in.cut(a, b)
	if !ok {
		return
	}
	dx, dy, every := to.x-from.x, to.y-from.y, dropEvery*float32(c.figure.zoom)
	n := int(float32(math.Sqrt(float64(dx*dx+dy*dy)))/every) + 1
	c.dashed = c.dashed[:0]
	for i := range n {
		s := (float32(i) + .5) / float32(n)
		c.dashed = append(c.dashed, point{from.x + s*dx, from.y + s*dy})
	}
	c.marks = append(c.marks, c.dashed...) // words keep off them
	c.kinds = slices.Grow(c.kinds[:0], n)[:n]
	clear(c.kinds)
	c.stamps[0][0] = c.pen.decal(geom.Disc, dropWidth/2*c.figure.zoom, 0, 0, t)
	c.pen.stamps(c.dashed, c.kinds, c.stamps[:], 1)
}

// beam draws a straight piece as wide as it may be: what of its width is beyond the bounds is cut off as well, so that
// it ends along their edge.
func (p *pen) beam(a, b point, in *bounds, width float64, t tone, opacity float32) {
	half := float32(width)/2 + 1/p.scale
	wider := bounds{in.x0 - half, in.y0 - half, in.x1 + half, in.y1 + half}
	// A piece that leaves the bounds is drawn beyond them, for its corners to be cut off and not to be missed.
	from, to, ok := wider.cut(a, b)
	if !ok {
		return
	}
	dx, dy := to.x-from.x, to.y-from.y
	l := dx*dx + dy*dy
	if !(l > shortest) {
		return
	}
	l = 1 / float32(math.Sqrt(float64(l)))
	nx, ny := -dy*l, dx*l
	edge, core, t := p.profile(width, t)
	t = t.at(opacity)
	k := p.scale
	limits := bounds{p.snap(float64(in.x0)), p.snap(float64(in.y0)), p.snap(float64(in.x1)), p.snap(float64(in.y1))}
	across := [...]float32{-edge, -core, core, edge}
	for i := range len(across) - 1 {
		if across[i] == across[i+1] {
			continue
		}
		tint := func(i int) float32 {
			if i == 0 || i == len(across)-1 {
				return 0
			}
			return 1
		}
		u, v := across[i], across[i+1]
		p.polygon([4]corner{
			{from.x*k + nx*u, from.y*k + ny*u, tint(i)}, {to.x*k + nx*u, to.y*k + ny*u, tint(i)},
			{to.x*k + nx*v, to.y*k + ny*v, tint(i + 1)}, {from.x*k + nx*v, from.y*k + ny*v, tint(i + 1)},
		}, &limits, t)
	}
}

// A corner of a polygon is at a device pixel, and so opaque.
type corner struct{ x, y, opacity float32 }

// polygon fills what of a quadrilateral is within bounds (Sutherland and Hodgman's clipping).
func (p *pen) polygon(of [4]corner, in *bounds, t tone) {
	var a, b [8]corner // each of four edges adds one corner at most
	n := copy(a[:], of[:])
	for side := range 4 {
		// How far a corner is within the edge.
		within := func(q corner) float32 {
			return [...]float32{q.x - in.x0, in.x1 - q.x, q.y - in.y0, in.y1 - q.y}[side]
		}
		m := 0
		for i := range n {
			q, next := a[i], a[(i+1)%n]
			d, e := within(q), within(next)
			if d >= 0 {
				b[m] = q
				m++
			}
			if (d >= 0) != (e >= 0) && m < len(b) {
				s := d / (d - e)
				b[m] = corner{q.x + s*(next.x-q.x), q.y + s*(next.y-q.y), q.opacity + s*(next.opacity-q.opacity)}
				m++
			}
		}
		a, n = b, m
	}
	if n < 3 {
		return
	}
	first := p.next()
	for _, q := range a[:n] {
		p.vertex(q.x, q.y, t.at(q.opacity))
	}
	for i := 2; i < n; i++ {
		p.triangle(first, first+uint32(i)-1, first+uint32(i))
	}
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
