package figure

import (
	"image"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"narrows/sim"
	"narrows/sim/geom"
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

// drawBands paints the lowest band over everything and each next one over what lies
// above its lower end, so that no seams show between them.
func drawBands(c draw.Canvas, cells *sim.Cells, to func(x, y float64) vg.Point) {
	g, levels := refined(cells), geom.Levels(nil, cells)
	bands := palette.Shades(nil, light, len(levels))
	whole := vg.Rectangle{Min: to(cells.X0, cells.Y0), Max: to(cells.X1, cells.Y1)}
	c.SetColor(opaque(bands[0]))
	c.Fill(whole.Path())
	for i, end := range palette.Ends(nil, levels, geom.Unit(cells)) {
		var path vg.Path
		for _, l := range geom.Region(g, end) {
			pts := make([]vg.Point, len(l))
			for k, p := range l {
				pts[k] = to(onField(cells, g, p))
			}
			pts = c.ClipPolygonXY(pts)
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
	drawHoles(c, cells, to)
}

// drawHoles leaves the page where a sample is no number, half way to those beside it.
func drawHoles(c draw.Canvas, cells *sim.Cells, to func(x, y float64) vg.Point) {
	at := func(i, n int, from, to, half float64) float64 {
		return from + (to-from)*min(max((float64(i)+half)/float64(n-1), 0), 1)
	}
	for k, v := range cells.Values {
		if v == v {
			continue
		}
		i, j := k%cells.W, k/cells.W
		a := to(at(i, cells.W, cells.X0, cells.X1, -0.5), at(j, cells.H, cells.Y0, cells.Y1, -0.5))
		b := to(at(i, cells.W, cells.X0, cells.X1, 0.5), at(j, cells.H, cells.Y0, cells.Y1, 0.5))
		if pts := c.ClipPolygonXY([]vg.Point{a, {X: b.X, Y: a.Y}, b, {X: a.X, Y: b.Y}}); len(pts) > 2 {
			c.FillPolygon(page, pts)
		}
	}
}

// drawPicture draws cells of one colour each, or interpolated ones if they are smooth.
func drawPicture(c draw.Canvas, cells *sim.Cells, to func(x, y float64) vg.Point) {
	const most = 480 // pixels a side: viewers that smooth pictures then leave cells sharp
	fine := max(1, most/max(cells.W, cells.H))
	w, h := cells.W*fine, cells.H*fine
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	var g *geom.Grid
	if cells.Smooth {
		g = refined(cells)
	}
	colour := coloured(cells)
	for y := range h {
		for x := range w {
			var v float64
			if cells.Smooth {
				u, up := (float32(x)+0.5)/float32(w), 1-(float32(y)+0.5)/float32(h)
				v = float64(geom.Bilinear(g, u*float32(g.NX-1), up*float32(g.NY-1)))
			} else {
				v = float64(cells.Values[(cells.H-1-y/fine)*cells.W+x/fine])
			}
			m.SetNRGBA(x, y, opaque(colour(v)))
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

// coloured returns the colours of the values of cells.
func coloured(cells *sim.Cells) func(v float64) palette.Colour {
	levels := geom.Levels(nil, cells)
	ends, shades := palette.Ends(nil, levels, geom.Unit(cells)), palette.Shades(nil, light, len(levels))
	return func(v float64) palette.Colour {
		switch {
		case v != v:
			return light.Page
		case cells.Scale == sim.Sequential:
			return palette.Sequential((v - cells.Min) / (cells.Max - cells.Min))
		case cells.Scale == sim.ByClass:
			return palette.Mix(light.Page, light.Class[palette.Kind(int(min(max(v, 0), 255)))], 0.45)
		}
		return shades[palette.Band(ends, float32(v))]
	}
}

// refined interpolates a field.
func refined(cells *sim.Cells) *geom.Grid {
	g := new(geom.Grid)
	g.Refine(cells, refine)
	return g
}

// onField is where a point of a refined grid is, in the coordinates of the panel.
func onField(cells *sim.Cells, g *geom.Grid, p geom.Point) (x, y float64) {
	u, v := float64(p.X)/float64(g.NX-1), float64(p.Y)/float64(g.NY-1)
	return cells.X0 + (cells.X1-cells.X0)*u, cells.Y0 + (cells.Y1-cells.Y0)*v
}
