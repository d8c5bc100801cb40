package net

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"narrows/sim/kernel"
	"narrows/sim/linalg"
)

func random(rng *rand.Rand, n int) []float32 {
	x := make([]float32, n)
	for i := range x {
		x[i] = float32(rng.NormFloat64())
	}
	return x
}

func signs(rng *rand.Rand, n int) []float32 {
	y := make([]float32, n)
	for i := range y {
		y[i] = float32(2*rng.IntN(2) - 1)
	}
	return y
}

// headline is the network of the page's first picture: 2-256-256-2-256-1 on 64 points.
func headline(n int) *Network {
	rng := rand.New(rand.NewPCG(1, 0))
	layers := Bottleneck(2, 256, 2, 2, 1, Variances{2, 0.1}, Variances{2, 0}, kernel.ReLU)
	return New(layers, Task{X: random(rng, 2*n), Y: signs(rng, n), Loss: Logistic}, rng)
}

// classes draws one-hot targets of k classes.
func classes(rng *rand.Rand, n, k int) []float32 {
	y := make([]float32, n*k)
	for s := range n {
		y[s*k+rng.IntN(k)] = 1
	}
	return y
}

// A trial is a network and what to draw for it to learn.
type trial struct {
	name       string
	layers     []Layer
	n          int
	loss       Loss
	multiplier float64
}

func (c trial) task(rng *rand.Rand) Task {
	k := c.layers[len(c.layers)-1].Out
	task := Task{X: random(rng, c.n*c.layers[0].In), Loss: c.loss, Multiplier: c.multiplier}
	if c.loss == Softmax {
		task.Y = classes(rng, c.n, k)
	} else {
		task.Y = signs(rng, c.n*k)
	}
	return task
}

// ragged are networks and batches whose sizes are no multiples of anything, with every kind
// of activation and loss.
var ragged = []trial{
	{"one sample", Bottleneck(3, 5, 1, 1, 1, Variances{2, 0.1}, Variances{2, 0}, kernel.ReLU), 1, Logistic, 1},
	{"15 samples", Bottleneck(2, 16, 2, 3, 1, Variances{2, 0.1}, Variances{1.5, 0.2}, kernel.ReLU), 15, Logistic, 1},
	{"17 samples", Bottleneck(1, 33, 1, 2, 2, Variances{2, 0.5}, Variances{2, 0.1}, kernel.ReLU), 17, Squared, 1},
	{"width 1", Bottleneck(2, 1, 1, 1, 1, Variances{2, 1}, Variances{2, 1}, kernel.ReLU), 16, Squared, 1},
	{"width 3", Bottleneck(5, 3, 2, 2, 3, Variances{2, 0.1}, Variances{2, 0.1}, kernel.ReLU), 40, Squared, 1},
	{"one linear layer", []Layer{{3, 2, kernel.Linear, 1, 0.3}}, 18, Squared, 1},
	{"linear, softmax", Bottleneck(4, 6, 1, 2, 3, Variances{2, 0.1}, Variances{2, 0.1}, kernel.Linear), 18, Softmax, 1},
	{"leaky, softmax, small start", Bottleneck(4, 7, 2, 2, 5, Variances{2, 0.1}, Variances{2, 0}, kernel.Rectifier(0.2)), 21, Softmax, 0.3},
	{"steep, squared", Bottleneck(2, 9, 1, 3, 2, Variances{1, 0.1}, Variances{1, 0.1}, kernel.Rectifier(1.4)), 10, Squared, 1},
	{"|h|, logistic, small start", Bottleneck(3, 11, 2, 1, 1, Variances{1, 0.2}, Variances{1, 0.1}, kernel.Rectifier(-1)), 19, Logistic, 0.25},
	{"slope -0.5, softmax", Bottleneck(3, 10, 1, 2, 4, Variances{2, 0.2}, Variances{2, 0}, kernel.Rectifier(-0.5)), 33, Softmax, 1},
	{"erf, softmax", Bottleneck(3, 13, 2, 2, 4, Variances{2, 0.2}, Variances{2, 0.1}, kernel.Erf), 17, Softmax, 1},
	{"linear, fourth power", Bottleneck(4, 7, 2, 2, 3, Variances{1, 0}, Variances{1, 0}, kernel.Linear), 18, Fourth, 1},
	{"tanh, squared", Bottleneck(2, 9, 2, 2, 1, Variances{2, 0.2}, Variances{2, 0.1}, Tanh), 37, Squared, 1},
	{"tanh, softmax, small start", Bottleneck(3, 12, 1, 3, 4, Variances{2, 0.2}, Variances{2, 0}, Tanh), 18, Softmax, 0.5},
	{"tanh, then ReLU", []Layer{{2, 6, Tanh, 2, 0.1}, {6, 5, kernel.ReLU, 2, 0.1}, {5, 4, Tanh, 2, 0.1}, {4, 2, kernel.Linear, 1, 0.1}}, 20, Fourth, 1},
	{"erf, squared, small start", Bottleneck(2, 8, 1, 2, 2, Variances{2, 0.2}, Variances{2, 0.1}, kernel.Erf), 31, Squared, 0.5},
}

