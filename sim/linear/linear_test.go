package linear

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"gonum.org/v1/gonum/mat"

	"narrows/sim/data"
	"narrows/sim/kernel"
	"narrows/sim/limit"
	"narrows/sim/vector"
)

func seeded(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 1)) }

// farthest is the largest distance of two numbers at one place.
func farthest(x, y []float64) float64 {
	most := 0.0
	for i, v := range x {
		most = max(most, math.Abs(v-y[i]))
	}
	return most
}

// regression is a linear task, with targets times scale.
func regression(g data.Regression, n int, scale float64, loss limit.Loss, seed uint64) (limit.Problem, data.Sample, data.Map) {
	train, held, truth := g.Draw(n, 400, seeded(seed))
	p := limit.Problem{X: train.X, Y: scaled64(train.Y, scale), N: n, M: g.Inputs, K: g.Outputs, Loss: loss}
	held.Y = scaled64(held.Y, scale)
	truth.W = scaled64(truth.W, scale)
	if loss == limit.Logistic {
		for i, v := range p.Y {
			p.Y[i] = math.Copysign(1, v)
		}
	}
	return p, held, truth
}

func scaled64(x []float64, by float64) []float64 {
	y := slices.Clone(x)
	for i := range y {
		y[i] *= by
	}
	return y
}

// matmul returns x y for x n×m and y m×k.
func matmul(x, y []float64, n, m, k int) []float64 {
	z := make([]float64, n*k)
	for i := range n {
		for j := range k {
			for a := range m {
				z[i*k+j] += x[i*m+a] * y[a*k+j]
			}
		}
	}
	return z
}

// rk4 advances x by small steps of the classical method, the reference of this package's
// closed forms.
func rk4(x []float64, t float64, steps int, slope func(dst, x []float64)) []float64 {
	x = slices.Clone(x)
	h := t / float64(steps)
	k, at := [4][]float64{}, make([]float64, len(x))
	for i := range k {
		k[i] = make([]float64, len(x))
	}
	for range steps {
		slope(k[0], x)
		for i, ahead := range []float64{0.5, 0.5, 1} {
			for j := range x {
				at[j] = x[j] + ahead*h*k[i][j]
			}
			slope(k[i+1], at)
		}
		for j := range x {
			x[j] += h / 6 * (k[0][j] + 2*k[1][j] + 2*k[2][j] + k[3][j])
		}
	}
	return x
}

var constantsOf = []Architecture{{1, 1}, {3, 2}, {2, 8}, {0, 4}}

// The constants are those of the recursions in package kernel.
func TestLinearConstants(t *testing.T) {
	const m = 5
	rng := seeded(1)
	x, y := make([]float64, m), make([]float64, m)
	for _, l := range constantsOf {
		for i := range x {
			x[i], y[i] = rng.NormFloat64(), rng.NormFloat64()
		}
		g, f := kernel.Layers{Depth: l.Depth, WeightVar: 1, Activation: kernel.Linear}, kernel.Layers{Depth: 1, WeightVar: 1, Activation: kernel.Linear}
		_, theta := kernel.Stack{g}.At(x, y)
		_, whole := kernel.Stack{g, f}.At(x, y)
		z, v := make([]float64, l.Units), make([]float64, l.Units)
		for i := range z {
			z[i], v[i] = rng.NormFloat64(), rng.NormFloat64()
		}
		_, shallow := kernel.NewShallow(f, l.Units).Value(z, v)
		for _, c := range []struct {
			name      string
			got, want float64
		}{
			{"c_g", l.KernelG(m) * vector.Dot(x, y), theta},
			{"c_f", l.KernelF() * vector.Dot(z, v), shallow},
			{"c_∞", l.KernelInfinite(m) * vector.Dot(x, y), whole},
			{"γ", l.Pace(m) * l.Pace(m), l.KernelG(m) * l.KernelF()},
		} {
			if math.Abs(c.got-c.want) > 1e-13*(1+math.Abs(c.want)) {
				t.Errorf("%+v, %s: got %v want %v", l, c.name, c.got, c.want)
			}
		}
	}
}

// second is f(z) = b z, for b K×d.
type second []float64

func (b second) Eval(z, value, jacobian []float64) {
	copy(value, matmul(b, z, len(value), len(z), 1))
	copy(jacobian, b)
}

