package sim_test

import (
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"narrows/sim"
)

var knobs = []sim.Knob{
	{Name: "data", Choices: []string{"circles", "moons"}, Default: 1},
	{Name: "d", Choices: []string{"1", "2", "8"}, Default: 1},
	{Name: "n", Min: 16, Max: 1024, Default: 256, Integer: true},
	{Name: "eta", Min: 0.01, Max: 4, Default: 0.5, Live: true},
	{Name: "tie", Choices: []string{"off", "on"}},
}

func mustPanic(t *testing.T, want string, f func()) {
	t.Helper()
	defer func() {
		t.Helper()
		if got, _ := recover().(string); !strings.HasPrefix(got, "sim: ") || !strings.Contains(got, want) {
			t.Errorf("got panic %q, want one of package sim that holds %q", got, want)
		}
	}()
	f()
}

func TestDefaults(t *testing.T) {
	s := sim.Defaults(knobs)
	if s.Seed != 1 || len(s.Changes) != 0 || len(s.Knobs()) != len(knobs) {
		t.Errorf("got seed %d, changes %v and %d knobs, want 1, none and %d", s.Seed, s.Changes, len(s.Knobs()), len(knobs))
	}
	for _, k := range knobs {
		if got := s.Value(k.Name); got != k.Default {
			t.Errorf("%s: got %v, want %v", k.Name, got, k.Default)
		}
	}
}

// Find knows each of a list by its name, and nothing else.
func TestFind(t *testing.T) {
	list := []sim.Experiment{{Name: "a", Title: "one"}, {Name: "b", Title: "two"}}
	for name, want := range map[string]string{"a": "one", "b": "two", "": "", "c": "", "A": ""} {
		if got, there := sim.Find(list, name); got.Title != want || there != (want != "") {
			t.Errorf("%q: got %q, there: %v, want %q", name, got.Title, there, want)
		}
	}
}

func TestReading(t *testing.T) {
	s := sim.Defaults(knobs).With("eta", 0.3).WithChoice("d", "8").WithChoice("tie", "on")
	if got := s.Float("eta"); got != 0.3 {
		t.Errorf("eta: got %v, want 0.3", got)
	}
	// A choice among numbers is the number, and its raw value the index.
	if f, i, v := s.Float("d"), s.Int("d"), s.Value("d"); f != 8 || i != 8 || v != 2 {
		t.Errorf("d: got %v, %d and index %v, want 8, 8 and 2", f, i, v)
	}
	if got := s.With("n", 63.6).Int("n"); got != 64 {
		t.Errorf("n: got %d, want 64: Int rounds", got)
	}
	if got := s.Choice("data"); got != "moons" {
		t.Errorf("data: got %s, want moons", got)
	}
	if !s.On("tie") || sim.Defaults(knobs).On("tie") {
		t.Error("tie: got off, then on, want on, then off")
	}
}

// Settings are values: a copy with another value leaves the first alone.
func TestWithCopies(t *testing.T) {
	a := sim.Defaults(knobs)
	b := a.With("n", 64)
	c := b.With("n", 32)
	if a.Int("n") != 256 || b.Int("n") != 64 || c.Int("n") != 32 {
		t.Errorf("got %d, %d, %d, want 256, 64, 32", a.Int("n"), b.Int("n"), c.Int("n"))
	}
}

func TestMisusePanics(t *testing.T) {
	s := sim.Defaults(knobs)
	mustPanic(t, `"depth"`, func() { s.Float("depth") })
	mustPanic(t, `"depth"`, func() { s.With("depth", 1) })
	mustPanic(t, `"stars"`, func() { s.WithChoice("data", "stars") })
	mustPanic(t, `"moons"`, func() { s.Float("data") })
}

