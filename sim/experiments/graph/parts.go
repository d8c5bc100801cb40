package graph

import (
	"narrows/sim/graph"
)

// A part is a network of infinite width that knows either the graph or the features.
type part struct {
	quantity  int // its curve
	kernel    *graph.Kernel
	posterior *graph.Posterior
	best      int // how many nodes it ever named right
}

// lookApart brings what each part ever named right up to date.
func (r *run) lookApart() {
	for _, p := range r.alone {
		right, _ := r.tally(p.posterior)
		p.best = max(p.best, right)
	}
}

// take takes graph and features apart: nodes known by nothing but themselves, which hear their
// neighbours; and nodes with features, of which none hears another.
func (r *run) take() error {
	if !r.parts {
		return nil
	}
	alone, deaf := r.problem, r.problem
	alone.Features, alone.Columns = nil, 0
	deaf.Mixing = graph.Alone
	for _, p := range []struct {
		quantity int
		problem  graph.Problem
	}{{graphAlone, alone}, {featuresAlone, deaf}} {
		kernel, posterior, err := p.problem.Solve()
		if err != nil {
			return err
		}
		r.alone = append(r.alone, &part{quantity: p.quantity, kernel: kernel, posterior: posterior})
	}
	return nil
}

func (p *part) name() string {
	if p.quantity == graphAlone {
		return "graph alone"
	}
	return "features alone"
}