// The general simulator with linear g and f, from the same start, is the (A, b) recursion.
func TestFlowIsTheBottleneckFlow(t *testing.T) {
	for _, loss := range []limit.Loss{limit.Squared, limit.Logistic, limit.Fourth} {
		for _, l := range []Architecture{{1, 1}, {3, 2}, {2, 6}} {
			p, held, _ := regression(data.Regression{Inputs: 5, Outputs: 3, Singular: []float64{2, 1}, Noise: 0.1}, 14, 1, loss, 3)
			linear := kernel.Layers{WeightVar: 1, Activation: kernel.Linear}
			g, f := linear, linear
			g.Depth, f.Depth = l.Depth, 1
			k, err := limit.NewKernels(limit.Architecture{G: g, F: f, Units: l.Units}, p, held.X)
			if err != nil {
				t.Fatal(err)
			}
			a, b := l.DrawStart(p.M, p.K, seeded(4))
			at := transposed(a, l.Units, p.M)
			general, err := limit.NewBottleneckFlow(k, limit.Start{Z: matmul(p.X, at, p.N, p.M, l.Units), Off: matmul(held.X, at, held.N, p.M, l.Units), F: second(b)})
			if err != nil {
				t.Fatal(err)
			}
			flow := NewFlow(l, p, a, b)
			first := slices.Clone(flow.Outputs())
			rate := 0.1 / (flow.LambdaMax() * loss.CurvatureAt(flow.Outputs(), p.Y))
			off, want := make([]float64, held.N*p.K), make([]float64, held.N*p.K)
			for range 60 {
				general.Step(rate)
				flow.Step(rate)
				// Rounding over 60 steps of outputs of order 1.
				if d := farthest(flow.Outputs(), general.Outputs()); !(d < 1e-10) {
					t.Fatalf("loss %d, %+v: got outputs %g apart want < 1e-10", loss, l, d)
				}
			}
			flow.Apply(off, held.X)
			general.OffOutputs(want, 0, held.N)
			if d := farthest(off, want); !(d < 1e-10) {
				t.Errorf("loss %d, %+v, off the training set: got %g apart want < 1e-10", loss, l, d)
			}
			if math.Abs(flow.Loss()-general.Loss()) > 1e-10 {
				t.Errorf("loss %d, %+v: got loss %v want %v", loss, l, flow.Loss(), general.Loss())
			}
			if moved := farthest(first, flow.Outputs()); moved < 0.05 {
				t.Errorf("loss %d, %+v: moved by %g only", loss, l, moved)
			}
			// W = b A, and so are A and b.
			if d := farthest(matmul(flow.B(), flow.A(), p.K, l.Units, p.M), flow.W()); d > 1e-13 {
				t.Errorf("loss %d, %+v: W is %g from b A", loss, l, d)
			}
		}
	}
}

// Without a bottleneck, gradient descent of the squared loss on whitened inputs shrinks the
// residual by exactly 1 − η λ a step; and on any inputs it is the flow of the kernel c_∞ x·x′.
func TestLinearKernelFlow(t *testing.T) {
	l := Architecture{Depth: 3, Units: 1}
	p, _, truth := regression(data.Regression{Inputs: 6, Outputs: 3, Singular: []float64{2, 1}, Condition: 1}, 20, 1, limit.Squared, 5)
	rng := seeded(6)
	start := make([]float64, 18)
	for i := range start {
		start[i] = rng.NormFloat64()
	}
	f, err := NewKernelFlow(l, p, start)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := f.LambdaMax(), l.KernelInfinite(6); math.Abs(got-want) > 1e-13 {
		t.Errorf("whitened λ_max: got %v want %v", got, want)
	}
	const rate = 0.3
	for step := 1; step <= 60; step++ {
		f.Step(rate)
		left := math.Pow(1-rate*f.LambdaMax(), float64(step))
		for i, w := range f.W() {
			if want := truth.W[i] + left*(start[i]-truth.W[i]); math.Abs(w-want) > 1e-12 {
				t.Fatalf("step %d: got %v want %v", step, w, want)
			}
		}
	}

	for _, loss := range []limit.Loss{limit.Logistic, limit.Fourth} {
		p, _, _ = regression(data.Regression{Inputs: 4, Outputs: 2, Singular: []float64{2, 1}, Condition: 9}, 12, 1, loss, 7)
		linear := kernel.Layers{Depth: 3, WeightVar: 1, Activation: kernel.Linear}
		shallow := linear
		shallow.Depth = 1
		k, err := limit.NewKernels(limit.Architecture{G: linear, F: shallow, Units: 1}, p, nil)
		if err != nil {
			t.Fatal(err)
		}
		if f, err = NewKernelFlow(l, p, start[:8]); err != nil {
			t.Fatal(err)
		}
		if math.Abs(f.LambdaMax()-k.LambdaMax()) > 1e-12 {
			t.Errorf("λ_max: got %v want %v", f.LambdaMax(), k.LambdaMax())
		}
		general := limit.NewKernelFlow(k, f.Outputs(), nil)
		for range 60 {
			f.Step(0.1)
			general.Step(0.1)
		}
		if d := farthest(f.Outputs(), general.Outputs()); !(d < 1e-11) {
			t.Errorf("loss %d: got outputs %g apart want < 1e-11", loss, d)
		}
	}
	p.X = make([]float64, len(p.X))
	if _, err := NewKernelFlow(l, p, nil); err == nil {
		t.Error("inputs that are all zero: got no error")
	}
}

