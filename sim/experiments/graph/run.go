package graph

import (
	"fmt"
	"math"

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
	one       record.Moment // from where all nodes without a label are given one class
	asked     int           // the node whose label came last, −1 for none
	curves    [quantities]record.Curve
	chances   *graph.Chances
	likely    []float64 // N×C, probabilities
	first     int       // nodes named right at step 0
	effective float64   // rank of the kernel of ranked−1 layers
	ranked    int
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
	free           float64   // share of those without a label that are named right
	sure           float64   // mean margin of what nodes without a label are taken for
	evidence       float64
	heldOut, wrong float64 // log likelihood and calibration error
	least          float64 // correlation of the least alike pair
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

// chanceDraws is how many draws tell how likely a class is.
const chanceDraws = 500

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
	r.nodes, r.asked = len(r.example.Class), -1
	r.evidence, r.alike, r.one = record.Never, record.Never, record.Never
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

func (r *run) newBelief() belief {
	return belief{
		mean: make([]float64, r.nodes*r.problem.Classes), variance: make([]float64, r.nodes),
		k: make([]float64, r.nodes*r.nodes), labels: make([]int, r.nodes),
	}
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
	r.asked = r.posterior.MostUncertain()
	r.label(r.posterior, r.asked)
	r.label(r.random, r.chance[r.step])
}

// label takes in the true label of a node.
func (r *run) label(p *graph.Posterior, node int) {
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
	b.right, b.sure = r.tally(p)
	b.least, _, _ = r.kernel.LeastCorrelation()
	if !r.own() {
		b.free = share(p.Right(r.example.Class))
		b.heldOut = p.HeldOut(r.example.Class)
		r.chances.Of(p, r.likely)
		b.wrong, _ = p.Calibration(r.likely, r.example.Class)
	}
	if r.step == 0 || r.better() {
		r.best.copy(b)
	}
	r.note()
	r.lookApart()
}

// better says whether what is thought now is more often true than it ever was. Of a graph of a
// visitor's own nobody knows, and what makes the labels likelier is better.
func (r *run) better() bool {
	if r.own() {
		return r.now.evidence > r.best.evidence
	}
	return r.now.right > r.best.right
}

// tally is how many nodes a posterior names right, those with a label among them, and by how much it
// prefers what it takes those without one for, on average.
func (r *run) tally(p *graph.Posterior) (right int, sure float64) {
	free := 0
	for i, label := range p.Labels {
		class, margin := lead(p.Mean, i, r.problem.Classes)
		if label < 0 {
			free++
			sure += margin
		}
		if class == r.example.Class[i] && margin > 0 {
			right++
		}
	}
	return right, sure / float64(max(free, 1))
}

// score is what the curve of a network shows: how many nodes it names right, or where that is not
// known how sure it is.
func (r *run) score(right int, sure float64) float64 {
	if r.own() {
		return sure
	}
	return float64(right)
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
		class, _ := lead(r.now.mean, i, r.problem.Classes)
		if all >= 0 && class != all {
			return -1
		}
		all = class
	}
	return all
}

// lead is the class of the greatest mean (N×C) at a node, the first of equal ones, and by how much it
// leads the next.
func lead(mean []float64, node, classes int) (class int, margin float64) {
	first, second := math.Inf(-1), math.Inf(-1)
	for c, m := range mean[node*classes : (node+1)*classes] {
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
