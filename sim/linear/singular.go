package linear

import (
	"fmt"
	"math"

	"narrows/sim/vector"
)

// Singular holds the singular value decomposition W = U P of a K×m matrix, made for few rows
// and again and again without allocating.
type Singular struct {
	Values []float64 // K, σ from the largest on; beyond rank m they are 0 up to rounding
	U      []float64 // K×K orthogonal; column i belongs to σ_i
	P      []float64 // K×m; row i is σ_i times the right singular vector v_i

	k, m int
}

// NewSingular returns room for the decomposition of K×m matrices.
func NewSingular(k, m int) *Singular {
	return &Singular{Values: make([]float64, k), U: make([]float64, k*k), P: make([]float64, k*m), k: k, m: m}
}

const (
	// parallel is the cosine between two rows of P below which they count as orthogonal.
	parallel = 1e-15
	// sweeps is an end that is not reached: 3000 matrices of up to 16 rows, some with rows
	// parallel to 1e-9, took 11 at most.
	sweeps = 40
	// negligible is the share of the squared norm of W that is rounding. No row is turned
	// against one that has no more, which halves the cost at low rank.
	negligible = 1e-31
)

// Of decomposes w (K×m), by rotations between pairs of rows until all are orthogonal
// (one-sided Jacobi, Hestenes 1958). Small singular values keep their digits, as they would
// not by way of W Wᵀ.
func (s *Singular) Of(w []float64) {
	if len(w) != s.k*s.m {
		panic(fmt.Sprintf("linear: %d numbers for the singular values of %d×%d", len(w), s.k, s.m))
	}
	copy(s.P, w)
	clear(s.U)
	for i := range s.k {
		s.U[i*s.k+i] = 1
	}
	least := negligible * vector.Dot(w, w)
	for range sweeps {
		turned := false
		for i := range s.k {
			for j := i + 1; j < s.k; j++ {
				turned = s.orthogonalise(i, j, least) || turned
			}
		}
		if !turned {
			break
		}
	}
	for i := range s.k {
		row := s.P[i*s.m:][:s.m]
		s.Values[i] = math.Sqrt(vector.Dot(row, row))
	}
	s.sort()
}

// orthogonalise turns rows i and j of P, and reports whether it had to.
func (s *Singular) orthogonalise(i, j int, least float64) bool {
	x, y := s.P[i*s.m:][:s.m], s.P[j*s.m:][:s.m]
	xx, yy, xy := vector.Dot(x, x), vector.Dot(y, y), vector.Dot(x, y)
	if xx <= least || yy <= least || math.Abs(xy) <= parallel*math.Sqrt(xx)*math.Sqrt(yy) {
		return false
	}
	zeta := (yy - xx) / (2 * xy)
	tan := math.Copysign(1/(math.Abs(zeta)+math.Hypot(1, zeta)), zeta)
	cos := 1 / math.Hypot(1, tan)
	sin := cos * tan
	for c, v := range x {
		x[c], y[c] = cos*v-sin*y[c], sin*v+cos*y[c]
	}
	for r := range s.k {
		u := s.U[r*s.k:][:s.k]
		u[i], u[j] = cos*u[i]-sin*u[j], sin*u[i]+cos*u[j]
	}
	return true
}

func (s *Singular) sort() {
	for i := range s.k {
		best := i
		for j := i + 1; j < s.k; j++ {
			if s.Values[j] > s.Values[best] {
				best = j
			}
		}
		if best == i {
			continue
		}
		s.Values[i], s.Values[best] = s.Values[best], s.Values[i]
		x, y := s.P[i*s.m:][:s.m], s.P[best*s.m:][:s.m]
		for c := range x {
			x[c], y[c] = y[c], x[c]
		}
		for r := range s.k {
			u := s.U[r*s.k:][:s.k]
			u[i], u[best] = u[best], u[i]
		}
	}
}

// Rank returns how many singular values are above a share of the largest.
func (s *Singular) Rank(share float64) int {
	rank := 0
	for _, v := range s.Values {
		if v > share*s.Values[0] {
			rank++
		}
	}
	return rank
}
