package net

import (
	"math/rand/v2"
	"slices"
	"testing"

	"narrows/sim/kernel"
)

// TestGroups: how many tiles go through the network together changes nothing.
func TestGroups(t *testing.T) {
	for _, act := range []Activation{kernel.ReLU, kernel.Rectifier(-1), Tanh} {
		c := trial{"", Bottleneck(3, 20, 2, 2, 2, Variances{1, 0.1}, Variances{1, 0.1}, act), 90, Squared, 1}
		var want []float32
		for _, group := range []int{1, 2, 4, 100} {
			rng := rand.New(rand.NewPCG(5, 6))
			net := New(c.layers, c.task(rng), rng)
			net.together(group)
			for range 10 {
				net.Step(0.1)
			}
			got := make([]float32, 180)
			net.Outputs(got)
			if want == nil {
				want = got
			}
			if !slices.Equal(got, want) || net.Steps() != 10 {
				t.Errorf("%+v: got other outputs after %d steps with %d tiles together than one by one", act, net.Steps(), group)
			}
		}
	}
}
