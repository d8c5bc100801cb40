package limit

import (
	"fmt"
	"math/rand/v2"

	"narrows/sim/kernel"
	"narrows/sim/vector"
)

// A State says how f_t of infinite width is held. Only the first is exact up to its cut.
type State uint8

// The states, from the best on. The architecture decides: harmonics for rectifiers up to
// three extended coordinates and for the identity; landmarks for erf up to two units; a
// network of finite width that moves for all others.
const (
	Harmonics State = iota
	Landmarks
	MovingNetwork
)

// String returns the state in words.
func (s State) String() string {
	return [...]string{"harmonics", "landmarks", "moving network"}[s]
}

// State returns how a flow of the architecture holds f_t.
func (a Architecture) State() State {
	slope, rectifies := a.F.Activation.Rectifies()
	switch {
	case rectifies && (slope == 1 || extended(a.F, a.Units) <= 3):
		return Harmonics
	case !rectifies && a.Units <= 2:
		return Landmarks
	}
	return MovingNetwork
}

// A mover is f_t as a flow moves it: all of it if it began with f_0, else f_t − f_0. The
// points of all calls but values are those that look was last called with.
type mover interface {
	// look fills value (N×K) and jacobian (N×K×d) at the rows of z (N×d).
	look(z, value, jacobian []float64)
	// descend is equation (1): f −= scale Σ_j K_f(·, z_j) χ_j, for chi N×K.
	descend(scale float64, chi []float64)
	// apply sets w = K_f v, both N×K.
	apply(w, v []float64)
	// kernel returns K_f(z_i, z_j).
	kernel(i, j int) float64
	// values fills dst (n×K) with f at the n rows of z (n×d).
	values(dst, z []float64)
	// save keeps f as it is now, and restore takes it back; look must follow.
	save()
	restore()
	// size is how many numbers, or units, hold one output.
	size() int
}

// A puller is a mover whose Jacobian is dearer than what a step needs of it, Σ_c χ_c ∇f_c.
type puller interface {
	mover
	// lookAt is look without the Jacobian.
	lookAt(z, value []float64)
	// pull adds Σ_c χ_jc ∇f_c(z_j) to dst (N×d), for chi N×K.
	pull(dst, chi []float64)
	// slopes adds the Jacobian (N×K×d).
	slopes(jacobian []float64)
}

// newMover returns the state of the architecture, begun with s.F if it can hold it.
// Otherwise s.F is returned as well, for the flow to add to what the mover says.
func newMover(k *Kernels, s Start) (m mover, outside Function, err error) {
	a, p := k.Architecture, k.Problem
	switch a.State() {
	case Harmonics:
		h, err := NewHarmonic(a.F, a.Units, p.K, s.Degree)
		if err != nil {
			return nil, nil, err
		}
		if s.F != nil && !h.embed(s.F) {
			outside = s.F
		}
		return newMovingHarmonic(h, p.N), outside, nil
	case Landmarks:
		if l, ok := s.F.(*Landmark); ok && l.layers == a.F && l.of.Units == a.Units && l.outputs == p.K {
			return newMovingLandmark(l.clone(), p.N), nil, nil
		}
		l, err := NewLandmark(a.F, a.Units, p.K)
		if err != nil {
			return nil, nil, err
		}
		return newMovingLandmark(l, p.N), s.F, nil
	}
	f, keep := s.F, 1.0
	if g, ok := f.(*scaled); ok {
		f, keep = g.f, g.by
	}
	net, ok := f.(*Finite)
	if ok && net.layers == a.F && net.units == a.Units && net.outputs == p.K {
		return newMovingFinite(net, keep, p.N), nil, nil
	}
	net = NewFinite(a.F, a.Units, p.K, a.Width)
	net.Draw(rand.New(rand.NewPCG(s.Seed, movingStream)))
	return newMovingFinite(net, 0, p.N), s.F, nil
}

// movingStream is the stream of a start's seed that draws the weights of a moving network.
const movingStream = 1

// A closed is K_f in closed form on the points of a look, N×N, made when first needed.
type closed struct {
	d, n   int
	z      []float64 // N×d, the looker's
	nodes  *kernel.Nodes
	aside  []float64 // N
	values []float64
	known  bool
}

func newClosed(f kernel.Layers, units, n int) closed {
	return closed{
		d: units, n: n,
		nodes: kernel.NewShallow(f, units).Nodes(n), aside: make([]float64, n), values: make([]float64, n*n),
	}
}

func (x *closed) look(z []float64) { x.z, x.known = z, false }

func (x *closed) refresh() {
	if x.known {
		return
	}
	d, n := x.d, x.n
	vector.CountDouble(n * n / 2 * angles)
	x.nodes.Set(x.z)
	for i := range n {
		row := x.values[i*n:][:i+1]
		x.nodes.Row(x.aside[:i+1], row, x.z[i*d:][:d])
		for j, v := range row {
			x.values[j*n+i] = v
		}
	}
	x.known = true
}

func (x *closed) apply(w, v []float64) {
	x.refresh()
	clear(w)
	outs := len(v) / x.n
	for i := range x.n {
		vector.Combine(w[i*outs:][:outs], x.values[i*x.n:][:x.n], v)
	}
}

func (x *closed) kernel(i, j int) float64 {
	x.refresh()
	return x.values[i*x.n+j]
}

// mustMatch panics unless a network on d = units coordinates with K outputs makes sense.
func mustMatch(f kernel.Layers, units, outputs int) {
	if f.Depth != 1 || units < 1 || outputs < 1 {
		panic(fmt.Sprintf("limit: no f for %+v on %d units, %d outputs", f, units, outputs))
	}
}
