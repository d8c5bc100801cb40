package linear

import (
	"math"
	"slices"
	"testing"

	"gonum.org/v1/gonum/mat"

	"narrows/sim/data"
	"narrows/sim/limit"
	"narrows/sim/vector"
)

// Modes of every combination of signs and sizes against small steps of α and β themselves.
func TestModes(t *testing.T) {
	for _, s := range []float64{2, 1, -1.5, 0} {
		for _, w := range []float64{0.01, 0.5, -0.3, 1, 3, 0} {
			for _, delta := range []float64{0, 1e-7, 0.01, -0.01, 0.8, -2} {
				m := Mode{Target: s, Start: w, Pace: 0.7, Delta: delta}
				alpha, beta := m.factors(m.Pace)
				// Sizes up to 10, and the larger factor is a square root.
				if math.Abs(alpha*beta*m.Pace-w) > 1e-14 || math.Abs(alpha*alpha-beta*beta-delta) > 1e-14 {
					t.Errorf("%+v: got α = %v, β = %v", m, alpha, beta)
				}
				slope := func(dst, x []float64) {
					left := m.Pace * (s - m.Pace*x[0]*x[1])
					dst[0], dst[1] = left*x[1], left*x[0]
				}
				x := []float64{alpha, beta}
				for _, leg := range []float64{0, 0.3, 1, 4} {
					if leg > 0 {
						x = rk4(x, leg, 4000, slope)
					}
					at := map[float64]float64{0: 0, 0.3: 0.3, 1: 1.3, 4: 5.3}[leg]
					// The saddle amplifies the reference's rounding by e^{2γst} at most.
					if got, want := m.At(at), m.Pace*x[0]*x[1]; !(math.Abs(got-want) < 1e-10) {
						t.Errorf("%+v at %v: got %v want %v", m, at, got, want)
					}
				}
			}
		}
	}
}

// The form for δ ≠ 0 runs into that for δ = 0, and both stay finite for ever.
func TestModesAtTheEnds(t *testing.T) {
	for _, s := range []float64{2, -2, 0} {
		for _, w := range []float64{0.3, -0.3} {
			for _, at := range []float64{0, 0.5, 2} {
				want := Mode{Target: s, Start: w, Pace: 0.7}.At(at)
				// δ enters squared, and times e^{2γst} where the saddle is left again.
				for _, delta := range []float64{1e-9, 1e-12, 1e-100, 1e-200, 1e-310} {
					if got := (Mode{s, w, 0.7, delta}).At(at); math.Abs(got-want) > 1e-14 {
						t.Errorf("s = %v, w_0 = %v, δ = %v, t = %v: got %v want %v", s, w, delta, at, got, want)
					}
				}
			}
			for _, delta := range []float64{1, -1, 1e-6, 0} {
				for _, at := range []float64{2000, 1e9} {
					got, want := (Mode{s, w, 0.7, delta}).At(at), s
					if delta == 0 && s*w < 0 {
						want = 0 // held at the saddle
					}
					// s = 0, δ small: 1/(2γt) of it is left.
					if !(math.Abs(got-want) < 1e-14 || s == 0 && math.Abs(got) < 1/at) {
						t.Errorf("s = %v, w_0 = %v, δ = %v, t = %v: got %v want %v", s, w, delta, at, got, want)
					}
				}
			}
		}
	}
}

// whitened is the gradient flow of A and b (one after the other in x) on whitened data.
func whitened(l Architecture, target []float64, m, k int) func(dst, x []float64) {
	d := l.Units
	return func(dst, x []float64) {
		a, b := x[:d*m], x[d*m:]
		g := matmul(b, a, k, d, m)
		for i := range g {
			g[i] -= target[i]
		}
		copy(dst, scaled64(matmul(transposed(b, k, d), g, d, k, m), -l.KernelG(m)))
		copy(dst[d*m:], scaled64(matmul(g, transposed(a, d, m), k, m, d), -l.KernelF()))
	}
}

