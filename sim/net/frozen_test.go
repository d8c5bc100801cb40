package net

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"narrows/sim/kernel"
)

// TestFrozen: values agree with the network's, slopes with central differences, and later
// steps change nothing.
func TestFrozen(t *testing.T) {
	for _, act := range []Activation{kernel.ReLU, kernel.Rectifier(0.2), kernel.Linear, kernel.Rectifier(-1), kernel.Erf, Tanh} {
		for d := 1; d <= 4; d++ {
			for k := 1; k <= 3; k += 2 {
				for _, f := range []Variances{{2, 0}, {1.5, 0.3}} {
					rng := rand.New(rand.NewPCG(uint64(d), 3))
					layers := Bottleneck(2, 65, 1, d, k, Variances{2, 0.1}, f, act)
					net := New(layers, Task{X: random(rng, 40), Y: signs(rng, 20*k), Loss: Squared}, rng)
					net.Step(0.1)
					frozen := net.Frozen(BottleneckAt(1) + 1)
					points := random(rng, 20*d)
					want := make([]float32, 20*k)
					net.Evaluate(want, points, 20, 2, 4)
					for range 3 {
						net.Step(0.1)
					}
					checkFrozen(t, fmt.Sprintf("%+v, d = %d, k = %d", act, d, k), frozen, points, want)
				}
			}
		}
	}
}

func checkFrozen(t *testing.T, name string, frozen *Frozen, points, want []float32) {
	t.Helper()
	d, k := frozen.d, frozen.k
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
				t.Errorf("%s: f_%d: got %v, want %v ± 1e-5", name, c, value[c], want[s*k+c])
			}
		}
		for a := range z {
			// A rectifier's f is linear but at kinks, so the difference is exact up to
			// rounding; a kink within 1e-7 of one of 20 points has chance 1e-4, not with this
			// seed. For erf and tanh the step adds 1e-14.
			const h = 1e-7
			at := z[a]
			z[a] = at + h
			frozen.Eval(z, up, spare)
			z[a] = at - h
			frozen.Eval(z, down, spare)
			z[a] = at
			for c := range k {
				if got, want := jacobian[c*d+a], (up[c]-down[c])/(2*h); math.Abs(got-want) > 1e-7 {
					t.Errorf("%s: ∂f_%d/∂z_%d: got %v, want %v", name, c, a, got, want)
				}
			}
		}
	}
}

// TestFrozenAtTheKink: φ′(0) is the slope below, as in training, whichever zero it is.
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
	leaky := frozen(2, 1, kernel.Rectifier(0.25))
	leaky.Eval([]float64{0, 0}, value, jacobian)
	for a, got := range jacobian {
		if want := 0.25 * leaky.total[a]; value[0] != 0 || got != want {
			t.Errorf("leaky f at 0: got %v, ∂f/∂z_%d = %v, want 0, %v", value[0], a, got, want)
		}
	}
	for h, want := range map[float64]bool{1: true, 5e-324: true, 0: false, math.Copysign(0, -1): false, -1: false, -5e-324: false, math.Inf(1): true, math.Inf(-1): false} {
		if got := positive(h); (got == 1) != want || got>>1 != 0 {
			t.Errorf("positive(%v): got %d, want %v", h, got, want)
		}
	}
}

// frozen returns an f of 256 units without biases.
func frozen(d, k int, act kernel.Activation) *Frozen {
	rng := rand.New(rand.NewPCG(1, 0))
	layers := Bottleneck(2, 256, 1, d, k, Variances{2, 0.1}, Variances{2, 0}, act)
	return New(layers, Task{X: random(rng, 2), Y: make([]float32, k)}, rng).Frozen(2)
}

func BenchmarkFrozen(b *testing.B) {
	for _, c := range []struct {
		name string
		d, k int
		act  kernel.Activation
	}{
		{"ReLU,d=2,k=1", 2, 1, kernel.ReLU},
		{"ReLU,d=1,k=1", 1, 1, kernel.ReLU},
		{"ReLU,d=3,k=1", 3, 1, kernel.ReLU},
		{"ReLU,d=8,k=10", 8, 10, kernel.ReLU},
		{"ReLU,d=2,k=10", 2, 10, kernel.ReLU},
		{"leaky,d=2,k=1", 2, 1, kernel.Rectifier(0.2)},
		{"linear,d=2,k=1", 2, 1, kernel.Linear},
		{"erf,d=2,k=1", 2, 1, kernel.Erf},
		{"erf,d=2,k=10", 2, 10, kernel.Erf},
	} {
		b.Run(c.name, func(b *testing.B) {
			f := frozen(c.d, c.k, c.act)
			z, value, jacobian := random64(c.d), make([]float64, c.k), make([]float64, c.k*c.d)
			for b.Loop() {
				f.Eval(z, value, jacobian)
			}
		})
	}
}

func random64(n int) []float64 {
	z := make([]float64, n)
	for i, v := range random(rand.New(rand.NewPCG(2, 0)), n) {
		z[i] = float64(v)
	}
	return z
}
