// Package bottleneck trains an infinitely wide network with one finite bottleneck, the
// same network without it, and a network of finite width that has it, on one set of points
// at one step size. It knows nothing of how they are drawn.
package bottleneck

import (
	"narrows/sim"
	"narrows/sim/trio"
)

// Experiment is what the page opens on.
var Experiment = sim.Experiment{
	Name:     "bottleneck",
	Title:    "Bottleneck",
	Group:    "Squeezed",
	Finding:  "Squeezing an infinite network makes it learn faster",
	Question: "Does the squeezed network learn faster here?",
	Citations: []sim.Citation{
		trio.Littwin2021,
		{
			Key:     "jacot2018ntk",
			Authors: "Jacot, A. and Gabriel, F. and Hongler, C.",
			Title:   "Neural Tangent Kernel: Convergence and Generalization in Neural Networks",
			Year:    2018,
			URL:     "https://arxiv.org/abs/1806.07572",
		},
		{
			Key:     "cho2009arccos",
			Authors: "Cho, Y. and Saul, L. K.",
			Title:   "Kernel Methods for Deep Learning",
			Year:    2009,
			URL:     "https://papers.nips.cc/paper/3628-kernel-methods-for-deep-learning",
		},
	},
	Knobs:   knobs,
	Presets: presets,
	New:     func(s sim.Settings) (sim.Run, error) { return start(s) },
}

var presets = []sim.Preset{
	{
		Title: "Circles",
		Link:  "seed=6",
	},
	{
		Title:   "Two spirals",
		Link:    "data=spirals&n=128&depth=3&points=96&steps=6000&seed=4",
		Finding: "Squeezed, two spirals take less than half the steps",
	},
	{
		Title:   "Colour wheel",
		Link:    "data=sectors&a=0.3&depth=1&points=128&seeds=1&steps=400&seed=13",
		Finding: "Squeezed to two units, it errs half as often on new points",
	},
	{
		Title:   "Too few units",
		Link:    "data=argmax&a=0.3&depth=1&points=128&seeds=1&steps=600&seed=4",
		Finding: "With fewer units than directions, it errs more often",
		Against: true,
	},
	{
		Title:   "Digits",
		Link:    "data=digits&d=8&depth=1&points=100&seeds=1&steps=300",
		Finding: "For ten digits, eight units make it slower and worse",
		Against: true,
	},
	{
		Title:   "Squared loss",
		Link:    "data=moons&loss=squared&seed=9",
		Finding: "With squared loss and small targets, squeezing slows it down",
		Against: true,
	},
	{
		Title:   "Large targets",
		Link:    "data=moons&loss=squared&scale=10&clock=own&seed=9",
		Finding: "Large targets win time, and lose it to shorter steps",
	},
	{
		Title:   "On the edge",
		Link:    "data=spirals&eta=1.5&seeds=1&twin=on&finite=off&steps=1000&seed=2",
		Finding: "On the edge of stability, a millionth does not stay small",
	},
	{
		Title:   "One stuck unit",
		Link:    "d=1&seed=4",
		Finding: "One unit can also get stuck, with half the points wrong",
		Against: true,
	},
}
