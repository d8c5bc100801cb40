package deeplinear

import "narrows/sim"

// leastFactor is the smallest step size, in units of the stability limit.
const leastFactor = 0.002

var offOn = []string{"off", "on"}

// The order of the knobs is the order of the controls and of the link.
var knobs = []sim.Knob{
	{
		Name: "d", Label: "Bottleneck units", Group: "Network", Help: "The map from inputs to outputs cannot have a higher rank than this.",
		Min: 1, Max: 10, Default: 3, Integer: true, Main: true, Role: sim.Limit,
	},
	{
		Name: "s", Label: "Strength of the first mode", Group: "Data", Help: "The largest singular value of the map to be learned.",
		Min: 0.5, Max: 20, Default: 6, Log: true, Main: true,
	},
	{
		Name: "ratio", Label: "Each next mode", Group: "Data", Unit: "× the one before", Help: "How the other singular values follow; 1 makes all equal.",
		Min: 0.2, Max: 1, Default: 0.57, When: &sim.When{Knob: "loss", Is: []string{"squared", "fourth"}}, Main: true,
	},
	{
		Name: "loss", Label: "Loss", Group: "Training", Help: "What gradient descent makes small. Logistic learns the sign of one output.",
		Choices: []string{"squared", "fourth", "logistic"}, Main: true,
	},
	{
		Name: "eta", Label: "Step size", Group: "Training", Unit: "of the stability limit", Help: "In units of the largest stable step at the end of training, under the squared loss.",
		Min: leastFactor, Max: mostFactor, Default: 0.05, Log: true, Live: true,
	},
	{
		Name: "view", Label: "Panels", Group: "Show", Help: "What stands beside the modes, or in their place. For depths, steps are as small as the deepest network needs.",
		Choices: []string{"listening", "losses", "noise", "plane", "matrices", "depths"},
	},
	{
		Name: "start", Label: "Start", Group: "Training", Help: "Small and balanced, as the closed forms want it; drawn from the prior; the finite network's; or each mode in a unit of its own, held more by one half than by the other.",
		Choices: []string{"balanced", "drawn", "finite", "aligned"}, When: &sim.When{Knob: "finite", Is: []string{"off"}},
	},
	{
		Name: "a", Label: "Start scale", Group: "Training", Help: "Size of both layers at the start, in units of the prior's.",
		Min: 0.01, Max: 1, Default: 0.1, Log: true,
	},
	{
		Name: "r", Label: "Modes", Group: "Data", Help: "Rank of the map to be learned.",
		Min: 1, Max: 4, Default: 4, Integer: true, When: &sim.When{Knob: "loss", Is: []string{"squared", "fourth"}},
	},
	{
		Name: "m", Label: "Inputs", Group: "Data", Help: "Numbers in a point.",
		Min: 2, Max: 30, Default: 8, Integer: true,
	},
	{
		Name: "k", Label: "Outputs", Group: "Data", Help: "Numbers to be predicted.",
		Min: 1, Max: 10, Default: 4, Integer: true, When: &sim.When{Knob: "loss", Is: []string{"squared", "fourth"}},
	},
	{
		Name: "points", Label: "Training points", Group: "Data", Help: "At least as many as inputs.",
		Min: 4, Max: 240, Default: 60, Integer: true, Log: true,
	},
	{
		Name: "condition", Label: "Condition number of the inputs", Group: "Data", Help: "1 is whitened: all directions of the inputs are alike, as the closed forms want it.",
		Min: 1, Max: 100, Default: 1, Log: true,
	},
	{
		Name: "noise", Label: "Noise", Group: "Data", Help: "Standard deviation of what is added to each output.",
		Min: 0, Max: 4, Default: 0,
	},
	{
		Name: "depth", Label: "Hidden layers before the bottleneck", Group: "Network", Help: "They make the first part faster, by their number.",
		Min: 1, Max: 4, Default: 1, Integer: true,
	},
	{
		Name: "n", Label: "Finite width", Group: "Network", Help: "Units in each hidden layer.",
		Min: 16, Max: 1024, Default: 256, Integer: true, Log: true, When: &sim.When{Knob: "finite", Is: []string{"on"}}, Role: sim.Finite,
	},
	{
		Name: "kernel", Label: "No bottleneck", Group: "Show", Help: "Train the infinitely wide network without a bottleneck.",
		Choices: offOn, Default: 1, Role: sim.Kernel,
	},
	{
		Name: "finite", Label: "Finite network", Group: "Show", Help: "Train a network of finite width; the start is then its own.",
		Choices: offOn, Role: sim.Finite,
	},
	{
		Name: "steps", Label: "Steps", Group: "Training", Help: "Where the run is over.",
		Min: 1, Max: 100000, Default: 600, Integer: true, Log: true,
	},
	{
		Name: "until", Label: "Stop at a loss of", Group: "Training", Unit: "of the first", Help: "The run is over once every network has come down to this share of its first training loss. 0: only after its steps.",
		Min: 0, Max: 1, Log: true,
	},
}
