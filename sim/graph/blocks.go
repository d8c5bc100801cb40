package graph

import "strconv"

// Blocks is a stochastic block model with features: each pair of nodes is tied by a chance
// that depends on their classes, and a node's features are those of its class and noise
// (Holland, Laskey and Leinhardt 1983, Social Networks 5, 109–137, for the ties).
//
// Classes are as large as one another, or by one node, and one follows the other in the
// numbers of the nodes. The means of a class are drawn from N(0, Spread²) for each feature,
// the noise from N(0, 1).
type Blocks struct {
	Nodes, Classes int
	Within         float64 // the chance of a tie inside a class
	Next           float64 // between a class and the next one
	Apart          float64 // between others
	Features       int     // of each node; 0 for none
	Spread         float64 // standard deviation of a class's means
}

// PlantedPartition has many ties inside four classes, few between them, and weak features:
// each of both helps, and both together do more.
func PlantedPartition(nodes int) Blocks {
	return Blocks{Nodes: nodes, Classes: 4, Within: 0.08 * 200 / float64(nodes), Next: 0.01 * 200 / float64(nodes),
		Apart: 0.01 * 200 / float64(nodes), Features: 16, Spread: 0.65}
}

// Chain has six classes in a row, each tied to the next one alone: its far ends share no tie.
func Chain(nodes int) Blocks {
	return Blocks{Nodes: nodes, Classes: 6, Within: 30 / float64(nodes), Next: 6 / float64(nodes)}
}

// Heterophilous has most ties between classes, and of these as many to one as to another. A
// node's neighbours then say little of it, and less than its own features do.
func Heterophilous(nodes int) Blocks {
	return Blocks{Nodes: nodes, Classes: 4, Within: 2 / float64(nodes), Next: 10 / float64(nodes),
		Apart: 10 / float64(nodes), Features: 16, Spread: 0.65}
}

// Draw returns a graph, the same for the same seed. Its nodes are named by numbers from 1 on.
// Ties come from a stream of their own: they are the same with other features.
func (b Blocks) Draw(seed uint64) Example {
	e := Example{Classes: b.Classes, Columns: b.Features}
	for i := range b.Nodes {
		e.Names = append(e.Names, strconv.Itoa(i+1))
		e.Class = append(e.Class, i*b.Classes/b.Nodes)
	}
	rng := stream(seed, tiesStream)
	for i := range b.Nodes {
		for j := range i {
			if rng.Float64() < b.chance(e.Class[i]-e.Class[j]) {
				e.Ties = append(e.Ties, [2]int{j, i})
			}
		}
	}
	if b.Features == 0 {
		return e
	}
	rng = stream(seed, featuresStream)
	means := make([]float64, b.Classes*b.Features)
	for c := range means {
		means[c] = b.Spread * rng.NormFloat64()
	}
	x := make([]float64, b.Nodes*b.Features)
	for i := range x {
		x[i] = means[e.Class[i/b.Features]*b.Features+i%b.Features] + rng.NormFloat64()
	}
	e.Features = Rows(x, b.Features)
	return e
}

// chance is that of a tie of two nodes whose classes are so far apart.
func (b Blocks) chance(distance int) float64 {
	switch distance {
	case 0:
		return b.Within
	case 1:
		return b.Next
	}
	return b.Apart
}
