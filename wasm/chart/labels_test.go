package chart_test

import (
	"math"
	"slices"
	"testing"

	"narrows/sim"
	"narrows/wasm/chart"
)

// steps are those a default playback draws, more or less.
func steps() (s []int) {
	for i := 0; ; i++ {
		v := int(math.Expm1(float64(i) / 160 * math.Log1p(2000)))
		if len(s) == 0 || v > s[len(s)-1] {
			s = append(s, v)
		}
		if v >= 2000 {
			return s
		}
	}
}

var labelLooks = []chart.Look{
	{Width: 1008, Scale: 1}, {Width: 976, Scale: 1}, {Width: 350, Scale: 1},
	{Width: 688, Scale: 1, Profile: chart.Embed}, {Width: 1216, Scale: 1, Profile: chart.Present},
}

// only returns the headline with the other charts taken out, but laid out as if they were
// there: what is drawn last is the panel asked for.
func only(f sim.Frame, panel int) sim.Frame {
	for i := range f.Panels {
		if i != panel {
			f.Panels[i].Lines, f.Panels[i].Segments, f.Panels[i].Dots, f.Panels[i].Cells = nil, nil, nil, nil
		}
	}
	if panel == 2 { // labels of the last panel drawn are looked at
		f.Panels[3].Minor = true
		f.Panels = f.Panels[:3]
	}
	return f
}

// slower returns the headline with the bottleneck's losses and those of the network
// without one exchanged.
func slower(step int) sim.Frame {
	f := headline(step)
	l := f.Panels[2].Lines
	l[0].Role, l[1].Role = l[1].Role, l[0].Role
	l[0].Label, l[1].Label = l[1].Label, l[0].Label
	for i := range f.Panels[2].Segments {
		s := &f.Panels[2].Segments[i]
		s.Role, s.From = s.From, s.Role
	}
	return f
}

// TestNamesStayApart plays a run: no name of a curve ever covers another, nor a curve, nor
// leaves the figure.
func TestNamesStayApart(t *testing.T) {
	for _, l := range labelLooks {
		c := chart.New()
		for _, panel := range []int{2, 3} {
			if panel == 3 && l.Profile != chart.Page {
				continue
			}
			for i, step := range append(steps(), steps()...) {
				f := only(headline(step), panel)
				if i >= len(steps()) {
					f = only(slower(step), panel)
				}
				c.Scene(&f, l)
				boxes, texts := c.Names()
				if want := len(f.Panels[panel].Lines); len(boxes) != want {
					t.Fatalf("got %d names, want %d", len(boxes), want)
				}
				for i, a := range boxes {
					if a.X < 0 || a.X+a.W > l.Width+.01 {
						t.Errorf("width %v, step %d: %q stands at %v", l.Width, step, texts[i], a)
					}
					// Half a pixel at the edge is only the rim of a letter.
					if c.Covers(chart.Rect{X: a.X + 1, Y: a.Y + 1, W: a.W - 2, H: a.H - 2}) {
						t.Errorf("width %v, step %d: %q covers a curve at %v", l.Width, step, texts[i], a)
					}
					for j, b := range boxes[:i] {
						if a.X < b.X+b.W && b.X < a.X+a.W && a.Y < b.Y+b.H-1 && b.Y < a.Y+a.H-1 {
							t.Errorf("width %v, step %d: %q at %v covers %q at %v", l.Width, step, texts[i], a, texts[j], b)
						}
					}
				}
			}
		}
	}
}

// TestNamesSeldomJump plays a run and counts how often a name moves further than its
// curve's head can have carried it (29 pixels, from step 0 to 1): to park, and for an
// arrow that comes to one of three levels.
func TestNamesSeldomJump(t *testing.T) {
	for _, l := range labelLooks {
		c := chart.New()
		jumps := map[string]int{}
		last := map[string]chart.Rect{}
		for _, step := range steps() {
			f := only(headline(step), 2)
			c.Scene(&f, l)
			boxes, texts := c.Names()
			for i, b := range boxes {
				if a, ok := last[texts[i]]; ok && math.Hypot(b.X-a.X, b.Y-a.Y) > 30 {
					jumps[texts[i]]++
					t.Logf("width %v, step %d: %q from %.0f, %.0f to %.0f, %.0f", l.Width, step, texts[i], a.X, a.Y, b.X, b.Y)
				}
				last[texts[i]] = b
			}
		}
		for name, n := range jumps {
			if n > 3 {
				t.Errorf("width %v: %q jumped %d times, want at most 3", l.Width, name, n)
			}
		}
	}
}

// TestNamesDependOnTheFrameAlone draws a frame in a fresh chart and in one that has played
// up to it.
func TestNamesDependOnTheFrameAlone(t *testing.T) {
	l := labelLooks[0]
	played := chart.New()
	for _, step := range steps() {
		f := only(headline(step), 2)
		played.Scene(&f, l)
		fresh := chart.New()
		fresh.Scene(&f, l)
		got, _ := played.Names()
		want, _ := fresh.Names()
		for i := range want {
			if got[i] != want[i] {
				t.Fatalf("step %d: got %v after a run, want %v", step, got[i], want[i])
			}
		}
	}
}

// TestNamesInLowCharts checks that a low chart says the names again that the one above it says: the
// hero's always, others where they find a place beside their curves.
func TestNamesInLowCharts(t *testing.T) {
	f, c := wheel(6), chart.New()
	c.Scene(&f, chart.Look{Width: 852, Scale: 1})
	_, texts := c.Names()
	if !slices.Contains(texts, "through 2 units") || !slices.Contains(texts, "no bottleneck") {
		t.Errorf("got %q in a low chart, want the hero and what it is compared with", texts)
	}
	alone := sim.Frame{Panels: []sim.Panel{heldOut(1)}}
	c.Scene(&alone, chart.Look{Width: 500, Scale: 1})
	if _, texts := c.Names(); len(texts) != 3 || slices.Contains(texts, "") {
		t.Errorf("got %q in a chart alone, want three names", texts)
	}
}

// TestLegendOfManyClasses checks that the entries below a map fit its width, that classes
// keep their names where there is room, and that short names survive longer.
func TestLegendOfManyClasses(t *testing.T) {
	f, c := wheel(10), chart.New()
	c.Scene(&f, chart.Look{Width: 1008, Scale: 1})
	p := &f.Panels[0]
	words := []string{"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"}
	rows := []struct {
		name    string
		classes []string
		width   float64
		named   int
	}{
		{"two", []string{"outer", "inner"}, 252, 2},
		{"three on a phone", []string{"outer", "inner", "third"}, 169, 3},
		{"three on a small phone", []string{"outer", "inner", "third"}, 160, 0}, // "held out" keeps its words
		{"six with a number", []string{"arm 1", "arm 2", "arm 3", "arm 4", "arm 5", "arm 6"}, 252, 6},
		{"ten digits", []string{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"}, 298, 10},
		{"ten digits in an embed", []string{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"}, 270, 10},
		{"ten digits beside what is held out, in an embed", []string{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"}, 212, 0},
		{"ten words", words, 298, 0},
		{"ten words, wide", words, 600, 10},
	}
	for _, r := range rows {
		p.Classes = r.classes
		w, named := c.Legend(p, r.width)
		if w > r.width+1 || named != r.named {
			t.Errorf("%s: got %.0f of %.0f, %d classes named, want %d", r.name, w, r.width, named, r.named)
		}
	}
}
