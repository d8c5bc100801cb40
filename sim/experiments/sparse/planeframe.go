package sparse

import (
	"fmt"
	"math"

	"narrows/sim"
	"narrows/sim/record"
	"narrows/sim/words"
)

// Frame says what can be seen now.
func (r *planeRun) Frame() sim.Frame {
	f := sim.Frame{
		Step: r.step, Steps: max(r.last(), 1), Time: float64(r.step), Noun: sim.Noun{One: "round", Many: "rounds"},
		Panels: []sim.Panel{r.surfacePanel(), r.certificatePanel(), r.bracketPanel(), r.violationPanel()},
		Facts:  r.facts(), Events: r.events(), Summary: r.summary(), End: r.end(),
	}
	if r.step == 0 {
		f.Inputs = r.tables
	}
	return f
}

// gap is how far the bracket is open, as a share of its upper end.
func (r *planeRun) gap() float64 {
	now := r.now()
	if now.high == 0 {
		return 0
	}
	return 1 - now.low/now.high
}

// facts are the read-outs.
func (r *planeRun) facts() []sim.Fact {
	now := r.now()
	return []sim.Fact{
		{Name: "neurons", Role: sim.Kernel, Value: float64(len(now.neurons))},
		{Name: "price", Role: sim.Kernel, Value: now.high},
		{Name: "least price that is proved", Role: sim.Kernel, Value: now.low},
		{Name: "open share of the bracket", Role: sim.Kernel, Value: r.gap()},
		{Name: "largest |η| − 1", Role: sim.Kernel, Value: now.violation},
		{Name: "neurons tried", Role: sim.Kernel, Value: float64(now.tried)},
	}
}

// verb says what the network is to do to points.
func (r *planeRun) verb() string {
	if r.Sorts {
		return "sort"
	}
	return "hit"
}

// number says how many neurons there are and what they do: "7 neurons sort 40 points", "1 neuron sorts 2 points".
func (r *planeRun) number() string {
	n, verb := len(r.now().neurons), r.verb()
	if n == 1 {
		verb += "s"
	}
	return fmt.Sprintf("%s %s %s", words.Counted(n, "neuron"), verb, words.Counted(len(r.X), "point"))
}

// events are the run in beats.
func (r *planeRun) events() (events record.Events) {
	first := &r.rounds[0]
	if first.high == 0 {
		events.Add(record.At(0, 0), sim.Kernel, "start", "All labels are alike: a constant does, and costs nothing.")
		return events
	}
	events.Add(record.At(0, 0), sim.Kernel, "start", "%s side by side do it for %s; where |η| is above 1, others are worth more than they cost.",
		words.Capital(words.Counted(len(first.neurons), "neuron")), price(first.high))
	for i := range r.rounds[:r.step+1] {
		if now := &r.rounds[i]; now.high > 0 && 1-now.low/now.high <= 0.01 {
			events.Turn(record.At(i, float64(i)), sim.Kernel, "within 1 %", "The bracket has closed to a hundredth: nothing costs less than %s.", price(now.low))
			break
		}
	}
	return events
}

func (r *planeRun) summary() string {
	now := r.now()
	return fmt.Sprintf("Round %d of %d. %s at a price of %s; none costs less than %s. The largest |η| is %s.",
		r.step, r.last(), r.number(), price(now.high), price(now.low), words.Number(1+now.violation))
}

// end says why the run is over, and what it shows.
func (r *planeRun) end() string {
	now := r.now()
	switch {
	case r.step < r.last():
		return ""
	case now.high == 0:
		return "A constant does, and costs nothing."
	case r.failed:
		return fmt.Sprintf("Rounding allows no more: the least price is from %s to %s.", significant(now.low), significant(now.high))
	}
	return fmt.Sprintf("%s for %s. |η| passes 1 nowhere, so nothing is cheaper.", r.number(), price(now.high))
}

// significant writes a number with nine digits, as an end of a bracket that is nearly closed.
func significant(x float64) string { return fmt.Sprintf("%.9g", math.Round(x*1e9)/1e9) }
