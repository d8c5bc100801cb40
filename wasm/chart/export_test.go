package chart

import "narrows/sim"

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
	list := ticks(a, most)
	if most == 0 {
		list = around(a)
	}
	for _, t := range list {
		texts = append(texts, t.text)
	}
	return texts
}

// Number and Advance are the package's own.
var Number = number

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
