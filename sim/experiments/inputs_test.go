package experiments_test

import (
	"errors"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"

	"narrows/sim"
	"narrows/sim/experiments"
)

// centre is an experiment of a page, for tests alone: points of a visitor's own draw together
// by a tenth each step, those that are tied to none stay. It shows what an experiment with
// tables has to do, and holds the tests of those to something.
var centre = sim.Experiment{
	Name: "centre", Title: "Centre", Group: "Squeezed", Finding: "Points draw together", Question: "Where do they meet?",
	Inputs: []sim.Input{
		{Name: "points", Label: "Points", Help: "Where they begin.", Least: 1, Most: 40, Columns: []sim.Knob{
			{Name: "x", Label: "x", Help: "Across.", Min: -1, Max: 1}, {Name: "y", Label: "y", Help: "Up.", Min: -1, Max: 1},
			{Name: "class", Label: "Class", Help: "What it is drawn as.", Choices: []string{"circle", "square"}},
		}},
		{Name: "ties", Label: "Ties", Help: "Which points draw each other.", Most: 60, Columns: []sim.Knob{
			{Name: "a", Label: "From", Help: "One point.", Max: 39, Integer: true, Names: true}, {Name: "b", Label: "To", Help: "Another.", Max: 39, Integer: true, Names: true},
		}},
	},
	Handles: []sim.Handle{{Panel: "plane", Of: "point", Input: "points", X: "x", Y: "y", Cycle: "class", Grow: true}},
	New: func(s sim.Settings) (sim.Run, error) {
		g := &gathering{points: s.Rows("points"), ties: s.Rows("ties")}
		if g.points == nil {
			g.points = sim.Rows{-1, 0, 0, 1, 0, 1, 0, .5, 0}
		}
		if g.ties == nil {
			g.ties = sim.Rows{0, 1}
		}
		for i, n := range g.ties {
			if int(n) >= len(g.points)/3 {
				return nil, fmt.Errorf("row %d of ties names point %v, and there are %d", i/2+1, n, len(g.points)/3)
			}
		}
		g.at = slices.Clone(g.points)
		return g, nil
	},
}

type gathering struct {
	points, ties sim.Rows // as they were taken
	at           sim.Rows
	step         int
}

func (g *gathering) Step() bool {
	for i := 0; i < len(g.ties); i += 2 {
		a, b := g.at[3*int(g.ties[i]):], g.at[3*int(g.ties[i+1]):]
		for j := range 2 {
			d := .05 * (b[j] - a[j])
			a[j], b[j] = a[j]+d, b[j]-d
		}
	}
	g.step++
	return g.step < 40
}

func (g *gathering) Set(string, float64) {}

func (g *gathering) Frame() sim.Frame {
	dots := sim.Dots{Role: sim.Class, Of: "point"}
	for i := 0; i < len(g.at); i += 3 {
		dots.X, dots.Y = append(dots.X, float32(g.at[i])), append(dots.Y, float32(g.at[i+1]))
		dots.Class = append(dots.Class, uint8(g.at[i+2]))
	}
	f := sim.Frame{Step: g.step, Steps: 40, Summary: "Points draw together.", Panels: []sim.Panel{{
		Name: "plane", X: sim.Axis{Min: -1, Max: 1}, Y: sim.Axis{Min: -1, Max: 1}, Classes: []string{"circle", "square"}, Dots: []sim.Dots{dots},
	}}}
	if len(g.at) > 0 {
		f.Panels[0].Notes = []sim.Note{{Role: sim.Class, Class: int(g.at[2]), Label: "the first", Small: "it moves as well", X: g.at[0], Y: g.at[1]}}
	}
	if g.step == 0 {
		f.Inputs = []sim.Rows{g.points, g.ties}
	}
	if g.step == 40 {
		f.End = "They have met."
	}
	return f
}

// What every experiment promises holds for one with tables: its links, its frames, its costs.
func TestConformanceWithTables(t *testing.T) {
	filled := 0
	for _, c := range settings(centre) {
		if c.s.Rows("points") != nil || c.s.Rows("ties") != nil {
			filled++
		}
		t.Run(c.name, func(t *testing.T) { conforms(t, centre, c) })
	}
	if filled < 10 && !testing.Short() {
		t.Errorf("got %d settings with rows of a visitor's own, want at least 10", filled)
	}
}

// The first frame alone says what was taken, as it was taken.
func TestFirstFrameSaysWhatWasTaken(t *testing.T) {
	for _, c := range []struct {
		step   int
		inputs []sim.Rows
		sound  bool
	}{
		{0, []sim.Rows{{0, .5, 1}, nil}, true}, {1, nil, true}, {0, nil, false}, {0, []sim.Rows{{0, .5, 1}}, false},
		{0, []sim.Rows{{0, .5, 2}, nil}, false}, {0, []sim.Rows{nil, nil}, false}, {0, []sim.Rows{{0, .12345, 1}, nil}, false}, {1, []sim.Rows{{0, .5, 1}, nil}, false},
	} {
		sound := true
		checkInputs(func(string, ...any) { sound = false }, centre, &sim.Frame{Step: c.step, Inputs: c.inputs})
		if sound != c.sound {
			t.Errorf("step %d, %v: got sound %v, want %v", c.step, c.inputs, sound, c.sound)
		}
	}
}

