package limit

import (
	"math"
	"math/rand/v2"
	"testing"

	"narrows/sim/kernel"
	"narrows/sim/vector"
)

func seeded(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 1)) }

// moons returns n points of two half circles with noise 0.1 and targets ±1, each feature
// standardised.
func moons(n int, loss Loss, rng *rand.Rand) Problem {
	p := Problem{X: make([]float64, 2*n), Y: make([]float64, n), N: n, M: 2, K: 1, Loss: loss}
	for i := range n {
		t := math.Pi * rng.Float64()
		x, y, label := math.Cos(t), math.Sin(t), 1.0
		if i%2 == 1 {
			x, y, label = 1-x, 0.5-y, -1
		}
		p.X[2*i] = x + 0.1*rng.NormFloat64()
		p.X[2*i+1] = y + 0.1*rng.NormFloat64()
		p.Y[i] = label
	}
	standardise(p.X, 2)
	return p
}

func standardise(x []float64, m int) {
	n := len(x) / m
	for a := range m {
		mean, square := 0.0, 0.0
		for i := range n {
			mean += x[i*m+a] / float64(n)
		}
		for i := range n {
			x[i*m+a] -= mean
			square += x[i*m+a] * x[i*m+a] / float64(n)
		}
		for i := range n {
			x[i*m+a] /= math.Sqrt(square)
		}
	}
}

// architecture has two hidden layers before d units; fBias is σ_b² of f.
func architecture(d int, fBias float64) Architecture {
	return Architecture{
		G:     kernel.Layers{Depth: 2, WeightVar: 2, BiasVar: 0.1},
		F:     kernel.Layers{Depth: 1, WeightVar: 2, BiasVar: fBias},
		Units: d,
	}
}

// architectureOf is architecture with another activation in g and f.
func architectureOf(of kernel.Activation, d int, fBias float64) Architecture {
	a := architecture(d, fBias)
	a.G.Activation, a.F.Activation = of, of
	return a
}

// clusters returns n points in the plane of k classes, each around its own corner of a
// polygon, with one-hot targets and the softmax loss.
func clusters(n, k int, rng *rand.Rand) Problem {
	p := Problem{X: make([]float64, 2*n), Y: make([]float64, n*k), N: n, M: 2, K: k, Loss: Softmax}
	for i := range n {
		sin, cos := math.Sincos(2 * math.Pi * float64(i%k) / float64(k))
		p.X[2*i] = cos + 0.4*rng.NormFloat64()
		p.X[2*i+1] = sin + 0.4*rng.NormFloat64()
		p.Y[i*k+i%k] = 1
	}
	standardise(p.X, 2)
	return p
}

func mustKernels(t testing.TB, a Architecture, p Problem, off []float64) *Kernels {
	t.Helper()
	k, err := NewKernels(a, p, off)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func mustStart(t testing.TB, k *Kernels, rng *rand.Rand) Start {
	t.Helper()
	s, err := k.DrawStart(rng)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func mustFlow(t testing.TB, k *Kernels, s Start) *BottleneckFlow {
	t.Helper()
	b, err := NewBottleneckFlow(k, s)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// ownStart is a flow from its own draw, and its kernels.
func ownStart(t testing.TB, a Architecture, p Problem, seed uint64) (*Kernels, *BottleneckFlow) {
	t.Helper()
	k := mustKernels(t, a, p, nil)
	return k, mustFlow(t, k, mustStart(t, k, seeded(seed)))
}

func rms(x, y []float64) float64 {
	sum := 0.0
	for i, v := range x {
		sum += (v - y[i]) * (v - y[i])
	}
	return math.Sqrt(sum / float64(len(x)))
}

func farthest(x, y []float64) float64 {
	most := 0.0
	for i, v := range x {
		most = max(most, math.Abs(v-y[i]))
	}
	return most
}

// frozen is a network of finite width with one hidden layer of ReLU, one output and no
// bias, at its start.
type frozen struct {
	d, n   int
	weight float64   // σ_w²
	u, v   []float64 // n×d, n
}

func newFrozen(d, n int, weightVar float64) *frozen {
	return &frozen{d: d, n: n, weight: weightVar, u: make([]float64, n*d), v: make([]float64, n)}
}

func (f *frozen) draw(rng *rand.Rand) {
	for i := range f.u {
		f.u[i] = rng.NormFloat64()
	}
	for i := range f.v {
		f.v[i] = rng.NormFloat64()
	}
}

func (f *frozen) Eval(z, value, jacobian []float64) {
	in, out := math.Sqrt(f.weight/float64(f.d)), math.Sqrt(f.weight/float64(f.n))
	value[0] = 0
	for a := range jacobian {
		jacobian[a] = 0
	}
	for i := range f.n {
		u := f.u[i*f.d:][:f.d]
		h := in * vector.Dot(u, z)
		if h <= 0 {
			continue
		}
		value[0] += out * f.v[i] * h
		for a := range u {
			jacobian[a] += out * in * f.v[i] * u[a]
		}
	}
}

// harmonic is the state of a flow that is held so.
func (b *BottleneckFlow) harmonic() *Harmonic { return b.f.(*movingHarmonic).Harmonic }
