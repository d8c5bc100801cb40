package deeplinear

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"narrows/sim"
)

// said is what stands at the curves of a panel: each label and its note.
func said(p sim.Panel) (all []string) {
	for _, l := range p.Lines {
		if l.Label != "" {
			all = append(all, strings.TrimSuffix(l.Label+": "+l.Note, ": "))
		}
	}
	return all
}

// What is said at the curves follows the run: a mode is never learned once stronger ones have all
// units, and only then, and the units are deaf to what stands at a right angle.
func TestSaid(t *testing.T) {
	d := sim.Defaults(knobs)
	for _, c := range []struct {
		name     string
		settings sim.Settings
		step     int
		panel    func(*run) sim.Panel
		want     string
	}{
		{"at the start", d, 0, (*run).modesPanel, `["no bottleneck" "mode 1: target 6" "mode 2: target 3.4" "mode 3: target 1.9" "mode 4: target 1.1"]`},
		{"two learned", d, 200, (*run).modesPanel, `["no bottleneck: all modes at once" "mode 1: target 6" "mode 2: target 3.4" "mode 3: target 1.9" "mode 4: target 1.1"]`},
		{"at the end", d, 600, (*run).modesPanel, `["no bottleneck: all modes at once" "mode 1: target 6" "mode 2: target 3.4" "mode 3: target 1.9" "mode 4: target 1.1, never learned"]`},
		{"too short a run", d.With("steps", 100), 100, (*run).modesPanel, `["no bottleneck: all modes at once" "mode 1: target 6" "mode 2: target 3.4, not yet learned" "mode 3: target 1.9, not yet learned" "mode 4: target 1.1, not yet learned"]`},
		{"inputs unlike one another", d.With("condition", 30), 200, (*run).modesPanel, `["no bottleneck" "mode 1: target 6" "mode 2: target 3.4" "mode 3: target 1.9" "mode 4: target 1.1"]`},
		{"signs", d.WithChoice("loss", "logistic"), 200, (*run).modesPanel, `["no bottleneck" "mode 1"]`},
		{"three are heard", d, 600, (*run).listenPanel, `["listening: 1, 2, 3" "deaf to 4"]`},
		{"one is heard", d.With("d", 1), 600, (*run).listenPanel, `["listening: 1" "deaf to 2, 3, 4"]`},
		{"none is yet", d, 0, (*run).listenPanel, `["mode 1" "mode 2" "mode 3" "mode 4"]`},
		{"nothing has drifted", d, 0, (*run).driftPanel, `["allowed by the step"]`},
		{"little has drifted", d, 600, (*run).driftPanel, `["allowed by the step" "drift 0.0041 ✓"]`},
	} {
		r := started(t, c.settings)
		for range c.step {
			r.Step()
		}
		if got := fmt.Sprintf("%q", said(c.panel(r))); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}

// A drift beyond what the steps explain is marked as such.
func TestDriftTooLarge(t *testing.T) {
	r := started(t, sim.Defaults(knobs))
	for range 100 {
		r.Step()
	}
	r.flown /= 1000
	if got := said(r.driftPanel()); !slices.ContainsFunc(got, func(s string) bool { return strings.HasSuffix(s, "△") }) {
		t.Errorf("got %q, want a drift with △", got)
	}
}

// Each mode's way in its plane leads to the hyperbola of its target, where the dashed one ends.
func TestPlanesLeadToTargets(t *testing.T) {
	s := sim.Defaults(knobs).With("d", 4).WithChoice("view", "plane").WithChoice("start", "aligned").With("a", 0.2)
	r := started(t, s)
	for r.Step() {
	}
	for i := range r.u {
		goal := r.goalOf(i)
		if x, y := r.place(i); max(x-goal[0], goal[0]-x, y-goal[1], goal[1]-y) > 0.02*r.axes.plane {
			t.Errorf("mode %d: got (%v, %v), want about %v", i+1, x, y, goal)
		}
	}
}