func TestInputs(t *testing.T) {
	for _, e := range append(slices.Clone(experiments.List), centre) {
		if err := wrongInput(e); err != nil {
			t.Errorf("%s: %v", e.Name, err)
		}
	}
	// And what is wrong is found.
	for want, breaks := range map[string]func(*sim.Input){
		"name":   func(in *sim.Input) { in.Name = "Points" },
		"knob":   func(in *sim.Input) { in.Name = "d" },
		"twice":  func(in *sim.Input) { in.Name = "ties" },
		"camera": func(in *sim.Input) { in.Name = "camera" },
		"label":  func(in *sim.Input) { in.Help = "no sentence" },
		"rows":   func(in *sim.Input) { in.Least = 41 },
		"column": func(in *sim.Input) { in.Columns[0].Log = true },
		"help":   func(in *sim.Input) { in.Columns[1].Help = "" },
		"same":   func(in *sim.Input) { in.Columns[1].Name = "x" },
		"whole": func(in *sim.Input) {
			in.Columns[0] = sim.Knob{Name: "n", Label: "n", Help: "N.", Max: 4096, Integer: true}
		},
		"names":  func(in *sim.Input) { in.Columns[0].Names = true },
		"bounds": func(in *sim.Input) { in.Columns[0].Max = math.Inf(1) },
		"of":     func(in *sim.Input) { in.Of = []string{"graph"} },
		"when":   func(in *sim.Input) { in.When = &sim.When{Knob: "data", Is: []string{"own"}} },
	} {
		e := centre
		e.Knobs = []sim.Knob{{Name: "d", Max: 1}}
		e.Inputs = slices.Clone(centre.Inputs)
		e.Inputs[0].Columns = slices.Clone(centre.Inputs[0].Columns)
		breaks(&e.Inputs[0])
		if err := wrongInput(e); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s: got %v", want, err)
		}
	}
}

// wrongInput says what is wrong with the tables of an experiment, its first word what it is.
func wrongInput(e sim.Experiment) error {
	names := map[string]bool{}
	for _, in := range e.Inputs {
		switch {
		case !regexp.MustCompile(`^[a-z][a-z0-9]*$`).MatchString(in.Name):
			return errors.New("name " + in.Name + " is not fit for a link")
		case knob(e, in.Name) != nil:
			return errors.New("knob and table have one name, " + in.Name)
		case names[in.Name]:
			return errors.New("twice there is a table " + in.Name)
		case in.Name == "camera":
			return errors.New("camera is a key of panels")
		case in.Label == "" || !strings.HasSuffix(in.Help, "."):
			return errors.New("label and help must be words and a sentence")
		case in.Least < 0 || in.Most < max(in.Least, 1) || len(in.Columns) == 0:
			return fmt.Errorf("rows from %d to %d of %d columns", in.Least, in.Most, len(in.Columns))
		}
		names[in.Name] = true
		if w := in.When; w != nil {
			other := knob(e, w.Knob)
			if other == nil || len(w.Is) == 0 || slices.ContainsFunc(w.Is, func(is string) bool { return !slices.Contains(other.Choices, is) }) {
				return fmt.Errorf("when %+v names no choice of a knob", *w)
			}
		}
		for _, name := range in.Of {
			if k := knob(e, name); k == nil || k.Live {
				return errors.New("of " + name + ", which is no knob, or Live")
			}
		}
		if err := wrongColumn(in); err != nil {
			return err
		}
	}
	return nil
}

func wrongColumn(in sim.Input) error {
	names := map[string]bool{}
	for _, k := range in.Columns {
		switch {
		case names[k.Name]:
			return errors.New("same name of two columns, " + k.Name)
		case k.Log || k.Live || k.When != nil || k.Name == "":
			return errors.New("column " + k.Name + " is Log or Live, has a condition, or no name")
		case k.Label == "" || !strings.HasSuffix(k.Help, "."):
			return errors.New("help of " + k.Name + " must be a sentence, with a label")
		case k.Names && !k.Integer:
			return errors.New("names stand for whole numbers, and " + k.Name + " has others")
		case k.Integer && (k.Max-k.Min > 4095 || k.Min != math.Trunc(k.Min) || k.Max != math.Trunc(k.Max)):
			return errors.New("whole numbers of " + k.Name + " are more than 12 bits hold")
		case len(k.Choices) == 0 && !(k.Min < k.Max && finite(k.Min) && finite(k.Max)) || len(k.Choices) > 4096 || k.Check(k.Default) != nil:
			return errors.New("bounds or default of " + k.Name)
		}
		names[k.Name] = true
	}
	return nil
}

// Old links hang on the bounds of columns, and the table of defaults says them.
func TestColumnsOf(t *testing.T) {
	if got, want := columnsOf(centre.Inputs[0])+" "+columnsOf(centre.Inputs[1]), "rows.points=x:-1…1,y:-1…1,class:circle|square rows.ties=a:0…39, whole,b:0…39, whole"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
