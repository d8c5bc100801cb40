package kernel

import (
	"fmt"

	"narrows/sim/vector"
)

// Nodes are points y_j of the bottleneck, prepared for rows of the kernels of a Shallow: those
// between them and any one z.
type Nodes struct {
	of      Shallow
	most    int
	at      []float64    // n×d
	columns []float64    // coordinates×most: of y, or for a rectifier of the extended directions
	square  []float64    // n: s |y_j|² + σ_b²
	terms   [4][]float64 // what multiplies y and z in the gradients of the NNGP and the NTK
	row     row
}

// Nodes makes room for up to most points; there are none yet. Three copies of it would be
// 4 kB of the page.
//
//go:noinline
func (k Shallow) Nodes(most int) *Nodes {
	n := &Nodes{
		of: k, most: most,
		at:      make([]float64, 0, most*k.Units),
		columns: make([]float64, k.extended()*most),
		square:  make([]float64, most),
		row:     newRow(most),
	}
	if k.Activation.erf {
		for i := range n.terms {
			n.terms[i] = make([]float64, most)
		}
	}
	return n
}

// Set makes copies of the rows of y (n×d) the points.
func (n *Nodes) Set(y []float64) {
	k, d := n.of, n.of.Units
	if count := rows(y, d); count > n.most {
		panic(fmt.Sprintf("kernel: %d points where there is room for %d", count, n.most))
	}
	n.at = append(n.at[:0], y...)
	for j := range len(y) / d {
		at := y[j*d:][:d]
		n.square[j] = k.square(at)
		if k.Activation.erf {
			for a, v := range at {
				n.columns[a*n.most+j] = v
			}
			continue
		}
		for a := range k.extended() {
			n.columns[a*n.most+j] = k.direction(at, n.square[j], a)
		}
	}
}

// Row fills nngp and ntk with the kernels between z (d) and the first of the points, as many
// as they have room for, which are those of Value.
func (n *Nodes) Row(nngp, ntk, z []float64) {
	k, size := n.of, len(nngp)
	n.check(z, size)
	if !vector.Ready() {
		for j := range nngp {
			nngp[j], ntk[j] = k.Value(z, n.at[j*k.Units:][:k.Units])
		}
		return
	}
	q, r := k.square(z), n.square[:size]
	if k.Activation.erf {
		n.inner(nngp, ntk, z)
		n.row.activate(nngp, ntk, r, q, Erf)
	} else {
		minus, plus := n.row.y[:size], n.row.x[:size]
		clear(minus)
		clear(plus)
		for a := range k.extended() {
			partVector(minus, plus, n.columns[a*n.most:][:size], k.direction(z, q, a))
		}
		shareVector(minus, plus, nngp, ntk, r, q)
		n.row.moments(nngp, ntk, k.Activation)
	}
	linearVector(nngp, ntk, k.layer())
}

// check panics if z is no point, or a row is longer than there are points.
func (n *Nodes) check(z []float64, row int) {
	if d := n.of.Units; len(z) != d || row*d > len(n.at) {
		panic(fmt.Sprintf("kernel: %d coordinates of %d, a row of %d for %d points", len(z), d, row, len(n.at)/d))
	}
}

// inner fills p and t with s z·y + σ_b².
func (n *Nodes) inner(p, t, z []float64) {
	productsVector(p, z, n.columns, n.most)
	innerVector(p, t, n.of.Slope(), n.of.BiasVar)
}

// SmoothRow fills the same, and the gradients in z coordinate by coordinate, in rows as long:
// those of Smooth. nngpSlope may be nil. It panics for a rectifier.
func (n *Nodes) SmoothRow(nngp, ntk, nngpSlope, ntkSlope, z []float64) {
	k, d, size := n.of, n.of.Units, len(nngp)
	if !k.Activation.erf {
		panic(fmt.Sprintf("kernel: no smooth kernel for %+v", k))
	}
	n.check(z, size)
	if !vector.Ready() {
		for j := range nngp {
			y := n.at[j*d:][:d]
			s, t := k.Smooth(z, y)
			nngp[j], ntk[j] = s.Value, t.Value
			for a, v := range y {
				ntkSlope[a*size+j] = float64(t.Y*v) + float64(t.Z*z[a])
				if nngpSlope != nil {
					nngpSlope[a*size+j] = float64(s.Y*v) + float64(s.Z*z[a])
				}
			}
		}
		return
	}
	q, r := k.square(z), n.square[:size]
	n.inner(nngp, ntk, z)
	n.row.sides(nngp, r, q, Erf)
	smoothVector(&n.terms, nngp, n.row.x, r, q, k.WeightVar*k.Slope())
	n.row.moments(nngp, ntk, Erf)
	linearVector(nngp, ntk, k.layer())
	for a, v := range z {
		y := n.columns[a*n.most:][:size]
		blendVector(ntkSlope[a*size:][:size], n.terms[2], y, n.terms[3], v)
		if nngpSlope != nil {
			blendVector(nngpSlope[a*size:][:size], n.terms[0], y, n.terms[1], v)
		}
	}
}