// D stays up to what a step of finite rate does, O(η) over a given time.
func TestLinearConservation(t *testing.T) {
	l := Architecture{Depth: 2, Units: 3}
	for _, loss := range []limit.Loss{limit.Squared, limit.Logistic, limit.Fourth} {
		p, _, _ := regression(data.Regression{Inputs: 6, Outputs: 4, Singular: []float64{3, 2, 1}, Noise: 0.2}, 30, 1, loss, 8)
		a, b := l.DrawStart(p.M, p.K, seeded(9))
		drift := func(rate float64) float64 {
			f := NewFlow(l, p, a, b)
			before, after := make([]float64, 9), make([]float64, 9)
			f.Conserved(before)
			for range int(math.Round(2 / rate)) {
				f.Step(rate)
			}
			f.Conserved(after)
			return farthest(after, before)
		}
		coarse, fine := drift(0.004), drift(0.001)
		t.Logf("loss %d: %.2e → %.2e, ratio %.2f", loss, coarse, fine, coarse/fine)
		if ratio := coarse / fine; !(ratio > 3.5 && ratio < 4.5) {
			t.Errorf("loss %d: the drift of D falls by %.2f want 4 ± 0.5", loss, ratio)
		}
	}
}

// exactLambda is the largest eigenvalue of the NK×NK kernel over N, made in full.
func exactLambda(l Architecture, p limit.Problem, a, b []float64) float64 {
	n := p.N * p.K
	d := l.Units
	full := mat.NewSymDense(n, nil)
	z := matmul(p.X, transposed(a, d, p.M), p.N, p.M, d)
	bb := matmul(b, transposed(b, p.K, d), p.K, d, p.K)
	for i := range n {
		for j := range i + 1 {
			x, c, y, e := i/p.K, i%p.K, j/p.K, j%p.K
			v := l.KernelG(p.M) * bb[c*p.K+e] * vector.Dot(p.X[x*p.M:][:p.M], p.X[y*p.M:][:p.M])
			if c == e {
				v += l.KernelF() * vector.Dot(z[x*d:][:d], z[y*d:][:d])
			}
			full.SetSym(i, j, v/float64(p.N))
		}
	}
	var eig mat.EigenSym
	eig.Factorize(full, false)
	return eig.Values(nil)[n-1]
}

func TestLinearLambdaMax(t *testing.T) {
	for _, condition := range []float64{0, 1, 30} {
		for _, l := range []Architecture{{1, 1}, {3, 2}, {2, 6}} {
			p, _, _ := regression(data.Regression{Inputs: 5, Outputs: 3, Singular: []float64{4, 1}, Condition: condition}, 12, 1, limit.Squared, 10)
			a, b := l.DrawStart(p.M, p.K, seeded(11))
			f := NewFlow(l, p, a, b)
			for step := range 301 {
				if step%100 == 0 {
					// Two near eigenvalues are told apart slowly; three digits are enough for a rate.
					if got, want := f.LambdaMax(), exactLambda(l, p, f.A(), f.B()); math.Abs(got-want) > 1e-3*want {
						t.Errorf("condition %v, %+v, step %d: got %v want %v", condition, l, step, got, want)
					}
				}
				f.Step(0.05)
			}
		}
	}
}

// A network has at most rank d at every step, however many outputs there are to fit, and
// learns the first d modes of whitened data.
func TestRankIsAtMostUnits(t *testing.T) {
	p, _, truth := regression(data.Regression{Inputs: 8, Outputs: 5, Singular: []float64{5, 4, 3, 2, 1}, Condition: 1}, 40, 1, limit.Squared, 12)
	for d := 1; d <= 4; d++ {
		l := Architecture{Depth: 2, Units: d}
		a, b := l.DrawStart(p.M, p.K, seeded(13))
		f, s := NewFlow(l, p, a, b), NewSingular(p.K, p.M)
		for range 1500 {
			f.Step(0.02)
			s.Of(f.W())
			if rank := s.Rank(1e-12); rank > d {
				t.Fatalf("%d units: got rank %d", d, rank)
			}
		}
		for i := range d {
			if math.Abs(s.Values[i]-truth.S[i]) > 1e-3 { // the slowest mode left has e^{-8} to go
				t.Errorf("%d units, mode %d: got %v want %v", d, i, s.Values[i], truth.S[i])
			}
		}
		// What it cannot learn is left: ½ Σ s².
		left := 0.0
		for _, v := range truth.S[d:] {
			left += v * v / 2
		}
		if math.Abs(f.Loss()-left) > 1e-3 {
			t.Errorf("%d units: got loss %v want %v", d, f.Loss(), left)
		}
	}
}

