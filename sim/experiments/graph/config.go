package graph

import (
	"fmt"

	"narrows/sim"
	"narrows/sim/graph"
	"narrows/sim/kernel"
)

// A config is what the settings of a run say.
type config struct {
	data     string
	example  graph.Example
	laid     [][2]int      // the ties that nodes are placed by
	problem  graph.Problem // its labels are those of the start
	byLabels bool          // a step is a label, not a layer
	depth    int           // layers, where a step is a label
	width    int           // of finite networks
	networks int           // how many; 0: none
	wanted   int           // how many were asked for
	parts    bool          // graph and features stand beside, each alone
	steps    int
	seed     uint64
	words    wording
}

// layerBudget is what all finite networks together may take for a layer, in operations: with the
// limit it is a tenth of a second in a browser, so that fifty layers play in some eight.
const layerBudget = 1e8

// kinds are the mixings, by the choices of the operator.
var kinds = []graph.Mixing{graph.Symmetric, graph.RowWise, graph.Alone}

// own says whether the graph is a visitor's, of which no truth is known.
func (c *config) own() bool { return c.data == "own" }

// configure reads settings. It refuses what cannot be shown, with the number at fault.
func configure(s sim.Settings) (c config, err error) {
	c = config{
		data: s.Choice("data"), byLabels: s.Choice("order") == "labels", depth: s.Int("depth"), width: s.Int("n"),
		steps: s.Int("steps"), seed: s.Seed,
	}
	c.byLabels = c.byLabels && !c.own()
	c.example, c.words = draw(c.data, s.Int("points"), s.Seed)
	if !s.On("features") {
		c.example.Features, c.example.Columns = nil, 0
	}
	c.laid = c.example.Ties
	if err := c.fill(s); err != nil {
		return c, err
	}
	if c.own() {
		c.laid = c.example.Ties
	}
	c.problem.Mixing = kinds[int(s.Value("operator"))]
	c.problem.Features, c.problem.Columns, c.problem.Classes = c.example.Features, c.example.Columns, c.example.Classes
	c.problem.Layer = graph.Layer{WeightVar: s.Float("sw2"), BiasVar: s.Float("sb2"), Activation: kernel.ReLU}
	c.problem.Nugget = s.Float("nugget")
	switch s.Choice("layer") {
	case "sage":
		c.problem.Layer.SelfVar = c.problem.Layer.WeightVar
	case "gin":
		c.problem.Layer.Dense = 1
	}
	if c.byLabels {
		return c, c.shorten()
	}
	c.parts = s.On("parts") && c.example.Features != nil
	return c, c.reduce(s)
}

// shorten ends a run label by label while there is a node left to be named.
func (c *config) shorten() error {
	free := len(c.example.Class) - c.known()
	if free == 0 {
		return fmt.Errorf("all %d nodes have a label, and none is left to ask for", len(c.example.Class))
	}
	if free == 1 {
		return fmt.Errorf("with the label of the last of %d nodes none is left to be named", len(c.example.Class))
	}
	c.steps = min(c.steps, free-1)
	return nil
}

// known is how many nodes have a label at the start.
func (c *config) known() (n int) {
	for _, class := range c.problem.Labels {
		if class >= 0 {
			n++
		}
	}
	return n
}

// reduce takes as many finite networks as there is time for at each layer.
func (c *config) reduce(s sim.Settings) error {
	if !s.On("finite") {
		return nil
	}
	c.wanted = s.Int("seeds")
	c.networks = graph.Fewer(c.wanted, layerBudget, c.finiteFlops(c.width))
	if c.finiteFlops(c.width) <= layerBudget {
		return nil
	}
	widest := c.width
	for c.finiteFlops(widest) > layerBudget {
		widest--
	}
	return fmt.Errorf("n = %d is too wide for %d nodes: at most %d fits", c.width, len(c.example.Class), widest)
}

// finiteFlops is what a layer of a finite network of some width takes.
func (c *config) finiteFlops(width int) float64 {
	return graph.FlopsOfLayer(len(c.example.Class), len(c.example.Ties), width, c.problem.Layer)
}
