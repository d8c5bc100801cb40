package bottleneck

import (
	"fmt"

	"narrows/sim"
	"narrows/sim/data"
	"narrows/sim/kernel"
	"narrows/sim/limit"
	"narrows/sim/net"
	"narrows/sim/trio"
)

// A config is the settings as the run uses them.
type config struct {
	data    data.Generator
	points  int
	names   []string // of the classes
	inputs  int      // m
	outputs int      // K: 1 for two classes, else one for each

	units, width, depth   int // d, n, L_g
	activation            kernel.Activation
	weightVar, biasVar    float64
	squared               bool
	scale                 float64 // targets are ± scale, or scale and 0
	small                 float64 // start scale, a
	factor                float64 // step size over the stability limit
	clock                 clock
	shared                bool
	field                 int // the network whose decisions colour the data
	matrices              bool
	kernel, limit, finite bool
	twin                  bool
	seeds, steps          int
	goal                  trio.Goal
	seed                  uint64
}

// A source is what a choice of data stands for.
type source struct {
	kind  data.Kind
	names []string // of two classes; nil: they are numbered from first on
	first int
}

var sources = map[string]source{
	"circles": {kind: data.Circles, names: []string{"outer", "inner"}},
	"moons":   {kind: data.Moons, names: []string{"upper", "lower"}},
	"xor":     {kind: data.Xor, names: []string{"same sign", "opposite"}},
	"spirals": {kind: data.Spirals, names: []string{"first arm", "second arm"}},
	"sectors": {kind: data.Sectors, first: 1},
	"bins":    {kind: data.Bins, first: 1},
	"grid":    {kind: data.Grid, first: 1},
	"argmax":  {kind: data.Argmax, first: 1},
	"digits":  {kind: data.Digits},
	"parity":  {kind: data.Parity, names: []string{"even", "odd"}},
}

// leak is the slope of a leaky ReLU below zero.
const leak = 0.2

var activations = map[string]kernel.Activation{
	"relu": kernel.ReLU, "leaky": kernel.Rectifier(leak), "linear": kernel.Linear, "erf": kernel.Erf,
}

var clocks = map[string]clock{"step": sameStep, "flow": flowTime, "own": ownLimit}

var fieldNets = map[string]int{"limit": limitNet, "kernel": kernelNet, "finite": finiteNet}

func configure(s sim.Settings) (config, error) {
	from := sources[s.Choice("data")]
	g := data.Generator{Kind: from.kind, Noise: s.Float("noise"), Classes: s.Int("k"), Inputs: s.Int("m")}
	inputs, classes := g.Shape()
	c := config{
		data:       g,
		points:     s.Int("points"),
		names:      from.names,
		inputs:     inputs,
		outputs:    1,
		units:      s.Int("d"),
		width:      s.Int("n"),
		depth:      s.Int("depth"),
		activation: activations[s.Choice("activation")],
		weightVar:  s.Float("sw2"),
		biasVar:    s.Float("sb2"),
		squared:    s.Choice("loss") == "squared",
		scale:      1,
		small:      s.Float("a"),
		factor:     s.Float("eta"),
		clock:      clocks[s.Choice("clock")],
		shared:     s.Choice("start") == "shared",
		field:      fieldNets[s.Choice("field")],
		matrices:   s.Choice("view") == "kernels",
		kernel:     s.On("kernel"),
		limit:      s.On("limit"),
		finite:     s.On("finite"),
		seeds:      s.Int("seeds"),
		steps:      s.Int("steps"),
		seed:       s.Seed,
	}
	c.goal = trio.NewGoal(s.Float("until"), c.trained)
	c.twin = c.limit && s.On("twin")
	if classes > 2 {
		c.outputs = classes
		for i := range classes {
			c.names = append(c.names, fmt.Sprint(from.first+i))
		}
	}
	if c.squared {
		c.scale = s.Float("scale")
	}
	err := c.settle()
	return c, err
}

