package chart

import (
	"math"
	"slices"
	"strings"

	"narrows/sim"
	"narrows/sim/geom"
	"narrows/sim/palette"
)

// A spacing is how closely the entries of a legend stand.
type spacing struct {
	indent, gap float64 // from a mark to its name, and from that to the next mark
	names       naming
}

// A naming is how much of the names of classes is written.
type naming uint8

const (
	full   naming = iota
	counts        // "arm 1 2 3": the first word of all only once
	marks         // none
)

// before is the room for a mark before a name.
func (s spacing) before(name string) float64 {
	if name == "" {
		return 9.8
	}
	return s.indent
}

// spacings are what a legend tries, one after another.
var spacings = [...]spacing{{14, 14, full}, {11.5, 8, full}, {11.5, 8, counts}, {10.5, 6, counts}, {9.5, 4, counts}, {11.5, 3, marks}}

// legend says below a map what its marks and colours are. Where words are too many, marks
// and names move together, then names are cut.
func (c *Chart) legend(p *sim.Panel, at *Place, spot *spot) {
	z := c.figure.zoom
	x := at.Plot.X
	bottom := at.Plot.Y + at.Plot.H
	limit := at.Plot.X + at.Plot.W
	key := keyed(p, spot)
	sp := c.closeness(p, at.Plot, key)
	var of sim.Dots // of a graph, whose marks are hollow: their shapes are classes, and their colours are not
	if d := geom.Nodes(p); d != nil {
		of.Lead = d.Lead
	}
	for i := range p.Classes {
		x = c.entry(classText(p, i, sp.names), x, bottom, limit, sp, shapeOf(i), c.pen.pal.ofClass(i), of)
	}
	for i := range p.Dots {
		if d := &p.Dots[i]; d.Label != "" {
			s, t := c.sample(d)
			x = c.entry(d.Label, x, bottom, limit, sp, s, t, *d)
		}
	}
	if twoLined(p) {
		end := c.beams(p, at.Plot.X, bottom+legendLine*z, limit, spacings[0])
		if key != nil && end-spacings[0].gap*z > limit-keyLength(at.Plot, z) { // where its numbers would be
			key = nil
		}
	} else {
		x = c.beams(p, x, bottom, limit, sp)
	}
	if c.greyed {
		if key != nil { // which has the corner
			limit -= keyLength(at.Plot, z) + 14*z
		}
		grey := c.pen.pal.ink2.at(ghostDot)
		from := x
		if x = c.entry(pinned, from, bottom, limit, sp, geom.Disc, grey, sim.Dots{}); x == from {
			closer := spacings[1]
			back := max(sp.gap-closer.gap, 0) * z
			if to := c.entry(pinnedShort, from-back, bottom, limit, closer, geom.Disc, grey, sim.Dots{}); to > from {
				x = to
			}
		}
	}
	if d := geom.Nodes(p); d != nil && geom.Ringed(d) {
		if spot.key {
			c.nodesKey(p, d, at.Plot)
		} else {
			c.doubtKey(x, bottom, limit)
		}
	}
	if key != nil {
		c.fieldKey(key, at.Plot, x-sp.gap*z+6*z)
	}
}

// legendLine is from one line of a legend to the next.
const legendLine = 17.

// twoLined reports whether the segments of a panel stand on a line of their own below its legend, since there is something
// else in the first.
func twoLined(p *sim.Panel) bool {
	said := slices.ContainsFunc(p.Segments, func(s sim.Segments) bool { return s.Said() })
	return said && (pointed(p) || slices.ContainsFunc(p.Cells, hasKey))
}

// pointed reports whether there are points in the legend of a panel, and entries whether there is anything but a key.
func pointed(p *sim.Panel) bool {
	return len(p.Classes) > 0 || slices.ContainsFunc(p.Dots, func(d sim.Dots) bool { return d.Label != "" })
}

func entries(p *sim.Panel) bool {
	return pointed(p) || slices.ContainsFunc(p.Segments, func(s sim.Segments) bool { return s.Said() })
}

// hasKey reports whether a field has a key of its colours where there is room for one.
func hasKey(k sim.Cells) bool { return k.Label != "" && k.Scale != sim.ByClass }

