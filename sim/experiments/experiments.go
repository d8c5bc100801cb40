// Package experiments is the list of what a visitor can watch, in the order of the menu.
package experiments

import (
	"narrows/sim"
	"narrows/sim/experiments/bottleneck"
	"narrows/sim/experiments/deeplinear"
)

// List holds every experiment. The first is the one that opens.
var List = []sim.Experiment{
	bottleneck.Experiment,
	deeplinear.Experiment,
}
