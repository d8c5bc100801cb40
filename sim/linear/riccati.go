package linear

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"

	"narrows/sim/vector"
)

// Riccati is W(t) of a deep linear network with a bottleneck in closed form, all modes at
// once, for the squared loss on whitened inputs and a start with A Aᵀ/c_g − bᵀb/c_f = δ I,
// aligned with the target or not. For Q = [Aᵀ/√c_g; b/√c_f], of m+K rows,
//
//	Q′ = F Q − (γ²/2) Q QᵀQ,   F = γ [0 W*ᵀ; W* 0] + (γ²δ/2) diag(I_m, −I_K),
//
// and with M = I + γ² Q_0ᵀ (∫_0^t e^{2Fs} ds) Q_0
//
//	Q Qᵀ = e^{Ft} Q_0 M⁻¹ Q_0ᵀ e^{Ft},   W = γ times its lower left block.
//
// (Derived here; for δ = 0 it is the solution of Fukumizu 1998 for three-layer linear
// networks.)
type Riccati struct {
	m, k, d int
	pace    float64   // γ
	values  []float64 // of F, m+K
	vectors []float64 // (m+K)×(m+K), row by row the eigenvectors
	start   []float64 // (m+K)×d, Q_0 in their frame

	// Scratch of At.
	q, whole    []float64 // (m+K)×d
	gram, lower []float64 // d×d
	rows        []float64 // (d+m+K)×d, C and then CT
	grows       []float64 // d+m+K, of log D with the time
	rests       []float64 // d+m+K, what else there is of log D
	pivots      []int     // d, the row of each column's
}

// unbalanced is how far from δ I a start may be, relative to its own size.
const unbalanced = 1e-9

// NewRiccati returns the solution for a target W* (K×m) from A_0 (d×m) and b_0 (K×d). It
// fails if these are not balanced.
func NewRiccati(l Architecture, target, a, b []float64) (*Riccati, error) {
	d := l.Units
	m, k := len(a)/d, len(b)/d
	l.check(m, k)
	if len(a) != d*m || len(b) != k*d || len(target) != k*m {
		panic(fmt.Sprintf("linear: start of %d and %d numbers, target of %d, for %d units", len(a), len(b), len(target), d))
	}
	delta, err := l.delta(a, b, m, k)
	if err != nil {
		return nil, err
	}
	r := &Riccati{m: m, k: k, d: d, pace: l.Pace(m)}
	size := m + k
	f := mat.NewSymDense(size, nil)
	for i := range size {
		half := r.pace * r.pace * delta / 2
		if i >= m {
			half = -half
		}
		f.SetSym(i, i, half)
	}
	for c := range k {
		for i := range m {
			f.SetSym(i, m+c, r.pace*target[c*m+i])
		}
	}
	var eig mat.EigenSym
	if !eig.Factorize(f, true) {
		return nil, fmt.Errorf("the eigenvalues of a %d×%d matrix were not found", size, size)
	}
	r.values = eig.Values(nil)
	var v mat.Dense
	eig.VectorsTo(&v)
	r.vectors, r.start = make([]float64, size*size), make([]float64, size*d)
	r.q, r.whole = make([]float64, size*d), make([]float64, size*d)
	r.gram, r.lower = make([]float64, d*d), make([]float64, d*d)
	r.rows, r.grows, r.rests = make([]float64, (d+size)*d), make([]float64, d+size), make([]float64, d+size)
	r.pivots = make([]int, d)
	rootG, rootF := math.Sqrt(l.KernelG(m)), math.Sqrt(l.KernelF())
	for e := range size {
		for i := range size {
			r.vectors[e*size+i] = v.At(i, e)
		}
		for u := range d {
			sum := 0.0
			for i := range m {
				sum += v.At(i, e) * a[u*m+i] / rootG
			}
			for c := range k {
				sum += v.At(m+c, e) * b[c*d+u] / rootF
			}
			r.start[e*d+u] = sum
		}
	}
	return r, nil
}

// delta returns δ of a balanced start.
func (l Architecture) delta(a, b []float64, m, k int) (float64, error) {
	d := l.Units
	cg, cf := l.KernelG(m), l.KernelF()
	size := vector.Dot(a, a)/cg + vector.Dot(b, b)/cf
	delta, off := (vector.Dot(a, a)/cg-vector.Dot(b, b)/cf)/float64(d), 0.0
	for i := range d {
		for j := range d {
			sum := vector.Dot(a[i*m:][:m], a[j*m:][:m]) / cg
			for c := range k {
				sum -= b[c*d+i] * b[c*d+j] / cf
			}
			if i == j {
				sum -= delta
			}
			off = max(off, math.Abs(sum))
		}
	}
	if off > unbalanced*size {
		return delta, fmt.Errorf("the start is not balanced: A Aᵀ/c_g − bᵀb/c_f is up to %.3g away from %.3g times the identity", off, delta)
	}
	return delta, nil
}

