package chart

import (
	"image"
	"math"
	"unicode"
	"unicode/utf8"

	"narrows/sim"
	"narrows/sim/geom"
)

// A hit is a dot that can be picked. It holds no pointers: thousands of them would keep the
// garbage collector busy.
type hit struct {
	crowd   int32 // of hits.crowds
	id      int32
	at      point
	x, y, z float32
	class   uint8
	again   bool // at the other end of an axis that goes around
}

// A crowd is what dots drawn together have in common.
type crowd struct {
	*sim.Dots
	panel   int
	classes []string
	solid   bool
	x, y    *sim.Axis
}

// A tileHit is a tile that can be picked.
type tileHit struct {
	panel  int
	at     image.Rectangle // device pixels
	key    sim.Key
	of     *sim.Panel
	amidst *sim.Tiles
}

// A curveHit is a curve that can be picked.
type curveHit struct {
	panel, from, to int
	x, y            geom.Scale
	key             sim.Key
	name            string // empty: none of its own
	axis, suffix    string
}

// hits are what a scene shows, for picking.
type hits struct {
	dots   []hit
	crowds []crowd
	tiles  []tileHit
	curves []curveHit
	points []point
	cells  []cellHit
	step   string // what a step is called
}

// A solidAt is where a panel is that a camera turns.
type solidAt struct {
	panel int
	rect  Rect
}

func (h *hits) reset() {
	h.dots, h.crowds, h.tiles, h.curves, h.points = h.dots[:0], h.crowds[:0], h.tiles[:0], h.curves[:0], h.points[:0]
	h.cells = h.cells[:0]
}

// enter begins a crowd of dots and returns its index.
func (h *hits) enter(panel int, p *sim.Panel, d *sim.Dots) int32 {
	h.crowds = append(h.crowds, crowd{d, panel, p.Classes, p.Solid, &p.X, &p.Y})
	return int32(len(h.crowds) - 1)
}

// add makes the k-th of some dots something that can be picked, at q.
func (h *hits) add(crowd int32, d *sim.Dots, k int, q point) {
	if d.Of == "" {
		return
	}
	hit := hit{crowd: crowd, id: int32(k), at: q, x: d.X[k], y: d.Y[k], class: uint8(classOf(d, k))}
	if k < len(d.Z) {
		hit.z = d.Z[k]
	}
	h.dots = append(h.dots, hit)
}

// addAgain makes it something that can be picked at another place as well.
func (h *hits) addAgain(crowd int32, d *sim.Dots, k int, q point) {
	n := len(h.dots)
	h.add(crowd, d, k, q)
	for i := range h.dots[n:] {
		h.dots[n+i].again = true
	}
}

// addCurves makes the curves of a panel something that can be picked.
func (h *hits) addCurves(panel int, x, y geom.Scale, curves []curve, points []point, p *sim.Panel) {
	for i := range curves {
		k := &curves[i]
		from := len(h.points)
		h.points = append(h.points, points[k.from:k.to]...)
		h.curves = append(h.curves, curveHit{panel, from, len(h.points), x, y, k.line.Key, nameOf(k.line, p), p.X.Label, p.Y.Suffix})
	}
}

// nameOf is what a line is called: its label, but the title of its panel where that is its number.
func nameOf(l *sim.Line, p *sim.Panel) string {
	switch {
	case l.Big:
		return p.Title
	case l.Label == "" && l.Role == sim.Theory:
		return theory
	}
	return l.Label
}

// theory is what a line of theory is called that has no label of its own.
const theory = "theory"

// reach is how near, in CSS pixels, a pointer must come.
const reach = 12

// Pick returns the element of the last scene nearest to (x, y), in CSS pixels from the
// figure's top left, within reach of a finger, or the tile that is there: the index of its panel in Frame.Panels,
// its key, and its value in words. A curve has a value wherever it is touched, and the
// zero Key unless it stands for something. ok is false if nothing is near.
func (c *Chart) Pick(x, y float64) (panel int, key sim.Key, value string, ok bool) {
	best := float64(reach)
	var dot *hit
	for i := range c.hits.dots {
		d := &c.hits.dots[i]
		// Of two marks at one place the later one is on top.
		if l := math.Hypot(float64(d.at.x)-x, float64(d.at.y)-y); l <= best {
			best, dot = l, d
		}
	}
	if dot != nil {
		of := &c.hits.crowds[dot.crowd]
		return of.panel, sim.Key{Of: of.Of, ID: int(dot.id)}, dot.words(of, c.hits.classes(of)), true
	}
	at := image.Pt(int(math.Floor(x*float64(c.pen.scale))), int(math.Floor(y*float64(c.pen.scale))))
	for i := len(c.hits.tiles) - 1; i >= 0; i-- { // the later one is on top
		if t := &c.hits.tiles[i]; at.In(t.at) {
			return t.panel, t.key, t.words(), true
		}
	}
	best = reach
	var curve *curveHit
	var where point
	for i := range c.hits.curves {
		t := &c.hits.curves[i]
		path := c.hits.points[t.from:t.to]
		for j := range path {
			a, b := path[max(j-1, 0)], path[j]
			if a.gap() {
				a = b
			}
			q, l := nearest(a, b, x, y)
			if l < best {
				best, curve, where = l, t, q
			}
		}
	}
	if curve == nil {
		return 0, sim.Key{}, "", false
	}
	return curve.panel, curve.key, c.hits.values(curve, where), true
}