// A condition holds where its knob is in sight and has one of its choices.
func TestMeets(t *testing.T) {
	knobs := []sim.Knob{
		{Name: "show", Choices: []string{"few", "all"}},
		{Name: "kind", Choices: []string{"a", "b"}, When: &sim.When{Knob: "show", Is: []string{"all"}}},
	}
	only, always := &sim.When{Knob: "kind", Is: []string{"b"}}, &sim.When{Knob: "kind", Is: []string{"b"}, Unseen: true}
	for _, c := range []struct {
		show, kind string
		w          *sim.When
		want       bool
	}{
		{"few", "a", nil, true}, {"few", "b", only, false}, {"few", "b", always, true}, {"few", "a", always, true},
		{"all", "a", only, false}, {"all", "b", only, true}, {"all", "a", always, false}, {"all", "b", always, true},
	} {
		s := sim.Defaults(knobs).WithChoice("show", c.show).WithChoice("kind", c.kind)
		if got := s.Meets(c.w); got != c.want {
			t.Errorf("%s, %s, %+v: got %v, want %v", c.show, c.kind, c.w, got, c.want)
		}
	}
}

func TestCheck(t *testing.T) {
	for _, c := range []struct {
		knob  string
		value float64
		want  string // empty: allowed
	}{
		{"eta", 0.01, ""}, {"eta", 4, ""}, {"eta", 1.23, ""},
		{"eta", 0.009, "eta must be a number from 0.01 to 4"},
		{"eta", math.NaN(), "eta must be a number from 0.01 to 4"},
		{"eta", math.Inf(1), "eta must be a number from 0.01 to 4"},
		{"eta", math.Inf(-1), "eta must be a number from 0.01 to 4"},
		{"n", 16, ""}, {"n", 1024, ""},
		{"n", 0, "n must be a whole number from 16 to 1024"},
		{"n", 64.5, "n must be a whole number from 16 to 1024"},
		{"n", 1025, "n must be a whole number from 16 to 1024"},
		{"d", 0, ""}, {"d", 2, ""},
		{"d", 3, "d must be one of 1, 2, 8"},
		{"d", -1, "d must be one of 1, 2, 8"},
		{"d", 0.5, "d must be one of 1, 2, 8"},
		{"d", math.NaN(), "d must be one of 1, 2, 8"},
		{"d", math.Inf(1), "d must be one of 1, 2, 8"},
		{"d", math.Inf(-1), "d must be one of 1, 2, 8"},
	} {
		k := knobs[slices.IndexFunc(knobs, func(k sim.Knob) bool { return k.Name == c.knob })]
		got := ""
		if err := k.Check(c.value); err != nil {
			got = err.Error()
		}
		if got != c.want {
			t.Errorf("%s = %v: got %q, want %q", c.knob, c.value, got, c.want)
		}
	}
}

// A diary is a run that writes down what happens to it.
type diary struct {
	step, last int
	lines      []string
}

func (d *diary) Step() bool {
	d.step++
	d.lines = append(d.lines, "step")
	return d.step < d.last
}

func (d *diary) Set(knob string, value float64) {
	d.lines = append(d.lines, knob+string(rune('0'+int(value))))
}

func (d *diary) Frame() sim.Frame { return sim.Frame{Step: d.step} }

func TestAdvance(t *testing.T) {
	changes := []sim.Change{{Step: 0, Knob: "a", Value: 1}, {Step: 2, Knob: "b", Value: 2}, {Step: 2, Knob: "a", Value: 3}, {Step: 9, Knob: "a", Value: 4}}
	after := func(n int) func() bool { return func() bool { n--; return n <= 0 } }
	for _, c := range []struct {
		name    string
		step, n int
		last    int
		enough  func() bool
		want    string
		reached int
		more    bool
	}{
		{name: "changes come before their step", n: 4, last: 100, want: "a1 step step b2 a3 step step", reached: 4, more: true},
		{name: "from a later step", step: 2, n: 2, last: 100, want: "b2 a3 step step", reached: 4, more: true},
		{name: "no change of an earlier step", step: 3, n: 1, last: 100, want: "step", reached: 4, more: true},
		{name: "the end", n: 10, last: 3, want: "a1 step step b2 a3 step", reached: 3},
		{name: "enough at once still makes a step", n: 10, last: 100, enough: after(0), want: "a1 step", reached: 1, more: true},
		{name: "enough later", n: 10, last: 100, enough: after(2), want: "a1 step step", reached: 2, more: true},
		{name: "no steps", n: 0, last: 100, want: "", reached: 0, more: true},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := &diary{step: c.step, last: c.last}
			reached, more := sim.Advance(d, changes, c.step, c.n, c.enough)
			if got := strings.Join(d.lines, " "); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
			if reached != c.reached || more != c.more {
				t.Errorf("got step %d and %v, want %d and %v", reached, more, c.reached, c.more)
			}
		})
	}
}

