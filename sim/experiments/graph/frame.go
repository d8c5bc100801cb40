package graph

import (
	"fmt"

	"narrows/sim"
	"narrows/sim/record"
	"narrows/sim/words"
)

// Frame says what can be seen now.
func (r *run) Frame() sim.Frame {
	return sim.Frame{
		Step: r.step, Steps: r.steps, Time: float64(r.step),
		Panels: r.panels(), Facts: r.facts(), Events: r.events(), Summary: r.summary(), End: r.end(),
	}
}

// facts are the read-outs, of the belief on show.
func (r *run) facts() []sim.Fact {
	b := r.shown()
	facts := []sim.Fact{{Name: "named right", Unit: fmt.Sprintf("of %d", r.nodes), Role: sim.Kernel, Value: float64(b.right)}}
	if len(r.rights) > 0 {
		facts = append(facts, sim.Fact{Name: "named right", Unit: fmt.Sprintf("of %d", r.nodes), Role: sim.Finite, Value: mean(r.rights)})
	}
	known := 0
	for _, label := range b.labels {
		if label >= 0 {
			known++
		}
	}
	add := func(name, unit string, value float64) {
		facts = append(facts, sim.Fact{Name: name, Unit: unit, Role: sim.Kernel, Value: value})
	}
	add("right without a label", "", share(b.right-known, r.nodes-known))
	add("held-out log likelihood", "nats a node", b.heldOut)
	add("calibration error", "", b.wrong)
	add("log evidence", "nats", b.evidence)
	if r.evidence.There() {
		add("layers that the evidence prefers", "", r.evidence.Step)
	}
	add("correlation of the least alike pair", "", b.least)
	add("effective rank of the kernel", fmt.Sprintf("of %d", r.nodes), r.spectrum.EffectiveRank(b.k))
	return facts
}

// events are the run in beats.
func (r *run) events() (events record.Events) {
	many := r.words.node + "s"
	if r.byLabels {
		events.Add(record.At(0, 0), sim.Data, "start", "With %s, of %d %s %d are named right.", words.Counted(r.known(), "label"), r.nodes, many, r.startRight())
		return events
	}
	events.Add(record.At(0, 0), sim.Data, "start", "Without a layer nobody hears a neighbour: nothing is known but %s.", words.Counted(r.known(), "label"))
	if r.step > 0 && r.best.step > 0 {
		events.Turn(record.At(r.best.step, float64(r.best.step)), sim.Kernel, "best", "With %s, %d of %d %s are named right: no other depth so far names more.", layerWord(r.best.layers), r.best.right, r.nodes, many)
	}
	if r.one.There() && r.one.Step > 1 {
		events.Add(r.one, sim.Kernel, "one for all", "From %s on, everyone without a label is given one class.", layerWord(int(r.one.Step)))
	}
	events.Add(r.alike, sim.Kernel, "all alike", "From %s on, even the least alike pair has a correlation of %v.", layerWord(int(r.alike.Step)), sameCorrelation)
	return events
}

// startRight is how many were named right before the first label was asked for.
func (r *run) startRight() int {
	if r.step == 0 {
		return r.now.right
	}
	free := r.nodes - r.known()
	return r.known() + int(float64(r.curves[limitRight][1][0])*float64(free)+0.5)
}

func (r *run) summary() string {
	b := r.shown()
	return fmt.Sprintf("Step %s of %s. With %s, %d of %d %ss are named right; the least alike pair has a correlation of %s.",
		words.Count(r.step), words.Count(r.steps), layerWord(b.layers), b.right, r.nodes, r.words.node, words.Number(b.least))
}

// end says why the run is over, and what it shows.
func (r *run) end() string {
	switch {
	case !r.ended():
		return ""
	case r.byLabels:
		return fmt.Sprintf("After %s, %s of the others are named right; asked at random, %s.", words.Counted(r.steps, "label"),
			percent(share(r.posterior.Right(r.example.Class))), percent(share(r.random.Right(r.example.Class))))
	case r.now.right < r.best.right:
		return fmt.Sprintf("Best with %s, which stands here: %d of %d named right. With %d only %d.", layerWord(r.best.layers), r.best.right, r.nodes, r.now.layers, r.now.right)
	}
	return fmt.Sprintf("With %s, %d of %d are named right; no fewer layers name more.", layerWord(r.now.layers), r.now.right, r.nodes)
}

func percent(share float64) string { return fmt.Sprintf("%.0f %%", 100*share) }
