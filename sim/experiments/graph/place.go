package graph

import "narrows/sim/graph"

// place says where nodes stand. Those of an example stay where its own ties put them, whatever
// ties a visitor gives it, so that nothing jumps away from a finger. A graph of a visitor's
// own stands as its ties say.
func (c *config) place() []graph.Place {
	return graph.Layout(len(c.example.Class), c.laid, nil, c.seed)
}
