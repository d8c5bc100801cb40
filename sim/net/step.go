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

// forward sets all activations and the loss from the weights, a few tiles at a time
// through the whole network, so that they stay in cache.
func (net *Network) forward() {
	tiles := linalg.Tiles(net.n)
	width := linalg.Even(net.layers[0].In) * linalg.Lanes
	for t := 0; t < tiles; t += net.group {
		end := min(t+net.group, tiles)
		from := net.x[t*width : end*width]
		for i := range net.parts {
			p := &net.parts[i]
			to := p.tiles(p.act, t, end)
			var before []float32
			if p.before != nil {
				before = p.tiles(p.before, t, end)
			}
			net.pass(i, to, before, from)
			from = to
		}
	}
	net.measure()
}

// pass takes tiles through one layer, and keeps them before φ if before is not nil.
func (net *Network) pass(layer int, to, before, from []float32) {
	p := &net.parts[layer]
	net.kernels.Forward(to, p.v, p.c, from, p.out, p.in, p.shape.kind == relu)
	copy(before, to)
	net.activate(p.shape, to)
	if layer == len(net.parts)-1 && net.multiplier != 1 {
		for i, f := range to {
			to[i] = float32(net.multiplier * f)
		}
	}
}

// tiles returns the tiles from t to end of a batch of the part's outputs.
func (p *part) tiles(batch []float32, t, end int) []float32 {
	size := p.out * linalg.Lanes
	return batch[t*size : end*size]
}

// measure sets the loss ℓ(F, y), and the gradient of what descends with respect to F′:
// χ/N at the samples and 0 in the lanes of the last tile that hold none. The sum is
// float64: float32 would lose the slow end of training.
func (net *Network) measure() {
	p := &net.parts[len(net.parts)-1]
	sum := 0.0
	for s := 0; s < net.n; s += linalg.Lanes {
		at, count := s*p.out, min(linalg.Lanes, net.n-s)
		sum = net.measureTile(sum, p.delta[at:], p.act[at:], net.y[s*len(net.f):], count)
	}
	net.mean = sum / float64(net.n)
}

// measureTile returns sum + Σ ℓ and sets delta to χ/N, for the first samples of one tile.
func (net *Network) measureTile(sum float64, delta, act, y []float32, count int) float64 {
	share := 1 / float32(net.n)
	k := len(net.f)
	if k == 1 && net.loss != Softmax {
		// ℓ goes output by output, and here the outputs of a tile stand together.
		chi := delta[:count]
		sum = net.loss.add(sum, chi, act[:count], y[:count])
		for s, v := range chi {
			chi[s] = float32(v * share)
		}
		return sum
	}
	for s := range count {
		for c := range net.f {
			net.f[c] = act[s+c*linalg.Lanes]
		}
		sum = net.loss.add(sum, net.chi, net.f, y[s*k:][:k])
		for c, chi := range net.chi {
			delta[s+c*linalg.Lanes] = float32(chi * share)
		}
	}
	return sum
}

// backward sets the gradients of what descends from the last layer's delta, which measure
// leaves there, and the activations.
func (net *Network) backward() {
	tiles := linalg.Tiles(net.n)
	for i := len(net.parts) - 1; i > 0; i-- {
		p, prev := &net.parts[i], &net.parts[i-1]
		h := prev.act
		if prev.before != nil {
			h = prev.before
		}
		linalg.Transpose(p.vt, p.v, p.out, p.in)
		for t := 0; t < tiles; t += net.group {
			end := min(t+net.group, tiles)
			net.back(i, prev.tiles(prev.delta, t, end), p.tiles(p.delta, t, end), prev.tiles(h, t, end))
		}
	}
	from := net.x
	for i := range net.parts {
		p := &net.parts[i]
		biases := p.gradC
		if p.ratioC == 0 {
			biases = nil
		}
		net.kernels.Gradients(p.gradV, biases, p.delta, from, p.out, p.in)
		from = p.act
	}
}

// back takes tiles of gradients from the outputs of one layer to those of the layer before
// it, before φ; h tells φ′.
func (net *Network) back(layer int, to, from, h []float32) {
	p, prev := &net.parts[layer], &net.parts[layer-1]
	var gate []float32
	if prev.shape.kind == relu {
		gate = h
	}
	net.kernels.Backward(to, p.vt, from, gate, p.in, p.out)
	net.differentiate(prev.shape, to, h)
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
