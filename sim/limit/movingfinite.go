package limit

import (
	"math"

	"narrows/sim/vector"
)

// movingFinite is a network of finite width in place of f: gradient descent on its own
// weights, at the points and the rate of the limit. It differs from f of infinite width by
// O(1/√n). A kernel K_F made of it takes K_f in closed form at its points, as at n = ∞; for
// descent K_f is what its weights make of it.
//
// It stands for f_t − (1 − keep) f_0, so that it may leave the start to another function.
type movingFinite struct {
	*Finite
	closed
	first *Finite // f_0
	keep  float64

	now, then *pass     // of f and f_0 at the N points
	z         []float64 // N×d, the looker's
	value     []float64 // N×K, of f_0
	weight    []float64 // N
	change    []float64 // n
	ones      []float64 // N
	before    *Finite
}

// newMovingFinite begins with a copy of f.
func newMovingFinite(f *Finite, keep float64, n int) *movingFinite {
	m := &movingFinite{
		Finite: f.clone(), first: f.clone(), before: f.clone(), keep: keep,
		closed: newClosed(f.layers, f.units, n),
		now:    f.newPass(n),
		then:   f.newPass(n),
		weight: make([]float64, n),
		change: make([]float64, f.width),
	}
	m.value, m.ones = make([]float64, n*f.outputs), make([]float64, n)
	for j := range m.ones {
		m.ones[j] = 1
	}
	return m
}

func (m *movingFinite) size() int { return m.width }

func (m *movingFinite) look(z, value, jacobian []float64) {
	m.lookAt(z, value)
	clear(jacobian)
	m.slopes(jacobian)
}

func (m *movingFinite) lookAt(z, value []float64) {
	m.z = z
	m.closed.look(z)
	m.forward(m.now, z, value)
	if m.keep < 1 {
		m.first.forward(m.then, z, m.value)
		subtract(value, m.value, 1-m.keep)
	}
}

func (m *movingFinite) pull(dst, chi []float64) {
	m.Finite.pull(m.now, 1, dst, chi, m.change)
	if m.keep < 1 {
		m.first.pull(m.then, m.keep-1, dst, chi, m.change)
	}
}

func (m *movingFinite) slopes(jacobian []float64) {
	if m.outputs == 1 { // of one output it is what a step needs, if χ were 1
		m.pull(jacobian, m.ones)
		return
	}
	m.Finite.slopes(m.now, 1, jacobian)
	if m.keep < 1 {
		m.first.slopes(m.then, m.keep-1, jacobian)
	}
}

func subtract(from, v []float64, times float64) {
	for i, x := range v {
		from[i] -= times * x
	}
}

// descend takes the step of each weight, all from the state at t:
//
//	v_ci −= (η/N) σ_w/√n Σ_j χ_jc φ(h_i),        b′_c −= (η/N) σ_b Σ_j χ_jc,
//	u_ai −= (η/N) σ_w²/√(nd) Σ_j δ_ij z_ja,      b_i −= (η/N) σ_w σ_b/√n Σ_j δ_ij,
//
// with δ_ij = φ′(h_i) Σ_c v_ci χ_jc at z_j.
func (m *movingFinite) descend(scale float64, chi []float64) {
	n, d, outs, points := m.width, m.units, m.outputs, m.now.points
	weight, bias := math.Sqrt(m.layers.WeightVar), math.Sqrt(m.layers.BiasVar)
	out, in := weight/math.Sqrt(float64(n)), weight/math.Sqrt(float64(d))
	delta := m.then.phi // free after look
	for j := range points {
		row := delta[j*n:][:n]
		clear(row)
		vector.Combine(row, chi[j*outs:][:outs], m.v)
		for i, s := range m.now.slope[j*n:][:n] {
			row[i] *= s
		}
	}
	for c := range outs {
		sum := 0.0
		for j := range m.weight {
			x := chi[j*outs+c]
			sum += x
			m.weight[j] = x
		}
		m.move(m.v[c*n:][:n], scale*out, m.now.phi)
		m.offset[c] -= scale * bias * sum
	}
	for a := range len(m.u) / n {
		by := in
		for j := range m.weight {
			if a < d {
				m.weight[j] = m.z[j*d+a]
			} else {
				m.weight[j], by = 1, bias
			}
		}
		m.move(m.u[a*n:][:n], scale*out*by, delta)
	}
}

// move subtracts scale Σ_j weight_j row_j from w.
func (m *movingFinite) move(w []float64, scale float64, rows []float64) {
	clear(m.change)
	vector.Combine(m.change, m.weight, rows)
	subtract(w, m.change, scale)
}

func (m *movingFinite) values(dst, z []float64) {
	m.Values(dst, z)
	if m.keep == 1 {
		return
	}
	d, outs := m.units, m.outputs
	for i := range len(z) / d {
		value := m.value[:outs]
		m.first.forward(m.first.one, z[i*d:][:d], value)
		subtract(dst[i*outs:][:outs], value, 1-m.keep)
	}
}

func (m *movingFinite) save()    { m.before.set(m.Finite) }
func (m *movingFinite) restore() { m.set(m.before) }

// set copies the weights of a network of the same shape.
func (f *Finite) set(g *Finite) {
	copy(f.u, g.u)
	copy(f.v, g.v)
	copy(f.offset, g.offset)
}
