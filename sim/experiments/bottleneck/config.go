package bottleneck

import (
	"fmt"
	"math"

	"narrows/sim"
	"narrows/sim/data"
	"narrows/sim/net"
)

// maxFlops bounds the floating-point operations of one step of the finite network, which
// takes some 40 ms then in a browser: slow, but it moves.
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
	field                 int // the network whose decisions colour the data
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

var fieldNets = map[string]int{"limit": limitNet, "kernel": kernelNet, "finite": finiteNet}

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
		field:     fieldNets[s.Choice("field")],
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
		return c, fmt.Errorf("0 of 3 networks are on: at least one of kernel, limit and finite must be")
	}
	for _, other := range [networks]int{limitNet, kernelNet, finiteNet} {
		if !c.trained(c.field) {
			c.field = other
		}
	}
	return c, c.affordable()
}

// layers of the finite network, n wide.
func (c config) layers(n int) []net.Layer {
	return net.Bottleneck(2, n, c.depth, c.units, 1, net.Variances{Weight: c.weightVar, Bias: c.biasVar}, net.Variances{Weight: c.weightVar})
}

// affordable refuses a finite network whose step is too slow for a page and names the
// widest that is not. With a shared start the limits need one as well.
func (c config) affordable() error {
	cost := func(n int) float64 { return net.StepFlops(c.layers(n), c.points) }
	if !(c.finite || c.shared) || cost(c.width) <= maxFlops {
		return nil
	}
	widest := c.width
	for cost(widest) > maxFlops {
		widest--
	}
	return fmt.Errorf("n = %d is too wide for %d points and %d hidden layers before the bottleneck: at most %d fits",
		c.width, c.points, c.depth, widest)
}

// levels is the number of losses whose first crossing is watched.
const levels = 3

// lossLevels returns those losses, from the highest on; with squared loss in units of the
// squared target scale.
func (c config) lossLevels() [levels]float64 {
	s2 := c.scale * c.scale
	return [levels]float64{0.1 * s2, 0.03 * s2, 0.01 * s2}
}

const (
	// fieldCells is the side of the grid on which the fields are sampled.
	fieldCells = 36
	// coarsestField is the least it is coarsened to, for a finite network whose field
	// would else take more than fieldFlops.
	coarsestField = 16
	fieldFlops    = 1e8
)

// fieldSide is the side of the grid of the data panel: coarser for a finite network that
// is expensive to evaluate.
func (c config) fieldSide() int {
	if c.field != finiteNet {
		return fieldCells
	}
	perPoint := net.StepFlops(c.layers(c.width), 1) / 3
	return min(max(int(math.Sqrt(fieldFlops/perPoint)), coarsestField), fieldCells)
}
