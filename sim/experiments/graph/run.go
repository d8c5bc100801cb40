package graph

import (
	"math"
	"slices"

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
	finite    []*graph.Finite
	answer    *graph.Posterior // of the finite networks, one after the other
	rights    []float64        // how many nodes each of them names right

	step      int
	now, best belief
	evidence  record.Moment // the layers that the evidence likes best
	most      float64       // and how much it is there
	alike     record.Moment // from where all nodes are alike
	one       record.Moment // from where all nodes without a label are given one class
	asked     int           // the node whose label came last, −1 for none
	curves    [quantities]record.Curve
	chances   *graph.Chances
	likely    []float64 // N×C, probabilities
	spectrum  *graph.Spectrum
	scratch   [4]float64
}

// A belief is what is thought of the nodes at a step.
type belief struct {
	step, layers   int
	mean           []float64 // N×C
	variance       []float64 // N
	k              []float64 // N×N
	labels         []int     // N
	right          int       // nodes named right, those with a label among them
	evidence       float64
	heldOut, wrong float64 // log likelihood and calibration error
	least          float64 // correlation of the least alike pair
}

// The quantities that are recorded, each with its column of steps.
const (
	limitRight  = iota // and where a step is a label, share of those without one
	finiteRight        // mean, low and high
	leastAlike
	randomRight
	quantities
)

// chanceDraws is how many draws tell how likely a class is.
const chanceDraws = 500

// begin makes a run at step 0.
func begin(s sim.Settings) (sim.Run, error) {
	r := &run{config: configure(s), asked: -1, evidence: record.Never, alike: record.Never, one: record.Never}
	if err := r.possible(s.Int("labels")); err != nil {
		return nil, err
	}
	r.nodes = len(r.example.Class)
	r.places = graph.Layout(r.nodes, r.example.Ties, nil, r.seed)
	r.problem.Layers = 0
	if r.byLabels {
		r.problem.Layers = r.depth
	}
	var err error
	if r.kernel, r.posterior, err = r.problem.Solve(); err != nil {
		return nil, err
	}
	if r.byLabels { // with room for all that will be asked for
		r.posterior = graph.NewPosterior(r.nodes, r.problem.Classes, r.known()+r.steps)
		r.random = graph.NewPosterior(r.nodes, r.problem.Classes, r.known()+r.steps)
		r.condition(r.posterior, r.kernel.K)
		r.condition(r.random, r.kernel.K)
		r.chance = r.random.AtRandom(r.seed)
	}
	if err := r.drawFinite(); err != nil {
		return nil, err
	}
	for q := range r.curves {
		r.curves[q] = record.NewCurve(4, r.steps+1)
	}
	r.chances, r.likely = graph.NewChances(r.problem.Classes, chanceDraws, r.seed), make([]float64, r.nodes*r.problem.Classes)
	r.spectrum = graph.NewSpectrum(r.nodes)
	r.now, r.best = r.newBelief(), r.newBelief()
	r.look()
	return r, nil
}

func (r *run) newBelief() belief {
	return belief{
		mean: make([]float64, r.nodes*r.problem.Classes), variance: make([]float64, r.nodes),
		k: make([]float64, r.nodes*r.nodes), labels: make([]int, r.nodes),
	}
}

// drawFinite makes the finite networks, each from a seed of its own.
func (r *run) drawFinite() error {
	rows, d, err := r.problem.Inputs()
	if err != nil {
		return err
	}
	operator, err := graph.NewOperator(r.nodes, r.problem.Ties, r.problem.Mixing)
	if err != nil {
		return err
	}
	for i := range r.networks {
		r.finite = append(r.finite, graph.NewFinite(rows, d, operator, r.problem.Layer, r.width, r.seed*1000+uint64(i)))
	}
	r.rights = make([]float64, r.networks)
	r.answer = graph.NewPosterior(r.nodes, r.problem.Classes, r.known())
	return nil
}

// known is how many nodes had a label at the start.
func (r *run) known() (n int) {
	for _, class := range r.problem.Labels {
		if class >= 0 {
			n++
		}
	}
	return n
}

// Step goes on by a layer, or by a label.
func (r *run) Step() bool {
	if r.ended() {
		return false
	}
	r.record()
	if r.byLabels {
		r.ask()
	} else {
		r.deepen()
	}
	r.step++
	r.look()
	return !r.ended()
}

