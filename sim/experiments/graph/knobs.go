package graph

import "narrows/sim"

var offOn = []string{"off", "on"}

// made are the graphs that are drawn by chance.
var made = []string{"blocks", "chain", "heterophilous"}

// examples are the graphs of whose nodes the truth is known.
var examples = []string{"karate", "miserables", "blocks", "chain", "heterophilous"}

// The order of the knobs is the order of the controls and of the link.
var knobs = []sim.Knob{
	{
		Name: "data", Label: "Graph", Group: "Data", Help: "Zachary's karate club; who meets whom in Les Misérables; four groups with weak features; a chain of groups whose ends share no tie; a graph whose ties run between groups; or your own.",
		Choices: []string{"karate", "miserables", "blocks", "chain", "heterophilous", "own"}, Main: true,
	},
	{
		Name: "given", Label: "Labels in each class", Group: "Data", Help: "So many nodes of each class have a label from the start, or all of a smaller class, unless you label nodes yourself.",
		Min: 1, Max: 16, Default: 1, Integer: true, Main: true, When: &sim.When{Knob: "data", Is: examples},
	},
	{
		Name: "pick", Label: "Which have a label", Group: "Data", Help: "Those with most ties, or some drawn by chance.",
		Choices: []string{"leaders", "drawn"}, When: &sim.When{Knob: "data", Is: examples},
	},
	{
		Name: "order", Label: "A step is", Group: "Show", Help: "One more layer, or the label of one more node.",
		Choices: []string{"layers", "labels"}, Main: true, When: &sim.When{Knob: "data", Is: examples},
	},
	{
		Name: "depth", Label: "Layers", Group: "Network", Help: "Each mixes a node with its neighbours once.",
		Min: 0, Max: 50, Default: 2, Integer: true, Main: true, When: &sim.When{Knob: "order", Is: []string{"labels"}},
	},
	{
		Name: "operator", Label: "Mixing", Group: "Network", Help: "Neighbours weigh less the more ties they have; or all weigh alike; or no node hears another.",
		Choices: []string{"symmetric", "row", "none"},
	},
	{
		Name: "layer", Label: "Layer", Group: "Network", Help: "A convolution; one with weights of its own for what a node says itself; or a mixing with a dense layer after it.",
		Choices: []string{"gcn", "sage", "gin"},
	},
	{
		Name: "features", Label: "Features", Group: "Data", Help: "What a node is known by: its features, or nothing but itself.",
		Choices: offOn, Default: 1, When: &sim.When{Knob: "data", Is: []string{"blocks", "heterophilous"}},
	},
	{
		Name: "points", Label: "Nodes", Group: "Data", Help: "Of a graph drawn by chance.",
		Min: 60, Max: 300, Default: 200, Integer: true, When: &sim.When{Knob: "data", Is: made},
	},
	{
		Name: "sw2", Label: "σ_w²", Group: "Network", Help: "Variance of the weights; 2 keeps rectified units as large as they are.",
		Min: 0.1, Max: 4, Default: 2,
	},
	{
		Name: "sb2", Label: "σ_b²", Group: "Network", Help: "Variance of the biases, which all nodes share.",
		Min: 0, Max: 2, Default: 0,
	},
	{
		Name: "nugget", Label: "Noise on labels", Group: "Training", Unit: "of the mean variance", Help: "How little a label is trusted, relative to the mean variance of all nodes.",
		Min: 0.0001, Max: 10, Default: 0.05, Log: true,
	},
	{
		Name: "parts", Label: "Graph and features apart", Group: "Show", Help: "Beside both together: the graph alone, and the features alone.",
		Choices: offOn, When: &sim.When{Knob: "features", Is: []string{"on"}},
	},
	{
		Name: "finite", Label: "Finite networks", Group: "Show", Help: "Draw networks of finite width beside the limit.",
		Choices: offOn, Default: 1, Role: sim.Finite, When: &sim.When{Knob: "order", Is: []string{"layers"}, Unseen: true},
	},
	{
		Name: "n", Label: "Finite width", Group: "Network", Help: "Units in each hidden layer.",
		Min: 4, Max: 512, Default: 128, Integer: true, Log: true, When: &sim.When{Knob: "finite", Is: []string{"on"}}, Role: sim.Finite,
	},
	{
		Name: "seeds", Label: "How many", Group: "Show", Help: "Finite networks, as many of them as the machine has time for at each layer.",
		Min: 1, Max: 48, Default: 24, Integer: true, When: &sim.When{Knob: "finite", Is: []string{"on"}}, Role: sim.Finite,
	},
	{
		Name: "steps", Label: "Steps", Group: "Training", Help: "Where the run is over: at so many layers, or labels.",
		Min: 1, Max: 50, Default: 50, Integer: true,
	},
}
