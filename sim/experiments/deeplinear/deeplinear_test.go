package deeplinear

import (
	"math"
	"slices"
	"testing"

	"narrows/sim"
	"narrows/sim/limit"
)

func started(t *testing.T, s sim.Settings) *run {
	t.Helper()
	r, err := begin(s)
	if err != nil {
		t.Fatal(err)
	}
	return r.(*run)
}

func seeded(s sim.Settings, seed uint64) sim.Settings {
	s.Seed = seed
	return s
}

// The finding: modes are learned in the order of their strengths, as many as there are units,
// and the rank of the map never exceeds them.
func TestStaircase(t *testing.T) {
	for _, d := range []int{1, 2, 3} {
		r := started(t, sim.Defaults(knobs).With("d", float64(d)).With("steps", 2000))
		for r.Step() {
			if got := r.rank(); got > d {
				t.Fatalf("d = %d, step %d: got rank %d", d, r.step, got)
			}
		}
		for i, at := range r.moments.half {
			if i < d && !(at.there() && (i == 0 || at.step > r.moments.half[i-1].step)) {
				t.Errorf("d = %d: got mode %d half learned at %v after %v, want one after the other", d, i+1, at.step, r.moments.half[max(i-1, 0)].step)
			}
			if i >= d && at.there() {
				t.Errorf("d = %d: got mode %d learned at step %v, want never", d, i+1, at.step)
			}
		}
	}
}

// Gradient descent follows the closed form to the first order in its step: within the
// tolerance that the page shows, and four times closer at a quarter of the step.
func TestClosedForm(t *testing.T) {
	for _, start := range []string{"balanced", "aligned"} {
		closedForm(t, sim.Defaults(knobs).WithChoice("start", start))
	}
	closedForm(t, sim.Defaults(knobs).With("a", 0.01)) // a wait of 11 e-folds
}

func closedForm(t *testing.T, s sim.Settings) {
	farthest := func(eta float64) float64 {
		r := started(t, s.With("eta", eta).With("steps", math.Round(30/eta)))
		most := 0.0
		for r.Step() {
			if r.step%16 == 0 {
				most = max(most, r.distance())
			}
		}
		if most > r.tolerance() || r.moments.apart.there() {
			t.Errorf("step size %v: got %v from the closed form, parted at %v, want within %v", eta, most, r.moments.apart.step, r.tolerance())
		}
		return most
	}
	a, b := farthest(0.04), farthest(0.01)
	if ratio := a / b; !(ratio > 3.3 && ratio < 4.7) {
		t.Errorf("got %v and %v from the closed form at steps 4 to 1, a ratio of %.2f, want about 4", a, b, ratio)
	}
}

// What theory says is conserved drifts by no more than the steps' second order allows, and by
// four times less at a quarter of the step.
func TestConserved(t *testing.T) {
	for _, s := range []sim.Settings{
		sim.Defaults(knobs), sim.Defaults(knobs).WithChoice("start", "drawn").With("a", 1),
		sim.Defaults(knobs).WithChoice("loss", "fourth").With("eta", 0.2), sim.Defaults(knobs).WithChoice("loss", "logistic").With("condition", 30),
	} {
		drift := func(slower float64) float64 {
			r := started(t, s.With("eta", s.Float("eta")/slower).With("steps", 300*slower))
			for r.Step() {
				if got := r.drift(); got > r.flown*(1+1e-9) {
					t.Fatalf("step %d: got drift %v, want at most %v", r.step, got, r.flown)
				}
			}
			return r.drift()
		}
		if ratio := drift(1) / drift(4); !(ratio > 3.5 && ratio < 4.5) {
			t.Errorf("%s: got a drift %.2f times that of a quarter of the step, want about 4", s.Choice("loss"), ratio)
		}
	}
}

// With a finite start the three networks are one map before the first step, small or not.
func TestFiniteStart(t *testing.T) {
	for _, a := range []float64{0.1, 1} {
		r := started(t, sim.Defaults(knobs).WithChoice("finite", "on").With("a", a).With("n", 64))
		finite := slices.Clone(r.mapOf(finiteNet))
		for i, v := range r.mapOf(limitNet) {
			// The finite network's numbers are float32.
			if math.Abs(v-finite[i]) > 1e-5*a*a || math.Abs(v-r.mapOf(kernelNet)[i]) > 1e-12 {
				t.Fatalf("a = %v, weight %d: got %v of the limit, %v of the finite network and %v without bottleneck, want one map", a, i, v, finite[i], r.mapOf(kernelNet)[i])
			}
		}
		out := make([]float32, r.points*r.outputs)
		r.finiteNet.Outputs(out)
		for i, v := range r.limitFlow.Outputs() {
			if math.Abs(v-float64(out[i])) > 1e-4*a*a {
				t.Fatalf("a = %v, output %d: got %v and %v", a, i, v, out[i])
			}
		}
	}
}

