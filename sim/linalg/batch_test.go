package linalg

import (
	"fmt"
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
				l := draw(rng, s.out, s.in, s.tiles)
				into := [][]float32{l.w, l.b, l.x, l.delta, l.h}[place]
				at := rng.IntN(len(into))
				for into[at] == 0 { // room of an odd feature
					at = rng.IntN(len(into))
				}
				into[at] = special

				var y, back, g, c, narrowG, narrowC [2][]float32
				for i, k := range []Kernels{fast, plain} {
					y[i], back[i] = make([]float32, len(l.delta)), make([]float32, len(l.delta))
					g[i], c[i] = make([]float32, len(l.w)), make([]float32, len(l.b))
					narrowG[i], narrowC[i] = make([]float32, len(l.w)), make([]float32, len(l.b))
					k.Forward(y[i], l.w, l.b, l.x, s.out, s.in, true)
					k.Backward(back[i], l.w, l.x, l.h, s.out, s.in)
					k.Gradients(g[i], c[i], l.delta, l.x, s.out, s.in)
					if sums := make([]float32, Partial(s.out, s.in)); len(sums) > 0 {
						k.AddGradients(sums, l.delta, l.x, s.out, s.in, true)
						k.Totals(narrowG[i], narrowC[i], sums, s.out, s.in)
					}
				}
				equalNumbers(t, "Forward", y[0], y[1])
				equalNumbers(t, "Backward", back[0], back[1])
				equalNumbers(t, "Gradients", g[0], g[1])
				equalNumbers(t, "Gradients, biases", c[0], c[1])
				equalNumbers(t, "AddGradients", narrowG[0], narrowG[1])
				equalNumbers(t, "AddGradients, biases", narrowC[0], narrowC[1])
			}
		}
	}
}

// TestNegativeZero: ReLU is said to change only what is less than zero.
func TestNegativeZero(t *testing.T) {
	zero := float32(math.Copysign(0, -1))
	for _, k := range []Kernels{{}, {Plain: true}} {
		for _, in := range []int{1, 2, 3, 4, 5} {
			w, b, x := make([]float32, Weights(2, in)), []float32{zero, zero}, make([]float32, Batch(1, in))
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

// TestBatches: tiles give together what they give one by one, and the room of odd features
// is left empty whatever was there.
func TestBatches(t *testing.T) {
	rng := rand.New(rand.NewPCG(9, 10))
	for _, k := range []Kernels{{}, {Plain: true}} {
		for _, s := range sizes {
			l := draw(rng, s.out, s.in, s.tiles)
			together, alone := random(rng, len(l.delta)), random(rng, len(l.delta))
			each := func(call func(y, x, h []float32)) {
				for tile := range s.tiles {
					from, to := Batch(tile, s.out), Batch(tile+1, s.out)
					call(alone[from:to], l.x[Batch(tile, s.in):Batch(tile+1, s.in)], l.h[from:to])
				}
			}
			k.Forward(together, l.w, l.b, l.x, s.out, s.in, true)
			each(func(y, x, _ []float32) { k.Forward(y, l.w, l.b, x, s.out, s.in, true) })
			equalBits(t, fmt.Sprintf("%+v: Forward", s), together, alone)
			k.Backward(together, l.w, l.x, l.h, s.out, s.in)
			each(func(y, x, h []float32) { k.Backward(y, l.w, x, h, s.out, s.in) })
			equalBits(t, fmt.Sprintf("%+v: Backward", s), together, alone)
			for tile := range s.tiles {
				for at := Batch(tile, s.out) + s.out*Lanes; at < Batch(tile+1, s.out); at++ {
					if together[at] != 0 {
						t.Fatalf("%+v: got %v in the room of an odd feature, want 0", s, together[at])
					}
				}
			}
		}
	}
}

// TestAddGradients: partial sums of tiles, one by one and together, total what Gradients
// does, in one order of additions, and are ready for the next time.
func TestAddGradients(t *testing.T) {
	rng := rand.New(rand.NewPCG(11, 12))
	for _, k := range []Kernels{{}, {Plain: true}} {
		for _, s := range sizes {
			sums := make([]float32, Partial(s.out, s.in))
			if narrow := s.out <= 3 || s.in <= 3; narrow != (len(sums) > 0) {
				t.Errorf("%+v: got %d partial sums", s, len(sums))
			}
			if len(sums) == 0 {
				continue
			}
			for _, together := range []bool{false, true} {
				l := draw(rng, s.out, s.in, s.tiles)
				g, c := make([]float32, len(l.w)), make([]float32, len(l.b))
				k.Gradients(g, c, l.delta, l.x, s.out, s.in)
				if together {
					k.AddGradients(sums, l.delta, l.x, s.out, s.in, true)
				} else {
					for tile := range s.tiles {
						delta, x := l.delta[Batch(tile, s.out):Batch(tile+1, s.out)], l.x[Batch(tile, s.in):Batch(tile+1, s.in)]
						k.AddGradients(sums, delta, x, s.out, s.in, true)
					}
				}
				got, gotC := make([]float32, len(g)), make([]float32, len(c))
				k.Totals(got, gotC, sums, s.out, s.in)
				equalBits(t, fmt.Sprintf("%+v, together %v: weights", s, together), got, g)
				equalBits(t, fmt.Sprintf("%+v, together %v: biases", s, together), gotC, c)

				k.AddGradients(sums, l.delta, l.x, s.out, s.in, false)
				k.Totals(got, gotC, sums, s.out, s.in)
				equalBits(t, fmt.Sprintf("%+v: weights alone", s), got, g)
				equalBits(t, fmt.Sprintf("%+v: biases not asked for", s), gotC, make([]float32, len(c)))
				equalBits(t, fmt.Sprintf("%+v: sums after Totals", s), sums, make([]float32, len(sums)))
			}
		}
	}
}

// TestNothing: over no samples gradients are zero, and nothing else happens.
func TestNothing(t *testing.T) {
	for _, k := range []Kernels{{}, {Plain: true}} {
		for _, s := range sizes {
			g, sums := make([]float32, Weights(s.out, s.in)), make([]float32, Even(s.out))
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
			if partial := make([]float32, Partial(s.out, s.in)); len(partial) > 0 {
				k.AddGradients(partial, nil, nil, s.out, s.in, true)
			}
		}
	}
}
