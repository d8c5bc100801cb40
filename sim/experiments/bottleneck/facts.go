package bottleneck

import (
	"math"
	"slices"

	"narrows/sim"
)

// facts are the read-outs: of each network on show, and medians across seeds.
func (r *run) facts() (facts []sim.Fact) {
	l := r.lanes[0]
	each := func(f sim.Fact, value func(network int) float64) {
		for i := range networks {
			if r.trained(i) {
				f.Role, f.Value = roles[i], value(i)
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
	at := r.lossLevels()
	each(sim.Fact{Name: "training loss"}, l.loss)
	each(sim.Fact{Name: "training accuracy", Unit: "%"}, func(i int) float64 { return percent(train[i], l.train.Y) })
	each(sim.Fact{Name: "held-out loss"}, func(i int) float64 {
		return l.kernels.Problem.Loss.Mean(held[i], scaled(l.held.Y, r.scale), l.held.N)
	})
	each(sim.Fact{Name: "held-out accuracy", Unit: "%"}, func(i int) float64 { return percent(held[i], l.held.Y) })
	for _, k := range [2]int{0, levels - 1} {
		each(sim.Fact{Name: "steps to " + number(at[k])}, func(i int) float64 { return l.crossed[i][k] })
		if r.seeds > 1 {
			for i := range limits {
				if r.trained(i) {
					facts = append(facts, sim.Fact{Name: "median steps to " + number(at[k]), Role: roles[i], Value: r.medianCrossing(i, k)})
				}
			}
		}
	}
	for i, v := range [2]float64{l.kernels.LambdaMax(), l.growth() * l.kernels.LambdaMax()} {
		if r.trained(i) {
			facts = append(facts, sim.Fact{Name: "top eigenvalue of the kernel", Label: "λ_max", Role: roles[i], Value: v})
		}
	}
	facts = append(facts, sim.Fact{Name: "step size", Label: "η", Value: r.factor * l.rate})
	if r.limit && r.finite && r.shared {
		facts = append(facts, sim.Fact{Name: "gap limit − finite", Value: r.gap()})
	}
	return facts
}

// heldOutputs returns F at the held-out points.
func (r *run) heldOutputs(network int) []float64 {
	l := r.lanes[0]
	f := make([]float64, l.held.N)
	switch network {
	case kernelNet:
		l.kernel.OffOutputs(f, 0, l.held.N)
	case limitNet:
		l.limit.OffOutputs(f, 0, l.held.N)
	case finiteNet:
		r.evaluate(f, l.held.X, 2, 0)
	}
	return f
}

func percent(f, y []float64) float64 { return 100 * float64(correct(f, y)) / float64(len(y)) }

// medianCrossing is the median over seeds of the steps to a level, or NaN while half of
// them have not reached it.
func (r *run) medianCrossing(network, level int) float64 {
	steps := make([]float64, len(r.lanes))
	for i, l := range r.lanes {
		steps[i] = l.crossed[network][level]
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

// gap is the root mean square of F_limit − F_finite over the training points.
func (r *run) gap() float64 {
	sum := 0.0
	finite := r.trainOutputs(finiteNet)
	for j, f := range r.trainOutputs(limitNet) {
		sum += (f - finite[j]) * (f - finite[j])
	}
	return math.Sqrt(sum / float64(r.points))
}
