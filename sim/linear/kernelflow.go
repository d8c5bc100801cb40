package linear

import (
	"fmt"
	"slices"

	"narrows/sim/eigen"
	"narrows/sim/limit"
	"narrows/sim/vector"
)

// A KernelFlow is gradient descent of the infinitely wide deep linear network without
// bottleneck, whose kernel is constant:
//
//	W_{t+1} = W_t − η c_∞ G_t,   G = (1/N) Σ_j χ_j x_jᵀ.
type KernelFlow struct {
	wholeMap
	rate   float64 // c_∞
	before []float64
	lambda float64
}

// NewKernelFlow starts at step 0 from W_0 (K×m), which it copies; nil is 0. It fails if
// the inputs are all zero. The Units of the architecture do not matter.
func NewKernelFlow(l Architecture, p limit.Problem, w []float64) (*KernelFlow, error) {
	f := &KernelFlow{wholeMap: newWholeMap(p), rate: l.KernelInfinite(p.M), before: make([]float64, p.K*p.M)}
	if w != nil && len(w) != len(f.w) {
		panic(fmt.Sprintf("linear: start of %d numbers for a map from %d to %d", len(w), p.M, p.K))
	}
	if w != nil {
		f.w = slices.Clone(w)
	}
	_, hi, err := eigen.Extremes(secondMoments(p), p.M)
	if err != nil {
		return nil, err
	}
	f.lambda = f.rate * hi
	f.evaluate()
	return f, nil
}

// Step takes one step of gradient descent at the rate. If that diverges, the flow freezes:
// it stays where it was, and further steps do nothing.
func (f *KernelFlow) Step(rate float64) {
	if f.frozen {
		return
	}
	copy(f.before, f.w)
	f.gradient()
	vector.Axpy(f.w, -rate*f.rate, f.g)
	f.evaluate()
	if limit.Diverged(f.loss) {
		copy(f.w, f.before)
		f.evaluate()
		f.frozen = true
		return
	}
	f.steps++
}

// LambdaMax returns λ_max(Θ_∞)/N = c_∞ λ_max(XᵀX/N), the fastest rate of training.
func (f *KernelFlow) LambdaMax() float64 { return f.lambda }
