package bottleneck

import (
	"fmt"

	"narrows/sim"
	"narrows/sim/data"
	"narrows/sim/record"
	"narrows/sim/trio"
	"narrows/sim/words"
)

// events are the run in beats, in order of steps: how it starts, who is ahead, what each network
// on show has reached, and what went wrong.
func (r *run) events() (events record.Events) {
	events.Add(record.At(0, 0), sim.Data, "start", "%s", r.untrained())
	r.tellRace(&events)
	for i := range limits {
		r.tellLosses(&events, i)
		events.Add(r.lanes[0].right[i], trio.Roles[i], "all "+words.Count(r.points)+" right", "%s", r.allRight(i))
	}
	events.Turn(r.parted, sim.Limit, "twins part", "The twins, a millionth apart at first, now differ by a hundredth: no single run is the answer.")
	now := record.At(r.step, r.lanes[0].time[r.timed()])
	if i := r.goal.Met(r.step); i >= 0 {
		events.Add(now, trio.Roles[i], "stop", "%s, loss %s after %s, as the last: the run stops.", r.clause(i), words.Number(r.goal.Loss), words.Counted(r.step, "step"))
	}
	if i := r.broken(); i >= 0 {
		events.Add(now, trio.Roles[i], "diverged", "%s, training diverges at step %s.", r.clause(i), words.Count(r.step))
	}
	return events
}

// clause begins a sentence about a network.
func (c *config) clause(network int) string {
	switch network {
	case kernelNet:
		return "Without a bottleneck"
	case limitNet:
		return "Squeezed"
	}
	return words.Count(c.width) + " wide"
}

// untrained says what the networks know at the start.
func (r *run) untrained() string {
	switch {
	case !r.shared:
		return "Each network starts from a draw of its own."
	case r.guessed < 0:
		return "The network starts untrained."
	}
	return fmt.Sprintf("Untrained, the networks start with %s of %s points right.", words.Count(r.guessed), words.Count(r.points))
}

// tellRace tells who is ahead at first, and who overtakes.
func (r *run) tellRace(events *record.Events) {
	tell := events.Turn // of overtakings the first
	for _, t := range r.lanes[0].race.taken {
		own, other := words.Number(t.loss[t.network]), words.Number(t.loss[1-t.network])
		if t.first {
			events.Add(t.Moment, trio.Roles[t.network], "ahead", "%s, the loss falls faster at first: %s against %s.", r.clause(t.network), own, other)
			continue
		}
		tell(t.Moment, trio.Roles[t.network], "overtakes", "%s, the network overtakes: loss %s against %s.", r.clause(t.network), own, other)
		tell = events.Add
	}
}

// found says what a network has found that has every point of a data set right.
var found = map[data.Kind]string{
	data.Circles: "the ring is found",
	data.Moons:   "the moons are told apart",
	data.Xor:     "the four corners are told apart",
	data.Spirals: "the arms are told apart",
}

func (r *run) allRight(network int) string {
	all := fmt.Sprintf("all %s points are right", words.Count(r.points))
	if what, there := found[r.data.Kind]; there {
		all = what + ": " + all
	}
	return r.clause(network) + ", " + all + "."
}

// tellLosses tells where the loss of a network came down to the first level and to the last. The
// story turns where the squeezed one is down to the last.
func (r *run) tellLosses(events *record.Events, network int) {
	for _, k := range [2]int{0, levels - 1} {
		at, other := r.lanes[0].crossed[network][k], r.lanes[0].crossed[limits-1-network][k]
		if !at.There() {
			continue
		}
		level := words.Number(r.lossLevels()[k])
		sentence := fmt.Sprintf("%s, loss %s after %s", r.clause(network), level, words.Counted(int(at.Step), "step"))
		switch {
		case r.judged():
			sentence += fmt.Sprintf(", with %s %% of new points wrong", words.Number(at.heldError))
		case other.Step > 0 && at.Step > 1.05*other.Step:
			sentence += ", " + words.Factor(at.Step/other.Step) + " as many as the other"
		}
		tell := events.Add
		if network == limitNet && k == levels-1 {
			tell = events.Turn
		}
		tell(at.Moment, trio.Roles[network], "loss "+level, "%s.", sentence)
	}
}
