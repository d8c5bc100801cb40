package figure

import (
	"image/color"
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"narrows/sim"
)

// marks is all that a panel shows within its axes, as a plot.Plotter.
type marks struct {
	panel  *sim.Panel
	ghosts []*sim.Panel // of pinned runs: their lines stand behind, paler
}

func (m marks) Plot(c draw.Canvas, pl *plot.Plot) {
	p := m.panel
	x, y := pl.Transforms(&c)
	to := func(u, v float64) vg.Point { return vg.Point{X: x(u), Y: y(v)} }
	if !p.Square && !p.Y.Hidden {
		for _, t := range ticks(p.Y, 4) {
			c.StrokeLine2(draw.LineStyle{Color: grid, Width: px}, c.Min.X, y(t.Value), c.Max.X, y(t.Value))
		}
	}
	classes := seriesOf(p)
	for i := range p.Cells {
		drawCells(c, &p.Cells[i], to)
		drawBars(c, &p.Cells[i], to)
	}
	for i := range p.Tiles {
		drawTiles(c, &p.Tiles[i], to)
	}
	for _, g := range m.ghosts {
		drawGhost(c, g, to, classes)
	}
	for i := range p.Lines {
		drawBand(c, &p.Lines[i], to, classes)
	}
	for i := range p.Lines {
		drawLine(c, &p.Lines[i], p, to, classes)
	}
	r := newRoom(p, m.ghosts, to)
	for i := range p.Segments {
		drawSegments(c, &p.Segments[i], to, r)
	}
	for i := range p.Dots {
		drawDots(c, &p.Dots[i], classes, to)
	}
}

// place is to for float32, and whether the point can be drawn.
func place(to func(x, y float64) vg.Point, x, y float32) (vg.Point, bool) {
	p := to(float64(x), float64(y))
	for _, v := range []vg.Length{p.X, p.Y} {
		if math.IsNaN(float64(v)) || math.IsInf(float64(v), 0) {
			return p, false
		}
	}
	return p, true
}

func drawBand(c draw.Canvas, l *sim.Line, to func(x, y float64) vg.Point, classes *series) {
	if len(l.Low) != len(l.X) || len(l.High) != len(l.X) {
		return
	}
	var upper, lower []vg.Point
	fill := func() {
		outline := upper
		for i := len(lower) - 1; i >= 0; i-- {
			outline = append(outline, lower[i])
		}
		if len(upper) > 1 {
			c.FillPolygon(faint(classes.line(l), 0.13), c.ClipPolygonXY(outline))
		}
		upper, lower = nil, nil
	}
	for i := range l.X {
		a, low := place(to, l.X[i], l.Low[i])
		b, high := place(to, l.X[i], l.High[i])
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
		p, ok := place(to, l.X[i], l.Y[i])
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

func drawLine(c draw.Canvas, l *sim.Line, p *sim.Panel, to func(x, y float64) vg.Point, classes *series) {
	colour := classes.line(l)
	stroke := func(col color.Color, w vg.Length, run []vg.Point) {
		s := draw.LineStyle{Color: col, Width: w}
		if l.Dashed || l.Role == sim.Theory {
			s.Dashes = []vg.Length{5 * px, 4 * px}
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
		if at, ok := place(to, l.X[end], l.Y[end]); ok && c.Contains(at) {
			disc(c, at, 4.4*px, page)
			disc(c, at, 3.4*px, colour)
		}
	}
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

// drawGhost draws the lines of a pinned run, without their companions and trails.
func drawGhost(c draw.Canvas, p *sim.Panel, to func(x, y float64) vg.Point, classes *series) {
	for i := range p.Lines {
		l := &p.Lines[i]
		if l.Thin || l.Fade || l.Role == sim.Theory {
			continue
		}
		s := draw.LineStyle{Color: faint(classes.line(l), 0.4), Width: 1.6 * px}
		for _, run := range runs(l, to) {
			c.StrokeLines(s, c.ClipLinesXY(run)...)
		}
	}
}

func drawSegments(c draw.Canvas, s *sim.Segments, to func(x, y float64) vg.Point, r *room) {
	for i := range min(len(s.X0), len(s.Y0), len(s.X1), len(s.Y1)) {
		a, ok := place(to, s.X0[i], s.Y0[i])
		b, ok2 := place(to, s.X1[i], s.Y1[i])
		if !ok || !ok2 {
			continue
		}
		if s.Arrow {
			arrow(c, s, a, b, r)
			continue
		}
		c.StrokeLines(draw.LineStyle{Color: roleColour(s.Role), Width: px}, c.ClipLinesXY([]vg.Point{a, b})...)
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

func drawDots(c draw.Canvas, d *sim.Dots, classes *series, to func(x, y float64) vg.Point) {
	for i := range min(len(d.X), len(d.Y)) {
		at, ok := place(to, d.X[i], d.Y[i])
		if !ok || !c.Contains(at) {
			continue
		}
		class := 0
		if i < len(d.Class) {
			class = int(d.Class[i])
		}
		drawDot(c, d, class, classes, at)
	}
}

// drawDot draws one point as the page does: filled with a pale edge, small and hollow, or
// a ring in the colour of its role.
func drawDot(c draw.Canvas, d *sim.Dots, class int, classes *series, at vg.Point) {
	colour := classes.colour(class)
	if d.Role != sim.Class {
		colour = roleColour(d.Role)
	}
	switch {
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
