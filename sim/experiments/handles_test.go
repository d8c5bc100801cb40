package experiments_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"narrows/sim"
	"narrows/sim/experiments"
	"narrows/sim/link"
)

func TestHandleOf(t *testing.T) {
	handles := []sim.Handle{{Panel: "plane", Of: "point", Input: "a"}, {Panel: "plane", Of: "unit", Input: "b"}, {Panel: "map", Of: "point", Input: "c"}}
	for i := range handles {
		if got := sim.HandleOf(handles, handles[i].Panel, handles[i].Of); got != &handles[i] {
			t.Errorf("%s, %s: got %+v", handles[i].Panel, handles[i].Of, got)
		}
	}
	if got := sim.HandleOf(handles, "map", "unit"); got != nil {
		t.Errorf("got %+v for marks without a handle", got)
	}
}

// grove is an experiment of a page whose marks have a handle.
var grove = sim.Experiment{
	Name: "grove",
	Inputs: []sim.Input{
		{Name: "labels", Most: 9, Keyed: true, Columns: []sim.Knob{{Name: "tree", Min: 1, Max: 9, Integer: true}, {Name: "kind", Min: 1, Max: 4, Integer: true}}},
		{Name: "ties", Most: 9, Columns: []sim.Knob{{Name: "a", Min: 1, Max: 9, Integer: true}, {Name: "b", Min: 1, Max: 9, Integer: true}}},
	},
	Handles: []sim.Handle{{Panel: "wood", Of: "tree", Input: "labels", Cycle: "kind", Join: "ties"}},
	New:     func(sim.Settings) (sim.Run, error) { return still{trees(3, "oak", "elm")}, nil },
}

// A still is a run that shows one frame.
type still struct{ frame sim.Frame }

func (s still) Step() bool          { return false }
func (s still) Set(string, float64) {}
func (s still) Frame() sim.Frame    { return s.frame }

// trees are so many marks.
func trees(n int, classes ...string) sim.Frame {
	return sim.Frame{Panels: []sim.Panel{{Name: "wood", Classes: classes, Dots: []sim.Dots{{Of: "tree", X: make([]float32, n), Y: make([]float32, n)}}}}}
}

// Marks with a handle stand for rows of tables that can say it, in every preset.
func TestHandles(t *testing.T) {
	for _, e := range append(slices.Clone(experiments.List), grove) {
		if err := wrongHandles(e); err != nil {
			t.Errorf("%s: %v", e.Name, err)
		}
	}
	// And what is wrong is found.
	shows := func(f sim.Frame) func(*sim.Experiment) {
		return func(e *sim.Experiment) { e.New = func(sim.Settings) (sim.Run, error) { return still{f}, nil } }
	}
	for want, breaks := range map[string]func(*sim.Experiment){
		"table":   func(e *sim.Experiment) { e.Handles[0].Input = "stars" },
		"keyed":   func(e *sim.Experiment) { e.Inputs[0].Keyed = false },
		"first":   func(e *sim.Experiment) { e.Inputs[0].Columns[0].Min = 0 },
		"whole":   func(e *sim.Experiment) { e.Inputs[0].Columns[0].Integer = false },
		"column":  func(e *sim.Experiment) { e.Handles[0].Cycle = "age" },
		"itself":  func(e *sim.Experiment) { e.Handles[0].Cycle = "tree" },
		"halves":  func(e *sim.Experiment) { e.Inputs[0].Columns[1].Integer = false },
		"pairs":   func(e *sim.Experiment) { e.Handles[0].Join = "knots" },
		"one":     func(e *sim.Experiment) { e.Inputs[1].Columns = e.Inputs[1].Columns[:1] },
		"ends":    func(e *sim.Experiment) { e.Inputs[1].Columns[1].Min = 0 },
		"panel":   func(e *sim.Experiment) { e.Handles[0].Panel = "lake" },
		"marks":   func(e *sim.Experiment) { e.Handles[0].Of = "bush" },
		"many":    shows(trees(10, "oak", "elm")),
		"split":   shows(sim.Frame{Panels: []sim.Panel{{Name: "wood", Dots: slices.Repeat(trees(3).Panels[0].Dots, 2)}}}),
		"classes": shows(trees(3)),
		"values":  shows(trees(3, "oak", "elm", "fir", "ash", "yew")),
		"twice":   func(e *sim.Experiment) { e.Handles = append(e.Handles, e.Handles[0]) },
	} {
		e := grove
		e.Handles = slices.Clone(grove.Handles)
		e.Inputs = slices.Clone(grove.Inputs)
		for i := range e.Inputs {
			e.Inputs[i].Columns = slices.Clone(e.Inputs[i].Columns)
		}
		breaks(&e)
		if err := wrongHandles(e); err == nil || !strings.HasPrefix(err.Error(), want+":") {
			t.Errorf("%s: got %v", want, err)
		}
	}
}

