package net

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestFrozen: values agree with the network's, slopes with central differences, and later
// steps change nothing.
func TestFrozen(t *testing.T) {
	for d := 1; d <= 4; d++ {
		for _, f := range []Variances{{2, 0}, {1.5, 0.3}} {
			const k = 2
			rng := rand.New(rand.NewPCG(uint64(d), 3))
			layers := Bottleneck(2, 65, 1, d, k, Variances{2, 0.1}, f)
			net := New(layers, random(rng, 40), signs(rng, 20*k), Squared, rng)
			net.Step(0.1)
			frozen := net.Frozen(BottleneckAt(1) + 1)
			points := random(rng, 20*d)
			want := make([]float32, 20*k)
			net.Evaluate(want, points, 20, 2, 4)
			for range 3 {
				net.Step(0.1)
			}
			z, value, jacobian := make([]float64, d), make([]float64, k), make([]float64, k*d)
			up, down, spare := make([]float64, k), make([]float64, k), make([]float64, k*d)
			for s := range 20 {
				for a := range z {
					z[a] = float64(points[s*d+a])
				}
				frozen.Eval(z, value, jacobian)
				for c := range k {
					// The network's own float32 sums of 65 terms of order 1/8.
					if math.Abs(value[c]-float64(want[s*k+c])) > 1e-5 {
						t.Errorf("d = %d: f_%d: got %v, want %v ± 1e-5", d, c, value[c], want[s*k+c])
					}
				}
				for a := range z {
					// f is linear but at kinks, so the difference is exact up to rounding; a
					// kink within 1e-7 of one of 20 points has chance 1e-4, not with this seed.
					const h = 1e-7
					at := z[a]
					z[a] = at + h
					frozen.Eval(z, up, spare)
					z[a] = at - h
					frozen.Eval(z, down, spare)
					z[a] = at
					for c := range k {
						if got, want := jacobian[c*d+a], (up[c]-down[c])/(2*h); math.Abs(got-want) > 1e-7 {
							t.Errorf("d = %d: ∂f_%d/∂z_%d: got %v, want %v", d, c, a, got, want)
						}
					}
				}
			}
		}
	}
}

// TestFrozenAtTheKink: φ'(0) = 0, as in training, whichever zero it is.
func TestFrozenAtTheKink(t *testing.T) {
	net := headline(1)
	f := net.Frozen(3)
	value, jacobian := make([]float64, 1), make([]float64, 2)
	for _, zero := range []float64{0, math.Copysign(0, -1)} {
		f.Eval([]float64{zero, zero}, value, jacobian)
		if value[0] != 0 || jacobian[0] != 0 || jacobian[1] != 0 {
			t.Errorf("f without biases at %v: got %v, %v, want zeros", zero, value, jacobian)
		}
	}
	for h, want := range map[float64]bool{1: true, 5e-324: true, 0: false, math.Copysign(0, -1): false, -1: false, -5e-324: false, math.Inf(1): true, math.Inf(-1): false} {
		if got := active(h) == ^uint64(0); got != want || active(h) != 0 && !got {
			t.Errorf("active(%v): got %x, want %v", h, active(h), want)
		}
	}
}

func BenchmarkFrozen(b *testing.B) {
	f := headline(1).Frozen(3)
	z, value, jacobian := []float64{0.3, -0.8}, make([]float64, 1), make([]float64, 2)
	for b.Loop() {
		f.Eval(z, value, jacobian)
	}
}
