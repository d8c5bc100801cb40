package graph

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"narrows/sim"
)

func start(t *testing.T, change func(sim.Settings) sim.Settings) *run {
	t.Helper()
	s := sim.Defaults(knobs, inputs...)
	if change != nil {
		s = change(s)
	}
	x, err := begin(s)
	if err != nil {
		t.Fatal(err)
	}
	return x.(*run)
}

// Two labels name all members of the club but the ninth with two layers; with fifty everyone is
// given the class of the officer; and the least alike pair grows alike as measured.
func TestKarate(t *testing.T) {
	r := start(t, func(s sim.Settings) sim.Settings { return s.WithChoice("finite", "off") })
	least := map[int]string{}
	var wrong [][]int
	for more := true; more; {
		more = r.Step()
		var miss []int
		for i, class := range r.example.Class {
			if got, _ := r.lead(r.now.mean, i); got != class {
				miss = append(miss, i+1)
			}
		}
		wrong = append(wrong, miss)
		least[r.step] = rounded(r.now.least)
	}
	if !slices.Equal(wrong[1], []int{9}) || r.best.layers != 2 || r.best.right != 33 {
		t.Errorf("with 2 layers %v are wrong, best with %d: %d right; want member 9 alone", wrong[1], r.best.layers, r.best.right)
	}
	if class, _ := r.lead(r.now.mean, 1); len(wrong[49]) != 17 || !r.oneForAll() || class != r.example.Class[33] {
		t.Errorf("with 50 layers %d are wrong, and member 2 has class %d; want 17, and that of member 34 for all", len(wrong[49]), class)
	}
	for layers, want := range map[int]string{2: "0.374", 5: "0.806", 10: "0.951"} {
		if least[layers] != want {
			t.Errorf("with %d layers the least alike pair has %s, want %s", layers, least[layers], want)
		}
	}
}

// The story says why member 9 is missed: three of his five ties lead to the other side.
func TestMemberNine(t *testing.T) {
	r := start(t, nil)
	ties, other := 0, 0
	for _, tie := range r.example.Ties {
		if tie[0] != 8 && tie[1] != 8 {
			continue
		}
		ties++
		if r.example.Class[tie[0]+tie[1]-8] != r.example.Class[8] {
			other++
		}
	}
	if ties != 5 || other != 3 || r.example.Class[8] != r.example.Class[0] {
		t.Errorf("got %d of %d ties to the other side, and class %d", other, ties, r.example.Class[8])
	}
}

func rounded(x float64) string { return fmt.Sprintf("%.3f", x) }

// What stands at the end is the best of the run.
func TestRestsAtTheBest(t *testing.T) {
	r := start(t, func(s sim.Settings) sim.Settings { return s.WithChoice("finite", "off") })
	var best sim.Frame
	for more := true; more; {
		more = r.Step()
		if r.step == 2 {
			best = r.Frame()
			best.Panels = slices.Clone(best.Panels)
		}
	}
	end := r.Frame()
	for i, p := range end.Panels[:2] {
		if i == 0 && !slices.Equal(p.Dots[0].Lead, best.Panels[0].Dots[0].Lead) || i == 1 && !slices.Equal(p.Cells[0].Values, best.Panels[1].Cells[0].Values) {
			t.Errorf("panel %s at the end is not that of the best depth", p.Name)
		}
	}
}

// What is said of a node: its name, whether it has a label, and its standard deviation, however large.
func TestNodesSay(t *testing.T) {
	for data, want := range map[string][]string{"karate": {"Mr. Hi", "member 9", "the officer"}, "miserables": {"Myriel", "Valjean", "Mme.Hucheloup"}, "heterophilous": nil} {
		r := start(t, func(s sim.Settings) sim.Settings {
			return s.WithChoice("data", data).WithChoice("finite", "off").With("given", 2).With("steps", 12)
		})
		for more := true; more; more = r.Step() {
			d := r.Frame().Panels[0].Dots[0]
			labelled := 0
			for i, v := range r.shown().variance {
				if got := float64(d.Spread[i]) * d.Unit; math.Abs(got-math.Sqrt(v)) > 1e-6 {
					t.Fatalf("%s, step %d, node %d: got a standard deviation of %v, want %v", data, r.step, i, got, math.Sqrt(v))
				}
				if d.Labelled[i] > 0 {
					labelled++
				}
				if int(d.Labelled[i]) != r.problem.Labels[i]+1 {
					t.Fatalf("%s: node %d has a label: %v", data, i, d.Labelled[i])
				}
			}
			if want == nil && d.Words != nil || want != nil && (len(d.Words) != r.nodes || d.Words[0] != want[0] || !slices.Contains(d.Words, want[1]) || d.Words[r.nodes-1] != want[2]) {
				t.Fatalf("%s: got %q, want %q among them", data, d.Words, want)
			}
			if labelled != r.known() {
				t.Errorf("%s: got %d nodes with a label, want %d", data, labelled, r.known())
			}
		}
	}
}

// What a step is called follows from the order, all through a run; the summary says it.
func TestNoun(t *testing.T) {
	for order, want := range map[string]string{"layers": "layer", "labels": "label"} {
		r := start(t, func(s sim.Settings) sim.Settings {
			return s.WithChoice("order", order).WithChoice("finite", "off").With("steps", 3)
		})
		for more := true; more; {
			f := r.Frame()
			opening := fmt.Sprintf("%s%s %d of 3. ", strings.ToUpper(want[:1]), want[1:], r.step)
			if got := f.Noun; got != (sim.Noun{One: want, Many: want + "s"}) || !strings.HasPrefix(f.Summary, opening) {
				t.Errorf("%s, step %d: got %v and %q, want %s", order, r.step, got, f.Summary, opening)
			}
			more = r.Step()
		}
	}
}

