package chart

import (
	"cmp"
	"slices"
	"strings"

	"narrows/sim"
	"narrows/sim/geom"
)

// A note is the name of a curve on its way to its place.
type note struct {
	curve int // index in Chart.curves
	text  string
	quiet string // words under it, if there is room
	style style
	w, h  float64 // of both
	x, y  float64 // left end, middle of the height
	big   bool
	done  bool
	known bool // another chart of the figure has the same name in the same colour

	leader bool // a line leads from it to its curve
}

// labels sets the names of curves next to them. While a run is short they ride at the
// heads; each parks as soon as there is a place of its own that the run has passed, into
// which no curve is to grow. What stands wrongly nevertheless moves once more: see clear.
// Where a name goes is a function of this frame alone.
func (c *Chart) labels(r Rect, spot *spot, levels []geom.Tick, y geom.Scale) {
	before := len(c.taken)
	c.collect(r, spot)
	if len(c.notes) == 0 {
		return
	}
	present := r.X + 1e9
	for i := range c.curves {
		if k := &c.curves[i]; k.line.Head && !k.head.gap() {
			if present > r.X+1e8 {
				present = r.X
			}
			present = max(present, float64(k.head.x))
		}
	}
	c.beside(r, spot)
	right := c.limit(r, spot)
	for _, turn := range [...]sim.Role{sim.Limit, sim.Kernel, sim.Finite} {
		for i := range c.notes {
			n := &c.notes[i]
			role := c.curves[n.curve].line.Role
			switch {
			case role != turn || n.big:
			case role == sim.Limit, role == sim.Kernel && c.lowest(n.curve):
				c.besideFall(n, r, levels, y)
			case role == sim.Finite:
				c.under(n, r, present, right)
			}
		}
	}
	for i := range c.notes {
		n := &c.notes[i]
		if head := c.curves[n.curve].head; !n.done && float64(head.x)+10*c.figure.zoom+n.w > right {
			c.overEnd(n, r)
		}
	}
	c.ride(r, right)
	c.clear(r, spot, before)
	for i := range c.notes {
		if c.notes[i].leader {
			c.lead(&c.notes[i])
		}
	}
	for i := range c.notes {
		n := &c.notes[i]
		c.pen.text(&c.setter, n.text, n.x, n.middle(c.figure.zoom)+n.style.size*.36, start, n.style)
		if n.quiet != "" {
			c.pen.text(&c.setter, n.quiet, n.x, n.y+10.5*c.figure.zoom, start, c.quietWords())
		}
	}
	c.say()
}

// lineUnder is how much higher a note with quiet words is than one without.
const lineUnder = 13.

// middle is that of the name itself.
func (n *note) middle(z float64) float64 {
	if n.quiet != "" {
		return n.y - lineUnder/2*z
	}
	return n.y
}

func (c *Chart) quietWords() style {
	s := c.small(c.pen.pal.ink2)
	s.halo = 2 * c.figure.zoom
	return s
}

// addQuiet sets the quiet words of a curve under its name where they fit beside the plot: those of
// series there alone, which inside would be too many.
func (c *Chart) addQuiet(n *note, r Rect, spot *spot) {
	z, ln := c.figure.zoom, c.curves[n.curve].line
	if ln.Note == "" || n.big || r.H < 150*z {
		return
	}
	room := spot.room - 10*z
	if ln.Role != sim.Class {
		room = r.W / 2
	}
	words := ln.Note
	for c.pen.measure(&c.setter, words, c.quietWords()) > room {
		var more bool
		if _, words, more = strings.Cut(words, ", "); !more {
			return
		}
	}
	n.quiet = words
	n.w = max(n.w, c.pen.measure(&c.setter, words, c.quietWords()))
	n.h += lineUnder * z
}

// hush takes the quiet words away, for which there is no room, and moves the name beside its curve if
// it stands wrongly without them.
func (c *Chart) hush(n *note, r Rect, spot *spot) bool {
	n.y = n.middle(c.figure.zoom)
	n.quiet, n.h = "", n.h-lineUnder*c.figure.zoom
	n.w = c.pen.measure(&c.setter, n.text, n.style)
	return c.standsWell(n, r, spot) || c.alongside(n, r, spot)
}

// limit is how far to the right names may reach.
func (c *Chart) limit(r Rect, spot *spot) float64 {
	return min(r.X+r.W+max(edge*c.figure.zoom, spot.room), c.figure.Width)
}

