package linear

import (
	"testing"

	"narrows/sim/data"
	"narrows/sim/limit"
)

// Ten outputs of thirty inputs at sixty points, and what the closed form of them costs.
func BenchmarkLinear(b *testing.B) {
	l := Architecture{Depth: 2, Units: 2}
	p, _, truth := regression(data.Regression{Inputs: 30, Outputs: 10, Singular: []float64{1, 0.7}, Noise: 0.2, Condition: 1}, 60, 1, limit.Squared, 1)
	x, y := l.DrawBalancedStart(30, 10, 0.3, 0, seeded(2))
	narrow, deep := NewFlow(l, p, x, y), NewBalanced(3, p, truth.W)
	wide, err := NewKernelFlow(l, p, nil)
	if err != nil {
		b.Fatal(err)
	}
	theory, err := NewRiccati(l, truth.W, x, y)
	if err != nil {
		b.Fatal(err)
	}
	w, of := make([]float64, 300), NewSingular(10, 30)
	for _, c := range []struct {
		name string
		step func()
	}{
		{"bottleneck", func() { narrow.Step(1e-3) }},
		{"kernel", func() { wide.Step(1e-3) }},
		{"balanced", func() { deep.Step(1e-3) }},
		{"Riccati", func() { theory.At(10, w) }},
		{"singular values", func() { of.Of(narrow.W()) }},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				c.step()
			}
		})
	}
}
