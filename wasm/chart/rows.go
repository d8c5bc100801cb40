package chart

import (
	"image"
	"math"

	"narrows/sim"
	"narrows/sim/geom"
)

// How thick the frame around a row is, and what sets it off from the cells, CSS pixels.
const (
	outlineInk  = 1.2
	outlineHalo = 3.2
)

// A cellHit is a matrix whose rows and columns stand for something.
type cellHit struct {
	*sim.Cells
	x, y geom.Scale
	rect Rect
}

// addCells makes the cells of a matrix something that can be picked.
func (h *hits) addCells(k *sim.Cells, x, y geom.Scale, r Rect) {
	if rowed(k) && k.Scale != sim.ByClass {
		h.cells = append(h.cells, cellHit{k, x, y, r})
	}
}

// PickCell returns the cell at (x, y), as Pick does, of a matrix whose rows stand for something: the
// keys of its row and of its column, and its value in words. On the diagonal they are one, and
// column is zero. All that Pick finds lies over it.
func (c *Chart) PickCell(x, y float64) (row, column sim.Key, value string, ok bool) {
	for n := len(c.hits.cells) - 1; n >= 0; n-- { // the later one is on top
		k := &c.hits.cells[n]
		i, j := cellAt(k.y.Value(y), k.Y0, k.Y1, k.H), cellAt(k.x.Value(x), k.X0, k.X1, k.W)
		if i < 0 || j < 0 || !inside(point{float32(x), float32(y)}, k.rect) {
			continue
		}
		row, column = sim.Key{Of: k.Of, ID: int(k.Rows[i])}, sim.Key{Of: k.Of, ID: int(k.Rows[j])}
		value = k.Label
		if value == "" {
			value = "value"
		}
		value += " of " + c.hits.called(row)
		if row == column {
			column = sim.Key{}
			value += " with itself"
		} else {
			value += " and " + c.hits.called(column)
		}
		return row, column, value + ": " + Digits(float64(k.Values[i*k.W+j])), true
	}
	return sim.Key{}, sim.Key{}, "", false
}

// cellAt is which of n cells from a to b a number is in; −1 for none.
func cellAt(v, a, b float64, n int) int {
	t := (v - a) / (b - a) * float64(n)
	if !(t >= 0 && t < float64(n)) {
		return -1
	}
	return int(t)
}

// called is what stands for a key is called.
func (h *hits) called(key sim.Key) string {
	for i := range h.crowds {
		if d := h.crowds[i].Dots; d.Of == key.Of && key.ID >= 0 && key.ID < len(d.Words) {
			return d.Words[key.ID]
		}
	}
	return calledOf(&sim.Dots{Of: key.Of}, key.ID)
}

// rows outlines the row and the column of a matrix that stand for what is lit; where that is a pair,
// the row of one and the column of the other.
func (c *Chart) rows(k *sim.Cells, x, y geom.Scale, r Rect, l Look) {
	column := l.With
	if column == (sim.Key{}) {
		column = l.Lit
	}
	if i := rowOf(k, l.Lit); i >= 0 {
		c.outline(k, 0, k.W, i, i+1, x, y, r)
	}
	if j := rowOf(k, column); j >= 0 {
		c.outline(k, j, j+1, 0, k.H, x, y, r)
	}
}

// outline draws a frame around the cells of some columns and rows.
func (c *Chart) outline(k *sim.Cells, left, right, low, high int, x, y geom.Scale, r Rect) {
	pixel := func(s geom.Scale, a, b float64, i, n int) int {
		v := s.At(a + (b-a)*float64(i)/float64(n))
		if !(math.Abs(v) < far) {
			return 0
		}
		return int(c.pen.snap(v))
	}
	at := image.Rect(pixel(x, k.X0, k.X1, left, k.W), pixel(y, k.Y0, k.Y1, low, k.H), pixel(x, k.X0, k.X1, right, k.W), pixel(y, k.Y0, k.Y1, high, k.H))
	if at = at.Intersect(c.pen.pixels(r)); at.Empty() {
		return
	}
	c.pen.rim(at, outlineHalo*c.figure.zoom, c.pen.pal.page)
	c.pen.rim(at, outlineInk*c.figure.zoom, c.pen.pal.ink)
}
