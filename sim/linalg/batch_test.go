package linalg

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestVectorsEqualPlainAtTheEnds puts one NaN or infinity into each kind of operand in turn:
// it comes out where it comes out of the plain kernels. Which NaN is left open, as IEEE
// arithmetic leaves it.
func TestVectorsEqualPlainAtTheEnds(t *testing.T) {
	fast, plain := Kernels{}, Kernels{Plain: true}
	if !fast.vectors() {
		t.Skip("no vectors in this build")
	}
	inf := float32(math.Inf(1))
	rng := rand.New(rand.NewPCG(7, 8))
	for _, s := range sizes {
		for _, special := range []float32{float32(math.NaN()), inf, -inf, float32(math.Copysign(0, -1))} {
			for place := range 5 {
				w, b := random(rng, s.out*s.in), random(rng, s.out)
				x, delta, h := random(rng, s.tiles*s.in*Lanes), random(rng, s.tiles*s.out*Lanes), random(rng, s.tiles*s.out*Lanes)
				into := [][]float32{w, b, x, delta, h}[place]
				into[rng.IntN(len(into))] = special

				var y, back, g, sums [2][]float32
				for i, k := range []Kernels{fast, plain} {
					y[i], back[i] = make([]float32, len(delta)), make([]float32, len(delta))
					g[i], sums[i] = make([]float32, len(w)), make([]float32, len(b))
					k.Forward(y[i], w, b, x, s.out, s.in, true)
					k.Backward(back[i], w, x, h, s.out, s.in)
					k.Gradients(g[i], sums[i], delta, x, s.out, s.in)
				}
				equalNumbers(t, "Forward", y[0], y[1])
				equalNumbers(t, "Backward", back[0], back[1])
				equalNumbers(t, "Gradients", g[0], g[1])
				equalNumbers(t, "Gradients, sums", sums[0], sums[1])
			}
		}
	}
}

// TestNegativeZero: ReLU is said to change only what is less than zero.
func TestNegativeZero(t *testing.T) {
	zero := float32(math.Copysign(0, -1))
	for _, k := range []Kernels{{}, {Plain: true}} {
		for _, in := range []int{2, 4} {
			w, b, x := make([]float32, 2*in), []float32{zero, zero}, make([]float32, in*Lanes)
			for i := range w {
				w[i] = zero
			}
			for i := range x {
				x[i] = 1
			}
			y, want := make([]float32, 2*Lanes), make([]float32, 2*Lanes)
			for i := range want {
				want[i] = zero
			}
			k.Forward(y, w, b, x, 2, in, true)
			equalBits(t, "Forward", y, want)
		}
	}
}

// TestBatches: Forward, Backward and Gradients are what Affine, the activations, Gradient
// and Sums are one by one.
func TestBatches(t *testing.T) {
	rng := rand.New(rand.NewPCG(9, 10))
	for _, k := range []Kernels{{}, {Plain: true}} {
		for _, s := range sizes {
			w, b := random(rng, s.out*s.in), random(rng, s.out)
			x, delta := random(rng, s.tiles*s.in*Lanes), random(rng, s.tiles*s.out*Lanes)
			plainly, back := make([]float32, len(delta)), make([]float32, len(delta))
			for tile := range s.tiles {
				from := x[tile*s.in*Lanes:][:s.in*Lanes]
				k.Affine(plainly[tile*s.out*Lanes:][:s.out*Lanes], w, b, from)
				k.Affine(back[tile*s.out*Lanes:][:s.out*Lanes], w, nil, from)
			}
			got := make([]float32, len(delta))
			k.Forward(got, w, b, x, s.out, s.in, false)
			equalBits(t, "Forward", got, plainly)
			k.ReLU(plainly)
			k.Forward(got, w, b, x, s.out, s.in, true)
			equalBits(t, "Forward with ReLU", got, plainly)
			k.Backward(got, w, x, nil, s.out, s.in)
			equalBits(t, "Backward without a gate", got, back)
			k.Gate(back, delta)
			k.Backward(got, w, x, delta, s.out, s.in)
			equalBits(t, "Backward", got, back)

			g, sums := make([]float32, len(w)), make([]float32, len(b))
			gotG, gotSums := make([]float32, len(w)), make([]float32, len(b))
			k.Gradient(g, delta, x, s.out, s.in)
			k.Sums(sums, delta)
			k.Gradients(gotG, gotSums, delta, x, s.out, s.in)
			equalBits(t, "Gradients", gotG, g)
			equalBits(t, "Gradients, sums", gotSums, sums)
		}
	}
}

// TestNothing: over no samples gradients are zero, and nothing else happens.
func TestNothing(t *testing.T) {
	for _, k := range []Kernels{{}, {Plain: true}} {
		for _, s := range sizes {
			g, sums := make([]float32, s.out*s.in), make([]float32, s.out)
			for i := range g {
				g[i] = 1
			}
			for i := range sums {
				sums[i] = 1
			}
			k.Gradients(g, sums, nil, nil, s.out, s.in)
			equalBits(t, "Gradients", g, make([]float32, len(g)))
			equalBits(t, "Gradients, sums", sums, make([]float32, len(sums)))
			k.Forward(nil, g, nil, nil, s.out, s.in, true)
			k.Backward(nil, g, nil, nil, s.out, s.in)
		}
	}
}
