package kernel

import (
	"fmt"

	"narrows/sim/vector"
)

// Points are N inputs of a Stack, prepared for rows of its kernels: those between them and
// any one point. What belongs to one input is computed once, and a layer goes through a
// whole row at a time.
type Points struct {
	stack    Stack
	n, m     int
	rows     []float64 // N×m, the caller's
	columns  []float64 // m×N
	norm     []float64 // N: |x_j|²/m
	variance []float64 // activations×N: Σ(x_j, x_j) before each
	own      []float64 // activations: the same of the point of a row
	aside    []float64 // N: a kernel that nobody asked for
	row      row
}

// Points prepares the rows of x, which is N×m and not to change.
func (s Stack) Points(x []float64, m int) *Points {
	n, depth := rows(x, m), 0
	for _, l := range s {
		depth += l.Depth
	}
	p := &Points{
		stack: s, n: n, m: m,
		rows:     x,
		columns:  transposed(x, m),
		norm:     squares(x, m),
		variance: make([]float64, depth*n),
		own:      make([]float64, depth),
		aside:    make([]float64, n),
		row:      newRow(n),
	}
	for j, q := range p.norm {
		s.levels(p.own, q)
		for i, v := range p.own {
			p.variance[i*n+j] = v
		}
	}
	return p
}

// Row fills nngp and ntk (N) with both kernels between a point (m) and the points, which
// are those of At. One of them may be nil.
func (p *Points) Row(nngp, ntk, x []float64) {
	if len(x) != p.m || nngp == nil && ntk == nil {
		panic(fmt.Sprintf("kernel: a row of %d and %d numbers for a point of %d, not %d", len(nngp), len(ntk), len(x), p.m))
	}
	if nngp == nil {
		nngp = p.aside
	} else if ntk == nil {
		ntk = p.aside
	}
	p.fill(nngp[:p.n], ntk[:p.n], x, dot(x, x)/float64(p.m))
}

// fill is Row with the first of the points, as many as there is room for, for a point whose
// |x|²/m is known.
func (p *Points) fill(nngp, ntk, x []float64, norm float64) {
	m := float64(p.m)
	if !vector.Ready() {
		for j := range nngp {
			nngp[j], ntk[j] = p.stack.of(norm, p.norm[j], dot(x, p.rows[j*p.m:][:p.m])/m)
		}
		return
	}
	productsVector(nngp, x[:p.m], p.columns, p.n)
	clear(ntk)
	for j, v := range nngp {
		nngp[j] = v / m
	}
	p.stack.levels(p.own, norm)
	level := 0
	for _, l := range p.stack {
		linearVector(nngp, ntk, l)
		for range l.Depth {
			p.row.activate(nngp, ntk, p.variance[level*p.n:][:len(nngp)], p.own[level], l.Activation)
			linearVector(nngp, ntk, l)
			level++
		}
	}
}

// levels fills dst with Σ(x, x) before each activation, for q = |x|²/m.
func (s Stack) levels(dst []float64, q float64) {
	level := 0
	for _, l := range s {
		q = float64(l.WeightVar*q) + l.BiasVar
		for range l.Depth {
			dst[level] = q
			level++
			j1, _ := l.Activation.Moment(q)
			q = float64(l.WeightVar*j1) + l.BiasVar
		}
	}
}

// transposed returns the columns of x, which is n×m, one after the other.
func transposed(x []float64, m int) []float64 {
	n := len(x) / m
	t := make([]float64, len(x))
	for j := range n {
		for a := range m {
			t[a*n+j] = x[j*m+a]
		}
	}
	return t
}
