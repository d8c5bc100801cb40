package bottleneck

import (
	"slices"

	"narrows/sim"
	"narrows/sim/net"
)

// A canvas holds what the fields of a frame are sampled on and into. It is filled when a
// frame is asked for; what it remembers between frames follows from the run alone.
type canvas struct {
	outputs     []float64 // a field's outputs, K each
	single      []float32 // the same of the finite network, and its inputs
	inputs      []float32
	cut, inside []float32 // the values of the two fields, as they go into the frame

	side   float64   // half the side of the representation that z and f0 belong to
	z      []float64 // points of the bottleneck, d coordinates each
	scaled []float64 // the same as the finite network has them
	f0     []float64 // f_0 there, K each, if the limit does not hold it itself
}

// curvePoints is how finely f is drawn over one unit.
const curvePoints = 193

// grid returns the points of a side×side grid over the square −half … half of the first two
// of size coordinates, row by row from below; the other coordinates are 0.
func grid(side, size int, half float64) []float64 {
	g := make([]float64, side*side*size)
	at := func(i int) float64 { return half * (2*float64(i)/float64(side-1) - 1) }
	for y := range side {
		for x := range side {
			p := g[(y*side+x)*size:]
			p[0], p[1] = at(x), at(y)
		}
	}
	return g
}

// cells makes a field over the square −half … half, in bands of the target scale: of one
// output a signed one, of several the class of the largest and its lead. It reuses values.
func (c config) cells(values *[]float32, outputs []float64, side int, half float64) sim.Cells {
	f := sim.Cells{W: side, H: side, X0: -half, X1: half, Y0: -half, Y1: half, Unit: c.scale, Smooth: true, Zero: true}
	*values = resize(*values, side*side)
	if c.outputs == 1 {
		f.Values = narrow(*values, outputs)
		return f
	}
	f.Scale, f.Values = sim.ByClass, *values
	for i := range f.Values {
		f.Values[i] = sim.Lead(lead(outputs[i*c.outputs:][:c.outputs]))
	}
	return f
}

// cutField is F_t of one network over the data.
func (r *run) cutField() sim.Cells {
	l, v, side := r.lanes[0], &r.canvas, r.fieldSide()
	from, to := l.held.N, l.held.N+side*side
	v.outputs = resize(v.outputs, side*side*r.outputs)
	switch r.field {
	case kernelNet:
		l.kernel.OffOutputs(v.outputs, from, to)
	case limitNet:
		l.limit.OffOutputs(v.outputs, from, to)
	case finiteNet:
		r.evaluate(v.outputs, l.off[from*r.inputs:to*r.inputs], r.inputs, 0)
	}
	return r.cells(&v.cut, v.outputs, side, l.half())
}

// insideField is f_t over the two units of the bottleneck, of the network whose points
// leave trails.
func (r *run) insideField() sim.Cells {
	r.sample()
	c := r.cells(&r.canvas.inside, r.readOut(r.tracked()), fieldCells, r.canvas.side)
	if r.outputs == 1 {
		c.Label = "output f"
	}
	return c
}

// insideCurves are the outputs of f_t of a network over the one unit of the bottleneck, as far as
// the points go there and a little beyond: where there are none f says nothing of the data, and
// goes out of all proportion.
func (r *run) insideCurves(network int) (z []float32, f [][]float32) {
	r.sample()
	from, to := r.insideRange(network)
	z = narrow(nil, r.canvas.z[from:to])
	outputs := r.readOut(network)[from*r.outputs:]
	for c := range r.outputs {
		curve := make([]float32, len(z))
		for i := range curve {
			curve[i] = float32(outputs[i*r.outputs+c])
		}
		f = append(f, curve)
	}
	return z, f
}

// insideRange is which of the points of sample, in their order, the curves of a network are drawn at.
func (r *run) insideRange(network int) (from, to int) {
	at, margin := r.coordinates(network), beyond*r.canvas.side
	from, _ = slices.BinarySearch(r.canvas.z, slices.Min(at)-margin)
	to, _ = slices.BinarySearch(r.canvas.z, slices.Max(at)+margin)
	return from, to
}

// beyond is how far f is drawn beyond its points, in units of half the side of the representation.
const beyond = 0.05

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
		v.z = grid(fieldCells, r.units, v.side)
	}
	if f := r.lanes[0].f0; f != nil {
		n := len(v.z) / r.units
		v.f0 = resize(v.f0, n*r.outputs)
		slope := make([]float64, r.outputs*r.units)
		for i := range n {
			f.Eval(v.z[i*r.units:][:r.units], v.f0[i*r.outputs:][:r.outputs], slope)
		}
	}
}

// readOut returns f_t of a network at the points of sample, K each, until it is called again.
func (r *run) readOut(network int) []float64 {
	v := &r.canvas
	v.outputs = resize(v.outputs, len(v.z)/r.units*r.outputs)
	switch {
	case network == finiteNet:
		// Its own coordinates are those shown over the start scale.
		v.scaled = rescale(append(v.scaled[:0], v.z...), 1/r.small)
		r.evaluate(v.outputs, v.scaled, r.units, net.BottleneckAt(r.depth)+1)
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
