package link

import (
	"slices"
	"strconv"

	"narrows/sim"
)

// With returns the link of a new run in which the knob has the value from its start on. Rows
// that are about what it was before go: see sim.Input.
// It panics on an unknown knob and does not check bounds: WithText does.
func (l Link) With(knob string, value float64) Link {
	other := l.Settings.Value(knob) != value
	l.Settings = l.Settings.With(knob, value)
	for i, in := range l.Settings.Inputs() {
		if (other || in.Instead) && slices.Contains(in.Of, knob) {
			l.Settings = l.Settings.WithTable(i, "", false)
		}
	}
	l.Settings.Changes = slices.DeleteFunc(slices.Clone(l.Settings.Changes), func(c sim.Change) bool {
		return c.Knob == knob
	})
	l.View.Step = 0
	return l
}

// WithText is With for a value as people type it, or for the key "seed". If it is not allowed
// the link is returned as it was, with a sentence that says what is, and what stays: the value
// in force at a step.
func (l Link) WithText(key, value string, step int) (changed Link, notice string) {
	if key == "seed" {
		seed, ok := seedOf(value)
		if !ok {
			return l, badSeed{value, strconv.FormatUint(l.Settings.Seed, 10) + " stays"}.String()
		}
		return l.WithSeed(seed), ""
	}
	k := find(l.Settings.Knobs(), key)
	if k == nil {
		return l, unknownKey(key)
	}
	v, ok := Value(k, value)
	if !ok {
		return l, badValue{k, key, value, Text(*k, At(l.Settings, key, step)) + " stays"}.String()
	}
	return l.With(key, v), ""
}

// At is the value of a knob after the changes up to a step.
func At(s sim.Settings, knob string, step int) float64 {
	x := s.Value(knob)
	for _, c := range s.Changes {
		if c.Knob == knob && c.Step <= step {
			x = c.Value
		}
	}
	return x
}

// WithSeed returns the link of a new run with another seed.
func (l Link) WithSeed(seed uint64) Link {
	l.Settings.Seed = seed
	l.View.Step = 0
	return l
}

// Turn returns the link of the run in which a Live knob takes the value at a step; what
// was to change from there on is dropped, for it belonged to another future. If that is
// one change more than a link may hold, the link is returned as it was, with a sentence
// that says so.
func (l Link) Turn(step int, knob string, value float64) (turned Link, notice string) {
	k := find(l.Settings.Knobs(), knob)
	if k == nil || !k.Live {
		panic("link: " + knob + " cannot be turned during a run")
	}
	changes := slices.DeleteFunc(slices.Clone(l.Settings.Changes), func(c sim.Change) bool {
		return c.Step > step || c.Step == step && c.Knob == knob
	})
	turned = l
	turned.Settings.Changes = append(changes, sim.Change{Step: step, Knob: knob, Value: value})
	turned.Settings.Changes = effective(turned.Settings)
	if len(turned.Settings.Changes) > MaxChanges {
		return l, tooMany{knob + "@" + strconv.Itoa(step), Text(*k, value)}.String()
	}
	return turned, ""
}

// Take returns the link that an offer is about: a new run, playing.
func (l Link) Take(o sim.Offer) Link {
	l = l.With(o.Knob, o.Value)
	l.View.Play = true
	return l
}

// Preset returns the full link of an experiment's preset: its settings from the start,
// playing. It panics if the preset's link has something to complain of.
func Preset(e sim.Experiment, p sim.Preset) Link {
	l, notices := Parse("#"+escape(e.Name)+"?"+p.Link, []sim.Experiment{e})
	if len(notices) > 0 {
		panic("link: preset " + p.Title + ": " + notices[0])
	}
	return l
}

// Run returns the link without its view and unknown keys: what is left fixes the frames
// of the run, so two links show one run if Format of their Run is one text.
func (l Link) Run() Link {
	l.Unknown = nil
	l.View = View{Play: true}
	return l
}
