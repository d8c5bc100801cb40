package graph

import (
	"errors"
	"fmt"
	"math"

	"narrows/sim/vector"
)

// A Posterior is what a Gaussian process says of N nodes, some of which have a label: a score
// for each of C classes, regressed on 1 for the labelled nodes of the class and 0 for the
// other labelled ones (Rasmussen and Williams 2006, eqs. 2.22–2.24 and 2.30). The process has
// mean 0: without a label nearby the scores of all classes are near 0.
//
// Labels are taken in one by one, each by one more row of the Cholesky factor L of
// K_ll + ε, of B = L⁻¹ K_l and of T = L⁻¹ Y, which is all that is needed:
//
//	mean = Bᵀ T,   variance_i = K_ii − Σ_a B_ai²,   log p(Y) = −½ Σ T² − C Σ_a (log L_aa + ½ log 2π)
//
// as K_il (K_ll + ε)⁻¹ Y = (L⁻¹ K_li)ᵀ L⁻¹ Y, and so for the others.
type Posterior struct {
	Mean     []float64 // N×C: of the scores
	Variance []float64 // N: of each score, the same for every class
	Evidence float64   // log marginal likelihood of the labels, in nats, summed over classes
	Noise    float64   // ε: the variance of the noise on labels
	Labels   []int     // N: the classes taken in, −1 for none
	Known    []int     // the labelled nodes, in the order in which they came

	classes int
	k       []float64 // N×N, the caller's
	half    []float64 // B, a row of N for each label
	target  []float64 // T, a row of C for each label
}

// ErrSingular says that two labelled nodes are one to the process and there is no nugget to
// tell them apart.
var ErrSingular = errors.New("the kernel of the labelled nodes is singular: a nugget makes it regular")

// ErrZero says that the process is 0 at all nodes, so that no label can be.
var ErrZero = errors.New("the kernel is 0 at all nodes: nothing tells them apart, and no label fits")

// alike is the share of a variance below which what other labels leave of it counts as
// nothing: some hundred times the rounding of a sum over three hundred labels.
const alike = 1e-13

// NewPosterior returns room for n nodes, some classes and so many labels; more of those take
// more room as they come. Condition then fills it.
func NewPosterior(n, classes, labels int) *Posterior {
	return &Posterior{
		Mean:     make([]float64, n*classes),
		Variance: make([]float64, n),
		Labels:   make([]int, n),
		Known:    make([]int, 0, labels),
		classes:  classes,
		half:     make([]float64, 0, labels*n),
		target:   make([]float64, 0, labels*classes),
	}
}

// Condition makes p the posterior under the prior covariance k (N×N), which must stay as it is
// while labels are added. labels (N) holds classes from 0 on, and −1 for none. The noise on
// labels has the variance nugget times the mean of k's diagonal over all nodes: it stays as it
// is when a label is added, so that no variance grows. It costs 2N multiplications for each
// pair of labels.
//
// It fails for a class that is not there and for a nugget that is no finite number from 0 on,
// and leaves p alone; with ErrZero, when p has no label; and with ErrSingular, when p has taken
// in the labels before that one.
func (p *Posterior) Condition(k []float64, labels []int, nugget float64) error {
	if !(nugget >= 0 && nugget <= math.MaxFloat64) {
		return fmt.Errorf("a nugget of %v is not possible: it must be a finite number from 0 on", nugget)
	}
	for i, class := range labels {
		if class >= p.classes {
			return p.noClass(i, class)
		}
	}
	n := len(p.Variance)
	trace := 0.0
	for i := range n {
		p.Variance[i] = k[i*n+i]
		p.Labels[i] = -1
		trace += k[i*n+i]
	}
	clear(p.Mean)
	p.k, p.Noise, p.Evidence = k, nugget*trace/float64(n), 0
	p.Known, p.half, p.target = p.Known[:0], p.half[:0], p.target[:0]
	for i, class := range labels {
		if class < 0 {
			continue
		}
		if trace == 0 {
			return ErrZero
		}
		if err := p.Add(i, class); err != nil {
			return err
		}
	}
	return nil
}

func (p *Posterior) noClass(node, class int) error {
	return fmt.Errorf("node %d has class %d, but classes go from 0 to %d", node, class, p.classes-1)
}

// Add takes in one more label. It costs N multiplications for each label before it. It fails
// for a class that is not there, for a node that has a label, and with ErrSingular, and
// then leaves p alone.
func (p *Posterior) Add(node, class int) error {
	n, m := len(p.Variance), len(p.Known)
	if class < 0 || class >= p.classes {
		return p.noClass(node, class)
	}
	if p.Labels[node] >= 0 {
		return fmt.Errorf("node %d has a label", node)
	}
	full := p.k[node*n+node] + p.Noise
	pivot := full // L_mm² = K_jj + ε − Σ_a L_ma², with L_ma = B_aj
	for a := range m {
		pivot -= p.half[a*n+node] * p.half[a*n+node]
	}
	if !(pivot > alike*full) {
		return ErrSingular
	}
	root := math.Sqrt(pivot)

	// B_m = (K_j − Σ_a L_ma B_a)/L_mm, and the same for T and Y.
	p.half = append(p.half, p.k[node*n:(node+1)*n]...)
	row := p.half[m*n:]
	for range p.classes {
		p.target = append(p.target, 0)
	}
	target := p.target[m*p.classes:]
	target[class] = 1
	for a := range m {
		l := p.half[a*n+node]
		vector.Axpy(row, -l, p.half[a*n:(a+1)*n])
		for c, t := range p.target[a*p.classes : (a+1)*p.classes] {
			target[c] -= l * t
		}
	}
	for c := range target {
		target[c] /= root
		p.Evidence -= target[c]*target[c]/2 + math.Log(2*math.Pi*pivot)/2
	}
	for i := range row {
		row[i] /= root
		p.Variance[i] = max(p.Variance[i]-row[i]*row[i], 0)
		for c, t := range target {
			p.Mean[i*p.classes+c] += row[i] * t
		}
	}
	p.Labels[node] = class
	p.Known = append(p.Known, node)
	return nil
}

// Class returns the class of the greatest mean at node i; −1 where none leads, as at a node that
// no label reaches.
func (p *Posterior) Class(i int) int {
	class, margin := Lead(p.Mean[i*p.classes : (i+1)*p.classes])
	if margin <= 0 {
		return -1
	}
	return class
}

// undecided is by how much one mean must lead another: labels are 0 and 1, and what is less is rounding, as between
// classes that a graph gives no reason to prefer.
const undecided = 1e-9

// Lead returns the class of the greatest of some means (C), and by how much it leads the next, 0 if that is
// no more than rounding: then the class is the first. Of one class it returns its mean.
func Lead(mean []float64) (class int, margin float64) {
	first, second := math.Inf(-1), math.Inf(-1)
	for c, m := range mean {
		switch {
		case m > first:
			first, second, class = m, first, c
		case m > second:
			second = m
		}
	}
	if len(mean) < 2 {
		return class, first
	}
	if first-second <= undecided {
		return 0, 0
	}
	return class, first - second
}
