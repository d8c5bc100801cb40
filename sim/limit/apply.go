package limit

// applyKernel sets w = K_F v, both N×K, without making K_F:
//
//	K_F v = K_f v + Σ_a J_a ∘ Θ_g (J_a ∘ v).
//
// Two columns of J∘v share the rows of Θ_g.
func (b *BottleneckFlow) applyKernel(w, v []float64) {
	columns := b.columns
	n, d, outs := b.k.Problem.N, b.k.Architecture.Units, b.k.Problem.K
	b.f.apply(w, v)
	b.complete()
	for a := 0; a < d; a += 2 {
		both := min(2, d-a)
		b.turn(columns, v, a, both)
		x := columns[2*n:][:both*n] // N×2, or N
		multiply(x, b.k.thetaG, columns, n, both)
		for i := range n {
			for c := range outs {
				at := i*outs + c
				w[at] += b.jacobian[at*d+a] * x[i*both]
				if both == 2 {
					w[at] += b.jacobian[at*d+a+1] * x[i*2+1]
				}
			}
		}
	}
}

// turn sets columns to J_a∘v, summed over outputs, for a and if both are wanted a+1.
func (b *BottleneckFlow) turn(columns, v []float64, a, both int) {
	n, d, outs := b.k.Problem.N, b.k.Architecture.Units, b.k.Problem.K
	for e := range both {
		column, jacobian := columns[e*n:][:n], b.jacobian[a+e:]
		for j := range column {
			sum := 0.0
			for c := range outs {
				sum += jacobian[(j*outs+c)*d] * v[j*outs+c]
			}
			column[j] = sum
		}
	}
}
