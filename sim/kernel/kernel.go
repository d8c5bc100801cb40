// Package kernel holds the closed forms of infinitely wide fully connected networks: the
// covariance of their outputs at the start (NNGP), their neural tangent kernel (NTK), and
// the gradient of the NTK of a network with one hidden layer. It knows nothing of data,
// losses, training or time.
//
// Every weight and bias is drawn from N(0, 1), and the variances stand in the forward
// pass (NTK parameterisation, Jacot, Gabriel, Hongler 2018, arXiv:1806.07572):
//
//	h¹ = σ_w W¹ x/√m + σ_b b¹,   hˡ⁺¹ = σ_w Wˡ⁺¹ φ(hˡ)/√n + σ_b bˡ⁺¹.
package kernel

import "fmt"

// Layers describes a fully connected network of infinite width: Depth hidden layers, each
// followed by the Activation, and a linear output. With Depth 0 it is a linear map.
type Layers struct {
	Depth      int
	WeightVar  float64 // σ_w²
	BiasVar    float64 // σ_b²
	Activation Activation
}

// A Stack is a chain of networks, each fed with the outputs of the one before it, all
// widths infinite, those of the outputs in between too. Stack{g, f} is the network f∘g
// whose bottleneck has been made infinitely wide.
type Stack []Layers

// At returns both kernels at one pair of inputs of equal length m.
func (s Stack) At(x, y []float64) (nngp, ntk float64) {
	if len(x) != len(y) || len(x) == 0 {
		panic(fmt.Sprintf("kernel: inputs of length %d and %d", len(x), len(y)))
	}
	m := float64(len(x))
	return s.of(dot(x, x)/m, dot(y, y)/m, dot(x, y)/m)
}

// Gram returns the N×N matrices of both kernels on the rows of x, which is N×m. They are
// symmetric, and the diagonal comes from closed forms, not from an angle.
func (s Stack) Gram(x []float64, m int) (nngp, ntk []float64) {
	points := s.Points(x, m)
	n := points.n
	nngp, ntk = make([]float64, n*n), make([]float64, n*n)
	for i, norm := range points.norm {
		points.fill(nngp[i*n:][:i], ntk[i*n:][:i], x[i*m:][:m], norm)
		nngp[i*n+i], ntk[i*n+i] = s.ofOne(norm)
		for j := range i {
			nngp[j*n+i], ntk[j*n+i] = nngp[i*n+j], ntk[i*n+j]
		}
	}
	return nngp, ntk
}

// Cross returns the P×N matrices of both kernels between the rows of xs, which is P×m,
// and those of x, which is N×m.
func (s Stack) Cross(xs, x []float64, m int) (nngp, ntk []float64) {
	points, p := s.Points(x, m), rows(xs, m)
	n := points.n
	nngp, ntk = make([]float64, p*n), make([]float64, p*n)
	for i := range p {
		points.Row(nngp[i*n:][:n], ntk[i*n:][:n], xs[i*m:][:m])
	}
	return nngp, ntk
}

// Variance returns the NNGP of each row of x, which is N×m, with itself.
func (s Stack) Variance(x []float64, m int) []float64 {
	v := squares(x, m)
	for i := range v {
		v[i], _ = s.ofOne(v[i])
	}
	return v
}

// pair is the state of the recursion over layers at inputs x and x′: covariances
// q = Σ(x,x), r = Σ(x′,x′), p = Σ(x,x′), and t = Θ(x,x′).
type pair struct{ q, r, p, t float64 }

// linear passes a pair through one layer of weights:
// Σ ← σ_w² Σ + σ_b²,  Θ ← Σ + σ_w² Θ.
func (c pair) linear(l Layers) pair {
	p := float64(l.WeightVar*c.p) + l.BiasVar
	return pair{
		q: float64(l.WeightVar*c.q) + l.BiasVar,
		r: float64(l.WeightVar*c.r) + l.BiasVar,
		p: p,
		t: p + float64(l.WeightVar*c.t),
	}
}

// activate passes a pair through the activation: Σ ← J1, Θ ← J0·Θ.
func (c pair) activate(a Activation) pair {
	j1, j0 := a.Moments(c.q, c.r, c.p)
	q, _ := a.Moment(c.q)
	r, _ := a.Moment(c.r)
	return pair{q: q, r: r, p: j1, t: j0 * c.t}
}

// of returns both kernels from the inner products of two inputs over m.
func (s Stack) of(q, r, p float64) (nngp, ntk float64) {
	c := pair{q: q, r: r, p: p}
	for _, l := range s {
		c = c.linear(l)
		for range l.Depth {
			c = c.activate(l.Activation).linear(l)
		}
	}
	return c.p, c.t
}

// ofOne is of at coinciding inputs, free of the rounding of an angle near 0.
func (s Stack) ofOne(q float64) (nngp, ntk float64) {
	c := pair{p: q}
	for _, l := range s {
		c = c.linear(l)
		for range l.Depth {
			j1, j0 := l.Activation.Moment(c.p)
			c = pair{p: j1, t: j0 * c.t}.linear(l)
		}
	}
	return c.p, c.t
}

// squares returns |x_i|²/m of each row.
func squares(x []float64, m int) []float64 {
	v := make([]float64, rows(x, m))
	for i := range v {
		v[i] = dot(x[i*m:][:m], x[i*m:][:m]) / float64(m)
	}
	return v
}

func rows(x []float64, m int) int {
	if m < 1 || len(x)%m != 0 {
		panic(fmt.Sprintf("kernel: %d numbers in rows of %d", len(x), m))
	}
	return len(x) / m
}

func dot(x, y []float64) float64 {
	sum := 0.0
	for i, v := range x {
		sum += float64(v * y[i])
	}
	return sum
}
