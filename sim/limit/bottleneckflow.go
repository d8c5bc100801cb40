package limit

import "fmt"

// A Start is a network with a bottleneck at step 0.
type Start struct {
	Z   []float64 // N×d, g_0 on the training set
	Off []float64 // g_0 off it, at the first of the P points that are wanted, times d
	F   Function  // f_0; nil is f_0 = 0

	// Degree at which the harmonics of f_t − f_0 are cut; 0 is the default.
	Degree int
}

// A BottleneckFlow is gradient descent of the network f∘g with a bottleneck of d units
// and infinite width on both sides: equations (1) and (2) of the package comment. It keeps
// f_t as coefficients of harmonics, on top of f_0 if that is not made of harmonics itself,
// and g_t as c_t = Σ_s (η/N) J(s)ᵀχ(s), so that g_t(x) = g_0(x) − Θ_g(x, X) c_t anywhere.
type BottleneckFlow struct {
	k        *Kernels
	start    Start
	outside  Function  // f_0, if it is not part of f
	f        *Harmonic // f_t, or f_t − f_0
	c        []float64 // d×N
	steps    int
	frozen   bool
	previous state

	z        []float64    // N×d
	u        [][3]float64 // N, directions of the extended z
	rho      []float64    // N, their lengths
	features []float64    // N×size, Y_k(u_j)
	outputs  []float64    // N×K
	jacobian []float64    // N×K×d
	chi      []float64    // N×K
	loss     float64

	weight []float64 // N
	change []float64 // size
	value  []float64 // K, of f_0
	slope  []float64 // K×d
	point  []float64 // d
	top    *powerIteration
}

// state is what one step changes and a freeze takes back.
type state struct{ offset, beta, c []float64 }

// NewBottleneckFlow starts at step 0. It fails if f has no exact state: see NewHarmonic.
func NewBottleneckFlow(k *Kernels, s Start) (*BottleneckFlow, error) {
	n, outs, d := k.Problem.N, k.Problem.K, k.Architecture.Units
	if len(s.Z) != n*d || len(s.Off) > k.P*d || len(s.Off)%d != 0 {
		panic(fmt.Sprintf("limit: start of %d and %d numbers for %d and %d points with %d units",
			len(s.Z), len(s.Off), n, k.P, d))
	}
	h, err := NewHarmonic(k.Architecture.F, d, outs, s.Degree)
	if err != nil {
		return nil, err
	}
	size := h.basis.size()
	b := &BottleneckFlow{
		k: k, f: h,
		c:        make([]float64, d*n),
		z:        make([]float64, n*d),
		u:        make([][3]float64, n),
		rho:      make([]float64, n),
		features: make([]float64, n*size),
		outputs:  make([]float64, n*outs),
		jacobian: make([]float64, n*outs*d),
		chi:      make([]float64, n*outs),
		weight:   make([]float64, n),
		change:   make([]float64, size),
		value:    make([]float64, outs),
		slope:    make([]float64, outs*d),
		point:    make([]float64, d),
		previous: state{make([]float64, outs), make([]float64, outs*size), make([]float64, d*n)},
	}
	b.start = s
	b.start.Z = append([]float64(nil), s.Z...)
	b.start.Off = append([]float64(nil), s.Off...)
	if s.F != nil && !h.embed(s.F) {
		b.outside = s.F
	}
	b.evaluate()
	b.top = newPowerIteration(b)
	b.top.iterate(firstIterations)
	return b, nil
}

// Step takes one step of gradient descent at the rate. If that diverges, the flow freezes:
// it stays where it was, and further steps do nothing.
func (b *BottleneckFlow) Step(rate float64) {
	if b.frozen {
		return
	}
	b.save()
	p := b.k.Problem
	p.Loss.Gradient(b.chi, b.outputs, p.Y)
	b.moveG(rate / float64(p.N))
	b.moveF(rate / float64(p.N))
	b.evaluate()
	if diverged(b.loss) {
		b.restore()
		b.evaluate()
		b.frozen = true
		return
	}
	b.steps++
	if b.steps <= everyStepUntil || b.steps%iterationEvery == 0 {
		b.top.iterate(laterIterations)
	}
}

