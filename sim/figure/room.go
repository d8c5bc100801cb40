package figure

import (
	"gonum.org/v1/plot/vg"

	"narrows/sim"
)

// A room knows where a panel's curves and points run, so that words can stand beside them.
type room struct {
	pieces [][2]vg.Point
	taken  []vg.Rectangle
}

// newRoom takes what a panel draws, placed by to.
func newRoom(p *sim.Panel, ghosts []*sim.Panel, to func(x, y float64) vg.Point) *room {
	r := &room{}
	for _, q := range append([]*sim.Panel{p}, ghosts...) {
		for i := range q.Lines {
			for _, run := range runs(&q.Lines[i], to) {
				for k := range max(len(run)-1, 1) {
					r.pieces = append(r.pieces, [2]vg.Point{run[k], run[min(k+1, len(run)-1)]})
				}
			}
		}
	}
	for i := range p.Dots {
		d := &p.Dots[i]
		for k := range min(len(d.X), len(d.Y)) {
			if at, ok := pointAt(to, d.X[k], d.Y[k]); ok {
				r.pieces = append(r.pieces, [2]vg.Point{at, at})
			}
		}
	}
	return r
}

// arrows takes the words and the shafts of a panel's arrows.
func (r *room) arrows(p *sim.Panel, to func(x, y float64) vg.Point) {
	for i := range p.Segments {
		s := p.Placed(&p.Segments[i])
		for k := range min(len(s.X0), len(s.Y0), len(s.X1), len(s.Y1)) {
			a, ok := pointAt(to, s.X0[k], s.Y0[k])
			b, ok2 := pointAt(to, s.X1[k], s.Y1[k])
			if s.Arrow && ok && ok2 {
				large, small := arrowStyles(s)
				r.words(a, b, max(width(large, s.Label), width(small, s.Note)), 0)
				r.pieces = append(r.pieces, [2]vg.Point{a, b})
			}
		}
	}
}

// free reports whether nothing runs through a rectangle.
func (r *room) free(box vg.Rectangle) bool {
	for _, t := range r.taken {
		if box.Min.X < t.Max.X && t.Min.X < box.Max.X && box.Min.Y < t.Max.Y && t.Min.Y < box.Max.Y {
			return false
		}
	}
	for _, p := range r.pieces {
		if crosses(p[0], p[1], box) {
			return false
		}
	}
	return true
}

// crosses clips a piece of a line against a rectangle (Liang and Barsky 1984,
// doi:10.1145/357332.357333) and reports whether anything is left.
func crosses(a, b vg.Point, box vg.Rectangle) bool {
	from, to := 0.0, 1.0
	clip := func(start, step, low, high vg.Length) bool {
		if step == 0 {
			return start >= low && start <= high
		}
		t, u := float64((low-start)/step), float64((high-start)/step)
		from, to = max(from, min(t, u)), min(to, max(t, u))
		return from <= to
	}
	return clip(a.X, b.X-a.X, box.Min.X, box.Max.X) && clip(a.Y, b.Y-a.Y, box.Min.Y, box.Max.Y)
}

// boxOf is the box of words of a size that begin at x and have their middle at y.
func boxOf(x, y, wide, size vg.Length) vg.Rectangle {
	const air = 2 * px
	return vg.Rectangle{Min: vg.Point{X: x - air, Y: y - 0.55*size - air/2}, Max: vg.Point{X: x + wide + air, Y: y + 0.55*size + air/2}}
}

// beside finds a free place for words whose middle stands best at y, a little higher or lower
// if need be, within a height.
func (r *room) beside(x, y, wide, size, height vg.Length) (at vg.Length, ok bool) {
	const most = 8 // that is two lines and a half each way: farther off a label is another's
	for k := range 2*most + 1 {
		shift := vg.Length((k + 1) / 2)
		if k%2 == 0 {
			shift = -shift
		}
		at := y + shift*0.35*size
		box := boxOf(x, at, wide, size)
		if box.Min.Y < 0 || box.Max.Y > height || !r.free(box) {
			continue
		}
		r.taken = append(r.taken, box)
		return at, true
	}
	return y, false
}

// An arrow's words are two lines, the second below the first, that end or begin at a place.
type arrowWords struct {
	at       vg.Point // where the upper line has its base
	rightend bool     // at is the right end of both
}

// words finds where the words of an arrow from a to b stand: before its head, below or above
// it, or else behind its tail. left is where the panel begins.
func (r *room) words(a, b vg.Point, wide, left vg.Length) arrowWords {
	const up, down = 14 * px, 22 * px // from the base of the upper line
	box := func(w arrowWords) vg.Rectangle {
		x := w.at.X
		if w.rightend {
			x -= wide
		}
		return vg.Rectangle{Min: vg.Point{X: x, Y: w.at.Y - down}, Max: vg.Point{X: x + wide, Y: w.at.Y + up}}
	}
	before := arrowWords{vg.Point{X: b.X - 10*px, Y: b.Y - 5*px}, true}
	under := arrowWords{vg.Point{X: b.X, Y: b.Y - 20*px}, false}
	choices := []arrowWords{
		before, {vg.Point{X: b.X - 10*px, Y: b.Y + 26*px}, true}, under,
		{vg.Point{X: b.X - 10*px, Y: b.Y - 20*px}, true}, {vg.Point{X: max(a.X, b.X) + 10*px, Y: b.Y + 26*px}, false}, {vg.Point{X: b.X - 10*px, Y: b.Y - 40*px}, true},
	}
	for _, w := range choices {
		if q := box(w); q.Min.X >= left+2*px && r.free(q) {
			r.taken = append(r.taken, q)
			return w
		}
	}
	w := before
	if b.X-left-12*px < wide {
		w = under
	}
	r.taken = append(r.taken, box(w))
	return w
}