func TestLinearFlowsFreeze(t *testing.T) {
	l := Architecture{Depth: 2, Units: 2}
	p, _, truth := regression(data.Regression{Inputs: 4, Outputs: 3, Singular: []float64{2, 1}}, 12, 1, limit.Squared, 14)
	a, b := l.DrawStart(p.M, p.K, seeded(15))
	type flow interface {
		Step(float64)
		Loss() float64
		W() []float64
		Frozen() (int, bool)
	}
	for _, rate := range []float64{50, math.NaN(), math.Inf(1)} {
		wide, err := NewKernelFlow(l, p, nil)
		if err != nil {
			t.Fatal(err)
		}
		for name, f := range map[string]flow{
			"bottleneck": NewFlow(l, p, a, b), "kernel": wide,
			"balanced": NewBalanced(3, p, scaled64(truth.W, 0.5)), "one output": NewBalanced(3, one(p), truth.W[:4]),
		} {
			for step := 1; ; step++ {
				before := slices.Clone(f.W())
				f.Step(rate)
				at, frozen := f.Frozen()
				if !frozen && step < 100 {
					continue
				}
				if !frozen || at != step || !slices.Equal(before, f.W()) || limit.Diverged(f.Loss()) {
					t.Errorf("%s at %v: got frozen %v at step %d, loss %v; want at %d and back where it was", name, rate, frozen, at, f.Loss(), step)
				}
				f.Step(rate)
				break
			}
		}
	}
}

// one is a problem with the first output only.
func one(p limit.Problem) limit.Problem {
	y := make([]float64, p.N)
	for j := range y {
		y[j] = p.Y[j*p.K]
	}
	p.Y, p.K = y, 1
	return p
}

func TestLinearStepsDoNotAllocate(t *testing.T) {
	l := Architecture{Depth: 2, Units: 2}
	p, _, truth := regression(data.Regression{Inputs: 4, Outputs: 3, Singular: []float64{2, 1}}, 12, 1, limit.Fourth, 16)
	a, b := l.DrawStart(p.M, p.K, seeded(17))
	wide, err := NewKernelFlow(l, p, nil)
	if err != nil {
		t.Fatal(err)
	}
	narrow, balanced := NewFlow(l, p, a, b), NewBalanced(3, p, truth.W)
	d := make([]float64, 4)
	for name, f := range map[string]func(){
		"bottleneck": func() { narrow.Step(1e-3); narrow.Conserved(d) },
		"kernel":     func() { wide.Step(1e-3) },
		"balanced":   func() { balanced.Step(1e-3) },
	} {
		if n := testing.AllocsPerRun(20, f); n != 0 {
			t.Errorf("%s: got %v allocations want 0", name, n)
		}
	}
}

// A start has the covariances of the networks' own; a balanced one is, for each sign of δ.
func TestLinearStarts(t *testing.T) {
	l := Architecture{Depth: 2, Units: 400}
	a, b := l.DrawStart(50, 30, seeded(18))
	// Five s.d. of the mean of 20000 and 12000 squares.
	if got := vector.Dot(a, a) / 400; math.Abs(got-1) > 5*math.Sqrt(2.0/20000) {
		t.Errorf("m times the variance of A: got %v want 1", got)
	}
	if got := vector.Dot(b, b) / 30; math.Abs(got-1) > 5*math.Sqrt(2.0/12000) {
		t.Errorf("d times the variance of b: got %v want 1", got)
	}
	for _, c := range []struct {
		l     Architecture
		delta float64
	}{{Architecture{1, 1}, 0}, {Architecture{2, 3}, 0.7}, {Architecture{2, 3}, -0.7}, {Architecture{3, 5}, 0}, {Architecture{3, 5}, 0.2}} {
		p := limit.Problem{X: make([]float64, 6), Y: make([]float64, 4), N: 1, M: 6, K: 4}
		a, b := c.l.DrawBalancedStart(6, 4, 0.5, c.delta, seeded(19))
		f := NewFlow(c.l, p, a, b)
		d := make([]float64, c.l.Units*c.l.Units)
		f.Conserved(d)
		for i, v := range d {
			want := 0.0
			if i%(c.l.Units+1) == 0 {
				want = -c.delta
			}
			if math.Abs(v-want) > 1e-13 {
				t.Errorf("%+v, δ = %v, entry %d of D: got %v want %v", c.l, c.delta, i, v, want)
			}
		}
		if norm := vector.Dot(a, a) + vector.Dot(b, b); norm < 0.1 {
			t.Errorf("%+v, δ = %v: a start of squared size %v", c.l, c.delta, norm)
		}
	}
}
