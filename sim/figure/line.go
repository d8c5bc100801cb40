package figure

import (
	"image/color"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"narrows/sim"
)

// dashed is how theory is drawn.
var dashed = []vg.Length{5 * px, 4 * px}

func drawLine(c draw.Canvas, l *sim.Line, p *sim.Panel, to func(x, y float64) vg.Point, classes *series) {
	colour := classes.line(l)
	stroke := func(col color.Color, w vg.Length, run []vg.Point) {
		s := draw.LineStyle{Color: col, Width: w}
		if l.Dashed || l.Role == sim.Theory {
			s.Dashes = dashed
		}
		c.StrokeLines(s, c.ClipLinesXY(run)...)
	}
	w := 2 * px
	switch {
	case l.Thin:
		w = 1 * px
	case l.Role == sim.Limit:
		w = 2.6 * px
	case l.Role == sim.Finite:
		w = 1.25 * px
	case l.Role == sim.Theory:
		w = 1.6 * px
	}
	for _, run := range runs(l, to) {
		switch {
		case l.Fade:
			fade(run, func(part []vg.Point, opacity float64) { stroke(faint(colour, opacity), 0.9*px, part) })
			continue
		case l.Role == sim.Finite && !l.Thin:
			stroke(faint(page, 0.55), 2.6*px, run)
		}
		stroke(colour, w, run)
	}
	if end := lastPoint(l, p); l.Head && !l.Thin && end >= 0 {
		if at, ok := pointAt(to, l.X[end], l.Y[end]); ok && c.Contains(at) {
			disc(c, at, 4.4*px, page)
			disc(c, at, 3.4*px, colour)
		}
	}
}

func drawBand(c draw.Canvas, l *sim.Line, to func(x, y float64) vg.Point, classes *series) {
	if len(l.Low) != len(l.X) || len(l.High) != len(l.X) {
		return
	}
	opacity := 0.13
	if l.Role == sim.Data {
		opacity = 0.08
	}
	var upper, lower []vg.Point
	fill := func() {
		outline := upper
		for i := len(lower) - 1; i >= 0; i-- {
			outline = append(outline, lower[i])
		}
		if len(upper) > 1 {
			c.FillPolygon(faint(classes.line(l), opacity), c.ClipPolygonXY(outline))
		}
		upper, lower = nil, nil
	}
	for i := range l.X {
		a, low := pointAt(to, l.X[i], l.Low[i])
		b, high := pointAt(to, l.X[i], l.High[i])
		if !low || !high {
			fill()
			continue
		}
		lower, upper = append(lower, a), append(upper, b)
	}
	fill()
}

// runs takes a line apart where it breaks or is not a number.
func runs(l *sim.Line, to func(x, y float64) vg.Point) (all [][]vg.Point) {
	var run []vg.Point
	next := 0
	for i := range min(len(l.X), len(l.Y)) {
		for next < len(l.Breaks) && int(l.Breaks[next]) <= i {
			if int(l.Breaks[next]) == i && len(run) > 0 {
				all, run = append(all, run), nil
			}
			next++
		}
		p, ok := pointAt(to, l.X[i], l.Y[i])
		if !ok {
			if len(run) > 0 {
				all, run = append(all, run), nil
			}
			continue
		}
		run = append(run, p)
	}
	if len(run) > 0 {
		all = append(all, run)
	}
	return all
}

// fade draws a trail in six pieces, the past pale and the present dark.
func fade(run []vg.Point, stroke func(part []vg.Point, opacity float64)) {
	const parts = 6
	for i := range parts {
		first, last := i*(len(run)-1)/parts, (i+1)*(len(run)-1)/parts
		if last > first {
			stroke(run[first:last+1], 0.10+0.42*float64(i)/(parts-1))
		}
	}
}

// drawGhost draws the lines of a pinned run, without their companions and trails: those of a
// second one in long dashes.
func drawGhost(c draw.Canvas, p *sim.Panel, second bool, to func(x, y float64) vg.Point, classes *series) {
	for i := range p.Lines {
		l := &p.Lines[i]
		if l.Thin || l.Fade {
			continue
		}
		s := draw.LineStyle{Color: faint(classes.line(l), 0.4), Width: 1.6 * px}
		switch {
		case l.Dashed || l.Role == sim.Theory:
			s.Dashes = dashed
		case second:
			s.Dashes = []vg.Length{10 * px, 3 * px}
		}
		for _, run := range runs(l, to) {
			c.StrokeLines(s, c.ClipLinesXY(run)...)
		}
	}
}
