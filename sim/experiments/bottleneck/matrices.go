package bottleneck

import (
	"narrows/sim"
	"narrows/sim/kernel"
	"narrows/sim/words"
)

// mostRows is how many points a kernel is shown between: 48² numbers are 9 kB.
const mostRows = 48

// matrixPanels are the kernels between points sorted by class, as correlations: that of the
// network with bottleneck as it is now, and the fixed one.
func (r *run) matrixPanels() (panels []sim.Panel) {
	l := r.lanes[0]
	order := r.byClass(min(r.points, mostRows))
	if r.limit {
		k := make([]float64, len(order)*len(order))
		l.limit.Kernel(k, order)
		panels = append(panels, r.matrix("kernel", "Its kernel", r.matrixWords(), order, k))
	}
	if r.kernel {
		k := make([]float64, len(order)*len(order))
		l.kernels.Theta(k, order)
		fixed := r.matrix("fixed", "The fixed kernel", "no bottleneck", order, k)
		fixed.Column = 1
		panels = append(panels, fixed)
	}
	return panels
}

// matrixWords say what kernel it is: of several outputs the mean of theirs.
func (r *run) matrixWords() string {
	if r.outputs > 1 {
		return "now, mean of " + words.Count(r.outputs) + " outputs"
	}
	return "now, through " + r.unitWord()
}

// matrix shows k, a kernel between the points of the given order, as correlations
// K_ij/√(K_ii K_jj), the first row at the top.
func (r *run) matrix(name, title, subtitle string, order []int, k []float64) sim.Panel {
	n := len(order)
	axis := sim.Axis{Max: float64(n), Hidden: true}
	down := axis
	down.Reversed = true
	c := sim.Cells{
		Label: "correlation", W: n, H: n, X1: float64(n), Y1: float64(n),
		Values: kernel.Correlations(k, n, nil), Bars: make([]uint8, n), Scale: sim.Sequential, Min: -1, Max: 1,
	}
	for i, j := range order {
		c.Bars[i] = r.lanes[0].train.Class[j]
	}
	return sim.Panel{Name: name, Title: title, Subtitle: subtitle, Square: true, Classes: r.names, X: axis, Y: down, Cells: []sim.Cells{c}}
}
