package limit

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"gonum.org/v1/gonum/mat"

	"narrows/sim/kernel"
	"narrows/sim/vector"
)

// Squared loss without bottleneck is linear: along an eigenvector of Θ_∞ the residual is
// multiplied by 1 − ηλ/N in each step, and by e^{−λt/N} in the flow.
func TestKernelFlowAgainstEigenvectors(t *testing.T) {
	p := moons(32, Squared, seeded(1))
	k := mustKernels(t, architecture(2, 0), p, nil)
	on, off, err := k.DrawOutputs(seeded(2))
	if err != nil {
		t.Fatal(err)
	}
	var eig mat.EigenSym
	eig.Factorize(mat.NewSymDense(p.N, k.theta), true)
	values := eig.Values(nil)
	var vectors mat.Dense
	eig.VectorsTo(&vectors)
	amplitude := make([]float64, p.N)
	for i := range amplitude {
		for j := range p.N {
			amplitude[i] += vectors.At(j, i) * (on[j] - p.Y[j])
		}
	}
	lossAfter := func(factor func(rate float64) float64) float64 {
		sum := 0.0
		for i, r := range amplitude {
			sum += r * r * factor(values[i]/float64(p.N)) / 2
		}
		return sum / float64(p.N)
	}
	f := NewKernelFlow(k, on, off)
	rate := 0.5 * k.StableRate()
	for step := 1; step <= 300; step++ {
		f.Step(rate)
		want := lossAfter(func(l float64) float64 { return math.Pow(1-rate*l, 2*float64(step)) })
		if got := f.Loss(); math.Abs(got-want) > 1e-12 {
			t.Fatalf("step %d: got loss %v want %v", step, got, want)
		}
	}
	f = NewKernelFlow(k, on, off)
	rate = 1e-3 * k.StableRate()
	for step := 1; step <= 3000; step++ {
		f.Step(rate)
		time := rate * float64(step)
		want := lossAfter(func(l float64) float64 { return math.Exp(-2 * l * time) })
		if got := f.Loss(); math.Abs(got-want) > 1e-3*want {
			t.Fatalf("time %v: got loss %v want %v", time, got, want)
		}
	}
}

// Off the training set the flow says at a training point what it says on it.
func TestOffTheTrainingSet(t *testing.T) {
	for _, s := range shapes {
		p := moons(24, Logistic, seeded(3))
		k := mustKernels(t, s.architecture(), p, append(plane(3), p.X...))
		start := mustStart(t, k, seeded(4))
		copy(start.Off[9*s.d:], start.Z)
		b := mustFlow(t, k, start)
		start.F = opaque{start.F}
		outside := mustFlow(t, k, start)
		startOff := make([]float64, k.P)
		b.OffOutputs(startOff, 0, k.P)
		lin := NewKernelFlow(k, b.Outputs(), startOff)
		for range 200 {
			for _, step := range []func(float64){b.Step, outside.Step, lin.Step} {
				step(0.1 * k.StableRate())
			}
		}
		z := make([]float64, p.N*s.d)
		b.OffZ(z, 9, k.P)
		out, outs, direct := make([]float64, p.N), make([]float64, p.N), make([]float64, p.N)
		b.OffOutputs(out, 9, k.P)
		outside.OffOutputs(outs, 9, k.P)
		b.Values(direct, b.Z(), nil)
		lin.OffOutputs(startOff[9:], 9, k.P)
		for _, c := range []struct {
			name      string
			got, want []float64
		}{
			{"z", z, b.Z()}, {"F", out, b.Outputs()}, {"f over the bottleneck", direct, b.Outputs()},
			{"F with f_0 outside", outs, outside.Outputs()}, {"F without bottleneck", startOff[9:], lin.Outputs()},
		} {
			if d := farthest(c.got, c.want); d > 1e-10 {
				t.Errorf("%v, %s: got %g apart want 0", s, c.name, d)
			}
		}
		// f_0 as part of the state or beside it: one network. Rounding grows along the way.
		if d := farthest(b.Outputs(), outside.Outputs()); d > 1e-8 {
			t.Errorf("%v: f_0 outside: got %g apart want 0", s, d)
		}
		cached := make([]float64, p.N)
		start.F.(opaque).f.(*Harmonic).Values(cached, b.Z())
		outside.Values(direct, b.Z(), cached)
		outside.Values(out, b.Z(), nil)
		if d := farthest(direct, out); d > 1e-12 {
			t.Errorf("%v: f_0 kept by the caller: got %g apart want 0", s, d)
		}
	}
}

