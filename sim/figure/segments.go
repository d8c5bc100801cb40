package figure

import (
	"image/color"
	"math"

	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"narrows/sim"
)

func drawSegments(c draw.Canvas, s *sim.Segments, to func(x, y float64) vg.Point, r *room) {
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
		c.StrokeLines(draw.LineStyle{Color: tieColour(s), Width: px}, c.ClipLinesXY([]vg.Point{a, b})...)
	}
}

func tieColour(s *sim.Segments) color.Color {
	if s.Quiet {
		return opaque(light.Rule)
	}
	return roleColour(s.Role)
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
