package bottleneck

import (
	"narrows/sim"
	"narrows/sim/net"
)

// A canvas holds what the fields of a frame are sampled on and into. It is filled when a
// frame is asked for; what it remembers between frames follows from the run alone.
type canvas struct {
	outputs     []float64 // a field's values
	single      []float32 // the same of the finite network, and its inputs
	inputs      []float32
	cut, inside []float32 // the values of the two fields, as they go into the frame

	side float64   // half the side of the representation that z and f0 belong to
	z    []float64 // points of the bottleneck, d coordinates each
	f0   []float64 // f_0 there, if the limit does not hold it itself
}

// curvePoints is how finely f is drawn over one unit.
const curvePoints = 193

// grid returns the points of a side×side grid over the square −half … half, row by row
// from below, two coordinates each.
func grid(side int, half float64) []float64 {
	g := make([]float64, 0, 2*side*side)
	at := func(i int) float64 { return half * (2*float64(i)/float64(side-1) - 1) }
	for y := range side {
		for x := range side {
			g = append(g, at(x), at(y))
		}
	}
	return g
}

// cells makes a signed field over the square −half … half, in bands of the target scale.
func (c config) cells(values []float32, side int, half float64) sim.Cells {
	return sim.Cells{W: side, H: side, X0: -half, X1: half, Y0: -half, Y1: half, Values: values, Unit: c.scale, Smooth: true, Zero: true}
}

// cutField is F_t of one network over the data.
func (r *run) cutField() sim.Cells {
	l, v, side := r.lanes[0], &r.canvas, r.fieldSide()
	from, to := l.held.N, l.held.N+side*side
	v.outputs = resize(v.outputs, side*side)
	switch r.field {
	case kernelNet:
		l.kernel.OffOutputs(v.outputs, from, to)
	case limitNet:
		l.limit.OffOutputs(v.outputs, from, to)
	case finiteNet:
		r.evaluate(v.outputs, l.off[2*from:2*to], 2, 0)
	}
	v.cut = narrow(v.cut, v.outputs)
	return r.cells(v.cut, side, l.half())
}

// insideField is f_t over the two units of the bottleneck, of the network whose points
// leave trails.
func (r *run) insideField() sim.Cells {
	r.sample()
	v := &r.canvas
	v.inside = narrow(v.inside, r.readOut(r.mover()))
	c := r.cells(v.inside, fieldCells, v.side)
	c.Label = "output f"
	return c
}

// insideCurve is f_t of a network over the one unit of the bottleneck.
func (r *run) insideCurve(network int) (z, f []float32) {
	r.sample()
	return narrow(nil, r.canvas.z), narrow(nil, r.readOut(network))
}

// sample lays the points of the bottleneck where f_t is wanted.
func (r *run) sample() {
	v := &r.canvas
	if v.side == r.reach.inside {
		return
	}
	v.side, v.f0 = r.reach.inside, v.f0[:0]
	if r.units == 1 {
		v.z = v.z[:0]
		for i := range curvePoints {
			v.z = append(v.z, v.side*(2*float64(i)/(curvePoints-1)-1))
		}
	} else {
		v.z = grid(fieldCells, v.side)
	}
	if f := r.lanes[0].f0; f != nil {
		n := len(v.z) / r.units
		v.f0 = resize(v.f0, n)
		slope := make([]float64, r.units)
		for i := range n {
			f.Eval(v.z[i*r.units:][:r.units], v.f0[i:i+1], slope)
		}
	}
}

// readOut returns f_t of a network at the points of sample, until it is called again.
func (r *run) readOut(network int) []float64 {
	v := &r.canvas
	v.outputs = resize(v.outputs, len(v.z)/r.units)
	switch {
	case network == finiteNet:
		r.evaluate(v.outputs, v.z, r.units, net.BottleneckAt(r.depth)+1)
	case len(v.f0) > 0:
		r.lanes[0].limit.Values(v.outputs, v.z, v.f0)
	default:
		r.lanes[0].limit.Values(v.outputs, v.z, nil)
	}
	return v.outputs
}

// evaluate fills dst with the finite network's outputs for the inputs of one of its
// layers, size numbers each.
func (r *run) evaluate(dst, inputs []float64, size, layer int) {
	l, v := r.lanes[0], &r.canvas
	v.inputs = narrow(v.inputs, inputs)
	v.single = resize(v.single, len(dst))
	l.finite.Evaluate(v.single, v.inputs, len(inputs)/size, layer, len(l.finite.Layers()))
	widen(dst, v.single)
}
