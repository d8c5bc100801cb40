package kernel

import (
	"fmt"
	"math"
	"testing"
)

// A row is what pairs one by one give, to the last bit: with vectors and without, of every
// length, for points that are equal, opposite, zero, far out or not finite.
func TestRowsArePairs(t *testing.T) {
	rng := seeded(10)
	for _, a := range activations {
		for _, m := range []int{1, 2, 5} {
			g, f := g, f
			g.Activation, f.Activation = a.Activation, a.Activation
			// Without bias opposite points stay opposite, and p may come out below −√(qr).
			for i := range 48 {
				n, s := i/4, Stack{g, f}
				if i%4 > 0 {
					s = Stack{{Depth: 1, WeightVar: 2, Activation: a.Activation}}
				}
				x := normals(n*m, rng)
				y := normals(m, rng)
				if n > 5 {
					copy(x[m:], y)
					for i, v := range y {
						x[2*m+i], x[3*m+i], x[4*m+i] = -0.3*v, 0, 1e9*v
					}
					x[5*m] = math.Inf(1)
				}
				points := s.Points(x, m)
				nngp, ntk := make([]float64, n), make([]float64, n)
				points.Row(nngp, ntk, y)
				for j := range n {
					wantNNGP, wantNTK := s.At(y, x[j*m:][:m])
					same(t, fmt.Sprintf("%s, m = %d, pair %d of %d", a.name, m, j, n), nngp[j], wantNNGP)
					same(t, fmt.Sprintf("%s, m = %d, NTK of pair %d of %d", a.name, m, j, n), ntk[j], wantNTK)
				}
				alone := make([]float64, n)
				points.Row(nil, alone, y)
				points.Row(nngp, nil, y)
				for j := range n {
					wantNNGP, wantNTK := s.At(y, x[j*m:][:m])
					same(t, "the NNGP alone", nngp[j], wantNNGP)
					same(t, "the NTK alone", alone[j], wantNTK)
				}
			}
		}
	}
}

func same(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Float64bits(got) != math.Float64bits(want) && !(math.IsNaN(got) && math.IsNaN(want)) {
		t.Fatalf("%s: got %v want %v", what, got, want)
	}
}

// The same of a Shallow, with its gradients where they are smooth.
func TestNodesArePairs(t *testing.T) {
	rng := seeded(11)
	for _, a := range activations {
		for _, d := range []int{1, 2, 8} {
			for _, bias := range []float64{0, 0.3} {
				k := Shallow{Units: d, WeightVar: 2, BiasVar: bias, Activation: a.Activation}
				nodes := k.Nodes(12)
				for n := range 12 {
					y, z := normals(n*d, rng), normals(d, rng)
					if n > 5 {
						copy(y[d:], z)
						for i, v := range z {
							y[2*d+i], y[3*d+i], y[4*d+i] = -v, 0, 1e9*v
						}
						y[5*d] = math.Inf(1)
					}
					if n == 11 {
						clear(z)
					}
					nodes.Set(y)
					checkNodes(t, fmt.Sprintf("%s, d = %d, σ_b² = %v, %d points", a.name, d, bias, n), nodes, k, y, z)
				}
			}
		}
	}
}

func checkNodes(t *testing.T, what string, nodes *Nodes, k Shallow, y, z []float64) {
	t.Helper()
	d := k.Units
	n := len(y) / d
	nngp, ntk := make([]float64, n), make([]float64, n)
	nodes.Row(nngp, ntk, z)
	for j := range n {
		wantNNGP, wantNTK := k.Value(z, y[j*d:][:d])
		same(t, what+", NNGP", nngp[j], wantNNGP)
		same(t, what+", NTK", ntk[j], wantNTK)
		// At the tip of the cone too, where a point without bias has no direction.
		if !math.IsInf(y[j*d], 0) && math.IsNaN(wantNTK+wantNNGP) {
			t.Fatalf("%s: got %v and %v between %v and %v", what, wantNNGP, wantNTK, z, y[j*d:][:d])
		}
	}
	if !k.Activation.erf {
		return
	}
	slopes, slope := make([]float64, d*n), make([]float64, d*n)
	nodes.SmoothRow(nngp, ntk, slopes, slope, z)
	for j := range n {
		at := y[j*d:][:d]
		wantNNGP, wantNTK := k.Smooth(z, at)
		same(t, what+", smooth NNGP", nngp[j], wantNNGP.Value)
		same(t, what+", smooth NTK", ntk[j], wantNTK.Value)
		for a := range d {
			same(t, what+", slope of the NNGP", slopes[a*n+j], float64(wantNNGP.Y*at[a])+float64(wantNNGP.Z*z[a]))
			same(t, what+", slope of the NTK", slope[a*n+j], float64(wantNTK.Y*at[a])+float64(wantNTK.Z*z[a]))
		}
	}
}
