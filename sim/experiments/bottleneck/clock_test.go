package bottleneck

import (
	"math"
	"slices"
	"testing"

	"gonum.org/v1/gonum/mat"

	"narrows/sim"
)

// near reports whether two numbers are equal but for rounding.
func near(got, want float64) bool { return math.Abs(got-want) <= 1e-12*math.Abs(want) }

// limitRate is 2/(c λ) of the network with bottleneck, by the λ that the run follows.
func limitRate(r *run, l *lane) float64 {
	return 2 / (l.kernels.Problem.Loss.Curvature() * l.limit.LambdaMax())
}

// What each clock makes of the step size, at every step: the rates of each network in each
// lane, and their sum, the time.
func TestClocks(t *testing.T) {
	base := sim.Defaults(knobs).WithChoice("data", "moons").With("seeds", 3).With("n", 32).With("points", 24).WithChoice("start", "own").WithChoice("view", "kernels")
	squared := base.WithChoice("loss", "squared")
	for _, c := range []struct {
		name    string
		s       sim.Settings
		binding []string // what has to have bounded the steps, at one step at least
	}{
		{"logistic", base, []string{"limit"}},
		{"squared", squared.With("scale", 1.5), []string{"limit", "cap"}},
		{"large targets, small start", squared.With("scale", 20).With("a", 0.1), []string{"cap"}},
	} {
		for _, clock := range knobs[slices.IndexFunc(knobs, func(k sim.Knob) bool { return k.Name == "clock" })].Choices {
			factor := 0.3
			if clock == "step" { // stable for the kernel's growth too
				factor /= c.s.Float("scale")
			}
			r := begin(t, c.s.WithChoice("clock", clock).With("eta", factor))
			sums := make([][networks]float64, len(r.lanes))
			bound := map[string]bool{}
			for r.step < 60 {
				if r.step == 30 { // turned under way
					factor /= 2.5
					r.Set("eta", factor)
				}
				least := math.Inf(1)
				for _, l := range r.lanes {
					least = min(least, l.kernels.StableRate(), limitRate(r, l), 2*l.kernels.StableRate()/r.scale)
				}
				for i, l := range r.lanes {
					fixed := l.kernels.StableRate()
					own := min(limitRate(r, l), 2*fixed/r.scale)
					switch own {
					case 2 * fixed / r.scale:
						bound["cap"] = true
					default:
						bound["limit"] = true
					}
					want := [networks]float64{fixed, fixed, fixed}
					switch clock {
					case "flow":
						want = [networks]float64{least, least, least}
					case "own":
						want = [networks]float64{fixed, own, own}
					}
					for k := range networks {
						if !near(l.rates[k], factor*want[k]) {
							t.Fatalf("%s, clock %s, step %d: got rate %v of network %d in lane %d, want %v", c.name, clock, r.step, l.rates[k], k, i, factor*want[k])
						}
						sums[i][k] += l.rates[k]
					}
				}
				if !r.Step() {
					t.Fatalf("%s, clock %s: got an end at step %d", c.name, clock, r.step)
				}
				for i, l := range r.lanes {
					if l.time != sums[i] {
						t.Fatalf("%s, clock %s, step %d: got times %v in lane %d, want the sums of the rates %v", c.name, clock, r.step, l.time, i, sums[i])
					}
				}
			}
			for _, what := range c.binding {
				if !bound[what] {
					t.Errorf("%s, clock %s: the %s bounded no step: the test shows little", c.name, clock, what)
				}
			}
		}
	}
}

// Nobody waits for a network that is not trained.
func TestClockOfThoseTrained(t *testing.T) {
	s := only().WithChoice("data", "moons").WithChoice("loss", "squared").With("scale", 10).With("points", 24).WithChoice("clock", "flow").WithChoice("view", "kernels")
	r := begin(t, s.WithChoice("limit", "off"))
	if got, want := r.lanes[0].rates[kernelNet], 0.5*r.lanes[0].kernels.StableRate(); got != want {
		t.Errorf("got rate %v of the network without bottleneck alone, want half of its limit: %v", got, want)
	}
	// The finite network has the kernel of the limit, whether that is trained or not.
	r = begin(t, s.With("n", 16).WithChoice("kernel", "off").WithChoice("limit", "off").WithChoice("finite", "on"))
	if got, want := r.lanes[0].rates[finiteNet], r.lanes[0].kernels.StableRate()/10; got != want {
		t.Errorf("got rate %v of the finite network alone, want half of the cap: %v", got, want)
	}
}

// topEigenvalue is λ_max/N of the kernel of the limit on show, of all its eigenvalues. The
// network has one output.
func topEigenvalue(r *run) float64 {
	n := r.points
	all := make([]float64, n*n)
	r.lanes[0].limit.Kernel(all, nil)
	var eigen mat.EigenSym
	eigen.Factorize(mat.NewSymDense(n, all), false)
	return eigen.Values(nil)[n-1] / float64(n)
}

// The λ_max that bounds the steps is the kernel's.
func TestOwnLimitIsTheKernels(t *testing.T) {
	r := begin(t, only().WithChoice("data", "moons").WithChoice("loss", "squared").With("scale", 5).WithChoice("clock", "own").With("points", 24).WithChoice("view", "kernels"))
	for _, step := range []int{0, 20, 100} {
		sim.Advance(r, nil, r.step, step-r.step, nil)
		want := 0.5 * min(2/topEigenvalue(r), 2*r.lanes[0].rate/5)
		if got := r.lanes[0].rates[limitNet]; !(math.Abs(got-want) < 0.01*want) {
			t.Errorf("step %d: got rate %v, want half of 2/λ_max: %v", step, got, want)
		}
	}
}