// moveG is equation (2): c += (η/N) Jᵀχ.
func (b *BottleneckFlow) moveG(scale float64) {
	n, outs, d := b.k.Problem.N, b.k.Problem.K, b.k.Architecture.Units
	for j := range n {
		for c := range outs {
			x := scale * b.chi[j*outs+c]
			for a := range d {
				b.c[a*n+j] += x * b.jacobian[(j*outs+c)*d+a]
			}
		}
	}
}

// moveF is equation (1) in harmonics: β_k −= (η/N) σ_w² c_k Σ_j ρ_j Y_k(u_j) χ_j, and the
// offset −= (η/N) σ_b² Σ_j χ_j.
func (b *BottleneckFlow) moveF(scale float64) {
	outs, size := b.k.Problem.K, b.f.basis.size()
	for c := range outs {
		sum := b.gather(b.chi, c)
		b.f.offset[c] -= scale * b.f.biasVar * sum
		for k, v := range b.change {
			b.f.beta[c*size+k] -= scale * b.f.weightVar * b.f.basis.ntk[k] * v
		}
	}
	b.f.turn()
}

// gather sets change to Σ_j ρ_j Y_k(u_j) v_j for output c of v (N×K) and returns Σ_j v_j.
func (b *BottleneckFlow) gather(v []float64, c int) float64 {
	outs, sum := b.k.Problem.K, 0.0
	for j, r := range b.rho {
		x := v[j*outs+c]
		sum += x
		b.weight[j] = r * x
	}
	for k := range b.change {
		b.change[k] = 0
	}
	combine(b.change, b.weight, b.features)
	return sum
}

// evaluate brings everything that follows from c and f up to date.
func (b *BottleneckFlow) evaluate() {
	p := b.k.Problem
	outs, d, size := p.K, b.k.Architecture.Units, b.f.basis.size()
	spread(b.z, b.start.Z, b.k.thetaG, b.c, p.N, d)
	for j := range p.N {
		z, row := b.z[j*d:][:d], b.features[j*size:][:size]
		value, jacobian := b.outputs[j*outs:][:outs], b.jacobian[j*outs*d:][:outs*d]
		u := &b.u[j]
		b.rho[j] = b.f.place(z, u)
		b.f.basis.fill(row, u)
		b.f.read(row, u, b.rho[j], value, jacobian)
		if b.outside != nil {
			b.outside.Eval(z, b.value, b.slope)
			addTo(value, b.value)
			addTo(jacobian, b.slope)
		}
	}
	b.loss = p.Loss.Mean(b.outputs, p.Y, p.N)
}

func addTo(sum, v []float64) {
	for i, x := range v {
		sum[i] += x
	}
}

func (b *BottleneckFlow) save() {
	copy(b.previous.offset, b.f.offset)
	copy(b.previous.beta, b.f.beta)
	copy(b.previous.c, b.c)
}

func (b *BottleneckFlow) restore() {
	copy(b.f.offset, b.previous.offset)
	copy(b.f.beta, b.previous.beta)
	copy(b.c, b.previous.c)
	b.f.turn()
}

// Z returns z_j(t) on the training set, N×d. The slice is the flow's own, valid until the
// next Step.
func (b *BottleneckFlow) Z() []float64 { return b.z }

// Outputs returns F_t on the training set, N×K. The slice is the flow's own, valid until
// the next Step.
func (b *BottleneckFlow) Outputs() []float64 { return b.outputs }

// Loss returns the mean loss on the training set.
func (b *BottleneckFlow) Loss() float64 { return b.loss }

// LambdaMax returns λ_max(K_F(t))/N, the fastest rate of training at present. It follows
// the steps by power iteration: a few after each of the first steps, later after every
// fifth.
func (b *BottleneckFlow) LambdaMax() float64 { return b.top.lambda / float64(b.k.Problem.N) }

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
	n, d, outs := b.k.Problem.N, b.k.Architecture.Units, b.k.Problem.K
	for i := from; i < to; i++ {
		spread(b.point, b.start.Off[i*d:][:d], b.k.rows(&b.k.crossG, i, i+1), b.c, n, d)
		b.Values(dst[(i-from)*outs:][:outs], b.point, nil)
	}
}

// Values fills dst (n×K) with f_t at the rows of z (n×d), any points of the bottleneck.
// f0 (n×K) holds f_0 there, if the caller has kept it; if nil, f_0 is evaluated. A start
// made of harmonics costs nothing, and f0 is not read.
func (b *BottleneckFlow) Values(dst, z, f0 []float64) {
	b.f.Values(dst, z)
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
