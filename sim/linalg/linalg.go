// Package linalg holds the float32 kernels that train finite networks: products of
// weights and activations, their gradients, and the few functions of one number, all equal
// bit for bit in wasm, natively and in plain Go. It knows nothing of networks, losses,
// data or steps: it sees matrices in two fixed layouts and numbers.
//
// # Layouts
//
// Activations stand in tiles of 16 samples, [feature][16], so that the lanes of a vector
// are samples and no width is ragged. A batch is one tile after the other. Weights stand
// in pairs of outputs, [out/2][in][2]: weight (o, i) is at Index(in, o, i). Where a number
// of features is odd, room for one more makes it even: its weights and activations are
// zero, and no result depends on them.
//
// # Bit for bit
//
// Every kernel exists twice, with vectors of four lanes and in plain Go, and both do the
// same IEEE operations in the same order: a product is rounded before it is added (never
// a fused multiply-add), a sum over inputs runs from the bias up through input 0, 1, …,
// and a sum over samples is four partial sums, one for each sample modulo 4, added at
// the end as (s0+s1) + (s2+s3). So tiles may go through a network one by one or together,
// and blocks be of any size. Where NaN comes out is settled too, but not which NaN.
//
// Natively the vectors are those of package archsimd. In wasm the loops that training
// spends its time in are assembly.
package linalg

import (
	"fmt"

	"narrows/sim/vector"
)

// Lanes is the number of samples in a tile.
const Lanes = 16

// Even returns n, or n+1 if n is odd.
func Even(n int) int { return n + n&1 }

// Tiles returns how many tiles hold n samples.
func Tiles(n int) int { return (n + Lanes - 1) / Lanes }

// Index returns where weight (o, i) stands in the layout [out/2][in][2].
func Index(in, o, i int) int { return (o/2*Even(in)+i)*2 + o%2 }

// Weights returns how many numbers the weights of a layer take.
func Weights(out, in int) int { return Even(out) * Even(in) }

// Batch returns how many numbers the activations of some tiles take.
func Batch(tiles, features int) int { return tiles * Even(features) * Lanes }

// Kernels is a choice of implementation. The zero value uses vectors where the machine
// has them. Results are the same to the last bit either way.
type Kernels struct {
	Plain bool // plain Go, to compare with
}

func (k Kernels) vectors() bool { return !k.Plain && vector.Ready() }

// Forward sets batch y (tiles of [out][16]) to b + W·x, for weights w ([out/2][in][2]), b
// ([out]; nil means zero) and batch x (tiles of [in][16]):
//
//	y_o = b_o + Σ_i W_oi x_i
//
// and then each negative y to zero if relu. NaN stays NaN, so that a loss downstream shows
// it.
func (k Kernels) Forward(y, w, b, x []float32, out, in int, relu bool) {
	vector.Count(2 * in * len(y))
	checkBatch(y, w, x, out, in)
	if b != nil && len(b) != Even(out) {
		panic(fmt.Sprintf("linalg: %d biases for %d×%d", len(b), out, in))
	}
	if len(y) == 0 {
		return
	}
	if k.vectors() {
		forwardVector(y, w, b, x, out, in, relu)
		return
	}
	affinePlain(y, w, b, x, out, in)
	if relu {
		reluPlain(y)
	}
}

// Backward takes gradients from outputs back to inputs: with w from Transpose it sets
// batch y to W·x, and then to zero where h, which is as long as y, is not positive: the
// derivative of ReLU, for h after or before it. h may be nil.
func (k Kernels) Backward(y, w, x, h []float32, out, in int) {
	vector.Count(2 * in * len(y))
	checkBatch(y, w, x, out, in)
	if h != nil && len(h) != len(y) {
		panic(fmt.Sprintf("linalg: %d numbers gate %d", len(h), len(y)))
	}
	if len(y) == 0 {
		return
	}
	if k.vectors() {
		backwardVector(y, w, x, h, out, in)
		return
	}
	affinePlain(y, w, nil, x, out, in)
	if h != nil {
		gatePlain(y, h)
	}
}

