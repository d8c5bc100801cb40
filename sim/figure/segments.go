package figure

import (
	"image/color"
	"math"

	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"narrows/sim"
)

// drawSegments draws pieces and annotations, those with a width translucent over a field.
func drawSegments(c draw.Canvas, s *sim.Segments, over bool, to func(x, y float64) vg.Point, r *room) {
	for i := range min(len(s.X0), len(s.Y0), len(s.X1), len(s.Y1)) {
		a, ok := pointAt(to, s.X0[i], s.Y0[i])
		b, ok2 := pointAt(to, s.X1[i], s.Y1[i])
		if !ok || !ok2 {
			continue
		}
		if s.Arrow {
			arrow(c, s, a, b, r)
			continue
		}
		switch colour := tieColour(s, i); {
		case s.Dashed:
			c.StrokeLines(draw.LineStyle{Color: colour, Width: 1.25 * px, Dashes: dotted}, c.ClipLinesXY([]vg.Point{a, b})...)
		case len(s.Width) > 0:
			if over {
				colour = faint(colour, 0.62)
			}
			beam(c, a, b, (1+4*vg.Length(s.WidthOf(i)))*px, colour)
		default:
			c.StrokeLines(draw.LineStyle{Color: colour, Width: px}, c.ClipLinesXY([]vg.Point{a, b})...)
		}
	}
}

// dotted are drops from a mark to an axis.
var dotted = []vg.Length{1 * px, 3 * px}

func tieColour(s *sim.Segments, i int) color.NRGBA {
	switch {
	case s.Quiet:
		return opaque(light.Rule)
	case s.Role == sim.Class:
		return classColour(s.ClassOf(i))
	}
	return roleColour(s.Role)
}

// beam fills a straight piece of a width, cut to the canvas with it.
func beam(c draw.Canvas, a, b vg.Point, wide vg.Length, colour color.Color) {
	// Its middle may run far beyond the canvas, where no file should have numbers.
	room := draw.Canvas{Rectangle: vg.Rectangle{Min: c.Min.Sub(vg.Point{X: wide, Y: wide}), Max: c.Max.Add(vg.Point{X: wide, Y: wide})}}
	for _, part := range room.ClipLinesXY([]vg.Point{a, b}) {
		a, b := part[0], part[len(part)-1]
		length := vg.Length(math.Hypot(float64(b.X-a.X), float64(b.Y-a.Y)))
		if !(length > 0) {
			continue
		}
		along := b.Sub(a).Scale(wide / 2 / length)
		across := vg.Point{X: -along.Y, Y: along.X}
		if outline := c.ClipPolygonXY([]vg.Point{a.Add(across), b.Add(across), b.Sub(across), a.Sub(across)}); len(outline) > 2 {
			c.FillPolygon(colour, outline)
		}
	}
}

// arrow draws an annotation from a to b, its words where nothing runs through them.
func arrow(c draw.Canvas, s *sim.Segments, a, b vg.Point, r *room) {
	length := vg.Length(math.Hypot(float64(b.X-a.X), float64(b.Y-a.Y)))
	const dot, head = 3 * px, 6.5 * px
	if length > 2*dot {
		along := b.Sub(a).Scale(1 / length)
		across := vg.Point{X: -along.Y, Y: along.X}
		tip := b.Sub(along.Scale(dot + 1.5*px))
		line := draw.LineStyle{Color: ink, Width: 1.25 * px}
		c.StrokeLines(line, []vg.Point{a.Add(along.Scale(dot)), tip})
		foot := tip.Sub(along.Scale(head))
		c.StrokeLines(line, []vg.Point{foot.Add(across.Scale(head * 0.6)), tip, foot.Sub(across.Scale(head * 0.6))})
	}
	for _, end := range []struct {
		at   vg.Point
		role sim.Role
	}{{a, s.From}, {b, s.Role}} {
		disc(c, end.at, dot+0.7*px, roleColour(end.role))
		disc(c, end.at, dot-0.7*px, page)
	}
	large, small := arrowStyles(s)
	words := r.words(a, b, max(width(large, s.Label), width(small, s.Note)), c.Min.X)
	at, put := words.at, write
	if words.rightend {
		put = writeRight
	}
	put(c, large, at, s.Label)
	at.Y -= 16 * px
	put(c, small, at, s.Note)
}

func arrowStyles(s *sim.Segments) (large, small text.Style) {
	return style(17, true, roleColour(s.Role)), style(labelSize, false, ink)
}
