// Package deeplinear trains infinitely wide deep linear networks with one bottleneck, which
// are two matrices, beside their closed forms and beside the same networks without it. It
// knows nothing of how they are drawn.
package deeplinear

import (
	"narrows/sim"
	"narrows/sim/trio"
)

// Experiment is where the acceleration is a theorem.
var Experiment = sim.Experiment{
	Name:     "deep-linear",
	Title:    "Deep linear",
	Group:    "Squeezed",
	Finding:  "Three units learn one mode at a time, and never the fourth",
	Question: "Which mode is learned first, and which never?",
	Citations: []sim.Citation{
		{
			Key:     "saxe2014exact",
			Authors: "Saxe, A. M. and McClelland, J. L. and Ganguli, S.",
			Title:   "Exact solutions to the nonlinear dynamics of learning in deep linear neural networks",
			Year:    2014,
			URL:     "https://arxiv.org/abs/1312.6120",
		},
		{
			Key:     "arora2018acceleration",
			Authors: "Arora, S. and Cohen, N. and Hazan, E.",
			Title:   "On the Optimization of Deep Networks: Implicit Acceleration by Overparameterization",
			Year:    2018,
			URL:     "https://arxiv.org/abs/1802.06509",
		},
		trio.Littwin2021,
	},
	Knobs:   knobs,
	Presets: presets,
	New:     begin,
}

var presets = []sim.Preset{
	{
		Title: "Staircase",
		Link:  "",
	},
	{
		Title:   "With and without",
		Link:    "d=4&s=12&ratio=0.25&view=losses&a=0.3&steps=800",
		Finding: "Strong modes overtake, weak ones fall behind",
	},
	{
		Title:   "Small start",
		Link:    "ratio=0.4&view=losses&a=0.01&steps=1000",
		Finding: "From a small start, long waits and steep rises",
	},
	{
		Title:   "Depths",
		Link:    "d=4&eta=0.3&view=depths&a=0.4&steps=700",
		Finding: "The deeper the network, the steeper the rise",
	},
	{
		Title:   "Noise",
		Link:    "d=2&s=10&ratio=0.7&eta=0.2&view=noise&start=drawn&a=1&r=2&m=30&k=10&noise=2&depth=2&steps=400",
		Finding: "In noise, two units learn what is there and little else",
	},
	{
		Title:   "Small targets",
		Link:    "d=2&s=1&view=losses&start=drawn&a=1&r=1&m=30&k=1&points=120&depth=3",
		Finding: "With small targets, the squeeze slows it down",
		Against: true,
	},
	{
		Title:   "Fourth power",
		Link:    "d=2&s=10&loss=fourth&eta=1&view=losses&start=drawn&a=1&r=1&m=30&k=1&points=120&depth=3&steps=1000",
		Finding: "With a loss that flattens out, the squeeze saves steps",
	},
	{
		Title:   "Large targets",
		Link:    "d=2&s=10&view=losses&start=drawn&a=1&r=1&m=30&k=1&points=120&depth=3",
		Finding: "With large targets, the squeezed network leaves the other behind",
	},
	{
		Title:   "Starved",
		Link:    "d=1",
		Finding: "One unit learns one mode, whatever there is",
		Against: true,
	},
	{
		Title:   "Planes",
		Link:    "d=4&view=plane&start=aligned&a=0.2",
		Finding: "Each mode climbs its own hyperbola",
	},
}
