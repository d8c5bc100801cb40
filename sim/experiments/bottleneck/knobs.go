package bottleneck

import "narrows/sim"

// Each data set is a picture of itself, in a 24×24 box.
var dataIcons = []string{
	`<circle cx="12" cy="12" r="3.2" fill="currentColor"/><circle cx="12" cy="12" r="8.5" fill="none" stroke="currentColor" stroke-width="2.4" stroke-dasharray="2.4 2.05"/>`,
	`<path d="M3 15a5.5 5.5 0 0 1 11 0" fill="none" stroke="currentColor" stroke-width="2.6"/><path d="M10 9a5.5 5.5 0 0 0 11 0" fill="none" stroke="currentColor" stroke-width="2.6" opacity=".6"/>`,
	`<path d="M5 5h5v5H5zM14 14h5v5h-5z" fill="currentColor"/><path d="M14 5h5v5h-5zM5 14h5v5H5z" fill="currentColor" opacity=".5"/>`,
	`<path d="M12 12c2-2 5 0 4 3s-6 4-9 0 0-10 6-10" fill="none" stroke="currentColor" stroke-width="2.2"/><path d="M12 12c-2 2-5 0-4-3s6-4 9 0 0 10-6 10" fill="none" stroke="currentColor" stroke-width="2.2" opacity=".55"/>`,
	`<path d="M12 12 12 2.5A9.5 9.5 0 0 1 20.2 16.75z" fill="currentColor"/><path d="M12 12 20.2 16.75A9.5 9.5 0 0 1 3.8 16.75z" fill="currentColor" opacity=".65"/><path d="M12 12 3.8 16.75A9.5 9.5 0 0 1 12 2.5z" fill="currentColor" opacity=".35"/>`,
	`<path d="M3 4h4v16H3z" fill="currentColor" opacity=".35"/><path d="M7.7 4h4v16h-4z" fill="currentColor"/><path d="M12.4 4h4v16h-4z" fill="currentColor" opacity=".5"/><path d="M17.1 4h4v16h-4z" fill="currentColor" opacity=".8"/>`,
	`<path d="M3.5 3.5h5v5h-5zM15.5 3.5h5v5h-5zM9.5 9.5h5v5h-5zM3.5 15.5h5v5h-5zM15.5 15.5h5v5h-5z" fill="currentColor"/><path d="M9.5 3.5h5v5h-5zM3.5 9.5h5v5h-5zM15.5 9.5h5v5h-5zM9.5 15.5h5v5h-5z" fill="currentColor" opacity=".45"/>`,
	`<path d="M12 12V3M12 12l8.2-3.7M12 12l5 7.6M12 12l-5.6 7.2M12 12 3.6 8.6" fill="none" stroke="currentColor" stroke-width="2.2" stroke-linecap="round"/>`,
	`<path d="M6.5 7.5c0-2.7 5.2-2.8 5.2 0 0 3-5.2 2.7-5.2 8h5.4M15 6.2h3.6l-2.4 4c3.6-.3 3.6 5.6-.2 5.6-.9 0-1.5-.2-2-.7" fill="none" stroke="currentColor" stroke-width="2" stroke-linejoin="round"/><path d="M5 20h14" stroke="currentColor" stroke-width="1.6" opacity=".5"/>`,
	`<circle cx="7" cy="7.5" r="2.6" fill="currentColor"/><circle cx="7" cy="16.5" r="2.6" fill="currentColor"/><circle cx="17" cy="12" r="2.9" fill="none" stroke="currentColor" stroke-width="2"/>`,
}

// leastFactor is the smallest step size, in units of the stability limit.
const leastFactor = 0.01

var offOn = []string{"off", "on"}