// nearest returns the point of a segment that is nearest to (x, y), and how near; a gap is
// infinitely far.
func nearest(a, b point, x, y float64) (point, float64) {
	if b.gap() {
		return b, math.Inf(1)
	}
	dx, dy := float64(b.x-a.x), float64(b.y-a.y)
	t := 0.
	if l := dx*dx + dy*dy; l > 0 {
		t = min(max(((x-float64(a.x))*dx+(y-float64(a.y))*dy)/l, 0), 1)
	}
	px, py := float64(a.x)+t*dx, float64(a.y)+t*dy
	return point{float32(px), float32(py)}, math.Hypot(px-x, py-y)
}

// words say what a dot is, what it is taken for if that is something else, where it is, and the
// output: "inner, taken for outer; inside at (−3.2, −0.8); output −1.4". Where both axes have a name, each says its number:
// "direction of a neuron 15°, bias 0.11".
func (d *hit) words(of *crowd, classes []string) string {
	k := int(d.id)
	if k < len(of.Lead) {
		return nodeWords(of.Dots, k, classes)
	}
	text, called := wordOf(classes, d.class), of.Label
	if k < len(of.Guess) && of.Guess[k] != d.class && text != "" {
		text += ", taken for " + wordOf(classes, of.Guess[k])
	}
	if k < len(of.Words) {
		called = of.Words[k]
	}
	switch {
	case called != "" && text != "":
		text = called + ": " + text
	case called != "":
		text = called
	}
	if text != "" {
		text += "; "
	}
	if !of.solid && of.x.Label != "" && of.y.Label != "" {
		return text + of.x.Label + " " + Digits(float64(d.x)) + of.x.Suffix + ", " + of.y.Label + " " + Digits(float64(d.y)) + of.y.Suffix
	}
	if of.Place != "" {
		text += of.Place + " "
	}
	text += "at (" + Digits(float64(d.x)) + ", " + Digits(float64(d.y))
	if of.solid {
		text += ", " + Digits(float64(d.z))
	}
	text += ")"
	if k < len(of.Output) {
		text += "; output " + Digits(float64(of.Output[k]))
	}
	return text
}

// classes are the names of a crowd's classes; another panel with the same points may have the legend.
func (h *hits) classes(of *crowd) []string {
	for i := range h.crowds {
		if other := &h.crowds[i]; len(of.classes) == 0 && of.Of != "" && other.Of == of.Of && len(other.classes) > 0 {
			return other.classes
		}
	}
	return of.classes
}

func wordOf(classes []string, class uint8) string {
	if int(class) < len(classes) {
		return classes[class]
	}
	return ""
}

// words names the class of a tile, and what it is taken for if that is another.
func (t *tileHit) words() string {
	class := classWord(t.of, t.amidst.Class, t.key.ID)
	if guess := classWord(t.of, t.amidst.Guess, t.key.ID); guess != "" && guess != class {
		return class + ", taken for " + guess
	}
	return class
}

// values says what the curves of a panel that have a name are where one was picked, that one first: "Step 120: through 2 units 0.034; no bottleneck 0.12".
func (h *hits) values(picked *curveHit, q point) string {
	text := ""
	if picked.name != "" {
		text = "; " + picked.value(q.y)
	}
	for i := range h.curves {
		other := &h.curves[i]
		if other.panel != picked.panel || other.name == "" || other.name == theory || other.name == picked.name {
			continue
		}
		if y, there := height(h.points[other.from:other.to], q.x); there {
			text += "; " + other.value(y)
		}
	}
	if text == "" {
		text = "; " + picked.value(q.y)
	}
	return picked.at(q, h.step) + ": " + text[len("; "):]
}

// at says where a point is along the axis, whose steps have a name.
func (t *curveHit) at(q point, step string) string {
	at := t.x.Value(float64(q.x))
	switch {
	case t.x.Whole:
		return capitalised(step) + " " + geom.Number(math.Round(at), 0)
	case t.axis == "":
		return "At " + Digits(at)
	}
	return capitalised(t.axis) + " " + Digits(at)
}

// value says what a curve is at a height.
func (t *curveHit) value(y float32) string {
	text := Digits(t.y.Value(float64(y))) + t.suffix
	if t.name != "" {
		text = t.name + " " + text
	}
	return text
}

// height returns where a path is at x, the last time that it comes there.
func height(path []point, x float32) (y float32, there bool) {
	for j := len(path) - 1; j > 0; j-- {
		a, b := path[j-1], path[j]
		if a.gap() || b.gap() || x < min(a.x, b.x) || x > max(a.x, b.x) {
			continue
		}
		if a.x == b.x {
			return b.y, true
		}
		return a.y + (x-a.x)/(b.x-a.x)*(b.y-a.y), true
	}
	return 0, false
}

func capitalised(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}

// Solid returns the panel of the last scene at (x, y), in CSS pixels, if it is one that
// a Camera turns.
func (c *Chart) Solid(x, y float64) (panel int, ok bool) {
	for _, s := range c.solids {
		if s.rect.holds(x, y) {
			return s.panel, true
		}
	}
	return 0, false
}