// deepen goes on by a layer, with the limit and with all finite networks.
func (r *run) deepen() {
	r.kernel.Step()
	r.condition(r.posterior, r.kernel.K)
	for _, f := range r.finite {
		f.Step()
	}
}

// condition asks a posterior anew. Labels and nugget were found possible at the start, and labelled nodes are
// told apart by the nugget; a network whose units have all died answers nothing.
func (r *run) condition(p *graph.Posterior, k []float64) {
	if err := p.Condition(k, r.problem.Labels, r.problem.Nugget); err != nil && err != graph.ErrZero {
		panic("graph: " + err.Error())
	}
}

// ask reveals the label of the node that is least certain, and to the other posterior that of one
// drawn by chance.
func (r *run) ask() {
	r.asked = r.posterior.MostUncertain()
	r.reveal(r.posterior, r.asked)
	r.reveal(r.random, r.chance[r.step])
}

func (r *run) reveal(p *graph.Posterior, node int) {
	if err := p.Add(node, r.example.Class[node]); err != nil {
		panic("graph: " + err.Error())
	}
}

func (r *run) ended() bool { return r.step >= r.steps }

// look brings what is thought now, and what was thought best, up to date.
func (r *run) look() {
	b, p := &r.now, r.posterior
	b.step, b.layers, b.evidence = r.step, r.kernel.Layers, p.Evidence
	copy(b.mean, p.Mean)
	copy(b.variance, p.Variance)
	copy(b.k, r.kernel.K)
	copy(b.labels, p.Labels)
	right, _ := p.Right(r.example.Class)
	b.right = right + len(p.Known)
	b.least, _, _ = r.kernel.LeastCorrelation()
	b.heldOut = p.HeldOut(r.example.Class)
	r.chances.Of(p, r.likely)
	b.wrong, _ = p.Calibration(r.likely, r.example.Class)
	if r.step == 0 || b.right > r.best.right {
		r.best.copy(b)
	}
	r.note()
	for i, f := range r.finite {
		r.condition(r.answer, f.K)
		right, _ := r.answer.Right(r.example.Class)
		r.rights[i] = float64(right + len(r.answer.Known))
	}
	slices.Sort(r.rights)
}

func (b *belief) copy(from *belief) {
	mean, variance, k, labels := b.mean, b.variance, b.k, b.labels
	copy(mean, from.mean)
	copy(variance, from.variance)
	copy(k, from.k)
	copy(labels, from.labels)
	*b = *from
	b.mean, b.variance, b.k, b.labels = mean, variance, k, labels
}

// sameCorrelation is from where on the least alike pair counts as alike.
const sameCorrelation = 0.99

// note keeps the moments that are told. A kernel without a layer knows of no graph.
func (r *run) note() {
	at := record.At(r.step, float64(r.step))
	if r.byLabels || r.step == 0 {
		return
	}
	if !r.evidence.There() || r.now.evidence > r.most {
		r.evidence, r.most = at, r.now.evidence
	}
	if !r.alike.There() && r.now.least >= sameCorrelation {
		r.alike = at
	}
	if class := r.oneForAll(); class < 0 {
		r.one = record.Never
	} else if !r.one.There() {
		r.one = at
	}
}

// oneForAll is the class that all nodes without a label are given, or −1.
func (r *run) oneForAll() int {
	all := -1
	for i, label := range r.now.labels {
		if label >= 0 {
			continue
		}
		class, _ := r.now.lead(i, r.problem.Classes)
		if all >= 0 && class != all {
			return -1
		}
		all = class
	}
	return all
}

// lead is the class of the greatest mean at a node, the first of equal ones, and by how much it
// leads the next.
func (b *belief) lead(node, classes int) (class int, margin float64) {
	first, second := math.Inf(-1), math.Inf(-1)
	for c, m := range b.mean[node*classes : (node+1)*classes] {
		switch {
		case m > first:
			first, second, class = m, first, c
		case m > second:
			second = m
		}
	}
	if classes < 2 {
		return class, first
	}
	return class, first - second
}

// Set turns nothing: no knob is live.
func (r *run) Set(string, float64) {}
