package bottleneck

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"narrows/sim"
)

// A run with a goal is the same run up to the step at which the last of its networks first
// was down to it, as another without a goal tells, and is over there.
func TestGoal(t *testing.T) {
	all := sim.Defaults(knobs).With("n", 32).With("steps", 400)
	for _, c := range []struct {
		name string
		s    sim.Settings
		loss float64
		says string // at the end
	}{
		{"all networks", all.With("seeds", 1), 0.3, "Stopped at loss 0.3: no bottleneck after "},
		// A seed of the band that is behind does not count.
		{"three seeds", all.With("seeds", 3), 0.3, "; 32 wide after "},
		{"no kernel", all.With("seeds", 1).WithChoice("kernel", "off"), 0.1, "loss 0.1: through 2 units after "},
		{"approximate", all.With("seeds", 1).WithChoice("d", "8").With("points", 16), 0.3, "; through 8 units after "},
		{"edge of stability", all.With("seeds", 1).With("eta", 1.8), 0.2, "Stopped"},
		{"at once", all.With("seeds", 1), 100, "no bottleneck after 0 steps; "},
	} {
		t.Run(c.name, func(t *testing.T) {
			free, bound := begin(t, c.s), begin(t, c.s.With("until", c.loss))
			var down [networks]bool
			for step := 0; ; step++ {
				there, before := step > 0, down
				for i := range networks {
					down[i] = down[i] || free.lanes[0].loss(i) <= c.loss
					there = there && (down[i] || !free.trained(i))
				}
				want, got := free.Frame(), bound.Frame()
				if there {
					if !strings.Contains(got.End, c.says) {
						t.Errorf("got end %q, want %q in it", got.End, c.says)
					}
					last := got.Events[len(got.Events)-1]
					if last.Label != "stop" || last.Step != step || bound.Step() || bound.Frame().Step != step {
						t.Errorf("step %d: got event %+v and then step %d, want a stop", step, last, bound.Frame().Step)
					}
					if who := slices.Index(roles[:], last.Role); step > 1 && (before[who] || !down[who]) {
						t.Errorf("got %v as the last to get there, which was down before", last.Role)
					}
					return
				}
				if fmt.Sprint(got) != fmt.Sprint(want) {
					t.Fatalf("step %d: the frame with a goal is another one, with end %q", step, got.End)
				}
				more := free.Step()
				if !more {
					t.Fatalf("loss %v was not reached in %d steps", c.loss, step)
				}
				bound.Step()
			}
		})
	}
}

// Step says itself that the goal is met, and a run that comes to its last step first ends
// as it would without a goal.
func TestGoalEndsStep(t *testing.T) {
	s := sim.Defaults(knobs).With("n", 32).With("seeds", 1)
	r := begin(t, s.With("until", 0.4))
	steps := 1
	for r.Step() {
		steps++
	}
	if got := r.Frame(); got.Step != steps || got.Step >= got.Steps || got.End == "" {
		t.Errorf("got end %q at step %d of %d after %d calls", got.End, got.Step, got.Steps, steps)
	}
	for _, until := range []float64{0, 1e-9} {
		r = begin(t, s.With("until", until).With("steps", 20))
		for r.Step() {
		}
		if got := r.Frame(); got.Step != 20 || strings.Contains(got.End, "Stopped") {
			t.Errorf("until=%v: got end %q at step %d, want the last of 20", until, got.End, got.Step)
		}
	}
}
