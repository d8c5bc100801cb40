package figure

import (
	"math"

	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"narrows/sim"
	"narrows/sim/geom"
	"narrows/sim/palette"
)

// A remark is a note in type: its words on one line or two, for which the second size stands, if
// they are one text that can be cut.
type remark struct {
	whole  string
	lines  [2]string
	styles [2]text.Style
	sizes  []geom.Size // pixels of the page
}

const (
	remarkLine = 14 // from one baseline to the next, in pixels of the page
	remarkTop  = 11 // from the top of a box to its first baseline
	remarkMark = 4  // the radius of a place where no dot is
)

// drawNotes sets a panel's notes where there is room for them among its marks and labels, the first
// of which choose first. c is its plotting area.
func (s *sheet) drawNotes(c draw.Canvas) {
	p := s.panel
	if len(p.Notes) == 0 {
		return
	}
	x, y := s.plot.Transforms(&c)
	to := func(u, v float64) vg.Point { return vg.Point{X: x(u), Y: y(v)} }
	r := newRoom(p, s.ghosts, to)
	r.arrows(p, to)
	for i := range s.labels {
		l, at := &s.labels[i], c.Min.Add(s.labels[i].at)
		r.taken = append(r.taken, boxOf(at.X, at.Y+0.35*l.style.Font.Size, l.width(), l.style.Font.Size))
	}
	v := vacancy(c, p, to, r)
	for i := range p.Notes[:min(len(p.Notes), sim.MostNotes)] {
		n := &p.Notes[i]
		at := to(n.X, n.Y)
		if !c.Contains(at) || n.Label == "" && n.Small == "" {
			continue
		}
		m := remarkOf(p, n)
		x, y := paged(at)
		mark := v.Mark(x, y, remarkMark)
		placed, ok := v.Place(mark, m.sizes)
		if !ok {
			continue
		}
		if placed.Led {
			line := placed.Leader
			v.Curves = append(v.Curves, line)
			ends := []vg.Point{printed(line.X0, line.Y0), printed(line.X1, line.Y1)}
			c.StrokeLines(draw.LineStyle{Color: faint(page, 0.8), Width: 3 * px}, ends)
			c.StrokeLines(draw.LineStyle{Color: m.styles[0].Color, Width: 1.25 * px}, ends)
		}
		v.Boxes = append(v.Boxes, placed.Box)
		m.draw(c, placed.Size, placed.Box, mark)
	}
}

// paged is a point of a canvas in pixels of the page, downward, and printed the other way round.
func paged(p vg.Point) (x, y float64) { return float64(p.X / px), -float64(p.Y / px) }

func printed(x, y float64) vg.Point { return vg.Point{X: vg.Length(x) * px, Y: -vg.Length(y) * px} }

// vacancy is what a panel shows, which a room knows but for the size of its marks. Ties are lines of maps.
func vacancy(c draw.Canvas, p *sim.Panel, to func(x, y float64) vg.Point, r *room) *geom.Vacancy {
	v := &geom.Vacancy{Plot: boxed(c.Rectangle)}
	for _, t := range r.taken {
		v.Boxes = append(v.Boxes, boxed(t))
	}
	for i := range p.Tiles {
		t := &p.Tiles[i]
		half := vg.Length(math.Abs(float64(to(t.Size, 0).X-to(0, 0).X))) / 2
		for k := range min(len(t.X), len(t.Y)) {
			if at, ok := pointAt(to, t.X[k], t.Y[k]); ok {
				v.Boxes = append(v.Boxes, boxed(vg.Rectangle{Min: at.Sub(vg.Point{X: half, Y: half}), Max: at.Add(vg.Point{X: half, Y: half})}))
			}
		}
	}
	joined := func(a, b vg.Point) geom.Piece {
		x0, y0 := paged(a)
		x1, y1 := paged(b)
		return geom.Piece{X0: x0, Y0: y0, X1: x1, Y1: y1}
	}
	for _, piece := range r.pieces {
		if p.Square {
			v.Ties = append(v.Ties, joined(piece[0], piece[1]))
		} else {
			v.Curves = append(v.Curves, joined(piece[0], piece[1]))
		}
	}
	for i := range p.Segments {
		s := &p.Segments[i]
		lines := &v.Ties
		if s.Dashed {
			lines = &v.Curves
		}
		for k := range min(len(s.X0), len(s.Y0), len(s.X1), len(s.Y1)) {
			a, ok := pointAt(to, s.X0[k], s.Y0[k])
			b, ok2 := pointAt(to, s.X1[k], s.Y1[k])
			if ok && ok2 {
				*lines = append(*lines, joined(a, b))
			}
		}
	}
	for i := range p.Dots {
		d := &p.Dots[i]
		for k := range min(len(d.X), len(d.Y)) {
			if at, ok := pointAt(to, d.X[k], d.Y[k]); ok && c.Contains(at) {
				x, y := paged(at)
				whole, core := reach(d, k)
				v.Marks = append(v.Marks, geom.Node{X: x, Y: y, R: float64(whole / px), Core: float64(core / px)})
			}
		}
	}
	return v
}

