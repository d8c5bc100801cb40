package bottleneck

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"narrows/sim"
	"narrows/sim/record"
	"narrows/sim/words"
)

// begin starts a run at settings that New accepts.
func begin(t *testing.T, s sim.Settings) *run {
	t.Helper()
	r, err := start(s)
	if err != nil {
		t.Fatal(err)
	}
	return r.(*run)
}

// only returns the defaults with one seed and without the finite network.
func only() sim.Settings {
	return sim.Defaults(knobs).With("seeds", 1).WithChoice("finite", "off")
}

// stepsTo returns the median over seeds of the steps to the lowest level, each limit from
// its own draw; +Inf where most do not get there.
func stepsTo(t *testing.T, s sim.Settings, seeds int) (kernel, limit float64) {
	t.Helper()
	r := begin(t, s.With("seeds", float64(seeds)).WithChoice("start", "own"))
	for r.Step() {
	}
	kernel, limit = r.medianCrossing(kernelNet, levels-1), r.medianCrossing(limitNet, levels-1)
	for _, m := range []*float64{&kernel, &limit} {
		if math.IsNaN(*m) {
			*m = math.Inf(1)
		}
	}
	return kernel, limit
}

// The finding: with logistic loss the bottleneck needs fewer than a quarter of the steps
// (Littwin and others 2021, arXiv:2107.00364, have the setting; the factor was measured
// here and by another program, 6.3 to 8.3). And where it does not hold: with squared loss
// and targets ±1 it needs more.
func TestFinding(t *testing.T) {
	kernel, limit := stepsTo(t, only(), 5)
	if !(limit < 0.25*kernel) || math.IsInf(kernel, 0) {
		t.Errorf("circles: got a median of %v steps to loss 0.01 through 2 units and %v without bottleneck, want fewer than a quarter", limit, kernel)
	}
	t.Logf("circles, logistic: %v steps against %v", limit, kernel)

	moons := only().WithChoice("data", "moons").WithChoice("loss", "squared")
	kernel, limit = stepsTo(t, moons, 5)
	if !(limit > kernel) {
		t.Errorf("moons, squared: got a median of %v steps through 2 units and %v without bottleneck, want more", limit, kernel)
	}
	t.Logf("moons, squared: %v steps against %v", limit, kernel)
}

// With a shared start the three networks have one function before the first step.
func TestSharedStart(t *testing.T) {
	for _, d := range []string{"1", "2", "3"} {
		r := begin(t, sim.Defaults(knobs).WithChoice("d", d).With("n", 32).With("seeds", 1))
		finite := slices.Clone(r.trainOutputs(finiteNet))
		held := slices.Clone(r.heldOutputs(finiteNet))
		for i := range limits {
			// The finite network's numbers are float32.
			if got := farthest(r.trainOutputs(i), finite); !(got < 1e-5) {
				t.Errorf("d = %s, network %d: got outputs %v from the finite network's, want the same", d, i, got)
			}
			if got := farthest(r.heldOutputs(i), held); !(got < 1e-5) {
				t.Errorf("d = %s, network %d: got held-out outputs %v from the finite network's, want the same", d, i, got)
			}
		}
		if got := farthest(r.place(limitNet), r.place(finiteNet)); !(got < 1e-5) {
			t.Errorf("d = %s: got points %v from the finite network's, want the same", d, got)
		}
	}
}

func farthest(a, b []float64) float64 {
	most := 0.0
	for i := range a {
		most = max(most, math.Abs(a[i]-b[i]))
	}
	return most
}

// The wider the finite network, the closer it stays to the limit that starts with it.
func TestGapShrinks(t *testing.T) {
	gap := func(n float64) float64 {
		var all []float64
		for seed := range 5 {
			s := sim.Defaults(knobs).With("n", n).With("seeds", 1).With("depth", 1).WithChoice("kernel", "off")
			s.Seed = uint64(seed)
			r := begin(t, s)
			sim.Advance(r, nil, 0, 60, nil)
			all = append(all, r.gap())
		}
		slices.Sort(all)
		return all[2]
	}
	// 1/√n is a factor of 4; medians of five seeds scatter by half.
	if narrow, wide := gap(32), gap(512); !(wide < narrow/2) {
		t.Errorf("got gaps of %v at width 32 and %v at 512, want less than half", narrow, wide)
	}
}

// The picture of a step does not depend on which networks besides are trained, nor on how
// many seeds make the band.
func TestNetworksAreIndependent(t *testing.T) {
	all := begin(t, sim.Defaults(knobs).With("n", 32).With("seeds", 3))
	one := begin(t, only().With("n", 32).WithChoice("kernel", "off"))
	sim.Advance(all, nil, 0, 25, nil)
	sim.Advance(one, nil, 0, 25, nil)
	if a, b := all.lanes[0].limit.Outputs(), one.lanes[0].limit.Outputs(); !slices.Equal(a, b) {
		t.Errorf("got other outputs of the limit when it is trained alone, want the same")
	}
	shown := begin(t, seeded(only(), 3).WithChoice("start", "own"))
	sim.Advance(shown, nil, 0, 25, nil)
	for i := range limits {
		if a, b := all.lanes[2].outputs(i), shown.lanes[0].outputs(i); !slices.Equal(a, b) {
			t.Errorf("network %d: got other outputs in the band than for the same seed on show, want the same", i)
		}
	}
}

func seeded(s sim.Settings, seed uint64) sim.Settings {
	s.Seed = seed
	return s
}

