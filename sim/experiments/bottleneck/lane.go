package bottleneck

import (
	"math"
	"math/rand/v2"

	"narrows/sim/data"
	"narrows/sim/limit"
	"narrows/sim/net"
	"narrows/sim/record"
	"narrows/sim/trio"
)

// The streams of a seed: what one of them draws does not depend on the others.
const (
	dataStream = 1 + iota
	weightStream
	limitStream
	kernelStream
	twinStream
)

// The three networks, by index.
const (
	kernelNet = trio.Kernel
	limitNet  = trio.Limit
	finiteNet = trio.Finite
	networks  = trio.Networks
)

// limits are the networks of infinite width, the first two.
const limits = finiteNet

// A lane is one seed: its points, and the networks trained on them. Only the lane on show
// has a finite network, a twin and points off the training set.
type lane struct {
	train, held data.Set
	off         []float64 // held-out points and then the field's, m inputs each
	kernels     *limit.Kernels
	rate        float64               // η_max of the network without bottleneck
	kernel      *limit.KernelFlow     // nil: not trained
	limit       *limit.BottleneckFlow // nil: not trained
	twin        *limit.BottleneckFlow // of limit; nil: there is none
	finite      *net.Network          // nil: not trained
	f0          limit.Function        // f_0 of the limit, if it is that of a finite network

	rates [networks]float64 // of the next step
	time  [networks]float64 // Σ η

	crossed [networks][levels]crossing // where each network's loss first was at or below each level
	right   [networks]record.Moment    // where a limit first had every point right
	race    race
}

func newLane(c config, seed uint64, shown bool) (*lane, error) {
	stream := func(i uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, i)) }
	l := &lane{race: newRace()}
	for i := range networks {
		l.right[i] = record.Never
		for k := range levels {
			l.crossed[i][k] = crossing{record.Never, math.NaN()}
		}
	}
	l.train, l.held = data.Split(c.data, c.points, c.heldOut(), stream(dataStream))
	if shown {
		l.off = append(l.off, l.held.X...)
		l.off = append(l.off, grid(c.fieldSide(), c.inputs, l.half())...)
	}
	forLimit, forFinite := c.losses()
	p := limit.Problem{X: l.train.X, Y: c.targets(l.train), N: c.points, M: c.inputs, K: c.outputs, Loss: forLimit}
	var err error
	if l.kernels, err = limit.NewKernels(c.architecture(), p, l.off); err != nil {
		return nil, err
	}
	l.rate = l.kernels.StableRate()

	var finite *net.Network
	if shown && (c.finite || c.shared) {
		task := net.Task{X: narrow(nil, p.X), Y: narrow(nil, p.Y), Loss: forFinite, Multiplier: c.multiplier()}
		finite = net.New(c.layers(c.width), task, stream(weightStream))
	}
	if c.finite && shown {
		l.finite = finite
	}
	var start limit.Start
	if shown && c.shared {
		start = l.share(c, finite)
		start.Seed = seed
	} else if start, err = l.draw(c, stream(limitStream), stream(kernelStream)); err != nil {
		return nil, err
	}
	if !c.limit {
		return l, nil
	}
	if l.limit, err = limit.NewBottleneckFlow(l.kernels, start); err != nil {
		return nil, err
	}
	if c.twin && shown {
		l.twin, err = limit.NewBottleneckFlow(l.kernels, apart(start, stream(twinStream)))
	}
	return l, err
}

// step trains every network by one step at its rate.
func (l *lane) step() {
	if l.kernel != nil {
		l.kernel.Step(l.rates[kernelNet])
	}
	if l.limit != nil {
		l.limit.Step(l.rates[limitNet])
	}
	if l.twin != nil {
		l.twin.Step(l.rates[limitNet])
	}
	if l.finite != nil {
		l.finite.Step(l.rates[finiteNet])
	}
	for i, rate := range l.rates {
		l.time[i] += rate
	}
}

// outputs of a limit that is trained, at the training points. They are its own.
func (l *lane) outputs(network int) []float64 {
	if network == kernelNet {
		return l.kernel.Outputs()
	}
	return l.limit.Outputs()
}

// loss of a network on the training points; NaN if it is not trained.
func (l *lane) loss(network int) float64 {
	switch {
	case network == kernelNet && l.kernel != nil:
		return l.kernel.Loss()
	case network == limitNet && l.limit != nil:
		return l.limit.Loss()
	case network == finiteNet && l.finite != nil:
		return l.finite.Loss()
	}
	return math.NaN()
}

// growth of the kernel of the network with bottleneck: λ_max(K_F(t))/λ_max(Θ_∞).
func (l *lane) growth() float64 {
	if l.limit == nil {
		return math.NaN()
	}
	return l.limit.LambdaMax() / l.kernels.LambdaMax()
}

// diverged reports whether a network has.
func (l *lane) diverged(network int) (yes bool) {
	switch {
	case network == kernelNet && l.kernel != nil:
		_, yes = l.kernel.Frozen()
	case network == limitNet && l.limit != nil:
		_, yes = l.limit.Frozen()
	case network == finiteNet && l.finite != nil:
		_, yes = l.finite.Diverged()
	}
	return yes
}

// half is half the side of the square that the data panel shows, of the first two inputs.
func (l *lane) half() float64 {
	most := 2.0
	for _, set := range [2]data.Set{l.train, l.held} {
		for j := range min(set.N, max(l.train.N, drawnHeld)) {
			most = max(most, math.Abs(set.X[j*set.M]), math.Abs(set.X[j*set.M+1]))
		}
	}
	return 1.1 * most
}
