package deeplinear

import (
	"math"
	"math/rand/v2"

	"gonum.org/v1/gonum/floats"

	"narrows/sim"
	"narrows/sim/data"
	"narrows/sim/limit"
	"narrows/sim/net"
)

// The streams of a seed: what one of them draws does not depend on the others.
const (
	dataStream = 1 + iota
	weightStream
	startStream
)

// The three networks, by index.
const (
	kernelNet = iota // infinitely wide, no bottleneck
	limitNet         // infinitely wide but for the bottleneck
	finiteNet        // of finite width, with the bottleneck
	networks
)

// A run trains deep linear networks on one task, all at one step size.
type run struct {
	config
	train, held data.Sample
	truth       data.Map
	u, v        [][]float64 // of the modes, K and m numbers each
	unit        float64     // step size at factor 1

	kernelFlow *limit.LinearKernelFlow // nil: not trained
	limitFlow  *limit.LinearFlow
	finiteNet  *net.Network // nil: not trained
	halves     halves       // of the finite network

	step    int
	time    float64 // Σ η
	initial [networks]float64
	crossed [networks][levels]moment
	half    []moment // where the limit had learned half of each mode
	apart   moment   // where it was first further from the closed forms than the tolerance

	theory  theory
	there   bool // there is a theory
	dashed  [][]float32
	times   []float32
	first   []float64 // D at the start, d×d
	flown   float64   // Σ η²(…), what the steps may have changed of D
	curves  [quantities]curve
	opened  [][2]float64 // where each mode began in its plane
	trails  []curve      // of the plane: x is √(1/c_g)|A v|, y is √(1/c_f)|bᵀu|
	next    int          // the step at which curves are recorded next
	stride  int
	axes    axes
	scratch scratch
}

// A moment is a step and its time; the step is NaN before.
type moment struct{ step, time float64 }

var never = moment{math.NaN(), math.NaN()}

func (m moment) there() bool { return !math.IsNaN(m.step) }

// levels are the losses whose first crossing is watched, in units of each network's own at
// the start.
const levels = 3

var lossLevels = [levels]float64{0.1, 0.03, 0.01}

type scratch struct {
	now, closed []float64 // strengths of the modes
	w           []float64 // K×m, of the finite network
	drift       []float64 // d×d
	singular    *limit.Singular
	basis       []float64 // orthonormal rows of A, d×m
}

func begin(s sim.Settings) (sim.Run, error) {
	c := configure(s)
	r := &run{config: c}
	stream := func(i uint64) *rand.Rand { return rand.New(rand.NewPCG(c.seed, i)) }
	r.train, r.held, r.truth = c.task().Draw(c.points, heldOut, stream(dataStream))
	rank := len(c.strengths)
	for i := range rank {
		r.u, r.v = append(r.u, column(r.truth.U, rank, i)), append(r.v, column(r.truth.V, rank, i))
	}
	if c.loss == logistic {
		signs(r.train.Y)
		signs(r.held.Y)
	}
	forLimit, forFinite := c.losses()
	p := limit.Problem{X: r.train.X, Y: r.train.Y, N: c.points, M: c.inputs, K: c.outputs, Loss: forLimit}

	var a, b []float64
	rng := stream(startStream)
	switch c.start {
	case balanced:
		a, b = c.architecture.DrawBalancedStart(c.inputs, c.outputs, c.small, 0, rng)
	case drawn:
		a, b = c.architecture.DrawStart(c.inputs, c.outputs, rng)
		floats.Scale(c.small, a)
		floats.Scale(c.small, b)
	case aligned:
		a, b = c.architecture.ModeStart(c.alignedModes(), r.truth.U, r.truth.V)
	case fromFinite:
		task := net.Task{X: narrow(p.X), Y: narrow(p.Y), Loss: forFinite, Multiplier: c.small * c.small}
		finite := net.New(c.layers(), task, stream(weightStream))
		r.halves = newHalves(c)
		r.halves.of(finite)
		a, b = r.halves.a, r.halves.b
		if c.finite {
			r.finiteNet = finite
		}
	}
	r.limitFlow = limit.NewLinearFlow(c.architecture, p, a, b)
	fixed, err := limit.NewLinearKernelFlow(c.architecture, p, r.limitFlow.W())
	if err != nil {
		return nil, err
	}
	if c.kernel {
		r.kernelFlow = fixed
	}
	variance := fixed.LambdaMax() / c.architecture.KernelInfinite(c.inputs)
	r.unit = c.rated(1, p.Loss.CurvatureAt(make([]float64, len(p.Y)), p.Y), c.fastest(variance))
	if c.loss == logistic { // the kernel's growth costs no step size there
		r.unit = c.rated(1, p.Loss.Curvature(), fixed.LambdaMax())
	}

	d := c.architecture.Units
	r.scratch = scratch{
		now: make([]float64, rank), closed: make([]float64, rank),
		w: make([]float64, c.outputs*c.inputs), drift: make([]float64, d*d),
		singular: limit.NewSingular(c.outputs, c.inputs), basis: make([]float64, d*c.inputs),
	}
	r.first = make([]float64, d*d)
	r.limitFlow.Conserved(r.first)
	if err := r.foretell(a, b); err != nil {
		return nil, err
	}
	r.layOut()
	return r, nil
}

