package graph

import "math/rand/v2"

// What one seed draws comes from a stream for each purpose, so that the ties of a graph say nothing of
// the order in which its nodes are asked, or of where they stand. A graph that was drawn once is the
// same for ever: links rely on the numbers of its two.
const (
	tiesStream     = 0
	featuresStream = 1
	orderStream    = 3 // 2 draws which nodes have a label, in sim/experiments/graph
	chancesStream  = 4
	layoutStream   = 5
	weightsStream  = 6 // and all after it: see Finite
)

func stream(seed uint64, purpose uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, purpose)) }
