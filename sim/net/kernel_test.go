package net

import (
	"math"
	"math/rand/v2"
	"testing"

	"narrows/sim/kernel"
	"narrows/sim/linalg"
)

// empirical returns the neural tangent kernel Σ_parameters ∂F(x_s) ∂F(x_s′) of a network
// with one output at its training samples, N×N, from the same passes that train it.
func empirical(net *Network) []float64 {
	tiles := linalg.Tiles(net.n)
	net.together(tiles)
	last := &net.parts[len(net.parts)-1]
	for s := range net.n {
		last.delta[linalg.Batch(s/linalg.Lanes, last.out)+s%linalg.Lanes] = 1 // ∂F/∂F at each sample
	}
	net.backward(0, tiles)
	theta := make([]float64, net.n*net.n)
	from, in := net.x, net.layers[0].In
	for l, layer := range net.layers {
		p := &net.parts[l]
		h, delta := make([]float32, net.n*in), make([]float32, net.n*layer.Out)
		linalg.Unpack(h, from, net.n, in)
		linalg.Unpack(delta, p.delta, net.n, layer.Out)
		for s := range net.n {
			for r := range net.n {
				weights := p.ratioV*inner(h[s*in:][:in], h[r*in:][:in]) + p.ratioC
				theta[s*net.n+r] += weights * inner(delta[s*layer.Out:][:layer.Out], delta[r*layer.Out:][:layer.Out])
			}
		}
		from, in = p.act, layer.Out
	}
	return theta
}

func inner(a, b []float32) (sum float64) {
	for i := range a {
		sum += float64(a[i]) * float64(b[i])
	}
	return sum
}

// TestKernelOfWideNetworks: the tangent kernel of a wide network at the start is the closed
// form, with an error that falls as 1/√n.
func TestKernelOfWideNetworks(t *testing.T) {
	const n, m = 12, 3
	rng := rand.New(rand.NewPCG(21, 0))
	x := random(rng, n*m)
	x64 := make([]float64, len(x))
	for i, v := range x {
		x64[i] = float64(v)
	}
	for _, c := range []struct {
		name      string
		depth     int
		width     int
		act       kernel.Activation
		tolerance float64 // three times C/√width, with C about 1 for one layer, 2 for two
	}{
		{"one hidden layer of 4096", 1, 4096, kernel.ReLU, 0.05},
		{"two hidden layers of 1024", 2, 1024, kernel.ReLU, 0.15},
		{"two hidden layers of 1024, slope 0.2", 2, 1024, kernel.Rectifier(0.2), 0.15},
		{"two hidden layers of 1024, slope -0.5", 2, 1024, kernel.Rectifier(-0.5), 0.15},
		{"two hidden layers of 1024, linear", 2, 1024, kernel.Linear, 0.15},
		{"two hidden layers of 1024, erf", 2, 1024, kernel.Erf, 0.15},
	} {
		var layers []Layer
		in := m
		for range c.depth {
			layers = append(layers, Layer{in, c.width, c.act, 2, 0.1})
			in = c.width
		}
		layers = append(layers, Layer{in, 1, kernel.Linear, 2, 0.1})
		got := empirical(New(layers, Task{X: x, Y: make([]float32, n)}, rng))
		_, want := kernel.Stack{{Depth: c.depth, WeightVar: 2, BiasVar: 0.1, Activation: c.act}}.Gram(x64, m)
		worst := 0.0
		for i := range n {
			for j := range n {
				worst = max(worst, math.Abs(got[i*n+j]-want[i*n+j])/math.Sqrt(want[i*n+i]*want[j*n+j]))
			}
		}
		t.Logf("%s: largest error %.3f of the diagonal", c.name, worst)
		if !(worst < c.tolerance) {
			t.Errorf("%s: got error %.3f, want < %v", c.name, worst, c.tolerance)
		}
	}
}
