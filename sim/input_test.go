package sim_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"narrows/sim"
)

var inputs = []sim.Input{
	{Name: "points", Least: 1, Most: 4, Columns: []sim.Knob{{Name: "x", Min: -1, Max: 1}, {Name: "y", Min: 0, Max: 10}}},
	{Name: "labels", Most: 3, Columns: []sim.Knob{{Name: "node", Max: 299, Integer: true}, {Name: "class", Choices: []string{"none", "a", "b"}}}},
}

// Whatever a column holds, its levels are numbers of 12 bits, each is the nearest to its own
// value, all values lie within the bounds, and none of those between is farther than half a
// level.
func TestLevels(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	columns := []sim.Knob{
		{Name: "x", Min: -1, Max: 1}, {Name: "angle", Min: -math.Pi, Max: math.Pi}, {Name: "far", Min: 1e6, Max: 1e6 + .7},
		{Name: "short", Min: .1, Max: .3}, {Name: "node", Max: 299, Integer: true}, {Name: "most", Min: -5, Max: 4090, Integer: true},
		{Name: "class", Choices: []string{"none", "a", "b"}}, {Name: "one", Choices: []string{"only"}},
	}
	for range 100 {
		low := rng.NormFloat64()
		columns = append(columns, sim.Knob{Name: "any", Min: low, Max: low + rng.ExpFloat64()})
	}
	for _, k := range columns {
		low, high := k.Min, k.Max
		if n := len(k.Choices); n > 0 {
			low, high = 0, float64(n-1)
		}
		last := k.Level(high)
		if k.Level(low) != 0 || last < 0 || last > 4095 || k.OfLevel(0) != low || k.OfLevel(last) != high {
			t.Errorf("%s: got levels %d … %d, of %v … %v, want 0 … at most 4095, of %v … %v", k.Name, k.Level(low), last, k.OfLevel(0), k.OfLevel(last), low, high)
		}
		for n := range last + 1 {
			if x := k.OfLevel(n); k.Level(x) != n || k.Check(x) != nil || (k.Integer && x != low+float64(n)) {
				t.Errorf("%s: level %d is %v, of level %d; %v", k.Name, n, x, k.Level(x), k.Check(x))
			}
		}
		for _, n := range []int{-1, -64, last + 1, 4095} {
			if x := k.OfLevel(n); (n < 0 || n > last) && k.Check(x) == nil {
				t.Errorf("%s: got %v of level %d, which it has not, want what Check refuses", k.Name, x, n)
			}
		}
		for range 100 {
			x := low + rng.Float64()*(high-low)
			if d, most := math.Abs(k.OfLevel(k.Level(x))-x), .501*(high-low)/float64(max(last, 1)); d > most {
				t.Errorf("%s: %v is off by %v, want at most %v", k.Name, x, d, most)
			}
		}
		for x, want := range map[float64]int{math.Inf(-1): 0, math.Inf(1): last, low - 1: 0, high + 1: last} {
			if got := k.Level(x); got != want && last > 0 {
				t.Errorf("%s: got level %d of %v, want %d", k.Name, got, x, want)
			}
		}
		if got := k.Level(math.NaN()); got != 0 {
			t.Errorf("%s: got level %d of NaN, want 0", k.Name, got)
		}
	}
}

// What people type is a level itself.
func TestShortNumbersAreLevels(t *testing.T) {
	for _, c := range []struct {
		min, max float64
		values   []float64
	}{
		{-1, 1, []float64{0, .1, -.25, .01, -.99, 1. / 3}}, {-2, 2, []float64{0, .1, 1.25, -1.99}}, {-1.5, 1.5, []float64{0, .1, 1.05}},
		{-3, 3, []float64{0, .1, 2.5, .01}}, {0, 360, []float64{45, 1, 90, 22.5, 359.9}}, {0, 1, []float64{.5, .1, .01, .125}},
	} {
		k := sim.Knob{Min: c.min, Max: c.max}
		for _, x := range c.values {
			if got := k.OfLevel(k.Level(x)); got != x {
				t.Errorf("%v … %v: got %v of %v", c.min, c.max, got, x)
			}
		}
	}
}

