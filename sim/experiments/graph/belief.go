package graph

import "narrows/sim/graph"

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

func (r *run) newBelief() belief {
	return belief{
		mean: make([]float64, r.nodes*r.problem.Classes), variance: make([]float64, r.nodes),
		k: make([]float64, r.nodes*r.nodes), labels: make([]int, r.nodes),
	}
}

// chanceDraws is how many draws tell how likely a class is.
const chanceDraws = 500

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
	r.remember()
	if r.step == 0 || r.better() {
		r.best.copy(b)
	}
	r.lookApart()
}

// better says whether what is thought now is more often true than it ever was. Of a graph of a
// visitor's own nobody knows, and what the evidence prefers is better.
func (r *run) better() bool {
	if r.own() {
		return r.evidence.Step == float64(r.step)
	}
	return r.now.right > r.best.right
}

// tally is how many nodes a posterior names right, those with a label among them, and by how much it
// prefers what it takes those without one for, on average.
func (r *run) tally(p *graph.Posterior) (right int, sure float64) {
	free := 0
	for i, label := range p.Labels {
		class, margin := r.lead(p.Mean, i)
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

// lead is what node i is taken for, and by how much: see graph.Lead.
func (r *run) lead(mean []float64, i int) (class int, margin float64) {
	classes := r.problem.Classes
	return graph.Lead(mean[i*classes : (i+1)*classes])
}
