package graph

import (
	"math"

	"narrows/sim/kernel"
)

// A Layer is one of a graph network of infinite width. Its outputs, column by column, are
// independent Gaussian processes over the nodes with one N×N covariance, which follows from
// that of the layer before: with the operator S and F_ij = E[φ(u_i) φ(u_j)], u ~ N(0, K),
//
//	K′ = σ_b² + σ_s² F + σ_w² S F Sᵀ
//
// where σ_b² is added to each entry: a bias is shared by all nodes. In a graph convolutional
// network σ_s is 0; GraphSAGE has weights apart for what a node says to itself (Hamilton, Ying
// and Leskovec 2017, arXiv:1706.02216). The first layer takes the features' covariance C⁰ for F.
//
// A graph isomorphism network mixes once and passes what each node hears through several
// dense layers (Xu, Hu, Leskovec and Jegelka 2019, arXiv:1810.00826). Each of them is one of a
// fully connected network,
//
//	K′ = σ_b² + σ_w² F
//
// One such Layer, with features that are mixed but once in the whole network, is the kernel
// of that name of Niu, Anitescu and Chen 2023 (arXiv:2302.05828) and of their program.
type Layer struct {
	WeightVar  float64 // σ_w²
	BiasVar    float64 // σ_b²
	SelfVar    float64 // σ_s²
	Dense      int     // dense layers after the mixing; 0 for a graph convolutional network
	Activation kernel.Activation
}

// A Kernel is the covariance of the nodes after some layers.
type Kernel struct {
	Layers int       // so many are behind it
	K      []float64 // N×N, row by row; C⁰ before the first layer

	n             int
	layer         Layer
	operator      *Operator
	scratch, self []float64
}

// NewKernel returns C⁰ before any layer: c is N×N and symmetric, and becomes the Kernel's.
func NewKernel(c []float64, s *Operator, l Layer) *Kernel {
	k := &Kernel{K: c, n: s.n, layer: l, operator: s, scratch: make([]float64, len(c))}
	if l.SelfVar > 0 {
		k.self = make([]float64, len(c))
	}
	return k
}

// Step goes on by one layer. It allocates nothing.
func (k *Kernel) Step() {
	if k.Layers > 0 {
		k.activate()
	}
	k.mix()
	for range k.layer.Dense {
		k.activate()
		k.dense()
	}
	k.Layers++
}

// mix makes σ_b² + σ_s² F + σ_w² S F Sᵀ of F.
func (k *Kernel) mix() {
	copy(k.self, k.K)
	k.operator.Conjugate(k.K, k.scratch)
	k.dense()
	for i, f := range k.self {
		k.K[i] += k.layer.SelfVar * f
	}
}

// dense makes σ_b² + σ_w² F of F.
func (k *Kernel) dense() {
	for i, f := range k.K {
		k.K[i] = k.layer.BiasVar + k.layer.WeightVar*f
	}
}

// activate replaces K by F.
func (k *Kernel) activate() {
	n, phi := k.n, k.layer.Activation
	for i := range n {
		q := k.K[i*n+i]
		for j := range i {
			// Variances are replaced after all rows.
			f, _ := phi.Moments(q, k.K[j*n+j], k.K[i*n+j])
			k.K[i*n+j], k.K[j*n+i] = f, f
		}
	}
	for i := range n {
		f, _ := phi.Moment(k.K[i*n+i])
		k.K[i*n+i] = f
	}
}

// LeastCorrelation returns the least K_ij/√(K_ii K_jj) of two nodes i < j whose variances are
// not 0, and which they are; 1, 0 and 0 where there are no two.
func (k *Kernel) LeastCorrelation() (least float64, a, b int) {
	least = 1
	for i := range k.n {
		for j := range i {
			q := k.K[i*k.n+i] * k.K[j*k.n+j]
			if q <= 0 {
				continue
			}
			if c := k.K[i*k.n+j] / math.Sqrt(q); c < least {
				least, a, b = c, j, i
			}
		}
	}
	return least, a, b
}
