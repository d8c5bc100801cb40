package net

import (
	"fmt"
	"math"

	"narrows/sim/linalg"
)

// A Frozen is f: R^d → R^k, a hidden ReLU layer and a linear one, as it was at one step:
// the float32 weights exactly, evaluated in float64.
type Frozen struct {
	d, k int
	// For each hidden unit u_1 … u_d, c: its input is h = u·z + c.
	units []float64
	// For each output, each unit's v u_1 … v u_d, v c: what it adds where h > 0.
	parts []float64
	bias  []float64 // of each output
	// Sums over the active units of one output's parts.
	sum []float64
}

// Frozen returns the present layers from the given one on, which must be a ReLU layer
// and then a linear one, the last. Later steps do not change it.
func (net *Network) Frozen(from int) *Frozen {
	if from != len(net.layers)-2 || net.layers[from].Activation != ReLU || net.layers[from+1].Activation != Linear {
		panic(fmt.Sprintf("net: layers from %d on are not one of ReLU and one linear", from))
	}
	hidden, last := net.parts[from], net.parts[from+1]
	d, n, k := net.layers[from].In, net.layers[from].Out, net.layers[from+1].Out
	f := &Frozen{d: d, k: k, sum: make([]float64, d+1)}
	for o := range n {
		for a := range d {
			f.units = append(f.units, float64(hidden.v[linalg.Index(hidden.in, o, a)]))
		}
		f.units = append(f.units, float64(hidden.c[o]))
	}
	for c := range k {
		for i, u := range f.units {
			f.parts = append(f.parts, float64(last.v[linalg.Index(last.in, c, i/(d+1))])*u)
		}
		f.bias = append(f.bias, float64(last.c[c]))
	}
	return f
}

// Eval writes f(z) into value (k numbers) and ∂f_c/∂z_a into jacobian (k × d, row by row).
// f is linear where the set A of units with h > 0 is constant, so that
//
//	∂f_c/∂z_a = Σ_A v_c u_a,   f_c(z) = ∂f_c/∂z · z + Σ_A v_c c + bias_c
//
// It does not allocate, and one Frozen serves one goroutine at a time.
func (f *Frozen) Eval(z, value, jacobian []float64) {
	if len(z) != f.d || len(value) != f.k || len(jacobian) != f.k*f.d {
		panic(fmt.Sprintf("net: z, value and jacobian have %d, %d, %d numbers for a map from %d to %d", len(z), len(value), len(jacobian), f.d, f.k))
	}
	size := len(f.units)
	for c := range f.k {
		parts := f.parts[c*size:][:size]
		var rest float64
		row := jacobian[c*f.d:][:f.d]
		switch f.d {
		case 2:
			row[0], row[1], rest = f.sum2(parts, z[0], z[1])
		default:
			rest = f.sumAny(parts, z, row)
		}
		value[c] = rest + f.bias[c]
		for a, g := range row {
			value[c] += g * z[a]
		}
	}
}

// active returns all ones if h > 0 and else 0. A branch would be mispredicted half the time.
func active(h float64) uint64 {
	b := int64(math.Float64bits(h))
	return uint64((-b &^ b) >> 63)
}

func gated(v float64, mask uint64) float64 {
	return math.Float64frombits(math.Float64bits(v) & mask)
}

func (f *Frozen) sum2(parts []float64, z0, z1 float64) (s0, s1, s2 float64) {
	units := f.units
	for len(units) >= 3 && len(parts) >= 3 {
		u, p := (*[3]float64)(units), (*[3]float64)(parts)
		m := active(u[0]*z0 + u[1]*z1 + u[2])
		s0 += gated(p[0], m)
		s1 += gated(p[1], m)
		s2 += gated(p[2], m)
		units, parts = units[3:], parts[3:]
	}
	return s0, s1, s2
}

func (f *Frozen) sumAny(parts, z, row []float64) (rest float64) {
	clear(f.sum)
	for i := 0; i < len(parts); i += f.d + 1 {
		u, p := f.units[i:][:f.d+1], parts[i:][:f.d+1]
		h := u[f.d]
		for a, v := range z {
			h += v * u[a]
		}
		m := active(h)
		for a, v := range p {
			f.sum[a] += gated(v, m)
		}
	}
	copy(row, f.sum)
	return f.sum[f.d]
}
