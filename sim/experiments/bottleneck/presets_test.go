package bottleneck

import (
	"math"
	"testing"

	"narrows/sim"
	"narrows/sim/link"
)

// preset returns the settings of a preset.
func preset(t *testing.T, title string) sim.Settings {
	t.Helper()
	for _, p := range presets {
		if p.Title == title {
			return link.Preset(Experiment, p).Settings
		}
	}
	t.Fatalf("no preset %q", title)
	return sim.Settings{}
}

// crossings runs a preset as its link has it, but with one seed and the limits alone, until
// both have reached a level or the steps are over.
func crossings(t *testing.T, s sim.Settings, level int) (r *run, kernel, limit crossing) {
	t.Helper()
	s = s.With("seeds", 1).WithChoice("finite", "off")
	if c, _ := configure(s); !c.pictured() {
		s = s.WithChoice("view", "kernels") // no field to sample
	}
	r = begin(t, s)
	at := &r.lanes[0].crossed
	for !(at[kernelNet][level].There() && at[limitNet][level].There()) && r.Step() {
	}
	kernel, limit = at[kernelNet][level], at[limitNet][level]
	t.Logf("after step %d: without bottleneck %+v, with %+v", r.step, kernel, limit)
	return r, kernel, limit
}

// long leaves a test out where there is little time.
func long(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("about a second or more")
	}
}

// What each preset says is what its own link shows. The seeds are the links': that others
// show the same is for the tests of medians.
func TestPresetFindings(t *testing.T) {
	const low = levels - 1
	easy := math.Inf(1) // the gain at loss 0.03
	t.Run("Circles", func(t *testing.T) {
		r, kernel, limit := crossings(t, preset(t, "Circles"), low)
		if gain := kernel.Step / limit.Step; !(gain > 4) {
			t.Errorf("got %v times fewer steps to loss 0.01, want more than 4", gain)
		}
		at := r.lanes[0].crossed
		easy = at[kernelNet][1].Step / at[limitNet][1].Step
	})
	t.Run("Two spirals", func(t *testing.T) {
		long(t)
		r, kernel, limit := crossings(t, preset(t, "Two spirals"), 1)
		if !kernel.There() { // at the next step at best
			kernel.Step = float64(r.step + 1)
		}
		if gain := kernel.Step / limit.Step; !(gain > easy) {
			t.Errorf("got %v times fewer steps to loss 0.03 at least, want more than the %v of the circles", gain, easy)
		}
	})
	t.Run("Colour wheel", func(t *testing.T) {
		_, kernel, limit := crossings(t, preset(t, "Colour wheel"), 0)
		if !(kernel.Step > 2*limit.Step) {
			t.Errorf("got %v steps against %v, want fewer than half of them", limit.Step, kernel.Step)
		}
		if !(limit.heldError < 0.6*kernel.heldError) {
			t.Errorf("got %v %% wrong against %v %%, want at most 0.6 of it", limit.heldError, kernel.heldError)
		}
	})
	t.Run("Too few units", func(t *testing.T) {
		long(t)
		_, kernel, limit := crossings(t, preset(t, "Too few units"), 0)
		if !(limit.heldError > 1.5*kernel.heldError) {
			t.Errorf("got %v %% wrong against %v %%, want about twice as many", limit.heldError, kernel.heldError)
		}
	})
	t.Run("Squared loss", func(t *testing.T) {
		_, kernel, limit := crossings(t, preset(t, "Squared loss"), low)
		if !(limit.Step > 1.5*kernel.Step) {
			t.Errorf("got %v steps against %v, want more", limit.Step, kernel.Step)
		}
	})
	t.Run("Large targets", func(t *testing.T) {
		_, kernel, limit := crossings(t, preset(t, "Large targets"), low)
		if !(kernel.Time > 3*limit.Time && limit.Step > kernel.Step) {
			t.Errorf("got time %v in %v steps against %v in %v, want a third of the time and more steps", limit.Time, limit.Step, kernel.Time, kernel.Step)
		}
	})
	t.Run("One stuck unit", func(t *testing.T) {
		r, _, limit := crossings(t, preset(t, "One stuck unit"), 0)
		if last := r.lanes[0].loss(limitNet); limit.There() || !(last > 0.3) {
			t.Errorf("got loss %v after %d steps, want it stuck above 0.1", last, r.step)
		}
		if _, _, free := crossings(t, preset(t, "One stuck unit").WithChoice("d", "2"), 0); !free.There() {
			t.Error("got two units stuck as well, want them to get to loss 0.1")
		}
	})
	t.Run("Digits", func(t *testing.T) {
		long(t)
		_, kernel, limit := crossings(t, preset(t, "Digits"), 0)
		if !(limit.Step > kernel.Step && limit.heldError >= kernel.heldError) {
			t.Errorf("got %v %% wrong after %v steps against %v %% after %v, want no fewer after more", limit.heldError, limit.Step, kernel.heldError, kernel.Step)
		}
	})
}
