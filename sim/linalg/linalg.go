// Package linalg holds the float32 kernels that train finite networks: products of
// weights and activations, their gradients, and the few functions of one number, all equal
// bit for bit in wasm, natively and in plain Go. It knows nothing of networks, losses,
// data or steps: it sees matrices in two fixed layouts and numbers.
//
// # Layouts
//
// Activations stand in tiles of 16 samples, [feature][16], so that the lanes of a vector
// are samples and no width is ragged. A batch is one tile after the other. Weights stand
// in pairs of outputs, [out/2][in][2]: weight (o, i) is at Index(in, o, i). Numbers of
// features are made even with Even; the caller keeps the weights of the odd feature out
// at zero.
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

import "fmt"

// Lanes is the number of samples in a tile.
const Lanes = 16

// Even returns n, or n+1 if n is odd.
func Even(n int) int { return n + n&1 }

// Tiles returns how many tiles hold n samples.
func Tiles(n int) int { return (n + Lanes - 1) / Lanes }

// Index returns where weight (o, i) stands in the layout [out/2][in][2] for the (even)
// number of inputs in.
func Index(in, o, i int) int { return (o/2*in+i)*2 + o%2 }

// Kernels is a choice of implementation. The zero value uses vectors where the machine
// has them. Results are the same to the last bit either way.
type Kernels struct {
	Plain bool // plain Go, to compare with
}

func (k Kernels) vectors() bool { return !k.Plain && haveVectors }

// Affine sets one tile y ([out][16]) to b + W·x, for weights w ([out/2][in][2]), b
// ([out]; nil means zero) and one tile x ([in][16]):
//
//	y_o = b_o + Σ_i W_oi x_i
//
// With w from Transpose and b nil it takes gradients from outputs back to inputs. The
// numbers of outputs and inputs are even and are read off the lengths of y and x.
func (k Kernels) Affine(y, w, b, x []float32) {
	out, in := len(y)/Lanes, len(x)/Lanes
	if out*Lanes != len(y) || in*Lanes != len(x) || out%2 != 0 || in%2 != 0 || in == 0 {
		panic(fmt.Sprintf("linalg: tiles of %d and %d numbers, want multiples of %d", len(y), len(x), 2*Lanes))
	}
	if len(w) != out*in || b != nil && len(b) != out {
		panic(fmt.Sprintf("linalg: %d weights and %d biases for %d×%d", len(w), len(b), out, in))
	}
	if k.vectors() {
		affineVector(y, w, b, x)
		return
	}
	affinePlain(y, w, b, x)
}

// Forward is Affine for each tile of the batches y (tiles of [out][16]) and x (tiles of
// [in][16]), and then ReLU of y if relu, in one pass where that is faster.
func (k Kernels) Forward(y, w, b, x []float32, out, in int, relu bool) {
	checkBatch(y, w, x, out, in)
	if b != nil && len(b) != out {
		panic(fmt.Sprintf("linalg: %d biases for %d×%d", len(b), out, in))
	}
	if k.vectors() {
		forwardVector(y, w, b, x, out, in, relu)
		return
	}
	for len(y) > 0 {
		affinePlain(y[:out*Lanes], w, b, x[:in*Lanes])
		if relu {
			reluPlain(y[:out*Lanes])
		}
		y, x = y[out*Lanes:], x[in*Lanes:]
	}
}

// Backward is Forward without biases and then Gate of y by h, which is as long as y, or no
// gate if h is nil.
func (k Kernels) Backward(y, w, x, h []float32, out, in int) {
	checkBatch(y, w, x, out, in)
	if h != nil && len(h) != len(y) {
		panic(fmt.Sprintf("linalg: %d numbers gate %d", len(h), len(y)))
	}
	if k.vectors() {
		backwardVector(y, w, x, h, out, in)
		return
	}
	k.Forward(y, w, nil, x, out, in, false)
	if h != nil {
		gatePlain(y, h)
	}
}

func checkBatch(y, w, x []float32, out, in int) {
	if out%2 != 0 || in%2 != 0 || out <= 0 || in <= 0 || len(w) != out*in {
		panic(fmt.Sprintf("linalg: %d weights for %d×%d", len(w), out, in))
	}
	tiles := len(x) / (in * Lanes)
	if tiles*in*Lanes != len(x) || tiles*out*Lanes != len(y) {
		panic(fmt.Sprintf("linalg: batches of %d and %d numbers for %d×%d", len(y), len(x), out, in))
	}
}

// Gradient sets g ([out/2][in][2]) to the gradient with respect to weights,
//
//	g_oi = Σ_samples δ_o x_i
//
// for batches delta (tiles of [out][16]) and x (tiles of [in][16]).
func (k Kernels) Gradient(g, delta, x []float32, out, in int) {
	k.Gradients(g, nil, delta, x, out, in)
}

// Gradients is Gradient, and Sums of delta into sums unless that is nil.
func (k Kernels) Gradients(g, sums, delta, x []float32, out, in int) {
	checkBatch(delta, g, x, out, in)
	if sums != nil && len(sums) != out {
		panic(fmt.Sprintf("linalg: %d biases for %d×%d", len(sums), out, in))
	}
	if len(x) == 0 {
		clear(g)
		clear(sums)
		return
	}
	if k.vectors() {
		gradientVector(g, sums, delta, x, out, in)
		return
	}
	gradientPlain(g, delta, x, out, in)
	if sums != nil {
		sumsPlain(sums, delta, out*Lanes)
	}
}

// Sums sets g ([out]) to the gradient with respect to biases, g_o = Σ_samples δ_o, for a
// batch delta (tiles of [out][16]).
func (k Kernels) Sums(g, delta []float32) {
	stride := len(g) * Lanes
	if len(g) == 0 || len(delta)%stride != 0 {
		panic(fmt.Sprintf("linalg: a batch of %d numbers for %d biases", len(delta), len(g)))
	}
	if k.vectors() {
		sumsVector(g, delta, stride)
		return
	}
	sumsPlain(g, delta, stride)
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
	if out%2 != 0 || in%2 != 0 || len(w) != out*in || len(wt) != out*in {
		panic(fmt.Sprintf("linalg: %d and %d weights for %d×%d", len(wt), len(w), out, in))
	}
	transpose(wt, w, out, in)
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
