package chart

import (
	"narrows/sim"
	"narrows/sim/geom"
)

// Names returns the boxes of the curve names in the last panel drawn.
func (c *Chart) Names() (boxes []Rect, texts []string) {
	for _, n := range c.notes {
		boxes = append(boxes, Rect{n.x, n.y - n.h/2, n.w, n.h})
		texts = append(texts, n.text)
	}
	return boxes, texts
}

// Covers reports whether a box covers a curve of the last panel drawn.
func (c *Chart) Covers(box Rect) bool {
	for i := range c.curves {
		if c.crosses(&c.curves[i], box) {
			return true
		}
	}
	return false
}

// Ticks returns the texts of an axis.
func Ticks(a sim.Axis, most int) (texts []string) {
	list := geom.Ticks(a, most)
	if most == 0 {
		list = geom.Around(a)
	}
	for _, t := range list {
		texts = append(texts, t.Text)
	}
	return texts
}

// Number and Advance are the package's own.
var Number = geom.Number

// Advance is the width of a text in a weight at 100 pixels, and whether each of its
// characters is in the font.
func Advance(w int, text string) (width float32, complete bool) {
	var t typesetter
	complete = true
	for _, c := range text {
		if i, err := fonts()[w].GlyphIndex(nil, c); err != nil || i == 0 {
			complete = false
		}
	}
	return t.run(faceKey{weight(w), 6400}, text).width, complete
}

// Legend returns how wide the entries below a panel's map of this width are, in CSS pixels,
// and how many of its classes are named. The chart must have drawn something.
func (c *Chart) Legend(p *sim.Panel, width float64) (w float64, named int) {
	sp := c.closeness(p, Rect{W: width}, nil)
	for i := range p.Classes {
		if classText(p, i, sp.names) != "" {
			named++
		}
	}
	return c.legendWidth(p, sp), named
}

// Pieces draws straight pieces at once and one by one.
func Pieces(from, to [][2]float32, r Rect, width float64, scale, opacity float32) (got, want *Scene) {
	got, want = new(Scene), new(Scene)
	var a, b, cut []point
	t := toned(0x336699)
	one := pen{scene: want, scale: scale}
	for i := range from {
		a, b = append(a, point{from[i][0], from[i][1]}), append(b, point{to[i][0], to[i][1]})
		cut = clip(cut, []point{a[i], b[i]}, r)
		one.stroke(cut, width, t, opacity, opacity)
	}
	all := pen{scene: got, scale: scale}
	all.pieces(a, b, r, width, t, opacity)
	return got, want
}

// Points returns the places of two columns at once and one by one, on a panel of 640×480.
func Points(x, y sim.Axis, xs, ys []float32) (got, want [][2]float32) {
	sx, sy := geom.NewScale(x, 40, 640), geom.NewScale(y, 480, 0)
	for i, q := range points(nil, xs, ys, &sx, &sy) {
		one := pointAt(sx.At(float64(xs[i])), sy.At(float64(ys[i])))
		got, want = append(got, [2]float32{q.x, q.y}), append(want, [2]float32{one.x, one.y})
	}
	return got, want
}

// Dots draws the first dots of a panel with axes, as they are and pinned, at once and mark
// by mark.
func (c *Chart) Dots(f *sim.Frame, l Look) (got, want *Scene) {
	c.Scene(f, l)
	p, r := &f.Panels[0], c.figure.Places[0].Plot
	x, y := geom.NewScale(p.X, r.X, r.X+r.W), geom.NewScale(p.Y, r.Y+r.H, r.Y)
	d, z := &p.Dots[0], c.figure.zoom*c.figure.points
	got, want = new(Scene), new(Scene)
	c.pen.scene = got
	c.paleDots(d, x, y, r)
	c.dots(p, 0, 0, x, y, r, l)
	c.light()
	c.pen.scene = want
	var at []point
	for k := range d.X {
		at = append(at, pointAt(x.At(float64(d.X[k])), y.At(float64(d.Y[k]))))
		if !d.Ring && !d.Hollow && inside(at[k], r) {
			c.pen.mark(shapeOf(classOf(d, k)), float64(at[k].x), float64(at[k].y), 3.4*z, 0, 0, c.pen.pal.ink2.at(ghostDot))
		}
	}
	for k, q := range at {
		s, t, qx, qy := shapeOf(classOf(d, k)), c.toneOf(d, classOf(d, k), 1), float64(q.x), float64(q.y)
		switch {
		case !inside(q, r) || l.lights(d, k):
		case d.Ring:
			c.pen.mark(s, qx, qy, 4.6*z, 0, 2.8*z, c.pen.pal.page.at(.7))
			c.pen.mark(s, qx, qy, 4.6*z, 0, 1.3*z, t)
		case d.Hollow:
			c.pen.mark(s, qx, qy, 2.6*z, 0, 1.1*z, t)
		default:
			c.pen.mark(s, qx, qy, 3.8*z, rimOut*z, 0, c.pen.pal.page)
			c.pen.mark(s, qx, qy, 3.8*z, -rimIn*z, 0, t)
		}
	}
	if k := l.Lit.ID; inside(at[k], r) {
		c.litDot(litDot{d, k, at[k], 1})
	}
	return got, want
}

// Notes returns the boxes of the notes in the last panel drawn, the first of which stands in it, in CSS pixels, and those of
// the marks that they keep off.
func (c *Chart) Notes() (boxes, marks []Rect) {
	z := c.figure.zoom
	for _, b := range c.about.Boxes[len(c.taken):] {
		boxes = append(boxes, Rect{b.X0 * z, b.Y0 * z, (b.X1 - b.X0) * z, (b.Y1 - b.Y0) * z})
	}
	for _, m := range c.about.Marks {
		marks = append(marks, Rect{(m.X - m.R) * z, (m.Y - m.R) * z, 2 * m.R * z, 2 * m.R * z})
	}
	return boxes, marks
}
