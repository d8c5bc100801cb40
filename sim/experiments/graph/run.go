package graph

import (
	"fmt"

	"narrows/sim"
	"narrows/sim/graph"
	"narrows/sim/record"
)

// A run lets graph networks of infinite width name the nodes of one graph: layer by layer, from
// the same labels; or label by label, with the same layers.
type run struct {
	config
	nodes  int
	places []graph.Place

	kernel    *graph.Kernel
	posterior *graph.Posterior // of the limit; where a step is a label, the greatest variance asks
	random    *graph.Posterior // where a step is a label: asked at random, in the order of chance
	chance    []int
	cohort    cohort
	alone     []*part // graph and features, each alone

	step      int
	now, best belief
	evidence  record.Moment // the layers that the evidence likes best
	most      float64       // and how much it is there
	alike     record.Moment // from where all nodes are alike
	one       record.Moment // where all nodes without a label are first given one class
	parted    record.Moment // from where on asking the least certain is better than asking at random, or worse
	ahead     bool          // better
	curves    [quantities]record.Curve
	chances   *graph.Chances
	likely    []float64 // N×C, probabilities
	first     int       // nodes named right at step 0
	effective float64   // rank of the kernel of ranked−1 layers
	ranked    int
	spectrum  *graph.Spectrum
	scratch   [4]float64
}

// The quantities that are recorded, each with its column of steps.
const (
	limitScore  = iota // and where a step is a label, share of those without one
	finiteScore        // mean, low and high
	leastAlike
	randomRight
	graphAlone
	featuresAlone
	quantities
)

// begin makes a run at step 0.
func begin(s sim.Settings) (sim.Run, error) {
	c, err := configure(s)
	if err != nil {
		return nil, err
	}
	r := &run{config: c, places: c.place()}
	if err := r.start(false); err != nil {
		return nil, err
	}
	return r, nil
}

// start makes all of a run but its places. late: finite networks follow when there is time.
func (r *run) start(late bool) error {
	r.nodes = len(r.example.Class)
	r.evidence, r.alike, r.one, r.parted = record.Never, record.Never, record.Never, record.Never
	r.problem.Layers = 0
	if r.byLabels {
		r.problem.Layers = r.depth
	}
	var err error
	if r.kernel, r.posterior, err = r.problem.Solve(); err == graph.ErrZero {
		return fmt.Errorf("at %d layers the network says nothing of any node", r.problem.Layers)
	} else if err != nil {
		return err
	}
	if r.byLabels { // with room for all that will be asked for
		r.posterior = graph.NewPosterior(r.nodes, r.problem.Classes, r.known()+r.steps)
		r.random = graph.NewPosterior(r.nodes, r.problem.Classes, r.known()+r.steps)
		r.condition(r.posterior, r.kernel.K)
		r.condition(r.random, r.kernel.K)
		r.chance = r.random.AtRandom(r.seed)
	}
	if err := r.take(); err != nil {
		return err
	}
	for q := range r.curves {
		r.curves[q] = record.NewCurve(4, r.steps+1)
	}
	r.chances, r.likely = graph.NewChances(r.problem.Classes, chanceDraws, r.seed), make([]float64, r.nodes*r.problem.Classes)
	r.spectrum = graph.NewSpectrum(r.nodes)
	r.now, r.best = r.newBelief(), r.newBelief()
	r.look()
	r.first = r.now.right
	return r.gather(late)
}

// Edit begins again with other settings, and keeps the places of the nodes where they are those
// of the same graph.
func (r *run) Edit(s sim.Settings) bool {
	c, err := configure(s)
	if err != nil || c.own() || c.data != r.data || len(c.example.Class) != r.nodes || c.seed != r.seed {
		return false
	}
	*r = run{config: c, places: r.places}
	return r.start(true) == nil
}

// Step goes on by a layer, or by a label.
func (r *run) Step() bool {
	if r.ended() {
		return false
	}
	r.record()
	if r.byLabels {
		r.reveal()
	} else {
		r.deepen()
	}
	r.step++
	r.look()
	r.follow()
	return !r.ended()
}

// deepen goes on by a layer.
func (r *run) deepen() {
	r.kernel.Step()
	r.condition(r.posterior, r.kernel.K)
	for _, p := range r.alone {
		p.kernel.Step()
		r.condition(p.posterior, p.kernel.K)
	}
}

// condition asks a posterior anew. Labels and nugget were found possible at the start, and labelled nodes are
// told apart by the nugget; a network whose units have all died answers nothing.
func (r *run) condition(p *graph.Posterior, k []float64) {
	if err := p.Condition(k, r.problem.Labels, r.problem.Nugget); err != nil && err != graph.ErrZero {
		panic("graph: " + err.Error())
	}
}

// reveal gives a label to the node that is least certain, and in the other posterior to one
// drawn by chance.
func (r *run) reveal() {
	r.label(r.posterior, r.posterior.MostUncertain())
	r.label(r.random, r.chance[r.step])
}

// label takes in the true label of a node.
func (r *run) label(p *graph.Posterior, node int) {
	if err := p.Add(node, r.example.Class[node]); err != nil {
		panic("graph: " + err.Error())
	}
}

func (r *run) ended() bool { return r.step >= r.steps }

// Set turns nothing: no knob is live.
func (r *run) Set(string, float64) {}
