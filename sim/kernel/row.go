package kernel

import "narrows/sim/vector"

// A row is what a row of pairs needs on its way through an activation: two sides of a triangle
// for each, and their angle. All loops over it are of vectors (vectors.go), in the operations
// of the functions that take one pair, in their order: the numbers are the same. Where there
// are no vectors pairs go one by one.
type row struct{ y, x, angle []float64 }

func newRow(n int) row { return row{make([]float64, n), make([]float64, n), make([]float64, n)} }

// activate passes pairs through an activation: p becomes J1, and t J0 t. The variances are q,
// of the one point of the row, and r.
func (w *row) activate(p, t, r []float64, q float64, a Activation) {
	w.sides(p, r, q, a)
	w.moments(p, t, a)
}

func (w *row) sides(p, r []float64, q float64, a Activation) {
	y, x := w.y[:len(p)], w.x[:len(p)]
	if a.erf {
		erfSideVector(y, x, p, r, q)
		return
	}
	sideVector(y, x, p, r, q)
}

func (w *row) moments(p, t []float64, a Activation) {
	y, x, angle := w.y[:len(p)], w.x[:len(p)], w.angle[:len(p)]
	vector.Angles(angle, y, x)
	if a.erf {
		erfVector(p, t, angle, x)
		return
	}
	rectifyVector(p, t, angle, y, x, a)
}