// The closed form of all modes at once against small steps: of any rank against that of the
// target, early and late, for each sign of δ.
func TestRiccati(t *testing.T) {
	const m, k = 5, 4
	for _, c := range []struct {
		l     Architecture
		delta float64
		s     []float64
		steps int
	}{
		{Architecture{1, 1}, 0, []float64{3, 1}, 6000},
		{Architecture{3, 2}, 0, []float64{3, 1}, 6000},
		{Architecture{3, 2}, 0.5, []float64{3, 1, 0.5}, 6000},
		{Architecture{3, 2}, -0.5, []float64{3, 1, 0.5}, 6000},
		{Architecture{2, 4}, 0, []float64{6, 2, 1, 0.3}, 12000},
		{Architecture{2, 4}, 1.5, []float64{6, 2, 1, 0.3}, 12000},
		{Architecture{2, 4}, -1.5, []float64{6}, 12000},
		{Architecture{2, 5}, 0, []float64{2, 2, 1}, 6000},
	} {
		_, _, truth := data.Regression{Inputs: m, Outputs: k, Singular: c.s}.Draw(2, 0, seeded(1))
		a, b := c.l.DrawBalancedStart(m, k, 0.3, c.delta, seeded(2))
		r, err := NewRiccati(c.l, truth.W, a, b)
		if err != nil {
			t.Fatal(err)
		}
		x, got, now := slices.Concat(a, b), make([]float64, k*m), 0.0
		for _, leg := range []float64{0, 0.5, 2, 10} {
			if leg > 0 {
				x = rk4(x, leg, c.steps, whitened(c.l, truth.W, m, k))
				now += leg
			}
			r.At(now, got)
			want := matmul(x[c.l.Units*m:], x[:c.l.Units*m], k, c.l.Units, m)
			if d := farthest(got, want); !(d < 1e-9) {
				t.Errorf("%+v, δ = %v, s = %v, t = %v: got %g apart want < 1e-9", c.l, c.delta, c.s, now, d)
			}
		}
	}
	l := Architecture{Depth: 2, Units: 2}
	a, b := l.DrawStart(m, k, seeded(3))
	if _, err := NewRiccati(l, make([]float64, k*m), a, b); err == nil {
		t.Error("a start that is not balanced: got no error")
	}
}

// Late, the solution is the best map of rank d: it stays finite and is that to rounding.
func TestRiccatiLate(t *testing.T) {
	const m, k = 6, 4
	l := Architecture{Depth: 3, Units: 2}
	_, _, truth := data.Regression{Inputs: m, Outputs: k, Singular: []float64{3, 1, 0.5}}.Draw(2, 0, seeded(4))
	a, b := l.DrawBalancedStart(m, k, 0.1, 0, seeded(5))
	r, err := NewRiccati(l, truth.W, a, b)
	if err != nil {
		t.Fatal(err)
	}
	want := make([]float64, k*m)
	for i, s := range []float64{3, 1} {
		for c := range k {
			for j := range m {
				want[c*m+j] += s * truth.U[c*3+i] * truth.V[j*3+i]
			}
		}
	}
	got := make([]float64, k*m)
	for _, at := range []float64{100, 1000, 1e9, 1e15} { // at a cost that does not grow
		r.At(at, got)
		if d := farthest(got, want); !(d < 1e-11) {
			t.Errorf("t = %v: got %g from the best map of rank 2, want < 1e-11", at, d)
		}
	}
}

// legs goes to W(t) in short legs, from each of which the next starts: QᵀQ and what it becomes
// then differ so little that any way of inverting M will do.
func legs(r *Riccati, t float64, w []float64) {
	size, d := r.m+r.k, r.d
	q := mat.NewDense(size, d, slices.Clone(r.start))
	count := int(math.Ceil((r.values[size-1]-r.values[0])*t)) + 1
	h := t / float64(count)
	for range count {
		m := mat.NewSymDense(d, nil)
		for i := range d {
			m.SetSym(i, i, 1)
		}
		for e, f := range r.values {
			grown := h
			if math.Abs(f*h) > 1e-12 {
				grown = math.Expm1(2*f*h) / (2 * f)
			}
			m.SymRankOne(m, r.pace*r.pace*grown, q.RowView(e))
		}
		var c mat.Cholesky
		c.Factorize(m)
		var l, inverse mat.TriDense
		c.LTo(&l)
		inverse.InverseTri(&l)
		for e, f := range r.values {
			for u := range d {
				q.Set(e, u, math.Exp(f*h)*q.At(e, u))
			}
		}
		var next mat.Dense
		next.Mul(q, inverse.T())
		q = &next
	}
	var whole, square mat.Dense
	whole.Mul(mat.NewDense(size, size, slices.Clone(r.vectors)).T(), q)
	square.Mul(&whole, whole.T())
	for c := range r.k {
		for i := range r.m {
			w[c*r.m+i] = r.pace * square.At(r.m+c, i)
		}
	}
}