// Each preset shows what its heading says, over five seeds in the median.
func TestPresetFindings(t *testing.T) {
	median := func(s sim.Settings, value func(*run) float64) float64 {
		var v []float64
		for seed := range uint64(5) {
			r := started(t, seeded(s, seed+1))
			for r.Step() {
			}
			v = append(v, value(r))
		}
		slices.Sort(v)
		return v[2]
	}
	base := sim.Defaults(knobs).WithChoice("start", "drawn").With("a", 1).With("m", 30)
	noisy := base.With("d", 2).With("s", 10).With("ratio", 0.7).With("eta", 0.2).With("r", 2).With("k", 10).With("noise", 2).With("depth", 2).With("steps", 400)
	if got := median(noisy, func(r *run) float64 { return r.heldError(r.mapOf(limitNet)) / r.heldError(r.mapOf(kernelNet)) }); !(got < 0.5) {
		t.Errorf("noise: got %.2f of the held-out error without bottleneck, want less than half", got)
	}
	one := base.With("d", 2).With("r", 1).With("k", 1).With("points", 120).With("depth", 3)
	faster := func(level int) func(r *run) float64 {
		return func(r *run) float64 {
			if !r.moments.crossed[limitNet][level].there() {
				return 0
			}
			if !r.moments.crossed[kernelNet][level].there() {
				return math.Inf(1)
			}
			return r.moments.crossed[kernelNet][level].step / r.moments.crossed[limitNet][level].step
		}
	}
	for _, c := range []struct {
		name  string
		s     sim.Settings
		level int
		ok    func(float64) bool
	}{
		{"large targets", one.With("s", 10), 0, func(f float64) bool { return f > 2 }},
		{"small targets", one.With("s", 1), 0, func(f float64) bool { return f < 0.9 }},
		{"fourth power", one.With("s", 10).WithChoice("loss", "fourth").With("eta", 1).With("steps", 1000), 2, func(f float64) bool { return f > 2 }},
	} {
		if got := median(c.s, faster(c.level)); !c.ok(got) {
			t.Errorf("%s: got a factor of %.2f", c.name, got)
		} else {
			t.Logf("%s: %.2f", c.name, got)
		}
	}
}

// Networks of several layers, trained factor by factor, run onto the flow that was drawn
// before: within the tolerance that the page shows, and four times closer at a quarter of the
// step; two layers are the balanced bottleneck; and the deeper one rises the more steeply.
func TestDepths(t *testing.T) {
	preset := sim.Defaults(knobs).With("d", 4).With("eta", 0.3).WithChoice("view", "depths").With("a", 0.4).With("steps", 700)
	farthest := func(slower float64) (most [mostLayers + 1]float64) {
		r := started(t, preset.With("eta", 0.3/slower).With("steps", 200*slower)) // past mode 2
		p := limit.Problem{X: r.train.X, Y: r.train.Y, N: r.points, M: r.inputs, K: r.outputs, Loss: r.limitLoss}
		var flows []*limit.Balanced
		for _, d := range r.depths {
			flows = append(flows, limit.NewBalanced(d.layers, p, r.limitFlow.W()))
		}
		for r.Step() {
			for i := range r.depths {
				d := &r.depths[i]
				r.strengthsOf(r.scratch.now, d.factors.W())
				gap, ok := r.gap(r.scratch.now, d.dashed)
				if !ok && r.time < r.due(theoryPoints-2) {
					t.Fatalf("%s: the flow ends before time %v", d.name(), r.time)
				}
				if gap > r.tolerance() {
					t.Fatalf("%s, step %d: got %v from the flow want at most %v", d.name(), r.step, gap, r.tolerance())
				}
				for range int(4 / slower) {
					flows[i].Step(r.architecture.Pace(r.inputs) * r.factor * r.unit * slower / 4)
				}
				r.strengthsOf(r.scratch.closed, flows[i].W())
				for m, v := range r.scratch.now {
					most[d.layers] = max(most[d.layers], math.Abs(v-r.scratch.closed[m]))
				}
			}
			r.strengthsOf(r.scratch.now, r.depths[0].factors.W())
			r.strengthsOf(r.scratch.closed, r.limitFlow.W())
			for m, v := range r.scratch.now {
				if math.Abs(v-r.scratch.closed[m]) > 0.02*r.factor*r.truth.S[0] {
					t.Fatalf("step %d, mode %d: got %v with two layers and %v through the bottleneck", r.step, m+1, v, r.scratch.closed[m])
				}
			}
		}
		return most
	}
	coarse, fine := farthest(1), farthest(4)
	for n := leastLayers; n <= mostLayers; n++ {
		if ratio := coarse[n] / fine[n]; !(ratio > 3.5 && ratio < 4.5) {
			t.Errorf("%d layers: got %v and %v from the flow at steps 4 to 1, a ratio of %.2f, want about 4", n, coarse[n], fine[n], ratio)
		}
	}
	var waited, rose [mostLayers + 1]float64 // of mode 2: to a tenth of it, and from there to nine tenths
	r := started(t, preset)
	for r.Step() {
		for i := range r.depths {
			d := &r.depths[i]
			r.strengthsOf(r.scratch.now, d.factors.W())
			switch w := r.scratch.now[1] / r.truth.S[1]; {
			case w < 0.1:
				waited[d.layers] = r.time
			case w < 0.9:
				rose[d.layers] = r.time - waited[d.layers]
			}
		}
	}
	for n := leastLayers; n < mostLayers; n++ {
		if !(waited[n+1] > waited[n] && rose[n+1] < rose[n]) {
			t.Errorf("%d and %d layers: got waits %v and rises %v, want longer and shorter", n, n+1, waited[n:n+2], rose[n:n+2])
		}
	}
}

