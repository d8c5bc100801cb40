package chart_test

import (
	"cmp"
	"fmt"
	"math"
	"testing"

	"narrows/sim"
	"narrows/wasm/chart"
)

// TestLayoutTable checks the headline's measures at each breakpoint, in CSS pixels.
func TestLayoutTable(t *testing.T) {
	f := headline(0)
	rows := []struct {
		name          string
		look          chart.Look
		height        float64
		plots         []chart.Rect // NaN: any
		titleX, above float64      // of the third panel; above its plot
	}{
		{"full", chart.Look{Width: 1008}, 404, []chart.Rect{{0, 70, 298, 298}, {342, 70, 298, 298}, {694, 70, 306, 160}, {694, 278.5, 306, 89.5}}, 656, 11},
		{"laptop", chart.Look{Width: 976}, 358, []chart.Rect{{0, 70, 252, 252}, {296, 70, 252, 252}, {602, 70, 366, 130.5}, {602, 249, 366, 73}}, 564, 11},
		{"phone", chart.Look{Width: 350}, 630, []chart.Rect{{0, 64, 169, 169}, {181, 64, 169, 169}, {42, 286, 302, 178}, {42, 498, 302, 96}}, 0, 11},
		{"embed", chart.Look{Width: 688, Profile: chart.Embed}, 309, []chart.Rect{{0, 61, 212, 212}, {240, 61, 212, 212}, {506, 61, 174, 210}}, 468, 11},
		{"present", chart.Look{Width: 1216, Profile: chart.Present}, 549, []chart.Rect{{0, 94.5, 400, 400}, {439, 94.5, 400, 400}, {920, 94.5, 284, 283}}, 863, 16.5},
	}
	near := func(a, b float64) bool { return math.Abs(a-b) <= 1 } // the pictures it is taken from are no finer
	for _, r := range rows {
		p := chart.Layout(&f, r.look)
		if !near(p.Height, r.height) || p.Width != r.look.Width {
			t.Errorf("%s: got %v×%v, want %v×%v", r.name, p.Width, p.Height, r.look.Width, r.height)
		}
		if len(p.Places) != len(r.plots) {
			t.Errorf("%s: got %d places, want %d", r.name, len(p.Places), len(r.plots))
			continue
		}
		for i, want := range r.plots {
			got := p.Places[i].Plot
			if !near(got.X, want.X) || !near(got.Y, want.Y) || !near(got.W, want.W) || !near(got.H, want.H) {
				t.Errorf("%s: panel %d got %v, want %v", r.name, i, got, want)
			}
		}
		got := p.Places[2]
		if !near(got.TitleX, r.titleX) || !near(got.Plot.Y-got.TitleY, r.above) {
			t.Errorf("%s: got a title at %v, %v above, want %v, %v", r.name, got.TitleX, got.Plot.Y-got.TitleY, r.titleX, r.above)
		}
	}
}

// TestLayoutOfAnyPanels lays out every mix of up to five panels in some columns at many widths: all
// stand within the figure, none on another.
func TestLayoutOfAnyPanels(t *testing.T) {
	step := sim.Axis{Label: "steps", Max: 10, Scale: sim.LogStep}
	kinds := []sim.Panel{{Square: true}, {X: step}, {Solid: true}, {X: sim.Axis{Label: "z", Max: 1}}}
	for n := 1; n <= 5; n++ {
		for code := range int(math.Pow(4, float64(n))) {
			f := sim.Frame{Strait: sim.Strait{Units: code % 3}}
			for i, c := 0, code; i < n; i, c = i+1, c/4 {
				p := kinds[c%4]
				p.Name = fmt.Sprint(i)
				// All in one, one each, the last ones together, or the other way round.
				p.Column = [...]int{0, i, min(i, 2), n - i}[code/3%4]
				p.Share = [...]float64{0, .7}[code/5%2]
				f.Panels = append(f.Panels, p)
			}
			for _, profile := range []chart.Profile{chart.Page, chart.Embed, chart.Present} {
				for _, w := range []float64{320, 350, 600, 852, 1008, 1216} {
					checkPlan(t, &f, chart.Look{Width: w, Profile: profile})
				}
			}
			if t.Failed() {
				return
			}
		}
	}
}

