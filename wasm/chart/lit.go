package chart

import (
	"slices"

	"narrows/sim"
)

// lit reports whether what has a key is to be lit.
func (l *Look) lit(k sim.Key) bool { return k != (sim.Key{}) && (k == l.Lit || k == l.With) }

// joins reports whether the i-th of some ties is to be lit: it ends at what is lit, or, where that
// is a pair, at both.
func (l *Look) joins(s *sim.Segments, i int) bool {
	if s.Join == "" || i >= len(s.A) || i >= len(s.B) {
		return false
	}
	a, b := sim.Key{Of: s.Join, ID: int(s.A[i])}, sim.Key{Of: s.Join, ID: int(s.B[i])}
	if l.With == (sim.Key{}) {
		return a == l.Lit || b == l.Lit
	}
	return a == l.Lit && b == l.With || b == l.Lit && a == l.With
}

// besides fills c.near with which of some dots, whose places are in c.path, are tied to the one that is lit.
func (c *Chart) besides(p *sim.Panel, d *sim.Dots, l Look) {
	n := len(c.path)
	c.near = slices.Grow(c.near[:0], n)[:n]
	clear(c.near)
	for i := range p.Segments {
		s := &p.Segments[i]
		if p.Joined(s) != d {
			continue
		}
		for k := range min(len(s.A), len(s.B)) {
			if !l.joins(s, k) {
				continue
			}
			for _, id := range [...]int32{s.A[k], s.B[k]} {
				if id >= 0 && int(id) < n {
					c.near[id] = true
				}
			}
		}
	}
}

// litTie is how wide a tie is that is lit, CSS pixels.
const litTie = 1.8

// litTies draws the lit ones of the ties between some dots, whose places are in c.path.
func (c *Chart) litTies(p *sim.Panel, d *sim.Dots, r Rect, l Look) {
	c.cut, c.low = c.cut[:0], c.low[:0]
	for i := range p.Segments {
		s := &p.Segments[i]
		if p.Joined(s) != d {
			continue
		}
		for k := range min(len(s.A), len(s.B)) {
			if l.joins(s, k) {
				c.cut, c.low = append(c.cut, placeOf(c.path, s.A[k])), append(c.low, placeOf(c.path, s.B[k]))
			}
		}
	}
	c.pen.pieces(c.cut, c.low, r, litTie*c.figure.zoom, c.pen.pal.ink, 1)
}

// rowOf is the row, and the column, of a matrix that stands for something; −1 if none does.
func rowOf(k *sim.Cells, key sim.Key) int {
	if !rowed(k) || key.Of != k.Of {
		return -1
	}
	return slices.Index(k.Rows, int32(key.ID))
}

// rowed reports whether the rows of cells stand for something.
func rowed(k *sim.Cells) bool {
	return k.Of != "" && k.W > 0 && k.W == k.H && len(k.Rows) == k.W && len(k.Values) >= k.W*k.H && !k.Smooth
}
