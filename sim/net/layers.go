// Package net trains finite fully connected networks in the parameterisation of the
// neural tangent kernel by full-batch gradient descent on their weights. It knows nothing
// of limits, data sets or pictures: it is given numbers, layers and a rate. Of package
// kernel it knows the activations, which finite and infinite networks share.
//
// A layer maps h ↦ φ(s_w W h/√in + s_b b), with W and b from N(0, 1) at the start and one
// rate η for both (Jacot, Gabriel, Hongler 2018, arXiv:1806.07572). What is stored is
// V = s_w W/√in and c = s_b b: a step of η on W and b is one of η s_w²/in on V and of
// η s_b² on c, so that training is the same and no product needs a factor.
//
// All of training is float32 arithmetic in one fixed order, equal to the last bit in
// wasm, natively and without vectors. (Gaussian draws are float64 rounded to float32,
// where the platforms' logarithms agree to more digits than are kept.)
package net

import (
	"fmt"

	"narrows/sim/kernel"
)

// A Layer is h ↦ φ(s_w W h/√In + s_b b).
type Layer struct {
	In, Out    int
	Activation Activation
	WeightVar  float64 // s_w²
	BiasVar    float64 // s_b²; 0: there is no bias
}

// Variances are the prior variances s_w² of weights and s_b² of biases.
type Variances struct {
	Weight, Bias float64
}

// Bottleneck returns the layers of F = f∘g: g: R^m → R^d with depth hidden layers of width
// n and a linear output, and f: R^d → R^k with one hidden layer of width n, all hidden
// layers with the activation φ,
//
//	m → [n φ]×depth → d → n φ → k
//
// g's layers have the variances g and f's two layers the variances f.
// (Architecture: Littwin et al. 2021, arXiv:2107.00364.)
func Bottleneck(m, n, depth, d, k int, g, f Variances, act Activation) []Layer {
	if depth < 1 {
		panic(fmt.Sprintf("net: depth %d", depth))
	}
	var layers []Layer
	in := m
	for range depth {
		layers = append(layers, Layer{in, n, act, g.Weight, g.Bias})
		in = n
	}
	return append(layers,
		Layer{in, d, kernel.Linear, g.Weight, g.Bias},
		Layer{d, n, act, f.Weight, f.Bias},
		Layer{n, k, kernel.Linear, f.Weight, f.Bias})
}

// BottleneckAt returns the index of the layer of Bottleneck whose outputs are the
// bottleneck's coordinates z, for g of the given depth. f begins at the layer after it.
func BottleneckAt(depth int) int { return depth }

// StepFlops returns how many floating-point operations a step on n samples takes:
// 6·n·weights, two each for outputs, their gradients and the weights' gradients.
func StepFlops(layers []Layer, n int) float64 {
	weights := 0.0
	for _, l := range layers {
		weights += float64(l.In) * float64(l.Out)
	}
	return 6 * float64(n) * weights
}

// check panics if the layers do not fit together, or the last is not linear: what is
// trained is F before any φ.
func check(layers []Layer) {
	if len(layers) == 0 {
		panic("net: no layers")
	}
	for i, l := range layers {
		if l.In < 1 || l.Out < 1 || !(l.WeightVar >= 0) || !(l.BiasVar >= 0) || shapeOf(l.Activation).kind == unknown {
			panic(fmt.Sprintf("net: layer %d is %+v", i, l))
		}
		if i > 0 && layers[i-1].Out != l.In {
			panic(fmt.Sprintf("net: layer %d has %d inputs after %d outputs", i, l.In, layers[i-1].Out))
		}
	}
	if last := layers[len(layers)-1]; last.Activation != kernel.Linear {
		panic(fmt.Sprintf("net: the last layer is %+v, want a linear one", last))
	}
}
