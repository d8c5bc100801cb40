package trio

import (
	"fmt"
	"math"
	"strings"

	"narrows/sim/words"
)

// A Goal is a training loss at which a run is over before its last step: once every network
// that is trained has come down to it.
type Goal struct {
	Loss    float64 // in the experiment's unit; 0: there is none
	trained [Networks]bool
	reached [Networks]float64 // the step at which each network first did; NaN before
}

// NewGoal is that of a run in which these networks are trained.
func NewGoal(loss float64, trained func(network int) bool) Goal {
	g := Goal{Loss: loss}
	for i := range Networks {
		g.trained[i], g.reached[i] = trained(i), math.NaN()
	}
	return g
}

// Watch notes which networks have come down to the goal by a step. It asks those that had
// not yet, and of a run without a goal none.
func (g *Goal) Watch(step int, down func(network int) bool) {
	for i := range Networks {
		if g.Loss > 0 && g.trained[i] && math.IsNaN(g.reached[i]) && down(i) {
			g.reached[i] = float64(step)
		}
	}
}

// Met returns the network that came last to the goal, or −1 while one is missing. A run
// takes one step at least.
func (g *Goal) Met(step int) int {
	last := -1
	for i := range Networks {
		switch {
		case !g.trained[i]:
		case math.IsNaN(g.reached[i]) || step == 0:
			return -1
		case last < 0 || g.reached[i] > g.reached[last]:
			last = i
		}
	}
	return last
}

// End says how many steps each network took to a goal that is met: "Stopped at loss 0.1: no
// bottleneck after 12 steps; …". The caller names the loss and the networks.
func (g *Goal) End(loss string, name func(network int) string) string {
	var parts []string
	for i := range Networks {
		if g.trained[i] {
			parts = append(parts, fmt.Sprintf("%s after %s", name(i), words.Counted(int(g.reached[i]), "step")))
		}
	}
	return fmt.Sprintf("Stopped at %s: %s.", loss, strings.Join(parts, "; "))
}
