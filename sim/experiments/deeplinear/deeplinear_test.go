package deeplinear

import (
	"math"
	"slices"
	"testing"

	"narrows/sim"
	"narrows/sim/record"
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
			if i < d && !(at.There() && (i == 0 || at.Step > r.moments.half[i-1].Step)) {
				t.Errorf("d = %d: got mode %d half learned at %v after %v, want one after the other", d, i+1, at.Step, r.moments.half[max(i-1, 0)].Step)
			}
			if i >= d && at.There() {
				t.Errorf("d = %d: got mode %d learned at step %v, want never", d, i+1, at.Step)
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
		if most > r.tolerance() || r.moments.apart.There() {
			t.Errorf("step size %v: got %v from the closed form, parted at %v, want within %v", eta, most, r.moments.apart.Step, r.tolerance())
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
	both := sim.Defaults(knobs).With("d", 4).With("s", 12).With("ratio", 0.25).With("a", 0.3).With("steps", 800)
	ahead := func(mode int) func(r *run) float64 {
		return func(r *run) float64 {
			r.strengthsOf(r.scratch.now, r.limitFlow.W())
			r.strengthsOf(r.scratch.closed, r.mapOf(kernelNet))
			return r.scratch.now[mode] / r.scratch.closed[mode]
		}
	}
	if early := median(both.With("steps", 150), ahead(0)); !(early > 1.2) {
		t.Errorf("with and without: got mode 1 at %.2f of what it is without, want ahead", early)
	}
	if late := median(both, ahead(3)); !(late < 0.5) {
		t.Errorf("with and without: got mode 4 at %.2f of what it is without, want behind", late)
	}
	small := sim.Defaults(knobs).With("ratio", 0.4).With("a", 0.01).With("steps", 1000)
	if got := median(small, func(r *run) float64 { return float64(len(r.moments.waits.over)) }); !(got >= 2) {
		t.Errorf("small start: got %v plateaus, want at least 2", got)
	}
	one := base.With("d", 2).With("r", 1).With("k", 1).With("points", 120).With("depth", 3)
	faster := func(level int) func(r *run) float64 {
		return func(r *run) float64 {
			if !r.moments.crossed[limitNet][level].There() {
				return 0
			}
			if !r.moments.crossed[kernelNet][level].There() {
				return math.Inf(1)
			}
			return r.moments.crossed[kernelNet][level].Step / r.moments.crossed[limitNet][level].Step
		}
	}
	for _, c := range []struct {
		name  string
		s     sim.Settings
		level int
		ok    func(float64) bool
	}{
		{"large targets", one.With("s", 10), 1, func(f float64) bool { return f > 2 }},
		{"small targets", one.With("s", 1), 1, func(f float64) bool { return f < 0.9 }},
		{"fourth power", one.With("s", 10).WithChoice("loss", "fourth").With("eta", 1).With("steps", 1000), 3, func(f float64) bool { return f > 2 }},
	} {
		if got := median(c.s, faster(c.level)); !c.ok(got) {
			t.Errorf("%s: got a factor of %.2f", c.name, got)
		} else {
			t.Logf("%s: %.2f", c.name, got)
		}
	}
}

// Networks of several layers, trained factor by factor, run onto the flow of their product:
// within the tolerance that the page shows, and four times closer at a quarter of the step; what
// was drawn before the first step is that flow; and two layers are the balanced bottleneck.
func TestDepths(t *testing.T) {
	preset := sim.Defaults(knobs).With("d", 4).With("eta", 0.3).WithChoice("view", "depths").With("a", 0.4)
	farthest := func(slower float64) (most [mostLayers + 1]float64) {
		r := started(t, preset.With("eta", 0.3/slower).With("steps", 200*slower)) // past mode 2
		for r.Step() {
			for i := range r.chains {
				c := &r.chains[i]
				distance := c.distance(r)
				if distance > r.tolerance() {
					t.Fatalf("%s, step %d: got %v from the flow want at most %v", c.name(), r.step, distance, r.tolerance())
				}
				most[c.layers] = max(most[c.layers], distance)
			}
			r.strengthsOf(r.scratch.now, r.chains[0].factors.W())
			r.strengthsOf(r.scratch.closed, r.limitFlow.W())
			for m, v := range r.scratch.now {
				// One iteration, up to a rotation of the units.
				if math.Abs(v-r.scratch.closed[m]) > 1e-9*r.truth.S[0] {
					t.Fatalf("step %d, mode %d: got %v with two layers and %v through the bottleneck", r.step, m+1, v, r.scratch.closed[m])
				}
			}
		}
		for i := range r.chains {
			c := &r.chains[i]
			if n := len(c.times); n != theoryPoints {
				t.Fatalf("%s: got a flow of %d points want %d", c.name(), n, theoryPoints)
			}
			r.strengthsOf(r.scratch.now, c.flow.W())
			for m, v := range r.scratch.now {
				if drawn := float64(c.dashed[m][theoryPoints-1]); math.Abs(drawn-v) > 1e-3*r.truth.S[0] {
					t.Errorf("%s, mode %d: got %v drawn at the end and a flow at %v", c.name(), m+1, drawn, v)
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
}

// What the preset of depths says, in the median of five seeds: the deeper, the longer mode 2
// takes to a tenth of itself, and the shorter from there to nine tenths.
func TestDeeperWaitsLonger(t *testing.T) {
	var waits, rises [mostLayers + 1][]float64
	for seed := range uint64(5) {
		var waited, rose [mostLayers + 1]float64
		r := started(t, seeded(sim.Defaults(knobs).With("d", 4).With("eta", 0.3).WithChoice("view", "depths").With("a", 0.4).With("steps", 700), seed+1))
		for r.Step() {
			for i := range r.chains {
				c := &r.chains[i]
				r.strengthsOf(r.scratch.now, c.factors.W())
				switch w := r.scratch.now[1] / r.truth.S[1]; {
				case w < 0.1:
					waited[c.layers] = r.time
				case w < 0.9:
					rose[c.layers] = r.time - waited[c.layers]
				}
			}
		}
		for n := leastLayers; n <= mostLayers; n++ {
			waits[n], rises[n] = append(waits[n], waited[n]), append(rises[n], rose[n])
		}
	}
	middle := func(v []float64) float64 {
		slices.Sort(v)
		return v[len(v)/2]
	}
	for n := leastLayers; n < mostLayers; n++ {
		if !(middle(waits[n+1]) > middle(waits[n]) && middle(rises[n+1]) < middle(rises[n])) {
			t.Errorf("%d and %d layers: got waits %v and rises %v, want longer and shorter", n, n+1, waits[n:n+2], rises[n:n+2])
		}
	}
}

// With whatever loss, start and step, a view of depths holds what is drawn in it.
func TestDepthsAreInSight(t *testing.T) {
	d := sim.Defaults(knobs).WithChoice("view", "depths").With("steps", 300)
	for _, s := range []sim.Settings{
		d.WithChoice("start", "drawn").With("a", 1).With("eta", 1.2), d.WithChoice("loss", "logistic").With("s", 0.5).With("eta", 0.5),
		d.WithChoice("loss", "fourth").With("eta", 1), d.With("k", 10).With("m", 30).With("points", 240), d.With("eta", 0.02).With("steps", 5000),
	} {
		r := started(t, s)
		for r.Step() {
			if r.step%10 != 0 {
				continue
			}
			for _, p := range r.panels() {
				for _, l := range p.Lines {
					for i, y := range l.Y {
						if !(float64(y) >= p.Y.Min && float64(y) <= p.Y.Max && float64(l.X[i]) <= p.X.Max*(1+1e-6)) {
							t.Fatalf("%s, step %d: got a point at (%v, %v) beyond axes to %v and from %v to %v", p.Name, r.step, l.X[i], y, p.X.Max, p.Y.Min, p.Y.Max)
						}
					}
				}
			}
		}
	}
}

// Plateaus of losses that are known: one falls at pace 8, waits, falls again, and ends; the
// others fall all the time, but oscillate, end in rounding, or never begin.
func TestWaits(t *testing.T) {
	for _, c := range []struct {
		name string
		loss func(t float64) float64
		want int
	}{
		{"one wait", func(t float64) float64 { return math.Exp(-8*t) + 0.1*math.Exp(-min(math.Exp(9*(t-2)), 8*t)) + 1e-6 }, 1},
		{"steady", func(t float64) float64 { return math.Exp(-3 * t) }, 0},
		{"oscillating", func(t float64) float64 { return math.Exp(-3*t) * (1.5 + math.Cos(100*math.Pi*t)) }, 0},
		{"rounding", func(t float64) float64 { return math.Exp(-40*t) + 1e-30*(1.5+math.Sin(1e3*t)) }, 0},
		{"flat", func(float64) float64 { return 1 }, 0},
	} {
		var w waits
		w.over = make([]wait, 0, mostWaits)
		for step := range 801 {
			now := float64(step) / 100
			w.note(record.At(step, now), c.loss(now))
		}
		if len(w.over) != c.want {
			t.Errorf("%s: got plateaus %v want %d", c.name, w.over, c.want)
		} else if c.want > 0 && (math.Abs(w.over[0].from.Step-60) > 15 || math.Abs(w.over[0].to.Step-172) > 12) {
			t.Errorf("%s: got a plateau from step %v to %v, want about 60 to 172", c.name, w.over[0].from.Step, w.over[0].to.Step)
		}
	}
}

// Closed forms and run stay together when the step size is turned under way, up or down.
func TestForkStaysOnTheClosedForm(t *testing.T) {
	for _, eta := range []float64{0.1, 0.01} {
		r := started(t, sim.Defaults(knobs))
		for r.Step() {
			if r.step == 60 { // while mode 1 rises
				r.Set("eta", eta)
			}
			if got := r.distance(); got > r.tolerance() {
				t.Fatalf("to %v, step %d: got %v from the closed form want at most %v", eta, r.step, got, r.tolerance())
			}
		}
		if r.moments.apart.There() {
			t.Errorf("to %v: got parted at step %v, want never", eta, r.moments.apart.Step)
		}
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

// The arrow stands at the lowest level that both limits have reached, in units of the winner's
// first loss, and not at the first level.
func TestFactorArrow(t *testing.T) {
	r := started(t, sim.Defaults(knobs))
	at := &r.moments.crossed
	at[kernelNet][0], at[limitNet][0] = record.At(60, 6), record.At(10, 1)
	if s, ok := r.factorArrow(); ok {
		t.Errorf("got %+v at the first level, want no arrow", s)
	}
	at[kernelNet][1], at[limitNet][1], at[limitNet][2] = record.At(20, 2), record.At(80, 8), record.At(90, 9)
	s, ok := r.factorArrow()
	if !ok || s.Label != "4.0×" || s.Note != "less time to 10 %" || s.Role != sim.Kernel || s.X0[0] != 8 || s.X1[0] != 2 || s.Y0[0] != 0.1 {
		t.Errorf("got %+v, want 4.0× from time 8 to 2 at 0.1", s)
	}
}
