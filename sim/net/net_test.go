package net

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

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
	layers := Bottleneck(2, 256, 2, 2, 1, Variances{2, 0.1}, Variances{2, 0})
	return New(layers, random(rng, 2*n), signs(rng, n), Logistic, rng)
}

// ragged are networks and batches whose sizes are no multiples of anything.
var ragged = []struct {
	name   string
	layers []Layer
	n      int
	loss   Loss
}{
	{"one sample", Bottleneck(3, 5, 1, 1, 1, Variances{2, 0.1}, Variances{2, 0}), 1, Logistic},
	{"15 samples", Bottleneck(2, 16, 2, 3, 1, Variances{2, 0.1}, Variances{1.5, 0.2}), 15, Logistic},
	{"17 samples", Bottleneck(1, 33, 1, 2, 2, Variances{2, 0.5}, Variances{2, 0.1}), 17, Squared},
	{"width 1", Bottleneck(2, 1, 1, 1, 1, Variances{2, 1}, Variances{2, 1}), 16, Squared},
	{"width 3", Bottleneck(5, 3, 2, 2, 3, Variances{2, 0.1}, Variances{2, 0.1}), 40, Squared},
	{"one linear layer", []Layer{{3, 2, Linear, 1, 0.3}}, 18, Squared},
}

// TestVectorsEqualPlain trains twins, one with vectors and one in plain Go, whose numbers
// are the same on every platform.
func TestVectorsEqualPlain(t *testing.T) {
	for _, c := range ragged {
		var twins [2]*Network
		for i := range twins {
			rng := rand.New(rand.NewPCG(7, 7))
			x, y := random(rng, c.n*c.layers[0].In), signs(rng, c.n*c.layers[len(c.layers)-1].Out)
			twins[i] = build(c.layers, x, y, c.loss, rng, linalg.Kernels{Plain: i == 1})
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
		net := New(c.layers, random(rng, c.n*c.layers[0].In), signs(rng, c.n*c.layers[len(c.layers)-1].Out), c.loss, rng)
		for range 5 {
			net.Step(0.1)
		}
		for l, p := range net.parts {
			for o := range p.out {
				for i := range p.in {
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
	layers := Bottleneck(3, 33, 1, 2, 1, Variances{2, 0.1}, Variances{1.5, 0})
	net := New(layers, make([]float32, 3), []float32{1}, Squared, rand.New(rand.NewPCG(9, 1)))
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
	got := Bottleneck(4, 256, 2, 3, 1, g, f)
	want := []Layer{
		{4, 256, ReLU, 2, 0.1}, {256, 256, ReLU, 2, 0.1}, {256, 3, Linear, 2, 0.1},
		{3, 256, ReLU, 1.5, 0.2}, {256, 1, Linear, 1.5, 0.2},
	}
	if !slices.Equal(got, want) {
		t.Errorf("layers: got %+v, want %+v", got, want)
	}
	if at := BottleneckAt(2); got[at].Out != 3 {
		t.Errorf("bottleneck: got layer %d with %d outputs, want 3", at, got[at].Out)
	}
	// 6 floating-point operations for each of 2·8 + 8·3 + 3·8 + 8·1 weights and 10 samples.
	if got := StepFlops(Bottleneck(2, 8, 1, 3, 1, g, f), 10); got != 6*10*72 {
		t.Errorf("StepFlops: got %v, want %v", got, 6*10*72)
	}
}

// TestDivergence: a step too long is taken back and named, and the network stays put.
func TestDivergence(t *testing.T) {
	for _, rate := range []float64{30, 1e5, 1e30, 1e300, math.NaN()} {
		rng := rand.New(rand.NewPCG(3, 3))
		layers := Bottleneck(2, 17, 1, 2, 1, Variances{2, 0.1}, Variances{2, 0.1})
		net := New(layers, random(rng, 40), signs(rng, 20), Squared, rng)
		if step, is := net.Diverged(); is {
			t.Fatalf("rate %v: got diverged at %d before the first step", rate, step)
		}
		before, after := make([]float32, 20), make([]float32, 20)
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
			t.Errorf("rate %v: got diverged %v at step %d after %d steps, want at the next", rate, is, step, net.Steps())
		}
		net.Outputs(after)
		if !slices.Equal(before, after) || net.Loss() != loss || !(loss <= divergence) {
			t.Errorf("rate %v: got loss %v, want that before the step, %v, and the same outputs", rate, net.Loss(), loss)
		}
		if net.Step(1e-3) || net.Steps() != step-1 || net.Loss() != loss {
			t.Errorf("rate %v: a diverged network went on", rate)
		}
	}
}

// TestWeightsStayFinite: a hidden weight that overflows to −∞ only silences its unit, which
// the loss does not show. The step counts as divergence all the same.
func TestWeightsStayFinite(t *testing.T) {
	layers := []Layer{{1, 1, ReLU, 2, 0}, {1, 1, Linear, 1e-10, 0}}
	silenced := 0
	for seed := range uint64(16) {
		net := New(layers, []float32{1e6}, []float32{1}, Squared, rand.New(rand.NewPCG(seed, 0)))
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
	net := New([]Layer{{1, 4, ReLU, 2, 0.1}, {4, 1, Linear, 1, 0}}, []float32{nan}, []float32{1}, Squared, rand.New(rand.NewPCG(1, 1)))
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
		x, y := random(rng, c.n*c.layers[0].In), signs(rng, c.n*c.layers[last].Out)
		net := New(c.layers, x, y, c.loss, rng)
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
	wild := headline(16)
	if got := testing.AllocsPerRun(3, func() { wild.Step(1e30) }); got != 0 {
		t.Errorf("a step that diverges: got %v allocations, want 0", got)
	}
}

func TestMisusePanics(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	ok := []Layer{{2, 3, ReLU, 1, 0}, {3, 1, Linear, 1, 0}}
	net := New(ok, make([]float32, 4), make([]float32, 2), Squared, rng)
	for name, call := range map[string]func(){
		"no layers": func() { New(nil, nil, nil, Squared, rng) },
		"widths": func() {
			New([]Layer{{2, 3, ReLU, 1, 0}, {4, 1, Linear, 1, 0}}, make([]float32, 4), make([]float32, 2), Squared, rng)
		},
		"variance": func() {
			New([]Layer{{2, 3, ReLU, math.NaN(), 0}}, make([]float32, 4), make([]float32, 6), Squared, rng)
		},
		"no samples":      func() { New(ok, nil, nil, Squared, rng) },
		"targets":         func() { New(ok, make([]float32, 4), make([]float32, 3), Squared, rng) },
		"depth":           func() { Bottleneck(2, 3, 0, 1, 1, Variances{}, Variances{}) },
		"loss":            func() { Loss(9).At(0, 0) },
		"Evaluate":        func() { net.Evaluate(make([]float32, 1), make([]float32, 4), 2, 0, 2) },
		"Frozen":          func() { net.Frozen(1) },
		"Frozen, Eval":    func() { net.Frozen(0).Eval(make([]float64, 3), make([]float64, 1), make([]float64, 2)) },
		"Outputs, length": func() { net.Outputs(make([]float32, 3)) },
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