// collect makes a note of each curve that has a name.
func (c *Chart) collect(r Rect, spot *spot) {
	z, pal := c.figure.zoom, c.pen.pal
	c.notes = c.notes[:0]
	loud := false // a number to be read first makes the other names quieter
	for i := range c.curves {
		loud = loud || c.curves[i].line.Big
	}
	for i := range c.curves {
		k := &c.curves[i]
		if k.line.Label == "" || k.head.gap() {
			continue
		}
		n := note{curve: i, text: k.line.Label, big: k.line.Big, h: 14 * z,
			style: style{weight: semibold, size: 12 * z, tone: pal.words(k.line.Role, k.line.Class), halo: 2 * z}}
		if n.big {
			n.style.weight, n.style.size, n.h = bold, 15*z, 17*z
		} else if loud {
			n.style.weight = regular
		}
		if r.W < 180*z {
			n.text = shorter.Replace(n.text)
		}
		n.known = c.hasSaid(k.line)
		n.w = c.pen.measure(&c.setter, n.text, n.style)
		c.addQuiet(&n, r, spot)
		c.notes = append(c.notes, n)
	}
}

// say remembers the names that stand in a chart for those that follow.
func (c *Chart) say() {
	for i := range c.notes {
		if n := &c.notes[i]; n.text != "" {
			c.said = append(c.said, c.curves[n.curve].line)
		}
	}
}

// hasSaid reports whether an earlier chart of the scene has a curve of the same name, class
// and role.
func (c *Chart) hasSaid(l *sim.Line) bool {
	for _, s := range c.said {
		if s.Role == l.Role && s.Class == l.Class && s.Label == l.Label {
			return true
		}
	}
	return false
}

// beside parks the names of series in the room right of a plot, if they fit: level with the end
// of their theory, where they will stay, or else with their heads if there are no other names.
func (c *Chart) beside(r Rect, spot *spot) {
	z := c.figure.zoom
	alone := true
	for i := range c.notes {
		n := &c.notes[i]
		if alone = alone && c.curves[n.curve].line.Role == sim.Class; n.w+10*z > spot.room && c.curves[n.curve].line.Role == sim.Class {
			return
		}
	}
	for i := range c.notes {
		n := &c.notes[i]
		own := &c.curves[n.curve]
		if own.line.Role != sim.Class {
			continue
		}
		n.x, n.y, n.done = r.X+r.W+10*z, float64(own.head.y), alone
		for j := range c.curves {
			if k := &c.curves[j]; k.line.Role == sim.Theory && k.line.Class == own.line.Class && !k.head.gap() {
				n.y, n.done = float64(k.head.y), true
			}
		}
		n.y += n.y - n.middle(z) // the name itself stands level
	}
	slices.SortStableFunc(c.notes, func(a, b note) int {
		if a.done != b.done {
			if a.done {
				return -1
			}
			return 1
		}
		return cmp.Compare(a.y, b.y)
	})
	parked := 0
	for parked < len(c.notes) && c.notes[parked].done {
		parked++
	}
	spread(c.notes[:parked], 15.5*z, r.Y, r.Y+r.H)
}

// park settles a note with its left end at x and its middle at y, if nothing is there.
func (c *Chart) park(n *note, x, y float64, r Rect) bool {
	to := *n
	to.x, to.y = x, y
	if !c.vacant(to.box(), r) {
		return false
	}
	c.settle(n, x, y)
	return true
}

func (c *Chart) settle(n *note, x, y float64) {
	n.x, n.y, n.done = x, y, true
	c.taken = append(c.taken, n.box())
}

// besideFall parks a name left of where its curve falls (or rises) near a level of the
// grid, the first one where it fits and its own curve is the first to come. Best is a
// line above the level: an arrow that comes to the level later leaves it alone.
func (c *Chart) besideFall(n *note, r Rect, levels []geom.Tick, y geom.Scale) {
	z := c.figure.zoom
	own := &c.curves[n.curve]
	path := c.curvePoints[own.from:own.to]
	if len(path) < 2 {
		return
	}
	falls := own.head.y > path[0].y
	for i := range levels {
		level := levels[i].Value
		if falls != (y.Hi > y.Lo) { // from the top
			level = levels[len(levels)-1-i].Value
		}
		for _, off := range [...]float64{-18 * z, 0, -9 * z, 9 * z} {
			middle := y.At(level) + off
			low, high := float32(middle-n.h/2-1), float32(middle+n.h/2+1)
			if !(min(path[0].y, own.head.y) < low && max(path[0].y, own.head.y) > high) {
				continue
			}
			first, mine := c.leftmost(low, high, n.curve)
			if mine > first+12*float32(z) {
				continue
			}
			if c.park(n, float64(first)-7*z-n.w, middle, r) {
				return
			}
		}
	}
}

// under parks a name below its curve, toward its end. Once it no longer fits beside the
// head it follows that, below it, until the run is past its place.
func (c *Chart) under(n *note, r Rect, present, right float64) {
	z := c.figure.zoom
	head := float64(c.curves[n.curve].head.x)
	if head+10*z+n.w <= right {
		return
	}
	for _, end := range [...]float64{min(head-6*z, r.X+.8*r.W), r.X + .88*r.W, r.X + .7*r.W, r.X + .6*r.W} {
		_, bottom, ok := c.extent(n.curve, end-n.w-2, end+2)
		for _, away := range [...]float64{7, 13, 20, 28} {
			if ok && end <= present && c.park(n, end-n.w, bottom+away*z+n.h/2, r) {
				return
			}
		}
	}
}

