package limit

import (
	"fmt"
	"math"
	"slices"

	"narrows/sim/eigen"
)

// A BottleneckFlow is gradient descent of the network f∘g with a bottleneck of d units
// and infinite width on both sides: equations (1) and (2) of the package comment. It keeps
// f_t in a State, on top of f_0 if that is not of the same kind itself, and g_t as
// c_t = Σ_s (η/N) J(s)ᵀχ(s), so that g_t(x) = g_0(x) − Θ_g(x, X) c_t anywhere.
type BottleneckFlow struct {
	k       *Kernels
	start   Start
	outside Function  // f_0, if it is not part of f
	f       mover     // f_t, or f_t − f_0
	short   puller    // f, if its Jacobian is made only when looked at; else nil
	c       []float64 // d×N
	before  []float64 // d×N, c a step ago
	steps   int
	frozen  bool

	z        []float64 // N×d
	outputs  []float64 // N×K
	jacobian []float64 // N×K×d, to be read after complete
	whole    bool      // the Jacobian is complete
	aside    []float64 // N×K×d, the part of outside beside a puller
	pulled   []float64 // N×d, Jᵀχ of a puller
	chi      []float64 // N×K, of the present outputs
	loss     float64

	value []float64 // K, of f_0
	slope []float64 // K×d
	off   []float64 // z off the training set, when asked for outputs there

	top     *eigen.Top // of K_F
	columns []float64  // 4×N, columns of J∘v and what Θ_g makes of them
	lambda  float64    // λ_max(K_F), if it is known
	known   bool

	followed bool // at this step
	last     followed
}

// A followed is where Follow last found λ_max: what K_F is made of there, and by how much that
// had moved by then since all was searched.
type followed struct {
	z, jacobian   []float64
	lambda, moved float64
}

// NewBottleneckFlow starts at step 0. It fails if the kernel of f is not that of anything
// that could learn.
func NewBottleneckFlow(k *Kernels, s Start) (*BottleneckFlow, error) {
	f, outside, err := newMover(k, s)
	if err != nil {
		return nil, err
	}
	return newBottleneckFlow(k, s, f, outside), nil
}

// newBottleneckFlow starts from f, plus outside if that is not nil.
func newBottleneckFlow(k *Kernels, s Start, f mover, outside Function) *BottleneckFlow {
	n, outs, d := k.Problem.N, k.Problem.K, k.Architecture.Units
	if len(s.Z) != n*d || len(s.Off) > k.P*d || len(s.Off)%d != 0 {
		panic(fmt.Sprintf("limit: start of %d and %d numbers for %d and %d points with %d units",
			len(s.Z), len(s.Off), n, k.P, d))
	}
	b := &BottleneckFlow{
		k: k, start: s, f: f, outside: outside,
		c:        make([]float64, d*n),
		before:   make([]float64, d*n),
		z:        make([]float64, n*d),
		outputs:  make([]float64, n*outs),
		jacobian: make([]float64, n*outs*d),
		chi:      make([]float64, n*outs),
		value:    make([]float64, outs),
		slope:    make([]float64, outs*d),
	}
	if short, ok := f.(puller); ok && outs > 1 {
		b.short, b.pulled, b.aside = short, make([]float64, n*d), make([]float64, n*outs*d)
	}
	b.start.Z = append([]float64(nil), s.Z...)
	b.start.Off = append([]float64(nil), s.Off...)
	b.evaluate()
	b.columns = make([]float64, 4*n)
	b.top = eigen.NewTop(n*outs, b.applyKernel)
	b.last.z, b.last.jacobian = make([]float64, len(b.z)), make([]float64, len(b.jacobian))
	return b
}

// Step takes one step of gradient descent at the rate. If that diverges, the flow freezes:
// it stays where it was, and further steps do nothing.
func (b *BottleneckFlow) Step(rate float64) {
	if b.frozen {
		return
	}
	copy(b.before, b.c)
	b.f.save()
	p := b.k.Problem
	b.moveG(rate / float64(p.N))
	b.f.descend(rate/float64(p.N), b.chi)
	b.evaluate()
	if Diverged(b.loss) {
		copy(b.c, b.before)
		b.f.restore()
		b.evaluate()
		b.frozen = true
		return
	}
	b.steps++
}

// moveG is equation (2): c += (η/N) Jᵀχ.
func (b *BottleneckFlow) moveG(scale float64) {
	n, outs, d := b.k.Problem.N, b.k.Problem.K, b.k.Architecture.Units
	jacobian := b.jacobian
	if b.short != nil {
		clear(b.pulled)
		b.short.pull(b.pulled, b.chi)
		for j := range n {
			for a := range d {
				b.c[a*n+j] += scale * b.pulled[j*d+a]
			}
		}
		if b.outside == nil {
			return
		}
		jacobian = b.aside
	}
	for j := range n {
		for c := range outs {
			x := scale * b.chi[j*outs+c]
			for a := range d {
				b.c[a*n+j] += x * jacobian[(j*outs+c)*d+a]
			}
		}
	}
}

