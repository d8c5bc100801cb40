package chart

import (
	"math"

	"narrows/sim"
	"narrows/sim/geom"
)

// A remark is a note on its way to its place: its words on one line or two, for which the second
// size stands, if they are one text that can be cut.
type remark struct {
	whole  string    // if it is one text
	lines  [2]string // of two texts, or of the one that was cut
	styles [2]style
	sizes  [2]geom.Size // in CSS pixels of a figure that is not zoomed
	n      int          // of sizes
}

const (
	remarkLine = 14. // from one baseline to the next
	remarkTop  = 11. // from the top of a box to its first baseline
	remarkMark = 4.  // the radius of a place where no dot is
)

// remarks sets the notes of a flat panel, the first of which choose first.
func (c *Chart) remarks(p *sim.Panel, x, y geom.Scale, r Rect) {
	if len(p.Notes) == 0 {
		return
	}
	z := c.figure.zoom
	c.surround(p, x, y, r)
	for i := range p.Notes[:min(len(p.Notes), sim.MostNotes)] {
		n := &p.Notes[i]
		at := pointAt(x.At(n.X), y.At(n.Y))
		if at.gap() || !inside(at, r) || n.Label == "" && n.Small == "" {
			continue
		}
		mark := c.about.Mark(float64(at.x)/z, float64(at.y)/z, remarkMark)
		m := c.remark(p, n)
		placed, ok := c.about.Place(mark, m.sizes[:m.n])
		if !ok {
			continue
		}
		if placed.Led {
			line := placed.Leader
			c.about.Curves = append(c.about.Curves, line)
			c.path = append(c.path[:0], pointAt(line.X0*z, line.Y0*z), pointAt(line.X1*z, line.Y1*z))
			c.pen.stroke(c.path, 3*z, c.pen.pal.page, .8, .8)
			c.pen.stroke(c.path, 1.25*z, m.styles[0].tone, 1, 1)
		}
		c.about.Boxes = append(c.about.Boxes, placed.Box)
		c.write(&m, placed.Size, placed.Box, mark)
	}
}

// surround notes what a panel shows. Ties are lines of maps, and what segments join.
func (c *Chart) surround(p *sim.Panel, x, y geom.Scale, r Rect) {
	z, v := c.figure.zoom, &c.about
	v.Plot = geom.Box{X0: r.X / z, Y0: r.Y / z, X1: (r.X + r.W) / z, Y1: (r.Y + r.H) / z}
	v.Boxes, v.Marks, v.Curves, v.Ties = v.Boxes[:0], v.Marks[:0], v.Curves[:0], v.Ties[:0]
	for _, t := range c.taken {
		v.Boxes = append(v.Boxes, geom.Box{X0: t.X / z, Y0: t.Y / z, X1: (t.X + t.W) / z, Y1: (t.Y + t.H) / z})
	}
	for i := range p.Tiles {
		t := &p.Tiles[i]
		half := math.Abs(x.At(t.Size)-x.At(0)) / 2
		c.path = points(c.path, t.X, t.Y, &x, &y)
		for _, q := range c.path {
			if !q.gap() {
				a, b := float64(q.x), float64(q.y)
				v.Boxes = append(v.Boxes, geom.Box{X0: (a - half) / z, Y0: (b - half) / z, X1: (a + half) / z, Y1: (b + half) / z})
			}
		}
	}
	for i := range c.curves {
		v.Curves = strung(v.Curves, c.curvePoints[c.curves[i].from:c.curves[i].to], z)
	}
	if p.Square {
		for i := range p.Lines {
			c.project(&p.Lines[i], x, y)
			v.Ties = strung(v.Ties, c.path, z)
		}
	}
	for i := range p.Segments {
		s := &p.Segments[i]
		c.path, c.low = points(c.path, s.X0, s.Y0, &x, &y), points(c.low, s.X1, s.Y1, &x, &y)
		lines := &v.Ties
		if s.Dashed { // dots are lost under a word, and a tie is not
			lines = &v.Curves
		}
		for k := range min(len(c.path), len(c.low)) {
			*lines = joined(*lines, c.path[k], c.low[k], z)
		}
	}
	for i := range p.Dots {
		d := &p.Dots[i]
		c.path = points(c.path, d.X, d.Y, &x, &y)
		for k, q := range c.path {
			if !q.gap() && inside(q, r) {
				whole, core := c.reach(d, k)
				v.Marks = append(v.Marks, geom.Node{X: float64(q.x) / z, Y: float64(q.y) / z, R: whole, Core: core})
			}
		}
	}
}

