package graph

import (
	"errors"
	"fmt"
	"math"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas64"
	"gonum.org/v1/gonum/mat"
)

// A Posterior is what a Gaussian process says of N nodes, some of which have a label: a score
// for each of C classes, regressed on 1 for the labelled nodes of the class and 0 for the
// other labelled ones (Rasmussen and Williams 2006, eqs. 2.22–2.24 and 2.30).
type Posterior struct {
	Mean     []float64 // N×C: of the scores
	Variance []float64 // N: of each score, the same for every class
	Evidence float64   // log marginal likelihood of the labels, in nats, summed over classes
}

// ErrSingular says that two labelled nodes are one to the process and there is no nugget to
// tell them apart.
var ErrSingular = errors.New("the kernel of the labelled nodes is singular: a nugget makes it regular")

// Condition returns the posterior under the prior covariance k (N×N). labels (N) holds classes
// from 0 to classes − 1, and −1 for none. The noise on labels has the variance nugget times
// the mean of k's diagonal over all nodes: it stays as it is when a label is added, so that no
// variance grows. It fails for a class that is not there, for a nugget that is no finite number
// from 0 on, and with ErrSingular.
func Condition(k []float64, labels []int, classes int, nugget float64) (*Posterior, error) {
	n := len(labels)
	if !(nugget >= 0 && nugget <= math.MaxFloat64) {
		return nil, fmt.Errorf("a nugget of %v is not possible: it must be a finite number from 0 on", nugget)
	}
	p := &Posterior{Mean: make([]float64, n*classes), Variance: make([]float64, n)}
	var known []int
	trace := 0.0
	for i, class := range labels {
		p.Variance[i] = k[i*n+i]
		trace += k[i*n+i]
		if class >= classes {
			return nil, fmt.Errorf("node %d has class %d, but classes go from 0 to %d", i, class, classes-1)
		}
		if class >= 0 {
			known = append(known, i)
		}
	}
	if len(known) == 0 {
		return p, nil
	}
	m := len(known)
	covariance := mat.NewSymDense(m, nil)
	targets := mat.NewDense(m, classes, nil)
	for a, i := range known {
		for b, j := range known[:a+1] {
			covariance.SetSym(a, b, k[i*n+j])
		}
		covariance.SetSym(a, a, k[i*n+i]+nugget*trace/float64(n))
		targets.Set(a, labels[i], 1)
	}
	var factor mat.Cholesky
	if !factor.Factorize(covariance) {
		return nil, ErrSingular
	}
	var weights mat.Dense // (K_ll + ε)⁻¹ Y
	if err := factor.SolveTo(&weights, targets); err != nil {
		return nil, ErrSingular
	}
	var lower mat.TriDense
	factor.LTo(&lower)
	half := make([]float64, m) // L⁻¹ k_l
	for i := range n {
		for a, j := range known {
			half[a] = k[i*n+j]
			for c := range classes {
				p.Mean[i*classes+c] += half[a] * weights.At(a, c)
			}
		}
		v := blas64.Vector{N: m, Data: half, Inc: 1}
		blas64.Trsv(blas.NoTrans, lower.RawTriangular(), v)
		p.Variance[i] = max(p.Variance[i]-blas64.Dot(v, v), 0)
	}
	// Σ_c −½ y_c·(K_ll+ε)⁻¹ y_c − ½ log det (K_ll+ε) − m/2 log 2π.
	fit := 0.0
	for a, i := range known {
		fit += weights.At(a, labels[i])
	}
	p.Evidence = -fit/2 - float64(classes)*(factor.LogDet()+float64(m)*math.Log(2*math.Pi))/2
	return p, nil
}

// Class returns the class of the greatest mean at node i, the first of equal ones.
func (p *Posterior) Class(i int) int {
	classes := len(p.Mean) / len(p.Variance)
	best := 0
	for c, mean := range p.Mean[i*classes : (i+1)*classes] {
		if mean > p.Mean[i*classes+best] {
			best = c
		}
	}
	return best
}
