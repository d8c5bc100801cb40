package graph

import (
	"fmt"

	"narrows/sim"
	"narrows/sim/record"
	"narrows/sim/words"
)

// Frame says what can be seen now.
func (r *run) Frame() sim.Frame {
	f := sim.Frame{
		Step: r.step, Steps: r.steps, Time: float64(r.step), Noun: r.noun(),
		Panels: r.panels(), Facts: r.facts(), Events: r.events(), Summary: r.summary(), End: r.end(),
	}
	if r.step == 0 {
		f.Inputs = r.tables()
	}
	f.Draft = r.lagging() >= 0
	return f
}

// noun is what a step is called.
func (r *run) noun() sim.Noun {
	if r.byLabels {
		return sim.Noun{One: "label", Many: "labels"}
	}
	return sim.Noun{One: "layer", Many: "layers"}
}

// facts are the read-outs, of the belief on show.
func (r *run) facts() (facts []sim.Fact) {
	b := r.shown()
	add := func(role sim.Role, name, unit string, value float64) {
		facts = append(facts, sim.Fact{Name: name, Unit: unit, Role: role, Value: value})
	}
	of := fmt.Sprintf("of %d", r.nodes)
	if r.own() {
		add(sim.Kernel, "mean margin", "", b.sure)
	} else {
		add(sim.Kernel, "named right", of, float64(b.right))
		if len(r.cohort.networks) > 0 && r.lagging() < 0 {
			finite := r.spread(b.step) // with as many layers as the picture shows
			add(sim.Finite, "named right", of, finite[1])
		}
		for _, p := range r.alone {
			add(sim.Data, "named right by "+p.name()+", at best", of, float64(p.best))
		}
		add(sim.Kernel, "right without a label", "", b.free)
		if r.byLabels {
			add(sim.Kernel, "right without a label, mean of all steps", "", r.overall(limitScore))
			add(sim.Data, "asked at random, mean of all steps", "", r.overall(randomRight))
		}
	}
	known := r.known() > 0
	if known && !r.own() {
		add(sim.Kernel, "held-out log likelihood", "nats a node", b.heldOut)
		add(sim.Kernel, "calibration error", "", b.wrong)
	}
	if known {
		add(sim.Kernel, "log evidence", "nats", b.evidence)
	}
	if known && r.evidence.There() {
		add(sim.Kernel, "layers that the evidence prefers", "", r.evidence.Step)
	}
	add(sim.Kernel, "correlation of the least alike pair", "", b.least)
	if r.nodes <= fewNodes || r.ended() {
		add(sim.Kernel, "effective rank of the kernel", of, r.rank())
	}
	return facts
}

// overall is the mean of a curve from the first step to the present one.
func (r *run) overall(quantity int) float64 {
	return mean(r.curves[quantity].Until(r.present(quantity)...)[1])
}

// fewNodes are so few that the eigenvalues of their kernel are found at each layer; of more they are
// found where a run rests.
const fewNodes = 100

// rank is the effective rank of the kernel on show, found once for each.
func (r *run) rank() float64 {
	b := r.shown()
	if r.ranked != b.layers+1 {
		r.ranked, r.effective = b.layers+1, r.spectrum.EffectiveRank(b.k)
	}
	return r.effective
}

// named says how many nodes are named right: "33 of 34 members are named right".
func (r *run) named(right int) string {
	return fmt.Sprintf("%d of %d %ss are named right", right, r.nodes, r.words.node)
}

// events are the run in beats.
func (r *run) events() (events record.Events) {
	known := r.known()
	switch {
	case r.byLabels:
		events.Add(record.At(0, 0), sim.Data, "start", "With %s, %s.", words.Counted(known, "label"), r.named(r.first))
		if more := map[bool]string{true: "more", false: "fewer"}[r.ahead]; r.parted.There() {
			events.Add(r.parted, sim.Kernel, more, "With %s more, asking the least certain names %s of the others than asking at random has.", words.Counted(int(r.parted.Step), "label"), more)
		}
		return events
	case known == 0:
		events.Add(record.At(0, 0), sim.Data, "start", "Nobody has a label, and so nothing is known: click a node.")
		return events
	}
	events.Add(record.At(0, 0), sim.Data, "start", "Without a layer nobody hears a neighbour: nothing is known but %s%s.", words.Counted(known, "label"), map[bool]string{true: " and the features"}[r.example.Features != nil])
	switch {
	case r.step == 0 || r.best.step == 0:
	case r.own():
		events.Turn(record.At(r.best.step, float64(r.best.step)), sim.Kernel, "best", "The labels are likeliest with %s, of 1 to %d so far.", layerWord(r.best.layers), r.now.layers)
	default:
		events.Turn(record.At(r.best.step, float64(r.best.step)), sim.Kernel, "best", "With %s, %s: no other depth so far names more.", layerWord(r.best.layers), r.named(r.best.right))
	}
	if r.one.There() && r.one.Step > 1 {
		events.Add(r.one, sim.Kernel, "one for all", "With %s everyone without a label is given one class.", layerWord(int(r.one.Step)))
	}
	events.Add(r.alike, sim.Kernel, "all alike", "From %s on, even the least alike pair has a correlation of %v.", layerWord(int(r.alike.Step)), sameCorrelation)
	return events
}

func (r *run) summary() string {
	b := r.shown()
	text := fmt.Sprintf("%s %s of %s. With %s, %s; the least alike pair has a correlation of %s.",
		words.Capital(r.noun().One), words.Count(r.step), words.Count(r.steps), layerWord(b.layers), r.named(b.right), words.Number(b.least))
	if r.own() {
		text = fmt.Sprintf("%s %s of %s. With %s, nodes without a label are taken for a class by a margin of %s on average; the least alike pair has a correlation of %s.",
			words.Capital(r.noun().One), words.Count(r.step), words.Count(r.steps), layerWord(b.layers), words.Number(b.sure), words.Number(b.least))
	}
	return text
}

// end says why the run is over, and what it shows.
func (r *run) end() string {
	switch {
	case !r.ended():
		return ""
	case r.byLabels:
		return fmt.Sprintf("After %s, %s of the others are named right; asked at random, %s.", words.Counted(r.steps, "label"),
			percent(share(r.posterior.Right(r.example.Class))), percent(share(r.random.Right(r.example.Class))))
	case r.known() == 0:
		return fmt.Sprintf("Nothing is known of %d nodes without a label.", r.nodes)
	case r.own():
		return fmt.Sprintf("The labels are likeliest with %s, of 1 to %d; graph and kernel are those.", layerWord(r.best.layers), r.now.layers)
	case r.now.right < r.best.right:
		return fmt.Sprintf("Best with %s, which graph and kernel show: %d of %d named right. With %d only %d.", layerWord(r.best.layers), r.best.right, r.nodes, r.now.layers, r.now.right)
	case r.best.layers < r.now.layers: // of equal ones the first
		return fmt.Sprintf("Best with %s, which graph and kernel show: %s. With %d no more.", layerWord(r.best.layers), r.named(r.best.right), r.now.layers)
	}
	return fmt.Sprintf("With %s, %s: more than with any fewer.", layerWord(r.now.layers), r.named(r.now.right))
}

func percent(share float64) string { return fmt.Sprintf("%.0f %%", 100*share) }
