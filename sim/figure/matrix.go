package figure

import (
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"narrows/sim"
)

// The bars of a matrix, as on the page.
const (
	barThick = 4 * px
	barGap   = 3 * px
	barCut   = 1.5 * px
)

func barred(cells *sim.Cells) bool {
	return len(cells.Bars) > 0 && len(cells.Bars) == cells.W && cells.W == cells.H
}

// drawBars draws the classes of a matrix's columns above it, and of its rows at its left.
func drawBars(c draw.Canvas, cells *sim.Cells, to func(x, y float64) vg.Point) {
	if !barred(cells) {
		return
	}
	a, b := to(cells.X0, cells.Y0), to(cells.X1, cells.Y1)
	left, top := min(a.X, b.X)-barGap, max(a.Y, b.Y)+barGap
	n := vg.Length(len(cells.Bars))
	bar := func(x0, y0, x1, y1 vg.Length) {
		c.Fill(vg.Rectangle{Min: vg.Point{X: min(x0, x1), Y: min(y0, y1)}, Max: vg.Point{X: max(x0, x1), Y: max(y0, y1)}}.Path())
	}
	for from := 0; from < len(cells.Bars); {
		to := from + 1
		for to < len(cells.Bars) && cells.Bars[to] == cells.Bars[from] {
			to++
		}
		c.SetColor(classColour(int(cells.Bars[from])))
		part := func(lo, hi vg.Length) (vg.Length, vg.Length) {
			p, q := lo+(hi-lo)*vg.Length(from)/n, lo+(hi-lo)*vg.Length(to)/n
			cut := (q - p) * min(barCut/vg.Length(math.Abs(float64(q-p))), 1./6)
			return p + cut, q - cut
		}
		x0, x1 := part(a.X, b.X)
		y0, y1 := part(a.Y, b.Y)
		bar(x0, top, x1, top+barThick)
		bar(left-barThick, y0, left, y1)
		from = to
	}
}
