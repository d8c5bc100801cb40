package net

import (
	"math/rand/v2"
	"testing"
)

func BenchmarkStep(b *testing.B) {
	for _, c := range []struct {
		name   string
		layers []Layer
		n      int
		loss   Loss
	}{
		{"2-256-256-2-256-1,N=64", Bottleneck(2, 256, 2, 2, 1, Variances{2, 0.1}, Variances{2, 0}), 64, Logistic},
		{"2-1024-2-1024-1,N=256", Bottleneck(2, 1024, 1, 2, 1, Variances{2, 0.1}, Variances{2, 0}), 256, Squared},
	} {
		b.Run(c.name, func(b *testing.B) {
			rng := rand.New(rand.NewPCG(1, 0))
			net := New(c.layers, random(rng, 2*c.n), signs(rng, c.n), c.loss, rng)
			for b.Loop() {
				net.Step(0.01)
			}
			b.ReportMetric(StepFlops(c.layers, c.n)*float64(b.N)/b.Elapsed().Seconds()/1e9, "GFLOP/s")
		})
	}
}

// BenchmarkField is a decision field of 32×32 points.
func BenchmarkField(b *testing.B) {
	net := headline(64)
	x, dst := random(rand.New(rand.NewPCG(1, 0)), 2*1024), make([]float32, 1024)
	for b.Loop() {
		net.Evaluate(dst, x, 1024, 0, 5)
	}
}
