// Package linear trains deep linear networks of infinite width with a bottleneck, which are two
// matrices; the same without it, which are one; and balanced networks of finite depth: by gradient
// descent, and in closed form where there is one. It knows nothing of networks that are not linear,
// of data sets or of pictures.
package linear

import (
	"fmt"
	"math"
	"math/rand/v2"

	"gonum.org/v1/gonum/mat"

	"narrows/sim/vector"
)

// An Architecture is F = f∘g with φ the identity, σ_w² = 1 and no biases: g has Depth
// hidden layers and Units = d linear outputs, f has one hidden layer, all infinitely wide.
// Its kernels are those of linear maps, with m inputs
//
//	Θ_g(x, x′) = c_g x·x′,  K_f(z, z′) = c_f z·z′,  Θ_∞(x, x′) = c_∞ x·x′,
//
// so that g_t(x) = A x and f_t(z) = b z at all times, for A (d×m) and b (K×d): the whole
// network is two matrices. (Derived here, from the recursions of package kernel.)
type Architecture struct {
	Depth int // L_g
	Units int // d
}

// KernelG returns c_g = (L_g+1)/m: each of the L_g+1 layers of g adds one x·x′/m.
func (l Architecture) KernelG(m int) float64 { return float64(l.Depth+1) / float64(m) }

// KernelF returns c_f = 2/d.
func (l Architecture) KernelF() float64 { return 2 / float64(l.Units) }

// KernelInfinite returns c_∞ = (L_g+3)/m, of the same depth without a bottleneck.
func (l Architecture) KernelInfinite(m int) float64 { return float64(l.Depth+3) / float64(m) }

// Pace returns γ = √(c_f c_g), what the rate of a mode is proportional to.
func (l Architecture) Pace(m int) float64 { return math.Sqrt(l.KernelF() * l.KernelG(m)) }

// DrawStart draws A_0 (d×m) from N(0, 1/m) and b_0 (K×d) from N(0, 1/d), each row by row: the
// start of networks with m inputs and K outputs. Times a number below 1 it is a small start.
func (l Architecture) DrawStart(m, outputs int, rng *rand.Rand) (a, b []float64) {
	l.check(m, outputs)
	a, b = make([]float64, l.Units*m), make([]float64, outputs*l.Units)
	for i := range a {
		a[i] = rng.NormFloat64() / math.Sqrt(float64(m))
	}
	for i := range b {
		b[i] = rng.NormFloat64() / math.Sqrt(float64(l.Units))
	}
	return a, b
}

// DrawBalancedStart is DrawStart, times a number, with A_0 or b_0 replaced so that
//
//	A Aᵀ/c_g − bᵀb/c_f = δ I,
//
// which gradient flow keeps. For δ ≥ 0, A becomes (c_g (bᵀb/c_f + δ I))^½ O with O the
// orthonormal rows that its own span, and needs d ≤ m; for δ < 0 b is replaced in the same
// way, and needs d ≤ K. (Derived here.)
func (l Architecture) DrawBalancedStart(m, outputs int, scale, delta float64, rng *rand.Rand) (a, b []float64) {
	a, b = l.DrawStart(m, outputs, rng)
	for _, v := range [][]float64{a, b} {
		for i := range v {
			v[i] *= scale
		}
	}
	d := l.Units
	cg, cf := l.KernelG(m), l.KernelF()
	if delta < 0 {
		turned := transposed(b, outputs, d)
		match(turned, transposed(a, d, m), d, outputs, m, cf, cg, -delta)
		return a, transposed(turned, d, outputs)
	}
	match(a, b, d, m, outputs, cg, cf, delta)
	return a, b
}

// match replaces x (d×m) by (cx (yᵀy/cy + δ I))^½ O, for y k×d and O an orthonormal basis of
// the rows of x.
func match(x, y []float64, d, m, k int, cx, cy, delta float64) {
	if d > m {
		panic(fmt.Sprintf("linear: no balance of %d units at %d numbers each", d, m))
	}
	orthonormalise(x, d, m)
	gram := mat.NewSymDense(d, nil)
	for i := range d {
		for j := range i + 1 {
			sum := 0.0
			for c := range k {
				sum += y[c*d+i] * y[c*d+j]
			}
			gram.SetSym(i, j, sum/cy)
		}
		gram.SetSym(i, i, gram.At(i, i)+delta)
	}
	var eig mat.EigenSym
	if !eig.Factorize(gram, true) {
		panic(fmt.Sprintf("linear: no square root of a %d×%d matrix", d, d))
	}
	var v mat.Dense
	eig.VectorsTo(&v)
	old := append([]float64(nil), x...)
	clear(x)
	for e, lambda := range eig.Values(nil) {
		root := math.Sqrt(cx * max(lambda, 0))
		for i := range d {
			for j := range d {
				vector.Axpy(x[i*m:][:m], root*v.At(i, e)*v.At(j, e), old[j*m:][:m])
			}
		}
	}
}

// orthonormalise makes the d ≤ m rows of x orthonormal, in order. Twice, for once loses
// digits where rows are nearly parallel.
func orthonormalise(x []float64, d, m int) {
	for i := range d {
		row := x[i*m:][:m]
		for range 2 {
			for j := range i {
				vector.Axpy(row, -vector.Dot(row, x[j*m:][:m]), x[j*m:][:m])
			}
			norm := math.Sqrt(vector.Dot(row, row))
			for c := range row {
				row[c] /= norm
			}
		}
	}
}

// transposed returns the transpose of x, which is n×m.
func transposed(x []float64, n, m int) []float64 {
	y := make([]float64, len(x))
	for i := range n {
		for j := range m {
			y[j*n+i] = x[i*m+j]
		}
	}
	return y
}

func (l Architecture) check(m, outputs int) {
	if l.Depth < 0 || l.Units < 1 || m < 1 || outputs < 1 {
		panic(fmt.Sprintf("linear: a linear network of %+v from %d to %d", l, m, outputs))
	}
}
