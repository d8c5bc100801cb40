package net

import (
	"fmt"

	"narrows/sim/linalg"
)

// Step takes one step of gradient descent on L, the mean of ℓ(αF′, y)/α with α the
// multiplier, for every weight and bias
//
//	W ← W − rate · ∂L/∂W
//
// and reports whether the network goes on. If the new loss is infinite, not a number or
// above 1e9, or a weight is not finite, the step is taken back: the network has Diverged,
// stays as it was before and takes no further step. Step does not allocate.
func (net *Network) Step(rate float64) bool {
	if net.diverged {
		return false
	}
	net.backward()
	finite := net.descend(rate)
	before := net.mean
	net.forward()
	if finite && net.sound() {
		net.steps++
		return true
	}
	net.diverged, net.failed = true, net.steps+1
	net.swap()
	net.forward()
	net.mean = before
	return false
}

// sound reports whether the loss is a number that training can go on from.
func (net *Network) sound() bool { return net.mean <= divergence }

// forward sets all activations and the loss from the weights, one tile after the other
// through the whole network, so that a tile stays in cache.
func (net *Network) forward() {
	width := linalg.Even(net.layers[0].In) * linalg.Lanes
	for t := range linalg.Tiles(net.n) {
		from := net.x[t*width:][:width]
		for i := range net.parts {
			p := &net.parts[i]
			to := p.tile(p.act, t)
			var before []float32
			if p.before != nil {
				before = p.tile(p.before, t)
			}
			net.pass(i, to, before, from)
			from = to
		}
	}
	net.measure()
}

// pass takes one tile through one layer, and keeps it before φ if before is not nil.
func (net *Network) pass(layer int, to, before, from []float32) {
	p := &net.parts[layer]
	net.kernels.Affine(to, p.v, p.c, from)
	copy(before, to)
	net.activate(net.layers[layer].Activation, to)
	if layer == len(net.parts)-1 && net.multiplier != 1 {
		for i, f := range to {
			to[i] = float32(net.multiplier * f)
		}
	}
}

// tile returns tile t of a batch of the part's outputs.
func (p *part) tile(batch []float32, t int) []float32 {
	size := p.out * linalg.Lanes
	return batch[t*size:][:size]
}

// measure sets the loss ℓ(F, y), and the gradient of what descends with respect to F′:
// χ/N at the samples and 0 in the lanes of the last tile that hold none. The sum is
// float64: float32 would lose the slow end of training.
func (net *Network) measure() {
	p := &net.parts[len(net.parts)-1]
	k := len(net.f)
	share := 1 / float32(net.n)
	sum := 0.0
	for s := range net.n {
		base := s/linalg.Lanes*p.out*linalg.Lanes + s%linalg.Lanes
		for c := range net.f {
			net.f[c] = p.act[base+c*linalg.Lanes]
		}
		sum = net.loss.add(sum, net.chi, net.f, net.y[s*k:][:k])
		for c, chi := range net.chi {
			p.delta[base+c*linalg.Lanes] = float32(chi * share)
		}
	}
	net.mean = sum / float64(net.n)
}

// backward sets the gradients of what descends from the last layer's delta, which measure
// leaves there, and the activations.
func (net *Network) backward() {
	for i := len(net.parts) - 1; i > 0; i-- {
		p, prev := &net.parts[i], &net.parts[i-1]
		h := prev.act
		if prev.before != nil {
			h = prev.before
		}
		linalg.Transpose(p.vt, p.v, p.out, p.in)
		for t := range linalg.Tiles(net.n) {
			d := prev.tile(prev.delta, t)
			net.kernels.Affine(d, p.vt, nil, p.tile(p.delta, t))
			net.differentiate(net.layers[i-1].Activation, d, prev.tile(h, t))
		}
	}
	from := net.x
	for i := range net.parts {
		p := &net.parts[i]
		net.kernels.Gradient(p.gradV, p.delta, from, p.out, p.in)
		if p.ratioC != 0 {
			net.kernels.Sums(p.gradC, p.delta)
		}
		from = p.act
	}
}

// descend moves the weights against the gradients, keeps the old ones at hand and reports
// whether the new ones are finite.
func (net *Network) descend(rate float64) bool {
	finite := true
	for i := range net.parts {
		p := &net.parts[i]
		finite = net.kernels.Descend(p.nextV, p.v, p.gradV, float32(rate*p.ratioV)) && finite
		finite = net.kernels.Descend(p.nextC, p.c, p.gradC, float32(rate*p.ratioC)) && finite
	}
	net.swap()
	return finite
}

func (net *Network) swap() {
	for i := range net.parts {
		p := &net.parts[i]
		p.v, p.nextV = p.nextV, p.v
		p.c, p.nextC = p.nextC, p.c
	}
}

// Evaluate writes the outputs of layers from ≤ l < to at n points into dst, row by row,
// for x the inputs of layer from, row by row: F itself for (0, len(Layers())). They are
// after the multiplier if the last layer is among them, and else know nothing of it. It
// leaves training as it was and does not allocate.
func (net *Network) Evaluate(dst, x []float32, n, from, to int) {
	in, out := net.layers[from].In, net.layers[to-1].Out
	if len(x) != n*in || len(dst) != n*out {
		panic(fmt.Sprintf("net: %d inputs and %d results for %d points from %d to %d", len(x), len(dst), n, in, out))
	}
	for s := 0; s < n; s += linalg.Lanes {
		count := min(linalg.Lanes, n-s)
		a := net.spare[0][:linalg.Even(in)*linalg.Lanes]
		linalg.Pack(a, x[s*in:(s+count)*in], count, in)
		other := 1
		for l := from; l < to; l++ {
			b := net.spare[other][:net.parts[l].out*linalg.Lanes]
			net.pass(l, b, nil, a)
			a, other = b, 1-other
		}
		linalg.Unpack(dst[s*out:(s+count)*out], a, count, out)
	}
}
