// Package graph shows what graph networks of infinite width take the nodes of a graph for, from a
// few labels: layer by layer, or label by label. It knows nothing of how that is drawn.
package graph

import "narrows/sim"

// Experiment is where depth first helps and then forgets.
var Experiment = sim.Experiment{
	Name:     "graph",
	Title:    "Graph",
	Group:    "Not squeezed",
	Finding:  "Two labels name all members but one; too many layers forget them",
	Question: "How many layers help?",
	Citations: []sim.Citation{
		{
			Key:     "hu2020gpgc",
			Authors: "Hu, J. and Shen, J. and Yang, B. and Shao, L.",
			Title:   "Infinitely Wide Graph Convolutional Networks: Semi-supervised Learning via Gaussian Processes",
			Year:    2020,
			URL:     "https://arxiv.org/abs/2002.12168",
		},
		{
			Key:     "niu2023gnngp",
			Authors: "Niu, Z. and Anitescu, M. and Chen, J.",
			Title:   "Graph Neural Network-Inspired Kernels for Gaussian Processes in Semi-Supervised Learning",
			Year:    2023,
			URL:     "https://arxiv.org/abs/2302.05828",
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
		Title: "Karate club",
	},
	{
		Title:   "Too deep",
		Link:    "data=blocks&given=4",
		Finding: "Two layers name most nodes; fifty take all for one group",
	},
	{
		Title:   "Graph and features",
		Link:    "data=blocks&given=4&parts=on&finite=off&steps=10",
		Finding: "Graph and features together name more than either alone",
	},
	{
		Title:   "A novel",
		Link:    "data=miserables&given=2&steps=20",
		Finding: "Who meets whom tells who belongs together",
	},
	{
		Title:   "Ask or guess",
		Link:    "data=blocks&pick=drawn&order=labels&depth=8&steps=20",
		Finding: "Asking where doubt is greatest names more than asking at random",
	},
	{
		Title:   "Opposites attract",
		Link:    "data=heterophilous&given=4&parts=on&finite=off&steps=10",
		Finding: "Where ties run between groups, it is better not to listen",
		Against: true,
	},
	{
		Title:   "Your own",
		Link:    "data=own&steps=20",
		Finding: "Two labels, and who is tied to whom, part two triangles",
	},
}