// A step allocates nothing.
func TestStepAllocatesNothing(t *testing.T) {
	for _, order := range []string{"layers", "labels"} {
		r := start(t, func(s sim.Settings) sim.Settings { return s.WithChoice("order", order).With("seeds", 2).With("n", 16) })
		r.Step()
		if n := testing.AllocsPerRun(10, func() { r.Step() }); n != 0 {
			t.Errorf("%s: got %v allocations a step", order, n)
		}
	}
}

// Asking the least certain never makes a node less certain, and every label is a true one.
func TestLabelByLabel(t *testing.T) {
	r := start(t, func(s sim.Settings) sim.Settings { return s.WithChoice("order", "labels") })
	before := slices.Clone(r.now.variance)
	for more := true; more; {
		more = r.Step()
		asked := r.posterior.Known[len(r.posterior.Known)-1]
		if r.now.labels[asked] != r.example.Class[asked] {
			t.Fatalf("node %d was given class %d", asked, r.now.labels[asked])
		}
		for i, v := range r.now.variance {
			if v > before[i]*(1+1e-12) {
				t.Fatalf("step %d: the variance of node %d grew from %v to %v", r.step, i, before[i], v)
			}
		}
		copy(before, r.now.variance)
	}
	if free := slices.Index(r.now.labels, -1); r.steps != 31 || free < 0 || r.now.right != 34 || math.IsNaN(r.now.evidence) {
		t.Errorf("after %d labels %d are right", r.steps, r.now.right)
	}
}

// Where a graph gives no reason to prefer a class nothing is named, whatever rounding says.
func TestUndecided(t *testing.T) {
	for name, change := range map[string]func(sim.Settings) sim.Settings{
		"no ties": func(s sim.Settings) sim.Settings { return s.WithRows("ties", sim.Rows{}).WithChoice("finite", "off") },
		"nobody hears another": func(s sim.Settings) sim.Settings {
			return s.WithChoice("data", "heterophilous").WithChoice("operator", "none").WithChoice("features", "off").WithChoice("finite", "off")
		},
		"two pairs of one's own": func(s sim.Settings) sim.Settings {
			return s.WithChoice("data", "own").WithRows("ties", sim.Rows{1, 3, 2, 4, 5, 6}).WithRows("labels", sim.Rows{5, 1, 6, 2})
		},
	} {
		r := start(t, change)
		for more := true; more; more = r.Step() {
			if r.own() && r.now.sure != 0 || !r.own() && r.now.right > r.known() || r.one.There() {
				t.Fatalf("%s, %d layers: got %d named right, a mean margin of %v, one for all %v", name, r.step, r.now.right, r.now.sure, r.one)
			}
			d := r.Frame().Panels[0].Dots[0]
			for i, label := range r.problem.Labels {
				if class, _ := sim.LeadOf(d.Lead[i]); label < 0 && class >= 0 {
					t.Fatalf("%s, %d layers: node %d is taken for class %d", name, r.step, i, class)
				}
			}
		}
	}
}

// What stands beside each other at the end is of as many layers: limit and finite networks.
func TestFactsOfOneDepth(t *testing.T) {
	r := start(t, nil)
	for r.Step() {
	}
	got := map[sim.Role]float64{}
	for _, f := range r.Frame().Facts {
		if f.Name == "named right" {
			got[f.Role] = f.Value
		}
	}
	if got[sim.Kernel] != 33 || got[sim.Finite] < 30 {
		t.Errorf("got %v named right, want 33 and some 32.7 by networks of 2 layers", got)
	}
}

// Of a graph of a visitor's own the end rests on the layers that the evidence prefers, of one layer or
// more; a node stays while a tie or a label names it; and where nothing is left to ask for, layers go on.
func TestOwn(t *testing.T) {
	own := func(s sim.Settings) sim.Settings { return s.WithChoice("data", "own").With("steps", 20) }
	for _, labels := range []sim.Rows{{1, 1, 3, 2}, {1, 1, 6, 2}, {1, 1}, {4, 1, 3, 2}} {
		r := start(t, func(s sim.Settings) sim.Settings { return own(s).WithRows("labels", labels) })
		for r.Step() {
		}
		f := r.Frame()
		want := -1.0
		for _, fact := range f.Facts {
			if fact.Name == "layers that the evidence prefers" {
				want = fact.Value
			}
		}
		if r.best.layers < 1 || float64(r.best.layers) != want || !strings.Contains(f.End, layerWord(r.best.layers)) {
			t.Errorf("labels %v: got %d layers at rest, a fact of %v, and %q", labels, r.best.layers, want, f.End)
		}
	}
	r := start(t, func(s sim.Settings) sim.Settings {
		return own(s).WithRows("ties", sim.Rows{1, 2, 2, 3}).WithRows("labels", sim.Rows{1, 1, 6, 2}).WithChoice("order", "labels")
	})
	if r.nodes != 6 || r.byLabels || r.networks == 0 {
		t.Errorf("got %d nodes, label by label %v, %d finite networks; want the 6 that a label names, by layers, with networks", r.nodes, r.byLabels, r.networks)
	}
}
