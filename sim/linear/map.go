package linear

import (
	"fmt"

	"narrows/sim/limit"
	"narrows/sim/vector"
)

// A wholeMap is what all linear flows keep: W (K×m) on a training set, what it gives there,
// and the gradient of the loss in W. Its exported methods are theirs.
type wholeMap struct {
	p       limit.Problem
	w       []float64 // K×m
	outputs []float64 // N×K
	chi     []float64 // N×K
	g       []float64 // K×m
	loss    float64
	steps   int
	frozen  bool
}

func newWholeMap(p limit.Problem) wholeMap {
	p.Check()
	return wholeMap{
		p:       p,
		w:       make([]float64, p.K*p.M),
		outputs: make([]float64, p.N*p.K),
		chi:     make([]float64, p.N*p.K),
		g:       make([]float64, p.K*p.M),
	}
}

// evaluate brings the outputs and the loss up to date with W.
func (l *wholeMap) evaluate() {
	l.Apply(l.outputs, l.p.X)
	l.loss = l.p.Loss.Measure(l.chi, l.outputs, l.p.Y, l.p.N)
}

// gradient sets G = (1/N) Σ_j χ_j x_jᵀ from the outputs.
func (l *wholeMap) gradient() {
	p := l.p
	clear(l.g)
	for j := range p.N {
		for c := range p.K {
			vector.Axpy(l.g[c*p.M:][:p.M], l.chi[j*p.K+c]/float64(p.N), p.X[j*p.M:][:p.M])
		}
	}
}

// Apply fills dst (P×K) with W x at the rows of x (P×m), any points.
func (l *wholeMap) Apply(dst, x []float64) {
	m, k := l.p.M, l.p.K
	if len(x)%m != 0 || len(dst) != len(x)/m*k {
		panic(fmt.Sprintf("linear: %d numbers for a map from %d to %d, into %d", len(x), m, k, len(dst)))
	}
	for j := range len(x) / m {
		for c := range k {
			dst[j*k+c] = vector.Dot(l.w[c*m:][:m], x[j*m:][:m])
		}
	}
}

// W returns the whole map, K×m. The slice is the flow's own, valid until the next Step.
func (l *wholeMap) W() []float64 { return l.w }

// Outputs returns W x on the training set, N×K. The slice is the flow's own, valid until the
// next Step.
func (l *wholeMap) Outputs() []float64 { return l.outputs }

// Loss returns the mean loss on the training set.
func (l *wholeMap) Loss() float64 { return l.loss }

// Frozen reports whether the flow has diverged, and at which step it would have.
func (l *wholeMap) Frozen() (step int, frozen bool) { return l.steps + 1, l.frozen }

// secondMoments returns S = XᵀX/N, m×m.
func secondMoments(p limit.Problem) []float64 {
	s := make([]float64, p.M*p.M)
	for j := range p.N {
		x := p.X[j*p.M:][:p.M]
		for a, v := range x {
			vector.Axpy(s[a*p.M:][:p.M], v/float64(p.N), x)
		}
	}
	return s
}