// A step size beyond the stability limit ends the run at the step where it diverges, with
// the last finite picture and a smaller step size that is offered; and that one holds.
func TestDivergence(t *testing.T) {
	s := sim.Defaults(knobs).WithChoice("loss", "squared").With("eta", 20).With("n", 64).With("seeds", 1)
	r := begin(t, s)
	step, more := sim.Advance(r, nil, 0, 2000, nil)
	f := r.Frame()
	if more || step == 2000 || f.Step != step {
		t.Fatalf("got to step %d, frame at %d, want an early end", step, f.Step)
	}
	if !strings.Contains(f.End, "diverge") || !strings.Contains(f.End, "tep "+words.Count(step)) {
		t.Errorf("got end %q, want that step %d diverges", f.End, step)
	}
	last := f.Events[len(f.Events)-1]
	if last.Label != "diverged" || last.Step != step {
		t.Errorf("got last event %+v, want the divergence at step %d", last, step)
	}
	for _, x := range f.Facts {
		if x.Name == "training loss" && !(x.Value < 1e9) {
			t.Errorf("got %s loss %v, want the last finite one", x.Role, x.Value)
		}
	}
	if f.Offer == nil || f.Offer.Knob != "eta" || !(f.Offer.Value < 20) {
		t.Fatalf("got offer %+v, want a smaller step size", f.Offer)
	}
	if r.Step() {
		t.Error("a diverged run goes on")
	}
	for _, scale := range []float64{1, 3, 10} {
		s := s.With("scale", scale)
		r := begin(t, s)
		sim.Advance(r, nil, 0, 2000, nil)
		smaller := r.offer().Value
		if _, more := sim.Advance(begin(t, s.With("eta", smaller)), nil, 0, 200, nil); !more {
			t.Errorf("scale %v: got an offer of %v, which diverges as well", scale, smaller)
		}
	}
}

// A step size turned under way holds from the next step on.
func TestStepSizeIsLive(t *testing.T) {
	a, b := begin(t, only()), begin(t, only())
	sim.Advance(a, nil, 0, 20, nil)
	sim.Advance(b, []sim.Change{{Step: 10, Knob: "eta", Value: 0.05}}, 0, 20, nil)
	rate := a.lanes[0].rate
	if got, want := a.lanes[0].time[limitNet]-b.lanes[0].time[limitNet], 10*0.45*rate; math.Abs(got-want) > 1e-12*want {
		t.Errorf("got %v less flow time, want 10 steps of 0.45 η_max: %v", got, want)
	}
	if a.lanes[0].limit.Loss() >= b.lanes[0].limit.Loss() {
		t.Errorf("got loss %v at the larger step size and %v at the smaller, want less", a.lanes[0].limit.Loss(), b.lanes[0].limit.Loss())
	}
}

// The arrow stands at the lowest level that both limits have reached, in steps or in time.
func TestFactorArrow(t *testing.T) {
	r := begin(t, only())
	at := &r.lanes[0].crossed
	if _, ok := r.factorArrow(false); ok {
		t.Error("got an arrow before any level was reached")
	}
	pace := 1 / r.lanes[0].kernels.LambdaMax()
	passed := func(step, time float64) crossing {
		return crossing{Moment: record.Moment{Step: step, Time: time * pace}}
	}
	at[kernelNet][0], at[limitNet][0] = passed(140, 1), passed(100, 1)
	at[kernelNet][1], at[limitNet][1] = passed(500, 16), passed(50, 8)
	at[limitNet][2] = passed(90, 1)
	if s, ok := r.factorArrow(false); !ok || s.Label != "10×" || s.Note != "fewer steps to 0.03" || s.X0[0] != 500 || s.X1[0] != 50 || s.Y0[0] != 0.03 {
		t.Errorf("got %+v, want 10× from step 500 to 50 at loss 0.03", s)
	}
	if s, ok := r.factorArrow(true); !ok || s.Label != "2.0×" || s.Note != "less time to 0.03" || s.X0[0] != 16 || s.X1[0] != 8 || s.Y0[0] != 0.03 {
		t.Errorf("got %+v, want 2.0× from time 16 to 8 at loss 0.03", s)
	}
}

func TestTooWide(t *testing.T) {
	_, err := start(sim.Defaults(knobs).With("n", 4096))
	if err == nil || !strings.Contains(err.Error(), "n = 4096") || !strings.Contains(err.Error(), "at most") {
		t.Fatalf("got %v, want a refusal with the width that fits", err)
	}
	// What it says fits does, and one more does not.
	c, _ := configure(sim.Defaults(knobs))
	widest := 16
	for c.width = widest; c.affordable() == nil; c.width++ {
		widest = c.width
	}
	if want := fmt.Sprintf("at most %d fits", widest); !strings.Contains(err.Error(), want) {
		t.Errorf("got %q, want %q in it", err, want)
	}
	if _, err := start(sim.Defaults(knobs).With("n", 4096).With("depth", 1).With("seeds", 1)); err != nil {
		t.Errorf("one hidden layer 4096 wide: %v", err)
	}
}

// Recorded steps stay within what a curve and a trail hold, at the largest number of steps.
func TestHistoryFits(t *testing.T) {
	for name, c := range map[string]struct {
		kept record.Thinning
		room int
	}{"curve": {record.Sparser(historyShare), historyPoints}, "trail": {record.Sparser(trailShare), trailPoints}} {
		n := 0
		for step := range 1_000_000 {
			if c.kept.Due(step) {
				n++
			}
		}
		// One more for the present.
		if n+1 > c.room {
			t.Errorf("%s: got %d points in 10⁶ steps, want room for them in %d", name, n+1, c.room)
		}
	}
}
