package deeplinear

import (
	"fmt"
	"strings"

	"narrows/sim"
	"narrows/sim/record"
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
	s := sim.Strait{In: "x", Out: "Wx", Left: "infinitely wide, linear", Right: "infinitely wide, linear", Units: r.architecture.Units, Kernel: r.kernel}
	if r.finite {
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

// events are the start and what has happened since, in order of steps.
func (r *run) events() (events record.Events) {
	events.Add(record.At(0, 0), sim.Data, "start", "All networks start as one map.")
	m := &r.moments
	if i := r.broken(); i >= 0 {
		role := sim.Theory
		if i < networks {
			role = trio.Roles[i]
		}
		events.Add(record.At(r.step, r.time), role, "diverged", "%s training diverges.", r.subject(i))
	}
	if i := r.goal.Met(r.step); i >= 0 {
		events.Add(record.At(r.step, r.time), trio.Roles[i], "stop", "%s the loss is down to %s of the first, the last to get there: the run stops.", r.subject(i), words.Number(r.goal.Loss))
	}
	if r.view == depths {
		for i := range r.chains {
			c := &r.chains[i]
			events.Add(c.learned, sim.Theory, c.name(), "With %s the loss is down to %s.", c.name(), r.levelWord(levels-1))
		}
		return events
	}
	for i, at := range m.half {
		events.Add(at, sim.Limit, fmt.Sprintf("mode %d", i+1), "Half of mode %d is learned.", i+1)
	}
	for i, at := range m.ranks {
		if at.Step > 0 {
			events.Add(at, sim.Limit, fmt.Sprintf("rank %d", i+1), "Singular values of the map that have grown: %d, so that it acts as one of that rank.", i+1)
		}
	}
	for _, w := range m.waits.over {
		events.Add(w.from, sim.Limit, "plateau", "From here the loss hardly falls, until step %s.", words.Count(int(w.to.Step)))
		events.Add(w.to, sim.Limit, "falls", "The plateau is over, and the loss falls.")
	}
	for i := range networks {
		if at := m.crossed[i][levels-1]; r.trained(i) {
			events.Add(at, trio.Roles[i], r.levelLabel(levels-1), "%s the loss is down to %s.", r.subject(i), r.levelWord(levels-1))
		}
	}
	events.Add(m.edge, sim.Limit, "ηλ > 2", "η times the top eigenvalue of the kernel is above 2: steps this large are no longer stable.")
	if r.there {
		events.Add(m.apart, sim.Theory, "parted", "Closed forms and experiment are further apart here than steps this large explain.")
	}
	return events
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
		return "Without bottleneck"
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

// end says why the run is over, in one sentence; nothing while it is not.
func (r *run) end() string {
	if i := r.broken(); i >= 0 {
		return fmt.Sprintf("%s training diverges at step %s, at %s of the stability limit; this is the last finite picture.", r.subject(i), words.Count(r.step), words.Number(r.factor))
	}
	if r.goal.Met(r.step) >= 0 {
		return r.goal.End(words.Number(r.goal.Loss)+" of the first loss", r.label)
	}
	if r.step < r.steps {
		return ""
	}
	if r.loss == logistic {
		return fmt.Sprintf("The %s steps are over.", words.Count(r.steps))
	}
	if r.view == depths {
		return r.depthsEnd()
	}
	learned := 0
	for _, at := range r.moments.half {
		if at.There() {
			learned++
		}
	}
	return fmt.Sprintf("Through %s the network has learned %d of %d modes.", r.unitWord(), learned, len(r.u))
}

// offer is half the step size, where that was too large.
func (r *run) offer() *sim.Offer {
	if r.broken() < 0 {
		return nil
	}
	return trio.SmallerStep(r.factor/2, leastFactor)
}
