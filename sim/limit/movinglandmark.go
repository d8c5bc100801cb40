package limit

import "narrows/sim/vector"

// movingLandmark moves a Landmark: α −= (η/N) K_f(Z, Z)⁻¹ Σ_j K_f(Z, z_j) χ_j, which is the
// projection of equation (1) on what the landmarks span.
type movingLandmark struct {
	*Landmark
	closed
	rows   []float64 // N×R, K_f(z_j, z_r)
	change []float64 // R
	solved []float64 // R
	weight []float64 // N
	before []float64 // K×R
}

func newMovingLandmark(l *Landmark, n int) *movingLandmark {
	r := l.count()
	return &movingLandmark{
		Landmark: l, closed: newClosed(l.layers, l.of.Units, n),
		rows:   make([]float64, n*r),
		change: make([]float64, r),
		solved: make([]float64, r),
		weight: make([]float64, n),
		before: make([]float64, len(l.ntk)),
	}
}

func (m *movingLandmark) size() int { return m.count() }

func (m *movingLandmark) look(z, value, jacobian []float64) {
	m.closed.look(z)
	d, outs, r := m.Landmark.of.Units, m.outputs, m.count()
	t := m.scratch
	for j := range m.n {
		t.ntk = m.rows[j*r:][:r]
		m.read(t, z[j*d:][:d], value[j*outs:][:outs], jacobian[j*outs*d:][:outs*d])
	}
}

func (m *movingLandmark) descend(scale float64, chi []float64) {
	outs, r := m.outputs, m.count()
	for c := range outs {
		for j := range m.weight {
			m.weight[j] = scale * chi[j*outs+c]
		}
		clear(m.change)
		vector.Combine(m.change, m.weight, m.rows)
		solveLower(m.solved, m.lower, m.change)
		solveUpper(m.solved, m.lower)
		subtract(m.ntk[c*r:][:r], m.solved, 1)
	}
}

func (m *movingLandmark) values(dst, z []float64) { m.Values(dst, z) }
func (m *movingLandmark) save()                   { copy(m.before, m.ntk) }
func (m *movingLandmark) restore()                { copy(m.ntk, m.before) }
