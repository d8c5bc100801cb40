package sim

import (
	"fmt"
	"math"
	"slices"
	"strconv"
)

// MaxSeed is the largest seed a link may name.
const MaxSeed = 1<<32 - 1

// Settings fix a run: one value for each knob, the seed, and the changes of Live knobs
// under way. The zero value is of no use; start from Defaults.
type Settings struct {
	Seed    uint64
	Changes []Change // ascending in Step

	knobs  []Knob
	values []float64 // in knob order; a choice is its index
}

// A Change turns a Live knob at the beginning of a step.
type Change struct {
	Step  int
	Knob  string
	Value float64
}

// Defaults returns settings with each knob at its default and seed 1.
func Defaults(knobs []Knob) Settings {
	s := Settings{Seed: 1, knobs: knobs, values: make([]float64, len(knobs))}
	for i, k := range knobs {
		s.values[i] = k.Default
	}
	return s
}

// With returns a copy of s in which the knob has the value. It panics on an unknown
// name and does not check bounds: Knob.Check does.
func (s Settings) With(name string, value float64) Settings {
	s.values = slices.Clone(s.values)
	s.values[s.index(name)] = value
	return s
}

// WithChoice is With for the text of a choice. It panics if there is no such choice.
func (s Settings) WithChoice(name, choice string) Settings {
	i := slices.Index(s.knobs[s.index(name)].Choices, choice)
	if i < 0 {
		panic(fmt.Sprintf("sim: knob %q has no choice %q", name, choice))
	}
	return s.With(name, float64(i))
}

// Knobs returns the table the settings belong to.
func (s Settings) Knobs() []Knob { return s.knobs }

// Value returns the raw value of a knob: the index, if it is a choice.
func (s Settings) Value(name string) float64 { return s.values[s.index(name)] }

// Float returns the number that a knob stands for. Of a choice it reads the text, so
// that a choice among "1", "2" and "8" gives 1, 2 and 8.
func (s Settings) Float(name string) float64 {
	i := s.index(name)
	if len(s.knobs[i].Choices) == 0 {
		return s.values[i]
	}
	x, err := strconv.ParseFloat(s.Choice(name), 64)
	if err != nil {
		panic(fmt.Sprintf("sim: choice %q of knob %q is no number", s.Choice(name), name))
	}
	return x
}

// Int returns the number that a knob stands for, rounded.
func (s Settings) Int(name string) int { return int(math.Round(s.Float(name))) }

// Choice returns the text of a choice.
func (s Settings) Choice(name string) string {
	i := s.index(name)
	return s.knobs[i].Choices[int(s.values[i])]
}

// On reports whether a choice between "off" and "on" is on.
func (s Settings) On(name string) bool { return s.Choice(name) == "on" }

func (s Settings) index(name string) int {
	for i := range s.knobs {
		if s.knobs[i].Name == name {
			return i
		}
	}
	panic(fmt.Sprintf("sim: no knob %q", name))
}

// Check returns an error that says what is allowed if the value is not.
func (k Knob) Check(value float64) error {
	if len(k.Choices) > 0 {
		if value != math.Trunc(value) || value < 0 || value >= float64(len(k.Choices)) {
			return fmt.Errorf("%s must be one of %s", k.Name, k.Allowed())
		}
		return nil
	}
	// The negation catches NaN as well.
	if !(value >= k.Min && value <= k.Max) {
		return fmt.Errorf("%s must be %s", k.Name, k.Allowed())
	}
	if k.Integer && value != math.Trunc(value) {
		return fmt.Errorf("%s must be %s", k.Name, k.Allowed())
	}
	return nil
}

// Allowed says in words which values a knob takes.
func (k Knob) Allowed() string {
	if len(k.Choices) > 0 {
		text := ""
		for i, c := range k.Choices {
			if i > 0 {
				text += ", "
			}
			text += c
		}
		return text
	}
	kind := "a number"
	if k.Integer {
		kind = "a whole number"
	}
	return fmt.Sprintf("%s from %v to %v", kind, k.Min, k.Max)
}
