package deeplinear

import (
	"math"

	"narrows/sim"
)

// planePanel is each mode in its own plane: what the first half holds of it, |Av|/√c_g, against what the
// second does, |bᵀu|/√c_f. The flow moves along hyperbolas, to the one where their product is the target, at
// whose end stands the mode's name.
func (r *run) planePanel() sim.Panel {
	axis := sim.Axis{Max: r.axes.plane}
	p := sim.Panel{Name: "plane", Title: "Each mode in its plane", Subtitle: "held by the second half against the first", X: axis, Y: axis}
	p.X.Label, p.Y.Label = "held by the first half", "held by the second half"
	for i, start := range r.opened {
		x, y := flowCurve(start, r.goalOf(i))
		p.Lines = append(p.Lines, sim.Line{Role: sim.Theory, Class: i, Key: mode(i), X: x, Y: y, Dashed: true})
		x, y = targetCurve(r.product(i), r.axes.plane)
		p.Lines = append(p.Lines, sim.Line{Role: sim.Theory, Class: i, Key: sim.Key{Of: "target", ID: i}, X: x, Y: y, Thin: true})
	}
	for i := range r.u {
		l := modeLine(i)
		l.Note = r.targetNote(i)
		l.History = true
		c := r.trails[i].Until(r.place(i))
		l.X, l.Y = c[0], c[1]
		p.Lines = append(p.Lines, l)
	}
	return p
}

// product is what both halves of a mode come to once it is learned.
func (r *run) product(mode int) float64 { return r.truth.S[mode] / r.architecture.Pace(r.inputs) }

// goalOf is where the flow takes a mode in its plane: x² − y² stays, and xy becomes the product.
func (r *run) goalOf(mode int) [2]float64 {
	start, p := r.opened[mode], r.product(mode)
	delta := start[0]*start[0] - start[1]*start[1]
	if delta < 0 {
		y := math.Sqrt((math.Hypot(delta, 2*p) - delta) / 2)
		return [2]float64{p / y, y}
	}
	x := math.Sqrt((math.Hypot(delta, 2*p) + delta) / 2)
	return [2]float64{x, p / x}
}

const planePoints = 65

// flowCurve is the hyperbola x² − y² = x_0² − y_0² from a start to a goal on it.
func flowCurve(start, goal [2]float64) (x, y []float32) {
	delta := start[0]*start[0] - start[1]*start[1]
	for i := range planePoints {
		t := float64(i) / (planePoints - 1)
		if delta > 0 {
			v := start[1] + t*(goal[1]-start[1])
			x, y = append(x, float32(math.Sqrt(v*v+delta))), append(y, float32(v))
		} else {
			v := start[0] + t*(goal[0]-start[0])
			x, y = append(x, float32(v)), append(y, float32(math.Sqrt(v*v-delta)))
		}
	}
	return x, y
}

// targetCurve is the hyperbola xy = product within a square.
func targetCurve(product, side float64) (x, y []float32) {
	low := product / side
	if low >= side {
		return nil, nil
	}
	for i := range planePoints {
		v := low * math.Pow(side/low, float64(i)/(planePoints-1))
		x, y = append(x, float32(v)), append(y, float32(product/v))
	}
	return x, y
}
