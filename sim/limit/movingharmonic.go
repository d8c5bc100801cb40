package limit

import "narrows/sim/vector"

// movingHarmonic moves a Harmonic. On its basis
//
//	K_f(z, z′) = σ_b² + σ_w² ρρ′ Σ_k c_k Y_k(u) Y_k(u′),
//
// cut where the basis is, so that the flow is exact for the network so cut.
type movingHarmonic struct {
	*Harmonic
	n        int
	u        [][3]float64 // N, directions of the extended z
	rho      []float64    // N, their lengths
	features []float64    // N×size, Y_k(u_j)
	weight   []float64    // N
	change   []float64    // size

	before struct{ offset, beta []float64 }
}

func newMovingHarmonic(h *Harmonic, n int) *movingHarmonic {
	size := h.basis.size()
	m := &movingHarmonic{
		Harmonic: h, n: n,
		u:        make([][3]float64, n),
		rho:      make([]float64, n),
		features: make([]float64, n*size),
		weight:   make([]float64, n),
		change:   make([]float64, size),
	}
	m.before.offset, m.before.beta = make([]float64, h.outputs), make([]float64, h.outputs*size)
	return m
}

func (m *movingHarmonic) size() int { return m.basis.size() }

func (m *movingHarmonic) look(z, value, jacobian []float64) {
	outs, d, size := m.outputs, m.units, m.basis.size()
	j := 0
	for ; j+2 <= m.n && len(m.basis.turns) > 0; j += 2 {
		rows, u, rho := m.features[j*size:][:2*size], (*[2][3]float64)(m.u[j:]), (*[2]float64)(m.rho[j:])
		rho[0], rho[1] = m.polar(z[j*d:][:d], &u[0]), m.polar(z[(j+1)*d:][:d], &u[1])
		m.basis.fillTwo(rows[:size], rows[size:], &u[0], &u[1])
		m.readTwo(rows, u, rho, value[j*outs:][:2*outs], jacobian[j*outs*d:][:2*outs*d])
	}
	for ; j < m.n; j++ {
		row := m.features[j*size:][:size]
		m.rho[j] = m.fill(row, z[j*d:][:d], &m.u[j])
		m.read(row, &m.u[j], m.rho[j], value[j*outs:][:outs], jacobian[j*outs*d:][:outs*d])
	}
}

// descend: β_k −= (η/N) σ_w² c_k Σ_j ρ_j Y_k(u_j) χ_j, and the offset −= (η/N) σ_b² Σ_j χ_j.
func (m *movingHarmonic) descend(scale float64, chi []float64) {
	size := m.basis.size()
	for c := range m.outputs {
		sum := m.gather(chi, c)
		m.offset[c] -= scale * m.biasVar * sum
		for k, v := range m.change {
			m.beta[c*size+k] -= scale * m.weightVar * m.basis.ntk[k] * v
		}
	}
	m.turn()
}

// gather sets change to Σ_j ρ_j Y_k(u_j) v_j for output c of v (N×K) and returns Σ_j v_j.
func (m *movingHarmonic) gather(v []float64, c int) float64 {
	sum := 0.0
	for j, r := range m.rho {
		x := v[j*m.outputs+c]
		sum += x
		m.weight[j] = r * x
	}
	clear(m.change)
	vector.Combine(m.change, m.weight, m.features)
	return sum
}

func (m *movingHarmonic) apply(w, v []float64) {
	outs, size := m.outputs, m.basis.size()
	for c := range outs {
		sum := m.biasVar * m.gather(v, c)
		for k := range m.change {
			m.change[k] *= m.weightVar * m.basis.ntk[k]
		}
		i := 0
		for ; i+2 <= m.n; i += 2 {
			x, y := vector.Dot2(m.change, m.features[i*size:][:size], m.features[(i+1)*size:][:size])
			w[i*outs+c], w[(i+1)*outs+c] = sum+m.rho[i]*x, sum+m.rho[i+1]*y
		}
		if i < m.n {
			w[i*outs+c] = sum + m.rho[i]*vector.Dot(m.change, m.features[i*size:][:size])
		}
	}
}

func (m *movingHarmonic) kernel(i, j int) float64 {
	size, sum := m.basis.size(), 0.0
	x, y := m.features[i*size:][:size], m.features[j*size:][:size]
	for k, c := range m.basis.ntk {
		sum += c * (x[k] * y[k])
	}
	return m.biasVar + m.weightVar*(m.rho[i]*m.rho[j])*sum
}

func (m *movingHarmonic) values(dst, z []float64) { m.Values(dst, z) }

func (m *movingHarmonic) save() {
	copy(m.before.offset, m.offset)
	copy(m.before.beta, m.beta)
}

func (m *movingHarmonic) restore() {
	copy(m.offset, m.before.offset)
	copy(m.beta, m.before.beta)
	m.turn()
}
