package graph

import (
	"math"

	"narrows/sim/graph"
)

// room is how far nodes stand apart, in halves of the picture over the root of their number.
const room = 1.0

// place says where nodes stand. Those of an example stay where its own ties put them, whatever
// ties a visitor gives it, so that nothing jumps away from a finger. A graph of a visitor's
// own stands as its ties say, and so that one more moves it little.
func (c *config) place() []graph.Place {
	n := len(c.example.Class)
	var places []graph.Place
	if c.own() {
		places = graph.Ring(n, c.laid)
	} else {
		places = graph.Layout(n, c.laid, c.seed)
	}
	graph.Separate(places, room/math.Sqrt(float64(n)))
	return places
}
