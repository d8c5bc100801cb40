package linear

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"gonum.org/v1/gonum/mat"

	"narrows/sim/data"
	"narrows/sim/limit"
	"narrows/sim/vector"
)

// factors is the gradient flow of L factors of sizes size[0] → … → size[L], the first nearest
// the input, one after the other in x.
func factors(size []int, gradient func(w []float64) []float64) (product func(x []float64) []float64, slope func(dst, x []float64)) {
	cut := func(x []float64) (f [][]float64) {
		for i := range len(size) - 1 {
			n := size[i+1] * size[i]
			f, x = append(f, x[:n]), x[n:]
		}
		return f
	}
	chain := func(f [][]float64, from, to int) []float64 { // W_to ⋯ W_{from+1}, from size[from] to size[to]
		w := make([]float64, size[from]*size[from])
		for i := range size[from] {
			w[i*size[from]+i] = 1
		}
		for i := from; i < to; i++ {
			w = matmul(f[i], w, size[i+1], size[i], size[from])
		}
		return w
	}
	layers := len(size) - 1
	product = func(x []float64) []float64 { return chain(cut(x), 0, layers) }
	slope = func(dst, x []float64) {
		f, out := cut(x), cut(dst)
		g := gradient(chain(f, 0, layers))
		for i := range layers {
			left := transposed(chain(f, i+1, layers), size[layers], size[i+1])
			right := transposed(chain(f, 0, i), size[i], size[0])
			d := matmul(matmul(left, g, size[i+1], size[layers], size[0]), right, size[i+1], size[0], size[i])
			copy(out[i], scaled64(d, -1))
		}
	}
	return product, slope
}

// balancedFactors returns L balanced factors whose product is w (k×m), k ≤ m: U σ^{1/L},
// σ^{1/L}, …, σ^{1/L} Vᵀ, with the inner sizes k.
func balancedFactors(w []float64, k, m, layers int) (size []int, x []float64) {
	var svd mat.SVD
	svd.Factorize(mat.NewDense(k, m, slices.Clone(w)), mat.SVDThin)
	var u, v mat.Dense
	svd.UTo(&u)
	svd.VTo(&v)
	size = append(size, m)
	for i := range layers {
		rows, columns := k, k
		if i == 0 {
			columns = m
		}
		size = append(size, rows)
		for r := range rows {
			for c := range columns {
				sum := 0.0
				for e, sigma := range svd.Values(nil) {
					if sigma < 1e-13 { // rounding, which a root would make a number
						continue
					}
					left, right := delta(r, e), delta(c, e)
					if i == layers-1 {
						left = u.At(r, e)
					}
					if i == 0 {
						right = v.At(c, e)
					}
					sum += left * math.Pow(sigma, 1/float64(layers)) * right
				}
				x = append(x, sum)
			}
		}
	}
	return size, x
}

// Trained factors by small steps against the end-to-end dynamics, at 2, 3 and 4 layers, for
// full rank, a start of lower rank, and one output; any loss, inputs that are not white.
func TestBalancedIsTheProductOfFactors(t *testing.T) {
	for _, c := range []struct {
		name  string
		k, m  int
		start []float64 // singular values of W_0
		loss  limit.Loss
	}{
		{"full rank", 3, 5, []float64{1, 0.7, 0.4}, limit.Squared},
		{"rank 1 of 3", 3, 5, []float64{0.8}, limit.Squared},
		{"rank 2 of 3, fourth power", 3, 5, []float64{0.8, 0.5}, limit.Fourth},
		{"logistic", 2, 4, []float64{0.5, 0.3}, limit.Logistic},
		{"one output", 1, 5, []float64{0.5}, limit.Squared},
	} {
		p, _, _ := regression(data.Regression{Inputs: c.m, Outputs: c.k, Singular: []float64{1.5}, Noise: 0.3}, 15, 1, c.loss, 8)
		_, _, start := data.Regression{Inputs: c.m, Outputs: c.k, Singular: c.start}.Draw(2, 0, seeded(9))
		gradient := func(w []float64) []float64 {
			chi := make([]float64, p.N*p.K)
			c.loss.Measure(chi, matmul(p.X, transposed(w, p.K, p.M), p.N, p.M, p.K), p.Y, p.N)
			return scaled64(matmul(transposed(chi, p.N, p.K), p.X, p.K, p.N, p.M), 1/float64(p.N))
		}
		for layers := 1; layers <= 4; layers++ {
			b := NewBalanced(layers, p, start.W)
			size, x := balancedFactors(start.W, c.k, c.m, layers)
			product, slope := factors(size, gradient)
			if d := farthest(product(x), start.W); d > 1e-13 {
				t.Fatalf("the factors' product is %g from the start", d)
			}
			const horizon, steps = 2.0, 2000
			for range steps {
				b.Step(horizon / steps)
			}
			x = rk4(x, horizon, steps, slope)
			// Both are of fourth order in 1e-3. A mode that is 0 must stay so: as rounding it
			// would grow back from 1e-4.
			if d := farthest(b.W(), product(x)); !(d < 1e-9) {
				t.Errorf("%s, %d layers: got %g apart want < 1e-9", c.name, layers, d)
			}
			if moved := farthest(b.W(), start.W); moved < 0.05 {
				t.Errorf("%s, %d layers: moved by %g only", c.name, layers, moved)
			}
		}
	}
}

