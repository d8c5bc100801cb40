package bottleneck

import (
	"math"
	"slices"

	"narrows/sim"
	"narrows/sim/data"
	"narrows/sim/trio"
	"narrows/sim/words"
)

// facts are the read-outs: of each network on show, and medians across seeds.
func (r *run) facts() []sim.Fact {
	facts := r.answerFacts()
	for _, k := range [2]int{0, levels - 1} {
		facts = append(facts, r.crossingFacts(k)...)
	}
	facts = append(facts, r.kernelFacts()...)
	facts = append(facts, r.hiddenFacts()...)
	return append(facts, r.flowFacts()...)
}

// each is a fact of every network that is trained.
func (r *run) each(f sim.Fact, value func(network int) float64) (facts []sim.Fact) {
	for i := range networks {
		if r.trained(i) {
			f.Role, f.Value = trio.Roles[i], value(i)
			facts = append(facts, f)
		}
	}
	return facts
}

// answerFacts are what the networks say of the points, and of those held out.
func (r *run) answerFacts() []sim.Fact {
	l := r.lanes[0]
	facts := r.each(sim.Fact{Name: "training loss"}, l.loss)
	facts = append(facts, r.each(sim.Fact{Name: "training accuracy", Unit: "%"}, func(i int) float64 { return percent(r.trainOutputs(i), l.train) })...)
	facts = append(facts, r.each(sim.Fact{Name: "held-out loss"}, func(i int) float64 {
		return l.kernels.Problem.Loss.Mean(r.heldOutputs(i), r.targets(l.held), l.held.N)
	})...)
	return append(facts, r.each(sim.Fact{Name: "held-out accuracy", Unit: "%"}, func(i int) float64 { return percent(r.heldOutputs(i), l.held) })...)
}

// crossingFacts are where the loss came down to a level.
func (r *run) crossingFacts(k int) []sim.Fact {
	l, to := r.lanes[0], words.Number(r.lossLevels()[k])
	facts := r.each(sim.Fact{Name: "steps to " + to}, func(i int) float64 { return l.crossed[i][k].Step })
	if r.seeds > 1 {
		for i := range limits {
			if r.trained(i) {
				facts = append(facts, sim.Fact{Name: "median steps to " + to, Role: trio.Roles[i], Value: r.medianCrossing(i, k)})
			}
		}
	}
	if r.clock != sameStep {
		facts = append(facts, r.each(sim.Fact{Name: "flow time to " + to, Unit: "/λ_max of the fixed kernel"}, func(i int) float64 { return r.flow(l.crossed[i][k].Time) })...)
	}
	if r.judged() {
		facts = append(facts, r.each(sim.Fact{Name: "held-out error at loss " + to, Unit: "%"}, func(i int) float64 { return l.crossed[i][k].heldError })...)
	}
	return facts
}

// kernelFacts are what there is to say of the limits' kernels.
func (r *run) kernelFacts() (facts []sim.Fact) {
	l := r.lanes[0]
	for i, v := range [limits]float64{l.kernels.LambdaMax(), l.growth() * l.kernels.LambdaMax()} {
		if r.trained(i) {
			facts = append(facts, sim.Fact{Name: "top eigenvalue of the kernel", Label: "λ_max", Role: trio.Roles[i], Value: v})
		}
	}
	for i := range limits {
		if r.trained(i) {
			facts = append(facts, sim.Fact{Name: "alignment of the kernel with the classes", Label: "alignment", Role: trio.Roles[i], Value: r.alignment(i)})
		}
	}
	return facts
}

// flowFacts are how the networks are held and trained, and how far they are apart.
func (r *run) flowFacts() (facts []sim.Fact) {
	l := r.lanes[0]
	if what, size := r.standIn(); what != "" {
		facts = append(facts, sim.Fact{Name: what, Role: sim.Limit, Value: float64(size)})
	}
	if r.projected() && r.trails != nil {
		facts = append(facts, sim.Fact{Name: "variance of the units that is shown", Role: trio.Roles[r.tracked()], Unit: "%", Value: 100 * r.projection.share})
	}
	if r.clock == ownLimit {
		facts = append(facts, r.each(sim.Fact{Name: "step size", Label: "η"}, func(i int) float64 { return l.rates[i] })...)
	} else {
		facts = append(facts, sim.Fact{Name: "step size", Label: "η", Value: l.rates[kernelNet]})
	}
	if r.limit && r.finite && r.shared {
		facts = append(facts, sim.Fact{Name: "gap limit − finite", Value: r.gap()})
	}
	if r.twin {
		facts = append(facts, sim.Fact{Name: "distance of the twin", Role: sim.Limit, Value: r.twinDistance()})
	}
	return facts
}

// alignment of a limit's kernel with the classes at the training points.
func (r *run) alignment(network int) float64 {
	l := r.lanes[0]
	if network == kernelNet {
		return l.kernels.Alignment(l.kernels.Problem.Y)
	}
	return l.limit.Alignment(l.kernels.Problem.Y)
}

func percent(f []float64, s data.Set) float64 { return 100 * float64(correct(f, s)) / float64(s.N) }

// medianCrossing is the median over seeds of the steps to a level, or NaN while half of
// them have not reached it.
func (r *run) medianCrossing(network, level int) float64 {
	steps := make([]float64, len(r.lanes))
	for i, l := range r.lanes {
		steps[i] = l.crossed[network][level].Step
		if math.IsNaN(steps[i]) {
			steps[i] = math.Inf(1)
		}
	}
	slices.Sort(steps)
	if m := quantile(steps, 0.5); !math.IsInf(m, 0) {
		return m
	}
	return math.NaN()
}