// At goes to any time at once where legs must follow: of targets full of noise, with more
// units than modes and fewer, from tiny starts and from large ones, early and late.
func TestRiccatiAtOnce(t *testing.T) {
	worst := 0.0
	for i, c := range []struct {
		m, k, d int
		small   float64
		delta   float64
	}{
		{30, 4, 3, 0.1, 0}, {30, 10, 10, 0.01, 0}, {8, 4, 8, 1, 0}, {30, 1, 10, 0.3, 0}, {5, 10, 5, 0.01, 0.3}, {12, 7, 1, 0.05, -0.4}, {30, 10, 6, 1e-6, 0},
	} {
		rng := seeded(uint64(40 + i))
		l := Architecture{Depth: 1 + i%4, Units: c.d}
		target := make([]float64, c.k*c.m)
		for j := range target {
			target[j] = rng.NormFloat64() / math.Sqrt(float64(c.m))
		}
		a, b := l.DrawBalancedStart(c.m, c.k, c.small, c.delta, rng)
		r, err := NewRiccati(l, target, a, b)
		if err != nil {
			t.Fatal(err)
		}
		got, want := make([]float64, c.k*c.m), make([]float64, c.k*c.m)
		for _, at := range []float64{0, 1e-3, 0.1, 1, 4, 15, 60, 250} {
			r.At(at, got)
			legs(r, at, want)
			d := farthest(got, want)
			worst = max(worst, d)
			if !(d < 1e-10) {
				t.Errorf("%+v, t = %v: got %g from the solution in legs, want < 1e-10", c, at, d)
			}
		}
	}
	t.Logf("at most %.1g apart", worst)
}

// The flow of two matrices approaches the closed forms as its rate does 0: modes from a start
// that is diagonal with the target, and the whole matrix from one that is not.
func TestLinearFlowFollowsTheClosedForms(t *testing.T) {
	const m, k, n, horizon = 5, 3, 12, 3.0
	l := Architecture{Depth: 2, Units: 2}
	p, _, truth := regression(data.Regression{Inputs: m, Outputs: k, Singular: []float64{3, 1}, Condition: 1}, n, 1, limit.Squared, 6)
	a, b := l.DrawBalancedStart(m, k, 0.3, 0.2, seeded(7))
	r, err := NewRiccati(l, truth.W, a, b)
	if err != nil {
		t.Fatal(err)
	}
	modes := []Mode{{3, 0.05, l.Pace(m), 0.4}, {1, -0.1, l.Pace(m), -0.3}}
	diagonalA, diagonalB := l.ModeStart(modes, truth.U, truth.V)
	apart := func(rate float64) (whole, diagonal float64) {
		f, g := NewFlow(l, p, a, b), NewFlow(l, p, diagonalA, diagonalB)
		want := make([]float64, k*m)
		for step := range int(horizon / rate) {
			f.Step(rate)
			g.Step(rate)
			now := float64(step+1) * rate
			for i, mode := range modes {
				got := 0.0
				for c := range k {
					got += truth.U[c*2+i] * vector.Dot(transposed(truth.V, m, 2)[i*m:][:m], g.W()[c*m:][:m])
				}
				diagonal = max(diagonal, math.Abs(got-mode.At(now)))
			}
			if (step+1)%50 == 0 {
				r.At(now, want)
				whole = max(whole, farthest(f.W(), want))
			}
		}
		return whole, diagonal
	}
	wholeCoarse, modeCoarse := apart(4e-3)
	whole, mode := apart(1e-3)
	t.Logf("at rate 1e-3: %.1e from Riccati, %.1e from the modes", whole, mode)
	for _, ratio := range []float64{wholeCoarse / whole, modeCoarse / mode} {
		if !(ratio > 3.5 && ratio < 4.5) {
			t.Errorf("the distance falls by %.2f want 4 ± 0.5", ratio)
		}
	}
	if whole > 0.02 || mode > 0.02 {
		t.Errorf("got %v and %v from the closed forms, want < 0.02 of modes of order 1", whole, mode)
	}
}

// Units and modes need not be as many: a unit too many stays 0, a mode too many is not there.
func TestModeStart(t *testing.T) {
	_, _, truth := data.Regression{Inputs: 5, Outputs: 3, Singular: []float64{3, 1}}.Draw(2, 0, seeded(15))
	modes := []Mode{{Start: 0.5, Delta: -0.3}, {Start: -0.2, Delta: 0.4}}
	for d := 1; d <= 3; d++ {
		l := Architecture{Depth: 2, Units: d}
		a, b := l.ModeStart(modes, truth.U, truth.V)
		w := matmul(b, a, 3, d, 5)
		got := matmul(matmul(transposed(truth.U, 3, 2), w, 2, 3, 5), truth.V, 2, 5, 2)
		want := []float64{0.5, 0, 0, -0.2}
		if d == 1 {
			want[3] = 0
		}
		if far := farthest(got, want); far > 1e-14 {
			t.Errorf("%d units: got W in the frame of the target %v want %v", d, got, want)
		}
		if d > 1 {
			continue
		}
		if got, err := l.delta(a, b, 5, 3); err != nil || math.Abs(got+0.3) > 1e-14 {
			t.Errorf("δ: got %v, %v want -0.3", got, err)
		}
	}
}
