package experiments_test

import (
	"errors"
	"fmt"
	"math"
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

// Marks with a handle stand for rows of tables that can say it, in every preset that shows the table.
func TestHandles(t *testing.T) {
	for _, e := range append(slices.Clone(experiments.List), grove, centre) {
		if err := wrongHandles(e); err != nil {
			t.Errorf("%s: %v", e.Name, err)
		}
	}
}

// picturing has an experiment show one frame.
func picturing(f sim.Frame) func(*sim.Experiment) {
	return func(e *sim.Experiment) { e.New = func(sim.Settings) (sim.Run, error) { return still{f}, nil } }
}

// finds checks that of each handle that is broken it is said what is wrong.
func finds(t *testing.T, whole sim.Experiment, broken map[string]func(*sim.Experiment)) {
	t.Helper()
	for want, breaks := range broken {
		e := whole
		e.Handles = slices.Clone(whole.Handles)
		e.Inputs = slices.Clone(whole.Inputs)
		for i := range e.Inputs {
			e.Inputs[i].Columns = slices.Clone(e.Inputs[i].Columns)
		}
		breaks(&e)
		if err := wrongHandles(e); err == nil || !strings.HasPrefix(err.Error(), want+":") {
			t.Errorf("%s: got %v", want, err)
		}
	}
}

// What is wrong with marks that rows say something of is found.
func TestWrongHandles(t *testing.T) {
	finds(t, grove, map[string]func(*sim.Experiment){
		"table":   func(e *sim.Experiment) { e.Handles[0].Input = "stars" },
		"pair":    func(e *sim.Experiment) { e.Inputs[0].Keyed = false },
		"place":   func(e *sim.Experiment) { e.Handles[0].X = "kind" },
		"grow":    func(e *sim.Experiment) { e.Handles[0].Grow = true },
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
		"many":    picturing(trees(10, "oak", "elm")),
		"split":   picturing(sim.Frame{Panels: []sim.Panel{{Name: "wood", Dots: slices.Repeat(trees(3).Panels[0].Dots, 2)}}}),
		"classes": picturing(trees(3)),
		"values":  picturing(trees(3, "oak", "elm", "fir", "ash", "yew")),
		"twice":   func(e *sim.Experiment) { e.Handles = append(e.Handles, e.Handles[0]) },
	})
}

// So it is with marks that are rows.
func TestWrongRowHandles(t *testing.T) {
	moved := func(of int, by float32) func(*sim.Experiment) {
		return func(e *sim.Experiment) {
			run, _ := centre.New(sim.Defaults(nil, centre.Inputs...))
			f := run.Frame()
			d := &f.Panels[0].Dots[0]
			[][]float32{d.X, d.Y}[of][1] += by
			picturing(f)(e)
		}
	}
	finds(t, centre, map[string]func(*sim.Experiment){
		"half":    func(e *sim.Experiment) { e.Handles[0].Y = "" },
		"alone":   func(e *sim.Experiment) { e.Handles[0].X = "" },
		"x":       func(e *sim.Experiment) { e.Handles[0].X = "z" },
		"y":       func(e *sim.Experiment) { e.Handles[0].Y = "class" },
		"one":     func(e *sim.Experiment) { e.Handles[0].Y = "x" },
		"pair":    func(e *sim.Experiment) { e.Handles[0].Join = "ties" },
		"column":  func(e *sim.Experiment) { e.Handles[0].Cycle = "age" },
		"itself":  func(e *sim.Experiment) { e.Handles[0].Cycle = "x" },
		"halves":  func(e *sim.Experiment) { e.Inputs[0].Columns[2] = sim.Knob{Name: "class", Max: 1} },
		"nothing": func(e *sim.Experiment) { e.Handles[0] = sim.Handle{Panel: "plane", Of: "point", Input: "points"} },
		"grow": func(e *sim.Experiment) {
			e.Handles[0] = sim.Handle{Panel: "plane", Of: "point", Input: "points", Cycle: "class", Grow: true}
		},
		"rows":   picturing(sim.Frame{Panels: []sim.Panel{{Name: "plane", Dots: []sim.Dots{{Of: "point", X: make([]float32, 2), Y: make([]float32, 2)}}}}, Inputs: []sim.Rows{{0, 0, 0}, {}}}),
		"across": moved(0, .01),
		"up":     moved(1, -.01),
		"solid": func(e *sim.Experiment) {
			run, _ := centre.New(sim.Defaults(nil, centre.Inputs...))
			f := run.Frame()
			f.Panels[0].Solid = true
			picturing(f)(e)
		},
	})
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
			s := link.Preset(e, p).Settings
			if !s.Meets(e.Inputs[sim.InputOf(e.Inputs, h.Input)].When) {
				continue
			}
			run, err := e.New(s)
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
	if !in.Keyed {
		return wrongRowHandle(in, h)
	}
	cycle := columnOf(in, h.Cycle)
	switch {
	case h.X != "" || h.Y != "":
		return errors.New("place: of a mark of " + h.Input + " there may be no row")
	case h.Grow:
		return errors.New("grow: a row of " + h.Input + " makes no mark")
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

// columnOf is the index of a column, −1 if there is none of that name.
func columnOf(in sim.Input, name string) int {
	return slices.IndexFunc(in.Columns, func(k sim.Knob) bool { return k.Name == name })
}

// wrongRowHandle says what is wrong with the table of a handle whose marks are rows.
func wrongRowHandle(in sim.Input, h sim.Handle) error {
	column := func(name string) *sim.Knob {
		if i := columnOf(in, name); i >= 0 {
			return &in.Columns[i]
		}
		return nil
	}
	number := func(k *sim.Knob) bool { return k != nil && len(k.Choices) == 0 }
	x, y, cycle := column(h.X), column(h.Y), column(h.Cycle)
	switch {
	case h.Join != "":
		return errors.New("pair: rows name no mark of " + in.Name)
	case h.X == "" && h.Y == "" && h.Grow:
		return errors.New("grow: nothing says where a mark of " + in.Name + " is to be")
	case h.X == "" && h.Y == "" && h.Cycle == "":
		return errors.New("nothing: can be done to " + h.Of)
	case h.X == "" && h.Y != "":
		return errors.New("alone: Y without X")
	case h.X != "" && h.Y == "":
		return errors.New("half: X without Y")
	case h.X != "" && !number(x):
		return errors.New("x: " + in.Name + " has no numbers called " + h.X)
	case h.X != "" && !number(y):
		return errors.New("y: " + in.Name + " has no numbers called " + h.Y)
	case h.X != "" && x == y:
		return errors.New("one: column for both axes")
	case h.Cycle == "":
		return nil
	case cycle == nil:
		return errors.New("column: " + in.Name + " has none called " + h.Cycle)
	case h.Cycle == h.X || h.Cycle == h.Y:
		return errors.New("itself: a click would move the mark")
	case number(cycle) && !cycle.Integer && cycle.Min != -cycle.Max:
		return errors.New("halves: " + h.Cycle + " is no whole number, and has no other sign")
	}
	return nil
}

// wrongPlaces says what is wrong with marks that are rows, in the first frame: there is one for each row,
// and it lies where that says.
func wrongPlaces(in sim.Input, h sim.Handle, p *sim.Panel, rows sim.Rows) error {
	d := &p.Dots[slices.IndexFunc(p.Dots, func(d sim.Dots) bool { return d.Of == h.Of })]
	if n := len(rows) / len(in.Columns); n != len(d.X) {
		return fmt.Errorf("rows: %d of %s, and %d marks", n, in.Name, len(d.X))
	}
	if h.X == "" {
		return nil
	}
	if p.Solid {
		return errors.New("solid: no place in " + p.Name + " has two numbers")
	}
	x, y := columnOf(in, h.X), columnOf(in, h.Y)
	off := func(column int, at float32, says float64) bool { // by more than an example is rounded for its first edit
		k := &in.Columns[column]
		return math.Abs(float64(at)-says) > (k.OfLevel(1)-k.OfLevel(0))*0.501
	}
	for i := range d.X {
		row := rows[i*len(in.Columns):]
		switch {
		case off(x, d.X[i], row[x]):
			return fmt.Errorf("across: mark %d is at %v, and its row says %v", i+1, d.X[i], row[x])
		case off(y, d.Y[i], row[y]):
			return fmt.Errorf("up: mark %d is at %v, and its row says %v", i+1, d.Y[i], row[y])
		}
	}
	return nil
}

// wrongMarks says what is wrong with the marks of a handle in a frame: each has to be one that a row can name.
func wrongMarks(e sim.Experiment, h sim.Handle, f *sim.Frame) error {
	at := slices.IndexFunc(f.Panels, func(p sim.Panel) bool { return p.Name == h.Panel })
	if at < 0 {
		return errors.New("panel: there is none called " + h.Panel)
	}
	table := sim.InputOf(e.Inputs, h.Input)
	in, p := e.Inputs[table], &f.Panels[at]
	names := []sim.Knob{in.Columns[0]}
	if !in.Keyed {
		names = nil
	}
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
	if !in.Keyed {
		return wrongPlaces(in, h, p, f.Inputs[table])
	}
	cycle := in.Columns[columnOf(in, h.Cycle)]
	switch n := float64(len(p.Classes)); {
	case n == 0:
		return errors.New("classes: a click goes through none")
	case n > cycle.Max-cycle.Min+1:
		return fmt.Errorf("values: %v classes, and %s has fewer", n, h.Cycle)
	}
	return nil
}
