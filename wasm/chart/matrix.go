package chart

import (
	"math"

	"narrows/sim"
	"narrows/sim/geom"
)

// The bars of a matrix: how thick, how far from it, and how much each is cut off where the
// class changes.
const (
	barThick = 4.
	barGap   = 3.
	barCut   = 1.5
)

// barred reports whether cells have bars.
func barred(k *sim.Cells) bool { return len(k.Bars) > 0 && len(k.Bars) == k.W && k.W == k.H }

// fills reports whether cells cover their panel from edge to edge.
func fills(k *sim.Cells, p *sim.Panel) bool {
	return k.X0 == p.X.Min && k.X1 == p.X.Max && k.Y0 == p.Y.Min && k.Y1 == p.Y.Max
}

// matrixIn returns the part of a plot for a matrix that fills its panel: less the room for
// bars, and so that small blocks are all of one size on the screen. Other panels keep all.
func (c *Chart) matrixIn(p *sim.Panel, r Rect) Rect {
	for i := range p.Cells {
		k := &p.Cells[i]
		if k.Smooth || k.W < 2 || k.W != k.H || !fills(k, p) {
			continue
		}
		s, inset := float64(c.pen.scale), 0.
		if barred(k) {
			inset = (barThick + barGap) * c.figure.zoom
		}
		left, top := math.Round((r.X+inset)*s), math.Round((r.Y+inset)*s)
		side := math.Floor(min((r.X+r.W)*s-left, (r.Y+r.H)*s-top))
		block := math.Floor(side / float64(k.W))
		if inset == 0 && block >= 8 || side < 1 {
			return r // a difference of one pixel does not show
		}
		if even := block * float64(k.W); even >= .94*side {
			side = even
		}
		return Rect{left / s, top / s, side / s, side / s}
	}
	return r
}

// bars draws the classes of a matrix's columns above it, and those of its rows at its left.
func (c *Chart) bars(p *sim.Panel, k *sim.Cells, x, y geom.Scale, r Rect) {
	if !barred(k) || !fills(k, p) {
		return
	}
	z := c.figure.zoom
	n := float64(len(k.Bars))
	for from := 0; from < len(k.Bars); {
		to := from + 1
		for to < len(k.Bars) && k.Bars[to] == k.Bars[from] {
			to++
		}
		t := c.pen.pal.ofClass(int(k.Bars[from]))
		a, b := float64(from)/n, float64(to)/n
		cut := min(barCut*z, (b-a)*r.W/6) // also at the ends: it does not show there
		x0, x1 := x.At(k.X0+a*(k.X1-k.X0)), x.At(k.X0+b*(k.X1-k.X0))
		y0, y1 := y.At(k.Y0+a*(k.Y1-k.Y0)), y.At(k.Y0+b*(k.Y1-k.Y0))
		if !(math.Abs(x1-x0) <= r.W+1 && math.Abs(y1-y0) <= r.H+1) {
			return // not on the panel at all
		}
		far := (barThick + barGap) * z
		for _, bar := range [...]Rect{
			{min(x0, x1) + cut, r.Y - far, math.Abs(x1-x0) - 2*cut, barThick * z},
			{r.X - far, min(y0, y1) + cut, barThick * z, math.Abs(y1-y0) - 2*cut},
		} {
			c.pen.rect(bar, t)
		}
		from = to
	}
}
