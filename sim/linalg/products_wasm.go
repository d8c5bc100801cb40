//go:build goexperiment.simd

package linalg

import "math"

// The products in wasm. Their loops are assembly: loops_wasm.h says why, and what they have
// in common.

//go:noescape
func affineLoop(y, w, b, x, h *float32, tiles, pairs, half int, floor float32)

//go:noescape
func affineFrom2Loop(y, w, b, x, h *float32, tiles, pairs int, floor float32)

//go:noescape
func dotsLoop(dots, a, b *float32, aStride, bStride, tiles, quads int)

//go:noescape
func dotsFrom2Loop(sums, a, b *float32, aStride, bStride, tiles, pairs, alone int)

//go:noescape
func totalsLoop(totals, sums *float32, n, stride int)

//go:noescape
func sumsLoop(sums, a *float32, aStride, tiles, quads int)

//go:noescape
func transposeLoop(wt, w *float32, wtStride, wStride, blocks int)

func affineVector(y, w, b, x []float32) {
	affine(y, w, b, x, nil, len(y)/Lanes, len(x)/Lanes, false)
}

func forwardVector(y, w, b, x []float32, out, in int, relu bool) {
	affine(y, w, b, x, nil, out, in, relu)
}

func backwardVector(y, w, x, h []float32, out, in int) {
	affine(y, w, nil, x, h, out, in, false)
}

// affine sets tiles y to b + W·x, and then gates them by h, if there is one, or sets to zero
// what is less, if relu.
func affine(y, w, b, x, h []float32, out, in int, relu bool) {
	if len(y) == 0 {
		return
	}
	floor := float32(math.Inf(-1)) // nothing is less
	if relu {
		floor = 0
	}
	var bias, gate *float32
	if b != nil {
		bias = &b[0]
	}
	if h != nil {
		gate = &h[0]
	}
	tiles := len(x) / (in * Lanes)
	if in == 2 {
		affineFrom2Loop(&y[0], &w[0], bias, &x[0], gate, tiles, out/2, floor)
		return
	}
	affineLoop(&y[0], &w[0], bias, &x[0], gate, tiles, out/2, in/2, floor)
}

const row = 4 * Lanes // bytes of one feature in a tile

func gradientVector(g, sums, delta, x []float32, out, in int) {
	tiles := len(x) / (in * Lanes)
	if in == 2 && out != 2 {
		dotsFrom2(g, sums, x, delta, out, tiles)
		for ; len(g) >= 4; g = g[4:] { // pairs of outputs stand together
			g[1], g[2] = g[2], g[1]
		}
		return
	}
	if sums != nil {
		sumsVector(sums, delta, out*Lanes)
	}
	if out == 2 {
		dotsFrom2(g, nil, delta, x, in, tiles)
		return
	}
	for o := 0; o < out; o += 2 {
		dotsLoop(&g[o*in], &delta[o*Lanes], &x[0], out*row, in*row, tiles, in/4)
		if i := in &^ 3; i < in {
			gradient2((*[4]float32)(g[o*in+2*i:]), delta[o*Lanes:], x[i*Lanes:], out*Lanes, in*Lanes, tiles)
		}
	}
}

// dotsFrom2 sets dots ([features][2]) to Σ_samples a b for two features of a and all of b,
// and sums, unless it is nil, to Σ_samples b. It goes along the tiles, where the features
// of b stand together, a block of them at a time, so that their partial sums stay in cache.
func dotsFrom2(dots, sums, a, b []float32, features, tiles int) {
	const block = 64
	var partial [block * 12]float32
	size, alone := 8, 0
	if sums != nil {
		size, alone = 12, 1
	}
	for f := 0; f < features; f += block {
		n := min(block, features-f)
		clear(partial[:size*n])
		dotsFrom2Loop(&partial[0], &a[0], &b[f*Lanes], 2*row, features*row, tiles, n/2, alone)
		if sums == nil {
			totalsLoop(&dots[2*f], &partial[0], 2*n, 16)
			continue
		}
		for i := range n {
			p := (*[12]float32)(partial[12*i:])
			dots[2*(f+i)], dots[2*(f+i)+1] = total((*[4]float32)(p[0:4])), total((*[4]float32)(p[4:8]))
		}
		totalsLoop(&sums[f], &partial[8], n, 48)
	}
}

func sumsVector(g, delta []float32, stride int) {
	done := len(g) &^ 3
	if tiles := len(delta) / stride; tiles > 0 && done > 0 {
		sumsLoop(&g[0], &delta[0], 4*stride, tiles, done/4)
	} else {
		done = 0
	}
	sumsRows(g[done:], delta[done*Lanes:], stride)
}

func transpose(wt, w []float32, out, in int) {
	o := 0
	for ; o+8 <= out; o += 8 {
		transposeLoop(&wt[2*o], &w[o*in], 8*out, 8*in, in/2)
	}
	transposePlain(wt, w, o, out, in)
}
