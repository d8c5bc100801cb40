package chart

import (
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
		a, b := pointAt(px, y.At(float64(ln.High[i]))), pointAt(px, y.At(float64(ln.Low[i])))
		if a.gap() || b.gap() || px < r.X-.5 || px > r.X+r.W+.5 {
			a, b = gap, gap
		} else if m := len(c.path); m > 0 && i < n-1 && geom.Abs(a.x-c.path[m-1].x) < 1 {
			continue
		}
		a.y, b.y = min(max(a.y, top), bottom), min(max(b.y, top), bottom)
		if a.y > b.y {
			a.y, b.y = b.y, a.y
		}
		c.path, c.low = append(c.path, a), append(c.low, b)
	}
	opacity := float32(.17)
	if ln.Role == sim.Data { // in ink, which is dark
		opacity = .05
	}
	c.pen.ribbon(c.path, c.low, c.pen.pal.role(ln.Role, ln.Class, false).at(opacity))
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
		head = pointAt(x.At(float64(ln.X[n-1])), y.At(float64(ln.Y[n-1])))
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

// mapLine draws a trail or another line of a map.
func (c *Chart) mapLine(ln *sim.Line, x, y geom.Scale, r Rect, l Look) {
	c.project(ln, x, y)
	c.drawMapLine(ln, r, l)
}

// drawMapLine draws the line in c.path.
func (c *Chart) drawMapLine(ln *sim.Line, r Rect, l Look) {
	z := c.figure.zoom
	t := c.pen.pal.role(ln.Role, ln.Class, true)
	c.cut = clip(c.cut, c.path, r)
	c.path = thin(c.path, c.cut, 3)
	w, opacity := c.weight(ln), float32(1)
	switch {
	case ln.Dashed:
		w = 1.25 * z
	case ln.Thin:
		w, opacity = 1*z, .6
	}
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
	default:
		c.pen.stroke(c.path, w, t, opacity, opacity)
	}
}

// trail draws the path as where something has been: the past is pale, the present dark.
func (c *Chart) trail(t tone, lit bool) {
	if lit {
		c.pen.stroke(c.path, 1.8*c.figure.zoom, t, .5, 1)
	} else {
		c.pen.stroke(c.path, .9*c.figure.zoom, t, .10, .52)
	}
}

// weight is the width of a line by its role.
func (c *Chart) weight(ln *sim.Line) float64 {
	z := c.figure.zoom
	switch {
	case ln.Thin:
		return 1.2 * z
	case ln.Dashed || ln.Role == sim.Theory:
		return 1.6 * z
	case ln.Role == sim.Limit:
		return 2.6 * z
	case ln.Role == sim.Kernel:
		return 2 * z
	case ln.Role == sim.Finite:
		return 1.25 * z
	case ln.Role == sim.Class:
		return 2.4 * z
	}
	return 1.5 * z
}

// isLit reports whether a line stands for what is lit up.
func isLit(ln *sim.Line, l Look) bool { return l.lit(ln.Key) }

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

// project puts a line's points into c.path, with gaps at its breaks and wherever there is
// no place for a number.
func (c *Chart) project(ln *sim.Line, x, y geom.Scale) {
	c.path = c.path[:0]
	n := min(len(ln.X), len(ln.Y))
	if len(ln.Breaks) == 0 && x.Kind == sim.Linear && y.Kind == sim.Linear {
		// Trails have most of a figure's points, and no need for the general case.
		kx, ky := (x.Hi-x.Lo)/(x.Max-x.Min), (y.Hi-y.Lo)/(y.Max-y.Min)
		x0, y0 := float32(x.Lo-x.Min*kx), float32(y.Lo-y.Min*ky)
		sx, sy := float32(kx), float32(ky)
		for i, v := range ln.X[:n] {
			q := point{x0 + sx*v, y0 + sy*ln.Y[i]}
			if !(q.x > -far && q.x < far && q.y > -far && q.y < far) {
				q = gap
			}
			c.path = append(c.path, q)
		}
		return
	}
	b := 0
	for i := range n {
		for b < len(ln.Breaks) && int(ln.Breaks[b]) <= i {
			if int(ln.Breaks[b]) == i && i > 0 {
				c.path = append(c.path, gap)
			}
			b++
		}
		c.path = append(c.path, pointAt(x.At(float64(ln.X[i])), y.At(float64(ln.Y[i]))))
	}
}