// beams says what the segments of a panel are that have a width: a wedge, thin and thick.
func (c *Chart) beams(p *sim.Panel, x, bottom, limit float64, sp spacing) float64 {
	z, words := c.figure.zoom, c.small(c.pen.pal.ink2)
	for i := range p.Segments {
		s := &p.Segments[i]
		if !s.Said() {
			continue
		}
		w := c.pen.measure(&c.setter, s.Label, words)
		if x+(wedgeLong+5)*z+w > limit+1 {
			continue
		}
		tone := words.tone
		if s.Role != sim.Class && s.Role != sim.Data {
			tone = c.pen.pal.role(s.Role, 0, true)
		}
		from, to, y := float32(x), float32(x+wedgeLong*z), float32(bottom+13*z)
		thin, thick := float32(thinSegment*z/2), float32((thinSegment+wideSegment)*z/2)
		c.path = append(c.path[:0], point{from, y - thin}, point{to, y - thick})
		c.low = append(c.low[:0], point{from, y + thin}, point{to, y + thick})
		c.pen.ribbon(c.path, c.low, tone)
		c.pen.text(&c.setter, s.Label, x+(wedgeLong+5)*z, bottom+17*z, start, words)
		x += (wedgeLong+5)*z + w + sp.gap*z
	}
	return x
}

// wedgeLong is how long the sample of segments in a legend is.
const wedgeLong = 20.

// keyed returns the field of a map that has a key, if there is room for one at all.
func keyed(p *sim.Panel, spot *spot) *sim.Cells {
	for i := range p.Cells {
		if k := &p.Cells[i]; spot.key && hasKey(*k) {
			return k
		}
	}
	return nil
}

// closeness is the widest spacing at which all entries fit, and a key, if that is possible.
func (c *Chart) closeness(p *sim.Panel, r Rect, key *sim.Cells) spacing {
	z := c.figure.zoom
	beside := 0.
	if key != nil && len(p.Classes) > 0 {
		beside = keyLength(r, z) + 14*z
	}
	for _, room := range [...]float64{r.W - beside, r.W} {
		for _, sp := range spacings {
			if c.legendWidth(p, sp) <= room+1 {
				return sp
			}
		}
	}
	return spacings[len(spacings)-1]
}

// legendWidth is the length of all entries.
func (c *Chart) legendWidth(p *sim.Panel, sp spacing) float64 {
	z := c.figure.zoom
	words := c.small(c.pen.pal.ink2)
	w := 0.
	for i := range p.Classes {
		text := classText(p, i, sp.names)
		w += (sp.before(text)+sp.gap)*z + c.pen.measure(&c.setter, text, words)
	}
	for i := range p.Dots {
		if d := &p.Dots[i]; d.Label != "" {
			words.weight = regular
			if w += (sp.before(d.Label) + sp.gap) * z; d.Ring {
				w += 1.5 * z
				words.weight = semibold
			}
			w += c.pen.measure(&c.setter, d.Label, words)
		}
	}
	return w - sp.gap*z
}

// classText is what a legend calls the i-th class.
func classText(p *sim.Panel, i int, n naming) string {
	name := p.Classes[i]
	switch {
	case n == marks:
		return ""
	case n == counts && i > 0:
		if rest := after(name); rest != "" && strings.HasPrefix(p.Classes[0], name[:len(name)-len(rest)]) {
			return rest
		}
	}
	return name
}

// insideLegend names a chart's dots in its upper left corner, as its numbers stand below.
func (c *Chart) insideLegend(p *sim.Panel, r Rect) {
	z := c.figure.zoom
	x := r.X + 6*z
	for i := range p.Dots {
		if d := &p.Dots[i]; d.Label != "" {
			s, t := geom.Disc, c.pen.pal.role(d.Role, 0, true)
			if sized(d) {
				s, t = c.sample(d)
			}
			x = c.entry(d.Label, x, r.Y-6*z, r.X+r.W, spacings[0], s, t, *d)
			c.taken = append(c.taken, Rect{r.X, r.Y, x - r.X, 14 * z})
		}
	}
	if to := c.beams(p, x, r.Y-6*z, r.X+r.W, spacings[0]); to > x {
		c.taken = append(c.taken, Rect{r.X, r.Y, to - r.X, 14 * z})
	}
}

