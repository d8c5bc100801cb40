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
	r.limitLoss = p.Loss
	r.limitFlow = linear.NewFlow(c.architecture, p, a, b)
	fixed, err := linear.NewKernelFlow(c.architecture, p, r.limitFlow.W())
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

	r.largest = r.factor
	r.horizon = r.factor * r.unit * float64(r.steps)

	d := c.architecture.Units
	r.scratch = scratch{
		now: make([]float64, rank), closed: make([]float64, rank),
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
