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
	finite := net.descend(rate)
	before := net.mean
	net.pass()
	if finite && net.sound() {
		net.steps++
		return true
	}
	net.diverged, net.failed = true, net.steps+1
	net.swap()
	net.pass()
	net.mean = before
	return false
}

// sound reports whether the loss is a number that training can go on from.
func (net *Network) sound() bool { return net.mean <= divergence }

// pass sets all activations, the loss and its gradients from the weights. A few tiles at a
// time go through the whole network and back, so that they stay in cache.
func (net *Network) pass() {
	for i := 1; i < len(net.parts); i++ {
		p := &net.parts[i]
		linalg.Transpose(p.vt, p.v, p.out, p.in)
	}
	sum := 0.0 // float64: float32 would lose the slow end of training
	all := linalg.Tiles(net.n)
	for t := 0; t < all; t += net.group {
		end := min(t+net.group, all)
		net.forward(t, end)
		sum = net.measure(sum, t, end)
		net.backward(t, end)
	}
	net.mean = sum / float64(net.n)
	net.gather()
}

// forward takes the tiles from t to end through the network.
func (net *Network) forward(t, end int) {
	from := tiles(net.x, net.layers[0].In, t, end)
	for i := range net.parts {
		p := &net.parts[i]
		to := tiles(p.act, p.out, t, end)
		var before []float32
		if p.before != nil {
			before = tiles(p.before, p.out, t, end)
		}
		net.through(i, to, before, from)
		from = to
	}
}

// through takes tiles through one layer, and keeps them before φ if before is not nil.
func (net *Network) through(layer int, to, before, from []float32) {
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

// tiles returns the tiles from t to end of a batch.
func tiles(batch []float32, features, t, end int) []float32 {
	return batch[linalg.Batch(t, features):linalg.Batch(end, features)]
}

// gradients returns where those of the part's outputs stand for the tiles from t to end.
func (p *part) gradients(t, end int) []float32 {
	if p.partial != nil {
		t, end = 0, end-t
	}
	return tiles(p.delta, p.out, t, end)
}

// measure returns sum + Σ ℓ(F, y) over the tiles from t to end, and sets the gradient of
// what descends with respect to F′: χ/N at the samples and 0 in the lanes of the last tile
// that hold none.
func (net *Network) measure(sum float64, t, end int) float64 {
	p := &net.parts[len(net.parts)-1]
	delta, act := p.gradients(t, end), tiles(p.act, p.out, t, end)
	size := linalg.Batch(1, p.out)
	for s := t * linalg.Lanes; s < min(end*linalg.Lanes, net.n); s += linalg.Lanes {
		count := min(linalg.Lanes, net.n-s)
		if count < linalg.Lanes {
			clear(delta[:size])
		}
		sum = net.measureTile(sum, delta, act, net.y[s*len(net.f):], count)
		delta, act = delta[size:], act[size:]
	}
	return sum
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

// backward takes the gradients that measure left for the tiles from t to end back through
// the network, and adds what they make of the gradients of narrow layers' weights.
func (net *Network) backward(t, end int) {
	for i := len(net.parts) - 1; i > 0; i-- {
		p, prev := &net.parts[i], &net.parts[i-1]
		h := prev.act
		if prev.before != nil {
			h = prev.before
		}
		delta := p.gradients(t, end)
		net.back(i, prev.gradients(t, end), delta, tiles(h, prev.out, t, end))
		if p.partial != nil {
			net.kernels.AddGradients(p.partial, delta, tiles(prev.act, prev.out, t, end), p.out, p.in, p.ratioC != 0)
		}
	}
	if p := &net.parts[0]; p.partial != nil {
		net.kernels.AddGradients(p.partial, p.gradients(t, end), tiles(net.x, p.in, t, end), p.out, p.in, p.ratioC != 0)
	}
}

// gather sets the gradients of weights and biases once all tiles have been back.
func (net *Network) gather() {
	from := net.x
	for i := range net.parts {
		p := &net.parts[i]
		biases := p.gradC
		if p.ratioC == 0 {
			biases = nil
		}
		if p.partial != nil {
			net.kernels.Totals(p.gradV, biases, p.partial, p.out, p.in)
		} else {
			net.kernels.Gradients(p.gradV, biases, p.delta, from, p.out, p.in)
		}
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
		a := net.spare[0][:linalg.Batch(1, in)]
		linalg.Pack(a, x[s*in:(s+count)*in], count, in)
		other := 1
		for l := from; l < to; l++ {
			b := net.spare[other][:linalg.Batch(1, net.parts[l].out)]
			net.through(l, b, nil, a)
			a, other = b, 1-other
		}
		linalg.Unpack(dst[s*out:(s+count)*out], a, count, out)
	}
}