func checkBatch(y, w, x []float32, out, in int) {
	if out <= 0 || in <= 0 || len(w) != Weights(out, in) {
		panic(fmt.Sprintf("linalg: %d weights for %d×%d", len(w), out, in))
	}
	tiles := len(x) / Batch(1, in)
	if Batch(tiles, in) != len(x) || Batch(tiles, out) != len(y) {
		panic(fmt.Sprintf("linalg: batches of %d and %d numbers for %d×%d", len(y), len(x), out, in))
	}
}

// Gradients sets g ([out/2][in][2]) to the gradient with respect to weights and c ([out]),
// unless it is nil, to that with respect to biases,
//
//	g_oi = Σ_samples δ_o x_i     c_o = Σ_samples δ_o
//
// for batches delta (tiles of [out][16]) and x (tiles of [in][16]).
func (k Kernels) Gradients(g, c, delta, x []float32, out, in int) {
	vector.Count(2 * in * len(delta))
	checkBatch(delta, g, x, out, in)
	if c != nil && len(c) != Even(out) {
		panic(fmt.Sprintf("linalg: %d biases for %d×%d", len(c), out, in))
	}
	if len(x) == 0 {
		clear(g)
		clear(c)
		return
	}
	if k.vectors() {
		gradientVector(g, delta, x, Even(out), Even(in))
		if c != nil {
			sumsVector(c, delta)
		}
		return
	}
	gradientPlain(g, delta, x, Even(out), Even(in))
	if c != nil {
		sumsPlain(c, delta)
	}
}

// Descend sets next to w − rate·g and reports whether all of it is finite. The three have
// one length, which is even.
func (k Kernels) Descend(next, w, g []float32, rate float32) bool {
	if len(next) != len(w) || len(g) != len(w) || len(w)%2 != 0 {
		panic(fmt.Sprintf("linalg: %d, %d and %d numbers, want one even length", len(next), len(w), len(g)))
	}
	done, finite := 0, true
	if k.vectors() {
		done = len(w) &^ 15
		finite = descendVector(next[:done], w[:done], g[:done], rate)
	}
	return descendPlain(next[done:], w[done:], g[done:], rate) && finite
}

// Transpose sets wt ([in/2][out][2]) to the transpose of w ([out/2][in][2]).
func Transpose(wt, w []float32, out, in int) {
	if len(w) != Weights(out, in) || len(wt) != len(w) {
		panic(fmt.Sprintf("linalg: %d and %d weights for %d×%d", len(wt), len(w), out, in))
	}
	transpose(wt, w, Even(out), Even(in))
}

// Pack writes n samples of the given number of features, row by row in src, into tiles
// dst. Features and samples that only fill up tiles become zero.
func Pack(dst, src []float32, n, features int) {
	stride := Even(features) * Lanes
	if len(src) != n*features || len(dst) != Tiles(n)*stride {
		panic(fmt.Sprintf("linalg: %d numbers for %d×%d samples in tiles of %d", len(src), n, features, len(dst)))
	}
	clear(dst)
	for s := range n {
		tile := dst[s/Lanes*stride:]
		for i, v := range src[s*features : (s+1)*features] {
			tile[i*Lanes+s%Lanes] = v
		}
	}
}

// Unpack is the inverse of Pack: it writes the samples in tiles src row by row into dst.
func Unpack(dst, src []float32, n, features int) {
	stride := Even(features) * Lanes
	if len(dst) != n*features || len(src) != Tiles(n)*stride {
		panic(fmt.Sprintf("linalg: %d numbers for %d×%d samples in tiles of %d", len(dst), n, features, len(src)))
	}
	for s := range n {
		tile := src[s/Lanes*stride:]
		row := dst[s*features : (s+1)*features]
		for i := range row {
			row[i] = tile[i*Lanes+s%Lanes]
		}
	}
}
