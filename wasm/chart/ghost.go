package chart

import (
	"math"
	"strconv"

	"narrows/sim"
	"narrows/sim/geom"
)

// A ghost is a pinned frame behind the one on show: curves at 38 %, points in grey but for
// those that are the data, zero lines dashed. It has no fields, tiles, trails, bands, straight pieces, rings or heads, says its name once,
// and cannot be picked. The curves of a second one are dashed, and its points open.

const (
	mostGhosts = 2
	ghostLine  = .38 // opacity of curves
	ghostDot   = .60 // of points

	pinned      = "pinned run" // in legends
	pinnedShort = "pinned"
)

// ghostOf returns what a ghost has in place of a panel: the panel of that name, if it
// counts the same things; nil if it does not.
func ghostOf(f *sim.Frame, p *sim.Panel) *sim.Panel {
	if f == nil {
		return nil
	}
	for i := range f.Panels {
		g := &f.Panels[i]
		if g.Name == p.Name {
			if g.Square != p.Square || g.Solid != p.Solid || g.X.Label != p.X.Label || g.Y.Label != p.Y.Label || g.Y.Suffix != p.Y.Suffix {
				return nil
			}
			return g
		}
	}
	return nil
}

// pale reports whether a line of a ghost is drawn: trails and quiet companions are not.
func pale(ln *sim.Line) bool { return !ln.Fade && !ln.Thin }

// ghosts draws what the ghosts have in a flat panel, on the axes of the frame's own.
func (c *Chart) ghosts(p *sim.Panel, x, y geom.Scale, r Rect, l Look) {
	for i, f := range l.Ghosts {
		g := ghostOf(f, p)
		if g == nil {
			continue
		}
		c.second = i > 0
		for i := range g.Cells {
			c.coastline(&g.Cells[i], x, y, r, l)
		}
		for i := range g.Lines {
			if ln := &g.Lines[i]; pale(ln) {
				c.project(ln, x, y)
				c.paleLine(ln, p.Square, r)
			}
		}
		for i := range g.Dots {
			c.paleDots(&g.Dots[i], x, y, r)
		}
	}
}

// solidGhosts is ghosts for a panel that a camera turns.
func (c *Chart) solidGhosts(p *sim.Panel, v *perspective, r Rect, l Look) {
	for i, f := range l.Ghosts {
		g := ghostOf(f, p)
		if g == nil {
			continue
		}
		c.second = i > 0
		for i := range g.Dots {
			d := &g.Dots[i]
			for k := range min(len(d.X), len(d.Y), len(d.Z)) {
				q, depth := v.at(d.X[k], d.Y[k], d.Z[k])
				c.paleDot(d, k, q, .8+.35*min(max((depth+1.2)/2.4, 0), 1), r)
			}
		}
	}
}

// paleLine draws the line in c.path.
func (c *Chart) paleLine(ln *sim.Line, square bool, r Rect) {
	z := c.figure.zoom
	c.cut = clip(c.cut, c.path, Rect{r.X - .5, r.Y - z, r.W + 1, r.H + 2*z})
	c.path = thin(c.path, c.cut, 2.8)
	t := c.pen.pal.role(ln.Role, ln.Class, square)
	switch {
	case ln.Dashed:
		c.dashed = dashes(c.dashed, c.path, float32(5*z), float32(4*z))
		c.pen.stroke(c.dashed, 1.6*z, t, ghostLine, ghostLine)
	case c.second:
		c.dashed = dashes(c.dashed, c.path, float32(10*z), float32(3*z))
		c.pen.stroke(c.dashed, 2*z, t, ghostLine, ghostLine)
	default:
		c.pen.stroke(c.path, 2*z, t, ghostLine, ghostLine)
	}
}

// grey reports whether dots of a ghost are drawn: not those of a finite network or held
// out, nor the data themselves, as two sets of them in one map are a crowd.
func grey(d *sim.Dots) bool { return !d.Ring && !d.Hollow && !d.Given }

// paleDots draws some dots of a flat panel.
func (c *Chart) paleDots(d *sim.Dots, x, y geom.Scale, r Rect) {
	if !grey(d) {
		return
	}
	c.path = points(c.path, d.X, d.Y, &x, &y)
	if c.stamp(d, r, -1, true) {
		c.greyed = true
	}
}

// paleDot draws the k-th of some dots of a solid panel at q.
func (c *Chart) paleDot(d *sim.Dots, k int, q point, size float32, r Rect) {
	if !grey(d) || q.gap() || !inside(q, r) {
		return
	}
	c.pen.stamps([]point{q}, []uint8{0}, []stamp{{c.paleMark(classOf(d, k), size)}}, 1)
	c.greyed = true
}

// paleMark is the mark of a class.
func (c *Chart) paleMark(class int, size float32) decal {
	f := c.figure.zoom * c.figure.points * float64(size)
	t := c.pen.pal.ink2.at(ghostDot)
	if c.second {
		return c.pen.decal(shapeOf(class), 3*f, 0, 1.2*f, t)
	}
	return c.pen.decal(shapeOf(class), 3.4*f, 0, 0, t)
}

