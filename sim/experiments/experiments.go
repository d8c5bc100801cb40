// Package experiments is the list of what a visitor can watch, in the order of the menu.
package experiments

import (
	"narrows/sim"
	"narrows/sim/experiments/bottleneck"
	"narrows/sim/experiments/deeplinear"
	"narrows/sim/experiments/graph"
	"narrows/sim/experiments/sparse"
)

// List holds every experiment. The first is the one that opens.
var List = []sim.Experiment{
	bottleneck.Experiment,
	deeplinear.Experiment,
	graph.Experiment,
	sparse.Experiment,
}

// Work returns what the run of settings that an experiment's New accepts costs at most, as the
// experiment declares it. It stands apart from List, for tests alone need it: what the worker
// downloads is 9 kB less.
func Work(name string, s sim.Settings) (w sim.Work, declared bool) {
	switch name {
	case bottleneck.Experiment.Name:
		return bottleneck.Work(s), true
	case deeplinear.Experiment.Name:
		return deeplinear.Work(s), true
	case graph.Experiment.Name:
		return graph.Work(s), true
	case sparse.Experiment.Name:
		return sparse.Work(s), true
	}
	return sim.Work{}, false
}
