package experiments_test

import (
	"bytes"
	"strings"
	"testing"

	"narrows/sim"
	"narrows/sim/experiments"
	"narrows/sim/link"
)

// linked starts the run of a link with a goal; 0 is none.
func linked(t *testing.T, text string, goal float64) (sim.Run, sim.Knob) {
	t.Helper()
	l, err := link.Check(text, experiments.List)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range experiments.List {
		if e.Name != l.Experiment {
			continue
		}
		r, err := e.New(l.Settings.With("until", goal))
		if err != nil {
			t.Fatal(err)
		}
		return r, *knob(e, "until")
	}
	panic("experiments: a link without an experiment was accepted")
}

// training returns the training losses that a frame tells, by the role of their networks.
func training(f *sim.Frame) map[sim.Role]float64 {
	losses := map[sim.Role]float64{}
	for _, x := range f.Facts {
		if x.Name == "training loss" {
			losses[x.Role] = x.Value
		}
	}
	return losses
}

// A run with a goal is the same run up to the step at which the last of its networks first
// was down to it, as the frames of another without a goal tell, and is over there.
func TestGoal(t *testing.T) {
	for _, c := range []struct {
		name, link string
		goal       float64
		says       string // at the end
	}{
		{"all networks", "#bottleneck?v=1&n=32&seeds=1&steps=400", 0.3, "Stopped at loss 0.3: no bottleneck after "},
		// A seed of the band that is behind does not count.
		{"three seeds", "#bottleneck?v=1&n=32&seeds=3&steps=400", 0.3, "; 32 wide after "},
		{"no kernel", "#bottleneck?v=1&n=32&seeds=1&kernel=off&steps=400", 0.1, "loss 0.1: through 2 units after "},
		{"approximate", "#bottleneck?v=1&d=8&n=32&points=16&seeds=1&steps=400", 0.3, "; through 8 units after "},
		{"edge of stability", "#bottleneck?v=1&n=32&eta=1.8&seeds=1&steps=400", 0.2, "Stopped"},
		{"at once", "#bottleneck?v=1&n=32&seeds=1&steps=400", 100, "no bottleneck after 0 steps; "},
		{"staircase", "#deep-linear?v=1&view=losses", 0.2, "Stopped at 0.2 of the first loss: no bottleneck after "},
		{"limit alone", "#deep-linear?v=1&view=losses&kernel=off", 0.05, "loss: through 3 units after "},
		{"finite", "#deep-linear?v=1&view=losses&n=32&finite=on", 0.3, "; 32 wide after "},
		{"share at once", "#deep-linear?v=1&view=losses", 1, " after 0 steps"},
	} {
		t.Run(c.name, func(t *testing.T) {
			free, _ := linked(t, c.link, 0)
			bound, until := linked(t, c.link, c.goal)
			down, first := map[sim.Role]bool{}, map[sim.Role]float64{}
			for step := 0; ; step++ {
				want, got := free.Frame(), bound.Frame()
				there, late := step > 0, map[sim.Role]bool{}
				for role, loss := range training(&want) {
					if step == 0 {
						first[role] = loss
					}
					if until.Unit == "of the first" {
						loss /= first[role]
					}
					late[role] = !down[role] && loss <= c.goal
					down[role] = down[role] || late[role]
					there = there && down[role]
				}
				if there {
					if !strings.Contains(got.End, c.says) {
						t.Errorf("got end %q, want %q in it", got.End, c.says)
					}
					last := got.Events[len(got.Events)-1]
					if last.Label != "stop" || last.Step != step || bound.Step() || bound.Frame().Step != step {
						t.Errorf("step %d: got event %+v and then step %d, want a stop", step, last, bound.Frame().Step)
					}
					if step > 1 && !late[last.Role] {
						t.Errorf("got %v as the last to get there, which was down before", last.Role)
					}
					return
				}
				if !bytes.Equal(message(&got), message(&want)) {
					t.Fatalf("step %d: the frame with a goal is another one, with end %q", step, got.End)
				}
				if !free.Step() {
					t.Fatalf("loss %v was not reached in %d steps", c.goal, step)
				}
				bound.Step()
			}
		})
	}
}

// Step says itself that the goal is met, and a run that comes to its last step first ends
// as it would without a goal.
func TestGoalEndsStep(t *testing.T) {
	for _, text := range []string{"#bottleneck?v=1&n=32&seeds=1", "#deep-linear?v=1"} {
		r, _ := linked(t, text, 0.4)
		steps := 1
		for r.Step() {
			steps++
		}
		if got := r.Frame(); got.Step != steps || got.Step >= got.Steps || got.End == "" {
			t.Errorf("%s: got end %q at step %d of %d after %d calls", text, got.End, got.Step, got.Steps, steps)
		}
		for _, goal := range []float64{0, 1e-9} {
			r, _ := linked(t, text+"&steps=20", goal)
			for r.Step() {
			}
			if got := r.Frame(); got.Step != 20 || strings.Contains(got.End, "Stopped") {
				t.Errorf("%s, until=%v: got end %q at step %d, want the last of 20", text, goal, got.End, got.Step)
			}
		}
	}
}