// TestVectorsEqualPlain trains twins, one with vectors and one in plain Go, whose numbers
// are the same on every platform.
func TestVectorsEqualPlain(t *testing.T) {
	for _, c := range ragged {
		var twins [2]*Network
		for i := range twins {
			rng := rand.New(rand.NewPCG(7, 7))
			twins[i] = build(c.layers, c.task(rng), rng, linalg.Kernels{Plain: i == 1})
		}
		for range 30 {
			for _, net := range twins {
				net.Step(0.1)
			}
		}
		a, b := twins[0], twins[1]
		if math.Float64bits(a.Loss()) != math.Float64bits(b.Loss()) {
			t.Errorf("%s: loss: got %v with vectors, want %v", c.name, a.Loss(), b.Loss())
		}
		for l := range a.parts {
			for what, pair := range map[string][2][]float32{
				"weights": {a.parts[l].v, b.parts[l].v}, "biases": {a.parts[l].c, b.parts[l].c}, "activations": {a.parts[l].act, b.parts[l].act},
			} {
				for i := range pair[0] {
					if math.Float32bits(pair[0][i]) != math.Float32bits(pair[1][i]) {
						t.Fatalf("%s: layer %d %s %d: got %v with vectors, want %v", c.name, l, what, i, pair[0][i], pair[1][i])
					}
				}
			}
		}
	}
}

func TestFillersStayZero(t *testing.T) {
	for _, c := range ragged {
		rng := rand.New(rand.NewPCG(8, 8))
		net := New(c.layers, c.task(rng), rng)
		for range 5 {
			net.Step(0.1)
		}
		for l, p := range net.parts {
			for o := range linalg.Even(p.out) {
				for i := range linalg.Even(p.in) {
					if w := p.v[linalg.Index(p.in, o, i)]; w != 0 && (o >= c.layers[l].Out || i >= c.layers[l].In) {
						t.Errorf("%s: layer %d: got filler weight (%d, %d) = %v, want 0", c.name, l, o, i, w)
					}
				}
			}
		}
	}
}

// TestDraw redraws the weights in the documented order.
func TestDraw(t *testing.T) {
	layers := Bottleneck(3, 33, 1, 2, 1, Variances{2, 0.1}, Variances{1.5, 0}, kernel.ReLU)
	net := New(layers, Task{X: make([]float32, 3), Y: []float32{1}, Loss: Squared}, rand.New(rand.NewPCG(9, 1)))
	rng := rand.New(rand.NewPCG(9, 1))
	for l, layer := range layers {
		p := net.parts[l]
		for o := range layer.Out {
			for i := range layer.In {
				want := float32(math.Sqrt(layer.WeightVar/float64(layer.In)) * rng.NormFloat64())
				if got := p.v[linalg.Index(p.in, o, i)]; got != want {
					t.Fatalf("layer %d weight (%d, %d): got %v, want %v", l, o, i, got, want)
				}
			}
		}
		for o := range layer.Out {
			if got, want := p.c[o], float32(math.Sqrt(layer.BiasVar)*rng.NormFloat64()); got != want {
				t.Fatalf("layer %d bias %d: got %v, want %v", l, o, got, want)
			}
		}
	}
}