// settle refuses what cannot be, and leaves out what has no place beside the rest.
func (c *config) settle() error {
	if !c.kernel && !c.limit && !c.finite {
		return fmt.Errorf("0 of 3 networks are on: at least one of kernel, limit and finite must be")
	}
	for _, other := range [networks]int{limitNet, kernelNet, finiteNet} {
		if !c.trained(c.field) {
			c.field = other
		}
	}
	if _, homogeneous := c.activation.Rectifies(); !homogeneous {
		c.small = 1 // the finite network could not follow
	}
	c.matrices = c.matrices && (c.kernel || c.limit)
	if err := c.affordable(); err != nil {
		return err
	}
	c.seeds = c.band(c.seeds)
	return nil
}

// multiplier of the finite network's output: with f homogeneous, z_0 and f_0 scaled by a are
// an ordinary start whose output counts α = a² times (derived here).
func (c config) multiplier() float64 { return c.small * c.small }

func (c config) losses() (limit.Loss, net.Loss) {
	switch {
	case c.squared:
		return limit.Squared, net.Squared
	case c.outputs > 1:
		return limit.Softmax, net.Softmax
	}
	return limit.Logistic, net.Logistic
}

// targets are what the outputs are to become, N×K: ± scale for one output, else scale for
// the class and 0 for the others.
func (c config) targets(s data.Set) []float64 {
	if c.outputs == 1 {
		return scaled(s.Signs(), c.scale)
	}
	return scaled(s.OneHot(), c.scale)
}

func scaled(v []float64, by float64) []float64 {
	s := make([]float64, len(v))
	for i, x := range v {
		s[i] = by * x
	}
	return s
}

// layers of the finite network, n wide.
func (c config) layers(n int) []net.Layer {
	g := net.Variances{Weight: c.weightVar, Bias: c.biasVar}
	return net.Bottleneck(c.inputs, n, c.depth, c.units, c.outputs, g, net.Variances{Weight: c.weightVar}, c.activation)
}

// architecture of both limits: f has no biases, which keeps its state in d dimensions.
func (c config) architecture() limit.Architecture {
	return limit.Architecture{
		G:     kernel.Layers{Depth: c.depth, WeightVar: c.weightVar, BiasVar: c.biasVar, Activation: c.activation},
		F:     kernel.Layers{Depth: 1, WeightVar: c.weightVar, Activation: c.activation},
		Units: c.units,
	}
}

// lossLevels returns the losses whose first crossing is watched, from the highest on; with
// squared loss in units of the squared target scale.
func (c config) lossLevels() [levels]float64 {
	s2 := c.scale * c.scale
	return [levels]float64{0.1 * s2, 0.03 * s2, 0.01 * s2}
}

// levels is their number.
const levels = 3

// trained reports whether a network is.
func (c config) trained(network int) bool {
	return [networks]bool{c.kernel, c.limit, c.finite}[network]
}

// tracked is the network with a bottleneck whose points are followed and leave trails, if there
// is one.
func (c config) tracked() int {
	if c.limit {
		return limitNet
	}
	return finiteNet
}

// timed is the network whose time is that of the frame.
func (c config) timed() int {
	for _, i := range [networks]int{limitNet, finiteNet, kernelNet} {
		if c.trained(i) {
			return i
		}
	}
	panic("bottleneck: no network")
}

// planar reports whether the points lie in a plane that is theirs; else the plane shown is
// that of the first two inputs, with the others at zero.
func (c config) planar() bool { return c.inputs == 2 }

// pictured reports whether the points are images.
func (c config) pictured() bool { return c.data.Kind == data.Digits || c.data.Kind == data.Parity }

// judged reports whether answers on new points are part of the story: the held-out points
// are many then, and their error has a chart.
func (c config) judged() bool { return !c.planar() || c.outputs > 1 }

// drawn is the number of coordinates of a point in the picture of the representation.
func (c config) drawn() int {
	if c.units == 3 {
		return 3
	}
	return 2
}

// projected reports whether the units are too many to draw each along its own axis.
func (c config) projected() bool { return c.units > 3 }