// evaluate brings everything that follows from c and f up to date.
func (b *BottleneckFlow) evaluate() {
	p, d := b.k.Problem, b.k.Architecture.Units
	b.known, b.followed = false, false
	spread(b.z, b.start.Z, b.k.thetaG, b.c, p.N, d)
	jacobian := b.jacobian
	if b.short != nil {
		b.short.lookAt(b.z, b.outputs)
		jacobian, b.whole = b.aside, false
		clear(jacobian)
	} else {
		b.f.look(b.z, b.outputs, jacobian)
	}
	if b.outside != nil {
		for j := range p.N {
			b.outside.Eval(b.z[j*d:][:d], b.value, b.slope)
			addTo(b.outputs[j*p.K:][:p.K], b.value)
			addTo(jacobian[j*p.K*d:][:p.K*d], b.slope)
		}
	}
	b.loss = p.Loss.Measure(b.chi, b.outputs, p.Y, p.N)
}

// complete makes the Jacobian what it is to be, if steps have left it out.
func (b *BottleneckFlow) complete() {
	if b.short == nil || b.whole {
		return
	}
	copy(b.jacobian, b.aside)
	b.short.slopes(b.jacobian)
	b.whole = true
}

func addTo(sum, v []float64) {
	for i, x := range v {
		sum[i] += x
	}
}

// State returns how f_t is held, and in how many numbers for each output: harmonics,
// landmarks, or hidden units.
func (b *BottleneckFlow) State() (s State, size int) {
	return b.k.Architecture.State(), b.f.size()
}

// Z returns z_j(t) on the training set, N×d. The slice is the flow's own, valid until the
// next Step.
func (b *BottleneckFlow) Z() []float64 { return b.z }

// Outputs returns F_t on the training set, N×K. The slice is the flow's own, valid until
// the next Step.
func (b *BottleneckFlow) Outputs() []float64 { return b.outputs }

// Loss returns the mean loss on the training set.
func (b *BottleneckFlow) Loss() float64 { return b.loss }

// LambdaMax returns λ_max(K_F(t))/N, the fastest rate of training at present: to a few parts in
// a thousand once followed. It is what Follow found, if that was called at this step; else it is found when
// asked for, at the cost of a few steps, from where Follow has left off. Asking changes nothing
// of that: neither what Follow finds, even at the same step, nor what is found later.
func (b *BottleneckFlow) LambdaMax() float64 {
	if !b.known {
		b.lambda, b.known = b.top.Find(eigen.Anywhere), true
	}
	return b.lambda / float64(b.k.Problem.N)
}

// Follow finds λ_max for less where the kernel has not changed much since it was called last,
// and makes searches in steps to come begin there. Where what the kernel is made of is what it
// was within still, λ_max is what it was.
func (b *BottleneckFlow) Follow() {
	if b.followed {
		return
	}
	b.known, b.followed = true, true
	b.complete()
	moved := max(apart(b.z, b.last.z), apart(b.jacobian, b.last.jacobian))
	if b.last.lambda > 0 && moved <= still {
		b.lambda = b.last.lambda
		return
	}
	b.last.moved += moved
	enough, effort := false, eigen.Anywhere
	switch {
	case b.last.lambda > 0 && moved < 0.5:
		effort = eigen.Near
		b.lambda, enough = b.top.Follow(moves * b.last.moved)
	case b.last.lambda > 0:
		effort = eigen.Moved
	}
	if !enough {
		b.lambda, b.last.moved = b.top.Find(effort), 0
		b.top.Keep()
	}
	b.last.lambda = b.lambda
	copy(b.last.z, b.z)
	copy(b.last.jacobian, b.jacobian)
}

const (
	// still is by how much the points and the Jacobian may move, relative in root mean square,
	// before λ_max is sought again.
	still = 1e-3

	// moves is how many times as much eigenvalues move by then, relative to the largest: the
	// kernel is of second degree in both.
	moves = 2
)

// apart is the distance of two vectors, over the size of the second.
func apart(a, b []float64) float64 {
	apart, size := 0.0, 0.0
	for i, v := range a {
		apart += (v - b[i]) * (v - b[i])
		size += b[i] * b[i]
	}
	return math.Sqrt(apart / size)
}

// Frozen reports whether the flow has diverged, and at which step it would have.
func (b *BottleneckFlow) Frozen() (step int, frozen bool) { return b.steps + 1, b.frozen }

// OffZ fills dst ((to−from)×d) with g_t at the points from … to−1 off the training set.
func (b *BottleneckFlow) OffZ(dst []float64, from, to int) {
	n, d := b.k.Problem.N, b.k.Architecture.Units
	spread(dst, b.start.Off[from*d:to*d], b.k.rows(&b.k.crossG, from, to), b.c, n, d)
}

// OffOutputs fills dst ((to−from)×K) with F_t at the points from … to−1 off the training
// set. An outside f_0 is evaluated at each.
func (b *BottleneckFlow) OffOutputs(dst []float64, from, to int) {
	d := b.k.Architecture.Units
	b.off = slices.Grow(b.off[:0], (to-from)*d)[:(to-from)*d]
	b.OffZ(b.off, from, to)
	b.Values(dst, b.off, nil)
}

// Values fills dst (n×K) with f_t at the rows of z (n×d), any points of the bottleneck.
// f0 (n×K) holds f_0 there, if the caller has kept it; if nil, f_0 is evaluated. A start
// that is part of the state costs nothing, and f0 is not read.
func (b *BottleneckFlow) Values(dst, z, f0 []float64) {
	b.f.values(dst, z)
	if b.outside == nil {
		return
	}
	if f0 != nil {
		addTo(dst[:len(f0)], f0)
		return
	}
	d, outs := b.k.Architecture.Units, b.k.Problem.K
	for i := range len(z) / d {
		b.outside.Eval(z[i*d:][:d], b.value, b.slope)
		addTo(dst[i*outs:][:outs], b.value)
	}
}
