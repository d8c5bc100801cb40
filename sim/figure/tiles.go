package figure

import (
	"image"
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"narrows/sim"
	"narrows/sim/palette"
)

// drawTiles draws small pictures in the colours of their classes; those that are taken
// for another class have a frame in its colour.
func drawTiles(c draw.Canvas, t *sim.Tiles, to func(x, y float64) vg.Point) {
	if t.Side < 1 || !(t.Size > 0) {
		return
	}
	const fine = 6 // pixels a sample: viewers that smooth pictures then leave samples sharp
	samples := t.Side * t.Side
	for k := range min(len(t.X), len(t.Y), len(t.Inks)/samples, len(t.Class)) {
		at, ok := place(to, t.X[k], t.Y[k])
		if !ok || !c.Contains(at) {
			continue
		}
		// The gap is a sixteenth of a tile.
		half := vg.Length(math.Abs(float64(to(float64(t.X[k])+t.Size/2, float64(t.Y[k])).X-at.X))) * 15 / 16
		ink := light.Class[palette.Kind(int(t.Class[k]))]
		m := image.NewNRGBA(image.Rect(0, 0, fine*t.Side, fine*t.Side))
		for y := range fine * t.Side {
			for x := range fine * t.Side {
				v := t.Inks[k*samples+y/fine*t.Side+x/fine]
				m.SetNRGBA(x, y, opaque(palette.Mix(light.Page, ink, float64(v)/255)))
			}
		}
		box := vg.Rectangle{Min: vg.Point{X: at.X - half, Y: at.Y - half}, Max: vg.Point{X: at.X + half, Y: at.Y + half}}
		c.DrawImage(box, m)
		if k < len(t.Guess) && t.Guess[k] != t.Class[k] {
			c.SetLineStyle(draw.LineStyle{Color: classColour(int(t.Guess[k])), Width: 1.5 * px})
			c.Stroke(box.Path())
		}
	}
}

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
