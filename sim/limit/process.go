package limit

import (
	"math"
	"math/rand/v2"
	"slices"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas64"
	"gonum.org/v1/gonum/lapack/lapack64"

	"narrows/sim/eigen"
	"narrows/sim/kernel"
	"narrows/sim/vector"
)

const (
	// jitter is what a covariance needs on its diagonal, relative to its mean, to have a
	// Cholesky factor when two points coincide. It moves a draw by 3e-5 of its size.
	jitter = 1e-9

	// offResidual and offRank end the pivots off the training set: a draw there lacks at
	// most this share of its variance (1 % of its size), or has this rank beyond N.
	offResidual = 1e-4
	offRank     = 192
)

// process draws from the Gaussian process with the NNGP of a stack, jointly on X and on
// points off it. The rows of factor are the points, X first, and the draw is factor·ξ: with
// L Lᵀ = K(X, X) + jitter a point has the row L⁻¹ K(X, x), on X and off it alike, so that a
// copy of a training point is drawn where that is; and off X a pivoted Cholesky factor of what
// X leaves open.
type process struct {
	n, p, rank int
	factor     []float64 // (N+P)×rank
}

// newProcess takes the NNGP of the stack on X, N×N.
func newProcess(s kernel.Stack, nngp []float64, pr Problem, off []float64) (*process, error) {
	n, m := pr.N, pr.M
	lower, err := cholesky(nngp, n)
	if err != nil {
		return nil, err
	}
	p := len(off) / m
	d := &process{n: n, p: p, rank: n + min(p, offRank)}
	d.factor = make([]float64, (n+p)*d.rank)
	for i := range n {
		solveLower(d.factor[i*d.rank:][:n], lower, nngp[i*n:][:n])
	}
	if p == 0 {
		return d, nil
	}
	vector.CountDouble(n * p * (2*m + len(s)*angles))
	cross, _ := s.Cross(off, pr.X, m)
	left := s.Variance(off, m) // variance that the columns so far leave open
	total := 0.0
	for i := range p {
		row := d.factor[(n+i)*d.rank:][:n]
		solveLower(row, lower, cross[i*n:][:n])
		total += left[i]
		left[i] -= vector.Dot(row, row)
	}
	d.pivot(s, off, m, left, offResidual*total)
	return d, nil
}

// pivot adds columns for the points off X, each time at the point with the most variance
// left, until what is left sums to less than enough.
func (d *process) pivot(s kernel.Stack, off []float64, m int, left []float64, enough float64) {
	row := func(i int) []float64 { return d.factor[(d.n+i)*d.rank:] }
	points, covariance := s.Points(off, m), make([]float64, d.p)
	for col := d.n; col < d.rank; col++ {
		most, sum := 0, 0.0
		for i, v := range left {
			sum += max(v, 0)
			if v > left[most] {
				most = i
			}
		}
		if sum <= enough {
			return
		}
		at, norm := row(most), math.Sqrt(left[most])
		vector.CountDouble(d.p * (2*m + len(s)*angles))
		points.Row(covariance, nil, off[most*m:][:m])
		for i := range d.p {
			if i == most {
				continue
			}
			v := (covariance[i] - vector.Dot(row(i)[:col], at[:col])) / norm
			row(i)[col] = v
			left[i] -= v * v
		}
		at[col] = norm
		left[most] = 0
	}
}

// draw returns k independent draws on X (N×k) and off it (P×k). Those on X do not depend on
// whether there are points off it.
func (d *process) draw(k int, rng *rand.Rand) (on, off []float64) {
	on, off = make([]float64, d.n*k), make([]float64, d.p*k)
	xi := make([]float64, k*d.rank)
	for c := range k {
		for i := range d.n {
			xi[c*d.rank+i] = rng.NormFloat64()
		}
	}
	for c := range k {
		for i := d.n; i < d.rank; i++ {
			xi[c*d.rank+i] = rng.NormFloat64()
		}
	}
	for c := range k {
		x := xi[c*d.rank:][:d.rank]
		for i := range d.n {
			on[i*k+c] = vector.Dot(d.factor[i*d.rank:][:d.n], x[:d.n])
		}
		for i := range d.p {
			off[i*k+c] = vector.Dot(d.factor[(d.n+i)*d.rank:][:d.rank], x)
		}
	}
	return on, off
}

// cholesky returns the lower factor of a + jitter, or an error with the eigenvalues.
func cholesky(a []float64, n int) ([]float64, error) {
	trace := 0.0
	for i := range n {
		trace += a[i*n+i]
	}
	vector.CountDouble(n * n * n / 3)
	sym := blas64.Symmetric{Uplo: blas.Upper, N: n, Stride: n, Data: slices.Clone(a)}
	for i := range n {
		sym.Data[i*n+i] += jitter * trace / float64(n)
	}
	// Not mat.Cholesky, which estimates a condition number that nobody asks for.
	upper, ok := blas64.Triangular{}, trace > 0
	if ok {
		upper, ok = lapack64.Potrf(sym)
	}
	if !ok {
		lo, hi, err := eigen.Extremes(a, n)
		if err == nil {
			err = eigen.Singular(lo, hi)
		}
		return nil, err
	}
	lower := make([]float64, n*n)
	for i := range n {
		for j := range i + 1 {
			lower[i*n+j] = upper.Data[j*n+i]
		}
	}
	return lower, nil
}

// solveLower solves L x = b for a lower triangular L.
func solveLower(x, l, b []float64) {
	n := len(b)
	for i := range n {
		x[i] = (b[i] - vector.Dot(l[i*n:][:i], x[:i])) / l[i*n+i]
	}
}
