package net

import (
	"math"
	"math/rand/v2"

	"narrows/sim/linalg"
)

// divergence is the mean loss above which a network counts as diverged. Losses that are
// watched are of order one at the start; float32 outputs would overflow only at 1e38.
const divergence = 1e9

// grouped is how many features the widest layers of tiles that go through the network
// together have at most: 128 kB of activations and as much of their gradients, for these are
// to stay in a cache of the second level between their way forward and back. With a quarter of
// it the calls would cost 2-64-2-64-1 and 2-256-2-256-1 a fifteenth of their rate, with twice
// as much nothing is gained (measured).
const grouped = 2048

// A Network is a fully connected network on its training data. Its outputs, activations
// and loss, and the gradients of that, always belong to its present weights.
type Network struct {
	layers     []Layer
	kernels    linalg.Kernels
	loss       Loss
	multiplier float32

	n     int       // training samples
	group int       // tiles that go through the network together
	x     []float32 // tiles of inputs
	y     []float32 // targets, n × outputs
	parts []part    // by layer

	mean     float64
	steps    int
	failed   int // the step that diverged
	diverged bool

	spare  [2][]float32 // one tile each of the widest layer, for Evaluate
	f, chi []float32    // of one sample, for measure
}

// A part is what one layer keeps: activations in tiles, weights in pairs of outputs, as the
// layouts of package linalg.
type part struct {
	in, out int
	shape   shape

	v, c         []float32 // weights s_w W/√in and biases s_b b
	nextV, nextC []float32 // the same after the step under way, before it before
	gradV, gradC []float32 // ∂(mean loss)/∂ v and c
	partial      []float32 // sums on the way to these, if the layer has a narrow side
	vt           []float32 // v transposed; nil in the first layer
	ratioV       float64   // s_w²/in: rate on v by rate on W
	ratioC       float64   // s_b²

	act    []float32 // outputs after φ; of the last layer F, after the multiplier
	before []float32 // outputs before φ; nil if those after it tell φ′
	delta  []float32 // ∂(mean loss)/∂ outputs before φ, and before the multiplier; of one group if partial
}

// New returns a network of the given layers for a task. Every weight and bias is an
// independent draw from N(0, 1), layer by layer: first the weights, output by output and
// input by input within, then the biases, which are drawn even if BiasVar is 0. It copies
// the layers and the task.
func New(layers []Layer, task Task, rng *rand.Rand) *Network {
	return build(layers, task, rng, linalg.Kernels{})
}

func build(layers []Layer, task Task, rng *rand.Rand, kernels linalg.Kernels) *Network {
	check(layers)
	first, last := layers[0], layers[len(layers)-1]
	n := task.check(first.In, last.Out)
	tiles := linalg.Tiles(n)
	net := &Network{
		layers:     append([]Layer(nil), layers...),
		kernels:    kernels,
		loss:       task.Loss,
		multiplier: task.multiplier(),
		n:          n,
		x:          make([]float32, linalg.Batch(tiles, first.In)),
		y:          append([]float32(nil), task.Y...),
		f:          make([]float32, last.Out),
		chi:        make([]float32, last.Out),
	}
	linalg.Pack(net.x, task.X, n, first.In)
	widest := first.In
	for i, l := range layers {
		net.parts = append(net.parts, newPart(l, tiles, i > 0, rng))
		widest = max(widest, l.Out)
	}
	for i := range net.spare {
		net.spare[i] = make([]float32, linalg.Batch(1, widest))
	}
	net.together(max(1, grouped/widest))
	net.pass()
	net.diverged = !net.sound()
	return net
}

// together sets how many tiles go through the network together.
func (net *Network) together(tiles int) {
	all := linalg.Tiles(net.n)
	net.group = min(tiles, all)
	for i := range net.parts {
		p := &net.parts[i]
		if p.partial == nil {
			p.delta = make([]float32, linalg.Batch(all, p.out))
		} else {
			p.delta = make([]float32, linalg.Batch(net.group, p.out))
		}
	}
}

func newPart(l Layer, tiles int, inner bool, rng *rand.Rand) part {
	in, out := l.In, l.Out
	weights, biases := linalg.Weights(out, in), linalg.Even(out)
	p := part{
		in: in, out: out, shape: shapeOf(l.Activation),
		v: make([]float32, weights), c: make([]float32, biases),
		nextV: make([]float32, weights), nextC: make([]float32, biases),
		gradV: make([]float32, weights), gradC: make([]float32, biases),
		ratioV: l.WeightVar / float64(in), ratioC: l.BiasVar,
		act: make([]float32, linalg.Batch(tiles, out)),
	}
	if sums := linalg.Partial(out, in); sums > 0 {
		p.partial = make([]float32, sums)
	}
	if inner {
		p.vt = make([]float32, weights)
	}
	if p.shape.hidesInput() {
		p.before = make([]float32, len(p.act))
	}
	sw, sb := math.Sqrt(p.ratioV), math.Sqrt(p.ratioC)
	for o := range out {
		for i := range in {
			p.v[linalg.Index(in, o, i)] = float32(sw * rng.NormFloat64())
		}
	}
	for o := range out {
		p.c[o] = float32(sb * rng.NormFloat64())
	}
	return p
}

// Layers returns the layers. They are not to be changed.
func (net *Network) Layers() []Layer { return net.layers }

// Steps returns how many steps the network has taken.
func (net *Network) Steps() int { return net.steps }

// Loss returns (1/N) Σ_samples ℓ(F, y), in which the multiplier is in F only.
func (net *Network) Loss() float64 { return net.mean }

// Diverged reports whether the network is frozen because a step made its loss infinite,
// not a number or larger than 1e9, and which step that was, counted from 1: it was taken
// back. Step 0 means that the network was so from the start.
func (net *Network) Diverged() (step int, diverged bool) { return net.failed, net.diverged }

// Outputs writes F, after the multiplier, at the training samples into dst, N × outputs,
// row by row.
func (net *Network) Outputs(dst []float32) { net.Activations(len(net.layers)-1, dst) }

// Activations writes the outputs of one layer, after φ, at the training samples into dst,
// N × Out, row by row. Those of the last layer are F.
func (net *Network) Activations(layer int, dst []float32) {
	linalg.Unpack(dst, net.parts[layer].act, net.n, net.layers[layer].Out)
}
