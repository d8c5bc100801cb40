package figure

import (
	"math"
	"slices"
	"testing"

	"narrows/sim"
)

func TestTicks(t *testing.T) {
	for _, c := range []struct {
		name string
		axis sim.Axis
		n    int
		want []string
	}{
		{"loss", sim.Axis{Min: 2.3e-4, Max: 1.6, Scale: sim.Log}, 4, []string{"0.001", "0.01", "0.1", "1"}},
		{"growth", sim.Axis{Min: .2, Max: 20, Scale: sim.Log, Suffix: "×"}, 4, []string{"1×", "10×"}},
		{"many decades", sim.Axis{Min: 1e-9, Max: 1, Scale: sim.Log}, 4, []string{"1e-09", "1e-06", "0.001", "1"}},
		{"one decade", sim.Axis{Min: 1, Max: 9, Scale: sim.Log}, 4, []string{"1", "2", "5"}},
		{"narrow", sim.Axis{Min: 2.1, Max: 2.9, Scale: sim.Log}, 4, []string{"2.2", "2.4", "2.6", "2.8"}},
		{"steps", sim.Axis{Max: 2000, Scale: sim.LogStep}, 5, []string{"0", "1", "10", "100", "1,000"}},
		{"time of a step 0.02", sim.Axis{Max: 15, Scale: sim.LogStep, Unit: .02}, 5, []string{"0", "0.1", "1", "10"}},
		{"few steps", sim.Axis{Max: 6, Scale: sim.LogStep}, 5, []string{"0", "1", "2", "5"}},
		{"a map", sim.Axis{Min: -4.4, Max: 4.4}, 5, []string{"−4", "−2", "0", "2", "4"}},
		{"a small map", sim.Axis{Min: -.33, Max: .33}, 5, []string{"−0.2", "0", "0.2"}},
		{"thousands", sim.Axis{Min: 0, Max: 25000}, 5, []string{"0", "10,000", "20,000"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, m := range ticks(c.axis, c.n) {
				got = append(got, m.Label)
				if m.Value < c.axis.Min || m.Value > c.axis.Max {
					t.Errorf("got a number at %v, beyond %v … %v", m.Value, c.axis.Min, c.axis.Max)
				}
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}

func TestNumber(t *testing.T) {
	for _, c := range []struct {
		x    float64
		want string
	}{{0, "0"}, {-.5, "−0.5"}, {1234, "1,234"}, {-98765.5, "−98,765.5"}, {999, "999"}, {2e7, "20000000"}, {1e-7, "1e-07"}, {.001, "0.001"}} {
		if got := number(c.x); got != c.want {
			t.Errorf("%v: got %s, want %s", c.x, got, c.want)
		}
	}
}

func TestNormalizer(t *testing.T) {
	for _, c := range []struct {
		scale             sim.Scale
		lo, hi, x, middle float64
	}{{sim.Linear, -1, 3, 1, .5}, {sim.Log, .01, 1, .1, .5}, {sim.LogStep, 0, 99, 9, .5}} {
		n := normalizer(sim.Axis{Scale: c.scale})
		for _, p := range [][2]float64{{c.lo, 0}, {c.hi, 1}, {c.x, c.middle}} {
			// Logarithms round.
			if got := n.Normalize(c.lo, c.hi, p[0]); math.Abs(got-p[1]) > 1e-12 {
				t.Errorf("scale %d: got %v at %v, want %v", c.scale, got, p[0], p[1])
			}
		}
	}
}

func TestPieces(t *testing.T) {
	for s, want := range map[string][]piece{
		"loss":         {{"loss", false}},
		"λ_max of K_f": {{"λ", false}, {"max", true}, {" of K", false}, {"f", true}},
		"K_f(z)":       {{"K", false}, {"f", true}, {"(z)", false}},
		"_":            nil,
		"":             nil,
	} {
		if got := pieces(s); !slices.Equal(got, want) {
			t.Errorf("%q: got %v, want %v", s, got, want)
		}
	}
}
