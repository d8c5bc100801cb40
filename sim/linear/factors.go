package linear

import (
	"fmt"
	"math"

	"narrows/sim/limit"
	"narrows/sim/vector"
)

// Factors is gradient descent of a deep linear network of L layers without scale factors,
// W = W_L ⋯ W_1, layer by layer:
//
//	W_i ← W_i − η (W_L ⋯ W_{i+1})ᵀ G (W_{i−1} ⋯ W_1)ᵀ.
//
// It starts balanced, W_{i+1}ᵀW_{i+1} = W_i W_iᵀ, and follows the Balanced flow of as many
// layers to the first order in η.
type Factors struct {
	wholeMap
	depth        int
	f, before    [][]float64 // f[0] is K×m, the layer nearest the inputs; the others K×K
	ahead        [][]float64 // ahead[i] = W_i ⋯ W_1, K×m
	back, turned []float64   // K×m, of the layer under way
}

// NewFactors starts at step 0 from a balanced factorisation of W_0 (K×m), with inner widths K:
//
//	W_1 = σ^{1/L} Vᵀ,  W_2 = … = W_{L−1} = σ^{1/L},  W_L = U σ^{1/L},  W_0 = U σ Vᵀ.
func NewFactors(depth int, p limit.Problem, w []float64) *Factors {
	if depth < 1 || len(w) != p.K*p.M {
		panic(fmt.Sprintf("linear: %d numbers for %d layers from %d to %d", len(w), depth, p.M, p.K))
	}
	f := &Factors{
		wholeMap: newWholeMap(p), depth: depth,
		back: make([]float64, len(w)), turned: make([]float64, len(w)),
	}
	of := NewSingular(p.K, p.M)
	of.Of(w)
	for i := range depth {
		columns := p.K
		if i == 0 {
			columns = p.M
		}
		f.f = append(f.f, make([]float64, p.K*columns))
		f.before = append(f.before, make([]float64, p.K*columns))
		f.ahead = append(f.ahead, make([]float64, len(w)))
	}
	for e := range of.Rank(spare) {
		f.open(of, e)
	}
	f.multiply()
	return f
}

// open puts the e-th singular value into every factor.
func (f *Factors) open(of *Singular, e int) {
	k, m := f.p.K, f.p.M
	sigma := of.Values[e]
	root := math.Pow(sigma, 1/float64(f.depth))
	for i, w := range f.f {
		last := i == f.depth-1
		for r := range k {
			left := root * delta(r, e)
			if last {
				left = root * of.U[r*k+e]
			}
			if i == 0 {
				vector.Axpy(w[r*m:][:m], left/sigma, of.P[e*m:][:m])
			} else {
				w[r*k+e] += left
			}
		}
	}
}

func delta(i, j int) float64 {
	if i == j {
		return 1
	}
	return 0
}

// multiply brings everything that follows from the factors up to date.
func (f *Factors) multiply() {
	k, m := f.p.K, f.p.M
	copy(f.ahead[0], f.f[0])
	for i := 1; i < f.depth; i++ {
		clear(f.ahead[i])
		for r := range k {
			for c := range k {
				vector.Axpy(f.ahead[i][r*m:][:m], f.f[i][r*k+c], f.ahead[i-1][c*m:][:m])
			}
		}
	}
	copy(f.w, f.ahead[f.depth-1])
	f.evaluate()
}

// Step takes one step of gradient descent at the rate. If that diverges, the network freezes:
// it stays where it was, and further steps do nothing.
func (f *Factors) Step(rate float64) {
	if f.frozen {
		return
	}
	for i := range f.f {
		copy(f.before[i], f.f[i])
	}
	f.gradient()
	f.descend(rate)
	f.multiply()
	if limit.Diverged(f.loss) {
		for i := range f.f {
			copy(f.f[i], f.before[i])
		}
		f.multiply()
		f.frozen = true
		return
	}
	f.steps++
}

// descend moves each factor, from the last one on, which hands (W_L ⋯ W_{i+1})ᵀG back.
func (f *Factors) descend(rate float64) {
	k, m := f.p.K, f.p.M
	copy(f.back, f.g)
	for i := f.depth - 1; i > 0; i-- {
		for r := range k {
			for c := range k {
				f.f[i][r*k+c] -= rate * vector.Dot(f.back[r*m:][:m], f.ahead[i-1][c*m:][:m])
			}
		}
		clear(f.turned)
		for r := range k {
			for c := range k {
				vector.Axpy(f.turned[c*m:][:m], f.before[i][r*k+c], f.back[r*m:][:m])
			}
		}
		f.back, f.turned = f.turned, f.back
	}
	vector.Axpy(f.f[0], -rate, f.back)
}
