package chart

import (
	"math"
	"slices"

	"narrows/sim"
	"narrows/sim/geom"
)

// arrow draws an annotation: from a hollow dot to a hollow dot, and words at the head.
func (c *Chart) arrow(s *sim.Segments, x, y geom.Scale, r Rect) {
	z, pal := c.figure.zoom, c.pen.pal
	for i := range min(len(s.X0), len(s.Y0), len(s.X1), len(s.Y1)) {
		a := pointAt(x.At(float64(s.X0[i])), y.At(float64(s.Y0[i])))
		b := pointAt(x.At(float64(s.X1[i])), y.At(float64(s.Y1[i])))
		if a.gap() || b.gap() || !inside(a, r) || !inside(b, r) {
			continue
		}
		dx, dy := float64(b.x-a.x), float64(b.y-a.y)
		if d := math.Hypot(dx, dy); d > 12*z {
			ux, uy := dx/d, dy/d
			// The shaft stays clear of both dots.
			x0, y0 := float64(a.x)+4*z*ux, float64(a.y)+4*z*uy
			x1, y1 := float64(b.x)-5.2*z*ux, float64(b.y)-5.2*z*uy
			c.path = append(c.path[:0], point{float32(x0), float32(y0)}, point{float32(x1), float32(y1)}, gap)
			for _, turn := range [...]float64{-.62, .62} {
				sin, cos := math.Sincos(turn)
				hx, hy := x1-6.4*z*(ux*cos-uy*sin), y1-6.4*z*(ux*sin+uy*cos)
				if turn < 0 {
					c.path = append(c.path, point{float32(hx), float32(hy)}, point{float32(x1), float32(y1)})
				} else {
					c.path = append(c.path, point{float32(hx), float32(hy)})
				}
			}
			c.pen.stroke(c.path, 1.25*z, pal.ink, 1, 1)
			c.taken = append(c.taken, Rect{min(x0, x1), min(y0, y1) - 3*z, math.Abs(x1 - x0), math.Abs(y1-y0) + 6*z})
		}
		c.hollow(a, pal.role(s.From, 0, false))
		c.hollow(b, pal.role(s.Role, 0, false))
		c.arrowWords(s, a, b, r)
	}
}

// hollow draws the dot at a crossing.
func (c *Chart) hollow(q point, t tone) {
	z := c.figure.zoom
	x, y := float64(q.x), float64(q.y)
	c.pen.mark(geom.Disc, x, y, 3.4*z, 0, 0, c.pen.pal.page)
	c.pen.mark(geom.Disc, x, y, 2.7*z, 0, 1.4*z, t)
	c.taken = append(c.taken, Rect{x - 4*z, y - 4*z, 8 * z, 8 * z})
}

// arrowWords sets the label and the note of an arrow from a to b: beyond its head, or
// behind its tail and above it if there is no room, or where else no curve runs through them.
func (c *Chart) arrowWords(s *sim.Segments, a, b point, r Rect) {
	z, pal := c.figure.zoom, c.pen.pal
	large := style{weight: bold, size: 17 * z, tone: pal.words(s.Role, 0), halo: 2 * z}
	note := style{weight: regular, size: 12 * z, tone: pal.ink, halo: 2 * z}
	wide, long := c.pen.measure(&c.setter, s.Label, large), c.pen.measure(&c.setter, s.Note, note)
	// Below its level the note may reach into the gutter, and a little under the dot.
	least, most := r.X-14*z, r.X+r.W+edge*z
	side, way, x := end, -1., float64(b.x)
	if b.x > a.x {
		side, way = start, 1
	}
	fits := func(from, w float64) bool { // words of width w, set from there on
		return min(from, from+way*w) >= least && max(from, from+way*w) <= most
	}
	y, noteY := float64(b.y)+4.4*z, float64(b.y)+19*z
	at := x + 10*z*way
	noteAt := min(max(at, least-min(way, 0)*long), most-max(way, 0)*long)
	if !fits(at, wide) || math.Abs(noteAt-at) > 30*z {
		side, way = start-side+end, -way
		at = float64(a.x) + 6*z*way
		y, noteY = float64(a.y)-21*z, float64(a.y)-7*z
		noteAt = min(max(at, least-min(way, 0)*long), most-max(way, 0)*long)
		at = noteAt
	}
	label, under := wordsBox(at, y-13*z, wide, 15*z, way), wordsBox(noteAt, noteY-10*z, long, 13*z, way)
	if slices.ContainsFunc(c.numbers, under.overlaps) { // of the gutter it has only what no number has
		shift := r.X + 2*z - under.X
		noteAt, under.X = noteAt+shift, under.X+shift
	}
	if label.Y < r.Y-8*z || c.struck(label) || c.struck(under) {
		if left, top, ok := c.arrowRoom(a, b, max(wide, long), r); ok {
			side, at, noteAt = start, left, left
			y, noteY = top+13*z, top+27*z
			label, under = wordsBox(at, top, wide, 15*z, 1), wordsBox(noteAt, top+17*z, long, 13*z, 1)
		}
	}
	c.pen.text(&c.setter, s.Label, at, y, side, large)
	c.pen.text(&c.setter, s.Note, noteAt, noteY, side, note)
	c.taken = append(c.taken, label, under)
}

// struck reports whether a curve that is no quiet companion runs through the middle of words in a
// box: at their rim it does no harm.
func (c *Chart) struck(box Rect) bool {
	rim := 4 * c.figure.zoom
	box = Rect{box.X + 3*rim, box.Y + rim, max(box.W-6*rim, 1), max(box.H-2*rim, 1)}
	for i := range c.curves {
		if k := &c.curves[i]; !k.line.Thin && c.crosses(k, box) {
			return true
		}
	}
	return false
}

// arrowRoom returns the upper left corner of the nearest room for words of a width above or below an
// arrow from a to b.
func (c *Chart) arrowRoom(a, b point, wide float64, r Rect) (left, top float64, ok bool) {
	z := c.figure.zoom
	const high = 31. // of both lines
	cx, cy := float64(a.x+b.x)/2, float64(a.y+b.y)/2
	best := math.Inf(1)
	for _, y := range [...]float64{cy - (high+5)*z, cy + 6*z, cy + 14*z, cy + 24*z} {
		for x := r.X + 2*z; x+wide <= r.X+r.W; x += 4 * z {
			d := math.Hypot(x+wide/2-cx, 2*(y+high/2*z-cy))
			if d < best && c.vacant(Rect{x - 3*z, y, wide + 6*z, high * z}, r) {
				left, top, best, ok = x, y, d, true
			}
		}
	}
	return left, top, ok
}

// wordsBox is where a text of width w and height h stands that begins (way 1) or ends (way −1) at x.
func wordsBox(x, y, w, h, way float64) Rect { return Rect{x + min(way, 0)*w, y, w, h} }
