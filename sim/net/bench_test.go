package net

import (
	"math/rand/v2"
	"testing"

	"narrows/sim/kernel"
)

func BenchmarkStep(b *testing.B) {
	of := func(act Activation, k int) []Layer {
		return Bottleneck(2, 256, 2, 2, k, Variances{2, 0.1}, Variances{2, 0}, act)
	}
	for _, c := range []trial{
		{"2-256-256-2-256-1,N=64", Bottleneck(2, 256, 2, 2, 1, Variances{2, 0.1}, Variances{2, 0}, kernel.ReLU), 64, Logistic, 1},
		{"2-1024-2-1024-1,N=256", Bottleneck(2, 1024, 1, 2, 1, Variances{2, 0.1}, Variances{2, 0}, kernel.ReLU), 256, Squared, 1},
		{"2-256-256-2-256-1,N=64,leaky", of(kernel.Rectifier(0.2), 1), 64, Logistic, 1},
		{"2-256-256-2-256-1,N=64,abs", of(kernel.Rectifier(-1), 1), 64, Logistic, 1},
		{"2-256-256-2-256-1,N=64,erf", of(kernel.Erf, 1), 64, Logistic, 1},
		{"2-256-256-2-256-1,N=64,tanh", of(Tanh, 1), 64, Logistic, 1},
		{"2-64-2-64-1,N=256,tanh", Bottleneck(2, 64, 1, 2, 1, Variances{2, 0.1}, Variances{2, 0}, Tanh), 256, Squared, 1},
		{"2-256-256-2-256-10,N=64,softmax", of(kernel.ReLU, 10), 64, Softmax, 0.1},
	} {
		b.Run(c.name, func(b *testing.B) {
			rng := rand.New(rand.NewPCG(1, 0))
			net := New(c.layers, c.task(rng), rng)
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