// overEnd parks a name that no longer fits to the right of its curve's head: above the
// curve's end, or below it if another curve is above.
func (c *Chart) overEnd(n *note, r Rect) {
	z := c.figure.zoom
	own := &c.curves[n.curve]
	below := false
	for i := range c.curves {
		k := &c.curves[i]
		if i != n.curve && !k.head.gap() && k.line.Label != "" && k.head.y < own.head.y-1 {
			below = true
		}
	}
	ends := [...]float64{min(r.X+r.W, float64(own.head.x)+n.w), float64(own.head.x) - 10*z, r.X + .8*r.W, r.X + .6*r.W}
	if below || n.big {
		ends[0] = float64(own.head.x) - 10*z
	}
	for _, right := range ends {
		left := right - n.w
		top, bottom, ok := c.extent(n.curve, left-2, right+2)
		if !ok {
			top, bottom = float64(own.head.y), float64(own.head.y)
		}
		for _, away := range [...]float64{5, 10, 16, 24, 34} {
			up, down := top-away*z-n.h/2, bottom+away*z+n.h/2
			if below && !n.big {
				up, down = down, up
			}
			if c.besideOnly(n, left, up, top, bottom) && c.park(n, left, up, r) {
				return
			}
			if away >= 10 && c.besideOnly(n, left, down, top, bottom) && c.park(n, left, down, r) {
				return
			}
		}
	}
	if n.known { // then it looks for a place once all others have theirs
		n.x, n.y, n.done = r.X, r.Y-r.H, true
		return
	}
	// Curves are everywhere: over one of them then, with its rim to keep it readable, but
	// never over words, and as near to its end as that allows.
	for away := 12 * z; away < r.H; away += 6 * z {
		for _, right := range ends {
			for _, y := range [...]float64{float64(own.head.y) - away, float64(own.head.y) + away} {
				if c.free(Rect{right - n.w - 2, y - n.h/2, n.w + 4, n.h}, r) {
					c.settle(n, right-n.w, y)
					return
				}
			}
		}
	}
	c.settle(n, r.X+r.W-n.w, max(float64(own.head.y)-12*z, r.Y))
}

// lowest reports whether a curve has fallen below all others with a name, but for finite
// networks, which run with their limits.
func (c *Chart) lowest(i int) bool {
	for j := range c.curves {
		k := &c.curves[j]
		if j != i && k.line.Label != "" && k.line.Role != sim.Finite && !k.head.gap() && k.head.y >= c.curves[i].head.y {
			return false
		}
	}
	return true
}

// ride puts the names that have not parked at the heads of their curves, in the order of
// the values, at least a line apart.
func (c *Chart) ride(r Rect, right float64) {
	z := c.figure.zoom
	order := c.notes[:len(c.notes):len(c.notes)]
	slices.SortStableFunc(order, func(a, b note) int {
		if a.done != b.done {
			if a.done {
				return 1
			}
			return -1
		}
		if a.done {
			return 0
		}
		p, q := &c.curves[a.curve], &c.curves[b.curve]
		if d := p.head.y - q.head.y; geom.Abs(d) > float32(3*z) { // nearer is a tie
			if d < 0 {
				return -1
			}
			return 1
		}
		return int(p.line.Role) - int(q.line.Role)
	})
	n := 0
	for n < len(order) && !order[n].done {
		n++
	}
	order = order[:n]
	for i := range order {
		o := &order[i]
		head := c.curves[o.curve].head
		o.x, o.y = min(float64(head.x)+10*z, right-o.w), float64(head.y)
		if o.big {
			o.y -= 5 * z
		}
	}
	spread(order, 15.5*z, r.Y+5*z, r.Y+r.H-8*z)
}

// spread moves notes apart as little as possible, in their order, by at least d, or half
// of both their heights if that is more, and keeps them between top and bottom.
func spread(notes []note, d, top, bottom float64) {
	apart := func(i int) float64 { return max(d, (notes[i-1].h+notes[i].h)/2+1) }
	for range 30 {
		moved := false
		for i := 1; i < len(notes); i++ {
			if lack := apart(i) - (notes[i].y - notes[i-1].y); lack > .01 {
				notes[i-1].y -= lack / 2
				notes[i].y += lack / 2
				moved = true
			}
		}
		if !moved {
			break
		}
	}
	for i := range notes {
		low := top
		if i > 0 {
			low = notes[i-1].y + apart(i)
		}
		notes[i].y = max(notes[i].y, low)
	}
	for i := len(notes) - 1; i >= 0; i-- {
		if i == len(notes)-1 {
			notes[i].y = min(notes[i].y, bottom)
		} else {
			notes[i].y = min(notes[i].y, notes[i+1].y-apart(i+1))
		}
	}
}