// strung appends the pieces of a path.
func strung(to []geom.Piece, path []point, z float64) []geom.Piece {
	for i := 1; i < len(path); i++ {
		to = joined(to, path[i-1], path[i], z)
	}
	return to
}

// joined appends the piece between two points, unless one is a gap.
func joined(to []geom.Piece, a, b point, z float64) []geom.Piece {
	if a.gap() || b.gap() {
		return to
	}
	return append(to, geom.Piece{X0: float64(a.x) / z, Y0: float64(a.y) / z, X1: float64(b.x) / z, Y1: float64(b.y) / z})
}

// reach is how far the k-th of some dots reaches, with its ring and without.
func (c *Chart) reach(d *sim.Dots, k int) (whole, core float64) {
	f := c.figure.points
	if sized(d) {
		radius, stroke := ringOf(d, k)
		whole = (radius*geom.Reach(shapeOf(classOf(d, k))) + stroke/2 + 1) * f
		return whole, whole
	}
	if len(d.Lead) == 0 || len(d.Lead) < len(c.path) {
		return 6 * f, 6 * f
	}
	core = nodeRadius * sizeOf(d, k) * geom.Reach(geom.Triangle) * f
	if k < len(d.Spread) && d.Spread[k] >= 0 {
		return max(ringRadius(d, k)*f, core), core
	}
	return core, core
}

// remark sets the words of a note in type.
func (c *Chart) remark(p *sim.Panel, n *sim.Note) (m remark) {
	z, pal := c.figure.zoom, c.pen.pal
	loud := style{weight: semibold, size: 12 * z, tone: pal.words(n.Role, n.Class), halo: 2.5 * z}
	if p.Square && n.Role == sim.Class {
		loud.tone = pal.ofClass(n.Class)
	}
	quiet := style{weight: regular, size: 12 * z, tone: pal.ink2, halo: 2.5 * z}
	wide := func(words string, s style) float64 { return c.pen.measure(&c.setter, words, s) / z }
	if n.Label != "" && n.Small != "" {
		m.lines, m.styles, m.n = [2]string{n.Label, n.Small}, [2]style{loud, quiet}, 1
		m.sizes[0] = geom.Size{W: max(wide(n.Label, loud), wide(n.Small, quiet)), H: 2 * remarkLine}
		return m
	}
	words, s := n.Label, loud
	if words == "" {
		words, s = n.Small, quiet
	}
	m.whole, m.styles, m.n = words, [2]style{s, s}, 1
	m.sizes[0] = geom.Size{W: wide(words, s), H: remarkLine}
	least := math.Inf(1) // width of the longer of two lines
	for i := range words {
		if words[i] != ' ' {
			continue
		}
		if w := max(wide(words[:i], s), wide(words[i+1:], s)); w < least {
			least, m.n = w, 2
			m.lines = [2]string{words[:i], words[i+1:]}
			m.sizes[1] = geom.Size{W: w, H: 2 * remarkLine}
		}
	}
	return m
}

// write sets a remark in a box: one below or above its mark centred, others toward it.
func (c *Chart) write(m *remark, size int, box geom.Box, mark geom.Node) {
	z := c.figure.zoom
	side, x := middle, (box.X0+box.X1)/2
	switch {
	case mark.X <= box.X0:
		side, x = start, box.X0
	case mark.X >= box.X1:
		side, x = end, box.X1
	}
	y := box.Y0 + remarkTop
	if m.whole != "" && size == 0 {
		c.pen.text(&c.setter, m.whole, x*z, y*z, side, m.styles[0])
		return
	}
	for i, words := range m.lines {
		c.pen.text(&c.setter, words, x*z, (y+remarkLine*float64(i))*z, side, m.styles[i])
	}
}
