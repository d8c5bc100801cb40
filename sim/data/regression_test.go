package data

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func regress(g Regression, n, h int) (Sample, Sample, Map) {
	return g.Draw(n, h, rand.New(rand.NewPCG(7, 0)))
}

// products returns XᵀX/n of the columns of x, n×m.
func products(x []float64, n, m int) []float64 {
	s := make([]float64, m*m)
	for j := range n {
		for a := range m {
			for b := range m {
				s[a*m+b] += x[j*m+a] * x[j*m+b] / float64(n)
			}
		}
	}
	return s
}

func fromIdentity(s []float64, m int) (most float64) {
	for a := range m {
		for b := range m {
			want := 0.0
			if a == b {
				want = 1
			}
			most = max(most, math.Abs(s[a*m+b]-want))
		}
	}
	return most
}

func TestWhiteInputs(t *testing.T) {
	g := Regression{Inputs: 30, Outputs: 2, Singular: []float64{1}, Condition: 1}
	for _, n := range []int{30, 31, 120} {
		worst := 0.0
		for seed := range uint64(40) {
			train, _, _ := g.Draw(n, 5, rand.New(rand.NewPCG(seed, 0)))
			worst = max(worst, fromIdentity(products(train.X, n, 30), 30))
		}
		// Rounding of n products that sum to 1. Columns made orthogonal once only are 3e-13
		// away with as few points as inputs.
		if worst > 1e-14 {
			t.Errorf("%d points: got XᵀX/N %g away from the identity, want < 1e-14", n, worst)
		}
	}
}

// The eigenvalues of XᵀX/N are geometric, of mean 1: their power sums are those of such a
// sequence. The directions are not those of the axes.
func TestConditionedInputs(t *testing.T) {
	const m, n, condition = 6, 40, 50.0
	train, held, _ := regress(Regression{Inputs: m, Outputs: 1, Singular: []float64{1}, Condition: condition}, n, many)
	s := products(train.X, n, m)
	lambda, sum := make([]float64, m), 0.0
	for i := range lambda {
		lambda[i] = math.Pow(condition, float64(i)/(m-1))
		sum += lambda[i] / m
	}
	power := make([]float64, m*m)
	for i := range m {
		power[i*m+i] = 1
	}
	for p := 1; p <= m; p++ {
		next := make([]float64, m*m)
		for a := range m {
			for b := range m {
				for c := range m {
					next[a*m+b] += power[a*m+c] * s[c*m+b]
				}
			}
		}
		power = next
		trace, want := 0.0, 0.0
		for i := range m {
			trace += power[i*m+i]
			want += math.Pow(lambda[i]/sum, float64(p))
		}
		if math.Abs(trace-want) > 1e-11*want { // rounding of p products
			t.Errorf("trace of power %d of XᵀX/N: got %v want %v", p, trace, want)
		}
	}
	off := 0.0
	for a := range m {
		for b := range a {
			off = max(off, math.Abs(s[a*m+b]))
		}
	}
	if off < 0.05 {
		t.Errorf("the eigenvectors are the axes, up to %g", off)
	}
	// The held-out inputs have the same covariance; five s.d. of a mean of squares up to 2.
	for i, v := range products(held.X, many, m) {
		if math.Abs(v-s[i]) > 5*math.Sqrt2*math.Sqrt(s[i/m*m+i/m]*s[i%m*m+i%m])/math.Sqrt(many) {
			t.Errorf("held out, entry %d of the covariance: got %v want %v", i, v, s[i])
		}
	}
}

// Without a condition number inputs are as drawn: 5 s.d., and not exactly white.
func TestPlainInputs(t *testing.T) {
	train, _, _ := regress(Regression{Inputs: 3, Outputs: 1, Singular: []float64{1}}, many, 0)
	if d := fromIdentity(products(train.X, many, 3), 3); d > 5*math.Sqrt(2.0/many) || d < 1e-9 {
		t.Errorf("got XᵀX/N %g away from the identity, want at most 5√(2/n) and not 0", d)
	}
}

func TestTruthHasItsSingularValues(t *testing.T) {
	const k, m = 4, 7
	_, _, w := regress(Regression{Inputs: m, Outputs: k, Singular: []float64{3, -1, 0.5}}, 2, 2)
	if d := max(fromIdentity(scaleAll(products(w.U, k, 3), k), 3), fromIdentity(scaleAll(products(w.V, m, 3), m), 3)); d > 1e-14 {
		t.Errorf("singular vectors: got %g from orthonormal", d)
	}
	// W V = U S, and W has rank 3: its squared norm is that of S.
	square := 0.0
	for _, v := range w.W {
		square += v * v
	}
	if math.Abs(square-10.25) > 1e-13 {
		t.Errorf("squared norm of W: got %v want 10.25", square)
	}
	for c := range k {
		for i, s := range []float64{3, -1, 0.5} {
			got := 0.0
			for a := range m {
				got += w.W[c*m+a] * w.V[a*3+i]
			}
			if want := s * w.U[c*3+i]; math.Abs(got-want) > 1e-14 {
				t.Errorf("W v_%d, row %d: got %v want %v", i, c, got, want)
			}
		}
	}
}