// Axes that count steps or time take another scale, all others stay.
func TestClocked(t *testing.T) {
	for _, c := range []struct {
		name              string
		axis, log, linear sim.Axis
	}{
		{"steps", sim.Axis{Max: 9, Scale: sim.LogStep}, sim.Axis{Max: 9, Scale: sim.LogStep, Unit: 1}, sim.Axis{Max: 9, Unit: 1}},
		{"time", sim.Axis{Max: 9, Unit: .1}, sim.Axis{Max: 9, Scale: sim.LogStep, Unit: .1}, sim.Axis{Max: 9, Unit: .1}},
		{"a number", sim.Axis{Max: 9}, sim.Axis{Max: 9}, sim.Axis{Max: 9}},
		{"a loss", sim.Axis{Min: 1, Max: 9, Scale: sim.Log, Unit: 1}, sim.Axis{Min: 1, Max: 9, Scale: sim.Log, Unit: 1}, sim.Axis{Min: 1, Max: 9, Scale: sim.Log, Unit: 1}},
		{"below zero", sim.Axis{Min: -1, Max: 9, Unit: 1}, sim.Axis{Min: -1, Max: 9, Unit: 1}, sim.Axis{Min: -1, Max: 9, Unit: 1}},
		{"no unit", sim.Axis{Max: 9, Unit: math.Inf(1)}, sim.Axis{Max: 9, Unit: math.Inf(1)}, sim.Axis{Max: 9, Unit: math.Inf(1)}},
	} {
		if log, linear := c.axis.Clocked(sim.LogStep), c.axis.Clocked(sim.Linear); !reflect.DeepEqual(log, c.log) || !reflect.DeepEqual(linear, c.linear) {
			t.Errorf("%s: got %+v and %+v, want %+v and %+v", c.name, log, linear, c.log, c.linear)
		}
	}
}

// Ties run between the dots that they join, in space as well; those that join nothing stay as they are.
func TestPlaced(t *testing.T) {
	p := sim.Panel{
		Dots: []sim.Dots{{Of: "point", X: []float32{9}, Y: []float32{9}}, {Of: "node", X: []float32{1, 2, 3}, Y: []float32{4, 5, 6}, Z: []float32{7, 8, 9}}},
		Segments: []sim.Segments{
			{Quiet: true, Join: "node", A: []int32{2, 0}, B: []int32{1, 2}},
			{X0: []float32{1}, Y0: []float32{2}, X1: []float32{3}, Y1: []float32{4}},
			{Join: "edge", A: []int32{0}, B: []int32{0}},
		},
	}
	want := sim.Segments{Quiet: true, Join: "node", A: []int32{2, 0}, B: []int32{1, 2}, X0: []float32{3, 1}, Y0: []float32{6, 4}, Z0: []float32{9, 7},
		X1: []float32{2, 3}, Y1: []float32{5, 6}, Z1: []float32{8, 9}}
	if got := *p.Placed(&p.Segments[0]); !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	for i := range p.Segments[1:] {
		if s := &p.Segments[1+i]; p.Placed(s) != s {
			t.Errorf("got %+v moved", *s)
		}
	}
	nowhere := p.Placed(&sim.Segments{Join: "node", A: []int32{-1, 3}, B: []int32{0, math.MaxInt32}})
	for k, x := range []float32{nowhere.X0[0], nowhere.X0[1], nowhere.X1[1], nowhere.Y1[1]} {
		if x == x {
			t.Errorf("end %d: got %v where no dot is, want NaN", k, x)
		}
	}
}
