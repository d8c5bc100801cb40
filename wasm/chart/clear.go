package chart

import (
	"math"

	"narrows/sim"
)

// Names that stand wrongly go where nothing is drawn.

// clear moves each name that stands wrongly, the most important first: beside its own curve, as
// near to its head as can be, else to the nearest place where nothing is, with a leader to
// the head, unless another chart says the same. Where none is free the hero's stays where it is, over
// whatever there is, as do those of series; others are left out. before is how much of c.taken is no name of this chart.
func (c *Chart) clear(r Rect, spot *spot, before int) {
	c.taken = c.taken[:before]
	made := false
	for rank := range 5 {
		for i := range c.notes {
			n := &c.notes[i]
			if n.text == "" || c.rank(n) != rank {
				continue
			}
			if !c.standsWell(n, r, spot) {
				if !made {
					c.drawnAt.occupy(c, r)
					made = true
				}
				hero := n.big || c.curves[n.curve].line.Role == sim.Limit
				switch {
				case c.alongside(n, r, spot), n.quiet != "" && c.hush(n, r, spot), (hero || !n.known) && c.withLeader(n, r):
				case rank > 1 || n.known && !hero: // its colour says the same
					n.text = ""
					continue
				}
			}
			c.settle(n, n.x, n.y)
		}
	}
}

// rank is the order in which names choose.
func (c *Chart) rank(n *note) int {
	switch role := c.curves[n.curve].line.Role; {
	case n.big:
		return 0
	case role == sim.Limit, role == sim.Class:
		return 1
	case role == sim.Finite:
		return 3
	case role == sim.Theory:
		return 4
	}
	return 2
}

// box is where a note stands, and letters the part of it that its letters fill.
func (n *note) box() Rect { return Rect{n.x - 2, n.y - n.h/2, n.w + 4, n.h} }

func (n *note) letters(z float64) Rect {
	return Rect{n.x + 1.5*z, n.y - n.h/2 + 2*z, n.w - 3*z, n.h - 4*z}
}

// standsWell reports whether a name does: at the plot and within the figure, over no words, mark or curve,
// and nearer to no other curve than to its own.
func (c *Chart) standsWell(n *note, r Rect, spot *spot) bool {
	z := c.figure.zoom
	letters := n.letters(z)
	if n.x < 0 || n.x+n.w > c.limit(r, spot)+.01 || letters.Y < r.Y-12*z || letters.Y+letters.H > r.Y+r.H+12*z {
		return false
	}
	for _, t := range c.taken {
		if t.overlaps(Rect{n.x - 1*z, letters.Y, n.w + 2*z, letters.H}) {
			return false
		}
	}
	for i := range c.curves {
		if c.crosses(&c.curves[i], letters) {
			return false
		}
	}
	for _, q := range c.marks {
		if letters.overlaps(Rect{float64(q.x) - 3*z, float64(q.y) - 3*z, 6 * z, 6 * z}) {
			return false
		}
	}
	own, other := c.distances(n.curve, Rect{n.x, n.y - n.h/2, n.w, n.h})
	return own <= other+3*z
}

func (a Rect) overlaps(b Rect) bool {
	return a.X < b.X+b.W && b.X < a.X+a.W && a.Y < b.Y+b.H && b.Y < a.Y+a.H
}

// distances returns how far a box is from a curve, or from its theory, and from the nearest other
// one that is of another colour and no quiet companion.
func (c *Chart) distances(own int, box Rect) (mine, other float64) {
	mine, other = math.Inf(1), math.Inf(1)
	line := c.curves[own].line
	for i := range c.curves {
		switch k := c.curves[i].line; {
		case i == own, k.Role == sim.Theory && line.Role == sim.Class && k.Class == line.Class:
			mine = min(mine, c.distance(i, box))
		case k.Role == line.Role && k.Class == line.Class, k.Thin:
		default:
			other = min(other, c.distance(i, box))
		}
	}
	return mine, other
}

// distance is how far a curve is from a box.
func (c *Chart) distance(i int, box Rect) float64 {
	k := &c.curves[i]
	least := math.Inf(1)
	path := c.curvePoints[k.from:k.to]
	cx, cy := box.X+box.W/2, box.Y+box.H/2
	for j, q := range path {
		if q.gap() {
			continue
		}
		least = min(least, box.distance(float64(q.x), float64(q.y)))
		if j == 0 || path[j-1].gap() {
			continue
		}
		// The place of a piece nearest to the middle: near enough to the nearest to the box.
		p := path[j-1]
		dx, dy := float64(q.x-p.x), float64(q.y-p.y)
		if d := dx*dx + dy*dy; d > 0 {
			s := min(max(((cx-float64(p.x))*dx+(cy-float64(p.y))*dy)/d, 0), 1)
			least = min(least, box.distance(float64(p.x)+s*dx, float64(p.y)+s*dy))
		}
		// And level with its sides.
		for _, x := range [...]float64{box.X, box.X + box.W} {
			if s := (x - float64(p.x)) / dx; s > 0 && s < 1 {
				least = min(least, box.distance(x, float64(p.y)+s*dy))
			}
		}
	}
	return least
}

