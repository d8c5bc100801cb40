package sim

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// MaxSeed is the largest seed a link may name.
const MaxSeed = 1<<32 - 1

// Settings fix a run: one value for each knob, the tables that a visitor filled, the seed, and
// the changes of Live knobs under way. The zero value is of no use; start from Defaults.
type Settings struct {
	Seed    uint64
	Changes []Change // ascending in Step

	knobs  []Knob
	values []float64 // in knob order; a choice is its index
	inputs []Input
	tables []string // in the order of inputs, as text; empty: the experiment's own
}

// A Change turns a Live knob at the beginning of a step.
type Change struct {
	Step  int
	Knob  string
	Value float64
}

// Defaults returns settings with each knob at its default, tables as the experiment fills them,
// and seed 1.
func Defaults(knobs []Knob, inputs ...Input) Settings {
	s := Settings{Seed: 1, knobs: knobs, values: make([]float64, len(knobs)), inputs: inputs}
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

// Inputs returns the tables that may be filled.
func (s Settings) Inputs() []Input { return s.inputs }

// Rows returns what a visitor filled a table with, quantised; nil: the experiment's own. It
// panics on an unknown name.
func (s Settings) Rows(name string) Rows {
	i := s.input(name)
	if text, there := s.Table(i); there {
		return s.inputs[i].decoded(text)
	}
	return nil
}

// WithRows returns a copy of s in which a table has these rows, quantised; nil: the experiment's
// own. It panics on an unknown name and does not check bounds: Input.Check does.
func (s Settings) WithRows(name string, r Rows) Settings {
	i := s.input(name)
	text := s.inputs[i].encoded(r)
	return s.WithTable(i, text, r != nil)
}

// Table returns the i-th table as text, as links hold it, and whether a visitor filled it.
func (s Settings) Table(i int) (text string, there bool) {
	if s.tables == nil {
		return "", false
	}
	return strings.CutPrefix(s.tables[i], filled)
}

// WithTable is WithRows for the text of the i-th table, and whether a visitor filled it.
func (s Settings) WithTable(i int, text string, there bool) Settings {
	tables := make([]string, len(s.inputs))
	copy(tables, s.tables)
	tables[i] = ""
	if there {
		tables[i] = filled + text
	}
	if strings.Join(tables, "") == "" {
		tables = nil // equal settings are made of equal parts
	}
	s.tables = tables
	return s
}

// filled begins the text of a table that a visitor filled, for it may have no rows.
const filled = "="

func (s Settings) input(name string) int {
	i := InputOf(s.inputs, name)
	if i < 0 {
		panic(fmt.Sprintf("sim: no input %q", name))
	}
	return i
}

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

// Meets reports whether a condition holds; nil is none. It panics if the condition names no knob.
func (s Settings) Meets(w *When) bool {
	if w == nil {
		return true
	}
	if !s.Meets(s.knobs[s.index(w.Knob)].When) {
		return w.Unseen
	}
	return slices.Contains(w.Is, s.Choice(w.Knob))
}

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
	low, high := k.Min, k.Max
	whole, which := k.Integer, ""
	if n := len(k.Choices); n > 0 {
		low, high, whole, which = 0, float64(n-1), true, "one of "
	}
	// NaN is neither.
	if value >= low && value <= high && (!whole || value == math.Trunc(value)) {
		return nil
	}
	return fmt.Errorf("%s must be %s%s", k.Name, which, k.Allowed())
}

// Allowed says in words which values a knob takes.
func (k Knob) Allowed() string {
	if len(k.Choices) > 0 {
		return strings.Join(k.Choices, ", ")
	}
	kind := "a number"
	if k.Integer {
		kind = "a whole number"
	}
	return fmt.Sprintf("%s from %v to %v", kind, k.Min, k.Max)
}
