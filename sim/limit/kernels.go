package limit

import (
	"fmt"
	"math/rand/v2"

	"narrows/sim/eigen"
	"narrows/sim/kernel"
	"narrows/sim/vector"
)

// Kernels holds what stays constant under training for one architecture and problem: the
// kernels between the N training points, and between P further points and those; the
// latter row by row, when first asked for. It may serve any number of flows.
type Kernels struct {
	Architecture Architecture
	Problem      Problem
	Off          []float64 // P×M, points off the training set
	P            int

	nngpG  []float64 // N×N, covariance of g_0 on X
	nngp   []float64 // N×N, the same of the network without bottleneck
	thetaG []float64 // N×N, Θ_g(X, X)
	theta  []float64 // N×N, Θ_∞(X, X): the same architecture, bottleneck infinitely wide
	crossG crossing  // Θ_g(Off, X)
	cross  crossing  // Θ_∞(Off, X)
	max    float64   // largest eigenvalue of Θ_∞(X, X)

	g, wide *process // the starts of g and of the network without bottleneck; made when needed
}

// NewKernels computes the kernels. off is P×M and may be nil. It fails if the kernel of
// the infinitely wide network is not that of anything that could learn.
func NewKernels(a Architecture, p Problem, off []float64) (*Kernels, error) {
	p.Check()
	if len(off)%p.M != 0 {
		panic(fmt.Sprintf("limit: %d numbers in rows of %d", len(off), p.M))
	}
	k := &Kernels{Architecture: a, Problem: p, Off: off, P: len(off) / p.M}
	layers := a.G.Depth + a.F.Depth
	vector.CountDouble(p.N * p.N / 2 * (2*(2*p.M+a.G.Depth*angles) + 2*p.M + layers*angles))
	k.nngpG, k.thetaG = a.stackG().Gram(p.X, p.M)
	k.nngp, k.theta = a.stack().Gram(p.X, p.M)
	var err error
	if _, k.max, err = eigen.Extremes(k.theta, p.N); err != nil {
		return nil, err
	}
	k.crossG.stack, k.cross.stack = a.stackG(), a.stack()
	return k, nil
}

// A crossing is the kernel of a stack between the points off the training set and those
// on it, P×N, as far as it is known.
type crossing struct {
	stack  kernel.Stack
	on     *kernel.Points
	values []float64
	known  []bool // by row
}

// rows returns the rows from … to−1 of a crossing.
func (k *Kernels) rows(c *crossing, from, to int) []float64 {
	n, m := k.Problem.N, k.Problem.M
	if c.known == nil {
		c.values, c.known = make([]float64, k.P*n), make([]bool, k.P)
		c.on = c.stack.Points(k.Problem.X, m)
	}
	for i := from; i < to; i++ {
		if !c.known[i] {
			vector.CountDouble(n * (2*m + len(c.stack)*angles))
			c.on.Row(nil, c.values[i*n:][:n], k.Off[i*m:][:m])
			c.known[i] = true
		}
	}
	return c.values[from*n : to*n]
}

func (a Architecture) stackG() kernel.Stack { return kernel.Stack{a.G} }
func (a Architecture) stack() kernel.Stack  { return kernel.Stack{a.G, a.F} }

// LambdaMax returns λ_max(Θ_∞)/N, the fastest rate of the network without bottleneck.
func (k *Kernels) LambdaMax() float64 { return k.max / float64(k.Problem.N) }

// StableRate returns η_max = 2/(c λ_max(Θ_∞)/N): below it gradient descent without a
// bottleneck is stable. For Fourth, whose curvature has no bound, it is 0.
func (k *Kernels) StableRate() float64 {
	return 2 / (k.Problem.Loss.Curvature() * k.LambdaMax())
}

// DrawOutputs draws F_0 of the network without bottleneck from its Gaussian process,
// jointly on the training points (N×K) and off them (P×K).
func (k *Kernels) DrawOutputs(rng *rand.Rand) (on, off []float64, err error) {
	if k.wide == nil {
		if k.wide, err = newProcess(k.Architecture.stack(), k.nngp, k.Problem, k.Off); err != nil {
			return nil, nil, err
		}
	}
	on, off = k.wide.draw(k.Problem.K, rng)
	return on, off, nil
}

// DrawStart draws an own start of the network with bottleneck: f_0 as the State of the
// architecture holds it, a Harmonic of the default degree, a Landmark or a Finite; then
// g_0, jointly on the training points and off them. The start on the training points does
// not depend on the points off them.
func (k *Kernels) DrawStart(rng *rand.Rand) (Start, error) {
	if k.g == nil {
		var err error
		if k.g, err = newProcess(k.Architecture.stackG(), k.nngpG, k.Problem, k.Off); err != nil {
			return Start{}, err
		}
	}
	f, err := k.drawF(rng)
	if err != nil {
		return Start{}, err
	}
	z, off := k.g.draw(k.Architecture.Units, rng)
	return Start{Z: z, Off: off, F: f}, nil
}

func (k *Kernels) drawF(rng *rand.Rand) (Function, error) {
	a, outs := k.Architecture, k.Problem.K
	switch a.State() {
	case Harmonics:
		f, err := NewHarmonic(a.F, a.Units, outs, 0)
		if err != nil {
			return nil, err
		}
		f.Draw(rng)
		return f, nil
	case Landmarks:
		f, err := NewLandmark(a.F, a.Units, outs)
		if err != nil {
			return nil, err
		}
		return f, f.Draw(rng)
	}
	f := NewFinite(a.F, a.Units, outs, a.Width)
	f.Draw(rng)
	return f, nil
}
