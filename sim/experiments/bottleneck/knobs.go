package bottleneck

import "narrows/sim"

// Each data set is a picture of itself, in a 24×24 box.
var dataIcons = []string{
	`<circle cx="12" cy="12" r="3.2" fill="currentColor"/><circle cx="12" cy="12" r="8.5" fill="none" stroke="currentColor" stroke-width="2.4" stroke-dasharray="2.4 2.05"/>`,
	`<path d="M3 15a5.5 5.5 0 0 1 11 0" fill="none" stroke="currentColor" stroke-width="2.6"/><path d="M10 9a5.5 5.5 0 0 0 11 0" fill="none" stroke="currentColor" stroke-width="2.6" opacity=".6"/>`,
	`<path d="M5 5h5v5H5zM14 14h5v5h-5z" fill="currentColor"/><path d="M14 5h5v5h-5zM5 14h5v5H5z" fill="currentColor" opacity=".5"/>`,
	`<path d="M12 12c2-2 5 0 4 3s-6 4-9 0 0-10 6-10" fill="none" stroke="currentColor" stroke-width="2.2"/><path d="M12 12c-2 2-5 0-4-3s6-4 9 0 0 10-6 10" fill="none" stroke="currentColor" stroke-width="2.2" opacity=".55"/>`,
}

// leastFactor is the smallest step size, in units of the stability limit.
const leastFactor = 0.01

var offOn = []string{"off", "on"}

// The order of the knobs is the order of the controls and of the link.
var knobs = []sim.Knob{
	{
		Name: "data", Label: "Data", Help: "What the networks learn to tell apart.",
		Choices: []string{"circles", "moons", "xor", "spirals"}, Icons: dataIcons, Main: true,
	},
	{
		Name: "d", Label: "Units in the bottleneck", Help: "Everything the network knows about a point passes through this many numbers.",
		Choices: []string{"1", "2", "3"}, Default: 1, Main: true, Role: sim.Limit,
	},
	{
		Name: "n", Label: "Width of the finite network", Help: "Units in each hidden layer; the wider, the closer to the limit. Very wide ones need few layers and points.",
		Min: 16, Max: 4096, Default: 256, Integer: true, Log: true, Main: true, Role: sim.Finite,
	},
	{
		Name: "loss", Label: "Loss", Help: "What gradient descent makes small.",
		Choices: []string{"logistic", "squared"}, Main: true,
	},
	{
		Name: "scale", Label: "Target scale", Help: "Targets are plus and minus this number; large targets force the representation to move.",
		Min: 1, Max: 20, Default: 1, When: &sim.When{Knob: "loss", Is: []string{"squared"}}, Main: true,
	},
	{
		Name: "eta", Label: "Step size", Unit: "of the stability limit", Help: "In units of the largest stable step of the network without a bottleneck.",
		Min: leastFactor, Max: 20, Default: 0.5, Log: true, Live: true,
	},
	{
		Name: "depth", Label: "Hidden layers before the bottleneck", Help: "Depth of g.",
		Min: 1, Max: 4, Default: 2, Integer: true,
	},
	{
		Name: "sw2", Label: "Weight variance σ_w²", Help: "Of all weights; 2 keeps the size of activations through ReLU layers.",
		Min: 0.5, Max: 4, Default: 2,
	},
	{
		Name: "sb2", Label: "Bias variance σ_b²", Help: "Of the biases before the bottleneck; f has none.",
		Min: 0, Max: 2, Default: 0.1,
	},
	{
		Name: "points", Label: "Training points", Help: "Half of them in each class.",
		Min: 4, Max: 256, Default: 64, Integer: true, Log: true,
	},
	{
		Name: "noise", Label: "Noise", Unit: "× usual", Help: "Scatter of the points around their shape.",
		Min: 0, Max: 4, Default: 1, When: &sim.When{Knob: "data", Is: []string{"circles", "moons", "spirals"}},
	},
	{
		Name: "seeds", Label: "Seeds in the band", Help: "The panels show the first; the others draw points and limits anew and give the band.",
		Min: 1, Max: 10, Default: 10, Integer: true,
	},
	{
		Name: "start", Label: "Start", Help: "All three networks from the finite one's function, or each from a draw of its own.",
		Choices: []string{"shared", "own"},
	},
	{
		Name: "field", Label: "Decision field", Help: "Whose output colours the map of the data.",
		Choices: []string{"limit", "kernel", "finite"},
	},
	{
		Name: "kernel", Label: "No bottleneck", Help: "Train the infinitely wide network without a bottleneck.",
		Choices: offOn, Default: 1, Role: sim.Kernel,
	},
	{
		Name: "limit", Label: "Bottleneck", Help: "Train the infinitely wide network with the bottleneck.",
		Choices: offOn, Default: 1, Role: sim.Limit,
	},
	{
		Name: "finite", Label: "Finite network", Help: "Train the network of finite width.",
		Choices: offOn, Default: 1, Role: sim.Finite,
	},
	{
		Name: "steps", Label: "Steps", Help: "Where the run is over.",
		Min: 1, Max: 1000000, Default: 2000, Integer: true, Log: true,
	},
}
