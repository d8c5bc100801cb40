package linear

import (
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"

	"narrows/sim/eigen"
	"narrows/sim/limit"
	"narrows/sim/vector"
)

// A Flow is gradient descent of an infinitely wide deep linear network with a
// bottleneck of d units, W = bA:
//
//	A_{t+1} = A_t − η c_g b_tᵀ G_t,   b_{t+1} = b_t − η c_f G_t A_tᵀ,   G = (1/N) Σ_j χ_j x_jᵀ.
//
// It is a limit.BottleneckFlow with linear g and f, exactly, at the cost of two products with the
// training set a step. (Derived here from equations (1) and (2) of package limit.)
type Flow struct {
	wholeMap
	units            int
	cg, cf           float64
	a, b             []float64 // d×m and K×d
	beforeA, beforeB []float64 // a step ago
	top              *top
	lambda           float64 // λ_max(K_F)/N, if it is known
	known            bool
}

// NewFlow starts at step 0 from A_0 (d×m) and b_0 (K×d), which it copies.
func NewFlow(l Architecture, p limit.Problem, a, b []float64) *Flow {
	l.check(p.M, p.K)
	if len(a) != l.Units*p.M || len(b) != p.K*l.Units {
		panic(fmt.Sprintf("linear: start of %d and %d numbers for %d units from %d to %d", len(a), len(b), l.Units, p.M, p.K))
	}
	f := &Flow{
		wholeMap: newWholeMap(p),
		units:    l.Units,
		cg:       l.KernelG(p.M), cf: l.KernelF(),
		a: slices.Clone(a), b: slices.Clone(b),
		beforeA: make([]float64, len(a)), beforeB: make([]float64, len(b)),
	}
	f.multiply()
	f.top = newTop(f)
	return f
}

// multiply brings everything that follows from A and b up to date.
func (f *Flow) multiply() {
	m := f.p.M
	f.known = false
	clear(f.w)
	for c := range f.p.K {
		for e := range f.units {
			vector.Axpy(f.w[c*m:][:m], f.b[c*f.units+e], f.a[e*m:][:m])
		}
	}
	f.evaluate()
}

// Step takes one step of gradient descent at the rate. If that diverges, the flow freezes:
// it stays where it was, and further steps do nothing.
func (f *Flow) Step(rate float64) {
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
			vector.Axpy(f.a[e*m:][:m], -rate*f.cg*f.beforeB[c*d+e], g)
			f.b[c*d+e] -= rate * f.cf * vector.Dot(g, f.beforeA[e*m:][:m])
		}
	}
	f.multiply()
	if limit.Diverged(f.loss) {
		copy(f.a, f.beforeA)
		copy(f.b, f.beforeB)
		f.multiply()
		f.frozen = true
		return
	}
	f.steps++
}

// A returns g_t, d×m. The slice is the flow's own, valid until the next Step.
func (f *Flow) A() []float64 { return f.a }

// B returns f_t, K×d. The slice is the flow's own, valid until the next Step.
func (f *Flow) B() []float64 { return f.b }

// Conserved fills dst (d×d) with D = bᵀb/c_f − A Aᵀ/c_g. Gradient flow keeps it, for any loss
// and data: both terms change by −(bᵀGAᵀ + A Gᵀb). A step of rate η changes it by O(η²).
func (f *Flow) Conserved(dst []float64) {
	m, d := f.p.M, f.units
	for i := range d {
		for j := range d {
			sum := -vector.Dot(f.a[i*m:][:m], f.a[j*m:][:m]) / f.cg
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
func (f *Flow) Turn() float64 {
	f.gradient()
	m, d := f.p.M, f.units
	sum := 0.0
	for e := range d {
		for c := range f.p.K {
			x := vector.Dot(f.g[c*m:][:m], f.a[e*m:][:m])
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

// LambdaMax returns λ_max(K_F(t))/N, the fastest rate of training at present, to about a
// part in a thousand. It is found when asked for: it depends on the step and on those at which Follow
// was called, and asking changes nothing.
func (f *Flow) LambdaMax() float64 {
	if !f.known {
		f.lambda, f.known = f.top.find(), true
	}
	return f.lambda
}

// Follow makes LambdaMax begin at the present kernel in steps to come.
func (f *Flow) Follow() {
	f.LambdaMax()
	f.top.Keep()
}

// LambdaBound returns what LambdaMax is at most, for next to nothing:
// λ_max(XᵀX/N) (c_f |A|² + c_g |b|²), in Frobenius norm.
func (f *Flow) LambdaBound() float64 {
	return f.top.variance * (f.cf*vector.Dot(f.a, f.a) + f.cg*vector.Dot(f.b, f.b))
}

// top finds λ_max(K_F)/N. The kernel maps v (N×K) in the span of the inputs, v = X uᵀ
// with u K×m, to another such one: with S = XᵀX/N and in terms of y = u √S, for which v·v/N
// is y·y, it is symmetric and
//
//	y → c_f y √S AᵀA √S + c_g b bᵀ y S.
type top struct {
	*eigen.Top
	f        *Flow
	s, root  []float64 // m×m
	variance float64   // λ_max(S)
	a        []float64 // d×m, A √S
	row      []float64 // m
}

func newTop(f *Flow) *top {
	m := f.p.M
	t := &top{f: f, s: secondMoments(f.p), root: make([]float64, m*m), a: make([]float64, len(f.a)), row: make([]float64, m)}
	t.Top = eigen.NewTop(len(f.w), t.apply)
	var eig mat.EigenSym
	if !eig.Factorize(mat.NewSymDense(m, slices.Clone(t.s)), true) {
		panic("linear: the covariance of the inputs has no eigenvalues")
	}
	var v mat.Dense
	eig.VectorsTo(&v)
	for e, x := range eig.Values(nil) {
		t.variance = max(t.variance, x)
		for i := range m {
			for j := range m {
				t.root[i*m+j] += math.Sqrt(max(x, 0)) * v.At(i, e) * v.At(j, e)
			}
		}
	}
	return t
}

// find returns λ_max(K_F)/N at present.
func (t *top) find() float64 {
	m := t.f.p.M
	for e := range t.f.units {
		for i := range m {
			t.a[e*m+i] = vector.Dot(t.f.a[e*m:][:m], t.root[i*m:][:m])
		}
	}
	return t.Top.Find(eigen.Anywhere)
}

func (t *top) apply(w, y []float64) {
	f, m := t.f, t.f.p.M
	clear(w)
	for e := range f.units {
		row := t.a[e*m:][:m]
		clear(t.row)
		for c := range f.p.K {
			vector.Axpy(w[c*m:][:m], f.cf*vector.Dot(y[c*m:][:m], row), row)
			vector.Axpy(t.row, f.cg*f.b[c*f.units+e], y[c*m:][:m])
		}
		for i := range m {
			x := vector.Dot(t.row, t.s[i*m:][:m])
			for c := range f.p.K {
				w[c*m+i] += f.b[c*f.units+e] * x
			}
		}
	}
}
