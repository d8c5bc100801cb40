package chart

import (
	"image"
	"math"
	"slices"

	"narrows/sim"
	"narrows/sim/geom"
)

// square draws a map: fields, their zero lines, tiles, trails, ties, rings and points, on
// one scale for both axes.
func (c *Chart) square(p *sim.Panel, at *Place, spot *spot, l Look) {
	r := c.matrixIn(p, at.Plot)
	x, y := c.isotropic(p, r)
	for i := range p.Cells {
		c.cells(&p.Cells[i], x, y, r, l)
		c.bars(p, &p.Cells[i], x, y, r)
	}
	for i := range p.Tiles {
		c.tiles(p, at.Panel, i, x, y, r, l)
	}
	c.mapTicks(p, at, spot, y)
	c.ghosts(p, x, y, r, l)
	for i := range p.Lines {
		c.mapLine(&p.Lines[i], x, y, r, l)
	}
	for i := range p.Segments {
		c.ties(&p.Segments[i], x, y, r)
	}
	for i := range p.Dots {
		c.dots(p, at.Panel, i, x, y, r, l)
	}
	c.light()
	c.legend(p, at, spot)
}

// isotropic returns scales with as many pixels to a unit along both axes, centred.
func (c *Chart) isotropic(p *sim.Panel, r Rect) (x, y geom.Scale) {
	ax, ay := p.X, p.Y
	ax.Scale, ay.Scale = sim.Linear, sim.Linear
	x, y = geom.NewScale(ax, r.X, r.X+r.W), geom.NewScale(ay, r.Y+r.H, r.Y)
	unit := min(math.Abs(x.Hi-x.Lo)/(x.Max-x.Min), math.Abs(y.Lo-y.Hi)/(y.Max-y.Min))
	cx, cy := (x.Min+x.Max)/2, (y.Min+y.Max)/2
	x.Min, x.Max = cx-r.W/unit/2, cx+r.W/unit/2
	y.Min, y.Max = cy-r.H/unit/2, cy+r.H/unit/2
	return x, y
}

// cells bakes a grid and draws its zero line.
func (c *Chart) cells(cells *sim.Cells, x, y geom.Scale, r Rect, l Look) {
	p := &c.pen
	x0, x1 := x.At(cells.X0), x.At(cells.X1)
	y0, y1 := y.At(cells.Y1), y.At(cells.Y0)
	way := mirrored{x0 > x1, y0 > y1}
	if way.x {
		x0, x1 = x1, x0
	}
	if way.y {
		y0, y1 = y1, y0
	}
	if !(x1 > x0 && y1 > y0) || x1-x0 > 4*r.W+1 || y1-y0 > 4*r.H+1 {
		return
	}
	left, top := int(p.snap(x0)), int(p.snap(y0))
	w, h := int(p.snap(x1))-left, int(p.snap(y1))-top
	for len(c.fields) <= c.used {
		c.fields = append(c.fields, new(field))
	}
	f := c.fields[c.used]
	if l.Moving && c.used != c.turn && f.fits(cells, w, h, way, l.Theme) {
		c.behind = c.behind || f.hash != f.digest(cells)
	} else if !f.bake(cells, w, h, way, l, &c.versions) {
		return
	}
	seen := p.pixels(r)
	if !seen.Overlaps(image.Rect(left, top, left+w, top+h)) {
		return
	}
	c.used++
	p.scene.Fields = append(p.scene.Fields, f.within(left, top, seen, &c.versions))
	if len(f.zero) == 0 {
		return
	}
	c.path = c.path[:0]
	for _, q := range f.zero {
		c.path = append(c.path, point{(q.x + float32(left)) / p.scale, (q.y + float32(top)) / p.scale})
	}
	c.cut = clip(c.cut, c.path, r)
	c.path = thin(c.path, c.cut, 2.8)
	p.stroke(c.path, 1.5*c.figure.zoom, p.pal.ink, 1, 1)
}

// mapTicks prints the numbers at the left of a map: equal scales need no second axis.
func (c *Chart) mapTicks(panel *sim.Panel, at *Place, spot *spot, y geom.Scale) {
	if !spot.ticks {
		return
	}
	z, pal := c.figure.zoom, c.pen.pal
	for _, t := range c.ticksOf(at.Panel, 1, panel.Y, 0) {
		v := y.At(t.Value)
		if !(v >= at.Plot.Y && v <= at.Plot.Y+at.Plot.H) {
			continue
		}
		c.pen.across(at.Plot.X-4*z, at.Plot.X, v, z, pal.ink3)
		c.pen.text(&c.setter, t.Text, at.Plot.X-7.5*z, v+4*z, end, c.small(pal.ink2))
	}
}

// small is the style of tick numbers and legends.
func (c *Chart) small(t tone) style { return style{weight: regular, size: 11 * c.figure.zoom, tone: t} }

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
		c.path = append(c.path, place(x.At(float64(ln.X[i])), y.At(float64(ln.Y[i]))))
	}
}

// far is how far from the figure, in pixels, a point may lie; beyond it would lose its
// digits, and is no place.
const far = 1e6

func place(x, y float64) point {
	if !(math.Abs(x) < far && math.Abs(y) < far) {
		return gap
	}
	return point{float32(x), float32(y)}
}

// points returns the points of two columns in dst, which it overwrites; where a number has
// no place there is a gap.
func points(dst []point, xs, ys []float32, x, y *geom.Scale) []point {
	n := min(len(xs), len(ys))
	dst = slices.Grow(dst[:0], n)[:n]
	xs, ys = xs[:n], ys[:n]
	if x.Kind != sim.Linear || y.Kind != sim.Linear {
		for i := range dst {
			dst[i] = place(x.At(float64(xs[i])), y.At(float64(ys[i])))
		}
		return dst
	}
	// Most panels are linear: this is place and at without a call for each number.
	x0, y0, xmin, ymin := x.Lo, y.Lo, x.Min, y.Min
	xspan, yspan, w, h := x.Max-x.Min, y.Max-y.Min, x.Hi-x.Lo, y.Hi-y.Lo
	for i := range dst {
		dst[i] = place(x0+(float64(xs[i])-xmin)/xspan*w, y0+(float64(ys[i])-ymin)/yspan*h)
	}
	return dst
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

// inside reports whether a point is on a panel, its edge included.
func inside(q point, r Rect) bool {
	x, y := float64(q.x), float64(q.y)
	return x >= r.X-.5 && x <= r.X+r.W+.5 && y >= r.Y-.5 && y <= r.Y+r.H+.5
}
