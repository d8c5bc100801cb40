package deeplinear

import (
	"fmt"

	"narrows/sim"
	"narrows/sim/record"
	"narrows/sim/trio"
	"narrows/sim/words"
)

// events are the run in beats, in order of steps: how it starts, how the modes rise and who is
// faster, and where it leaves what theory covers.
func (r *run) events() (events record.Events) {
	events.Add(record.At(0, 0), sim.Data, "start", "%s", r.untrained())
	r.tellStop(&events)
	if r.view == depths {
		r.tellDepths(&events)
		return events
	}
	r.tellModes(&events)
	for _, w := range r.moments.waits.over {
		events.Add(w.from, sim.Limit, "plateau", "From here the loss hardly falls, until step %s.", words.Count(int(w.to.Step)))
		events.Add(w.to, sim.Limit, "falls", "The plateau is over, and the loss falls.")
	}
	for i := range networks {
		r.tellLoss(&events, i)
	}
	events.Add(r.moments.edge, sim.Limit, "ηλ > 2", "η times the top eigenvalue of the kernel is above 2: steps this large are no longer stable.")
	if r.there {
		events.Add(r.moments.apart, sim.Theory, "parted", "From here closed forms and experiment differ by more than the step size explains.")
	}
	return events
}

// untrained says what the networks know at the start.
func (r *run) untrained() string {
	if n := r.learned(0); n > 0 {
		return fmt.Sprintf("All networks start as one map, with half of %d of the %d modes.", n, len(r.u))
	}
	return "All networks start as one map, with no mode learned."
}

// tellStop tells what ended the run before its steps were over.
func (r *run) tellStop(events *record.Events) {
	now := record.At(r.step, r.time)
	if i := r.broken(); i >= 0 {
		role := sim.Theory
		if i < networks {
			role = trio.Roles[i]
		}
		events.Add(now, role, "diverged", "%s, training diverges.", r.subject(i))
	}
	if i := r.goal.Met(r.step); i >= 0 {
		events.Add(now, trio.Roles[i], "stop", "%s, the loss is at %s of the first, as the last: the run stops.", r.subject(i), words.Number(r.goal.Loss))
	}
}

// tellModes tells how the modes rise: through the bottleneck one after the other, where the story
// turns, and without one all at once.
func (r *run) tellModes(events *record.Events) {
	m := &r.moments
	if n := len(m.half); n > 1 {
		all := fmt.Sprintf("all %d", n)
		if n == 2 {
			all = "both"
		}
		events.Add(m.fixed, sim.Kernel, "all modes", "Without a bottleneck, %s modes are half learned by now; through %s, %d.", all, r.unitWord(), r.learned(m.fixed.Step))
	}
	for i, at := range m.half {
		tell := events.Turn
		if i >= sim.MostRests {
			tell = events.Add
		}
		tell(at, sim.Limit, fmt.Sprintf("mode %d", i+1), "Through %s, half of mode %d is learned after %s.", r.unitWord(), i+1, words.Counted(int(at.Step), "step"))
	}
	for i, at := range m.ranks {
		if at.Step > 0 {
			events.Add(at, sim.Limit, fmt.Sprintf("rank %d", i+1), "Through %s, the map now acts as one of rank %d.", r.unitWord(), i+1)
		}
	}
}

// learned counts the modes of which the limit had learned half by a step.
func (r *run) learned(step float64) (n int) {
	for _, at := range r.moments.half {
		if at.Step <= step {
			n++
		}
	}
	return n
}

// tellLoss tells where the loss of a network came down to the last level.
func (r *run) tellLoss(events *record.Events, network int) {
	at := r.moments.crossed[network][levels-1]
	if !r.trained(network) || !at.There() {
		return
	}
	other := ""
	if network < finiteNet {
		if o := r.moments.crossed[kernelNet+limitNet-network][levels-1]; o.Step > 0 && at.Time > 1.05*o.Time {
			other = ", " + words.Factor(at.Time/o.Time) + " as many as the other"
		}
	}
	events.Add(at, trio.Roles[network], r.levelLabel(levels-1), "%s, the loss is down to %s after %s%s.",
		r.subject(network), r.levelLabel(levels-1), words.Counted(int(at.Step), "step"), other)
}

// tellDepths tells how steeply the strongest mode rose with each number of layers, and where the
// weak ones had come.
func (r *run) tellDepths(events *record.Events) {
	for i := range r.chains {
		c := &r.chains[i]
		if c.high.There() {
			events.Add(c.high, sim.Theory, c.name()+" up", "With %s, mode 1 rose from 10 to 90 %% within %s.", c.name(), words.Counted(c.rise(), "step"))
		}
		events.Add(c.learned, sim.Theory, c.name(), "With %s, the loss is down to %s after %s.", c.name(), r.levelLabel(levels-1), words.Counted(int(c.learned.Step), "step"))
	}
}
