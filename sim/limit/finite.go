package limit

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"narrows/sim/kernel"
	"narrows/sim/vector"
)

// DefaultWidth is n of the network that stands in for f of infinite width where nothing
// better is known. What it says is off by O(1/√n).
const DefaultWidth = 1024

// A Finite is a function f: R^d → R^K with one hidden layer of n units, every weight
// from N(0, 1) at the start (NTK parameterisation):
//
//	f_c(z) = σ_w/√n Σ_i v_ci φ(h_i) + σ_b b′_c,   h_i = σ_w/√d Σ_a u_ai z_a + σ_b b_i
//
// Its arrays run over units, innermost.
type Finite struct {
	layers  kernel.Layers
	units   int       // d
	outputs int       // K
	width   int       // n
	u       []float64 // D×n: u and, with bias, b
	v       []float64 // K×n
	offset  []float64 // K: b′
	one     *pass
}

// NewFinite returns f = 0 on d = units coordinates with K outputs, of a width; 0 means the
// default.
func NewFinite(f kernel.Layers, units, outputs, width int) *Finite {
	mustMatch(f, units, outputs)
	if width < 0 {
		panic(fmt.Sprintf("limit: a network of width %d", width))
	}
	if width == 0 {
		width = DefaultWidth
	}
	n := &Finite{
		layers: f, units: units, outputs: outputs, width: width,
		u:      make([]float64, extended(f, units)*width),
		v:      make([]float64, outputs*width),
		offset: make([]float64, outputs),
	}
	n.one = n.newPass(1)
	return n
}

// Draw draws every weight from N(0, 1): u, b, v, b′; biases only if they have a variance.
func (f *Finite) Draw(rng *rand.Rand) {
	for _, w := range [][]float64{f.u, f.v} {
		for i := range w {
			w[i] = rng.NormFloat64()
		}
	}
	if f.layers.BiasVar > 0 {
		for c := range f.offset {
			f.offset[c] = rng.NormFloat64()
		}
	}
}

func (f *Finite) clone() *Finite {
	g := *f
	g.u, g.v, g.offset = slices.Clone(f.u), slices.Clone(f.v), slices.Clone(f.offset)
	g.one = g.newPass(1)
	return &g
}

// Eval fills value (K) and jacobian (K×d) at z (d).
func (f *Finite) Eval(z, value, jacobian []float64) {
	p, n, d := f.one, f.width, f.units
	f.forward(p, z, value)
	scale := f.layers.WeightVar / math.Sqrt(float64(n)*float64(d))
	for c := range f.outputs {
		for i, v := range f.v[c*n:][:n] {
			p.phi[i] = v * p.slope[i]
		}
		for a := range d {
			jacobian[c*d+a] = scale * vector.Dot(p.phi, f.u[a*n:][:n])
		}
	}
}

// Values fills dst (n×K) with f at the n rows of z (n×d).
func (f *Finite) Values(dst, z []float64) {
	d, outs := f.units, f.outputs
	for i := range len(z) / d {
		f.forward(f.one, z[i*d:][:d], dst[i*outs:][:outs])
	}
}

// A pass is what the units say at a number of points.
type pass struct {
	points     int
	phi, slope []float64 // points×n: φ(h) and φ′(h)
	point      []float64 // D: (σ_w/√d z, σ_b)
	parts      []float64 // together×Kd: v_ci u_ai
}

// together is how many units go through all points at once in the Jacobian: their parts
// stay in the nearest cache.
const together = 16

func (f *Finite) newPass(points int) *pass {
	return &pass{
		points: points,
		phi:    make([]float64, points*f.width),
		slope:  make([]float64, points*f.width),
		point:  make([]float64, extended(f.layers, f.units)),
		parts:  make([]float64, together*f.outputs*f.units),
	}
}

// forward fills p, and value (points×K), at the rows of z.
func (f *Finite) forward(p *pass, z, value []float64) {
	n, d, outs := f.width, f.units, f.outputs
	in, out := math.Sqrt(f.layers.WeightVar/float64(d)), math.Sqrt(f.layers.WeightVar/float64(n))
	bias := math.Sqrt(f.layers.BiasVar)
	if len(p.point) > d {
		p.point[d] = bias
	}
	for j := range p.points {
		for a, v := range z[j*d:][:d] {
			p.point[a] = in * v
		}
		h := p.phi[j*n:][:n]
		clear(h)
		vector.Combine(h, p.point, f.u)
		activate(h, p.slope[j*n:][:n], f.layers.Activation)
		for c := range outs {
			value[j*outs+c] = out*vector.Dot(h, f.v[c*n:][:n]) + bias*f.offset[c]
		}
	}
}

// activate sets slope to φ′(h) and h to φ(h).
func activate(h, slope []float64, a kernel.Activation) {
	below, rectifies := a.Rectifies()
	if rectifies {
		for i, v := range h {
			s := 1.0
			if v <= 0 {
				s = below
			}
			h[i], slope[i] = s*v, s
		}
		return
	}
	vector.Errors(h, slope)
}

// slopes adds times the Jacobian (points×K×d) at the points of p,
// ∂f_c/∂z_a = σ_w²/√(nd) Σ_i φ′(h_i) v_ci u_ai, to jacobian.
func (f *Finite) slopes(p *pass, times float64, jacobian []float64) {
	n, d, outs := f.width, f.units, f.outputs
	scale := times * f.layers.WeightVar / math.Sqrt(float64(n)*float64(d))
	for from := 0; from < n; from += together {
		to := min(from+together, n)
		parts := p.parts[:(to-from)*outs*d]
		for c := range outs {
			for a := range d {
				u, v := f.u[a*n:][from:to], f.v[c*n:][from:to]
				for i := range u {
					parts[i*outs*d+c*d+a] = scale * v[i] * u[i]
				}
			}
		}
		for j := range p.points {
			vector.Combine(jacobian[j*outs*d:][:outs*d], p.slope[j*n:][from:to], parts)
		}
	}
}

// pull adds times Σ_c χ_jc ∇f_c (points×d) at the points of p to dst; row is scratch of n.
func (f *Finite) pull(p *pass, times float64, dst, chi, row []float64) {
	n, d, outs := f.width, f.units, f.outputs
	scale := times * f.layers.WeightVar / math.Sqrt(float64(n)*float64(d))
	for j := range p.points {
		clear(row)
		vector.Combine(row, chi[j*outs:][:outs], f.v)
		for i, s := range p.slope[j*n:][:n] {
			row[i] *= s
		}
		for a := range d {
			dst[j*d+a] += scale * vector.Dot(row, f.u[a*n:][:n])
		}
	}
}