// The order of the knobs is the order of the controls and of the link.
var knobs = []sim.Knob{
	{
		Name: "data", Label: "Data", Group: "Data", Help: "What the networks learn to tell apart.",
		Choices: []string{"circles", "moons", "xor", "spirals", "sectors", "bins", "grid", "argmax", "digits", "parity"}, Icons: dataIcons, Main: true,
	},
	{
		Name: "d", Label: "Bottleneck units", Group: "Network", Help: "Everything the network knows about a point passes through this many numbers.",
		Choices: []string{"1", "2", "3", "8"}, Default: 1, Main: true, Role: sim.Limit,
	},
	{
		Name: "n", Label: "Finite width", Group: "Network", Help: "Units in each hidden layer; the wider, the closer to the limit. Very wide ones need few layers and points.",
		Min: 16, Max: 4096, Default: 256, Integer: true, Log: true, When: &sim.When{Knob: "finite", Is: []string{"on"}}, Main: true, Role: sim.Finite,
	},
	{
		Name: "loss", Label: "Loss", Group: "Training", Help: "What gradient descent makes small. With more than two classes, logistic is the cross-entropy of a softmax.",
		Choices: []string{"logistic", "squared"}, Main: true,
	},
	{
		Name: "scale", Label: "Target scale", Group: "Training", Help: "Targets are plus and minus this number; large targets force the representation to move.",
		Min: 1, Max: 20, Default: 1, When: &sim.When{Knob: "loss", Is: []string{"squared"}}, Main: true,
	},
	{
		Name: "eta", Label: "Step size", Group: "Training", Unit: "of the stability limit", Help: "In units of the largest stable step of the network without a bottleneck.",
		Min: leastFactor, Max: 20, Default: 0.5, Log: true, Live: true,
	},
	{
		Name: "clock", Label: "Clock", Group: "Training", Help: "One step size for all; steps small enough for all, against gradient-flow time; or each network at its share of its own stability limit, and of twice the fixed kernel's over the target scale.",
		Choices: []string{"step", "flow", "own"},
	},
	{
		Name: "a", Label: "Start scale", Group: "Training", Help: "Size of the coordinates and of the read-out at the start; a small start has to learn its features.",
		Min: 0.05, Max: 1, Default: 1, Log: true, When: &sim.When{Knob: "activation", Is: []string{"relu", "leaky", "linear"}},
	},
	{
		Name: "activation", Label: "Activation", Group: "Network", Help: "The function between layers.",
		Choices: []string{"relu", "leaky", "linear", "erf"},
	},
	{
		Name: "k", Label: "Classes", Group: "Data", Help: "Into how many the hidden directions are cut.",
		Min: 3, Max: 10, Default: 6, Integer: true, When: &sim.When{Knob: "data", Is: []string{"sectors", "bins", "argmax"}},
	},
	{
		Name: "m", Label: "Inputs", Group: "Data", Help: "Numbers in a point; only the first one or two decide its class, but for argmax.",
		Min: 2, Max: 32, Default: 8, Integer: true, When: &sim.When{Knob: "data", Is: []string{"sectors", "bins", "grid", "argmax"}},
	},
	{
		Name: "depth", Label: "Hidden layers before the bottleneck", Group: "Network", Help: "Depth of g.",
		Min: 1, Max: 4, Default: 2, Integer: true,
	},
	{
		Name: "sw2", Label: "Weight variance σ_w²", Group: "Network", Help: "Of all weights; 2 keeps the size of activations through ReLU layers.",
		Min: 0.5, Max: 4, Default: 2,
	},
	{
		Name: "sb2", Label: "Bias variance σ_b²", Group: "Network", Help: "Of the biases before the bottleneck; f has none.",
		Min: 0, Max: 2, Default: 0.1,
	},
	{
		Name: "points", Label: "Training points", Group: "Data", Help: "Classes are balanced, or drawn with the points.",
		Min: 4, Max: 256, Default: 64, Integer: true, Log: true,
	},
	{
		Name: "noise", Label: "Noise", Group: "Data", Unit: "× usual", Help: "Scatter of the points around their shape.",
		Min: 0, Max: 4, Default: 1, When: &sim.When{Knob: "data", Is: []string{"circles", "moons", "spirals"}},
	},
	{
		Name: "seeds", Label: "Seeds in the band", Group: "Show", Help: "The panels show the first; the others draw points and limits anew and give the band.",
		Min: 1, Max: 10, Default: 10, Integer: true,
	},
	{
		Name: "start", Label: "Start", Group: "Training", Help: "All three networks from the finite one's function, or each from a draw of its own.",
		Choices: []string{"shared", "own"},
	},
	{
		Name: "field", Label: "Decision field", Group: "Show", Help: "Whose output colours the map of the data.",
		Choices: []string{"limit", "kernel", "finite"}, When: &sim.When{Knob: "view", Is: []string{"points"}},
	},
	{
		Name: "view", Label: "Maps", Group: "Show", Help: "The points, or the kernels between them: that of the squeezed network as it is now beside the fixed one.",
		Choices: []string{"points", "kernels"},
	},
	{
		Name: "twin", Label: "Twin", Group: "Show", Help: "A second copy of the squeezed network that starts one part in a million away; where the two part, no single run is the answer.",
		Choices: offOn, When: &sim.When{Knob: "limit", Is: []string{"on"}}, Role: sim.Limit,
	},
	{
		Name: "kernel", Label: "No bottleneck", Group: "Show", Help: "Train the infinitely wide network without a bottleneck.",
		Choices: offOn, Default: 1, Role: sim.Kernel,
	},
	{
		Name: "limit", Label: "Bottleneck", Group: "Show", Help: "Train the infinitely wide network with the bottleneck.",
		Choices: offOn, Default: 1, Role: sim.Limit,
	},
	{
		Name: "finite", Label: "Finite network", Group: "Show", Help: "Train the network of finite width.",
		Choices: offOn, Default: 1, Role: sim.Finite,
	},
	{
		Name: "steps", Label: "Steps", Group: "Training", Help: "Where the run is over.",
		Min: 1, Max: 1000000, Default: 2000, Integer: true, Log: true,
	},
	{
		Name: "until", Label: "Stop at a loss of", Group: "Training", Help: "The run is over once every network on show has come down to this training loss. 0: only after its steps. The other seeds of the band do not count.",
		Min: 0, Max: 100, Log: true,
	},
}
