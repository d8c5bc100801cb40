package graph

import (
	"math"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas64"
	"gonum.org/v1/gonum/lapack"
	"gonum.org/v1/gonum/lapack/lapack64"
)

// Right returns how many nodes without a label the posterior puts in their class, and how many
// there are. class (N) holds the truth, −1 where it is not known.
func (p *Posterior) Right(class []int) (right, asked int) {
	for i, c := range class {
		if c < 0 || p.Labels[i] >= 0 {
			continue
		}
		asked++
		if p.Class(i) == c {
			right++
		}
	}
	return right, asked
}

// HeldOut returns the mean log likelihood, in nats, of the classes of the nodes without a
// label: of 1 for a node's class and 0 for the others, each a score of that mean and variance
// and the noise of a label (Rasmussen and Williams 2006, eq. 2.34, summed over classes). It
// is what the evidence would grow by with the label of such a node, on average. Nodes of which
// nothing is uncertain are left out; it is 0 where there are no others.
func (p *Posterior) HeldOut(class []int) float64 {
	sum, count := 0.0, 0
	for i, c := range class {
		v := p.Variance[i] + p.Noise
		if c < 0 || p.Labels[i] >= 0 || v == 0 {
			continue
		}
		count++
		for a, mean := range p.Mean[i*p.classes : (i+1)*p.classes] {
			y := 0.0
			if a == c {
				y = 1
			}
			sum -= (math.Log(2*math.Pi*v) + (y-mean)*(y-mean)/v) / 2
		}
	}
	return sum / float64(max(count, 1))
}

// Chances says how likely each class has the greatest score at a node, by draws of the scores
// from their posterior. All nodes and all posteriors are asked with the same draws, so that
// what differs between two of them is not chance.
type Chances struct {
	classes int
	normal  []float64 // a row of C for each draw
}

// NewChances returns so many draws of the scores of some classes. The error of a probability is
// at most 1/(2√draws).
func NewChances(classes, draws int, seed uint64) *Chances {
	rng := stream(seed, chancesStream)
	c := &Chances{classes: classes, normal: make([]float64, classes*draws)}
	for i := range c.normal {
		c.normal[i] = rng.NormFloat64()
	}
	return c
}

// Of fills chances (N×C) with the probability of each class at each node.
func (c *Chances) Of(p *Posterior, chances []float64) {
	clear(chances)
	share := float64(c.classes) / float64(len(c.normal))
	for i, v := range p.Variance {
		deviation := math.Sqrt(v)
		mean := p.Mean[i*c.classes : (i+1)*c.classes]
		for draw := 0; draw < len(c.normal); draw += c.classes {
			best, top := 0, math.Inf(-1)
			for a, z := range c.normal[draw : draw+c.classes] {
				if score := mean[a] + deviation*z; score > top {
					best, top = a, score
				}
			}
			chances[i*c.classes+best] += share
		}
	}
}

// A Bin holds the nodes whose likeliest class has a probability in one tenth of [0, 1].
type Bin struct {
	Nodes      int
	Confidence float64 // mean probability of the likeliest class
	Accuracy   float64 // share of nodes of which it is the class
}

// Calibration returns the expected calibration error of the nodes without a label,
// Σ_b |B_b| |accuracy − confidence| / Σ_b |B_b| over ten bins of equal width, and the bins
// (Guo, Pleiss, Sun and Weinberger 2017, arXiv:1706.04599). chances (N×C) are those of Of; class
// (N) holds the truth, −1 where it is not known.
func (p *Posterior) Calibration(chances []float64, class []int) (wrong float64, bins [10]Bin) {
	asked := 0
	for i, c := range class {
		if c < 0 || p.Labels[i] >= 0 {
			continue
		}
		likeliest, top := 0, 0.0
		for a, chance := range chances[i*p.classes : (i+1)*p.classes] {
			if chance > top {
				likeliest, top = a, chance
			}
		}
		bin := &bins[min(int(top*10), 9)]
		bin.Nodes++
		bin.Confidence += top
		if likeliest == c {
			bin.Accuracy++
		}
		asked++
	}
	for b := range bins {
		bin := &bins[b]
		if bin.Nodes == 0 {
			continue
		}
		wrong += math.Abs(bin.Accuracy-bin.Confidence) / float64(asked)
		bin.Confidence /= float64(bin.Nodes)
		bin.Accuracy /= float64(bin.Nodes)
	}
	return wrong, bins
}

// A Spectrum has room for the eigenvalues of a kernel.
type Spectrum struct {
	Values       []float64 // N, rising
	matrix, work []float64
}

// NewSpectrum returns room for an n×n kernel.
func NewSpectrum(n int) *Spectrum {
	s := &Spectrum{Values: make([]float64, n), matrix: make([]float64, n*n)}
	size := []float64{0}
	lapack64.Syev(lapack.EVNone, s.symmetric(), s.Values, size, -1)
	s.work = make([]float64, int(size[0]))
	return s
}

func (s *Spectrum) symmetric() blas64.Symmetric {
	n := len(s.Values)
	return blas64.Symmetric{N: n, Stride: n, Data: s.matrix, Uplo: blas.Upper}
}

// EffectiveRank returns exp(−Σ p log p) of the eigenvalues p of k (N×N), scaled to sum to 1:
// how many directions the kernel tells apart, from 1 to N (Roy and Vetterli 2007, The
// effective rank: a measure of effective dimensionality, EUSIPCO, pp. 606–610). Eigenvalues
// that rounding has made negative count as 0. It is 0 for a kernel of zeros. It takes about
// 4N³/3 multiplications.
func (s *Spectrum) EffectiveRank(k []float64) float64 {
	copy(s.matrix, k)
	if !lapack64.Syev(lapack.EVNone, s.symmetric(), s.Values, s.work, len(s.work)) {
		panic("graph: the eigenvalues of a kernel do not converge")
	}
	trace := 0.0
	for _, v := range s.Values {
		trace += max(v, 0)
	}
	if trace == 0 {
		return 0
	}
	entropy := 0.0
	for _, v := range s.Values {
		if p := v / trace; p > 0 {
			entropy -= p * math.Log(p)
		}
	}
	return math.Exp(entropy)
}
