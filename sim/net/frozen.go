package net

import (
	"fmt"
	"math"

	"narrows/sim/linalg"
	"narrows/sim/vector"
)

// A Frozen is f: R^d → R^k, a hidden layer with any activation and a linear one, as it was
// at one step: the float32 weights exactly, evaluated in float64. The output multiplier of
// the network's task is not in it.
type Frozen struct {
	d, k int
	act  Activation
	// For each hidden unit u_1 … u_d, c: its input is h = u·z + c.
	units []float64
	last  []float64 // the last layer's weights v, k × n
	bias  []float64 // of each output

	// For rectifiers and each output, each unit's v u_1 … v u_d, v c: what it adds where
	// h > 0; and the sum of these over all units.
	parts, total []float64

	active      []int32   // scratch: the units with h > 0
	phi, dphi   []float64 // scratch: φ(h) and φ′(h), of a smooth φ
	accumulator []float64 // scratch: d+1 sums
}

// Frozen returns the present layers from the given one on, which must be a hidden layer
// and then a linear one, the last. Later steps do not change it.
func (net *Network) Frozen(from int) *Frozen {
	if from < 0 || from != len(net.layers)-2 {
		panic(fmt.Sprintf("net: layers from %d on are not the last two of %d", from, len(net.layers)))
	}
	hidden, last := net.parts[from], net.parts[from+1]
	d, n, k := net.layers[from].In, net.layers[from].Out, net.layers[from+1].Out
	f := &Frozen{d: d, k: k, act: net.layers[from].Activation}
	for o := range n {
		for a := range d {
			f.units = append(f.units, float64(hidden.v[linalg.Index(hidden.in, o, a)]))
		}
		f.units = append(f.units, float64(hidden.c[o]))
	}
	for c := range k {
		for o := range n {
			f.last = append(f.last, float64(last.v[linalg.Index(last.in, c, o)]))
		}
		f.bias = append(f.bias, float64(last.c[c]))
	}
	if _, rectifies := f.act.Rectifies(); !rectifies {
		f.phi, f.dphi = make([]float64, n), make([]float64, n)
		return f
	}
	f.active, f.accumulator = make([]int32, n), make([]float64, d+1)
	f.total = make([]float64, k*(d+1))
	for i, v := range f.last {
		for a, u := range f.units[i%n*(d+1):][:d+1] {
			f.parts = append(f.parts, v*u)
			f.total[i/n*(d+1)+a] += v * u
		}
	}
	return f
}

// Eval writes f(z) into value (k numbers) and ∂f_c/∂z_a into jacobian (k × d, row by row).
// It does not allocate, and one Frozen serves one goroutine at a time.
func (f *Frozen) Eval(z, value, jacobian []float64) {
	if len(z) != f.d || len(value) != f.k || len(jacobian) != f.k*f.d {
		panic(fmt.Sprintf("net: z, value and jacobian have %d, %d, %d numbers for a map from %d to %d", len(z), len(value), len(jacobian), f.d, f.k))
	}
	vector.CountDouble(len(f.last) * 4 * (f.d + 1))
	if f.phi != nil {
		f.smooth(z, value, jacobian)
		return
	}
	f.piecewise(z, value, jacobian)
}

// smooth is Eval for erf and tanh:
//
//	f_c(z) = Σ v_c φ(h) + bias_c,   ∂f_c/∂z_a = Σ v_c φ′(h) u_a
func (f *Frozen) smooth(z, value, jacobian []float64) {
	n := len(f.phi)
	for o := range n {
		h := f.input(o, z)
		if f.act == Tanh {
			f.phi[o] = math.Tanh(h)
			f.dphi[o] = 1 - f.phi[o]*f.phi[o]
			continue
		}
		f.phi[o] = math.Erf(h)
		f.dphi[o] = 2 / math.SqrtPi * math.Exp(-h*h)
	}
	for c := range f.k {
		row := jacobian[c*f.d:][:f.d]
		clear(row)
		sum := f.bias[c]
		for o, v := range f.last[c*n:][:n] {
			sum += v * f.phi[o]
			slope := v * f.dphi[o]
			for a, u := range f.units[o*(f.d+1):][:f.d] {
				row[a] += slope * u
			}
		}
		value[c] = sum
	}
}

// input returns h of one unit.
func (f *Frozen) input(o int, z []float64) float64 {
	u := f.units[o*(f.d+1):][:f.d+1]
	h := u[f.d]
	for a, v := range z {
		h += v * u[a]
	}
	return h
}