// Plateaus of a loss that is known: falls at pace 1, waits, falls again, and ends.
func TestWaits(t *testing.T) {
	loss := func(t float64) float64 { return math.Exp(-8*t) + 0.1*math.Exp(-min(math.Exp(9*(t-2)), 8*t)) + 1e-6 }
	var w waits
	for step := range 801 {
		now := float64(step) / 100
		w.note(moment{float64(step), now}, loss(now))
	}
	if len(w.over) != 1 || math.Abs(w.over[0].from.step-60) > 15 || math.Abs(w.over[0].to.step-172) > 12 {
		t.Errorf("got plateaus %v want one from about step 60 to 172", w.over)
	}
}

// Closed forms stay where they were drawn when the step size is turned under way.
func TestForkStaysOnTheClosedForm(t *testing.T) {
	r := started(t, sim.Defaults(knobs))
	for r.Step() {
		if r.step == 100 {
			r.Set("eta", 0.1)
		}
		r.strengthsOf(r.scratch.now, r.limitFlow.W())
		if gap, ok := r.gap(r.scratch.now, r.dashed); ok && gap > r.tolerance() {
			t.Fatalf("step %d: got %v from the closed form as it is drawn, want at most %v", r.step, gap, r.tolerance())
		}
	}
	if r.moments.apart.there() {
		t.Errorf("got parted at step %v, want never", r.moments.apart.step)
	}
}

// What is to be marked on the time line happens where it should, and not where it should not.
func TestEvents(t *testing.T) {
	labels := func(s sim.Settings) map[string]int {
		r := started(t, s)
		for r.Step() {
		}
		at := map[string]int{}
		for _, e := range r.events() {
			at[e.Label] = e.Step
		}
		return at
	}
	d := sim.Defaults(knobs)
	calm := labels(d.With("ratio", 0.3).With("a", 0.01).With("steps", 1500))
	for _, l := range []string{"plateau", "falls", "rank 1", "rank 2", "rank 3", "mode 3"} {
		if calm[l] == 0 {
			t.Errorf("small steps: got no %q in %v", l, calm)
		}
	}
	for _, l := range []string{"rank 4", "mode 4", "parted", "ηλ > 2"} {
		if at, there := calm[l]; there {
			t.Errorf("small steps: got %q at step %d, want none", l, at)
		}
	}
	if wild := labels(d.With("eta", 1.3).With("steps", 40)); wild["ηλ > 2"] == 0 {
		t.Errorf("large steps: got %v, want the edge of stability", wild)
	}
	if loose := labels(d.With("a", 1).WithChoice("start", "drawn")); loose["parted"] == 0 {
		t.Errorf("a large start: got %v, want to part from the closed forms", loose)
	}
}
