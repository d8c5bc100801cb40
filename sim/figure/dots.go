package figure

import (
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"narrows/sim"
	"narrows/sim/geom"
	"narrows/sim/palette"
)

func drawDots(c draw.Canvas, d *sim.Dots, p *sim.Panel, classes *series, to func(x, y float64) vg.Point) {
	drawRings(c, d, to)
	for i := range min(len(d.X), len(d.Y)) {
		at, ok := pointAt(to, d.X[i], d.Y[i])
		if !ok || !c.Contains(at) {
			continue
		}
		class := 0
		if i < len(d.Class) {
			class = int(d.Class[i])
		}
		if i < len(d.Lead) {
			drawNode(c, d, i, class, at)
			continue
		}
		drawDot(c, d, i, class, classes, at)
		for _, by := range beyond(p, to, at, radius(d, i)) {
			drawDot(c, d, i, class, classes, at.Add(by))
		}
	}
}

// sized reports whether some dots are rings with sizes of their own, around the page.
func sized(d *sim.Dots) bool { return d.Ring && len(d.Size) > 0 && len(d.Lead) == 0 }

// ringOf is the radius and the stroke of the i-th of such rings.
func ringOf(d *sim.Dots, i int) (radius, stroke vg.Length) {
	size := vg.Length(0)
	if i < len(d.Size) && d.Size[i] > 0 {
		size = min(vg.Length(d.Size[i]), 4)
	}
	return (3 + 3.2*size) * px, min(1.2+1.04*size, 2.5) * px
}

// openRing draws a ring with the page inside, and a little of it around.
func openRing(c draw.Canvas, class int, at vg.Point, radius, stroke vg.Length, colour color.Color) {
	outline(c, class, at, radius, draw.LineStyle{Color: page, Width: stroke + 1.5*px})
	solid(c, class, at, radius, page)
	outline(c, class, at, radius, draw.LineStyle{Color: colour, Width: stroke})
}

// radius is how far the i-th of some dots reaches, as a disc would.
func radius(d *sim.Dots, i int) vg.Length {
	switch {
	case sized(d):
		radius, stroke := ringOf(d, i)
		return radius + stroke/2
	case d.Ring:
		return 5.25 * px
	case d.Hollow:
		return 3.15 * px
	}
	return 5 * px
}

// drawDot draws the i-th of some points as the page does: filled with a pale edge, small and hollow, or
// a ring in the colour of its role.
func drawDot(c draw.Canvas, d *sim.Dots, i, class int, classes *series, at vg.Point) {
	colour := classes.colour(class)
	if d.Role != sim.Class {
		colour = roleColour(d.Role)
	}
	switch {
	case sized(d):
		radius, stroke := ringOf(d, i)
		openRing(c, class, at, radius, stroke, colour)
	case d.Ring:
		outline(c, class, at, 4.6*px, draw.LineStyle{Color: faint(page, 0.7), Width: 2.8 * px})
		outline(c, class, at, 4.6*px, draw.LineStyle{Color: colour, Width: 1.3 * px})
	case d.Hollow:
		outline(c, class, at, 2.6*px, draw.LineStyle{Color: colour, Width: 1.1 * px})
	default:
		solid(c, class, at, 5*px, page)
		solid(c, class, at, 3.9*px, colour)
	}
}

func disc(c draw.Canvas, at vg.Point, r vg.Length, col color.Color) {
	solid(c, 0, at, r, col)
}

func solid(c draw.Canvas, class int, at vg.Point, r vg.Length, col color.Color) {
	c.SetColor(col)
	c.Fill(shape(class, at, r))
}

func outline(c draw.Canvas, class int, at vg.Point, r vg.Length, s draw.LineStyle) {
	c.SetLineStyle(s)
	c.Stroke(shape(class, at, r))
}

// shape is the mark of a class, which looks as large as a disc of radius r.
func shape(class int, at vg.Point, r vg.Length) (path vg.Path) {
	m := geom.Marker(palette.Shape(class))
	if m == geom.Disc {
		path.Move(vg.Point{X: at.X + r, Y: at.Y})
		path.Arc(at, r, 0, 2*math.Pi)
	}
	r *= vg.Length(geom.Reach(m))
	for i, q := range geom.Outline(m) {
		p := vg.Point{X: at.X + r*vg.Length(q.X), Y: at.Y + r*vg.Length(q.Y)}
		if i == 0 {
			path.Move(p)
		} else {
			path.Line(p)
		}
	}
	path.Close()
	return path
}