// The kernel K_F of a trained state: symmetric, positive, near the exact one, and its
// largest eigenvalue is the one reported.
func TestComposedKernel(t *testing.T) {
	for _, s := range shapes {
		for outs := 1; outs <= 2; outs++ {
			p := moons(20, Squared, seeded(5))
			p.K, p.Y = outs, make([]float64, 20*outs)
			rng := seeded(6)
			for i := range p.Y {
				p.Y[i] = rng.NormFloat64()
			}
			k, b := ownStart(t, s.architecture(), p, 7)
			for step := 0; ; step += 50 {
				checkComposed(t, fmt.Sprintf("%v, K = %d, step %d", s, outs, step), b)
				if step == 100 {
					break
				}
				for range 50 {
					b.Step(0.1 * k.StableRate())
				}
			}
		}
	}
}

func checkComposed(t *testing.T, name string, b *BottleneckFlow) {
	t.Helper()
	p := b.k.Problem
	size := p.N * p.K
	a := make([]float64, size*size)
	unit, column := make([]float64, size), make([]float64, size)
	trace := 0.0
	for i := range size {
		unit[i] = 1
		b.applyKernel(column, unit)
		unit[i] = 0
		copy(a[i*size:], column)
		trace += column[i]
	}
	d := b.k.Architecture.Units
	for i := range size {
		for j := range size {
			if math.Abs(a[i*size+j]-a[j*size+i]) > 1e-12*trace {
				t.Fatalf("%s (%d, %d): got %v and %v want symmetry", name, i, j, a[i*size+j], a[j*size+i])
			}
			// K_F from its definition, with the truncated K_f.
			x, y := i/p.K, j/p.K
			want := vector.Dot(b.jacobian[i*d:][:d], b.jacobian[j*d:][:d]) * b.k.thetaG[x*p.N+y]
			if i%p.K == j%p.K {
				_, kf := b.harmonic().kernels(b.z[x*d:][:d], b.z[y*d:][:d])
				want += kf
			}
			if math.Abs(a[i*size+j]-want) > 1e-12*trace {
				t.Fatalf("%s (%d, %d): got %v want %v", name, i, j, a[i*size+j], want)
			}
		}
	}
	var eig mat.EigenSym
	eig.Factorize(mat.NewSymDense(size, a), false)
	values := eig.Values(nil)
	if values[0] < -1e-10*trace {
		t.Errorf("%s: least eigenvalue %g of the trace, want > -1e-10", name, values[0]/trace)
	}
	want := values[size-1] / float64(p.N)
	if got := b.LambdaMax(); math.Abs(got-want) > 2e-3*want {
		t.Errorf("%s: λ_max/N: got %v want %v", name, got, want)
	}
}

// Below the stability limit of the present kernel the loss falls in every step, at any
// truncation. In one dimension without bias the gradient jumps where a point crosses
// z = 0, and only the end is below the beginning.
func TestLossFalls(t *testing.T) {
	for _, s := range shapes {
		for _, loss := range []Loss{Logistic, Squared} {
			for _, degree := range []int{8, 0} {
				p := moons(24, loss, seeded(8))
				k := mustKernels(t, s.architecture(), p, nil)
				start := mustStart(t, k, seeded(9))
				start.Degree = degree
				if degree > 0 && !s.exact() {
					f0 := s.harmonic(t, 1, degree)
					f0.Draw(seeded(10))
					start.F = f0
				}
				b := mustFlow(t, k, start)
				first, before := b.Loss(), b.Loss()
				for step := range 400 {
					b.Step(0.3 / (b.LambdaMax() * loss.Curvature()))
					if s.dim > 1 && b.Loss() > before+1e-12 {
						t.Fatalf("%v, loss %d, degree %d, step %d: got %v after %v", s, loss, degree, step, b.Loss(), before)
					}
					before = b.Loss()
				}
				if before > 0.7*first {
					t.Errorf("%v, loss %d: got %v from %v, want a fall", s, loss, before, first)
				}
			}
		}
	}
}

