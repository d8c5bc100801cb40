package bottleneck

import (
	"math"
	"slices"
	"testing"

	"narrows/sim"
	"narrows/sim/record"
	"narrows/sim/trio"
)

// task returns settings in which the limits learn classes of a few directions of eight
// inputs from a small start, each from a draw of its own.
func task(data string, classes int, small float64) sim.Settings {
	return only().WithChoice("data", data).WithChoice("start", "own").WithChoice("view", "kernels").
		With("k", float64(classes)).With("m", 8).With("points", 128).With("depth", 1).With("a", small)
}

// until runs the limits that are on to a level, each until it is there, and returns where
// they were then; of one that does not get there the error in the end, at step +Inf. The run
// is of no use afterwards.
func until(r *run, level int) (at [limits]crossing) {
	l := r.lanes[0]
	r.kept, r.trodden = record.Even(math.MaxInt/2, 1), record.Even(math.MaxInt/2, 1) // nobody looks at its curves
	for more := true; more && (r.kernel || r.limit); {
		more = r.Step()
		for i := range limits {
			if !r.trained(i) {
				continue
			}
			m := l.crossed[i][level]
			if !m.There() {
				if more {
					continue
				}
				m = crossing{record.Moment{Step: math.Inf(1)}, r.heldError(i)}
			}
			at[i] = m
			if i == kernelNet {
				r.kernel, l.kernel = false, nil
			} else {
				r.limit, l.limit, r.trails = false, nil, nil
			}
		}
	}
	return at
}

// held runs the limits that are on to loss 0.1, each until it is there, and returns the
// medians over seeds of their held-out errors there, in per cent, and of their steps.
func held(t *testing.T, s sim.Settings, seeds int) (errors, steps [limits]float64) {
	t.Helper()
	var e, n [limits][]float64
	for seed := range seeds {
		r := begin(t, seeded(s, uint64(100+seed)))
		for i, m := range until(r, 0) {
			e[i], n[i] = append(e[i], m.heldError), append(n[i], m.Step)
		}
	}
	for i := range limits {
		slices.Sort(e[i])
		slices.Sort(n[i])
		errors[i], steps[i] = quantile(e[i], 0.5), quantile(n[i], 0.5)
	}
	for i := range limits {
		if s.On([limits]string{"kernel", "limit"}[i]) {
			t.Logf("%s: %.1f %% wrong after %v steps", trio.Roles[i], errors[i], steps[i])
		}
	}
	return errors, steps
}

// Where the classes are cut out of a plane of the inputs and the start is small, the
// bottleneck is both faster and better on new points; and where it needs more directions
// than it has units, it is worse.
func TestHeldOut(t *testing.T) {
	seeds := 8
	if testing.Short() {
		seeds = 3
	}
	errors, steps := held(t, task("sectors", 10, 0.3), seeds)
	if !(errors[limitNet] < 30 && errors[kernelNet] > 42) {
		t.Errorf("ten sectors: got %.1f %% and %.1f %% wrong, want below 30 and above 42", errors[limitNet], errors[kernelNet])
	}
	if !(steps[limitNet] < 0.7*steps[kernelNet]) {
		t.Errorf("ten sectors: got %v steps against %v, want fewer than 0.7 of them", steps[limitNet], steps[kernelNet])
	}

	errors, _ = held(t, task("argmax", 6, 0.3), seeds)
	if !(errors[limitNet] > errors[kernelNet]+10) {
		t.Errorf("largest of six functions: got %.1f %% and %.1f %% wrong, want 10 more through 2 units", errors[limitNet], errors[kernelNet])
	}
}

// A small start is what lets the bottleneck predict better.
func TestSmallStartPredictsBetter(t *testing.T) {
	seeds := 8
	if testing.Short() {
		seeds = 5
	}
	small, _ := held(t, task("sectors", 6, 0.3).WithChoice("kernel", "off"), seeds)
	ordinary, _ := held(t, task("sectors", 6, 1).WithChoice("kernel", "off"), seeds)
	if !(small[limitNet] < ordinary[limitNet]) {
		t.Errorf("got %.1f %% wrong from a small start and %.1f %% from an ordinary one, want fewer", small[limitNet], ordinary[limitNet])
	}
}
