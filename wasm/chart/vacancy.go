package chart

import (
	"math"

	"narrows/sim"
)

// Where there is room for words in a plot: c.taken holds the boxes of marks and words,
// c.curves what runs through it.

// vacant reports whether a box lies in the plot and covers no curve, mark or words.
func (c *Chart) vacant(box, r Rect) bool {
	if !c.free(box, r) {
		return false
	}
	for i := range c.curves {
		if c.crosses(&c.curves[i], box) {
			return false
		}
	}
	return true
}

// free reports whether a box lies in the plot and covers no mark or words.
func (c *Chart) free(box, r Rect) bool {
	z := c.figure.zoom
	if box.X < r.X-3*z || box.X+box.W > min(r.X+r.W+edge*z, c.figure.Width)+2 || box.Y < r.Y-8*z || box.Y+box.H > r.Y+r.H-1*z {
		return false
	}
	for _, t := range c.taken {
		if box.overlaps(t) {
			return false
		}
	}
	return true
}

// crosses reports whether a curve runs through a box.
func (c *Chart) crosses(k *curve, box Rect) bool {
	x0, y0, x1, y1 := float32(box.X), float32(box.Y), float32(box.X+box.W), float32(box.Y+box.H)
	path := c.curvePoints[k.from:k.to]
	for i := 0; i+1 < len(path); i++ {
		a, b := path[i], path[i+1]
		// Comparisons with a gap are false and let it through to the next test.
		if a.x < x0 && b.x < x0 || a.x > x1 && b.x > x1 || a.y < y0 && b.y < y0 || a.y > y1 && b.y > y1 || a.gap() || b.gap() {
			continue
		}
		s, e := float32(0), float32(1)
		dx, dy := b.x-a.x, b.y-a.y
		if side(-dx, a.x-x0, &s, &e) && side(dx, x1-a.x, &s, &e) && side(-dy, a.y-y0, &s, &e) && side(dy, y1-a.y, &s, &e) {
			return true
		}
	}
	return false
}

// leftmost returns the first place where any curve, and where the given one, is between
// two heights.
func (c *Chart) leftmost(low, high float32, own int) (first, mine float32) {
	first, mine = far, far
	for i := range c.curves {
		k := &c.curves[i]
		path := c.curvePoints[k.from:k.to]
		for j := 1; j < len(path); j++ {
			a, b := path[j-1], path[j]
			if a.gap() || b.gap() || max(a.y, b.y) < low || min(a.y, b.y) > high {
				continue
			}
			at := b.x
			if dy := b.y - a.y; dy != 0 { // where the piece comes between the heights
				t := max(min((low-a.y)/dy, (high-a.y)/dy), 0)
				at = a.x + t*(b.x-a.x)
			}
			first = min(first, at)
			if i == own {
				mine = min(mine, at)
			}
			break
		}
	}
	return first, mine
}

// extent returns the highest and the lowest place of a curve between two abscissas.
func (c *Chart) extent(i int, x0, x1 float64) (top, bottom float64, ok bool) {
	top, bottom = far, -far
	k := &c.curves[i]
	path := c.curvePoints[k.from:k.to]
	for j, b := range path {
		a := b
		if j > 0 && !path[j-1].gap() {
			a = path[j-1]
		}
		if b.gap() || float64(max(a.x, b.x)) < x0 || float64(min(a.x, b.x)) > x1 {
			continue
		}
		for _, x := range [...]float64{max(x0, float64(a.x)), min(x1, float64(b.x))} {
			v := float64(b.y)
			if b.x != a.x {
				v = float64(a.y) + (x-float64(a.x))/float64(b.x-a.x)*float64(b.y-a.y)
			}
			top, bottom, ok = min(top, v), max(bottom, v), true
		}
	}
	return top, bottom, ok
}

// besideOnly reports whether no other curve runs between a note at (left, y) and its own, which
// there is between top and bottom: the name would seem to be the other's.
func (c *Chart) besideOnly(n *note, left, y, top, bottom float64) bool {
	box := Rect{left, min(y, bottom), n.w, math.Abs(y - bottom)}
	if y < top {
		box = Rect{left, y, n.w, top - y}
	}
	box.Y, box.H = box.Y+2, box.H-4
	for i := range c.curves {
		k := &c.curves[i]
		if i != n.curve && k.line.Role != sim.Finite && c.crosses(k, box) {
			return false
		}
	}
	return true
}
