package experiments_test

import (
	"bytes"
	"testing"

	"narrows/sim"
	"narrows/sim/experiments"
	"narrows/sim/link"
)

// seen is what a run shows after two steps, as bytes; nil if it is refused.
func seen(e sim.Experiment, s sim.Settings) []byte {
	r, err := e.New(s)
	if err != nil {
		return nil
	}
	sim.Advance(r, nil, 0, 2, nil)
	f := r.Frame()
	return message(&f)
}

// ends are values of a knob far from each other, or all of its choices.
func ends(k sim.Knob) (values []float64) {
	if len(k.Choices) == 0 {
		return []float64{k.Min, k.Max}
	}
	for i := range k.Choices {
		values = append(values, float64(i))
	}
	return values
}

// matters reports whether turning a knob changes what plain settings show.
func matters(e sim.Experiment, s sim.Settings, k sim.Knob, plain []byte) bool {
	for _, v := range ends(k) {
		if other := seen(e, s.With(k.Name, v)); other != nil && !bytes.Equal(plain, other) {
			return true
		}
	}
	return false
}

// small are settings of little work, by experiment; of one that is not here, its defaults.
var small = map[string]string{
	"bottleneck":  "#bottleneck?v=1&n=32&points=4&seeds=1",
	"deep-linear": "#deep-linear?v=1&points=12",
}

// A control that does nothing under a choice of another is not in sight then.
func TestWhen(t *testing.T) {
	if testing.Short() {
		t.Skip("begins a thousand runs")
	}
	for _, e := range experiments.List {
		t.Run(e.Name, func(t *testing.T) { hides(t, e) })
	}
}

func hides(t *testing.T, e sim.Experiment) {
	d := sim.Defaults(e.Knobs, e.Inputs...)
	if text, there := small[e.Name]; there {
		l, err := link.Check(text, experiments.List)
		if err != nil {
			t.Fatal(err)
		}
		d = l.Settings
	}
	for _, other := range e.Knobs {
		for i, choice := range other.Choices {
			s := d.With(other.Name, float64(i))
			plain := seen(e, s)
			if plain == nil {
				continue
			}
			for _, k := range e.Knobs {
				if k.Name != other.Name && s.Meets(k.When) && !matters(e, s, k, plain) {
					t.Errorf("%s: with %s=%s the knob %s changes nothing, and is in sight: say When", e.Name, other.Name, choice, k.Name)
				}
			}
		}
	}
}
