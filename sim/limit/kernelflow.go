package limit

import (
	"fmt"

	"narrows/sim/vector"
)

// A KernelFlow is gradient descent of the infinitely wide network without bottleneck:
//
//	F_{t+1}(x) = F_t(x) − (η/N) Σ_j Θ_∞(x, x_j) χ_j.
//
// It keeps c_t = Σ_s (η/N) χ(s), so that F_t(x) = F_0(x) − Θ_∞(x, X) c_t anywhere.
type KernelFlow struct {
	k          *Kernels
	start, off []float64 // F_0 on X (N×K) and off it (P×K)
	c, before  []float64 // K×N, now and a step ago
	outputs    []float64 // N×K
	chi        []float64 // N×K, of the present outputs
	loss       float64
	steps      int
	frozen     bool
}

// NewKernelFlow starts at step 0 with the outputs on (N×K) and off the training set (those
// at the first of the P points that are wanted, times K).
func NewKernelFlow(k *Kernels, on, off []float64) *KernelFlow {
	n, outs := k.Problem.N, k.Problem.K
	if len(on) != n*outs || len(off) > k.P*outs || len(off)%outs != 0 {
		panic(fmt.Sprintf("limit: start of %d and %d numbers for %d and %d points with %d outputs",
			len(on), len(off), n, k.P, outs))
	}
	f := &KernelFlow{
		k:       k,
		start:   append([]float64(nil), on...),
		off:     append([]float64(nil), off...),
		c:       make([]float64, n*outs),
		before:  make([]float64, n*outs),
		outputs: make([]float64, n*outs),
		chi:     make([]float64, n*outs),
	}
	f.evaluate()
	return f
}

// Step takes one step of gradient descent at the rate. If that diverges, the flow freezes:
// it stays where it was, and further steps do nothing.
func (f *KernelFlow) Step(rate float64) {
	if f.frozen {
		return
	}
	p := f.k.Problem
	copy(f.before, f.c)
	scale := rate / float64(p.N)
	for j := range p.N {
		for c := range p.K {
			f.c[c*p.N+j] += scale * f.chi[j*p.K+c]
		}
	}
	f.evaluate()
	if Diverged(f.loss) {
		copy(f.c, f.before)
		f.evaluate()
		f.frozen = true
		return
	}
	f.steps++
}

func (f *KernelFlow) evaluate() {
	p := f.k.Problem
	spread(f.outputs, f.start, f.k.theta, f.c, p.N, p.K)
	f.loss = p.Loss.Measure(f.chi, f.outputs, p.Y, p.N)
}

// Outputs returns F_t on the training set, N×K. The slice is the flow's own, valid until
// the next Step.
func (f *KernelFlow) Outputs() []float64 { return f.outputs }

// Loss returns the mean loss on the training set.
func (f *KernelFlow) Loss() float64 { return f.loss }

// OffOutputs fills dst with F_t at the points from … to−1 off the training set.
func (f *KernelFlow) OffOutputs(dst []float64, from, to int) {
	n, outs := f.k.Problem.N, f.k.Problem.K
	spread(dst, f.off[from*outs:to*outs], f.k.rows(&f.k.cross, from, to), f.c, n, outs)
}

// Frozen reports whether the flow has diverged, and at which step it would have.
func (f *KernelFlow) Frozen() (step int, frozen bool) { return f.steps + 1, f.frozen }

// spread fills dst (rows×k) with start − Θ c, for Θ rows×n and c k×n.
func spread(dst, start, theta, c []float64, n, k int) {
	dst = dst[:len(start)]
	multiply(dst, theta, c, n, k)
	for i, v := range start {
		dst[i] = v - dst[i]
	}
}

// multiply fills dst (rows×k) with Θ c, for Θ rows×n and c k×n: two rows at a time with two
// of c, which load each number once for two products.
func multiply(dst, theta, c []float64, n, k int) {
	count := len(dst) / k
	i := 0
	for ; i+2 <= count; i += 2 {
		p, q, to := theta[i*n:][:n], theta[(i+1)*n:][:n], dst[i*k:][:2*k]
		a := 0
		for ; a+2 <= k; a += 2 {
			to[a], to[a+1], to[k+a], to[k+a+1] = vector.Dot4(p, q, c[a*n:][:n], c[(a+1)*n:][:n])
		}
		if a < k {
			to[a], to[k+a] = vector.Dot2(c[a*n:][:n], p, q)
		}
	}
	if i < count {
		for a := range k {
			dst[i*k+a] = vector.Dot(theta[i*n:][:n], c[a*n:][:n])
		}
	}
}