// wrongHandles says what is wrong with the handles of an experiment, its first word what it is.
func wrongHandles(e sim.Experiment) error {
	for i, h := range e.Handles {
		if sim.HandleOf(e.Handles, h.Panel, h.Of) != &e.Handles[i] {
			return fmt.Errorf("twice: marks of %s in %s have a handle", h.Of, h.Panel)
		}
		if err := wrongHandle(e, h); err != nil {
			return err
		}
		for _, p := range append([]sim.Preset{{}}, e.Presets...) {
			run, err := e.New(link.Preset(e, p).Settings)
			if err != nil {
				return err
			}
			f := run.Frame()
			if err := wrongMarks(e, h, &f); err != nil {
				return err
			}
		}
	}
	return nil
}

// numbered reports whether a column names things by whole numbers from 1.
func numbered(k sim.Knob) bool { return k.Integer && k.Min == 1 }

// wrongHandle says what is wrong with the tables of a handle.
func wrongHandle(e sim.Experiment, h sim.Handle) error {
	at := sim.InputOf(e.Inputs, h.Input)
	if at < 0 {
		return errors.New("table: there is none called " + h.Input)
	}
	in := e.Inputs[at]
	cycle := slices.IndexFunc(in.Columns, func(k sim.Knob) bool { return k.Name == h.Cycle })
	switch {
	case !in.Keyed:
		return errors.New("keyed: rows of " + h.Input + " may name a mark twice")
	case !in.Columns[0].Integer:
		return errors.New("whole: " + in.Columns[0].Name + " is no whole number")
	case !numbered(in.Columns[0]):
		return errors.New("first: marks are counted from 1")
	case cycle < 0:
		return errors.New("column: " + h.Input + " has none called " + h.Cycle)
	case cycle == 0:
		return errors.New("itself: a click would make another mark of it")
	case !in.Columns[cycle].Integer:
		return errors.New("halves: " + h.Cycle + " is no whole number")
	case h.Join == "":
		return nil
	}
	if at = sim.InputOf(e.Inputs, h.Join); at < 0 {
		return errors.New("pairs: there is no table called " + h.Join)
	}
	switch ends := e.Inputs[at].Columns; {
	case len(ends) < 2:
		return errors.New("one: a row of " + h.Join + " is no pair")
	case !numbered(ends[0]) || !numbered(ends[1]):
		return errors.New("ends: marks are counted from 1 in " + h.Join)
	}
	return nil
}

// wrongMarks says what is wrong with the marks of a handle in a frame: each has to be one that a row can name.
func wrongMarks(e sim.Experiment, h sim.Handle, f *sim.Frame) error {
	at := slices.IndexFunc(f.Panels, func(p sim.Panel) bool { return p.Name == h.Panel })
	if at < 0 {
		return errors.New("panel: there is none called " + h.Panel)
	}
	in, p := e.Inputs[sim.InputOf(e.Inputs, h.Input)], &f.Panels[at]
	names := []sim.Knob{in.Columns[0]}
	if h.Join != "" {
		names = append(names, e.Inputs[sim.InputOf(e.Inputs, h.Join)].Columns[:2]...)
	}
	marks := 0
	for _, d := range p.Dots {
		if d.Of != h.Of {
			continue
		}
		if marks > 0 {
			return errors.New("split: two marks of " + h.Of + " have one number")
		}
		marks = len(d.X)
	}
	if marks == 0 {
		return errors.New("marks: of " + h.Of + " there are none in " + h.Panel)
	}
	for _, k := range names {
		if float64(marks) > k.Max {
			return fmt.Errorf("many: %d marks, and %s names %v", marks, k.Name, k.Max)
		}
	}
	cycle := in.Columns[slices.IndexFunc(in.Columns, func(k sim.Knob) bool { return k.Name == h.Cycle })]
	switch n := float64(len(p.Classes)); {
	case n == 0:
		return errors.New("classes: a click goes through none")
	case n > cycle.Max-cycle.Min+1:
		return fmt.Errorf("values: %v classes, and %s has fewer", n, h.Cycle)
	}
	return nil
}