// The rank of the start stays, at steps so large that each would leave it visibly.
func TestBalancedKeepsItsRank(t *testing.T) {
	p, _, _ := regression(data.Regression{Inputs: 6, Outputs: 4, Singular: []float64{3, 2, 1}, Condition: 1}, 20, 1, limit.Squared, 16)
	for rank := 1; rank <= 3; rank++ {
		_, _, start := data.Regression{Inputs: 6, Outputs: 4, Singular: []float64{0.3, 0.2, 0.1}[:rank]}.Draw(2, 0, seeded(17))
		for layers := 2; layers <= 4; layers++ {
			b, s := NewBalanced(layers, p, start.W), NewSingular(4, 6)
			for step := range 100 {
				b.Step(0.05)
				if s.Of(b.W()); s.Rank(1e-13) != rank {
					t.Fatalf("%d layers, step %d: got singular values %v want rank %d", layers, step, s.Values, rank)
				}
			}
			if b.Loss() > 3.1 { // 7 at W = 0; of rank 1 at best 2.5
				t.Errorf("%d layers, rank %d: got loss %v, want less than 3.1", layers, rank, b.Loss())
			}
		}
	}
}

// For one output the matrix form, with its fractional powers, is the vector form.
func TestBalancedVectorForm(t *testing.T) {
	p, _, truth := regression(data.Regression{Inputs: 5, Outputs: 1, Singular: []float64{1.5}, Noise: 1}, 15, 1, limit.Squared, 10)
	rng := seeded(11)
	for layers := 1; layers <= 5; layers++ {
		w := slices.Clone(truth.W)
		for i := range w {
			w[i] += rng.NormFloat64()
		}
		b := NewBalanced(layers, p, w)
		b.gradient()
		vector, matrix := make([]float64, 5), make([]float64, 5)
		b.vectorSlope(vector)
		b.matrixSlope(matrix)
		if d := farthest(vector, matrix); d > 1e-13 {
			t.Errorf("%d layers: got %v want %v", layers, matrix, vector)
		}
	}
}

// Two layers, balanced, at the pace γ are a balanced bottleneck that is wide enough.
func TestBalancedIsABottleneck(t *testing.T) {
	l := Architecture{Depth: 3, Units: 4}
	p, _, _ := regression(data.Regression{Inputs: 6, Outputs: 3, Singular: []float64{3, 1}, Noise: 0.3}, 15, 1, limit.Squared, 12)
	a, b := l.DrawBalancedStart(p.M, p.K, 0.4, 0, seeded(13))
	apart := func(rate float64) float64 {
		f := NewFlow(l, p, a, b)
		whole := NewBalanced(2, p, f.W())
		for range int(math.Round(2 / rate)) {
			f.Step(rate)
			whole.Step(l.Pace(p.M) * rate)
		}
		return farthest(f.W(), whole.W())
	}
	coarse, fine := apart(4e-3), apart(1e-3)
	if ratio := coarse / fine; !(ratio > 3.5 && ratio < 4.5 && fine < 2e-3) {
		t.Errorf("got %.2e and %.2e apart at a quarter of the rate, want a quarter", coarse, fine)
	}
}

