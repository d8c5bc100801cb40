package deeplinear

import (
	"fmt"

	"narrows/sim"
	"narrows/sim/trio"
	"narrows/sim/words"
)

// end says why the run is over, in one sentence that answers what its panels ask; nothing while
// it is not.
func (r *run) end() string {
	if i := r.broken(); i >= 0 {
		return fmt.Sprintf("%s, training diverges at step %s, at %s of the stability limit: the last finite picture.", r.subject(i), words.Count(r.step), words.Number(r.factor))
	}
	switch {
	case r.goal.Met(r.step) >= 0:
		return r.goal.End(words.Number(r.goal.Loss)+" of the first loss", r.label)
	case r.step < r.steps:
		return ""
	case r.loss == logistic:
		return fmt.Sprintf("After %s the loss through %s is %s.", words.Counted(r.steps, "step"), r.unitWord(), words.Number(r.limitFlow.Loss()))
	case r.view == depths:
		return r.depthsEnd()
	case r.view == noise && r.kernel:
		return fmt.Sprintf("Through %s the error on new points ends at %s of the variance, without a bottleneck at %s.",
			r.unitWord(), words.Number(r.heldError(r.mapOf(limitNet))), words.Number(r.heldError(r.mapOf(kernelNet))))
	case r.view == losses && r.kernel && len(r.u) == 1:
		return r.paceEnd()
	}
	return r.modesEnd()
}

// paceEnd compares how fast both limits came down to the lowest level that both have; else to that
// which one has.
func (r *run) paceEnd() string {
	at := &r.moments.crossed
	one := 0
	for k := levels - 1; k >= 0; k-- {
		a, b := at[kernelNet][k], at[limitNet][k]
		if a.There() && b.There() && a.Step > 0 && b.Step > 0 {
			return fmt.Sprintf("Squeezed, %s: loss down to %s after %s steps; without a bottleneck after %s.",
				trio.Pace(a.Time, b.Time), r.levelLabel(k), words.Count(int(b.Step)), words.Count(int(a.Step)))
		}
		if (a.There() || b.There()) && one == 0 {
			one = k
		}
	}
	said := func(network int) string {
		if at := at[network][one]; at.There() {
			return "after " + words.Count(int(at.Step))
		}
		return "not within " + words.Count(r.steps)
	}
	return fmt.Sprintf("Loss down to %s, squeezed: %s steps; without a bottleneck: %s.", r.levelLabel(one), said(limitNet), said(kernelNet))
}

// modesEnd says when each mode was half learned, and which was not: never, if the units hold no more.
func (r *run) modesEnd() string {
	text, missing := "", ""
	learned := 0
	for i, at := range r.moments.half {
		switch {
		case !at.There():
			missing += fmt.Sprintf(", %d", i+1)
		case learned == 0:
			text = fmt.Sprintf("Half learned: mode %d at step %s", i+1, words.Count(int(at.Step)))
			learned++
		default:
			text += fmt.Sprintf(", %d at %s", i+1, words.Count(int(at.Step)))
			learned++
		}
	}
	if learned == 0 {
		return fmt.Sprintf("Through %s, no mode is half learned after %s.", r.unitWord(), words.Counted(r.steps, "step"))
	}
	units := r.architecture.Units
	switch {
	case missing != "" && learned < units:
		text += ", not yet " + missing[2:]
	case missing != "":
		text += ", never " + missing[2:]
	}
	switch {
	case r.view == losses && r.moments.fixed.There():
		return text + fmt.Sprintf("; without a bottleneck, all at %s.", words.Count(int(r.moments.fixed.Step)))
	case missing != "" && learned == units:
		return text + fmt.Sprintf(": %s no more.", [2]string{"one unit holds", fmt.Sprint(units) + " units hold"}[min(units-1, 1)])
	}
	return text + "."
}

// depthsEnd says how steeply the strongest mode rose.
func (r *run) depthsEnd() string {
	text := "Steps in which mode 1 rises from 10 to 90 %"
	for i := range r.chains {
		took := "more than " + words.Count(r.steps)
		if c := &r.chains[i]; c.high.There() {
			took = words.Count(c.rise())
		}
		text += fmt.Sprintf("%s with %s %s", [2]string{":", ","}[min(i, 1)], r.chains[i].name(), took)
	}
	return text + "."
}

// offer is half the step size, where that was too large.
func (r *run) offer() *sim.Offer {
	if r.broken() < 0 {
		return nil
	}
	return trio.SmallerStep(r.factor/2, leastFactor)
}