func scaleAll(x []float64, by int) []float64 {
	for i := range x {
		x[i] *= float64(by)
	}
	return x
}

// residuals are y − W* x.
func residuals(s Sample, w Map) []float64 {
	r := slices.Clone(s.Y)
	for j := range s.N {
		for c := range s.K {
			for a := range s.M {
				r[j*s.K+c] -= w.W[c*s.M+a] * s.X[j*s.M+a]
			}
		}
	}
	return r
}

func meanSquare(x []float64) (sum float64) {
	for _, v := range x {
		sum += v * v / float64(len(x))
	}
	return sum
}

func TestNoiseOfTargets(t *testing.T) {
	g := Regression{Inputs: 5, Outputs: 2, Singular: []float64{2, 1}, Condition: 10}
	clean, held, truth := regress(g, 20000, 20000)
	for _, s := range []Sample{clean, held} {
		if got := meanSquare(residuals(s, truth)); got > 1e-28 {
			t.Errorf("no noise: got mean square %g", got)
		}
	}
	g.Noise = 0.3
	noisy, same, truth2 := regress(g, 20000, 20000)
	if !slices.Equal(truth.W, truth2.W) || !slices.Equal(clean.X, noisy.X) || !slices.Equal(held.X, same.X) || !slices.Equal(held.Y, same.Y) {
		t.Error("noise changes more than the training targets")
	}
	g.NoisyHeldOut = true
	_, noisyHeld, _ := regress(g, 20000, 20000)
	for _, s := range []Sample{noisy, noisyHeld} {
		// Five s.d. of a mean of 40000 squares.
		if got := meanSquare(residuals(s, truth)) / 0.09; math.Abs(got-1) > 5*math.Sqrt(2.0/40000) {
			t.Errorf("noise 0.3: got mean square %v of its square", got)
		}
	}
	g.Noise = 0.6
	twice, _, _ := regress(g, 20000, 20000)
	one, two := residuals(noisy, truth), residuals(twice, truth)
	for i := range one {
		if math.Abs(two[i]-2*one[i]) > 1e-13 {
			t.Fatalf("twice the noise: got %v want %v", two[i], 2*one[i])
		}
	}
}

func TestTrainingDoesNotDependOnHeldOut(t *testing.T) {
	for _, condition := range []float64{0, 1, 20} {
		g := Regression{Inputs: 3, Outputs: 2, Singular: []float64{1}, Noise: 0.1, Condition: condition}
		a, _, _ := regress(g, 9, 0)
		b, held, _ := regress(g, 9, 50)
		if !slices.Equal(a.X, b.X) || !slices.Equal(a.Y, b.Y) {
			t.Errorf("condition %v: the training set depends on the held-out one", condition)
		}
		if held.N != 50 || held.M != 3 || held.K != 2 || len(held.X) != 150 || len(held.Y) != 100 || slices.Equal(held.X[:27], b.X) {
			t.Errorf("condition %v: got a held-out set of %d points, %d and %d numbers", condition, held.N, len(held.X), len(held.Y))
		}
	}
}

func TestRegressionMisuse(t *testing.T) {
	fine := Regression{Inputs: 4, Outputs: 2, Singular: []float64{1}}
	for name, f := range map[string]func(*Regression){
		"no singular value":      func(g *Regression) { g.Singular = nil },
		"too many":               func(g *Regression) { g.Singular = make([]float64, 3) },
		"negative noise":         func(g *Regression) { g.Noise = -1 },
		"condition below 1":      func(g *Regression) { g.Condition = 0.5 },
		"fewer points than m":    func(g *Regression) { g.Condition, g.Inputs = 1, 12 },
		"conditioned, one input": func(g *Regression) { g.Condition, g.Inputs = 3, 1 },
	} {
		g := fine
		f(&g)
		func() {
			defer func() {
				if message, ok := recover().(string); !ok || message[:5] != "data:" {
					t.Errorf("%s: got %q, want a panic of data", name, message)
				}
			}()
			regress(g, 10, 0)
		}()
	}
}