// distance is how far a place is from a box, 0 within.
func (b Rect) distance(x, y float64) float64 {
	return math.Hypot(max(b.X-x, x-b.X-b.W, 0), max(b.Y-y, y-b.Y-b.H, 0))
}

// alongside looks for a place above, below, left or right of the curve, from its head back.
func (c *Chart) alongside(n *note, r Rect, spot *spot) bool {
	z := c.figure.zoom
	k := &c.curves[n.curve]
	path := c.curvePoints[k.from:k.to]
	const stride = 8
	left := 0.0 // along the curve to the next try
	at := k.head
	for j := len(path) - 1; ; {
		if left <= 0 && !at.gap() {
			if c.aroundPoint(n, at, r) {
				return true
			}
			left = stride * z
		}
		for j >= 0 && path[j].gap() {
			j--
		}
		if j < 0 {
			return false
		}
		q := path[j]
		if at.gap() {
			at = q
			continue
		}
		d := math.Hypot(float64(q.x-at.x), float64(q.y-at.y))
		if d <= left {
			at, left, j = q, left-d, j-1
			continue
		}
		s := float32(left / d)
		at, left = point{at.x + s*(q.x-at.x), at.y + s*(q.y-at.y)}, 0
	}
}

// aroundPoint tries the four sides of one place of a curve.
func (c *Chart) aroundPoint(n *note, at point, r Rect) bool {
	z := c.figure.zoom
	x, y := float64(at.x), float64(at.y)
	for _, away := range [...]float64{5, 9} {
		for _, left := range [...]float64{x - n.w, x - n.w/2, x} {
			if left < r.X+2*z {
				continue
			}
			if top, bottom, ok := c.extent(n.curve, left-2, left+n.w+2); ok {
				for _, middle := range [...]float64{top - away*z - n.h/2, bottom + away*z + n.h/2} {
					if math.Abs(middle-y) < 40*z && c.moveIfClear(n, left, middle, r) {
						return true
					}
				}
			}
		}
		for _, left := range [...]float64{x - n.w - (away+3)*z, x + (away+3)*z} {
			if c.moveIfClear(n, left, y, r) {
				return true
			}
		}
	}
	return false
}

// moveIfClear moves a note to a place if it stands well there, with some room about it.
func (c *Chart) moveIfClear(n *note, left, middle float64, r Rect) bool {
	to := *n
	to.x, to.y = left, middle
	box := to.box()
	if !c.free(box, r) || c.drawnAt.cells(box) > 0 {
		return false
	}
	if own, other := c.distances(n.curve, box); own > other {
		return false
	}
	n.x, n.y = left, middle
	return true
}

// withLeader moves a note to the nearest place to its curve's head where nothing is, with some room
// about it or at least none of it under its letters, and draws a leader.
func (c *Chart) withLeader(n *note, r Rect) bool {
	z := c.figure.zoom
	hx, hy := float64(c.curves[n.curve].head.x), float64(c.curves[n.curve].head.y)
	to := *n
	for _, tight := range [...]bool{false, true} {
		best := math.Inf(1)
		for to.y = r.Y + n.h/2; to.y < r.Y+r.H-n.h/2+1; to.y += 4 * z {
			for to.x = r.X + 3*z; to.x <= r.X+r.W-n.w; to.x += 6 * z {
				box := to.box()
				if tight {
					box = to.letters(z)
				}
				if d := box.distance(hx, hy); d < best && c.drawnAt.cells(box) == 0 && c.free(box, r) {
					best = d
					n.x, n.y, n.leader = to.x, to.y, true
				}
			}
		}
		if n.leader {
			return true
		}
	}
	return false
}

// lead draws the leader from a name to the head of its curve.
func (c *Chart) lead(n *note) {
	z := c.figure.zoom
	head := c.curves[n.curve].head
	box := n.box()
	x, y := min(max(float64(head.x), box.X), box.X+box.W), min(max(float64(head.y), box.Y+2*z), box.Y+box.H-2*z)
	dx, dy := float64(head.x)-x, float64(head.y)-y
	d := math.Hypot(dx, dy)
	if d < 8*z {
		return
	}
	s := (d - 5*z) / d
	c.path = append(c.path[:0], point{float32(x), float32(y)}, point{float32(x + s*dx), float32(y + s*dy)})
	c.pen.stroke(c.path, z, n.style.tone, 1, 1)
}
