package deeplinear

import (
	"fmt"
	"strings"

	"narrows/sim"
	"narrows/sim/trio"
	"narrows/sim/words"
)

// Frame says what can be seen now.
func (r *run) Frame() sim.Frame {
	return sim.Frame{
		Step: r.step, Steps: r.steps, Time: r.time,
		Strait:  r.strait(),
		Panels:  r.panels(),
		Facts:   r.facts(),
		Events:  r.events(),
		Summary: r.summary(),
		End:     r.end(),
		Offer:   r.offer(),
	}
}

func (r *run) strait() sim.Strait {
	s := sim.Strait{In: "x", Out: "Wx", Left: "infinitely wide, linear", Right: "infinitely wide, linear", Units: r.architecture.Units, Kernel: r.kernel && r.view != depths}
	if r.finite && r.view != depths {
		s.Width = r.width
	}
	return s
}

// facts are the read-outs.
func (r *run) facts() (facts []sim.Fact) {
	add := func(f sim.Fact) { facts = append(facts, f) }
	for i := range networks {
		if r.trained(i) {
			add(sim.Fact{Name: "training loss", Role: trio.Roles[i], Value: r.lossOf(i)})
		}
	}
	for i := range networks {
		if r.trained(i) {
			add(sim.Fact{Name: "held-out error", Role: trio.Roles[i], Unit: "of the variance", Value: r.heldError(r.mapOf(i))})
		}
	}
	for k := range levels {
		for i := range networks {
			if r.trained(i) {
				add(sim.Fact{Name: "steps to " + r.levelWord(k), Role: trio.Roles[i], Value: r.moments.crossed[i][k].Step})
			}
		}
	}
	if r.kernelFlow != nil {
		for k := range levels {
			// Times, not steps, so that it does not depend on the size of the step.
			faster := r.moments.crossed[kernelNet][k].Time / r.moments.crossed[limitNet][k].Time
			add(sim.Fact{Name: "acceleration to " + r.levelWord(k), Role: sim.Limit, Unit: "×", Value: faster})
		}
	}
	for i := range r.chains {
		facts = append(facts, r.chains[i].facts(r)...)
	}
	if r.there {
		f := sim.Fact{Name: "distance from the closed form", Role: sim.Theory, Unit: "of mode 1", Value: r.distance()}
		if r.exact() {
			f.Tolerance = r.tolerance()
		}
		add(f)
	}
	add(sim.Fact{Name: "drift of what is conserved", Role: sim.Limit, Value: r.drift(), Tolerance: r.flown + 1e-12})
	add(sim.Fact{Name: "rank of the map", Role: sim.Limit, Value: float64(r.rank()), Tolerance: float64(r.architecture.Units)})
	r.listen()
	for i := range r.u {
		add(sim.Fact{Name: fmt.Sprintf("angle to mode %d", i+1), Role: sim.Limit, Unit: "°", Value: r.angle(i)})
	}
	if r.kernelFlow != nil {
		add(sim.Fact{Name: "top eigenvalue of the kernel", Label: "λ_max", Role: sim.Kernel, Value: r.kernelFlow.LambdaMax()})
	}
	add(sim.Fact{Name: "top eigenvalue of the kernel", Label: "λ_max", Role: sim.Limit, Value: r.limitFlow.LambdaMax()})
	add(sim.Fact{Name: "step size", Label: "η", Value: r.factor * r.unit})
	return facts
}

// rank of W: how many of its singular values are not rounding.
func (r *run) rank() int {
	r.scratch.singular.Of(r.limitFlow.W())
	return r.scratch.singular.Rank(1e-9)
}

// levelWord says to what the loss has to fall: "10 % of the loss", "a loss of 0.1".
func (r *run) levelWord(k int) string {
	if r.loss == logistic {
		return fmt.Sprintf("a loss of %v", logistics[k])
	}
	return fmt.Sprintf("%v %% of the loss", 100*shares[k])
}

// levelLabel is levelWord at a tick.
func (r *run) levelLabel(k int) string {
	if r.loss == logistic {
		return fmt.Sprint(logistics[k])
	}
	return fmt.Sprintf("%v %%", 100*shares[k])
}

// subject begins a sentence about a network, by its number in broken.
func (r *run) subject(network int) string {
	switch network {
	case kernelNet:
		return "Without a bottleneck"
	case limitNet:
		return "Through " + r.unitWord()
	case finiteNet:
		return fmt.Sprintf("At width %d", r.width)
	}
	return "With " + r.chains[network-networks].name()
}

func (r *run) summary() string {
	var modes []string
	r.strengthsOf(r.scratch.now, r.limitFlow.W())
	for i, w := range r.scratch.now {
		modes = append(modes, fmt.Sprintf("mode %d at %s of %s", i+1, words.Number(w), words.Number(r.truth.S[i])))
	}
	return fmt.Sprintf("Step %s of %s. %s", words.Count(r.step), words.Count(r.steps), words.Sentence(strings.Join(modes, "; ")))
}
