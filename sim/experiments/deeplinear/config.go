package deeplinear

import (
	"math"

	"narrows/sim"
	"narrows/sim/data"
	"narrows/sim/kernel"
	"narrows/sim/limit"
	"narrows/sim/linear"
	"narrows/sim/net"
	"narrows/sim/trio"
)

// A config is the settings as the run uses them.
type config struct {
	architecture   linear.Architecture
	inputs         int       // m
	outputs        int       // k
	strengths      []float64 // singular values of the map to be learned
	points         int
	condition      float64
	noise          float64
	loss           loss
	start          start
	small          float64 // start scale
	factor         float64 // step size over the stability limit
	width          int     // n
	view           view
	kernel, finite bool
	steps          int
	goal           trio.Goal
	seed           uint64
}

// The choices, in the order of the knobs' table.
type (
	loss  int
	start int
	view  int
)

const (
	squared loss = iota
	fourth
	logistic
)

const (
	balanced start = iota
	drawn
	fromFinite
	aligned
)

const (
	listening view = iota
	losses
	noise
	plane
	matrices
	depths
)

func configure(s sim.Settings) config {
	c := config{
		inputs:    s.Int("m"),
		outputs:   s.Int("k"),
		points:    s.Int("points"),
		condition: s.Float("condition"),
		noise:     s.Float("noise"),
		loss:      loss(s.Value("loss")),
		start:     start(s.Value("start")),
		small:     s.Float("a"),
		factor:    s.Float("eta"),
		width:     s.Int("n"),
		view:      view(s.Value("view")),
		kernel:    s.On("kernel"),
		finite:    s.On("finite"),
		steps:     s.Int("steps"),
		seed:      s.Seed,
	}
	c.goal = trio.NewGoal(s.Float("until"), c.trained)
	if c.loss == logistic {
		c.outputs = 1
	}
	if c.finite {
		c.start = fromFinite
	}
	// A covariance needs as many points as inputs, a balanced start no more units.
	c.points = max(c.points, c.inputs)
	c.architecture = linear.Architecture{Depth: s.Int("depth"), Units: s.Int("d")}
	if c.start == balanced {
		c.architecture.Units = min(c.architecture.Units, c.inputs)
	}
	strength := s.Float("s")
	for range min(s.Int("r"), c.inputs, c.outputs) {
		c.strengths = append(c.strengths, strength)
		strength *= s.Float("ratio")
	}
	return c
}

// trained reports whether a network is.
func (c config) trained(network int) bool {
	return [networks]bool{c.kernel, true, c.finite}[network]
}

func (c config) task() data.Regression {
	return data.Regression{Inputs: c.inputs, Outputs: c.outputs, Singular: c.strengths, Noise: c.noise, Condition: c.condition}
}

func (c config) losses() (limit.Loss, net.Loss) {
	switch c.loss {
	case fourth:
		return limit.Fourth, net.Fourth
	case logistic:
		return limit.Logistic, net.Logistic
	}
	return limit.Squared, net.Squared
}

func (c config) layers() []net.Layer {
	v := net.Variances{Weight: 1}
	return net.Bottleneck(c.inputs, c.width, c.architecture.Depth, c.architecture.Units, c.outputs, v, v, kernel.Linear)
}

// fastest is the largest rate of training that any of the networks comes to under the squared
// loss: c_∞ of the fixed kernel; 2γs of the strongest mode once it is learned; and that of N
// layers, N γ s^{2−2/N}; all times the largest variance of the inputs.
func (c config) fastest(variance float64) float64 {
	pace, s := c.architecture.Pace(c.inputs), c.strengths[0]
	rate := max(c.architecture.KernelInfinite(c.inputs), 2*pace*s)
	if c.view == depths {
		for n := leastLayers; n <= mostLayers; n++ {
			rate = max(rate, float64(n)*pace*math.Pow(s, 2-2/float64(n)))
		}
	}
	return variance * rate
}

// exact reports whether the closed forms hold but for the step size: those of all modes
// together from a balanced start, or each alone from an aligned one without noise.
func (c config) exact() bool {
	return c.loss == squared && c.condition == 1 && (c.start == balanced || c.start == aligned && c.noise == 0)
}

// alignedModes are modes of their own units: each starts at the share a² of what it is to
// become, and held as unevenly as a third of that, by the first half and the second in turn.
func (c config) alignedModes() []linear.Mode {
	pace := c.architecture.Pace(c.inputs)
	var modes []linear.Mode
	for i, s := range c.strengths {
		modes = append(modes, linear.Mode{Target: s, Start: c.small * c.small * s, Pace: pace, Delta: float64(1-2*(i%2)) * uneven * s / pace})
	}
	return modes
}

// uneven is δ of aligned modes, in units of s/γ.
const uneven = 0.6

// rated is η for a step size in units of the stability limit 2/(c λ).
func (c config) rated(factor, curvature, fastest float64) float64 {
	return factor * 2 / (curvature * math.Max(fastest, 1e-12))
}
