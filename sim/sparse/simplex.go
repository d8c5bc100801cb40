package sparse

import "math"

// A Master is a linear program, min Σ c_j x_j with A x = b and x ≥ 0 but for one x that is free, of few rows and
// of columns that come one after another: a dense revised simplex that goes on from where it was.
// It keeps the inverse of its basis, and allocates nothing after NewMaster.
//
// A vertex at which a column enters without the cost falling is degenerate. Of the rows that tie in the ratio
// test the one with the largest pivot leaves, for the sake of accuracy; and after as many
// pivots without progress as there are rows, the caller is to enter the first column of several that would help (Bland 1977,
// Mathematics of Operations Research 2, 103–107), among which the program cannot go in circles: see Stalled.
type Master struct {
	n       int
	b       []float64
	inverse []float64 // n×n, row by row: B⁻¹
	basis   []float64 // n×n: its columns, one after another
	cost    []float64 // of the columns in the basis
	name    []int     // what the caller calls them
	value   []float64 // B⁻¹ b
	free    int       // the row of the basis whose value may be negative, and never leaves
	price   []float64 // c_B B⁻¹
	way     []float64 // B⁻¹ of the column that enters
	scratch []float64 // n×n
	spare   []float64 // n×n: the inverse that is being made
	pivots  int       // since the inverse was made anew
	stalled int       // pivots in a row without progress
}

// NewMaster makes room for n rows.
func NewMaster(n int) *Master {
	return &Master{
		n: n, b: make([]float64, n), inverse: make([]float64, n*n), basis: make([]float64, n*n), cost: make([]float64, n), name: make([]int, n),
		value: make([]float64, n), price: make([]float64, n), way: make([]float64, n), scratch: make([]float64, n*n), spare: make([]float64, n*n),
	}
}

// A Column is one of a Master's.
type Column struct {
	Name  int
	Cost  float64
	Parts []float64 // n
}

// Start begins with a basis of n columns, of which the one at free may have any sign. It reports
// whether they are one: independent, and with values that are not negative.
func (m *Master) Start(b []float64, columns []Column, free int) bool {
	copy(m.b, b)
	for j, c := range columns {
		copy(m.basis[j*m.n:], c.Parts)
		m.cost[j], m.name[j] = c.Cost, c.Name
	}
	m.free, m.stalled = free, 0
	if !m.refresh() {
		return false
	}
	for j, v := range m.value {
		if j != free && v < 0 {
			return false
		}
	}
	return true
}

// Prices are p = c_B B⁻¹ (n): what a unit of each row is worth. A column with a cost below p·column helps.
func (m *Master) Prices() []float64 { return m.price }

// Names are those of the columns in the basis, and Values how much of each there is, both for reading.
func (m *Master) Names() []int      { return m.name }
func (m *Master) Values() []float64 { return m.value }

// Cost is what the present solution costs.
func (m *Master) Cost() (sum float64) {
	for j, v := range m.value {
		sum += m.cost[j] * v
	}
	return sum
}

// Stalled says that so many pivots made no progress that only the first helpful column should enter.
func (m *Master) Stalled() bool { return m.stalled > m.n }

// pivotLeast is how large a pivot has to be, as a share of the largest part of its column.
const pivotLeast = 1e-9

// Enter brings a column into the basis, and reports whether it could: not if the cost could fall
// without end, or if nothing that it would replace is far enough from 0.
func (m *Master) Enter(c Column) bool {
	largest := 0.0
	for i := range m.n {
		sum := 0.0
		row := m.inverse[i*m.n : (i+1)*m.n]
		for k, x := range c.Parts {
			sum += row[k] * x
		}
		m.way[i] = sum
		largest = max(largest, math.Abs(sum))
	}
	leaves, step := -1, math.Inf(1)
	for i, d := range m.way {
		if i == m.free || d <= pivotLeast*largest {
			continue
		}
		t := max(m.value[i], 0) / d
		if tie := math.Abs(t-step) <= 1e-12*(1+step); leaves < 0 || !tie && t < step || tie && m.before(i, leaves) {
			leaves, step = i, min(t, step)
		}
	}
	if leaves < 0 {
		return false
	}
	if step*largest <= 1e-12*(1+math.Abs(m.value[leaves])) {
		m.stalled++
	} else {
		m.stalled = 0
	}
	m.replace(leaves, c)
	return true
}

// before says which of two rows that tie leaves: the one with the larger pivot, or, where nothing has
// moved for long, the one whose column has the lesser name.
func (m *Master) before(i, j int) bool {
	if m.Stalled() {
		return m.name[i] < m.name[j]
	}
	return m.way[i] > m.way[j]
}

// renewed is after how many pivots the inverse is made anew, so that rounding does not add up.
const renewed = 40

// replace puts a column, whose way is known, into the place of another.
func (m *Master) replace(leaves int, c Column) {
	copy(m.basis[leaves*m.n:(leaves+1)*m.n], c.Parts)
	m.cost[leaves], m.name[leaves] = c.Cost, c.Name
	if m.pivots++; m.pivots >= renewed && m.refresh() {
		return
	}
	pivot := m.inverse[leaves*m.n : (leaves+1)*m.n]
	by := 1 / m.way[leaves]
	for k := range pivot {
		pivot[k] *= by
	}
	for i, d := range m.way {
		if i == leaves || d == 0 {
			continue
		}
		row := m.inverse[i*m.n : (i+1)*m.n]
		for k := range row {
			row[k] -= d * pivot[k]
		}
	}
	m.solve()
}

// Exact says that the inverse is as fresh as it can be, and Renew makes it so.
func (m *Master) Exact() bool { return m.pivots == 0 }
func (m *Master) Renew()      { m.pivots = 0; m.refresh() }

// refresh inverts the basis by elimination with pivots by column, and reports whether it could: else the
// inverse stays as it was.
func (m *Master) refresh() bool {
	n, a, inv, largest := m.n, m.scratch, m.spare, 0.0
	for _, x := range m.basis {
		largest = max(largest, math.Abs(x))
	}
	for i := range n {
		for j := range n {
			a[i*n+j] = m.basis[j*n+i]
			inv[i*n+j] = 0
		}
		inv[i*n+i] = 1
	}
	for k := range n {
		best := k
		for i := k + 1; i < n; i++ {
			if math.Abs(a[i*n+k]) > math.Abs(a[best*n+k]) {
				best = i
			}
		}
		if math.Abs(a[best*n+k]) < 1e-13*largest {
			return false
		}
		for j := range n {
			a[k*n+j], a[best*n+j] = a[best*n+j], a[k*n+j]
			inv[k*n+j], inv[best*n+j] = inv[best*n+j], inv[k*n+j]
		}
		by := 1 / a[k*n+k]
		for j := range n {
			a[k*n+j] *= by
			inv[k*n+j] *= by
		}
		for i := range n {
			f := a[i*n+k]
			if i == k || f == 0 {
				continue
			}
			for j := range n {
				a[i*n+j] -= f * a[k*n+j]
				inv[i*n+j] -= f * inv[k*n+j]
			}
		}
	}
	m.inverse, m.spare = m.spare, m.inverse
	m.pivots = 0
	m.solve()
	return true
}

// solve brings values and prices up to date with the inverse.
func (m *Master) solve() {
	clear(m.price)
	for i := range m.n {
		row, sum := m.inverse[i*m.n:(i+1)*m.n], 0.0
		for k, x := range row {
			sum += x * m.b[k]
			m.price[k] += m.cost[i] * x
		}
		m.value[i] = sum
	}
}
