//go:build js && wasm

package main

import (
	"math"
	"strconv"
	"strings"
	"syscall/js"

	"narrows/sim"
)

// reading() is what the frame in view says in words and numbers:
//
//	{step, steps, summary, end, offer: {text, knob, value} or null,
//	 events: [{step, role, label, sentence}],
//	 names: {role: what the figure calls it},
//	 facts: [{name, label, role, text, verdict: "" | "passed" | "failed"}]}
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
		return object("step", e.Step, "role", e.Role.String(), "label", e.Label, "sentence", e.Sentence)
	}))
	r.Set("names", roleNames(f))
	r.Set("facts", list(f.Facts, func(x sim.Fact) any {
		return object("name", x.Name, "label", x.Label, "role", x.Role.String(), "text", text(x), "verdict", verdict(x))
	}))
	return r
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
	s := digits(f.Value)
	if f.Unit == "" || f.Unit == "×" {
		return s + f.Unit
	}
	return s + " " + f.Unit
}

// digits writes a number with three significant digits, as the charts do: a true minus,
// commas between thousands, powers of ten where zeros would have to be counted.
func digits(x float64) string {
	a := math.Abs(x)
	if a < 1000 {
		// 9.996 is 10.0, not 10.00: how large it is shows only when it is rounded.
		a, _ = strconv.ParseFloat(strconv.FormatFloat(a, 'e', 2, 64), 64)
	}
	s := ""
	switch {
	case math.IsInf(x, 0):
		s = "∞"
	case a == 0:
		s = "0"
	case a >= 1e7 || a < 1e-3:
		mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(a, 'e', 1, 64), "e")
		n, _ := strconv.Atoi(exponent)
		s = mantissa + " × 10" + raised(n)
	case a >= 1000 || a == math.Trunc(a):
		s = commas(strconv.FormatFloat(a, 'f', 0, 64))
	default:
		decimals := max(0, 2-int(math.Floor(math.Log10(a))))
		s = strconv.FormatFloat(a, 'f', decimals, 64)
	}
	if x < 0 {
		s = "−" + s
	}
	return s
}

func commas(s string) string {
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

func raised(n int) string {
	var b strings.Builder
	for _, c := range strconv.Itoa(n) {
		if c == '-' {
			b.WriteRune('⁻')
		} else {
			b.WriteRune([]rune("⁰¹²³⁴⁵⁶⁷⁸⁹")[c-'0'])
		}
	}
	return b.String()
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
