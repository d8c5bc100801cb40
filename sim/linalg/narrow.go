package linalg

import "fmt"

// Gradients of layers with a narrow side, tile by tile: such a layer has so few weights that
// partial sums of all of them stay in cache, and so tiles can be forgotten after their turn.
//
// Partial sums stand as weights do, with four numbers in place of each and without the room
// that would make the narrow side even: from few inputs they are [out/2][in][2][4], to few
// outputs [in][2][4] for two and [in][4] for an odd one. Those of biases follow, [out][4].

const narrow = 3 // features at most

// Partial returns how many numbers the partial sums of a layer take, or 0 if neither side
// of it is narrow: has three features or fewer.
func Partial(out, in int) int {
	switch {
	case in <= narrow:
		return 4 * Even(out) * (in + 1)
	case out <= narrow:
		return 4 * out * (Even(in) + 1)
	}
	return 0
}

// partial parts the sums of a layer into those of weights and those of biases.
func partial(sums []float32, out, in int) (weights, biases []float32) {
	if len(sums) == 0 || len(sums) != Partial(out, in) {
		panic(fmt.Sprintf("linalg: %d partial sums for %d×%d", len(sums), out, in))
	}
	if in <= narrow {
		out = Even(out)
	}
	at := len(sums) - 4*out
	return sums[:at], sums[at:]
}

// AddGradients adds to partial sums what Gradients would sum over the samples of batches
// delta and x; to those of biases only if asked to.
func (k Kernels) AddGradients(sums, delta, x []float32, out, in int, biases bool) {
	weights, own := partial(sums, out, in)
	tiles := len(x) / Batch(1, in)
	if len(x) != Batch(tiles, in) || len(delta) != Batch(tiles, out) {
		panic(fmt.Sprintf("linalg: batches of %d and %d numbers for %d×%d", len(delta), len(x), out, in))
	}
	if tiles == 0 {
		return
	}
	if !biases {
		own = nil
	}
	if in <= narrow {
		k.addInward(weights, own, x, delta, in, Even(out))
		return
	}
	for o := 0; o < out; o += 2 {
		width := min(2, out-o)
		size := 4 * width * Even(in)
		k.addOutward(weights[:size], delta[o*Lanes:], x, width, Batch(1, out), Even(in))
		weights = weights[size:]
	}
	k.addRows(own, delta, Batch(1, out))
}

// addInward is for few inputs: it adds Σ_samples a b for features of a and all of b to sums,
// and Σ_samples b to own, unless that is nil.
func (k Kernels) addInward(sums, own, a, b []float32, few, features int) {
	if k.vectors() {
		addInwardVector(sums, own, a, b, few, features)
		return
	}
	for ; len(a) > 0; a, b = a[Batch(1, few):], b[features*Lanes:] {
		for f := range features {
			row := b[f*Lanes:][:Lanes]
			for i := range few {
				addDot(sums[4*((f/2*few+i)*2+f%2):], a[i*Lanes:], row)
			}
			if own != nil {
				addSum(own[4*f:], row)
			}
		}
	}
}

// addOutward is for few outputs, one or two: it adds Σ_samples a b for features of a, whose
// tiles are stride apart, and all of b to sums.
func (k Kernels) addOutward(sums, a, b []float32, few, stride, features int) {
	if k.vectors() {
		addOutwardVector(sums, a, b, few, stride, features)
		return
	}
	for ; len(b) > 0; b = b[features*Lanes:] {
		for f := range features {
			for o := range few {
				addDot(sums[4*(f*few+o):], a[o*Lanes:], b[f*Lanes:][:Lanes])
			}
		}
		a = a[min(stride, len(a)):]
	}
}

// addRows adds Σ_samples of rows, stride apart from tile to tile, to sums, of four each.
func (k Kernels) addRows(sums, rows []float32, stride int) {
	if k.vectors() {
		addRowsVector(sums, rows, stride)
		return
	}
	for o := range len(sums) / 4 {
		for at := o * Lanes; at < len(rows); at += stride {
			addSum(sums[4*o:], rows[at:][:Lanes])
		}
	}
}

func addDot(sum, a, b []float32) {
	for s, v := range b {
		sum[s%4] += float32(a[s] * v)
	}
}

func addSum(sum, a []float32) {
	for s, v := range a {
		sum[s%4] += v
	}
}

// Totals sets g ([out/2][in][2]), and c ([out]) unless it is nil, to the gradients whose
// partial sums are given, and these to zero. The room of odd features it leaves as it is.
func (k Kernels) Totals(g, c, sums []float32, out, in int) {
	weights, biases := partial(sums, out, in)
	if len(g) != Weights(out, in) || c != nil && len(c) != Even(out) {
		panic(fmt.Sprintf("linalg: gradients of %d weights and %d biases for %d×%d", len(g), len(c), out, in))
	}
	if in <= narrow {
		k.totals(g, weights, 2*in, 1, 2*(Even(in)-in))
	} else {
		for o := 0; o < out; o += 2 {
			width := min(2, out-o)
			size := width * Even(in)
			k.totals(g, weights[:4*size], size, 3-width, 0)
			g, weights = g[2*Even(in):], weights[4*size:]
		}
	}
	if c != nil {
		k.totals(c, biases, len(biases)/4, 1, 0)
	}
	clear(sums)
}

// totals sets every step-th number of g to the total of four partial sums; after a group of
// them it skips some of g.
func (k Kernels) totals(g, sums []float32, group, step, skip int) {
	if k.vectors() {
		totalsVector(g, sums, group, step, skip)
		return
	}
	totalsPlain(g, sums, group, step, skip)
}

func totalsPlain(g, sums []float32, group, step, skip int) {
	for at := 0; len(sums) > 0; at += skip {
		for range group {
			g[at] = total((*[4]float32)(sums))
			at, sums = at+step, sums[4:]
		}
	}
}
