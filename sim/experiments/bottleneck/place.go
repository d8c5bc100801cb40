package bottleneck

import (
	"math"

	"gonum.org/v1/gonum/floats"

	"narrows/sim/limit"
	"narrows/sim/net"
)

// A scratch is what looking at one network fills: where it has put the points, and what it says
// of those held out.
type scratch struct {
	z, f, pairs []float64 // N×d, N×K, N×2
	single      []float32 // N × the larger of d and K
	held        []float64 // H×K, outputs at the held-out points
	heldAt      int       // the step of held; −1: of none yet
}

func newScratch(c config) scratch {
	n := c.points
	return scratch{
		z: make([]float64, n*c.units), f: make([]float64, n*c.outputs), pairs: make([]float64, 2*n),
		single: make([]float32, n*max(c.units, c.outputs)),
		held:   make([]float64, c.heldOut()*c.outputs), heldAt: -1,
	}
}

// place returns where a network has put each point, N×drawn: the bottleneck's coordinates z;
// if there is one only, z and the output F of the point's own class; if there are many, what
// the projection shows of them. It is not to be changed.
func (r *run) place(network int) []float64 {
	return r.placed(&r.scratch[network], r.coordinates(network), network)
}

func (r *run) placed(p *scratch, z []float64, network int) []float64 {
	switch {
	case r.projected() && network == r.tracked() && p == &r.scratch[network]:
		return r.projection.plane
	case r.projected():
		r.projection.project(p.pairs, z)
		return p.pairs
	case r.units > 1:
		return z
	}
	f := r.trainOutputs(network)
	for j := range r.points {
		p.pairs[2*j], p.pairs[2*j+1] = z[j], f[j*r.outputs+r.column(j)]
	}
	return p.pairs
}

// column is the output that a point's own class has: the only one, or one of several.
func (r *run) column(j int) int {
	if r.outputs == 1 {
		return 0
	}
	return int(r.lanes[0].train.Class[j])
}

// placeTwin is place for the twin, which has no outputs of its own here.
func (r *run) placeTwin() []float64 { return r.placed(&r.twinScratch, r.lanes[0].twin.Z(), limitNet) }

// row returns the coordinates of point j of place.
func (r *run) row(at []float64, j int) []float64 { return at[j*r.drawn():][:r.drawn()] }

// coordinates returns z at the training points, N×d: for the finite network times the start
// scale, which makes them those of the limit. It is not to be changed.
func (r *run) coordinates(network int) []float64 {
	if network != finiteNet {
		return r.lanes[0].limit.Z()
	}
	p := &r.scratch[network]
	single := p.single[:r.points*r.units]
	r.lanes[0].finite.Activations(net.BottleneckAt(r.depth), single)
	return rescale(widen(p.z, single), r.small)
}

// trainOutputs returns F at the training points, N×K. It is not to be changed.
func (r *run) trainOutputs(network int) []float64 {
	if network != finiteNet {
		return r.lanes[0].outputs(network)
	}
	p := &r.scratch[network]
	single := p.single[:r.points*r.outputs]
	r.lanes[0].finite.Outputs(single)
	return widen(p.f, single)
}

// heldOutputs returns F at the held-out points, H×K. It is not to be changed.
func (r *run) heldOutputs(network int) []float64 {
	l, p := r.lanes[0], &r.scratch[network]
	if p.heldAt == r.step {
		return p.held
	}
	p.heldAt = r.step
	switch network {
	case kernelNet:
		l.kernel.OffOutputs(p.held, 0, l.held.N)
	case limitNet:
		l.limit.OffOutputs(p.held, 0, l.held.N)
	case finiteNet:
		r.evaluate(p.held, l.held.X, r.inputs, 0)
	}
	return p.held
}

// heldError returns the share of the held-out points that a network takes for another class,
// in per cent.
func (r *run) heldError(network int) float64 {
	held := r.lanes[0].held
	return 100 * (1 - float64(correct(r.heldOutputs(network), held))/float64(held.N))
}

// gap is the root mean square of F_limit − F_finite over points and outputs.
func (r *run) gap() float64 { return rms(r.trainOutputs(limitNet), r.trainOutputs(finiteNet)) }

// twinDistance is the same between the limit and its twin.
func (r *run) twinDistance() float64 {
	return rms(r.lanes[0].limit.Outputs(), r.lanes[0].twin.Outputs())
}

// size is the root mean square of v.
func size(v []float64) float64 { return floats.Norm(v, 2) / math.Sqrt(float64(len(v))) }

func rms(a, b []float64) float64 {
	sum := 0.0
	for i, v := range a {
		sum += (v - b[i]) * (v - b[i])
	}
	return math.Sqrt(sum / float64(len(a)))
}

// standIn says what holds the limit's f where it is not held exactly, and how large it is.
func (r *run) standIn() (what string, size int) {
	if !r.limit {
		return "", 0
	}
	state, size := r.lanes[0].limit.State()
	switch state {
	case limit.Landmarks:
		return "landmarks that hold f, approximately", size
	case limit.MovingNetwork:
		return "width of the network that stands for f, approximately", size
	}
	return "", 0
}

// rescale multiplies v in place.
func rescale(v []float64, by float64) []float64 {
	if by != 1 {
		for i := range v {
			v[i] *= by
		}
	}
	return v
}

// widen fills dst, which it makes if it is nil, with v as float64.
func widen(dst []float64, v []float32) []float64 {
	if dst == nil {
		dst = make([]float64, len(v))
	}
	for i, x := range v {
		dst[i] = float64(x)
	}
	return dst
}

// narrow fills dst, which it makes if it is too short, with v as float32.
func narrow(dst []float32, v []float64) []float32 {
	dst = resize(dst, len(v))
	for i, x := range v {
		dst[i] = float32(x)
	}
	return dst
}

func resize[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	return s[:n]
}
