package net

import (
	"fmt"
	"math"
)

// A Task is what a network is trained on: N samples, a loss and the size of its outputs.
type Task struct {
	X, Y []float32 // N × inputs and N × outputs, row by row
	Loss Loss

	// Multiplier is α > 0 in F = αF′, where F′ is what the layers compute; 0 means 1. What
	// descends is the mean of ℓ(αF′, y)/α, whose gradient in F′ is χ(F, y) whatever α is, so
	// that the rate needs no change. A small α asks for large F′, beside which those at the
	// start are small: for rectifiers and an f without biases it is the same, step by step,
	// as a start from √α z_0 and √α f_0. (Derived here.)
	Multiplier float64
}

// multiplier returns α.
func (task Task) multiplier() float32 {
	if task.Multiplier == 0 {
		return 1
	}
	return float32(task.Multiplier)
}

// check panics if the task does not fit layers from in inputs to out outputs, and returns
// how many samples it has.
func (task Task) check(in, out int) (n int) {
	n = len(task.X) / in
	if n == 0 || n*in != len(task.X) || n*out != len(task.Y) {
		panic(fmt.Sprintf("net: %d inputs and %d targets for a network from %d to %d", len(task.X), len(task.Y), in, out))
	}
	if a := task.multiplier(); !(a > 0) || math.IsInf(float64(a), 0) {
		panic(fmt.Sprintf("net: an output multiplier of %v", task.Multiplier))
	}
	task.Loss.check()
	return n
}
