package graph

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"

	"narrows/sim"
	"narrows/sim/graph"
	"narrows/sim/kernel"
)

// A config is what the settings of a run say.
type config struct {
	data     string
	example  graph.Example
	problem  graph.Problem // its labels are those of the start
	byLabels bool          // a step is a label, not a layer
	depth    int           // layers, where a step is a label
	width    int           // of finite networks
	networks int           // how many; 0: none
	wanted   int           // how many were asked for
	steps    int
	seed     uint64
	words    wording
}

// A wording is what nodes and classes of a graph are called.
type wording struct {
	title   string // of the picture
	node    string // one of them: "member"
	classes []string
}

// layerBudget is what all finite networks together may take for a layer, in operations: with the
// limit it is a tenth of a second in a browser, so that fifty layers play in some eight.
const layerBudget = 1.5e8

// kinds are the mixings, by the choices of the operator.
var kinds = []graph.Mixing{graph.Symmetric, graph.RowWise, graph.Alone}

func configure(s sim.Settings) config {
	c := config{
		data: s.Choice("data"), byLabels: s.Choice("order") == "labels", depth: s.Int("depth"), width: s.Int("n"),
		steps: s.Int("steps"), seed: s.Seed,
	}
	c.example, c.words = draw(c.data, s.Int("points"), s.Seed)
	if !s.On("features") {
		c.example.Features, c.example.Columns = nil, 0
	}
	c.problem = graph.Problem{
		Ties: c.example.Ties, Mixing: kinds[int(s.Value("operator"))],
		Features: c.example.Features, Columns: c.example.Columns,
		Labels: c.labelled(s.Int("labels"), s.Choice("pick") == "drawn"), Classes: c.example.Classes,
		Layer:  graph.Layer{WeightVar: s.Float("sw2"), BiasVar: s.Float("sb2"), Activation: kernel.ReLU},
		Nugget: s.Float("nugget"),
	}
	switch s.Choice("layer") {
	case "sage":
		c.problem.Layer.SelfVar = c.problem.Layer.WeightVar
	case "gin":
		c.problem.Layer.Dense = 1
	}
	if c.byLabels {
		known := 0
		for _, class := range c.problem.Labels {
			if class >= 0 {
				known++
			}
		}
		c.steps = min(c.steps, max(len(c.example.Class)-known, 1))
	} else if s.On("finite") {
		c.wanted = s.Int("seeds")
		c.networks = graph.Fewer(c.wanted, layerBudget, c.finiteFlops(c.width))
	}
	return c
}

// finiteFlops is what a layer of a finite network of some width takes.
func (c *config) finiteFlops(width int) float64 {
	return graph.FlopsOfLayer(len(c.example.Class), len(c.example.Ties), width, c.problem.Layer)
}

// possible refuses what cannot be shown, with the number at fault.
func (c *config) possible(labels int) error {
	if c.byLabels && !slices.Contains(c.problem.Labels, -1) {
		return fmt.Errorf("with %d labels in each class no node is left to ask for", labels)
	}
	if c.networks == 0 || c.finiteFlops(c.width) <= layerBudget {
		return nil
	}
	widest := c.width
	for c.finiteFlops(widest) > layerBudget {
		widest--
	}
	return fmt.Errorf("n = %d is too wide for %d nodes: at most %d fits", c.width, len(c.example.Class), widest)
}

// draw returns a graph, and what is said of it.
func draw(data string, nodes int, seed uint64) (graph.Example, wording) {
	switch data {
	case "karate":
		return graph.Karate(), wording{"The club", "member", []string{"stayed with Mr. Hi", "left with the officer"}}
	case "miserables":
		e := graph.Miserables()
		return e, wording{"Les Misérables", "person", groups(e.Classes)}
	}
	blocks := map[string]func(int) graph.Blocks{"blocks": graph.PlantedPartition, "chain": graph.Chain, "heterophilous": graph.Heterophilous}
	e := blocks[data](nodes).Draw(seed)
	return e, wording{"The graph", "node", groups(e.Classes)}
}

func groups(count int) (names []string) {
	for c := range count {
		names = append(names, fmt.Sprintf("group %d", c+1))
	}
	return names
}

// labelled gives so many nodes of each class a label, or all of a smaller one: those with the most
// ties, of equal ones the first, or some drawn by chance.
func (c *config) labelled(count int, drawn bool) []int {
	class := c.example.Class
	order := rand.New(rand.NewPCG(c.seed, 2)).Perm(len(class))
	if !drawn {
		ties := make([]int, len(class))
		for _, t := range c.example.Ties {
			ties[t[0]]++
			ties[t[1]]++
		}
		slices.Sort(order)
		slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(ties[b], ties[a]) })
	}
	labels, given := make([]int, len(class)), make([]int, c.example.Classes)
	for i := range labels {
		labels[i] = -1
	}
	for _, i := range order {
		if given[class[i]] < count {
			labels[i] = class[i]
			given[class[i]]++
		}
	}
	return labels
}
