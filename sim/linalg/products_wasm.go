//go:build goexperiment.simd

package linalg

// The products in wasm. Their loops are assembly: loops_wasm.h says why, and what they have
// in common.

// What becomes of a product on its way to where it is stored.
const (
	keep = iota // nothing
	cut         // ReLU
	gate        // zero where h is not positive
)

//go:noescape
func affineLoop(y, w, b, x, h *float32, tiles, pairs, inputs, skip, then int)

//go:noescape
func affineAloneLoop(y, w, b, x, h *float32, tiles, inputs, stride, then int)

//go:noescape
func affineFrom1Loop(y, w, b, x, h *float32, tiles, pairs, bStep, then int)

//go:noescape
func affineFrom2Loop(y, w, b, x, h *float32, tiles, pairs, bStep, then int)

//go:noescape
func affineFrom3Loop(y, w, b, x, h *float32, tiles, pairs, bStep, then int)

//go:noescape
func dotsLoop(dots, a, b *float32, aStride, bStride, tiles, quads int)

//go:noescape
func sumsLoop(sums, a *float32, aStride, tiles, quads int)

//go:noescape
func from1Loop(sums, own, a, b *float32, aStride, bStride, tiles, pairs int)

//go:noescape
func from2Loop(sums, own, a, b *float32, aStride, bStride, tiles, pairs int)

//go:noescape
func from3Loop(sums, own, a, b *float32, aStride, bStride, tiles, pairs int)

//go:noescape
func to2Loop(sums, own, a, b *float32, aStride, bStride, tiles, pairs int)

//go:noescape
func totalsLoop(totals, sums *float32, groups, group, step, skip int)

//go:noescape
func transposeLoop(wt, w *float32, wtStride, wStride, blocks int)

const row = 4 * Lanes // bytes of one feature in a tile

func forwardVector(y, w, b, x []float32, out, in int, relu bool) {
	if relu {
		affine(y, w, b, x, nil, out, in, cut)
		return
	}
	affine(y, w, b, x, nil, out, in, keep)
}

func backwardVector(y, w, x, h []float32, out, in int) {
	if h != nil {
		affine(y, w, nil, x, h, out, in, gate)
		return
	}
	affine(y, w, nil, x, nil, out, in, keep)
}

// affine sets tiles y to b + W·x, and then does to them what is asked for.
func affine(y, w, b, x, h []float32, out, in, then int) {
	var bias, h0 *float32
	if b != nil {
		bias = &b[0]
	}
	if h != nil {
		h0 = &h[0]
	}
	tiles := len(x) / Batch(1, in)
	if in > narrow {
		if out > 1 {
			affineLoop(&y[0], &w[0], bias, &x[0], h0, tiles, out/2, in, out%2*2*row, then)
		}
		if out%2 == 0 {
			return
		}
		if b != nil {
			bias = &b[out-1]
		}
		if h != nil {
			h0 = &h[(out-1)*Lanes]
		}
		affineAloneLoop(&y[(out-1)*Lanes], &w[(out-1)*Even(in)], bias, &x[0], h0, tiles, in, Even(out)*row, then)
	} else {
		bStep := 8
		if b == nil {
			bias, bStep = &none[0], 0
		}
		pairs := (out + 1) / 2
		switch in {
		case 1:
			affineFrom1Loop(&y[0], &w[0], bias, &x[0], h0, tiles, pairs, bStep, then)
		case 2:
			affineFrom2Loop(&y[0], &w[0], bias, &x[0], h0, tiles, pairs, bStep, then)
		case 3:
			affineFrom3Loop(&y[0], &w[0], bias, &x[0], h0, tiles, pairs, bStep, then)
		}
	}
	if out%2 == 1 {
		for size := Batch(1, out); len(y) > 0; y = y[size:] {
			clear(y[size-Lanes : size])
		}
	}
}

var none [2]float32 // the biases of a pair of outputs that have none

func gradientVector(g, delta, x []float32, out, in int) {
	tiles := len(x) / (in * Lanes)
	for o := 0; o < out; o += 2 {
		if in >= 4 {
			dotsLoop(&g[o*in], &delta[o*Lanes], &x[0], out*row, in*row, tiles, in/4)
		}
		if i := in &^ 3; i < in {
			gradient2((*[4]float32)(g[o*in+2*i:]), delta[o*Lanes:], x[i*Lanes:], out*Lanes, in*Lanes, tiles)
		}
	}
}

func sumsVector(c, delta []float32) {
	stride, done := len(c)*Lanes, len(c)&^3
	if done > 0 {
		sumsLoop(&c[0], &delta[0], 4*stride, len(delta)/stride, done/4)
	}
	sumRows(c[done:], delta[done*Lanes:], stride)
}

func addInwardVector(sums, own, a, b []float32, few, features int) {
	var o *float32
	if own != nil {
		o = &own[0]
	}
	tiles := len(a) / Batch(1, few)
	switch few {
	case 1:
		from1Loop(&sums[0], o, &a[0], &b[0], 2*row, features*row, tiles, features/2)
	case 2:
		from2Loop(&sums[0], o, &a[0], &b[0], 2*row, features*row, tiles, features/2)
	case 3:
		from3Loop(&sums[0], o, &a[0], &b[0], 4*row, features*row, tiles, features/2)
	}
}

func addOutwardVector(sums, a, b []float32, few, stride, features int) {
	tiles := len(b) / (features * Lanes)
	if few == 1 {
		from1Loop(&sums[0], nil, &a[0], &b[0], 4*stride, features*row, tiles, features/2)
		return
	}
	to2Loop(&sums[0], nil, &a[0], &b[0], 4*stride, features*row, tiles, features/2)
}

func totalsVector(g, sums []float32, group, step, skip int) {
	if len(sums) > 0 {
		totalsLoop(&g[0], &sums[0], len(sums)/(4*group), group, 4*step, 4*skip)
	}
}

func transpose(wt, w []float32, out, in int) {
	o := 0
	for ; o+8 <= out; o += 8 {
		transposeLoop(&wt[2*o], &w[o*in], 8*out, 8*in, in/2)
	}
	transposePlain(wt, w, o, out, in)
}