func TestBottleneckLayers(t *testing.T) {
	g, f := Variances{2, 0.1}, Variances{1.5, 0.2}
	got := Bottleneck(4, 256, 2, 3, 7, g, f, kernel.Erf)
	want := []Layer{
		{4, 256, kernel.Erf, 2, 0.1}, {256, 256, kernel.Erf, 2, 0.1}, {256, 3, kernel.Linear, 2, 0.1},
		{3, 256, kernel.Erf, 1.5, 0.2}, {256, 7, kernel.Linear, 1.5, 0.2},
	}
	if !slices.Equal(got, want) {
		t.Errorf("layers: got %+v, want %+v", got, want)
	}
	if at := BottleneckAt(2); got[at].Out != 3 {
		t.Errorf("bottleneck: got layer %d with %d outputs, want 3", at, got[at].Out)
	}
	// 6 floating-point operations for each of 2·8 + 8·3 + 3·8 + 8·1 weights and 10 samples.
	if got := StepFlops(Bottleneck(2, 8, 1, 3, 1, g, f, kernel.ReLU), 10); got != 6*10*72 {
		t.Errorf("StepFlops: got %v, want %v", got, 6*10*72)
	}
}

// TestDivergence: a step too long is taken back and named, and the network stays put.
func TestDivergence(t *testing.T) {
	rates := []float64{30, 1e5, 1e30, 1e300, math.NaN()}
	for _, act := range []Activation{kernel.ReLU, kernel.Rectifier(0.2), kernel.Linear, kernel.Rectifier(-1), kernel.Erf, Tanh} {
		for _, loss := range []Loss{Logistic, Squared, Softmax} {
			for i, rate := range rates {
				if loss != Squared && i < 2 {
					continue // their gradients are bounded, and so are erf and tanh: they survive 1e5
				}
				rng := rand.New(rand.NewPCG(3, 3))
				layers := Bottleneck(2, 17, 1, 2, 3, Variances{2, 0.1}, Variances{2, 0.1}, act)
				c := trial{"", layers, 20, loss, 0.5}
				diverge(t, fmt.Sprintf("%+v, loss %d, rate %v", act, loss, rate), New(layers, c.task(rng), rng), rate)
			}
		}
	}
}

// diverge trains a network that cannot last.
func diverge(t *testing.T, name string, net *Network, rate float64) {
	t.Helper()
	if step, is := net.Diverged(); is {
		t.Fatalf("%s: got diverged at %d before the first step", name, step)
	}
	before, after := make([]float32, 60), make([]float32, 60)
	loss := net.Loss()
	for range 100 {
		net.Outputs(before)
		loss = net.Loss()
		if !net.Step(rate) {
			break
		}
	}
	step, is := net.Diverged()
	if !is || step != net.Steps()+1 {
		t.Errorf("%s: got diverged %v at step %d after %d steps, want at the next", name, is, step, net.Steps())
	}
	net.Outputs(after)
	if !slices.Equal(before, after) || net.Loss() != loss || !(loss <= divergence) {
		t.Errorf("%s: got loss %v, want that before the step, %v, and the same outputs", name, net.Loss(), loss)
	}
	if net.Step(1e-3) || net.Steps() != step-1 || net.Loss() != loss {
		t.Errorf("%s: a diverged network went on", name)
	}
}

// TestWeightsStayFinite: a hidden weight that overflows to −∞ only silences its unit, which
// the loss does not show. The step counts as divergence all the same.
func TestWeightsStayFinite(t *testing.T) {
	layers := []Layer{{1, 1, kernel.ReLU, 2, 0}, {1, 1, kernel.Linear, 1e-10, 0}}
	silenced := 0
	for seed := range uint64(16) {
		net := New(layers, Task{X: []float32{1e6}, Y: []float32{1}, Loss: Squared}, rand.New(rand.NewPCG(seed, 0)))
		more := net.Step(1e38)
		if w := float64(net.parts[0].v[0]); math.IsInf(w, 0) || math.IsNaN(w) {
			t.Errorf("seed %d: got weight %v after a step that went on: %v", seed, w, more)
		}
		if !more {
			silenced++
		}
	}
	if silenced == 0 {
		t.Error("got no step that diverged, want some")
	}
}

