// Package link reads and writes links: one line of text that fixes an experiment, its
// settings and what of it is in view, for the page, the worker and the command alike.
// It knows nothing of browsers, of histories, or of what any setting means.
//
// A link reads
//
//	#bottleneck?v=1&data=moons&d=3&eta@412=0.3&seed=7&step=412&play=0
//
// and in its canonical form stands in this order: the version of the defaults, the knobs
// that differ from them in knob order, tables that a visitor filled, the changes under way by
// step, the seed if it is not 1, keys nobody knows, and the view: step, play, axis, pinned runs, panels. Two links with
// one picture have one canonical form.
package link

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"narrows/sim"
)

// Version is the version of the defaults that links name. A published version's defaults
// never change, so that an old link keeps its picture.
const Version = 1

// MaxStep is the largest step a link may name.
const MaxStep = 1<<30 - 1

// MaxChanges is the largest number of changes under way in a link: a run looks through
// them at each step.
const MaxChanges = 256

// A Link is what a line of text says.
type Link struct {
	Experiment string // Experiment.Name
	Settings   sim.Settings
	Unknown    []Pair // keys that nobody knows, kept in order
	View       View
}

// A View is what of a run is shown.
type View struct {
	Step   int
	Play   bool   // whether it runs on from there; links say play=0 if not
	Axis   string // how axes of steps and of time run, one of Axes; empty: each as it is made
	Pins   []Pin  // runs that stay in view behind this one, at most MaxPins, no two alike
	Panels []Pair // settings of single panels, kept in order: "representation.camera"
}

// Axes are the ways in which axes of steps and of time may run.
var Axes = [...]string{"log", "linear"}

// A Pair is a key and its value, decoded.
type Pair struct{ Key, Value string }

// Default returns the link of an untouched experiment.
func Default(e sim.Experiment) Link {
	return Link{Experiment: e.Name, Settings: sim.Defaults(e.Knobs, e.Inputs...), View: View{Play: true}}
}

// Format writes a link in its canonical form, from "#" on. Parse of it gives the link
// back if the link's values are allowed ones.
func Format(l Link) string {
	var b strings.Builder
	b.WriteString("#" + escape(l.Experiment) + "?v=" + strconv.Itoa(Version))
	pairs(&b, l.Settings)
	for _, p := range l.Unknown {
		pair(&b, p.Key, p.Value)
	}
	if l.View.Step != 0 {
		pair(&b, "step", strconv.Itoa(l.View.Step))
	}
	if !l.View.Play {
		pair(&b, "play", "0")
	}
	if l.View.Axis != "" {
		pair(&b, "axis", l.View.Axis)
	}
	for _, p := range l.View.Pins {
		pair(&b, "pin", p.text())
	}
	for _, p := range l.View.Panels {
		pair(&b, p.Key, p.Value)
	}
	return b.String()
}

// pair writes a key with its value, behind others or as the first.
func pair(b *strings.Builder, key, value string) {
	sign := "&"
	if b.Len() == 0 {
		sign = ""
	}
	b.WriteString(sign + escape(key) + "=" + escape(value))
}

// pairs writes each key with its value that fixes a run, in canonical order.
func pairs(b *strings.Builder, s sim.Settings) {
	knobs, inputs := s.Knobs(), s.Inputs()
	for i := range knobs {
		if v := s.Value(knobs[i].Name); v != knobs[i].Default {
			pair(b, knobs[i].Name, Text(knobs[i], v))
		}
	}
	for i := range inputs {
		if text, filled := s.Table(i); filled {
			pair(b, rowsKey+inputs[i].Name, text)
		}
	}
	for _, c := range effective(s) {
		pair(b, c.Knob+"@"+strconv.Itoa(c.Step), Text(*find(knobs, c.Knob), c.Value))
	}
	if s.Seed != 1 {
		pair(b, "seed", strconv.FormatUint(s.Seed, 10))
	}
}

// Text writes the value of a knob as links do: a choice by its name.
func Text(k sim.Knob, v float64) string {
	if len(k.Choices) > 0 {
		return k.Choices[int(v)]
	}
	// The plus of 1e+06 means a space to those who read a link as a form.
	return strings.Replace(strconv.FormatFloat(v, 'g', -1, 64), "+", "", 1)
}

// effective returns the changes by step and then in knob order, without those that set a
// knob to the value it has and, at one step, without all but the last of a knob.
func effective(s sim.Settings) []sim.Change {
	if len(s.Changes) == 0 {
		return nil
	}
	knobs := s.Knobs()
	order := func(name string) int {
		return slices.IndexFunc(knobs, func(k sim.Knob) bool { return k.Name == name })
	}
	sorted := slices.Clone(s.Changes)
	slices.SortStableFunc(sorted, func(a, b sim.Change) int {
		return cmp.Or(cmp.Compare(a.Step, b.Step), cmp.Compare(order(a.Knob), order(b.Knob)))
	})
	now := make(map[string]float64, len(knobs))
	for _, k := range knobs {
		now[k.Name] = s.Value(k.Name)
	}
	var kept []sim.Change
	for i, c := range sorted {
		if i+1 < len(sorted) && sorted[i+1].Step == c.Step && sorted[i+1].Knob == c.Knob {
			continue
		}
		if now[c.Knob] != c.Value {
			kept = append(kept, c)
			now[c.Knob] = c.Value
		}
	}
	return kept
}

// find returns the knob of that name, or nil.
func find(knobs []sim.Knob, name string) *sim.Knob {
	for i := range knobs {
		if knobs[i].Name == name {
			return &knobs[i]
		}
	}
	return nil
}