// heldOut is how many points are held out, without noise.
const heldOut = 400

// foretell draws the closed forms over the time of the run.
func (r *run) foretell(a, b []float64) (err error) {
	if r.there = r.loss != logistic; !r.there {
		return nil
	}
	if r.theory, err = newTheory(r.config, r.u, r.v, leastSquares(r.train), a, b); err != nil {
		return err
	}
	end := r.factor * r.unit * float64(r.steps)
	r.dashed = make([][]float32, len(r.u))
	for i := range theoryPoints {
		t := end * float64(i) / (theoryPoints - 1)
		r.theory.at(r.scratch.closed, t)
		r.times = append(r.times, float32(t))
		for m, w := range r.scratch.closed {
			r.dashed[m] = append(r.dashed[m], float32(w))
		}
	}
	return nil
}

// Step takes one step of gradient descent with every network. The run is over at its last
// step, or where one diverges.
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
	r.step++
	r.time += rate
	r.note()
	r.axes.widen(r)
	return !r.ended()
}

func (r *run) ended() bool { return r.step >= r.steps || r.broken() >= 0 }

// broken returns the network that has diverged, or −1.
func (r *run) broken() int {
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
	}
}

func (r *run) trained(network int) bool {
	return [networks]bool{r.kernel, true, r.finite}[network]
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

// note keeps the moments at which the networks reached something first.
func (r *run) note() {
	now := moment{float64(r.step), r.time}
	for i := range networks {
		l := r.lossOf(i)
		for k, level := range lossLevels {
			if l <= level*r.initial[i] && !r.crossed[i][k].there() {
				r.crossed[i][k] = now
			}
		}
	}
	if r.loss == logistic {
		return
	}
	r.strengthsOf(r.scratch.now, r.limitFlow.W())
	for i, w := range r.scratch.now {
		if w > r.truth.S[i]/2 && !r.half[i].there() {
			r.half[i] = now
		}
	}
	if !r.apart.there() && r.parted() {
		r.apart = now
	}
}

func column(v []float64, columns, i int) []float64 {
	out := make([]float64, len(v)/columns)
	for j := range out {
		out[j] = v[j*columns+i]
	}
	return out
}

// leastSquares returns YᵀX/N, the least-squares map where the inputs are whitened.
func leastSquares(s data.Sample) []float64 {
	w := make([]float64, s.K*s.M)
	for j := range s.N {
		for c := range s.K {
			for a := range s.M {
				w[c*s.M+a] += s.Y[j*s.K+c] * s.X[j*s.M+a] / float64(s.N)
			}
		}
	}
	return w
}

func signs(y []float64) {
	for i, v := range y {
		y[i] = math.Copysign(1, v)
	}
}

func narrow(v []float64) []float32 {
	s := make([]float32, len(v))
	for i, x := range v {
		s[i] = float32(x)
	}
	return s
}
