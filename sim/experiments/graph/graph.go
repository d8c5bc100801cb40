// Package graph shows what graph networks of infinite width take the nodes of a graph for, from a
// few labels: layer by layer, or label by label. It knows nothing of how that is drawn.
package graph

import "narrows/sim"

// Experiment is where depth first helps and then forgets.
var Experiment = sim.Experiment{
	Name:     "graph",
	Title:    "Graph",
	Group:    "Not squeezed",
	Finding:  "Two labels name the whole club; too many layers forget it",
	Question: "How many layers name the most?",
	Citations: []sim.Citation{
		{
			Key:     "hu2020gpgc",
			Authors: "Hu, J. and Shen, J. and Yang, B. and Shao, L.",
			Title:   "Infinitely Wide Graph Convolutional Networks: Semi-supervised Learning via Gaussian Processes",
			Year:    2020,
			URL:     "https://arxiv.org/abs/2002.12168",
		},
	},
	Knobs:   knobs,
	Presets: presets,
	New:     begin,
}

var presets = []sim.Preset{
	{Title: "Karate club"},
}
