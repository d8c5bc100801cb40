package graph

import (
	"slices"

	"narrows/sim/graph"
)

// A cohort is the finite networks of a run. After an edit they follow the limit, one layer of one
// network at a time; otherwise they go with it.
type cohort struct {
	rows     [][]graph.Feature
	d        int
	operator *graph.Operator
	networks []*graph.Finite  // nil: not drawn yet
	answer   *graph.Posterior // of one after the other
	scores   []float64        // of each network at each layer, a row of networks for each
	row      []float64        // one of them, sorted
	told     int              // so many layers are in the curve
}

// gather makes ready for finite networks. late: they are drawn when there is time.
func (r *run) gather(late bool) (err error) {
	c := &r.cohort
	if c.rows, c.d, err = r.problem.Inputs(); err != nil {
		return err
	}
	if c.operator, err = graph.NewOperator(r.nodes, r.problem.Ties, r.problem.Mixing); err != nil {
		return err
	}
	n := r.config.networks
	c.networks, c.row = make([]*graph.Finite, n), make([]float64, n)
	c.scores = make([]float64, n*(r.steps+1))
	c.answer = graph.NewPosterior(r.nodes, r.problem.Classes, r.known())
	for !late && r.Refine() {
	}
	return nil
}

// lagging is the first of the networks that is behind the limit, −1 if none is.
func (r *run) lagging() int {
	return slices.IndexFunc(r.cohort.networks, func(f *graph.Finite) bool { return f == nil || f.Layers < r.step })
}

// Refine draws a network that is not there, or takes one that is behind the limit on by a layer.
func (r *run) Refine() (more bool) {
	i := r.lagging()
	if i < 0 {
		return false
	}
	c := &r.cohort
	if c.networks[i] == nil { // each from a seed of its own
		c.networks[i] = graph.NewFinite(c.rows, c.d, c.operator, r.problem.Layer, r.width, r.seed*1000+uint64(i))
	} else {
		c.networks[i].Step()
	}
	r.ask(i)
	if r.lagging() >= 0 {
		return true
	}
	r.tell()
	return false
}

// ask scores a network at its layer.
func (r *run) ask(i int) {
	c := &r.cohort
	r.condition(c.answer, c.networks[i].K)
	c.scores[c.networks[i].Layers*len(c.networks)+i] = r.score(r.tally(c.answer))
}

// follow takes networks that were up to date before the last step on by a layer.
func (r *run) follow() {
	for i, f := range r.cohort.networks {
		if f == nil || f.Layers < r.step-1 {
			return // all wait until there is time
		}
		f.Step()
		r.ask(i)
	}
	r.tell()
}

// tell puts what all networks have come to into the curve, up to the layer before the present one.
func (r *run) tell() {
	c := &r.cohort
	for ; c.told < r.step && len(c.networks) > 0; c.told++ {
		r.curves[finiteScore].Push(r.spread(c.told)...)
	}
}

// spread is a layer, and the mean and the tenth and ninth tenth of what the networks come to at it.
func (r *run) spread(layer int) []float64 {
	c := &r.cohort
	n := len(c.networks)
	copy(c.row, c.scores[layer*n:(layer+1)*n])
	slices.Sort(c.row)
	return r.lend(float64(layer), mean(c.row), quantile(c.row, 0.1), quantile(c.row, 0.9))
}
