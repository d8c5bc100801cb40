package graph

import (
	"narrows/sim"
	"narrows/sim/graph"
	"narrows/sim/vector"
)

// Work is what is declared of a run of these settings: see sim.Work.
func Work(s sim.Settings) sim.Work {
	c, err := configure(s)
	if err != nil {
		return sim.Work{}
	}
	n, classes, ties := float64(len(c.example.Class)), float64(c.problem.Classes), float64(len(c.example.Ties))
	known := float64(c.known())
	condition := func(labels float64) float64 { return n*labels*labels + 2*n*labels*(1+classes) + n*(3+classes) }
	layer := graph.FlopsOfLimit(int(n), int(ties), c.problem.Layer)
	finite := float64(c.networks) * (graph.FlopsOfLayer(int(n), int(ties), c.width, c.problem.Layer) + condition(known))
	look := n*n*3 + n*classes*(chanceDraws*3+6)
	rank := 8 * n * n * n
	limits := 1.0
	if c.parts {
		limits = 3
	}
	begin := layer*float64(c.depth) + limits*n*n*(float64(c.problem.Columns)+4) + 300*n*n*8 + ties*20 + look + limits*condition(known)
	step := limits*(layer+condition(known)) + finite + look
	if c.byLabels {
		step = 2*(n*(known+float64(c.steps))*2+n*classes*4) + look
	}
	frame := rank + mostRows*mostRows*8 + 20*(n+ties) + 400*float64(c.steps)
	bytes := 8*((11+3*limits)*n*n+20*n*classes+float64(c.networks)*(3*n*float64(c.width)+3*n*n)+n*(known+50)*4) + 1.5e6
	return sim.Work{New: vector.Double * begin, Step: vector.Double * step, First: vector.Double * frame, Frame: vector.Double * frame, Bytes: bytes}
}