func TestInputCheck(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		input int
		rows  sim.Rows
		want  string // empty: allowed
	}{
		{0, nil, ""}, {1, sim.Rows{}, ""}, {0, sim.Rows{-1, 10}, ""}, {1, sim.Rows{299, 2, 0, 0}, ""},
		{0, sim.Rows{}, "points must have from 1 to 4 rows, not 0"},
		{0, make(sim.Rows, 10), "points must have from 1 to 4 rows, not 5"},
		{0, sim.Rows{0, 0, 1.1, 0}, "in row 2 of points x must be a number from -1 to 1"},
		{0, sim.Rows{0, 0, 0, 0, 0, nan}, "in row 3 of points y must be a number from 0 to 10"},
		{0, sim.Rows{math.Inf(1), 0}, "in row 1 of points x must be a number from -1 to 1"},
		{0, sim.Rows{0, 0, 0}, "in row 2 of points y must be a number from 0 to 10"},
		{1, sim.Rows{0, 0, 2.5, 0}, "in row 2 of labels node must be a whole number from 0 to 299"},
		{1, sim.Rows{300, 0}, "in row 1 of labels node must be a whole number from 0 to 299"},
		{1, sim.Rows{0, 3}, "in row 1 of labels class must be one of none, a, b"},
	} {
		got := ""
		if err := inputs[c.input].Check(c.rows); err != nil {
			got = err.Error()
		}
		if got != c.want {
			t.Errorf("%v: got %q, want %q", c.rows, got, c.want)
		}
	}
}

// A run gets what a link can hold, and settings are values.
func TestRows(t *testing.T) {
	d := sim.Defaults(knobs, inputs...)
	given := sim.Rows{.10001, 9.9999}
	a := d.WithRows("points", given)
	given[0] = 1
	b := a.WithRows("labels", sim.Rows{}).WithRows("points", sim.Rows{1, 0})
	for _, c := range []struct {
		s              sim.Settings
		points, labels sim.Rows
	}{
		{d, nil, nil}, {a, sim.Rows{.1, 10}, nil}, {b, sim.Rows{1, 0}, sim.Rows{}}, {b.WithRows("points", nil), nil, sim.Rows{}},
	} {
		points, labels := c.s.Rows("points"), c.s.Rows("labels")
		if !slices.Equal(points, c.points) || !slices.Equal(labels, c.labels) || (points == nil) != (c.points == nil) || (labels == nil) != (c.labels == nil) {
			t.Errorf("got %v and %v, want %v and %v", points, labels, c.points, c.labels)
		}
		if q := inputs[0].Quantised(points); !slices.Equal(q, points) || (q == nil) != (points == nil) {
			t.Errorf("got %v, quantised again %v", points, q)
		}
	}
	if b.Int("n") != 256 || len(b.Inputs()) != 2 {
		t.Errorf("got n=%d and %d inputs, want 256 and 2", b.Int("n"), len(b.Inputs()))
	}
	mustPanic(t, `"ties"`, func() { d.Rows("ties") })
	mustPanic(t, `"ties"`, func() { d.WithRows("ties", nil) })
}

// Rows of a Keyed table name each thing once; the sentence says where a second one stands.
func TestKeyed(t *testing.T) {
	in := sim.Input{Name: "nodes", Most: 9, Keyed: true, Columns: []sim.Knob{{Name: "node", Max: 9, Integer: true}, {Name: "class", Max: 3, Integer: true}}}
	if err := in.Check(sim.Rows{1, 2, 2, 2, 3, 1}); err != nil {
		t.Errorf("three things: got %v", err)
	}
	if err := in.Check(sim.Rows{1, 2, 2, 2, 1, 1}); err == nil || err.Error() != "in row 3 of nodes node 1 is there again, after row 1" {
		t.Errorf("a thing twice: got %v", err)
	}
	in.Keyed = false
	if err := in.Check(sim.Rows{1, 2, 2, 2, 1, 1}); err != nil {
		t.Errorf("not Keyed: got %v", err)
	}
}
