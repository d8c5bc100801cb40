package limit

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"
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

	q, whole    []float64 // (m+K)×d, scratch of At
	gram, lower []float64 // d×d
}

// unbalanced is how far from δ I a start may be, relative to its own size.
const unbalanced = 1e-9

// NewRiccati returns the solution for a target W* (K×m) from A_0 (d×m) and b_0 (K×d). It
// fails if these are not balanced.
func NewRiccati(l LinearArchitecture, target, a, b []float64) (*Riccati, error) {
	d := l.Units
	m, k := len(a)/d, len(b)/d
	l.check(m, k)
	if len(a) != d*m || len(b) != k*d || len(target) != k*m {
		panic(fmt.Sprintf("limit: start of %d and %d numbers, target of %d, for %d units", len(a), len(b), len(target), d))
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
func (l LinearArchitecture) delta(a, b []float64, m, k int) (float64, error) {
	d := l.Units
	cg, cf := l.KernelG(m), l.KernelF()
	size := dot(a, a)/cg + dot(b, b)/cf
	delta, off := (dot(a, a)/cg-dot(b, b)/cf)/float64(d), 0.0
	for i := range d {
		for j := range d {
			sum := dot(a[i*m:][:m], a[j*m:][:m]) / cg
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

// stretch is the largest ratio, as a logarithm, by which one leg stretches one direction
// against another. M of the whole time has a condition number of its square, and modes that
// are late would drown in the rounding of those that are early.
const stretch = 4

// At fills w (K×m) with W(t), for a time t ≥ 0. It goes there in legs: with M = L Lᵀ of one,
// Q is e^{Fh} Q L⁻ᵀ up to a rotation of the units, from which the next may start. The cost
// grows with t.
func (r *Riccati) At(t float64, w []float64) {
	size, d := r.m+r.k, r.d
	copy(r.q, r.start)
	legs := int(math.Ceil((r.values[size-1]-r.values[0])*t/stretch)) + 1
	for range legs {
		r.leg(t / float64(legs))
	}
	clear(r.whole)
	for e := range size {
		for i := range size {
			axpy(r.whole[i*d:][:d], r.vectors[e*size+i], r.q[e*d:][:d])
		}
	}
	for c := range r.k {
		for i := range r.m {
			w[c*r.m+i] = r.pace * dot(r.whole[(r.m+c)*d:][:d], r.whole[i*d:][:d])
		}
	}
}

// leg takes q on by a time h.
func (r *Riccati) leg(h float64) {
	d, q, gram, lower := r.d, r.q, r.gram, r.lower
	clear(gram)
	for i := range d {
		gram[i*d+i] = 1
	}
	for e, f := range r.values {
		grown := h // ∫_0^h e^{2fs} ds
		if x := 2 * f * h; math.Abs(x) > 1e-12 {
			grown = math.Expm1(x) / (2 * f)
		}
		row := q[e*d:][:d]
		for i, v := range row {
			axpy(gram[i*d:][:d], r.pace*r.pace*grown*v, row)
		}
	}
	for i := range d {
		for j := range i + 1 {
			v := gram[i*d+j] - dot(lower[i*d:][:j], lower[j*d:][:j])
			if i == j {
				lower[i*d+i] = math.Sqrt(v) // v ≥ 1
				continue
			}
			lower[i*d+j] = v / lower[j*d+j]
		}
	}
	for e, f := range r.values {
		row := q[e*d:][:d]
		grown := math.Exp(f * h)
		for i := range d { // L x = row, in place
			row[i] = (grown*row[i] - dot(lower[i*d:][:i], row[:i])) / lower[i*d+i]
		}
	}
}
