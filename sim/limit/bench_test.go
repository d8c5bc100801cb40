package limit

import (
	"fmt"
	"testing"

	"narrows/sim/kernel"
)

func BenchmarkBottleneckStep(b *testing.B) {
	for _, c := range []struct {
		d     int
		fBias float64
	}{{2, 0}, {1, 0}, {1, 0.1}, {3, 0}, {2, 0.1}} {
		b.Run(fmt.Sprintf("d=%d,bias=%v", c.d, c.fBias), func(b *testing.B) {
			k, f := ownStart(b, architecture(c.d, c.fBias), moons(64, Logistic, seeded(1)), 1)
			rate := k.StableRate() / 2
			b.ReportAllocs()
			for b.Loop() {
				f.Step(rate)
			}
		})
	}
}

// The states that are not harmonics, and many outputs. A wide g is all the moving network
// needs besides itself.
func BenchmarkStepOfEveryState(b *testing.B) {
	for _, c := range []struct {
		name    string
		f       kernel.Activation
		d, n, k int
		outside bool
	}{
		{"harmonics", kernel.ReLU, 2, 128, 6, false},
		{"landmarks d=1", kernel.Erf, 1, 64, 1, false},
		{"landmarks d=2", kernel.Erf, 2, 64, 1, false},
		{"landmarks d=2 K=10", kernel.Erf, 2, 100, 10, false},
		{"moving ReLU", kernel.ReLU, 8, 100, 10, false},
		{"moving ReLU outside", kernel.ReLU, 8, 100, 10, true},
		{"moving erf", kernel.Erf, 8, 100, 10, false},
		{"moving ReLU K=1", kernel.ReLU, 8, 64, 1, false},
		{"identity", kernel.Linear, 8, 100, 10, false},
	} {
		b.Run(c.name, func(b *testing.B) {
			k := mustKernels(b, architectureOf(c.f, c.d, 0), clusters(c.n, c.k, seeded(1)), nil)
			start := mustStart(b, k, seeded(1))
			if c.outside {
				start.F = opaque{start.F}
			}
			f := mustFlow(b, k, start)
			rate := k.StableRate() / 50
			for b.Loop() {
				f.Step(rate)
			}
		})
	}
}

func BenchmarkKernelStep(b *testing.B) {
	k := mustKernels(b, architecture(2, 0), moons(64, Logistic, seeded(1)), nil)
	on, off, err := k.DrawOutputs(seeded(1))
	if err != nil {
		b.Fatal(err)
	}
	f := NewKernelFlow(k, on, off)
	rate := k.StableRate() / 2
	for b.Loop() {
		f.Step(rate)
	}
}

// plane is a grid of w×w points on [−2, 2]².
func plane(w int) []float64 {
	var x []float64
	for i := range w {
		for j := range w {
			x = append(x, 4*float64(j)/float64(w-1)-2, 4*float64(i)/float64(w-1)-2)
		}
	}
	return x
}

func BenchmarkDrawStart(b *testing.B) {
	p, grid := moons(64, Logistic, seeded(1)), plane(48)
	for b.Loop() {
		k := mustKernels(b, architecture(2, 0), p, grid)
		mustStart(b, k, seeded(1))
	}
}

func BenchmarkStartOfLandmarks(b *testing.B) {
	k := mustKernels(b, architectureOf(kernel.Erf, 2, 0), moons(64, Logistic, seeded(1)), nil)
	for b.Loop() {
		mustFlow(b, k, mustStart(b, k, seeded(1)))
	}
}

func BenchmarkAlignment(b *testing.B) {
	k := mustKernels(b, architecture(2, 0), clusters(128, 6, seeded(1)), nil)
	f := mustFlow(b, k, mustStart(b, k, seeded(1)))
	for b.Loop() {
		f.Alignment(k.Problem.Y)
	}
}

func BenchmarkOffOutputs(b *testing.B) {
	k := mustKernels(b, architecture(2, 0), moons(64, Logistic, seeded(1)), plane(48))
	f := mustFlow(b, k, mustStart(b, k, seeded(1)))
	dst := make([]float64, k.P)
	for b.Loop() {
		f.OffOutputs(dst, 0, k.P)
	}
}
