package kernel

import (
	"fmt"
	"testing"
)

// A row of a kernel of three activations, and one of a network on a bottleneck.
func BenchmarkRow(b *testing.B) {
	for _, c := range []struct {
		name string
		Activation
		m int
	}{{"ReLU", ReLU, 2}, {"erf", Erf, 2}, {"ReLU", ReLU, 64}} {
		b.Run(fmt.Sprintf("%s,m=%d", c.name, c.m), func(b *testing.B) {
			g, f := g, f
			g.Activation, f.Activation = c.Activation, c.Activation
			const n = 64
			s := Stack{g, f}
			p, x := s.Points(normals(n*c.m, seeded(1)), c.m), normals(c.m, seeded(2))
			nngp, ntk := make([]float64, n), make([]float64, n)
			for b.Loop() {
				p.Row(nngp, ntk, x)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/n, "ns/pair")
		})
	}
}

func BenchmarkNodes(b *testing.B) {
	const n, d = 64, 2
	nngp, ntk, slope := make([]float64, n), make([]float64, n), make([]float64, n*d)
	for _, a := range activations {
		k := Shallow{Units: d, WeightVar: 2, Activation: a.Activation}
		nodes, z := k.Nodes(n), normals(d, seeded(2))
		nodes.Set(normals(n*d, seeded(1)))
		b.Run(a.name, func(b *testing.B) {
			for b.Loop() {
				nodes.Row(nngp, ntk, z)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/n, "ns/pair")
		})
		if a.Activation == Erf {
			b.Run("erf with slopes", func(b *testing.B) {
				for b.Loop() {
					nodes.SmoothRow(nngp, ntk, nil, slope, z)
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/n, "ns/pair")
			})
		}
	}
}