func boxed(r vg.Rectangle) geom.Box {
	x0, y1 := paged(r.Min)
	x1, y0 := paged(r.Max)
	return geom.Box{X0: x0, Y0: y0, X1: x1, Y1: y1}
}

// reach is how far the k-th of some dots reaches, with its ring and without.
func reach(d *sim.Dots, k int) (whole, core vg.Length) {
	if sized(d) {
		class := 0
		if k < len(d.Class) {
			class = int(d.Class[k])
		}
		radius, stroke := ringOf(d, k)
		whole = radius*vg.Length(geom.Reach(geom.Marker(palette.Shape(class)))) + stroke/2 + px
		return whole, whole
	}
	if k >= len(d.Lead) {
		return 6 * px, 6 * px
	}
	core = nodeRadius * vg.Length(sizeOf(d, k)*geom.Reach(geom.Triangle))
	if k < len(d.Spread) && d.Spread[k] >= 0 {
		return max(ringRadius(sizeOf(d, k), float64(d.Spread[k])), core), core
	}
	return core, core
}

// remarkOf sets the words of a note in type.
func remarkOf(p *sim.Panel, n *sim.Note) (m remark) {
	colour := roleColour(n.Role)
	switch n.Role {
	case sim.Data:
		colour = ink
	case sim.Class, sim.Theory:
		colour = seriesOf(p).colour(n.Class)
	}
	loud, quiet := style(labelSize, true, colour), style(labelSize, false, ink2)
	wide := func(words string, s text.Style) float64 { return float64(width(s, words) / px) }
	if n.Label != "" && n.Small != "" {
		m.lines, m.styles = [2]string{n.Label, n.Small}, [2]text.Style{loud, quiet}
		m.sizes = []geom.Size{{W: max(wide(n.Label, loud), wide(n.Small, quiet)), H: 2 * remarkLine}}
		return m
	}
	words, s := n.Label, loud
	if words == "" {
		words, s = n.Small, quiet
	}
	m.whole, m.styles = words, [2]text.Style{s, s}
	m.sizes = []geom.Size{{W: wide(words, s), H: remarkLine}}
	least := math.Inf(1) // width of the longer of two lines
	for i, letter := range words {
		if letter != ' ' {
			continue
		}
		if w := max(wide(words[:i], s), wide(words[i+1:], s)); w < least {
			least, m.lines = w, [2]string{words[:i], words[i+1:]}
			m.sizes = append(m.sizes[:1], geom.Size{W: w, H: 2 * remarkLine})
		}
	}
	return m
}

// draw sets a remark in a box: one below or above its mark centred, others toward it.
func (m *remark) draw(c draw.Canvas, size int, box geom.Box, mark geom.Node) {
	lines := m.lines[:]
	if m.whole != "" && size == 0 {
		lines = []string{m.whole}
	}
	for i, words := range lines {
		w := float64(width(m.styles[i], words) / px)
		x := (box.X0 + box.X1 - w) / 2
		switch {
		case mark.X <= box.X0:
			x = box.X0
		case mark.X >= box.X1:
			x = box.X1 - w
		}
		y := box.Y0 + remarkTop + remarkLine*float64(i)
		c.SetColor(faint(page, 0.8)) // ties end before the words
		c.Fill(vg.Rectangle{Min: printed(x-1.5, y+3), Max: printed(x+w+1.5, y-9.5)}.Path())
		write(c, m.styles[i], printed(x, y), words)
	}
}