// What a frame says is λ_max is that of the kernel at its step, where the top changes hands
// and where it has grown for long, and whatever the clock.
func TestLambdaMaxIsTheKernels(t *testing.T) {
	d := sim.Defaults(knobs).WithChoice("start", "own").With("seeds", 1).WithChoice("finite", "off")
	for _, c := range []struct {
		s     sim.Settings
		steps []int
	}{
		{seeded(d.WithChoice("data", "spirals"), 61), []int{1, 3, 10, 100, 500, 501, 503}},
		{seeded(d, 63), []int{2, 5, 20, 40, 203, 404}},
		{seeded(d.WithChoice("d", "8").With("points", 24), 3), []int{1, 4, 13}},
		{seeded(d.WithChoice("activation", "erf"), 5), []int{7, 33, 201, 202}},
		{seeded(d.WithChoice("clock", "own").With("eta", 0.9), 6), []int{1, 2, 30, 203, 207}},
		{seeded(d.WithChoice("clock", "flow").WithChoice("loss", "squared").With("scale", 6), 7), []int{3, 50, 212}},
	} {
		r := begin(t, c.s)
		for _, step := range c.steps {
			sim.Advance(r, nil, r.step, step-r.step, nil)
			got, want := math.NaN(), topEigenvalue(r)
			for _, f := range r.Frame().Facts {
				if f.Label == "λ_max" && f.Role == sim.Limit {
					got = f.Value
				}
			}
			if !(math.Abs(got-want) <= 0.01*want) {
				t.Errorf("%s, seed %d, step %d: got λ_max = %v, want %v", c.s.Choice("data"), c.s.Seed, step, got, want)
			}
		}
	}
}

// In flow time, in small steps, no loss ever rises.
func TestFlowTimeDescends(t *testing.T) {
	for _, s := range []sim.Settings{
		sim.Defaults(knobs).With("n", 64),
		sim.Defaults(knobs).With("n", 64).WithChoice("data", "moons").WithChoice("loss", "squared").With("scale", 3),
	} {
		r := begin(t, s.With("seeds", 3).With("points", 32).With("eta", 0.1).WithChoice("clock", "flow").WithChoice("view", "kernels"))
		first := r.lanes[0].loss(limitNet)
		before := make([][networks]float64, len(r.lanes))
		for r.step < 500 {
			for i, l := range r.lanes {
				for k := range networks {
					before[i][k] = l.loss(k)
				}
			}
			r.Step()
			for i, l := range r.lanes {
				for k := range networks {
					// NaN is no rise: only the lane on show has a finite network.
					if got := l.loss(k); got > before[i][k] {
						t.Fatalf("lane %d, network %d: got loss %v after %v at step %d, want less", i, k, got, before[i][k], r.step)
					}
				}
			}
		}
		if got := r.lanes[0].loss(limitNet); !(got < 0.7*first) {
			t.Errorf("got loss %v from %v in 500 steps: the test shows little", got, first)
		}
	}
}

// The larger the targets, the more gradient-flow time the bottleneck saves: its kernel
// grows with them. But its steps must shrink as much, and in steps at their own limits it
// stays behind (measured over more seeds: about 2, 7 and 14 times less time at scales 3, 10
// and 20, and 0.5 to 0.8 of the steps).
func TestLargeTargetsSaveTime(t *testing.T) {
	seeds := 5
	gains := func(scale float64) (time, steps float64) {
		r := begin(t, only().WithChoice("data", "moons").WithChoice("loss", "squared").With("scale", scale).
			WithChoice("clock", "own").WithChoice("start", "own").WithChoice("view", "kernels").With("seeds", float64(seeds)))
		waiting := func(l *lane) bool {
			return !l.crossed[kernelNet][levels-1].There() || !l.crossed[limitNet][levels-1].There()
		}
		for slices.ContainsFunc(r.lanes, waiting) && r.Step() {
		}
		var inTime, inSteps []float64
		for _, l := range r.lanes {
			k, b := l.crossed[kernelNet][levels-1], l.crossed[limitNet][levels-1]
			if waiting(l) {
				t.Fatalf("scale %v: got moments %v and %v, want both at the level by step %d", scale, k, b, r.step)
			}
			inTime, inSteps = append(inTime, k.Time/b.Time), append(inSteps, k.Step/b.Step)
		}
		slices.Sort(inTime)
		slices.Sort(inSteps)
		t.Logf("scale %v: %.2f times less time, %.2f times fewer steps", scale, inTime[seeds/2], inSteps[seeds/2])
		return inTime[seeds/2], inSteps[seeds/2]
	}
	small, slower := gains(3)
	large, still := gains(20)
	if !(large > 2.5*small) {
		t.Errorf("got %v times less time at scale 20 and %v at 3, want more than 2.5 times that", large, small)
	}
	if !(slower < 1 && still < 1) {
		t.Errorf("got %v and %v times fewer steps at scales 3 and 20, want fewer than one: more", slower, still)
	}
}