func TestNotANumberFromTheStart(t *testing.T) {
	nan := float32(math.NaN())
	net := New([]Layer{{1, 4, kernel.ReLU, 2, 0.1}, {4, 1, kernel.Linear, 1, 0}}, Task{X: []float32{nan}, Y: []float32{1}}, rand.New(rand.NewPCG(1, 1)))
	if step, is := net.Diverged(); step != 0 || !is {
		t.Errorf("got diverged %v at step %d, want at step 0", is, step)
	}
}

// TestEvaluate: all layers at the training points, and the layers on both sides of the
// bottleneck, give exactly what training holds, and training does not notice.
func TestEvaluate(t *testing.T) {
	for _, c := range ragged {
		rng := rand.New(rand.NewPCG(5, 5))
		last := len(c.layers) - 1
		task := c.task(rng)
		x, y := task.X, task.Y
		net := New(c.layers, task, rng)
		net.Step(0.1)
		want, got := make([]float32, len(y)), make([]float32, len(y))
		net.Outputs(want)
		net.Evaluate(got, x, c.n, 0, last+1)
		if !slices.Equal(got, want) {
			t.Errorf("%s: F: got %v, want %v", c.name, got, want)
		}
		in := x
		for l, layer := range c.layers {
			out, want := make([]float32, c.n*layer.Out), make([]float32, c.n*layer.Out)
			net.Evaluate(out, in, c.n, l, l+1)
			net.Activations(l, want)
			if !slices.Equal(out, want) {
				t.Errorf("%s: layer %d: got %v, want %v", c.name, l, out, want)
			}
			in = out
		}
		net.Evaluate(got, random(rng, len(x)), c.n, 0, last+1)
		net.Outputs(got)
		if !slices.Equal(got, want) {
			t.Errorf("%s: Evaluate changed the outputs", c.name)
		}
	}
}

// TestMultiplier: F = αF′ in whatever reports F, and F′ itself elsewhere. α = 1/4 keeps all
// digits. That training descends by χ(F, y) is TestGradient's business.
func TestMultiplier(t *testing.T) {
	const alpha = 0.25
	c := trial{"", Bottleneck(2, 9, 1, 2, 3, Variances{2, 0.1}, Variances{2, 0.1}, kernel.Rectifier(0.2)), 20, Softmax, 0}
	start := func(multiplier float64) *Network {
		rng := rand.New(rand.NewPCG(6, 6))
		task := c.task(rng)
		task.Multiplier = multiplier
		return New(c.layers, task, rng)
	}
	outputs := func(net *Network) []float32 {
		f := make([]float32, 60)
		net.Outputs(f)
		return f
	}
	none, one, scaled := start(0), start(1), start(alpha)
	for i, f := range outputs(none) {
		if got := outputs(scaled)[i]; got != alpha*f {
			t.Errorf("output %d: got %v, want %v", i, got, alpha*f)
		}
	}
	x := []float32{0.3, -0.7}
	whole, want := make([]float32, 3), make([]float32, 3)
	scaled.Evaluate(whole, x, 1, 0, 4)
	none.Evaluate(want, x, 1, 0, 4)
	z, same := make([]float32, 2), make([]float32, 2)
	scaled.Evaluate(z, x, 1, 0, 2)
	none.Evaluate(same, x, 1, 0, 2)
	at, value, jacobian := []float64{float64(z[0]), float64(z[1])}, make([]float64, 3), make([]float64, 6)
	scaled.Frozen(2).Eval(at, value, jacobian)
	for i, f := range want {
		if whole[i] != alpha*f || z[i%2] != same[i%2] || math.Abs(value[i]-float64(f)) > 1e-6 {
			t.Errorf("at one point: got F_%d = %v, z %v, f_0 %v, want %v, %v, %v", i, whole[i], z, value[i], alpha*f, same, f)
		}
	}
	for range 20 {
		none.Step(0.3)
		one.Step(0.3)
		scaled.Step(0.3)
	}
	if !slices.Equal(outputs(none), outputs(one)) || none.Loss() != one.Loss() {
		t.Errorf("multiplier 1: got loss %v, want that without, %v, and the same outputs", one.Loss(), none.Loss())
	}
	if none.Loss() == scaled.Loss() {
		t.Errorf("multiplier %v: got the loss without, %v", alpha, scaled.Loss())
	}
}