func checkPlan(t *testing.T, f *sim.Frame, l chart.Look) {
	t.Helper()
	p := chart.Layout(f, l)
	for i, a := range p.Places {
		r := a.Plot
		if r.X < 0 || r.Y < 0 || r.X+r.W > p.Width+.01 || r.Y+r.H > p.Height+.01 || r.W < 20 || r.H < 20 {
			t.Errorf("%+v: panel %d of %v got %v in %v×%v", l, i, f.Panels, r, p.Width, p.Height)
		}
		if a.TitleX < 0 || a.TitleX+a.TitleW > p.Width+.01 || a.TitleY > r.Y || a.TitleW < 20 {
			t.Errorf("%+v: panel %d got a title at %v, %v, %v wide", l, i, a.TitleX, a.TitleY, a.TitleW)
		}
		for j, b := range p.Places[:i] {
			q := b.Plot
			if r.X < q.X+q.W-.01 && q.X < r.X+r.W-.01 && r.Y < q.Y+q.H-.01 && q.Y < r.Y+r.H-.01 {
				t.Errorf("%+v: panels %d and %d overlap: %v, %v", l, j, i, q, r)
			}
		}
	}
}

// TestGap checks that a figure of one column keeps a gap free under its maps, or under its
// first chart, and is otherwise as it is without.
func TestGap(t *testing.T) {
	squares, charts := headline(0), wheel(6)
	charts.Panels = charts.Panels[2:]
	charts.Panels[0].Column = 1
	for name, f := range map[string]*sim.Frame{"maps": &squares, "charts": &charts} {
		plain, gapped := chart.Layout(f, chart.Look{Width: 350}), chart.Layout(f, chart.Look{Width: 350, Gap: 140})
		if got := gapped.Height - plain.Height; got < 140 || got > 180 {
			t.Errorf("%s: the gap makes the figure %v higher, want 140 and room for a title or numbers", name, got)
		}
		above, below := 0, 0
		for i, p := range gapped.Places {
			switch {
			case p.Plot.Y+p.Plot.H <= gapped.Gap:
				above++
			case p.TitleY-13 >= gapped.Gap+140:
				below++
			default:
				t.Errorf("%s: panel %d at %v, its title at %v, stands in the gap from %v on", name, i, p.Plot, p.TitleY, gapped.Gap)
			}
		}
		if above == 0 || below == 0 {
			t.Errorf("%s: %d panels above the gap, %d below", name, above, below)
		}
		if wide := chart.Layout(f, chart.Look{Width: 1008, Gap: 140}); wide.Gap != 0 || wide.Height != chart.Layout(f, chart.Look{Width: 1008}).Height {
			t.Errorf("%s: a wide figure keeps a gap", name)
		}
	}
}

// TestRoom checks that a figure gives way to the height there is, down to what can be read,
// and is the same as without where there is enough.
func TestRoom(t *testing.T) {
	squares, sectors := headline(2000), wheel(6)
	charts := wheel(6)
	charts.Panels = charts.Panels[2:]
	charts.Panels[0].Column = 1
	for name, f := range map[string]*sim.Frame{"maps": &squares, "sectors": &sectors, "charts": &charts} {
		for _, l := range []chart.Look{
			{Width: 328, Profile: chart.Embed}, {Width: 296, Profile: chart.Embed}, {Width: 688, Profile: chart.Embed},
			{Width: 1216, Profile: chart.Present}, {Width: 741, Profile: chart.Present}, {Width: 350},
		} {
			free := chart.Layout(f, l)
			for _, room := range []float64{2000, free.Height, .9 * free.Height, .7 * free.Height, 330} {
				l.Room = room
				if l.Profile == chart.Present {
					l.Room = max(room, 420)
				}
				p := chart.Layout(f, l)
				if p.Height > max(l.Room, 1) {
					t.Errorf("%s in %v×%v: got %v", name, l.Width, l.Room, p.Height)
				}
				if l.Room >= free.Height && p.Height != free.Height {
					t.Errorf("%s in %v×%v: got %v, want %v as without bounds", name, l.Width, l.Room, p.Height, free.Height)
				}
				if len(p.Places) == 0 {
					t.Errorf("%s in %v×%v: nothing is left", name, l.Width, l.Room)
				}
				checkPlan(t, f, l)
			}
		}
	}
}

// TestMinorPanelsGiveWay checks that an embed leaves them out and a page does not.
func TestMinorPanelsGiveWay(t *testing.T) {
	f := headline(0)
	for profile, want := range map[chart.Profile]int{chart.Page: 4, chart.Embed: 3, chart.Present: 3} {
		if got := len(chart.Layout(&f, chart.Look{Width: 900, Profile: profile}).Places); got != want {
			t.Errorf("profile %d: got %d panels, want %d", profile, got, want)
		}
	}
}

