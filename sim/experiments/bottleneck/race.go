package bottleneck

import "narrows/sim/record"

const (
	// margin is the share of the other's loss below which a network is ahead: curves closer
	// than that look like one.
	margin = 0.9
	// A lead counts once it has held for 1/holdShare of the steps so far, and holdLeast of them:
	// losses jump where steps are large.
	holdShare, holdLeast = 20, 3
	// mostTaken is how many changes of the lead are told: more are a jitter, no story.
	mostTaken = 4
)

// A race says which of the two limits is ahead, with the smaller loss, and where that changed.
type race struct {
	ahead int // −1: neither was ever
	rival int // who else has been since a step, or −1
	since int
	taken []taking
}

// A taking is where a network took the lead, with the losses then.
type taking struct {
	record.Moment
	network int
	first   bool // from nobody
	loss    [limits]float64
}

func newRace() race { return race{ahead: -1, rival: -1, taken: make([]taking, 0, mostTaken)} }

// note looks at both losses; a lead at the start is no merit.
func (r *race) note(now record.Moment, loss [limits]float64) {
	first := -1
	for i := range limits {
		if loss[i] < margin*loss[1-i] { // never, if one is not trained
			first = i
		}
	}
	step := int(now.Step)
	switch {
	case first < 0 || first == r.ahead:
		r.rival = -1
		return
	case first != r.rival:
		r.rival, r.since = first, step
	}
	if step > 0 && step-r.since < max(holdLeast, step/holdShare) {
		return
	}
	if step > 0 && len(r.taken) < mostTaken {
		r.taken = append(r.taken, taking{now, first, r.ahead < 0, loss})
	}
	r.ahead, r.rival = first, -1
}
