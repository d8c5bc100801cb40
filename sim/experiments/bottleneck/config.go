package bottleneck

import (
	"fmt"

	"narrows/sim"
	"narrows/sim/data"
	"narrows/sim/net"
)

// maxFlops bounds the floating-point operations of one step of the finite network: half a
// second of one step for every ten of playback is the most that a page can bear.
const maxFlops = 0.5e9

// A config is the settings as the run uses them.
type config struct {
	data   data.Generator
	points int
	names  []string // of the classes y = +1 and y = −1

	units, width, depth   int // d, n, L_g
	weightVar, biasVar    float64
	squared               bool
	scale                 float64 // targets are ± scale
	factor                float64 // step size over the stability limit
	shared                bool
	field                 string // whose decision field: a choice of the knob
	kernel, limit, finite bool
	seeds, steps          int
	seed                  uint64
}

var classNames = map[string][]string{
	"circles": {"outer", "inner"},
	"moons":   {"upper", "lower"},
	"xor":     {"same sign", "opposite"},
	"spirals": {"first arm", "second arm"},
}

func configure(s sim.Settings) (config, error) {
	c := config{
		data:      data.Generator{Kind: data.Kind(s.Value("data")), Noise: s.Float("noise")},
		points:    s.Int("points"),
		names:     classNames[s.Choice("data")],
		units:     s.Int("d"),
		width:     s.Int("n"),
		depth:     s.Int("depth"),
		weightVar: s.Float("sw2"),
		biasVar:   s.Float("sb2"),
		squared:   s.Choice("loss") == "squared",
		scale:     1,
		factor:    s.Float("eta"),
		shared:    s.Choice("start") == "shared",
		field:     s.Choice("field"),
		kernel:    s.On("kernel"),
		limit:     s.On("limit"),
		finite:    s.On("finite"),
		seeds:     s.Int("seeds"),
		steps:     s.Int("steps"),
		seed:      s.Seed,
	}
	if c.squared {
		c.scale = s.Float("scale")
	}
	if !c.kernel && !c.limit && !c.finite {
		return c, fmt.Errorf("kernel, limit and finite are all off: at least one network must be on")
	}
	return c, c.affordable()
}

// layers of the finite network, n wide.
func (c config) layers(n int) []net.Layer {
	return net.Bottleneck(2, n, c.depth, c.units, 1, net.Variances{Weight: c.weightVar, Bias: c.biasVar}, net.Variances{Weight: c.weightVar})
}

// affordable refuses a finite network whose step is too slow for a page and names the
// widest that is not.
func (c config) affordable() error {
	if !c.finite || net.StepFlops(c.layers(c.width), c.points) <= maxFlops {
		return nil
	}
	widest := c.width
	for net.StepFlops(c.layers(widest), c.points) > maxFlops {
		widest--
	}
	return fmt.Errorf("n = %d is too wide for %d points and %d hidden layers before the bottleneck: at most %d fits", c.width, c.points, c.depth, widest)
}

// levels are the losses whose first crossing is watched; with squared loss they are
// fractions of the squared target scale.
func (c config) levels() [3]float64 {
	s2 := c.scale * c.scale
	return [3]float64{0.1 * s2, 0.03 * s2, 0.01 * s2}
}