// coastline draws the zero line of a ghost's field.
func (c *Chart) coastline(cells *sim.Cells, x, y geom.Scale, r Rect, l Look) {
	p, z := &c.pen, c.figure.zoom
	x0, x1, y0, y1 := x.At(cells.X0), x.At(cells.X1), y.At(cells.Y1), y.At(cells.Y0)
	way := mirrored{x0 > x1, y0 > y1}
	left, top := min(x0, x1), min(y0, y1)
	w, h := math.Abs(x1-x0)*float64(p.scale), math.Abs(y1-y0)*float64(p.scale)
	if !cells.Zero || !cells.Smooth || cells.Scale == sim.Sequential || !(w >= 1 && h >= 1 && w < 1<<14 && h < 1<<14) {
		return
	}
	for len(c.coastlines) <= c.outlined {
		c.coastlines = append(c.coastlines, new(field))
	}
	f := c.coastlines[c.outlined]
	if !f.sound(cells, int(w+.5), int(h+.5), way, l.Theme) {
		return
	}
	c.outlined++
	c.path = c.path[:0]
	for _, q := range f.zero {
		c.path = append(c.path, point{q.x/p.scale + float32(left), q.y/p.scale + float32(top)})
	}
	c.cut = clip(c.cut, c.path, r)
	c.path = thin(c.path, c.cut, 2.8)
	on := 3 * z
	if c.second {
		on = 9 * z
	}
	c.dashed = dashes(c.dashed, c.path, float32(on), float32(3*z))
	p.stroke(c.dashed, 1.25*z, p.pal.ink2, 1, 1)
}

// sound finds the zero line of cells as bake does, but paints nothing.
func (f *field) sound(c *sim.Cells, w, h int, way mirrored, theme Theme) bool {
	if c.W < 2 || c.H < 2 || c.W > 1<<14 || c.H > 1<<14 || len(c.Values) < c.W*c.H {
		return false
	}
	hash := f.digest(c)
	if f.suits(c, w, h, way, theme) && f.hash == hash {
		return true
	}
	f.hash, f.zero = hash, f.zero[:0]
	f.keep(c, w, h, way, theme)
	if c.Scale == sim.ByClass {
		f.fine.Refine(c, fineness(c, w, h))
	} else {
		f.fine.Grid.Refine(c, fineness(c, w, h))
	}
	f.outline(c, w, h, way)
	return true
}

// pinnedNames says once in a figure which curve of each ghost is pinned: its hero's, or the
// first that has a name.
func (c *Chart) pinnedNames(p *sim.Panel, x, y geom.Scale, r Rect, l Look) {
	if c.named {
		return
	}
	for i, f := range l.Ghosts {
		g := ghostOf(f, p)
		if g == nil {
			continue
		}
		var own *sim.Line
		for j := range g.Lines {
			ln := &g.Lines[j]
			if pale(ln) && ln.Label != "" && (own == nil || own.Role != sim.Limit && ln.Role == sim.Limit) {
				own = ln
			}
		}
		if own == nil {
			continue
		}
		text := "pinned"
		if len(l.Ghosts) > 1 {
			text += " " + strconv.Itoa(i+1)
		}
		c.project(own, x, y)
		c.cut = clip(c.cut, c.path, r)
		c.path = thin(c.path, c.cut, 2.8)
		c.pinnedName(text, own, r)
	}
}

// pinnedName sets a name beside the curve in c.path where nothing else is, as far along it
// as can be; nowhere if it would cover something.
func (c *Chart) pinnedName(text string, ln *sim.Line, r Rect) {
	z := c.figure.zoom
	words := style{weight: semibold, size: 12 * z, tone: c.pen.pal.faded(ln.Role, ln.Class), halo: 2 * z}
	w, h := c.pen.measure(&c.setter, text, words), 14*z
	// The ghost is a curve for as long as its name looks for a place.
	from, curves := len(c.curvePoints), len(c.curves)
	c.curvePoints = append(c.curvePoints, c.path...)
	own := curve{line: ln, from: from, to: len(c.curvePoints), head: gap}
	c.curves = append(c.curves, own)
	defer func() { c.curvePoints, c.curves = c.curvePoints[:from], c.curves[:curves] }()
	for _, away := range [...]float64{5, 10, 16, 24} {
		for share := .9; share > 0; share -= .1 {
			for _, left := range [...]float64{r.X + share*r.W - w, r.X + share*r.W} {
				top, bottom, ok := c.extent(curves, left-2, left+w+2)
				if !ok {
					continue
				}
				for _, middle := range [...]float64{bottom + away*z + h/2, top - away*z - h/2} {
					if box := (Rect{left - 2, middle - h/2, w + 4, h}); c.vacant(box, r) {
						c.pen.text(&c.setter, text, left, middle+words.size*.36, start, words)
						c.taken = append(c.taken, box)
						c.named = true
						return
					}
				}
			}
		}
	}
}
