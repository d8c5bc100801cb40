package figure

import (
	"image"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"narrows/sim"
	"narrows/sim/palette"
)

// refine is how many times finer than its samples a smooth field is traced.
const refine = 3

// drawCells draws a grid of values: a smooth signed field as filled bands with its zero
// line, anything else as a picture.
func drawCells(c draw.Canvas, cells *sim.Cells, to func(x, y float64) vg.Point) {
	if cells.W < 2 || cells.H < 2 || len(cells.Values) != cells.W*cells.H {
		return
	}
	if cells.Smooth && cells.Scale == sim.ByClass {
		drawSectors(c, cells, to)
		return
	}
	if !cells.Smooth || cells.Scale != sim.Signed {
		drawPicture(c, cells, to)
	} else {
		drawBands(c, cells, to)
	}
	drawZero(c, cells, to)
}

// drawZero draws the lines of ZeroLines.
func drawZero(c draw.Canvas, cells *sim.Cells, to func(x, y float64) vg.Point) {
	for _, z := range ZeroLines(cells) {
		pts := make([]vg.Point, len(z.X))
		for i := range z.X {
			pts[i] = to(z.X[i], z.Y[i])
		}
		c.StrokeLines(draw.LineStyle{Color: ink, Width: 1.5 * px}, c.ClipLinesXY(pts)...)
	}
}

// drawBands paints the lowest band over everything and each next one over what lies
// above its lower end, so that no seams show between them.
func drawBands(c draw.Canvas, cells *sim.Cells, to func(x, y float64) vg.Point) {
	g, unit, bands := refined(cells), unitOf(cells), light.Bands()
	whole := vg.Rectangle{Min: to(cells.X0, cells.Y0), Max: to(cells.X1, cells.Y1)}
	c.SetColor(opaque(bands[0]))
	c.Fill(whole.Path())
	for i, step := range palette.Steps {
		var path vg.Path
		for _, l := range g.region(float64(step) * unit) {
			pts := c.ClipPolygonXY(g.points(l, cells, to))
			if len(pts) < 3 {
				continue
			}
			path.Move(pts[0])
			for _, p := range pts[1:] {
				path.Line(p)
			}
			path.Close()
		}
		if len(path) > 0 {
			c.SetColor(opaque(bands[i+1]))
			c.Fill(path)
		}
	}
}

// drawPicture draws cells of one colour each, or interpolated ones if they are smooth.
func drawPicture(c draw.Canvas, cells *sim.Cells, to func(x, y float64) vg.Point) {
	const most = 480 // pixels a side: viewers that smooth pictures then leave cells sharp
	fine := max(1, most/max(cells.W, cells.H))
	w, h := cells.W*fine, cells.H*fine
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			var v float64
			if cells.Smooth {
				v = bilinear(cells, (float64(x)+0.5)/float64(w), 1-(float64(y)+0.5)/float64(h))
			} else {
				v = float64(cells.Values[(cells.H-1-y/fine)*cells.W+x/fine])
			}
			m.SetNRGBA(x, y, opaque(cellColour(cells, v)))
		}
	}
	drawPixels(c, cells, to, m)
}

// drawPixels draws a picture of cells, its last row at Y0, where their axes want it.
func drawPixels(c draw.Canvas, cells *sim.Cells, to func(x, y float64) vg.Point, m *image.NRGBA) {
	a, b := to(cells.X0, cells.Y0), to(cells.X1, cells.Y1)
	w, h := m.Rect.Dx(), m.Rect.Dy()
	turned := m
	if a.X > b.X || a.Y > b.Y {
		turned = image.NewNRGBA(m.Rect)
		for y := range h {
			for x := range w {
				u, v := x, y
				if a.X > b.X {
					u = w - 1 - x
				}
				if a.Y > b.Y {
					v = h - 1 - y
				}
				turned.SetNRGBA(x, y, m.NRGBAAt(u, v))
			}
		}
	}
	c.DrawImage(vg.Rectangle{Min: vg.Point{X: min(a.X, b.X), Y: min(a.Y, b.Y)}, Max: vg.Point{X: max(a.X, b.X), Y: max(a.Y, b.Y)}}, turned)
}

func cellColour(cells *sim.Cells, v float64) palette.Colour {
	switch {
	case v != v:
		return light.Page
	case cells.Scale == sim.Sequential:
		return palette.Sequential((v - cells.Min) / (cells.Max - cells.Min))
	case cells.Scale == sim.ByClass:
		return light.Page.Mix(light.Class[palette.Kind(int(min(max(v, 0), 255)))], 0.45)
	}
	return light.Bands()[bandOf(v/unitOf(cells))]
}

// bandOf is how many of the steps a value has passed.
func bandOf(v float64) (band int) {
	for band < len(palette.Steps) && v >= float64(palette.Steps[band]) {
		band++
	}
	return band
}

func unitOf(cells *sim.Cells) float64 {
	if cells.Unit == 0 {
		return 1
	}
	return cells.Unit
}

// bilinear is the value at (x, y) in 0 … 1; the outermost samples stand on the edges.
func bilinear(cells *sim.Cells, x, y float64) float64 {
	ax, ay := x*float64(cells.W-1), y*float64(cells.H-1)
	i, j := min(int(ax), cells.W-2), min(int(ay), cells.H-2)
	u, v := ax-float64(i), ay-float64(j)
	at := func(i, j int) float64 { return float64(cells.Values[j*cells.W+i]) }
	return (1-v)*((1-u)*at(i, j)+u*at(i+1, j)) + v*((1-u)*at(i, j+1)+u*at(i+1, j+1))
}