func TestNothingAllocates(t *testing.T) {
	net := headline(40)
	f := net.Frozen(3)
	dst, x, out := make([]float32, 100), make([]float32, 200), make([]float32, 40)
	z, value, jacobian := []float64{1, 2}, make([]float64, 1), make([]float64, 2)
	for name, call := range map[string]func(){
		"Step":     func() { net.Step(0.1) },
		"Outputs":  func() { net.Outputs(out) },
		"Evaluate": func() { net.Evaluate(dst, x, 100, 0, 5) },
		"Eval":     func() { f.Eval(z, value, jacobian) },
	} {
		if got := testing.AllocsPerRun(3, call); got != 0 {
			t.Errorf("%s: got %v allocations, want 0", name, got)
		}
	}
	for _, c := range ragged {
		rng := rand.New(rand.NewPCG(1, 1))
		net := New(c.layers, c.task(rng), rng)
		if got := testing.AllocsPerRun(3, func() { net.Step(0.1) }); got != 0 || net.Steps() == 0 {
			t.Errorf("%s: got %v allocations in %d steps, want 0", c.name, got, net.Steps())
		}
	}
	wild := headline(16)
	if got := testing.AllocsPerRun(3, func() { wild.Step(1e30) }); got != 0 {
		t.Errorf("a step that diverges: got %v allocations, want 0", got)
	}
}

// foreign is an activation that training does not know.
type foreign struct{}

func (foreign) Rectifies() (slope float64, yes bool) { return 0, true }

func TestMisusePanics(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	ok := []Layer{{2, 3, kernel.ReLU, 1, 0}, {3, 1, kernel.Linear, 1, 0}}
	two := Task{X: make([]float32, 4), Y: make([]float32, 2), Loss: Squared}
	net := New(ok, two, rng)
	first := func(l Layer) { New([]Layer{l, ok[1]}, two, rng) }
	multiplied := func(by float64) { New(ok, Task{X: two.X, Y: two.Y, Multiplier: by}, rng) }
	for name, call := range map[string]func(){
		"no layers":         func() { New(nil, Task{}, rng) },
		"widths":            func() { first(Layer{2, 4, kernel.ReLU, 1, 0}) },
		"variance":          func() { first(Layer{2, 3, kernel.ReLU, math.NaN(), 0}) },
		"slope, NaN":        func() { first(Layer{2, 3, kernel.Rectifier(math.NaN()), 1, 0}) },
		"slope, infinite":   func() { first(Layer{2, 3, kernel.Rectifier(math.Inf(-1)), 1, 0}) },
		"no activation":     func() { first(Layer{2, 3, nil, 1, 0}) },
		"another's":         func() { first(Layer{2, 3, foreign{}, 1, 0}) },
		"last layer, tanh":  func() { New([]Layer{{2, 1, Tanh, 1, 0}}, two, rng) },
		"last layer":        func() { New(ok[:1], Task{X: make([]float32, 2), Y: make([]float32, 3)}, rng) },
		"no samples":        func() { New(ok, Task{}, rng) },
		"targets":           func() { New(ok, Task{X: make([]float32, 4), Y: make([]float32, 3)}, rng) },
		"depth":             func() { Bottleneck(2, 3, 0, 1, 1, Variances{}, Variances{}, kernel.ReLU) },
		"loss":              func() { New(ok, Task{X: two.X, Y: two.Y, Loss: 9}, rng) },
		"multiplier, -1":    func() { multiplied(-1) },
		"multiplier, NaN":   func() { multiplied(math.NaN()) },
		"multiplier, 1e99":  func() { multiplied(1e99) },
		"multiplier, 1e-99": func() { multiplied(1e-99) },
		"Evaluate":          func() { net.Evaluate(make([]float32, 1), make([]float32, 4), 2, 0, 2) },
		"Frozen":            func() { net.Frozen(1) },
		"Frozen, Eval":      func() { net.Frozen(0).Eval(make([]float64, 3), make([]float64, 1), make([]float64, 2)) },
		"Outputs, length":   func() { net.Outputs(make([]float32, 3)) },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: got no panic", name)
				}
			}()
			call()
		}()
	}
}