// conserved is Q = Σ_k β_k²/(σ_w² c_k) − Σ_a z_aᵀ Θ_g(X,X)⁻¹ z_a, constant in the flow of a
// homogeneous f for any loss, g and truncation.
func (b *BottleneckFlow) conserved(t *testing.T) float64 {
	t.Helper()
	n, d := b.k.Problem.N, b.k.Architecture.Units
	q := 0.0
	for k, v := range b.harmonic().beta {
		if c := b.harmonic().basis.ntk[k%b.harmonic().basis.size()]; c > 1e-15 {
			q += v * v / (b.harmonic().weightVar * c)
		}
	}
	var chol mat.Cholesky
	if !chol.Factorize(mat.NewSymDense(n, b.k.thetaG)) {
		t.Fatal("Θ_g is singular")
	}
	for a := range d {
		z, x := mat.NewVecDense(n, nil), mat.NewVecDense(n, nil)
		for j := range n {
			z.SetVec(j, b.z[j*d+a])
		}
		if err := chol.SolveVecTo(x, z); err != nil {
			t.Fatal(err)
		}
		q -= mat.Dot(z, x)
	}
	return q
}

// Gradient descent breaks the conservation law by O(η): a quarter of the rate, a quarter
// of the drift.
func TestConservation(t *testing.T) {
	for _, c := range []struct {
		s      shape
		degree int
		time   float64
	}{
		// Until 3 no point crosses z = 0, where the gradient in one dimension jumps.
		{shape{d: 1, dim: 1}, 0, 3}, {shape{d: 2, dim: 2}, 0, 10},
		{shape{d: 2, dim: 2}, 16, 10}, {shape{d: 3, dim: 3}, 8, 10},
		{shape{d: 1, dim: 1, slope: 0.2}, 0, 3}, {shape{d: 2, dim: 2, slope: 0.2}, 16, 10},
		{shape{d: 3, dim: 3, slope: 0.2}, 8, 10}, {shape{d: 8, dim: 8, slope: 1}, 0, 10},
	} {
		time := c.time
		if testing.Short() {
			time = 3
		}
		drift := func(rate float64) float64 {
			p := moons(40, Squared, seeded(11))
			k := mustKernels(t, c.s.architecture(), p, nil)
			start := mustStart(t, k, seeded(12))
			f0 := c.s.harmonic(t, 1, c.degree)
			f0.Draw(seeded(13))
			start.F, start.Degree = f0, c.degree
			b := mustFlow(t, k, start)
			q := b.conserved(t)
			for range int(math.Round(time / rate)) {
				b.Step(rate)
			}
			return math.Abs(b.conserved(t) - q)
		}
		coarse, fine := drift(0.01), drift(0.0025)
		t.Logf("%v, degree %d: %.2g, %.2g", c.s, c.degree, coarse, fine)
		if ratio := coarse / fine; ratio < 3.5 || ratio > 4.5 {
			t.Errorf("%v, degree %d: drift %g → %g, ratio %.2f, want 4", c.s, c.degree, coarse, fine, ratio)
		}
	}
}

// Turning z_0 and f_0 together turns the whole run, and changes no output.
func TestRotation(t *testing.T) {
	for _, slope := range []float64{0, 0.2} {
		s := shape{d: 2, dim: 2, slope: slope}
		p := moons(24, Logistic, seeded(14))
		k := mustKernels(t, s.architecture(), p, nil)
		start := mustStart(t, k, seeded(15))
		const angle = 0.7
		turned := start
		turned.Z = slices.Clone(start.Z)
		turnPlane(turned.Z, angle)
		f := start.F.(*Harmonic)
		g := s.harmonic(t, 1, 0)
		g.beta[0] = f.beta[0]
		for i := 1; i < len(f.beta); i += 2 {
			j := float64(max(1, i-1))
			sin, cos := math.Sincos(j * angle)
			g.beta[i] = f.beta[i]*cos - f.beta[i+1]*sin
			g.beta[i+1] = f.beta[i]*sin + f.beta[i+1]*cos
		}
		g.turn()
		turned.F = g
		a, b := mustFlow(t, k, start), mustFlow(t, k, turned)
		for range 150 {
			a.Step(0.1 * k.StableRate())
			b.Step(0.1 * k.StableRate())
		}
		want := slices.Clone(a.Z())
		turnPlane(want, angle)
		if d := farthest(b.Z(), want); d > 1e-12 {
			t.Errorf("%v: z: got %g apart want < 1e-12", s, d)
		}
		if d := farthest(b.Outputs(), a.Outputs()); d > 1e-12 {
			t.Errorf("%v: F: got %g apart want < 1e-12", s, d)
		}
	}
}

func turnPlane(z []float64, angle float64) {
	sin, cos := math.Sincos(angle)
	for i := 0; i < len(z); i += 2 {
		z[i], z[i+1] = cos*z[i]-sin*z[i+1], sin*z[i]+cos*z[i+1]
	}
}