// sample is the shape and the colour that stand for some dots: those of their class, if they are of one.
func (c *Chart) sample(d *sim.Dots) (geom.Marker, tone) {
	s, t := geom.Disc, c.pen.pal.role(d.Role, 0, true)
	one := len(d.Class) > 0 && c.same(d)
	if one && (!d.Ring || sized(d)) {
		s = shapeOf(int(d.Class[0]))
	}
	if d.Ring && d.Role == sim.Class {
		if t = c.pen.pal.ink2; one {
			t = c.pen.pal.ofClass(int(d.Class[0]))
		}
	}
	return s, t
}

// same reports whether all dots are of one class, so that their shape can stand for them.
func (c *Chart) same(d *sim.Dots) bool {
	for _, v := range d.Class {
		if v != d.Class[0] {
			return false
		}
	}
	return true
}

// entry draws a mark and its name and returns where the next may begin. One that does not
// fit is left out.
func (c *Chart) entry(name string, x, bottom, limit float64, sp spacing, s geom.Marker, t tone, d sim.Dots) float64 {
	z, pal := c.figure.zoom, c.pen.pal
	words := c.small(pal.ink2)
	indent := sp.before(name) * z
	if d.Ring {
		indent += 1.5 * z
		if d.Role != sim.Class {
			words.weight, words.tone = semibold, t
		}
	}
	w := c.pen.measure(&c.setter, name, words)
	if x+indent+w > limit+1 {
		return x
	}
	mx, my := x+4.9*z, bottom+13*z
	switch {
	case sized(&d):
		c.openRing(point{float32(mx + .8*z), float32(my)}, s, 4.6*z, 1.8*z, t)
	case d.Ring:
		c.pen.mark(s, mx+.8*z, my, 4.6*z, 0, 1.3*z, t)
	case d.Hollow:
		c.pen.mark(s, mx, my, 2.6*z, 0, 1.1*z, pal.ink2)
	case len(d.Lead) > 0:
		c.pen.mark(s, mx, my, 3.3*z, 0, 1.2*z, t)
	default:
		c.pen.mark(s, mx, my, 3.5*z, 0, 0, t)
	}
	c.pen.text(&c.setter, name, x+indent, bottom+17*z, start, words)
	return x + indent + w + sp.gap*z
}

// fieldKey draws the key of a field at the right below its map, as long as it stays clear
// of from.
func (c *Chart) fieldKey(k *sim.Cells, r Rect, from float64) {
	z, pal := c.figure.zoom, c.pen.pal
	w := keyLength(r, z)
	bar := Rect{r.X + r.W - w, r.Y + r.H + 8*z, w, 7 * z}
	if bar.X < from {
		return
	}
	switch k.Scale {
	case sim.Signed:
		c.signedKey(k, bar)
	case sim.Sequential:
		const pieces = 48
		for i := range pieces {
			cell := Rect{bar.X + bar.W*float64(i)/pieces, bar.Y, bar.W / pieces, bar.H}
			c.pen.rect(cell, toned(palette.Sequential((float64(i)+.5)/pieces)))
		}
		c.pen.text(&c.setter, trimmed(k.Min), bar.X, bar.Y+18*z, start, c.small(pal.ink2))
		c.pen.text(&c.setter, trimmed(k.Max), bar.X+bar.W, bar.Y+18*z, end, c.small(pal.ink2))
	default:
		return
	}
	words := c.small(pal.ink2)
	name := k.Label
	for name != "" && bar.X-8.5*z-c.pen.measure(&c.setter, name, words) < from {
		name = after(name) // "output f" becomes "f"
	}
	c.pen.text(&c.setter, name, bar.X-8.5*z, bar.Y+7.5*z, end, words)
}

// keyLength is how long the key of a field is below a map.
func keyLength(r Rect, z float64) float64 {
	if r.W < 290*z {
		return 128 * z
	}
	return 150 * z
}

