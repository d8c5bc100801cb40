// Package sparse shows the cheapest networks of infinite width through points: on a line all of them at once, the one
// with the fewest bends, and a trained network that slides toward them; in the plane one that grows neuron by neuron, with
// the proof that none is cheaper. It knows nothing of how that is drawn.
package sparse

import "narrows/sim"

// Experiment is where many curves cost the least, and one of them bends least often.
var Experiment = sim.Experiment{
	Name:     "sparse",
	Title:    "Sparse",
	Group:    "Not squeezed",
	Finding:  "Through nine points, four bends cost no more than seven",
	Question: "What does the cheapest network cost?",
	Citations: []sim.Citation{
		{
			Key:     "kumar2020sparse",
			Authors: "Kumar, A. and Haupt, J.",
			Title:   "Convexifying Sparse Interpolation with Infinitely Wide Neural Networks: An Atomic Norm Approach",
			Year:    2020,
			URL:     "https://arxiv.org/abs/2007.08009",
		},
		{
			Key:     "savarese2019infinite",
			Authors: "Savarese, P., Evron, I., Soudry, D. and Srebro, N.",
			Title:   "How Do Infinite Width Bounded Norm Networks Look in Function Space?",
			Year:    2019,
			URL:     "https://arxiv.org/abs/1902.05040",
		},
		{
			Key:     "hanin2021ridgeless",
			Authors: "Hanin, B.",
			Title:   "Ridgeless Interpolation with Shallow ReLU Networks in 1D is Nearest Neighbor Curvature Extrapolation and Provably Generalizes on Lipschitz Functions",
			Year:    2021,
			URL:     "https://arxiv.org/abs/2109.12960",
		},
		{
			Key:     "debarre2022sparsest",
			Authors: "Debarre, T., Denoyelle, Q., Unser, M. and Fageot, J.",
			Title:   "Sparsest Piecewise-Linear Regression of One-Dimensional Data",
			Year:    2022,
			URL:     "https://arxiv.org/abs/2003.10112",
		},
	},
	Knobs:   knobs,
	Inputs:  inputs,
	Handles: handles,
	Presets: presets,
	New:     begin,
}

var presets = []sim.Preset{
	{
		Title: "Fewest bends",
	},
	{
		Title:   "One way",
		Link:    "data=parabola",
		Finding: "Where data bend one way, half the bends will do",
	},
	{
		Title:   "Steep",
		Link:    "data=steep",
		Finding: "Where data are steep, a bend beyond them saves cost",
	},
	{
		Title:   "A sine",
		Link:    "data=sine",
		Finding: "On a sine, training gets stuck beside the cheapest curve",
		Against: true,
	},
	{
		Title:   "Sorted",
		Link:    "space=plane",
		Finding: "A few neurons sort thirty points, and a proof says nothing is cheaper",
	},
	{
		Title:   "Every label",
		Link:    "space=plane&task=hit",
		Finding: "Hitting every label takes far more neurons than sorting",
	},
	{
		Title:   "Teacher",
		Link:    "space=plane&shape=teacher&task=hit",
		Finding: "Thirty labels give away the three neurons that made them",
	},
	{
		Title:   "Diamond",
		Link:    "space=plane&shape=circles&norm=l1",
		Finding: "Where sizes of weights add up, many neurons lie along the axes",
	},
	{
		Title:   "Spirals",
		Link:    "space=plane&shape=spirals",
		Finding: "On two spirals, sorting is as hard as hitting every label",
		Against: true,
	},
}

// begin makes a run at step 0.
func begin(s sim.Settings) (sim.Run, error) {
	if s.Choice("space") == "plane" {
		return beginPlane(s)
	}
	return beginLine(s)
}