// z → −z with the odd harmonics of f_0 negated changes signs and nothing else.
func TestSignFlip(t *testing.T) {
	for _, s := range []shape{
		{d: 1, dim: 1}, {d: 2, dim: 2}, {d: 3, dim: 3},
		{d: 1, dim: 1, slope: 0.2}, {d: 2, dim: 2, slope: 0.2}, {d: 3, dim: 3, slope: 0.2}, {d: 8, dim: 8, slope: 1},
	} {
		p := moons(24, Logistic, seeded(16))
		k := mustKernels(t, s.architecture(), p, nil)
		start := mustStart(t, k, seeded(17))
		flipped := start
		flipped.Z = slices.Clone(start.Z)
		for i := range flipped.Z {
			flipped.Z[i] *= -1
		}
		f, g := start.F.(*Harmonic), s.harmonic(t, 1, 0)
		copy(g.beta, f.beta)
		switch {
		case s.slope == 1:
			for i := range g.beta {
				g.beta[i] *= -1
			}
		case s.dim == 1 && s.slope == 0:
			g.beta[0], g.beta[1] = g.beta[1], g.beta[0]
		case s.dim == 1:
			g.beta[1] *= -1
		case s.dim == 2:
			g.beta[1], g.beta[2] = -g.beta[1], -g.beta[2]
		case s.dim == 3:
			at := sphereIndex(SphereDegree)
			for _, i := range []int{at(1, 0), at(1, 1), at(1, 1) + 1} {
				g.beta[i] *= -1
			}
		}
		g.turn()
		flipped.F = g
		a, b := mustFlow(t, k, start), mustFlow(t, k, flipped)
		for range 150 {
			a.Step(0.1 * k.StableRate())
			b.Step(0.1 * k.StableRate())
		}
		if d := farthest(b.Outputs(), a.Outputs()); d > 1e-12 {
			t.Errorf("%v: got %g apart want < 1e-12", s, d)
		}
	}
}

// The order of the points is of no matter.
func TestPermutation(t *testing.T) {
	p := moons(24, Logistic, seeded(18))
	k := mustKernels(t, architecture(2, 0), p, nil)
	start := mustStart(t, k, seeded(19))
	order := seeded(20).Perm(p.N)
	q, other := p, start
	q.X, q.Y, other.Z = make([]float64, 2*p.N), make([]float64, p.N), make([]float64, 2*p.N)
	for i, j := range order {
		copy(q.X[2*i:2*i+2], p.X[2*j:2*j+2])
		copy(other.Z[2*i:2*i+2], start.Z[2*j:2*j+2])
		q.Y[i] = p.Y[j]
	}
	kq := mustKernels(t, architecture(2, 0), q, nil)
	a, b := mustFlow(t, k, start), mustFlow(t, kq, other)
	rate := 0.1 * k.StableRate()
	for range 150 {
		a.Step(rate)
		b.Step(rate)
	}
	for i, j := range order {
		if d := math.Abs(b.Outputs()[i] - a.Outputs()[j]); d > 1e-12 {
			t.Errorf("point %d: got %g apart want < 1e-12", j, d)
		}
	}
}

// A copy of a training point off the training set is drawn where that is, and what a flow
// answers there is what it answers on the training set, before training and after: kernels
// that are singular, as those of linear networks are, included.
func TestCopiesAnswerAlike(t *testing.T) {
	for _, c := range []struct {
		of kernel.Activation
		d  int
	}{{kernel.Linear, 2}, {kernel.Linear, 8}, {kernel.ReLU, 2}, {kernel.ReLU, 8}, {kernel.Erf, 1}} {
		for seed := range uint64(5) {
			p := moons(24, Logistic, seeded(seed))
			k := mustKernels(t, architectureOf(c.of, c.d, 0), p, slices.Clone(p.X))
			rng := seeded(50 + seed)
			b := mustFlow(t, k, mustStart(t, k, rng))
			on, off, err := k.DrawOutputs(rng)
			if err != nil {
				t.Fatal(err)
			}
			wide := NewKernelFlow(k, on, off)
			for step := range 41 {
				if step%20 == 0 {
					got := make([]float64, p.N)
					b.OffOutputs(got, 0, p.N)
					narrow := farthest(got, b.Outputs())
					wide.OffOutputs(got, 0, p.N)
					if d := farthest(got, wide.Outputs()); !(narrow < 1e-9 && d < 1e-9) {
						t.Errorf("%v, d = %d, seed %d, step %d: got answers at copies %.2g apart with bottleneck and %.2g without, want < 1e-9", c.of, c.d, seed, step, narrow, d)
					}
				}
				b.Step(0.3 * k.StableRate())
				wide.Step(0.3 * k.StableRate())
			}
		}
	}
}
