package chart

import (
	"fmt"
	"math"
	"runtime"
	"sync"
	"testing"

	"narrows/sim"
	"narrows/sim/experiments"
	"narrows/sim/link"
)

// The looks of page, a window of 1024, a narrow one, phone, embed, narrow embed, a wide screen and a wall.
var everyLook = []Look{
	{Width: 1008, Scale: 1}, {Width: 976, Scale: 1}, {Width: 860, Scale: 1}, {Width: 350, Scale: 1, Gap: 146},
	{Width: 688, Scale: 1, Profile: Embed}, {Width: 328, Scale: 1, Profile: Embed},
	{Width: 1216, Scale: 1, Profile: Present}, {Width: 1824, Scale: 1, Profile: Present},
}

// TestNamesOfPresets looks at every preset in every look at 5 %, at half and at the end of its run: no name of a
// curve lies over words, a mark or another curve, none leaves the figure, none is nearer to
// another curve than to its own, and the hero's is there.
func TestNamesOfPresets(t *testing.T) {
	type job struct {
		e sim.Experiment
		l link.Link
	}
	jobs := make(chan job)
	var workers sync.WaitGroup
	for range runtime.NumCPU() {
		workers.Go(func() {
			for j := range jobs {
				run, err := j.e.New(j.l.Settings)
				if err != nil {
					t.Error(err)
					continue
				}
				steps, at := run.Frame().Steps, 0
				for _, share := range []float64{.05, .5, 1} {
					to := max(int(share*float64(steps)), at+1)
					at, _ = sim.Advance(run, j.l.Settings.Changes, at, to-at, nil)
					f := run.Frame()
					for _, l := range everyLook {
						for _, complaint := range misplaced(&f, l) {
							t.Errorf("%s, step %d, %v px: %s", link.Format(j.l), at, l.Width, complaint)
						}
					}
					if f.End != "" {
						break
					}
				}
			}
		})
	}
	for _, e := range experiments.List {
		for _, p := range e.Presets {
			jobs <- job{e, link.Preset(e, p)}
		}
	}
	close(jobs)
	workers.Wait()
}

// misplaced returns what is wrong with the names of a frame's curves.
func misplaced(f *sim.Frame, l Look) (complaints []string) {
	c := New()
	c.drawn = func(p *sim.Panel, at *Place) {
		complain := func(format string, a ...any) {
			complaints = append(complaints, p.Title+": "+fmt.Sprintf(format, a...))
		}
		z := c.figure.zoom
		before := len(c.taken) // of marks and words that are no names
		for i := range c.notes {
			if c.notes[i].text != "" {
				before--
			}
		}
		named := map[int]bool{}
		for i := range c.notes {
			n := &c.notes[i]
			if n.text == "" {
				continue
			}
			named[n.curve] = true
			box := Rect{n.x, n.y - n.h/2, n.w, n.h}
			inner := Rect{box.X + 1.5*z, box.Y + 2*z, box.W - 3*z, box.H - 4*z}
			if box.X < 0 || box.X+box.W > c.figure.Width+.01 || box.Y < 0 || box.Y+box.H > c.figure.Height {
				complain("%q leaves the figure: %.0f", n.text, box)
			}
			if plot := at.Plot; inner.Y < plot.Y-14*z || inner.Y+inner.H > plot.Y+plot.H+14*z {
				complain("%q leaves its chart", n.text)
			}
			for j := range c.notes[:i] {
				if m := &c.notes[j]; m.text != "" && inner.overlaps(Rect{m.x, m.y - m.h/2 + 2*z, m.w, m.h - 4*z}) {
					complain("%q and %q lie over one another", n.text, m.text)
				}
			}
			for _, taken := range c.taken[:before] {
				if inner.overlaps(taken) {
					complain("%q lies over a mark or words", n.text)
					break
				}
			}
			for j := range c.curves {
				if c.crosses(&c.curves[j], inner) {
					complain("%q is struck through by %q", n.text, c.curves[j].line.Label)
				}
			}
			// Its theory is its own, and quiet companions are nobody's.
			own, nearest, of := c.away(n.curve, box), math.Inf(1), -1
			line := c.curves[n.curve].line
			for j := range c.curves {
				switch k := c.curves[j].line; {
				case k.Role == sim.Theory && line.Role == sim.Class && k.Class == line.Class:
					own = min(own, c.away(j, box))
				case k.Role == line.Role && k.Class == line.Class, k.Thin:
				default:
					if d := c.away(j, box); d < nearest {
						nearest, of = d, j
					}
				}
			}
			if own > nearest+4*z && !n.leader {
				complain("%q is %.0f px from its curve and %.0f px from %q", n.text, own, nearest, c.curves[of].line.Label)
			}
		}
		for i := range c.curves {
			if k := &c.curves[i]; (k.line.Role == sim.Limit || k.line.Big) && k.line.Label != "" && !k.head.gap() && !named[i] {
				complain("%q is not named", k.line.Label)
			}
		}
	}
	c.Scene(f, l)
	return complaints
}

// away is how far a curve is from a box.
func (c *Chart) away(i int, box Rect) float64 {
	least := math.Inf(1)
	k := &c.curves[i]
	path := c.curvePoints[k.from:k.to]
	for j := range path {
		if path[j].gap() {
			continue
		}
		// In pieces shorter than a pixel or two: nearer than a name is high, that is enough.
		n := 1
		if j+1 < len(path) && !path[j+1].gap() {
			n = 1 + int(math.Hypot(float64(path[j+1].x-path[j].x), float64(path[j+1].y-path[j].y))/2)
		}
		for m := range n {
			x, y := float64(path[j].x), float64(path[j].y)
			if m > 0 {
				s := float64(m) / float64(n)
				x, y = x+s*float64(path[j+1].x-path[j].x), y+s*float64(path[j+1].y-path[j].y)
			}
			least = min(least, math.Hypot(max(box.X-x, x-box.X-box.W, 0), max(box.Y-y, y-box.Y-box.H, 0)))
		}
	}
	return least
}
