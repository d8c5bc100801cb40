//go:build js && wasm

// Command gopeer is Narrows among its peers: it draws the data and weights that all of
// them start from, and trains with package net exactly as the trainer does. It knows no
// other peer and no clock.
package main

import (
	"fmt"
	"math"
	"math/rand/v2"
	"unsafe"

	"narrows/sim/kernel"
	"narrows/sim/net"
)

const biasVar = 0.1 // of every layer, so that all peers train biases

var (
	in     []float64 // what the page brings
	out    []float32 // what it takes: x, y, and by layer V, c, and their rates
	layers []net.Layer
	task   net.Task
	seed   uint64
	rate   float64
	known  bool // the job's activation
	nn     *net.Network
)

// The exports below are called from JavaScript, so main must never return.
func main() { select {} }

// room returns the address of room for n numbers.
//
//go:wasmexport room
func room(n int32) unsafe.Pointer {
	in = make([]float64, n)
	return unsafe.Pointer(unsafe.SliceData(in))
}

// draw makes the job [activation, samples, rate, seed, width…] and returns how many numbers
// say what to start from.
//
//go:wasmexport draw
func draw() int32 {
	known = true
	n := int(in[1])
	rate, seed = in[2], uint64(in[3])
	widths := in[4:]
	weightVar := 2.0 // keeps the size of activations through ReLU layers
	if in[0] != 1 {
		weightVar = 1
	}
	layers = layers[:0]
	for i := 1; i < len(widths); i++ {
		l := net.Layer{In: int(widths[i-1]), Out: int(widths[i]), Activation: kernel.Linear, WeightVar: weightVar, BiasVar: biasVar}
		if i < len(widths)-1 {
			known = activate(&l, in[0])
		}
		layers = append(layers, l)
	}
	rng := rand.New(rand.NewPCG(seed, 1))
	m, k := layers[0].In, layers[len(layers)-1].Out
	task = net.Task{X: make([]float32, n*m), Y: make([]float32, n*k), Loss: net.Squared}
	for i := range task.X {
		task.X[i] = float32(rng.NormFloat64())
	}
	for i := range task.Y {
		x := task.X[i/k*m:]
		task.Y[i] = float32(math.Copysign(1, float64(x[0]*x[1])))
	}
	out = append(append(out[:0], task.X...), task.Y...)
	// In the order of net.New, which says it.
	rng = weights()
	for _, l := range layers {
		ratioV, ratioC := l.WeightVar/float64(l.In), l.BiasVar
		for range l.In * l.Out {
			out = append(out, float32(math.Sqrt(ratioV)*rng.NormFloat64()))
		}
		for range l.Out {
			out = append(out, float32(math.Sqrt(ratioC)*rng.NormFloat64()))
		}
		out = append(out, float32(rate*ratioV), float32(rate*ratioC))
	}
	return int32(len(out))
}

// activate gives a hidden layer the activation of the page's list, and reports whether
// package net has it. A job of another is left to the other peers.
func activate(l *net.Layer, number float64) bool {
	switch number {
	case 1:
		l.Activation = kernel.ReLU
	case 2:
		l.Activation = net.Tanh
	default:
		return false
	}
	return true
}

func weights() *rand.Rand { return rand.New(rand.NewPCG(seed, 2)) }

// drawn returns the address of those numbers.
//
//go:wasmexport drawn
func drawn() unsafe.Pointer { return unsafe.Pointer(unsafe.SliceData(out)) }

// load begins the job that was drawn, and returns 0 if package net cannot.
//
//go:wasmexport load
func load() int32 {
	if !known {
		return 0
	}
	nn = net.New(layers, task, weights())
	return 1
}

//go:wasmexport step
func step(n int32) {
	for range n {
		if !nn.Step(rate) {
			at, _ := nn.Diverged()
			panic(fmt.Sprintf("gopeer: diverged at step %d", at))
		}
	}
}

//go:wasmexport loss
func loss() float64 { return nn.Loss() }
