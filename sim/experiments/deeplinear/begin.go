package deeplinear

import (
	"math"
	"math/rand/v2"

	"gonum.org/v1/gonum/floats"

	"narrows/sim"
	"narrows/sim/data"
	"narrows/sim/limit"
	"narrows/sim/linear"
	"narrows/sim/net"
)

// The streams of a seed: what one of them draws does not depend on the others.
const (
	dataStream = 1 + iota
	weightStream
	startStream
)

func begin(s sim.Settings) (sim.Run, error) {
	c := configure(s)
	if err := c.affordable(); err != nil {
		return nil, err
	}
	r := &run{config: c, largest: c.factor}
	p := r.draw()
	a, b := r.open(p)
	if err := r.setUnit(p); err != nil {
		return nil, err
	}
	r.horizon = r.factor * r.unit * float64(r.steps)
	d := c.architecture.Units
	r.scratch = scratch{
		now: make([]float64, len(r.u)), closed: make([]float64, len(r.u)),
		w: make([]float64, c.outputs*c.inputs), drift: make([]float64, d*d),
		singular: linear.NewSingular(c.outputs, c.inputs), basis: make([]float64, d*c.inputs),
	}
	r.first = make([]float64, d*d)
	r.limitFlow.Conserved(r.first)
	if err := r.foretell(a, b); err != nil {
		return nil, err
	}
	if c.view == depths {
		r.forge(p)
	}
	r.layOut()
	r.watch()
	return r, nil
}

// stream is one of those of the seed.
func (c config) stream(i uint64) *rand.Rand { return rand.New(rand.NewPCG(c.seed, i)) }

// draw draws the task and its modes.
func (r *run) draw() limit.Problem {
	r.train, r.held, r.truth = r.task().Draw(r.points, heldOut, r.stream(dataStream))
	rank := len(r.strengths)
	for i := range rank {
		r.u, r.v = append(r.u, column(r.truth.U, rank, i)), append(r.v, column(r.truth.V, rank, i))
	}
	if r.loss == logistic {
		signs(r.train.Y)
		signs(r.held.Y)
	}
	r.limitLoss, _ = r.losses()
	return limit.Problem{X: r.train.X, Y: r.train.Y, N: r.points, M: r.inputs, K: r.outputs, Loss: r.limitLoss}
}

// open draws A_0 and b_0, which it returns, and begins the networks with the bottleneck.
func (r *run) open(p limit.Problem) (a, b []float64) {
	rng := r.stream(startStream)
	switch r.start {
	case balanced:
		a, b = r.architecture.DrawBalancedStart(r.inputs, r.outputs, r.small, 0, rng)
	case drawn:
		a, b = r.architecture.DrawStart(r.inputs, r.outputs, rng)
		floats.Scale(r.small, a)
		floats.Scale(r.small, b)
	case aligned:
		a, b = r.architecture.ModeStart(r.alignedModes(), r.truth.U, r.truth.V)
	case fromFinite:
		_, loss := r.losses()
		task := net.Task{X: narrow(p.X), Y: narrow(p.Y), Loss: loss, Multiplier: r.small * r.small}
		finite := net.New(r.layers(), task, r.stream(weightStream))
		r.halves = newHalves(r.config)
		r.halves.of(finite)
		a, b = r.halves.a, r.halves.b
		if r.finite {
			r.finiteNet = finite
		}
	}
	r.limitFlow = linear.NewFlow(r.architecture, p, a, b)
	return a, b
}

// setUnit begins the network without bottleneck, and makes its rate the unit of step sizes.
func (r *run) setUnit(p limit.Problem) error {
	fixed, err := linear.NewKernelFlow(r.architecture, p, r.limitFlow.W())
	if err != nil {
		return err
	}
	if r.kernel {
		r.kernelFlow = fixed
	}
	if r.loss == logistic { // the kernel's growth costs no step size there
		r.unit = r.rated(1, p.Loss.Curvature(), fixed.LambdaMax())
		return nil
	}
	variance := fixed.LambdaMax() / r.architecture.KernelInfinite(r.inputs)
	r.unit = r.rated(1, p.Loss.CurvatureAt(make([]float64, len(p.Y)), p.Y), r.fastest(variance))
	return nil
}

// heldOut is how many points are held out, without noise.
const heldOut = 400

// foretell draws the closed forms over the time of the run.
func (r *run) foretell(a, b []float64) (err error) {
	r.strengthsOf(r.scratch.now, r.limitFlow.W())
	r.lag = lagOf(r.scratch.now[0], r.truth.S[0])
	if r.there = r.loss != logistic; !r.there {
		return nil
	}
	if r.theory, err = newTheory(r.config, r.u, r.v, leastSquares(r.train), a, b); err != nil {
		return err
	}
	r.dashed = make([][]float32, len(r.u))
	for i := range theoryPoints {
		t := r.due(i)
		r.theory.at(r.scratch.closed, t)
		r.times = append(r.times, float32(t))
		for m, w := range r.scratch.closed {
			r.dashed[m] = append(r.dashed[m], float32(w))
		}
	}
	return nil
}

// due is the time of the i-th point at which closed forms are drawn.
func (r *run) due(i int) float64 { return r.horizon * float64(i) / (theoryPoints - 1) }

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