// At fills w (K×m) with W(t), for a time t ≥ 0, at a cost that does not depend on t.
//
// M spans e^{2Ft}, and modes that are late would drown in the rounding of those that are
// early. But with grown(f) = ∫_0^t e^{2fs} ds, M = CᵀD²C for the rows
//
//	C = [I; Q_0],   D = diag(1, γ √grown(f_e)),
//
// and any d×d matrix T may turn the columns of C, for Q is then (e^{Ft}Q_0 T)(TᵀMT)^{−1/2} up
// to a rotation of the units. Elimination with the largest rows of D C as pivots gives a T
// for which DCT is the identity in the rows of the pivots and of order 1 elsewhere: TᵀMT is
// well conditioned, and each mode keeps digits of its own. D itself overflows; only ratios
// of it are wanted. (Derived here.)
func (r *Riccati) At(t float64, w []float64) {
	size, d := r.m+r.k, r.d
	r.spread(t)
	r.eliminate(t)
	r.normalise(t)
	clear(r.whole)
	for e := range size {
		for i := range size {
			vector.Axpy(r.whole[i*d:][:d], r.vectors[e*size+i], r.q[e*d:][:d])
		}
	}
	for c := range r.k {
		for i := range r.m {
			w[c*r.m+i] = r.pace * vector.Dot(r.whole[(r.m+c)*d:][:d], r.whole[i*d:][:d])
		}
	}
}

// spread sets rows to C, and D to e^{grows t + rests}: apart, so that ratios keep their
// digits however long t is.
func (r *Riccati) spread(t float64) {
	d := r.d
	clear(r.rows[:d*d])
	for i := range d {
		r.rows[i*d+i], r.grows[i], r.rests[i] = 1, 0, 0
	}
	copy(r.rows[d*d:], r.start)
	for e, f := range r.values {
		// grown(f) = e^{2ft} times that of −f: the lesser of the two is bounded.
		lesser := t
		if x := 2 * math.Abs(f) * t; x > 1e-12 {
			lesser = -math.Expm1(-x) / (2 * math.Abs(f))
		}
		r.grows[d+e], r.rests[d+e] = max(f, 0), math.Log(r.pace)+math.Log(lesser)/2
	}
}

// eliminate brings the rows to the form in which each column has its pivot, 1, in a row of
// its own that is 0 otherwise.
func (r *Riccati) eliminate(t float64) {
	d, count := r.d, len(r.grows)
	for j := range d {
		r.pivots[j] = -1
	}
	for range d {
		row, column, most := -1, -1, math.Inf(-1)
		for e := range count {
			largest, at := 0.0, -1
			for j, v := range r.rows[e*d:][:d] {
				if a := math.Abs(v); r.pivots[j] < 0 && a > largest {
					largest, at = a, j
				}
			}
			if at < 0 {
				continue // a row of an earlier pivot, or of nothing
			}
			if size := r.grows[e]*t + r.rests[e] + math.Log(largest); row < 0 || size > most {
				row, column, most = e, at, size
			}
		}
		pivot := r.gram[:d]
		copy(pivot, r.rows[row*d:][:d])
		for e := range count {
			x := r.rows[e*d:][:d]
			v := x[column] / pivot[column]
			for j, p := range pivot {
				x[j] -= p * v
			}
			x[column] = v
		}
		clear(r.rows[row*d:][:d])
		r.rows[row*d+column], r.pivots[column] = 1, row
	}
}

// normalise sets q to Q(t), turned: with L Lᵀ = TᵀMT, the rows of e^{Ft}Q_0 T L⁻ᵀ.
func (r *Riccati) normalise(t float64) {
	d, gram, lower := r.d, r.gram, r.lower
	clear(gram)
	x := r.whole[:d]
	for e := range r.grows {
		r.scaled(x, e, t, r.grows[e], r.rests[e])
		for i, v := range x {
			vector.Axpy(gram[i*d:][:d], v, x)
		}
	}
	for i := range d {
		for j := range i + 1 {
			v := gram[i*d+j] - vector.Dot(lower[i*d:][:j], lower[j*d:][:j])
			if i == j {
				lower[i*d+i] = math.Sqrt(v) // v ≥ 1
				continue
			}
			lower[i*d+j] = v / lower[j*d+j]
		}
	}
	for e, f := range r.values {
		row := r.q[e*d:][:d]
		r.scaled(row, d+e, t, f, 0)
		for i := range d { // L x = row, in place
			row[i] = (row[i] - vector.Dot(lower[i*d:][:i], row[:i])) / lower[i*d+i]
		}
	}
}

// scaled sets x to a row of CT times e^{grows t + rests}, each column over D of its pivot.
func (r *Riccati) scaled(x []float64, row int, t, grows, rests float64) {
	for j, v := range r.rows[row*r.d:][:r.d] {
		x[j] = 0
		if v != 0 {
			p := r.pivots[j]
			x[j] = v * math.Exp((grows-r.grows[p])*t+rests-r.rests[p])
		}
	}
}
