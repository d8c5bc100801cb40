// Package eigen finds the eigenvalues of kernels that decide how fast they can be trained: the
// extreme ones of a matrix, and the largest of one that is known only by what it makes of vectors.
// It knows nothing of where kernels come from, or of what they train.
package eigen

import (
	"math"
	"math/rand/v2"

	"narrows/sim/vector"
)

// A Top finds λ_max of a symmetric matrix without negative eigenvalues, of which
// nothing is known but what it makes of a vector. A few vectors are iterated together, and
// the matrix is solved between them: where another eigenvalue overtakes the largest, its
// vector is among them already.
type Top struct {
	apply func(w, v []float64)
	kept  [][]float64 // where searches begin: the vectors of the largest eigenvalues
	v, w  [][]float64 // the vectors and what the matrix makes of them
	most  float64     // the largest eigenvalue and the second when a search ended last
	next  float64
	over  float64 // the largest and the second of what was kept
	under float64
}

// vectors is how many go together.
const vectors = 3

// An Effort is what ends a search.
type Effort struct {
	within float64 // the largest that the error of λ may be by its estimate, relative
	fewest int     // rounds before that is believed: near a vector of another eigenvalue it is small too
}

var (
	Near     = Effort{4e-3, 1} // for a search that begins near the top
	Moved    = Effort{4e-3, 2} // that begins at the top of a matrix that has moved much since
	Anywhere = Effort{1e-4, 4} // that begins anywhere, and takes some rounds to come near
)

// mostRounds end it in any case.
const mostRounds = 100

// NewTop is for an n×n matrix: apply sets w to what it makes of v.
func NewTop(n int, apply func(w, v []float64)) *Top {
	t := &Top{apply: apply}
	// Any vectors will do that data, often symmetric, does not make orthogonal to the top.
	rng := rand.New(rand.NewPCG(1, 1))
	for range min(vectors, n) {
		x := make([]float64, n)
		for i := range x {
			x[i] = rng.NormFloat64()
		}
		t.kept = append(t.kept, x)
		t.v, t.w = append(t.v, make([]float64, n)), append(t.w, make([]float64, n))
	}
	return t
}

// Keep lets the next searches begin where the last one ended.
func (t *Top) Keep() {
	for b, v := range t.v {
		copy(t.kept[b], v)
	}
	t.over, t.under = t.most, t.next
}

// Follow returns λ_max by one vector alone, the first that was kept, if that is enough: if
// nothing can have overtaken it, though eigenvalues have moved by as much as moved, relative to
// the largest, since Keep. It keeps the vector that it ends with.
func (t *Top) Follow(moved float64) (lambda float64, enough bool) {
	const room = 0.1 // with less of it, one vector is hardly ever enough
	if !(t.under < (1-moved-room)*t.over) {
		return 0, false
	}
	v, w := t.kept[0], t.w[0]
	t.apply(w, v)
	lambda = vector.Dot(v, w)
	norm := vector.Dot(w, w)
	if square := max(norm-lambda*lambda, 0); !(square <= Near.within*lambda*(lambda*(1-moved)-t.under)) {
		return 0, false
	}
	by := 1 / math.Sqrt(norm)
	for i, x := range w {
		v[i] = x * by
	}
	return lambda, true
}

// Find returns λ_max. It depends on the matrix and on what was kept, and on nothing else.
func (t *Top) Find(effort Effort) (lambda float64) {
	for b, v := range t.kept {
		copy(t.v[b], v)
	}
	straighten(t.v)
	for round := 1; ; round++ {
		lambda, next, least := t.solve()
		t.most, t.next = lambda, next
		if !(lambda > 0) {
			return max(lambda, 0)
		}
		// With r = |w − λv| of the first vector, λ is within r²/(λ − λ′) of the top, λ′ being
		// what is not in the span of the vectors, and at most about the least of theirs; and
		// within r of an eigenvalue in any case.
		square := max(vector.Dot(t.w[0], t.w[0])-lambda*lambda, 0)
		for b, w := range t.w {
			copy(t.v[b], w)
		}
		straighten(t.v)
		near := square <= effort.within*lambda*max(lambda-least, math.Sqrt(square))
		if near && round >= effort.fewest || round == mostRounds {
			return lambda
		}
	}
}

// solve finds the eigenvalues of the matrix between the vectors, and turns w to their order:
// it returns the first, the second and the last.
func (t *Top) solve() (most, next, least float64) {
	n := len(t.v)
	var h, y [vectors * vectors]float64
	for b := range n {
		t.apply(t.w[b], t.v[b])
		for a := range b + 1 {
			x := vector.Dot(t.v[a], t.w[b])
			h[a*vectors+b], h[b*vectors+a] = x, x
		}
	}
	jacobi(&h, &y, n)
	t.turn(&y)
	return h[0], h[min(1, n-1)*(vectors+1)], h[(n-1)*(vectors+1)]
}

// turn replaces w by w y.
func (t *Top) turn(y *[vectors * vectors]float64) {
	n := len(t.w)
	for i := range t.w[0] {
		var x [vectors]float64
		for b := range n {
			for a := range n {
				x[b] += y[a*vectors+b] * t.w[a][i]
			}
		}
		for b := range n {
			t.w[b][i] = x[b]
		}
	}
}

// straighten makes vectors orthonormal, twice for the digits that the first time lost. One that
// depends on those before becomes 0.
func straighten(v [][]float64) {
	for b, x := range v {
		first := math.Sqrt(vector.Dot(x, x))
		for range 2 {
			for _, y := range v[:b] {
				vector.Axpy(x, -vector.Dot(x, y), y)
			}
		}
		norm := math.Sqrt(vector.Dot(x, x))
		if !(norm > 1e-12*first) {
			clear(x)
			continue
		}
		for i := range x {
			x[i] /= norm
		}
	}
}

// jacobi brings the leading n×n part of a symmetric h to its eigenvalues, in falling order,
// by rotations, and sets y to their vectors, column by column.
func jacobi(h, y *[vectors * vectors]float64, n int) {
	const s = vectors
	for a := range n {
		y[a*s+a] = 1
	}
	turned := true
	for sweep := 0; turned && sweep < 12; sweep++ {
		turned = false
		for p := range n {
			for q := p + 1; q < n; q++ {
				if !(math.Abs(h[p*s+q]) > 1e-10*(math.Abs(h[p*s+p])+math.Abs(h[q*s+q]))) {
					continue
				}
				turned = true
				theta := (h[q*s+q] - h[p*s+p]) / (2 * h[p*s+q])
				t := math.Copysign(1, theta) / (math.Abs(theta) + math.Hypot(theta, 1))
				c := 1 / math.Hypot(t, 1)
				sin := t * c
				for k := range n {
					x, z := h[k*s+p], h[k*s+q]
					h[k*s+p], h[k*s+q] = c*x-sin*z, sin*x+c*z
				}
				for k := range n {
					x, z := h[p*s+k], h[q*s+k]
					h[p*s+k], h[q*s+k] = c*x-sin*z, sin*x+c*z
					x, z = y[k*s+p], y[k*s+q]
					y[k*s+p], y[k*s+q] = c*x-sin*z, sin*x+c*z
				}
			}
		}
	}
	for a := range n { // in falling order
		most := a
		for b := a; b < n; b++ {
			if h[b*s+b] > h[most*s+most] {
				most = b
			}
		}
		h[a*s+a], h[most*s+most] = h[most*s+most], h[a*s+a]
		for k := range n {
			y[k*s+a], y[k*s+most] = y[k*s+most], y[k*s+a]
		}
	}
}
