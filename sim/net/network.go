package net

import (
	"fmt"
	"math"
	"math/rand/v2"

	"narrows/sim/linalg"
)

// divergence is the mean loss above which a network counts as diverged. Losses that are
// watched are of order one at the start; float32 outputs would overflow only at 1e38.
const divergence = 1e9

// A Network is a fully connected network on its training data. Its outputs, activations
// and loss always belong to its present weights.
type Network struct {
	layers  []Layer
	kernels linalg.Kernels
	loss    Loss

	n     int       // training samples
	x     []float32 // tiles of inputs
	y     []float32 // targets, n × outputs
	parts []part    // by layer

	mean     float64
	steps    int
	failed   int // the step that diverged
	diverged bool

	spare [2][]float32 // one tile each of the widest layer, for Evaluate
}

// A part is what one layer keeps. Widths are even, activations in tiles, weights in
// pairs: the layouts of package linalg.
type part struct {
	in, out int

	v, c         []float32 // weights s_w W/√in and biases s_b b
	nextV, nextC []float32 // the same after the step under way, before it before
	gradV, gradC []float32
	vt           []float32 // v transposed; nil in the first layer
	ratioV       float64   // s_w²/in: rate on v by rate on W
	ratioC       float64   // s_b²

	act   []float32 // outputs after φ
	delta []float32 // ∂(mean loss)/∂ outputs before φ
}

// New returns a network of the given layers on len(x)/layers[0].In samples, with inputs x
// and targets y both row by row. Every weight and bias is an independent draw from N(0, 1),
// layer by layer: first the weights, output by output and input by input within, then the
// biases, which are drawn even if BiasVar is 0. It copies x and y.
func New(layers []Layer, x, y []float32, loss Loss, rng *rand.Rand) *Network {
	return build(layers, x, y, loss, rng, linalg.Kernels{})
}

func build(layers []Layer, x, y []float32, loss Loss, rng *rand.Rand, kernels linalg.Kernels) *Network {
	check(layers)
	first, last := layers[0], layers[len(layers)-1]
	n := len(x) / first.In
	if n == 0 || n*first.In != len(x) || n*last.Out != len(y) {
		panic(fmt.Sprintf("net: %d inputs and %d targets for a network from %d to %d", len(x), len(y), first.In, last.Out))
	}
	tiles := linalg.Tiles(n)
	net := &Network{
		layers:  append([]Layer(nil), layers...),
		kernels: kernels,
		loss:    loss,
		n:       n,
		x:       make([]float32, tiles*linalg.Even(first.In)*linalg.Lanes),
		y:       append([]float32(nil), y...),
	}
	linalg.Pack(net.x, x, n, first.In)
	widest := linalg.Even(first.In)
	for i, l := range layers {
		net.parts = append(net.parts, newPart(l, tiles, i > 0, rng))
		widest = max(widest, linalg.Even(l.Out))
	}
	for i := range net.spare {
		net.spare[i] = make([]float32, widest*linalg.Lanes)
	}
	net.forward()
	net.diverged = !net.sound()
	return net
}

func newPart(l Layer, tiles int, inner bool, rng *rand.Rand) part {
	in, out := linalg.Even(l.In), linalg.Even(l.Out)
	p := part{
		in: in, out: out,
		v: make([]float32, in*out), c: make([]float32, out),
		nextV: make([]float32, in*out), nextC: make([]float32, out),
		gradV: make([]float32, in*out), gradC: make([]float32, out),
		ratioV: l.WeightVar / float64(l.In), ratioC: l.BiasVar,
		act:   make([]float32, tiles*out*linalg.Lanes),
		delta: make([]float32, tiles*out*linalg.Lanes),
	}
	if inner {
		p.vt = make([]float32, in*out)
	}
	sw, sb := math.Sqrt(p.ratioV), math.Sqrt(p.ratioC)
	for o := range l.Out {
		for i := range l.In {
			p.v[linalg.Index(in, o, i)] = float32(sw * rng.NormFloat64())
		}
	}
	for o := range l.Out {
		p.c[o] = float32(sb * rng.NormFloat64())
	}
	return p
}

// Layers returns the layers. They are not to be changed.
func (net *Network) Layers() []Layer { return net.layers }

// Steps returns how many steps the network has taken.
func (net *Network) Steps() int { return net.steps }

// Loss returns (1/N) Σ_samples Σ_outputs ℓ.
func (net *Network) Loss() float64 { return net.mean }

// Diverged reports whether the network is frozen because a step made its loss infinite,
// not a number or larger than 1e9, and which step that was, counted from 1: it was taken
// back. Step 0 means that the network was so from the start.
func (net *Network) Diverged() (step int, diverged bool) { return net.failed, net.diverged }

// Outputs writes F at the training samples into dst, N × outputs, row by row.
func (net *Network) Outputs(dst []float32) { net.Activations(len(net.layers)-1, dst) }

// Activations writes the outputs of one layer, after φ, at the training samples into dst,
// N × Out, row by row.
func (net *Network) Activations(layer int, dst []float32) {
	linalg.Unpack(dst, net.parts[layer].act, net.n, net.layers[layer].Out)
}
