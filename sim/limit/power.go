package limit

import "math"

// The largest eigenvalue is followed by power iteration from the vector of the last time:
// after every step while steps are few, and then often enough for a curve, at a tenth of
// the cost of a step; where it needs a Jacobian that steps do without, only as often.
const (
	firstIterations = 24
	laterIterations = 3
	iterationEvery  = 5
	everyStepUntil  = 200
)

// powerIteration finds λ_max of K_F on the training set, an NK×NK matrix, without making
// it: K_F v = K_f v + Σ_a J_a ∘ Θ_g (J_a ∘ v).
type powerIteration struct {
	b      *BottleneckFlow
	v, w   []float64 // N×K
	turned []float64 // N, one column of J∘v
	lambda float64
}

func newPowerIteration(b *BottleneckFlow) *powerIteration {
	n := b.k.Problem.N * b.k.Problem.K
	t := &powerIteration{b: b, v: make([]float64, n), w: make([]float64, n), turned: make([]float64, b.k.Problem.N)}
	for i := range t.v {
		// Any vector will do that symmetric data does not make orthogonal to the top.
		t.v[i] = 1 + math.Sin(float64(3*i+1))
	}
	return t
}

func (t *powerIteration) iterate(times int) {
	for range times {
		norm := math.Sqrt(dot(t.v, t.v))
		if norm == 0 {
			return
		}
		for i := range t.v {
			t.v[i] /= norm
		}
		t.b.applyKernel(t.w, t.v, t.turned)
		t.lambda = dot(t.v, t.w)
		t.v, t.w = t.w, t.v
	}
}

// applyKernel sets w = K_F v, both N×K; column is scratch of N.
func (b *BottleneckFlow) applyKernel(w, v, column []float64) {
	n, outs, d := b.k.Problem.N, b.k.Problem.K, b.k.Architecture.Units
	b.f.apply(w, v)
	b.complete()
	for a := range d {
		for j := range n {
			column[j] = 0
			for c := range outs {
				column[j] += b.jacobian[(j*outs+c)*d+a] * v[j*outs+c]
			}
		}
		for i := range n {
			x := dot(b.k.thetaG[i*n:][:n], column)
			for c := range outs {
				w[i*outs+c] += b.jacobian[(i*outs+c)*d+a] * x
			}
		}
	}
}
