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
	turned []float64 // 4×N, columns of J∘v and what Θ_g makes of them
	lambda float64
}

func newPowerIteration(b *BottleneckFlow) *powerIteration {
	n := b.k.Problem.N * b.k.Problem.K
	t := &powerIteration{b: b, v: make([]float64, n), w: make([]float64, n), turned: make([]float64, 4*b.k.Problem.N)}
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

// applyKernel sets w = K_F v, both N×K; columns is scratch of 4×N. Two columns of J∘v share
// the rows of Θ_g.
func (b *BottleneckFlow) applyKernel(w, v, columns []float64) {
	n, d, outs := b.k.Problem.N, b.k.Architecture.Units, b.k.Problem.K
	b.f.apply(w, v)
	b.complete()
	for a := 0; a < d; a += 2 {
		both := min(2, d-a)
		b.turn(columns, v, a, both)
		x := columns[2*n:][:both*n] // N×2, or N
		multiply(x, b.k.thetaG, columns, n, both)
		for i := range n {
			for c := range outs {
				at := i*outs + c
				w[at] += b.jacobian[at*d+a] * x[i*both]
				if both == 2 {
					w[at] += b.jacobian[at*d+a+1] * x[i*2+1]
				}
			}
		}
	}
}

// turn sets columns to J_a∘v, summed over outputs, for a and if both are wanted a+1.
func (b *BottleneckFlow) turn(columns, v []float64, a, both int) {
	n, d, outs := b.k.Problem.N, b.k.Architecture.Units, b.k.Problem.K
	for e := range both {
		column, jacobian := columns[e*n:][:n], b.jacobian[a+e:]
		for j := range column {
			sum := 0.0
			for c := range outs {
				sum += jacobian[(j*outs+c)*d] * v[j*outs+c]
			}
			column[j] = sum
		}
	}
}
