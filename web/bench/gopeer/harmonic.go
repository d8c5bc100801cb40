//go:build js && wasm

package main

import (
	"math"
	"math/rand/v2"

	"narrows/sim/kernel"
	"narrows/sim/limit"
)

// The infinitely wide network with a bottleneck of two units on 64 points on two rings, in
// the state of harmonics: what each step of the first picture's limit costs.
var (
	flow     *limit.BottleneckFlow
	flowRate float64
)

// wide begins it, and returns 0 if the start cannot be drawn.
//
//go:wasmexport wide
func wide() int32 {
	const n = 64
	rng := rand.New(rand.NewPCG(1, 0))
	p := limit.Problem{X: make([]float64, 2*n), Y: make([]float64, n), N: n, M: 2, K: 1, Loss: limit.Logistic}
	for i := range n {
		p.Y[i] = float64(1 - 2*(i%2))
		sin, cos := math.Sincos(2 * math.Pi * rng.Float64())
		r := 1 + 0.5*p.Y[i]
		p.X[2*i], p.X[2*i+1] = r*cos, r*sin
	}
	k, err := limit.NewKernels(limit.Architecture{
		G:     kernel.Layers{Depth: 2, WeightVar: 2, BiasVar: 0.1},
		F:     kernel.Layers{Depth: 1, WeightVar: 2},
		Units: 2,
	}, p, nil)
	if err != nil {
		return 0
	}
	start, err := k.DrawStart(rng)
	if err != nil {
		return 0
	}
	if flow, err = limit.NewBottleneckFlow(k, start); err != nil {
		return 0
	}
	flowRate = k.StableRate() / 2
	return 1
}

//go:wasmexport widen
func widen(n int32) {
	for range n {
		flow.Step(flowRate)
	}
}
