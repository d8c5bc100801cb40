package linear

import (
	"fmt"
	"math"
	"slices"

	"narrows/sim/limit"
	"narrows/sim/vector"
)

// Balanced is gradient flow of W = W_L ⋯ W_1, finite deep linear networks of L layers with
// balanced weights, W_{i+1}ᵀW_{i+1} = W_i W_iᵀ: then W moves by itself,
//
//	W′ = −Σ_{i=1}^{L} (W Wᵀ)^{(i−1)/L} G (WᵀW)^{(L−i)/L},
//
// where a power 0 is the identity (Arora, Cohen, Hazan 2018, arXiv:1802.06509, theorem 1).
// With two layers and the time times γ it is also a Flow with D = 0 and d ≥ rank W,
// since then c_f AᵀA = γ(WᵀW)^½ and c_g bbᵀ = γ(WWᵀ)^½ (derived here).
type Balanced struct {
	wholeMap
	depth  int
	rank   int          // of W_0, which the flow keeps from two layers on
	start  []float64    // K×m, W at the start of a step
	slope  [4][]float64 // K×m, of Runge and Kutta
	of     *Singular
	h, mix []float64 // K×m and K×K
	power  []float64 // K×L, λ_i^{j/L}
}

// NewBalanced starts at time 0 from W_0 (K×m), which it copies.
func NewBalanced(depth int, p limit.Problem, w []float64) *Balanced {
	if depth < 1 || len(w) != p.K*p.M {
		panic(fmt.Sprintf("linear: %d numbers for %d layers from %d to %d", len(w), depth, p.M, p.K))
	}
	b := &Balanced{
		wholeMap: newWholeMap(p), depth: depth,
		start: make([]float64, len(w)),
		of:    NewSingular(p.K, p.M),
		h:     make([]float64, len(w)), mix: make([]float64, p.K*p.K),
		power: make([]float64, p.K*depth),
	}
	for i := range b.slope {
		b.slope[i] = make([]float64, len(w))
	}
	b.w = slices.Clone(w)
	b.of.Of(b.w)
	b.rank = b.of.Rank(spare)
	b.project()
	b.evaluate()
	return b
}

// spare is the share of the largest singular value at which one counts as 0. As rounding, at
// 1e-16, it would come back as 1e-4 under a root of fourth order.
const spare = 1e-13

// Step advances the flow by a time dt, by the classical Runge–Kutta method of fourth order.
// If that diverges, the flow freezes: it stays where it was, and further steps do nothing.
func (b *Balanced) Step(dt float64) {
	if b.frozen {
		return
	}
	copy(b.start, b.w)
	for i, ahead := range [4]float64{0, 0.5, 0.5, 1} {
		if i > 0 {
			copy(b.w, b.start)
			vector.Axpy(b.w, ahead*dt, b.slope[i-1])
			b.evaluate()
		}
		b.slopeAt(b.slope[i])
	}
	for i, v := range b.start {
		b.w[i] = v + dt/6*(b.slope[0][i]+2*b.slope[1][i]+2*b.slope[2][i]+b.slope[3][i])
	}
	b.project()
	b.evaluate()
	if limit.Diverged(b.loss) {
		copy(b.w, b.start)
		b.evaluate()
		b.frozen = true
		return
	}
	b.steps++
}

// slopeAt sets dst to W′ at the present W.
func (b *Balanced) slopeAt(dst []float64) {
	b.gradient()
	if b.p.K == 1 {
		b.vectorSlope(dst)
		return
	}
	b.matrixSlope(dst)
}

// vectorSlope is W′ = −|W|^{2−2/L} (G + (L−1) (G·W) W/|W|²) for one output.
func (b *Balanced) vectorSlope(dst []float64) {
	square, n := vector.Dot(b.w, b.w), float64(b.depth)
	clear(dst)
	scale := math.Pow(square, 1-1/n)
	vector.Axpy(dst, -scale, b.g)
	if square > 0 {
		vector.Axpy(dst, -scale*(n-1)*vector.Dot(b.g, b.w)/square, b.w)
	}
}

// project brings W back to its rank, which a step leaves at the fifth order of dt.
func (b *Balanced) project() {
	k, m := b.p.K, b.p.M
	if b.depth == 1 || b.rank == min(k, m) {
		return
	}
	b.of.Of(b.w)
	clear(b.w)
	for c := range k {
		for i := range b.rank {
			vector.Axpy(b.w[c*m:][:m], b.of.U[c*k+i], b.of.P[i*m:][:m])
		}
	}
}

// matrixSlope is W′ in the frame of the singular vectors, W = U P, λ_i = |P_i|², H = UᵀG:
//
//	(UᵀW′)_i = −λ_i^{(L−1)/L} H_i − Σ_l (H Pᵀ)_il (Σ_{j=1}^{L−1} λ_i^{(j−1)/L} λ_l^{(L−j)/L}) P_l/λ_l,
//
// the first term that of j = L, the sum over λ_l > 0. At the points inside a step, whose rank
// is higher, the λ beyond the rank of W_0 count as 0 too: the slope of a root of those would
// have no bound, and the method no order.
func (b *Balanced) matrixSlope(dst []float64) {
	k, m, n := b.p.K, b.p.M, b.depth
	b.of.Of(b.w)
	for i, sigma := range b.of.Values {
		if i >= b.rank {
			sigma = 0
		}
		for j := range n {
			b.power[i*n+j] = math.Pow(sigma, 2*float64(j)/float64(n)) // 0⁰ = 1
		}
	}
	clear(b.h)
	for i := range k {
		for c := range k {
			vector.Axpy(b.h[i*m:][:m], b.of.U[c*k+i], b.g[c*m:][:m])
		}
	}
	clear(dst)
	for i := range k {
		for l, sigma := range b.of.Values[:b.rank] {
			sum := 0.0
			for j := 1; j < n; j++ {
				sum += b.power[i*n+j-1] * b.power[l*n+n-j]
			}
			b.mix[i*k+l] = sum * vector.Dot(b.h[i*m:][:m], b.of.P[l*m:][:m]) / (sigma * sigma)
		}
	}
	for i := range k {
		row := b.h[i*m:][:m]
		for c := range row {
			row[c] *= b.power[i*n+n-1]
		}
		for l := range b.rank {
			vector.Axpy(row, b.mix[i*k+l], b.of.P[l*m:][:m])
		}
		for c := range k {
			vector.Axpy(dst[c*m:][:m], -b.of.U[c*k+i], row)
		}
	}
}
