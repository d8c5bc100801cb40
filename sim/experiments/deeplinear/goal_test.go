package deeplinear

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"narrows/sim"
)

// A run with a goal is the same run up to the step at which the last of its networks first
// was down to it, as the loss panel of another without a goal tells, and is over there.
func TestGoal(t *testing.T) {
	for _, c := range []struct {
		name string
		s    sim.Settings
		loss float64
		says string
	}{
		{"staircase", sim.Defaults(knobs), 0.2, "Stopped at 0.2 of the first loss: no bottleneck after "},
		{"limit alone", sim.Defaults(knobs).WithChoice("kernel", "off"), 0.05, "loss: through 3 units after "},
		{"finite", sim.Defaults(knobs).WithChoice("finite", "on").With("n", 32), 0.3, "; 32 wide after "},
		{"at once", sim.Defaults(knobs), 1, " after 0 steps"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := c.s.WithChoice("view", "losses")
			free, bound := started(t, s), started(t, s.With("until", c.loss))
			var down [networks]bool
			for step := 0; ; step++ {
				there, before := step > 0, down
				for i := range networks {
					down[i] = down[i] || free.lossOf(i)/free.moments.initial[i] <= c.loss
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
				if !free.Step() {
					t.Fatalf("loss %v was not reached in %d steps", c.loss, step)
				}
				bound.Step()
			}
		})
	}
}
