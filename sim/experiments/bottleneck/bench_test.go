package bottleneck

import (
	"strings"
	"testing"

	"narrows/sim"
)

// What a step costs with one seed, and with a band of ten.
func BenchmarkStep(b *testing.B) {
	for _, c := range []struct {
		name  string
		seeds float64
		start string
		d     string
	}{
		{"1 seed", 1, "own", "2"},
		{"10 seeds", 10, "own", "2"},
		{"1 seed shared", 1, "shared", "2"},
		{"10 seeds shared", 10, "shared", "2"},
		{"10 seeds d=1", 10, "own", "1"},
		{"10 seeds d=3", 10, "own", "3"},
		{"own clock", 1, "own", "2"},
		{"own clock d=1", 1, "own", "1"},
		{"own clock shared", 1, "shared", "2"},
		{"own clock shared d=1", 1, "shared", "1"},
		{"own clock d=8", 1, "own", "8"},
	} {
		b.Run(c.name, func(b *testing.B) {
			s := only().With("seeds", c.seeds).WithChoice("start", c.start).WithChoice("d", c.d).With("steps", 1e6)
			if strings.HasPrefix(c.name, "own clock") {
				s = s.WithChoice("clock", "own")
			}
			var r sim.Run
			for b.Loop() {
				if r == nil || !r.Step() {
					b.StopTimer()
					x, err := start(s)
					if err != nil {
						b.Fatal(err)
					}
					r = x
					b.StartTimer()
				}
			}
		})
	}
}
