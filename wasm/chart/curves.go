package chart

import (
	"math"

	"narrows/sim"
	"narrows/sim/geom"
)

// A curve is a line of a chart as it was drawn.
type curve struct {
	line     *sim.Line
	from, to int   // its points among Chart.curvePoints
	head     point // the last of them; a gap if there is none
	gone     bool  // it has left the plot, and head is where
}

// chart draws a panel with axes: grid, bands, curves, points and their names.
func (c *Chart) chart(p *sim.Panel, at *Place, spot *spot, l Look) {
	r := at.Plot
	x, y := geom.NewScale(p.X, r.X, r.X+r.W), geom.NewScale(p.Y, r.Y+r.H, r.Y)
	for i := range p.Cells {
		c.cells(&p.Cells[i], x, y, r, l)
	}
	levels := c.axisY(p, at, spot, y)
	c.axisX(p, at, spot, x)
	for i := range p.Lines {
		c.band(&p.Lines[i], x, y, r)
	}
	c.ghosts(p, x, y, r, l)
	for i := range p.Lines {
		c.curve(&p.Lines[i], x, y, r, l)
	}
	for i := range p.Segments {
		if s := &p.Segments[i]; !s.Arrow {
			c.ties(s, x, y, r)
		}
	}
	for i := range p.Dots {
		c.dots(p, at.Panel, i, x, y, r, l)
	}
	c.light()
	c.insideLegend(p, r)
	c.heads()
	for i := range p.Segments {
		if s := &p.Segments[i]; s.Arrow {
			c.arrow(s, x, y, r)
		}
	}
	c.labels(r, spot, levels, y)
	c.pinnedNames(p, x, y, r, l)
	c.hits.curves(at.Panel, x, y, c.curves, c.curvePoints, p)
	if c.drawn != nil {
		c.drawn(p, at)
	}
}

// axisY draws the grid and its numbers, and returns them.
func (c *Chart) axisY(p *sim.Panel, at *Place, spot *spot, y geom.Scale) []geom.Tick {
	if p.Y.Hidden {
		return nil
	}
	z, pal, r := c.figure.zoom, c.pen.pal, at.Plot
	most := 4
	if p.Y.Scale == sim.Linear && r.H < 120*z && !(spot.own && r.H >= 72*z) {
		most = 3
	}
	away := 9 * z
	if spot.axes { // in the row of maps, close to the one before
		away = 5 * z
	}
	list := c.ticksOf(at.Panel, 1, p.Y, most)
	for _, t := range list {
		v := y.At(t.Value)
		if !(v >= r.Y-.5 && v <= r.Y+r.H+.5) {
			continue
		}
		if v < r.Y+r.H-1 {
			c.pen.across(r.X, r.X+r.W, v, z, pal.grid)
		}
		c.pen.text(&c.setter, t.Text, r.X-away, v+4*z, end, c.small(pal.ink2))
	}
	return list
}

// axisX draws the line at the bottom, and its numbers and name if they are printed here.
func (c *Chart) axisX(p *sim.Panel, at *Place, spot *spot, x geom.Scale) {
	if p.X.Hidden {
		return
	}
	z, pal, r := c.figure.zoom, c.pen.pal, at.Plot
	floor := r.Y + r.H
	c.pen.across(r.X, r.X+r.W, floor, z, pal.ink3)
	if !spot.numbers {
		return
	}
	words := c.small(pal.ink2)
	free := r.X - 40*z // the next number must stand right of it
	list := c.ticksOf(at.Panel, 0, p.X, 5)
	for i := range list { // from the left
		t := &list[i]
		if p.X.Reversed {
			t = &list[len(list)-1-i]
		}
		v := x.At(t.Value)
		if !(v >= r.X-.5 && v <= r.X+r.W+.5) {
			continue
		}
		c.pen.down(v, floor, floor+4*z, z, pal.ink3)
		w := c.pen.measure(&c.setter, t.Text, words)
		centre := min(v, min(r.X+r.W+edge*z, c.figure.Width)-w/2)
		if centre-w/2 < free {
			continue
		}
		free = centre + w/2 + 4*z
		c.pen.text(&c.setter, t.Text, centre, floor+15*z, middle, words)
	}
	c.pen.text(&c.setter, p.X.Label, r.X+r.W, floor+30.5*z, end, words)
}