// Gradient descent of the factors follows the flow of their product to the first order in its
// rate, from full rank, a lower one and for one output, and begins at the very same map.
func TestFactorsFollowTheFlow(t *testing.T) {
	for _, c := range []struct {
		k, m  int
		start []float64
		loss  limit.Loss
	}{
		{3, 5, []float64{1, 0.7, 0.4}, limit.Squared}, {3, 5, []float64{0.8}, limit.Squared}, {3, 5, []float64{0.8, 0.5}, limit.Fourth},
		{1, 5, []float64{0.5}, limit.Squared}, {2, 4, []float64{0.5, 0.3}, limit.Logistic}, {5, 3, []float64{0.8, 0.5}, limit.Squared},
	} {
		p, _, _ := regression(data.Regression{Inputs: c.m, Outputs: c.k, Singular: []float64{1.5}, Noise: 0.3}, 15, 1, c.loss, 8)
		_, _, start := data.Regression{Inputs: c.m, Outputs: c.k, Singular: c.start}.Draw(2, 0, seeded(9))
		for layers := 1; layers <= 4; layers++ {
			apart := func(rate float64) float64 {
				f, flow := NewFactors(layers, p, start.W), NewBalanced(layers, p, start.W)
				if d := farthest(f.W(), start.W); d > 1e-14 {
					t.Fatalf("%d×%d, %d layers: got %g from W_0 at the start", c.k, c.m, layers, d)
				}
				for range int(math.Round(1 / rate)) {
					f.Step(rate)
					flow.Step(rate)
				}
				return farthest(f.W(), flow.W())
			}
			coarse, fine := apart(1./128), apart(1./512)
			if ratio := coarse / fine; !(ratio > 3.5 && ratio < 4.5 && fine < 5e-3) {
				t.Errorf("%d×%d, %d layers, loss %d: got %.2e and %.2e apart at a quarter of the rate, want a quarter", c.k, c.m, layers, c.loss, coarse, fine)
			}
		}
	}
}

// Where it diverges it stays as it was, and its map belongs to its factors.
func TestFactorsDiverge(t *testing.T) {
	p, _, _ := regression(data.Regression{Inputs: 5, Outputs: 3, Singular: []float64{3}, Noise: 0.3}, 15, 1, limit.Squared, 8)
	_, _, start := data.Regression{Inputs: 5, Outputs: 3, Singular: []float64{1, 0.7, 0.4}}.Draw(2, 0, seeded(9))
	f := NewFactors(3, p, start.W)
	var before float64
	for range 200 {
		before = f.Loss()
		if f.Step(1); f.frozen {
			break
		}
	}
	if _, frozen := f.Frozen(); !frozen || f.Loss() != before || math.IsNaN(before) || math.IsInf(before, 0) {
		t.Errorf("got loss %v after %v, frozen %v, want it to stay where it was", f.Loss(), before, frozen)
	}
}

// Against gonum, and that U P is the matrix: full rank, low rank, more rows than columns,
// values that differ by ten decades, and zero.
func TestSingular(t *testing.T) {
	for _, c := range []struct {
		k, m int
		s    []float64
	}{
		{4, 7, []float64{5, 3, 2, 1}}, {4, 7, []float64{2, 2, 2, 2}}, {5, 6, []float64{3, 1e-3, 1e-7, 1e-10}},
		{10, 30, []float64{1, 0.7}}, {6, 3, []float64{4, 2, 1}}, {1, 5, []float64{2}}, {3, 3, []float64{0}},
	} {
		_, _, truth := data.Regression{Inputs: c.m, Outputs: c.k, Singular: c.s}.Draw(1, 0, seeded(14))
		s := NewSingular(c.k, c.m)
		for range 2 { // also from what was there before
			s.Of(truth.W)
		}
		name := fmt.Sprintf("%d×%d, %v", c.k, c.m, c.s)
		for i, v := range s.Values {
			want := 0.0
			if i < len(c.s) {
				want = c.s[i]
			}
			if math.Abs(v-want) > 1e-14*c.s[0] {
				t.Errorf("%s: got σ_%d = %v want %v", name, i, v, want)
			}
		}
		if d := farthest(matmul(s.U, s.P, c.k, c.k, c.m), truth.W); d > 1e-14*(1+c.s[0]) {
			t.Errorf("%s: U P is %g from W", name, d)
		}
		if d := farthest(matmul(s.U, transposed(s.U, c.k, c.k), c.k, c.k, c.k), matmulIdentity(c.k)); d > 1e-14 {
			t.Errorf("%s: U is %g from orthogonal", name, d)
		}
		rank := len(c.s)
		if c.s[0] == 0 {
			rank = 0
		}
		if got := s.Rank(1e-12); got != rank {
			t.Errorf("%s: got rank %d want %d", name, got, rank)
		}
		for i := range c.k {
			for j := range min(i, rank) { // what is beyond is rounding
				if inner := vector.Dot(s.P[i*c.m:][:c.m], s.P[j*c.m:][:c.m]); i < rank && math.Abs(inner) > 1e-14*s.Values[i]*s.Values[j] {
					t.Errorf("%s: rows %d and %d of P have inner product %g", name, i, j, inner)
				}
			}
		}
	}
}

func matmulIdentity(n int) []float64 {
	x := make([]float64, n*n)
	for i := range n {
		x[i*n+i] = 1
	}
	return x
}
