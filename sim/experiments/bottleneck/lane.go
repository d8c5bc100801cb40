package bottleneck

import (
	"math"
	"math/rand/v2"

	"narrows/sim/data"
	"narrows/sim/kernel"
	"narrows/sim/limit"
	"narrows/sim/net"
)

// The streams of a seed: what one of them draws does not depend on the others.
const (
	dataStream = 1 + iota
	weightStream
	limitStream
	kernelStream
)

// The three networks, by index.
const (
	kernelNet = iota // infinitely wide, no bottleneck
	limitNet         // infinitely wide but for the bottleneck
	finiteNet        // of finite width, with the bottleneck
	networks
)

// limits are the networks of infinite width, the first two.
const limits = finiteNet

// A lane is one seed: its points, and the networks trained on them. Only the lane on show
// has a finite network and points off the training set.
type lane struct {
	train, held data.Set
	off         []float64 // held-out points and then the field's, two inputs each
	kernels     *limit.Kernels
	rate        float64               // η_max of the network without bottleneck
	kernel      *limit.KernelFlow     // nil: not trained
	limit       *limit.BottleneckFlow // nil: not trained
	finite      *net.Network          // nil: not trained
	f0          limit.Function        // f_0 of the limit, if it is that of a finite network

	// crossed holds the step at which each network's loss first was at or below each
	// level; NaN before.
	crossed [networks][levels]float64
	right   [networks]float64 // the same for a limit's having every point on its side
}

// heldOut is how many points are held out of n.
func heldOut(n int) int { return min(max(n/2, 16), 64) }

func newLane(c config, seed uint64, shown bool) (*lane, error) {
	stream := func(i uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, i)) }
	l := &lane{}
	for i := range networks {
		l.right[i] = math.NaN()
		for k := range levels {
			l.crossed[i][k] = math.NaN()
		}
	}
	l.train, l.held = data.Split(c.data, c.points, heldOut(c.points), stream(dataStream))
	if shown {
		l.off = append(l.off, l.held.X...)
		l.off = append(l.off, grid(c.fieldSide(), l.half())...)
	}
	p := limit.Problem{X: l.train.X, Y: scaled(l.train.Y, c.scale), N: c.points, M: 2, K: 1, Loss: limit.Logistic}
	loss := net.Logistic
	if c.squared {
		p.Loss, loss = limit.Squared, net.Squared
	}
	var err error
	if l.kernels, err = limit.NewKernels(c.architecture(), p, l.off); err != nil {
		return nil, err
	}
	l.rate = l.kernels.StableRate()

	var finite *net.Network
	if shown && (c.finite || c.shared) {
		finite = net.New(c.layers(c.width), narrow(nil, p.X), narrow(nil, p.Y), loss, stream(weightStream))
	}
	if c.finite && shown {
		l.finite = finite
	}
	if shown && c.shared {
		return l, l.share(c, finite)
	}
	return l, l.draw(c, stream(limitStream), stream(kernelStream))
}

// share starts the limits from the function of the finite network: the one with bottleneck
// from its z_0 = g_0(X) and its f_0 with gradient, the one without from F_0 = f_0(g_0).
func (l *lane) share(c config, finite *net.Network) error {
	at, all := net.BottleneckAt(c.depth), len(finite.Layers())
	off := narrow(nil, l.off)
	if c.kernel {
		rows := l.wanted(c, kernelNet)
		on, away := make([]float32, l.train.N), make([]float32, rows)
		finite.Outputs(on)
		finite.Evaluate(away, off[:2*rows], rows, 0, all)
		l.kernel = limit.NewKernelFlow(l.kernels, widen(nil, on), widen(nil, away))
	}
	if !c.limit {
		return nil
	}
	rows := l.wanted(c, limitNet)
	z, away := make([]float32, l.train.N*c.units), make([]float32, rows*c.units)
	finite.Activations(at, z)
	finite.Evaluate(away, off[:2*rows], rows, 0, at+1)
	var err error
	l.f0 = finite.Frozen(at + 1)
	l.limit, err = limit.NewBottleneckFlow(l.kernels, limit.Start{Z: widen(nil, z), Off: widen(nil, away), F: l.f0})
	return err
}

// wanted is how many points off the training set a network is to be known at: those held
// out, and those of the field if it is this network's.
func (l *lane) wanted(c config, network int) int {
	if c.field == network {
		return len(l.off) / 2
	}
	return l.held.N
}

// draw starts each limit from its own Gaussian process.
func (l *lane) draw(c config, ofLimit, ofKernel *rand.Rand) error {
	if c.kernel {
		on, off, err := l.kernels.DrawOutputs(ofKernel)
		if err != nil {
			return err
		}
		l.kernel = limit.NewKernelFlow(l.kernels, on, off)
	}
	if !c.limit {
		return nil
	}
	start, err := l.kernels.DrawStart(ofLimit)
	if err != nil {
		return err
	}
	l.limit, err = limit.NewBottleneckFlow(l.kernels, start)
	return err
}

// architecture of both limits: f has no biases, which keeps its state in d dimensions.
func (c config) architecture() limit.Architecture {
	return limit.Architecture{
		G:     kernel.Layers{Depth: c.depth, WeightVar: c.weightVar, BiasVar: c.biasVar, Activation: kernel.ReLU},
		F:     kernel.Layers{Depth: 1, WeightVar: c.weightVar, Activation: kernel.ReLU},
		Units: c.units,
	}
}

// step trains every network by one step at the rate factor·η_max, and notes what it has
// reached by then.
func (l *lane) step(factor float64, step int, at [levels]float64) {
	rate := factor * l.rate
	if l.kernel != nil {
		l.kernel.Step(rate)
	}
	if l.limit != nil {
		l.limit.Step(rate)
	}
	if l.finite != nil {
		l.finite.Step(rate)
	}
	l.note(step, at)
}

func (l *lane) note(step int, at [levels]float64) {
	for i := range networks {
		loss := l.loss(i)
		for k, level := range at {
			if loss <= level && math.IsNaN(l.crossed[i][k]) {
				l.crossed[i][k] = float64(step)
			}
		}
		if i < limits && math.IsNaN(l.right[i]) && !math.IsNaN(loss) && correct(l.outputs(i), l.train.Y) == l.train.N {
			l.right[i] = float64(step)
		}
	}
}

// outputs of a limit that is trained, at the training points. They are its own.
func (l *lane) outputs(network int) []float64 {
	if network == kernelNet {
		return l.kernel.Outputs()
	}
	return l.limit.Outputs()
}

// correct counts the outputs on the side of their targets.
func correct(f, y []float64) int {
	n := 0
	for i, v := range f {
		if v*y[i] > 0 {
			n++
		}
	}
	return n
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

// half is half the side of the square that the data panel shows.
func (l *lane) half() float64 {
	most := 2.0
	for _, set := range []data.Set{l.train, l.held} {
		for _, v := range set.X {
			most = max(most, math.Abs(v))
		}
	}
	return 1.1 * most
}

func scaled(v []float64, by float64) []float64 {
	s := make([]float64, len(v))
	for i, x := range v {
		s[i] = by * x
	}
	return s
}