// after returns a text without its first word.
func after(text string) string {
	for i := range text {
		if text[i] == ' ' {
			return text[i+1:]
		}
	}
	return ""
}

// signedKey draws the cells of the signed bands and the values at which they end.
func (c *Chart) signedKey(k *sim.Cells, bar Rect) {
	z, pal := c.figure.zoom, c.pen.pal
	var room [sim.MostLevels]float64
	if levels := geom.Levels(room[:0], k); len(levels) > 0 {
		c.levelsKey(levels, bar)
		return
	}
	bands := palette.Bands(pal.of)
	cell := bar.W / float64(len(bands))
	for i, band := range bands {
		c.pen.rect(Rect{bar.X + cell*float64(i), bar.Y, cell, bar.H}, toned(band))
	}
	words := c.small(pal.ink2)
	words.size -= .5 * z
	unit := geom.Unit(k)
	numbers := geom.KeyNumbers(cell, 2*z, func(size float64) float64 {
		return c.pen.measure(&c.setter, keyText(-size, unit), words)
	})
	for i, s := range palette.Steps {
		if !slices.Contains(numbers[:], math.Abs(float64(s))) {
			continue
		}
		x := bar.X + cell*float64(i+1)
		text := keyText(float64(s), unit)
		c.pen.text(&c.setter, text, x, bar.Y+18*z, middle, words)
		if s == 0 {
			c.pen.down(x, bar.Y-1*z, bar.Y+bar.H+1*z, 1.5*z, pal.ink)
		}
	}
}

// levelsKey is signedKey for a field with levels of its own.
func (c *Chart) levelsKey(levels []float64, bar Rect) {
	z, pal := c.figure.zoom, c.pen.pal
	var room [2*sim.MostLevels + 1]palette.Colour
	shades := palette.Shades(room[:0], pal.of, len(levels))
	cell := bar.W / float64(len(shades))
	for i, shade := range shades {
		c.pen.rect(Rect{bar.X + cell*float64(i), bar.Y, cell, bar.H}, toned(shade))
	}
	words := c.small(pal.ink2)
	words.size -= .5 * z
	for _, m := range c.levelMarks(levels, bar.W, words) {
		c.pen.text(&c.setter, m.Text, bar.X+m.At, bar.Y+18*z, middle, words)
	}
}

// A ladder is the numbers of a key with levels of its own.
type ladder struct {
	levels       []float64
	length, size float64
	scale        float32
	marks        []geom.Mark
}

// levelMarks returns the numbers of such a key. Those of the last keys are not written anew for each frame.
func (c *Chart) levelMarks(levels []float64, length float64, words style) []geom.Mark {
	for i := range c.ladders {
		if l := &c.ladders[i]; l.length == length && l.size == words.size && l.scale == c.pen.scale && slices.Equal(l.levels, levels) {
			return l.marks
		}
	}
	wide := func(text string) float64 { return c.pen.measure(&c.setter, text, words) }
	l := ladder{slices.Clone(levels), length, words.size, c.pen.scale, geom.LevelMarks(levels, length, 4*c.figure.zoom, wide)}
	const most = 8
	if len(c.ladders) == most {
		c.ladders = c.ladders[:0]
	}
	c.ladders = append(c.ladders, l)
	return l.marks
}

// keyText is a step as it is printed. Those of most fields are not written anew for each frame.
func keyText(step, unit float64) string {
	if unit == 1 {
		if i := slices.Index(palette.Steps[:], float32(step)); i >= 0 {
			return keyTexts[i]
		}
	}
	return trimmed(step * unit)
}

// keyTexts are the steps as they are printed.
var keyTexts = [len(palette.Steps)]string{"−16", "−8", "−4", "−2", "−1", "−½", "0", "½", "1", "2", "4", "8", "16"}

// trimmed writes a number with at most two decimals and no more than it needs.
func trimmed(v float64) string {
	for d := range 2 {
		if p := math.Pow(10, float64(d)); math.Abs(v*p-math.Round(v*p)) < 1e-6*p {
			return geom.Number(v, d)
		}
	}
	return geom.Number(v, 2)
}