// TestChartsWithAxesOfTheirOwn checks two maps and two charts that share no axis: the
// charts are stacked, each with its numbers, and with room for the title and the name of
// the axis between them. The second one is not much lower than the first.
func TestChartsWithAxesOfTheirOwn(t *testing.T) {
	f := wheel(6)
	for _, l := range []chart.Look{{Width: 1008}, {Width: 976}, {Width: 852}, {Width: 350}, {Width: 688, Profile: chart.Embed}, {Width: 1216, Profile: chart.Present}} {
		p := chart.Layout(&f, l)
		if len(p.Places) != 4 {
			t.Errorf("width %v: got %d places, want 4", l.Width, len(p.Places))
			continue
		}
		z := 1.
		if l.Profile == chart.Present {
			z = 1.5
		}
		a, b := p.Places[2].Plot, p.Places[3].Plot
		if a.X != b.X || a.W != b.W {
			t.Errorf("width %v: got charts at %v and %v, want one column", l.Width, a, b)
		}
		// The name of the axis ends 33 below the first, the title begins 21 above the second.
		if gap := b.Y - a.Y - a.H; gap < 54*z {
			t.Errorf("width %v: got %v between the charts, want room for a name and a title", l.Width, gap)
		}
		if b.H < 60*z-1 || a.H > 1.3*b.H {
			t.Errorf("width %v: got charts %v and %v high", l.Width, a.H, b.H)
		}
		if left := p.Places[0].Plot.W; l.Width > 700 && math.Abs(b.Y+b.H-p.Places[0].Plot.Y-left) > 1 {
			t.Errorf("width %v: got a second chart that ends at %v, maps at %v", l.Width, b.Y+b.H, p.Places[0].Plot.Y+left)
		}
	}
}

// TestColumns checks that panels stand in the columns they name, from the left, and divide the height
// of one by their shares.
func TestColumns(t *testing.T) {
	step := sim.Axis{Label: "steps", Max: 10, Scale: sim.LogStep}
	steps := sim.Panel{X: step}
	in := func(p sim.Panel, column int, share float64) sim.Panel {
		p.Column, p.Share = column, share
		return p
	}
	square := sim.Panel{Square: true}
	for _, c := range []struct {
		name   string
		panels []sim.Panel
		order  []int     // of the left edges, by panel
		high   []float64 // of the last two, against one another
	}{
		{"two maps and two charts", []sim.Panel{in(square, 0, 0), in(square, 1, 0), in(steps, 2, .7), in(steps, 2, 0)}, []int{0, 1, 2, 2}, []float64{.7, .3}},
		{"maps the other way round", []sim.Panel{in(square, 1, 0), in(square, 0, 0), in(steps, 2, 0), in(steps, 2, 0)}, []int{1, 0, 2, 2}, []float64{1, 1}},
		{"a chart between", []sim.Panel{in(square, 0, 0), in(steps, 1, 0), in(steps, 2, .25), in(steps, 2, .75)}, []int{0, 1, 2, 2}, []float64{1, 3}},
		{"charts alone", []sim.Panel{in(steps, 0, 0), in(steps, 1, 0), in(steps, 1, 0)}, []int{0, 1, 1}, []float64{1, 1}},
		{"one column", []sim.Panel{in(steps, 0, 0), in(steps, 0, .4), in(steps, 0, .2)}, []int{0, 0, 0}, []float64{2, 1}},
	} {
		f := sim.Frame{Panels: c.panels}
		p := chart.Layout(&f, chart.Look{Width: 1008, Scale: 1}).Places
		for i := range p {
			for j := range p {
				if got, want := cmp.Compare(p[i].Plot.X, p[j].Plot.X), cmp.Compare(c.order[i], c.order[j]); got != want {
					t.Errorf("%s: got panels %d and %d at %v and %v, want columns %v", c.name, i, j, p[i].Plot, p[j].Plot, c.order)
				}
			}
		}
		n := len(p)
		if got, want := p[n-2].Plot.H/p[n-1].Plot.H, c.high[0]/c.high[1]; math.Abs(got-want) > .01*want {
			t.Errorf("%s: got charts %v and %v, want heights as %v", c.name, p[n-2].Plot, p[n-1].Plot, c.high)
		}
	}
}
