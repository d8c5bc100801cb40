package trio

import (
	"math"
	"testing"
)

// A goal is met at the step at which the last of the trained networks first was down to it,
// whatever their losses did since; what nobody watches is not asked for.
func TestGoal(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		name    string
		loss    float64
		trained [Networks]bool
		losses  [][Networks]float64 // by step
		met     []int               // by step
		end     string
	}{
		{
			"in turn", 0.1, [Networks]bool{true, true, true},
			[][Networks]float64{{1, 1, 1}, {0.5, 0.05, 1}, {0.1, 0.02, 1}, {0.05, 0.01, 0.09}},
			[]int{-1, -1, -1, Finite},
			"Stopped at 0.1: k after 2 steps; l after 1 step; f after 3 steps.",
		},
		{
			"rises again", 0.1, [Networks]bool{true, true, false},
			[][Networks]float64{{1, 1, nan}, {1, 0.05, nan}, {0.01, 7, nan}},
			[]int{-1, -1, Kernel},
			"Stopped at 0.1: k after 2 steps; l after 1 step.",
		},
		{
			"at one step", 0.1, [Networks]bool{false, true, true},
			[][Networks]float64{{0, 1, 1}, {0, 0.05, 0.05}},
			[]int{-1, Limit},
			"Stopped at 0.1: l after 1 step; f after 1 step.",
		},
		{
			"before the first step", 0.1, [Networks]bool{true, true, false},
			[][Networks]float64{{0, 0, nan}, {0, 0, nan}},
			[]int{-1, Kernel},
			"Stopped at 0.1: k after 0 steps; l after 0 steps.",
		},
		{
			"never a number", 0.1, [Networks]bool{true, true, true},
			[][Networks]float64{{0, 0, nan}, {0, 0, nan}, {0, 0, nan}},
			[]int{-1, -1, -1}, "",
		},
		{
			"none", 0, [Networks]bool{true, true, true},
			[][Networks]float64{{0, 0, 0}, {0, 0, 0}},
			[]int{-1, -1}, "",
		},
	} {
		g := NewGoal(c.loss, func(network int) bool { return c.trained[network] })
		for step, losses := range c.losses {
			g.Watch(step, func(network int) bool {
				if !c.trained[network] || c.loss == 0 {
					t.Errorf("%s, step %d: network %d was asked for its loss", c.name, step, network)
				}
				return losses[network] <= g.Loss
			})
			if got := g.Met(step); got != c.met[step] {
				t.Errorf("%s, step %d: got %d as the last to get there, want %d", c.name, step, got, c.met[step])
			}
		}
		if c.end == "" {
			continue
		}
		if got := g.End("0.1", func(network int) string { return "klf"[network : network+1] }); got != c.end {
			t.Errorf("%s: got end %q, want %q", c.name, got, c.end)
		}
	}
}
