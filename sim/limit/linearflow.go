package limit

import (
	"fmt"
	"math"
	"slices"
)

// A LinearFlow is gradient descent of an infinitely wide deep linear network with a
// bottleneck of d units, W = bA:
//
//	A_{t+1} = A_t − η c_g b_tᵀ G_t,   b_{t+1} = b_t − η c_f G_t A_tᵀ,   G = (1/N) Σ_j χ_j x_jᵀ.
//
// It is a BottleneckFlow with linear g and f, exactly, at the cost of two products with the
// training set a step. (Derived here from equations (1) and (2) of the package comment.)
type LinearFlow struct {
	linearMap
	units            int
	cg, cf           float64
	a, b             []float64 // d×m and K×d
	beforeA, beforeB []float64 // a step ago
	top              *linearPower
}

// NewLinearFlow starts at step 0 from A_0 (d×m) and b_0 (K×d), which it copies.
func NewLinearFlow(l LinearArchitecture, p Problem, a, b []float64) *LinearFlow {
	l.check(p.M, p.K)
	if len(a) != l.Units*p.M || len(b) != p.K*l.Units {
		panic(fmt.Sprintf("limit: start of %d and %d numbers for %d units from %d to %d", len(a), len(b), l.Units, p.M, p.K))
	}
	f := &LinearFlow{
		linearMap: newLinearMap(p),
		units:     l.Units,
		cg:        l.KernelG(p.M), cf: l.KernelF(),
		a: slices.Clone(a), b: slices.Clone(b),
		beforeA: make([]float64, len(a)), beforeB: make([]float64, len(b)),
	}
	f.multiply()
	f.top = newLinearPower(f)
	f.top.iterate(firstLinearIterations)
	return f
}

// multiply brings everything that follows from A and b up to date.
func (f *LinearFlow) multiply() {
	m := f.p.M
	clear(f.w)
	for c := range f.p.K {
		for e := range f.units {
			axpy(f.w[c*m:][:m], f.b[c*f.units+e], f.a[e*m:][:m])
		}
	}
	f.evaluate()
}

// Step takes one step of gradient descent at the rate. If that diverges, the flow freezes:
// it stays where it was, and further steps do nothing.
func (f *LinearFlow) Step(rate float64) {
	if f.frozen {
		return
	}
	copy(f.beforeA, f.a)
	copy(f.beforeB, f.b)
	f.gradient()
	m, d := f.p.M, f.units
	for c := range f.p.K {
		g := f.g[c*m:][:m]
		for e := range d {
			axpy(f.a[e*m:][:m], -rate*f.cg*f.beforeB[c*d+e], g)
			f.b[c*d+e] -= rate * f.cf * dot(g, f.beforeA[e*m:][:m])
		}
	}
	f.multiply()
	if diverged(f.loss) {
		copy(f.a, f.beforeA)
		copy(f.b, f.beforeB)
		f.multiply()
		f.frozen = true
		return
	}
	f.steps++
	if f.steps <= everyStepUntil || f.steps%iterationEvery == 0 {
		f.top.iterate(laterIterations)
	}
}

// A returns g_t, d×m. The slice is the flow's own, valid until the next Step.
func (f *LinearFlow) A() []float64 { return f.a }

// B returns f_t, K×d. The slice is the flow's own, valid until the next Step.
func (f *LinearFlow) B() []float64 { return f.b }

// Conserved fills dst (d×d) with D = bᵀb/c_f − A Aᵀ/c_g. Gradient flow keeps it, for any loss
// and data: both terms change by −(bᵀGAᵀ + A Gᵀb). A step of rate η changes it by O(η²).
func (f *LinearFlow) Conserved(dst []float64) {
	m, d := f.p.M, f.units
	for i := range d {
		for j := range d {
			sum := -dot(f.a[i*m:][:m], f.a[j*m:][:m]) / f.cg
			for c := range f.p.K {
				sum += f.b[c*d+i] * f.b[c*d+j] / f.cf
			}
			dst[i*d+j] = sum
		}
	}
}

// Turn returns a bound of how much a step changes Conserved, over η² and in Frobenius norm:
// what is of first order cancels, and exactly
//
//	D_{t+1} − D_t = η² (c_f A GᵀG Aᵀ − c_g bᵀG Gᵀb),
//
// so that |D_{t+1} − D_t| ≤ η² (c_f |G Aᵀ|² + c_g |bᵀG|²). (Derived here.)
func (f *LinearFlow) Turn() float64 {
	f.gradient()
	m, d := f.p.M, f.units
	sum := 0.0
	for e := range d {
		for c := range f.p.K {
			x := dot(f.g[c*m:][:m], f.a[e*m:][:m])
			sum += f.cf * x * x
		}
		for i := range m {
			x := 0.0
			for c := range f.p.K {
				x += f.b[c*d+e] * f.g[c*m+i]
			}
			sum += f.cg * x * x
		}
	}
	return sum
}

// LambdaMax returns λ_max(K_F(t))/N, the fastest rate of training at present. It follows the
// steps by power iteration: a few after each of the first steps, later after every fifth.
func (f *LinearFlow) LambdaMax() float64 { return f.top.lambda }

// firstLinearIterations is as many as cost what a few steps do.
const firstLinearIterations = 100

// linearPower finds λ_max(K_F)/N. The kernel maps v (N×K) in the span of the inputs, v = X uᵀ
// with u K×m, to another such one: with S = XᵀX/N,
//
//	K_F v/N = X tᵀ,  t = c_f q AᵀA + c_g b bᵀq,  q = u S,   v·v/N = u·q,  v·K_F v/N² = q·t.
type linearPower struct {
	f       *LinearFlow
	s       []float64 // m×m
	u, q, t []float64 // K×m
	row     []float64 // m
	lambda  float64
}

func newLinearPower(f *LinearFlow) *linearPower {
	p := &linearPower{f: f, s: f.p.secondMoments(), row: make([]float64, f.p.M)}
	p.u, p.q, p.t = make([]float64, len(f.w)), make([]float64, len(f.w)), make([]float64, len(f.w))
	for i := range p.u {
		// As for the kernel between points: any vector that is not orthogonal to the top.
		p.u[i] = 1 + math.Sin(float64(3*i+1))
	}
	return p
}

func (p *linearPower) iterate(times int) {
	f, m := p.f, p.f.p.M
	for range times {
		for c := range f.p.K {
			for a := range m {
				p.q[c*m+a] = dot(p.u[c*m:][:m], p.s[a*m:][:m])
			}
		}
		clear(p.t)
		for e := range f.units {
			row := f.a[e*m:][:m]
			for c := range f.p.K {
				axpy(p.t[c*m:][:m], f.cf*dot(p.q[c*m:][:m], row), row)
			}
			clear(p.row)
			for c := range f.p.K {
				axpy(p.row, f.b[c*f.units+e], p.q[c*m:][:m])
			}
			for c := range f.p.K {
				axpy(p.t[c*m:][:m], f.cg*f.b[c*f.units+e], p.row)
			}
		}
		square, norm := dot(p.u, p.q), math.Sqrt(dot(p.t, p.t))
		if !(square > 0) || !(norm > 0) {
			p.lambda = 0
			return
		}
		p.lambda = dot(p.q, p.t) / square
		for i, v := range p.t {
			p.u[i] = v / norm
		}
	}
}