// band fills between Low and High.
func (c *Chart) band(ln *sim.Line, x, y geom.Scale, r Rect) {
	n := min(len(ln.X), len(ln.Low), len(ln.High))
	if n == 0 {
		return
	}
	c.path, c.low = c.path[:0], c.low[:0]
	top, bottom := float32(r.Y), float32(r.Y+r.H)
	for i := range n {
		px := x.At(float64(ln.X[i]))
		a, b := place(px, y.At(float64(ln.High[i]))), place(px, y.At(float64(ln.Low[i])))
		if a.gap() || b.gap() || px < r.X-.5 || px > r.X+r.W+.5 {
			a, b = gap, gap
		} else if m := len(c.path); m > 0 && i < n-1 && abs(a.x-c.path[m-1].x) < 1 {
			continue
		}
		a.y, b.y = min(max(a.y, top), bottom), min(max(b.y, top), bottom)
		if a.y > b.y {
			a.y, b.y = b.y, a.y
		}
		c.path, c.low = append(c.path, a), append(c.low, b)
	}
	c.pen.ribbon(c.path, c.low, c.pen.pal.role(ln.Role, ln.Class, false).at(.13))
}

// curve draws a line and remembers its course.
func (c *Chart) curve(ln *sim.Line, x, y geom.Scale, r Rect, l Look) {
	z, pal := c.figure.zoom, c.pen.pal
	c.project(ln, x, y)
	w := c.weight(ln)
	// Half the weight may reach past the plot: a curve that starts on its edge is whole.
	c.cut = clip(c.cut, c.path, Rect{r.X - .5, r.Y - w/2, r.W + 1, r.H + w})
	c.path = thin(c.path, c.cut, 2.8)
	t := pal.role(ln.Role, ln.Class, false)
	lit := isLit(ln, l)
	if lit {
		c.halo(ln, w)
	}
	switch {
	case ln.Fade:
		c.trail(t, lit)
	case ln.Dashed:
		c.dashed = dashes(c.dashed, c.path, float32(5*z), float32(4*z))
		c.pen.stroke(c.dashed, w, t, 1, 1)
	case ln.Thin:
		c.pen.stroke(c.path, w, t, .55, .55)
	default:
		if ln.Role == sim.Finite {
			c.pen.stroke(c.path, 2.6*z, pal.page, .55, .55)
		}
		c.pen.stroke(c.path, w, t, 1, 1)
	}
	from := len(c.curvePoints)
	c.curvePoints = append(c.curvePoints, c.path...)
	head := gap
	if n := len(ln.X); n > 0 && len(ln.Y) >= n {
		head = place(x.At(float64(ln.X[n-1])), y.At(float64(ln.Y[n-1])))
		if !inside(head, r) {
			head = gap
		}
	}
	gone := false
	if head.gap() && len(c.path) > 0 {
		head, gone = c.path[len(c.path)-1], true
	} else if len(c.path) == 0 && !head.gap() {
		c.curvePoints = append(c.curvePoints, head) // a single point
	}
	c.curves = append(c.curves, curve{line: ln, from: from, to: len(c.curvePoints), head: head, gone: gone})
}

// isLit reports whether a line stands for what is lit up.
func isLit(ln *sim.Line, l Look) bool { return ln.Key != (sim.Key{}) && ln.Key == l.Lit }

// halo draws ink behind the line in c.path, which is w wide and lit. A trail is lit without.
func (c *Chart) halo(ln *sim.Line, w float64) {
	z := c.figure.zoom
	path := c.path
	switch {
	case ln.Fade:
		return
	case ln.Dashed:
		c.dashed = dashes(c.dashed, c.path, float32(5*z), float32(4*z))
		path = c.dashed
	}
	c.pen.stroke(path, w+3*z, c.pen.pal.ink, 1, 1)
}

// heads draws a mark at the present end of each curve, those of finite networks first:
// where a limit is reached it covers them.
func (c *Chart) heads() {
	for pass := range 2 {
		for i := range c.curves {
			k := &c.curves[i]
			if k.line.Head && !k.head.gap() && !k.gone && (k.line.Role == sim.Finite) == (pass == 0) {
				c.headMark(k)
			}
		}
	}
}

func (c *Chart) headMark(k *curve) {
	z, pal := c.figure.zoom, c.pen.pal
	s, r := geom.Disc, 3.4*z
	if k.line.Role == sim.Class || k.line.Role == sim.Theory {
		if s = shapeOf(k.line.Class); s != geom.Disc {
			r = 3.8 * z
		}
	}
	if k.line.Role == sim.Finite {
		r = 2.6 * z // the finite network is thin in all things
	}
	x, y := float64(k.head.x), float64(k.head.y)
	c.pen.mark(s, x, y, r, rimOut*z, 0, pal.page)
	c.pen.mark(s, x, y, r, -rimIn*z, 0, pal.role(k.line.Role, k.line.Class, false))
	c.taken = append(c.taken, Rect{x - r - 1, y - r - 1, 2*r + 2, 2*r + 2})
}

