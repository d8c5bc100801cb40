//go:build js && wasm

package main

import (
	"math"
	"syscall/js"

	"narrows/sim"
	"narrows/wasm/chart"
)

// reading() is what the frame in view says in words and numbers:
//
//	{step, steps, summary, end, offer: {text, knob, value} or null,
//	 events: [{step, role, label, sentence, rest}],
//	 names: {role: what the figure calls it},
//	 facts: [{name, label, role, text, verdict: "" | "passed" | "failed"}],
//	 pins: for each pinned run [{name, role, text}]}
//
// or null without a frame.
func (v *viewer) reading([]js.Value) any {
	f := v.frame
	if f == nil {
		return nil
	}
	r := object("step", f.Step, "steps", f.Steps, "summary", f.Summary, "end", f.End, "offer", nil)
	if f.Offer != nil {
		r.Set("offer", object("text", f.Offer.Text, "knob", f.Offer.Knob, "value", f.Offer.Value))
	}
	r.Set("events", list(f.Events, func(e sim.Event) any {
		return object("step", e.Step, "role", e.Role.String(), "label", e.Label, "sentence", e.Sentence, "rest", e.Rest)
	}))
	r.Set("names", roleNames(f))
	r.Set("pins", v.pinnedFacts())
	r.Set("facts", list(f.Facts, func(x sim.Fact) any {
		return object("name", x.Name, "label", x.Label, "role", x.Role.String(), "text", text(x), "verdict", verdict(x))
	}))
	return r
}

// noun() is what a step of the frame in view is called, {one, many}.
func (v *viewer) noun([]js.Value) any {
	var n sim.Noun
	if v.frame != nil {
		n = v.frame.Noun
	}
	n = n.OrStep()
	return object("one", n.One, "many", n.Many)
}

// roleNames are the labels of the first curve of each role.
func roleNames(f *sim.Frame) js.Value {
	names := js.Global().Get("Object").New()
	for i := range f.Panels {
		for j := range f.Panels[i].Lines {
			l := &f.Panels[i].Lines[j]
			if role := l.Role.String(); l.Label != "" && !l.Big && names.Get(role).IsUndefined() {
				names.Set(role, l.Label)
			}
		}
	}
	return names
}

// text writes a fact with three digits and its unit; "–" stands for what is not known.
func text(f sim.Fact) string {
	if math.IsNaN(f.Value) {
		return "–"
	}
	s := chart.Digits(f.Value)
	if f.Unit == "" || f.Unit == "×" {
		return s + f.Unit
	}
	return s + " " + f.Unit
}

// verdict compares a fact with what theory allows it to be.
func verdict(f sim.Fact) string {
	switch {
	case f.Tolerance <= 0 || math.IsNaN(f.Value):
		return ""
	case math.Abs(f.Value) <= f.Tolerance:
		return "passed"
	}
	return "failed"
}
