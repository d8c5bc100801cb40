package chart

import "narrows/sim"

// dots draws the i-th dots of a panel.
func (c *Chart) dots(p *sim.Panel, panel, i int, x, y scale, r Rect, l Look) {
	d := &p.Dots[i]
	crowd := c.hits.enter(panel, p, d)
	c.stamps = stamps{}
	for k := range min(len(d.X), len(d.Y)) {
		q := place(x.at(float64(d.X[k])), y.at(float64(d.Y[k])))
		if q.gap() || !inside(q, r) {
			continue
		}
		if l.lights(d, k) {
			c.bright = append(c.bright, litDot{d, k, q, 1})
		} else {
			c.pen.stamp(c.stamps.of(c, d, classOf(d, k)), q)
		}
		c.hits.add(crowd, d, k, q)
	}
}

// lights reports whether the k-th of some dots is to be lit.
func (l *Look) lights(d *sim.Dots, k int) bool {
	return d.Of != "" && l.Lit.Of == d.Of && l.Lit.ID == k
}

// A litDot waits to be drawn over all others of its panel.
type litDot struct {
	dots  *sim.Dots
	index int
	at    point
	size  float32
}

// light draws the lit dots.
func (c *Chart) light() {
	for _, b := range c.bright {
		c.litDot(b)
	}
	c.bright = c.bright[:0]
}

// classOf is the class of the k-th of some dots.
func classOf(d *sim.Dots, k int) int {
	if k < len(d.Class) {
		return int(d.Class[k])
	}
	return 0
}

// The page-coloured rim of a mark is 1.1 wide and lies partly inside it.
const rimOut, rimIn = .75, .35

// A stamp is what dots of one look have in common: one mark over the other.
type stamp struct {
	marks [2]sprite
	tones [2]tone
}

// stampOf is the stamp of a class of some dots; size and shade are the depth cue of solid
// panels.
func (c *Chart) stampOf(d *sim.Dots, class int, size, shade float32) stamp {
	z, pal := c.figure.zoom, c.pen.pal
	s := shapeOf(class)
	t := c.toneOf(d, class, shade)
	f := z * c.figure.points * float64(size)
	switch {
	case d.Ring:
		r := 4.6 * f
		return stamp{[2]sprite{c.pen.markOf(s, r, 0, 2.8*f), c.pen.markOf(s, r, 0, 1.3*f)}, [2]tone{pal.page.at(.7), t}}
	case d.Hollow:
		return stamp{marks: [2]sprite{c.pen.markOf(s, 2.6*f, 0, 1.1*f)}, tones: [2]tone{t}}
	}
	r := 3.8 * f
	return stamp{[2]sprite{c.pen.markOf(s, r, rimOut*f, 0), c.pen.markOf(s, r, -rimIn*f, 0)}, [2]tone{pal.page, t}}
}

// stamps are those of the classes of the dots under way.
type stamps struct {
	made  [16]bool
	class [16]stamp
	other stamp
}

func (s *stamps) of(c *Chart, d *sim.Dots, class int) *stamp {
	if class >= len(s.made) {
		s.other = c.stampOf(d, class, 1, 1)
		return &s.other
	}
	if !s.made[class] {
		s.made[class], s.class[class] = true, c.stampOf(d, class, 1, 1)
	}
	return &s.class[class]
}

// toneOf is the colour of a class of some dots.
func (c *Chart) toneOf(d *sim.Dots, class int, shade float32) tone {
	pal := c.pen.pal
	switch {
	case d.Ring:
		return pal.page.mix(pal.role(d.Role, class, true), shade)
	case d.Role == sim.Data && len(d.Class) == 0:
		return pal.page.mix(pal.ink2, shade)
	}
	return pal.page.mix(pal.role(sim.Class, class, true), shade)
}

// stamp draws a stamp around a point.
func (p *pen) stamp(s *stamp, q point) {
	for i := range s.marks {
		p.place(s.marks[i], float64(q.x), float64(q.y), s.tones[i])
	}
}

// litDot draws the k-th of some dots, lit.
func (c *Chart) litDot(b litDot) {
	d, z, pal := b.dots, c.figure.zoom, c.pen.pal
	class := classOf(d, b.index)
	s, t := shapeOf(class), c.toneOf(d, class, 1)
	f := z * c.figure.points * float64(b.size)
	x, y := float64(b.at.x), float64(b.at.y)
	switch {
	case d.Ring:
		r := 4.6*f + 1.5*z
		c.pen.mark(s, x, y, r, 0, 4.4*z, pal.ink)
		c.pen.mark(s, x, y, r, 0, 1.8*z, t)
	case d.Hollow:
		r := 2.6 * f
		c.pen.mark(s, x, y, r+1.5*z, 2.5*z, 0, pal.ink)
		c.pen.mark(s, x, y, r+1.5*z, .5*z, 0, pal.page)
		c.pen.mark(s, x, y, r, 0, 1.1*f, t)
	default:
		r := 3.8*f + 1.5*z
		c.pen.mark(s, x, y, r, 2.5*z, 0, pal.ink)
		c.pen.mark(s, x, y, r, rimOut*f, 0, pal.page)
		c.pen.mark(s, x, y, r, -rimIn*f, 0, t)
	}
}
