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
func (r *run) facts() (facts []sim.Fact) {
	l := r.lanes[0]
	each := func(f sim.Fact, value func(network int) float64) {
		for i := range networks {
			if r.trained(i) {
				f.Role, f.Value = trio.Roles[i], value(i)
				facts = append(facts, f)
			}
		}
	}
	var train, held [networks][]float64
	for i := range networks {
		if r.trained(i) {
			train[i], held[i] = r.trainOutputs(i), r.heldOutputs(i)
		}
	}
	level := r.lossLevels()
	each(sim.Fact{Name: "training loss"}, l.loss)
	each(sim.Fact{Name: "training accuracy", Unit: "%"}, func(i int) float64 { return percent(train[i], l.train) })
	each(sim.Fact{Name: "held-out loss"}, func(i int) float64 {
		return l.kernels.Problem.Loss.Mean(held[i], r.targets(l.held), l.held.N)
	})
	each(sim.Fact{Name: "held-out accuracy", Unit: "%"}, func(i int) float64 { return percent(held[i], l.held) })
	for _, k := range [2]int{0, levels - 1} {
		to := words.Number(level[k])
		each(sim.Fact{Name: "steps to " + to}, func(i int) float64 { return l.crossed[i][k].Step })
		if r.seeds > 1 {
			for i := range limits {
				if r.trained(i) {
					facts = append(facts, sim.Fact{Name: "median steps to " + to, Role: trio.Roles[i], Value: r.medianCrossing(i, k)})
				}
			}
		}
		if r.clock != sameStep {
			each(sim.Fact{Name: "flow time to " + to, Unit: "/λ_max of the fixed kernel"}, func(i int) float64 { return r.flow(l.crossed[i][k].Time) })
		}
		if r.judged() {
			each(sim.Fact{Name: "held-out error at loss " + to, Unit: "%"}, func(i int) float64 { return l.crossed[i][k].heldError })
		}
	}
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
	facts = append(facts, r.hiddenFacts()...)
	if what, size := r.standIn(); what != "" {
		facts = append(facts, sim.Fact{Name: what, Role: sim.Limit, Value: float64(size)})
	}
	if r.projected() && r.trails != nil {
		facts = append(facts, sim.Fact{Name: "variance of the units that is shown", Role: trio.Roles[r.mover()], Unit: "%", Value: 100 * r.projection.share})
	}
	if r.clock == ownLimit {
		each(sim.Fact{Name: "step size", Label: "η"}, func(i int) float64 { return l.rates[i] })
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
