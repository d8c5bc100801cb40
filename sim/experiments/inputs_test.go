package experiments_test

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"narrows/sim"
	"narrows/sim/experiments"
	"narrows/sim/link"
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

// A run that is edited is, frame by frame, the run that New makes of the same settings.
func TestEditEqualsNew(t *testing.T) {
	for _, e := range experiments.List {
		if len(e.Inputs) == 0 {
			continue
		}
		t.Run(e.Name, func(t *testing.T) {
			t.Parallel()
			rng := rand.New(rand.NewPCG(8, 9))
			edited := 0
			presets, rounds := append([]sim.Preset{{}}, e.Presets...), 6
			if testing.Short() {
				presets, rounds = presets[:1], 40
			}
			for _, p := range presets {
				s := link.Preset(e, p).Settings
				r, err := e.New(s)
				if err != nil {
					t.Fatal(err)
				}
				for range rounds {
					s = changed(e, s, rng)
					again, err := e.New(s)
					editor, is := r.(sim.Editor)
					if !is {
						t.Skip("no Editor")
					}
					if did := editor.Edit(s); err != nil || !did {
						if did {
							t.Fatalf("%s: New refuses what Edit does: %v", p.Title, err)
						}
						if r, err = e.New(s); err != nil {
							break
						}
						continue
					}
					edited++
					// Whether a picture is refined before the next step makes no difference.
					always := rng.IntN(2) == 0
					for step := range 4 {
						if f := r.Frame(); f.Draft {
							checkFrame(t, e, &f)
						}
						if always || step == 3 {
							got, want := refined(r).Frame(), again.Frame()
							if !bytes.Equal(message(&got), message(&want)) {
								t.Fatalf("%s, step %d after %d edits, refined at each step %v: the frame of an edited run is another than that of a new one", p.Title, step, edited, always)
							}
						}
						r.Step()
						again.Step()
					}
				}
			}
			if edited < 30 {
				t.Errorf("got %d edits, want at least 30", edited)
			}
		})
	}
}

// changed has one table changed in a row: one more, one less, or another in its place.
func changed(e sim.Experiment, s sim.Settings, rng *rand.Rand) sim.Settings {
	i := rng.IntN(len(e.Inputs))
	in := e.Inputs[i]
	rows := s.Rows(in.Name)
	if rows == nil {
		again, err := e.New(s)
		if err != nil {
			return s
		}
		rows = slices.Clone(again.Frame().Inputs[i])
	}
	w := len(in.Columns)
	if n := len(rows) / w; n > in.Least && rng.IntN(2) == 0 {
		at := rng.IntN(n) * w
		rows = slices.Delete(rows, at, at+w)
	} else if n < in.Most {
		row := slices.Clone(rows[rng.IntN(max(n, 1))*w:][:min(w, len(rows))])
		if len(row) == w && !in.Keyed { // ends of two rows
			row[w-1] = rows[rng.IntN(n)*w+w-1]
			rows = append(rows, row...)
		} else if in.Keyed {
			for thing := in.Columns[0].Min; ; thing++ {
				if !slices.ContainsFunc(slices.Collect(slices.Chunk(rows, w)), func(r sim.Rows) bool { return r[0] == thing }) {
					row = make(sim.Rows, w)
					for k, c := range in.Columns {
						row[k] = c.Default
					}
					row[0] = thing
					rows = append(rows, row...)
					break
				}
			}
		}
	}
	return s.WithRows(in.Name, rows)
}

// refined is a run whose picture lacks nothing.
func refined(r sim.Run) sim.Run {
	if x, is := r.(sim.Refiner); is {
		for x.Refine() {
		}
	}
	return r
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

// Old links hang on the bounds of columns, and the table of defaults says them.
func TestColumnsOf(t *testing.T) {
	if got, want := columnsOf(centre.Inputs[0])+" "+columnsOf(centre.Inputs[1]), "rows.points=x:-1…1,y:-1…1,class:circle|square rows.ties=a:0…39, whole,b:0…39, whole"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
