package deeplinear

import (
	"math"

	"narrows/sim/data"
	"narrows/sim/limit"
	"narrows/sim/linear"
	"narrows/sim/net"
	"narrows/sim/record"
	"narrows/sim/trio"
)

// The three networks, by index.
const (
	kernelNet = trio.Kernel
	limitNet  = trio.Limit
	finiteNet = trio.Finite
	networks  = trio.Networks
)

// A run trains deep linear networks on one task, all at one step size.
type run struct {
	config
	train, held data.Sample
	truth       data.Map
	u, v        [][]float64 // of the modes, K and m numbers each
	unit        float64     // step size at factor 1
	horizon     float64     // time at the last step, if the step size stays
	largest     float64     // factor so far

	kernelFlow *linear.KernelFlow // nil: not trained
	limitFlow  *linear.Flow
	limitLoss  limit.Loss
	finiteNet  *net.Network // nil: not trained
	halves     halves       // of the finite network

	chains []chain // none but in their view

	step    int
	time    float64 // Σ η
	moments moments

	theory  theory
	there   bool // there is a theory
	lag     float64
	dashed  [][]float32
	times   []float32
	first   []float64 // D at the start, d×d
	flown   float64   // Σ η²(…), what the steps may have changed of D
	curves  [quantities]record.Curve
	opened  [][2]float64   // where each mode began in its plane
	trails  []record.Curve // of the plane: x is √(1/c_g)|A v|, y is √(1/c_f)|bᵀu|
	kept    record.Thinning
	axes    axes
	scratch scratch
}

type scratch struct {
	now, closed []float64 // strengths of the modes
	w           []float64 // K×m, of the finite network
	drift       []float64 // d×d
	singular    *linear.Singular
	basis       []float64 // orthonormal rows of A, d×m
}

// Step takes one step of gradient descent with every network. The run is over at its last
// step, where they have come to its goal, or where one diverges.
func (r *run) Step() bool {
	if r.ended() {
		return false
	}
	r.record()
	rate := r.factor * r.unit
	r.flown += rate * rate * r.limitFlow.Turn()
	if r.kernelFlow != nil {
		r.kernelFlow.Step(rate)
	}
	r.limitFlow.Step(rate)
	if r.finiteNet != nil {
		r.finiteNet.Step(rate)
	}
	for i := range r.chains {
		r.chains[i].step(r, rate)
	}
	r.step++
	r.time += rate
	r.note()
	r.watch()
	r.axes.widen(r)
	return !r.ended()
}

// watch notes which networks have come down to the goal, which is in units of each one's own
// loss at the start.
func (r *run) watch() {
	r.goal.Watch(r.step, func(network int) bool {
		return r.lossOf(network) <= r.goal.Loss*r.moments.initial[network]
	})
}

func (r *run) ended() bool { return r.step >= r.steps || r.goal.Met(r.step) >= 0 || r.broken() >= 0 }

// broken returns the network on show that has diverged, chains counted after the others; or −1.
func (r *run) broken() int {
	for i := range r.chains {
		if _, frozen := r.chains[i].factors.Frozen(); frozen {
			return networks + i
		}
	}
	if len(r.chains) > 0 {
		return -1
	}
	if r.kernelFlow != nil {
		if _, frozen := r.kernelFlow.Frozen(); frozen {
			return kernelNet
		}
	}
	if _, frozen := r.limitFlow.Frozen(); frozen {
		return limitNet
	}
	if r.finiteNet != nil {
		if _, frozen := r.finiteNet.Diverged(); frozen {
			return finiteNet
		}
	}
	return -1
}

// Set turns the step size.
func (r *run) Set(knob string, value float64) {
	if knob == "eta" {
		r.factor = value
		r.largest = max(r.largest, value)
	}
}

// lossOf returns a network's training loss; NaN if it is not trained.
func (r *run) lossOf(network int) float64 {
	switch {
	case !r.trained(network):
		return math.NaN()
	case network == kernelNet:
		return r.kernelFlow.Loss()
	case network == limitNet:
		return r.limitFlow.Loss()
	}
	return r.finiteNet.Loss()
}

// mapOf returns W of a network, K×m. It is not to be changed, and for the finite network
// valid until the next call.
func (r *run) mapOf(network int) []float64 {
	switch network {
	case kernelNet:
		return r.kernelFlow.W()
	case limitNet:
		return r.limitFlow.W()
	}
	r.halves.of(r.finiteNet)
	product(r.scratch.w, r.halves.a, r.halves.b, r.architecture.Units)
	return r.scratch.w
}
