package deeplinear

import (
	"fmt"
	"math"
	"strings"

	"narrows/sim"
	"narrows/sim/words"
)

// A goal is a training loss, in units of each network's own at the start, at which a run is
// over before its last step: once every network has come down to it.
type goal struct {
	loss    float64           // 0: there is none
	reached [networks]float64 // the step at which each network first did; NaN before
}

func newGoal(s sim.Settings) goal {
	never := math.NaN()
	return goal{s.Float("until"), [networks]float64{never, never, never}}
}

// watch notes which networks have come down to the goal.
func (g *goal) watch(r *run) {
	for i := range networks {
		if g.loss > 0 && math.IsNaN(g.reached[i]) && r.lossOf(i) <= g.loss*r.moments.initial[i] {
			g.reached[i] = float64(r.step)
		}
	}
}

// met returns the network that came last to the goal, or −1 while one is missing. A run
// takes one step at least.
func (g *goal) met(r *run) int {
	last := -1
	for i := range networks {
		switch {
		case !r.trained(i):
		case !(g.reached[i] <= float64(r.step)) || r.step == 0:
			return -1
		case last < 0 || g.reached[i] > g.reached[last]:
			last = i
		}
	}
	return last
}

// end says how many steps each network took to the goal.
func (g *goal) end(r *run) string {
	var parts []string
	for i := range networks {
		if r.trained(i) {
			parts = append(parts, fmt.Sprintf("%s after %s", r.label(i), counted(int(g.reached[i]))))
		}
	}
	return fmt.Sprintf("Stopped at %s of the first loss: %s.", words.Number(g.loss), strings.Join(parts, "; "))
}

func counted(steps int) string {
	if steps == 1 {
		return "1 step"
	}
	return words.Count(steps) + " steps"
}
