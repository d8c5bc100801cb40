package sparse

import "narrows/sim"

var (
	onLine  = &sim.When{Knob: "space", Is: []string{"line"}}
	inPlane = &sim.When{Knob: "space", Is: []string{"plane"}}
)

// The order of the knobs is the order of the controls and of the link.
var knobs = []sim.Knob{
	{
		Name: "space", Label: "Points", Group: "Data", Help: "On a line, where all is known in closed form; or in the plane.",
		Choices: []string{"line", "plane"}, Main: true,
	},
	{
		Name: "data", Label: "Data", Group: "Data", Help: "Nine points on hills; a parabola; a steep slope; a sine; or a ramp. Every point can be dragged.",
		Choices: []string{"hills", "parabola", "steep", "sine", "ramp"}, Main: true, When: onLine,
	},
	{
		Name: "shape", Label: "Data", Group: "Data", Help: "Points with labels of two signs; or with those that a network of three neurons gives.",
		Choices: []string{"xor", "circles", "moons", "spirals", "teacher"}, Main: true, When: inPlane,
	},
	{
		Name: "n", Label: "Number of points", Group: "Data", Help: "Unless points are your own.",
		Min: 4, Max: mostPoints, Default: 30, Integer: true, When: inPlane,
	},
	{
		Name: "task", Label: "Task", Group: "Training", Help: "To be on the right side of each point, by at least 1; or to hit every label.",
		Choices: []string{"sort", "hit"}, Main: true, When: inPlane,
	},
	{
		Name: "a", Label: "Slope below 0", Group: "Network", Help: "A leaky rectified unit is max(z, az); with a = 0 it is a rectified one.",
		Min: 0, Max: 0.9, Default: 0.1, Main: true,
	},
	{
		Name: "norm", Label: "Norm of w", Group: "Network", Help: "What the weights of a neuron cost: the root of their squares, or the sum of their sizes.",
		Choices: []string{"l2", "l1"}, When: inPlane,
	},
	{
		Name: "m", Label: "Width trained", Group: "Network", Help: "Units of the network that is trained.",
		Min: 4, Max: 256, Default: 128, Integer: true, Log: true, When: onLine, Role: sim.Finite,
	},
	{
		Name: "decay", Label: "Weight decay", Group: "Training", Help: "λ for the first tenth of the run; from there on it falls as the square of the step.",
		Min: 0.00001, Max: 0.1, Default: 0.001, Log: true, When: onLine, Role: sim.Finite,
	},
	{
		Name: "eta", Label: "Step size", Group: "Training", Help: "η of gradient descent, with momentum 0.9.",
		Min: 0.001, Max: 0.3, Default: 0.03, Log: true, When: onLine, Role: sim.Finite,
	},
	{
		Name: "steps", Label: "Steps", Group: "Training", Help: "Where training is over.",
		Min: 1, Max: 100000, Default: 50000, Integer: true, Log: true, When: onLine,
	},
}
