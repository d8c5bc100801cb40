package link

import (
	"slices"
	"strconv"
	"strings"

	"narrows/sim"
)

// MaxPins is the largest number of pinned runs in a link: more ghosts than that are a fog.
const MaxPins = 2

// A Pin is a run of the link's experiment as it was at a step. A link holds it as it would
// hold that run, escaped once more:
//
//	#bottleneck?v=1&d=3&pin=seed%3D16%26step%3D412
type Pin struct {
	Settings sim.Settings
	Step     int
}

// Pin returns the link with its own run, as it is at a step, pinned behind it. If that run
// is pinned already, or MaxPins are, the link is returned as it was.
func (l Link) Pin(step int) Link {
	p := newPin(l.Settings, step)
	if len(l.View.Pins) < MaxPins && !l.pinned(p) {
		l.View.Pins = append(slices.Clone(l.View.Pins), p)
	}
	return l
}

// newPin leaves out what was to change later.
func newPin(s sim.Settings, step int) Pin {
	all := effective(s)
	s.Changes = nil
	for _, c := range all {
		if c.Step < step {
			s.Changes = append(s.Changes, c)
		}
	}
	return Pin{s, step}
}

// Unpin returns the link without its i-th pinned run.
func (l Link) Unpin(i int) Link {
	l.View.Pins = slices.Delete(slices.Clone(l.View.Pins), i, i+1)
	return l
}

// Of returns the link that shows a pinned run by itself, at its step.
func (l Link) Of(p Pin) Link {
	return Link{Experiment: l.Experiment, Settings: p.Settings, View: View{Step: p.Step}}
}

func (l Link) pinned(p Pin) bool {
	return slices.ContainsFunc(l.View.Pins, func(q Pin) bool { return q.text() == p.text() })
}

// text is the canonical form of a pin, before it is escaped as a value.
func (p Pin) text() string {
	var b strings.Builder
	pairs(&b, p.Settings)
	if p.Step != 0 {
		pair(&b, "step", strconv.Itoa(p.Step))
	}
	return b.String()
}

// pin reads a pinned run. One that says anything that cannot be used is dropped: another
// run in its place would be a false witness.
func (r *reader) pin(p piece) {
	const most = 32 // more than that are no mistake, but work
	if r.pins++; r.pins > most {
		r.unsaid++
		return
	}
	sub := &reader{knobs: r.knobs, pinned: true, values: map[string]float64{}, seen: map[string]string{}}
	sub.link = Link{Settings: sim.Defaults(r.link.Settings.Knobs(), r.link.Settings.Inputs()...), View: View{Play: true}}
	sub.pairs(p.value)
	run := newPin(sub.link.Settings, sub.link.View.Step)
	shown := quoted(unescapeTimes(p.value, p.level+1))
	switch {
	case len(sub.notices) > 0:
		r.say("The pinned run %s is left out: %s.", shown, withoutUse(sub.notices[0]))
	case r.link.pinned(run):
		r.say("The pinned run %s is there twice.", shown)
	case len(r.link.View.Pins) == MaxPins:
		r.say("The pinned run %s is one too many; a link may hold %d.", shown, MaxPins)
	default:
		r.link.View.Pins = append(r.link.View.Pins, run)
	}
}