// arrow draws an annotation: from a hollow dot to a hollow dot, and words at the head.
func (c *Chart) arrow(s *sim.Segments, x, y geom.Scale, r Rect) {
	z, pal := c.figure.zoom, c.pen.pal
	for i := range min(len(s.X0), len(s.Y0), len(s.X1), len(s.Y1)) {
		a := place(x.At(float64(s.X0[i])), y.At(float64(s.Y0[i])))
		b := place(x.At(float64(s.X1[i])), y.At(float64(s.Y1[i])))
		if a.gap() || b.gap() || !inside(a, r) || !inside(b, r) {
			continue
		}
		dx, dy := float64(b.x-a.x), float64(b.y-a.y)
		if d := math.Hypot(dx, dy); d > 12*z {
			ux, uy := dx/d, dy/d
			// The shaft stays clear of both dots.
			x0, y0 := float64(a.x)+4*z*ux, float64(a.y)+4*z*uy
			x1, y1 := float64(b.x)-5.2*z*ux, float64(b.y)-5.2*z*uy
			c.path = append(c.path[:0], point{float32(x0), float32(y0)}, point{float32(x1), float32(y1)}, gap)
			for _, turn := range [...]float64{-.62, .62} {
				sin, cos := math.Sincos(turn)
				hx, hy := x1-6.4*z*(ux*cos-uy*sin), y1-6.4*z*(ux*sin+uy*cos)
				if turn < 0 {
					c.path = append(c.path, point{float32(hx), float32(hy)}, point{float32(x1), float32(y1)})
				} else {
					c.path = append(c.path, point{float32(hx), float32(hy)})
				}
			}
			c.pen.stroke(c.path, 1.25*z, pal.ink, 1, 1)
			c.taken = append(c.taken, Rect{min(x0, x1), min(y0, y1) - 3*z, math.Abs(x1 - x0), math.Abs(y1-y0) + 6*z})
		}
		c.hollow(a, pal.role(s.From, 0, false))
		c.hollow(b, pal.role(s.Role, 0, false))
		c.arrowWords(s, a, b, r)
	}
}

// hollow draws the dot at a crossing.
func (c *Chart) hollow(q point, t tone) {
	z := c.figure.zoom
	x, y := float64(q.x), float64(q.y)
	c.pen.mark(geom.Disc, x, y, 3.4*z, 0, 0, c.pen.pal.page)
	c.pen.mark(geom.Disc, x, y, 2.7*z, 0, 1.4*z, t)
	c.taken = append(c.taken, Rect{x - 4*z, y - 4*z, 8 * z, 8 * z})
}

// arrowWords sets the label and the note of an arrow from a to b: beyond its head, or
// behind its tail and above it if there is no room.
func (c *Chart) arrowWords(s *sim.Segments, a, b point, r Rect) {
	z, pal := c.figure.zoom, c.pen.pal
	large := style{weight: bold, size: 17 * z, tone: pal.words(s.Role, 0), halo: 2 * z}
	note := style{weight: regular, size: 12 * z, tone: pal.ink, halo: 2 * z}
	wide, long := c.pen.measure(&c.setter, s.Label, large), c.pen.measure(&c.setter, s.Note, note)
	// Below its level the note may reach into the gutter, and a little under the dot.
	least, most := r.X-14*z, r.X+r.W+edge*z
	side, way, x := end, -1., float64(b.x)
	if b.x > a.x {
		side, way = start, 1
	}
	fits := func(from, w float64) bool { // words of width w, set from there on
		return min(from, from+way*w) >= least && max(from, from+way*w) <= most
	}
	y, noteY := float64(b.y)+4.4*z, float64(b.y)+19*z
	at := x + 10*z*way
	noteAt := min(max(at, least-min(way, 0)*long), most-max(way, 0)*long)
	if !fits(at, wide) || math.Abs(noteAt-at) > 30*z {
		side, way = start-side+end, -way
		at = float64(a.x) + 6*z*way
		y, noteY = float64(a.y)-21*z, float64(a.y)-7*z
		noteAt = min(max(at, least-min(way, 0)*long), most-max(way, 0)*long)
		at = noteAt
	}
	c.pen.text(&c.setter, s.Label, at, y, side, large)
	c.pen.text(&c.setter, s.Note, noteAt, noteY, side, note)
	c.words(at, y-13*z, wide, 15*z, way)
	c.words(noteAt, noteY-10*z, long, 13*z, way)
}

// words remembers where a text of width w and height h stands that begins (way 1) or ends
// (way −1) at x.
func (c *Chart) words(x, y, w, h, way float64) {
	c.taken = append(c.taken, Rect{x + min(way, 0)*w, y, w, h})
}
