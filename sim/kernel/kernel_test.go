package kernel

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/mat"
)

func seeded(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 1)) }

func normals(n int, rng *rand.Rand) []float64 {
	x := make([]float64, n)
	for i := range x {
		x[i] = rng.NormFloat64()
	}
	return x
}

// g is as in the bottleneck experiment, f follows its bottleneck.
var (
	g = Layers{Depth: 2, WeightVar: 2, BiasVar: 0.1}
	f = Layers{Depth: 1, WeightVar: 2, BiasVar: 0.3}
)

// activations are all kinds of φ: both ends and the inside of the rectifiers, the absolute
// value, and the smooth one.
var activations = []struct {
	Activation
	name string
	of   func(h float64) (value, slope float64)
}{
	{ReLU, "ReLU", func(h float64) (float64, float64) { return rectified(h, 0) }},
	{Rectifier(0.2), "leaky", func(h float64) (float64, float64) { return rectified(h, 0.2) }},
	{Rectifier(-1), "absolute", func(h float64) (float64, float64) { return rectified(h, -1) }},
	{Linear, "linear", func(h float64) (float64, float64) { return h, 1 }},
	{Erf, "erf", func(h float64) (float64, float64) { return math.Erf(h), 2 / math.Sqrt(math.Pi) * math.Exp(-h*h) }},
}

func rectified(h, below float64) (value, slope float64) {
	if h > 0 {
		return h, 1
	}
	return below * h, below
}

func TestMomentsAgainstSampling(t *testing.T) {
	// Five standard errors: φ(u)φ(v) has variance at most 8 at q = r = 1, for |φ(h)| ≤ |h|
	// up to 2/√π has E[u²v²] ≤ 3, and φ′(u)φ′(v) is at most 4/π.
	n := 1_000_000
	if testing.Short() {
		n = 250_000
	}
	tol := 5 * math.Sqrt(3.0*16/(math.Pi*math.Pi)/float64(n))
	rng := seeded(1)
	for _, c := range []struct{ q, r, p float64 }{
		{1, 1, 0}, {1, 1, 0.9}, {1, 1, -0.9}, {0.5, 2, 0.3}, {2, 0.3, -0.5}, {2, 0.5, 1}, {2, 0.5, -1},
	} {
		sums := make([][2]float64, len(activations))
		slope := c.p / c.q
		rest := math.Sqrt(max(0, c.r-c.p*slope))
		for range n {
			u := math.Sqrt(c.q) * rng.NormFloat64()
			v := slope*u + rest*rng.NormFloat64()
			for i, a := range activations {
				fu, su := a.of(u)
				fv, sv := a.of(v)
				sums[i][0] += fu * fv
				sums[i][1] += su * sv
			}
		}
		for i, a := range activations {
			j1, j0 := a.Moments(c.q, c.r, c.p)
			if got, want := j1, sums[i][0]/float64(n); math.Abs(got-want) > tol*math.Sqrt(c.q*c.r) {
				t.Errorf("%s: J1%v: got %v want %v", a.name, c, got, want)
			}
			if got, want := j0, sums[i][1]/float64(n); math.Abs(got-want) > tol {
				t.Errorf("%s: J0%v: got %v want %v", a.name, c, got, want)
			}
		}
	}
}

// A rectifier of slope 1 is the identity, whose moments are p and 1; nothing of the arc
// cosine is left. And at u = v Moments is Moment.
func TestMomentsAtTheEnds(t *testing.T) {
	rng := seeded(8)
	for range 1000 {
		q, r := 3*rng.Float64(), 3*rng.Float64()
		p := math.Sqrt(q*r) * (2*rng.Float64() - 1)
		if j1, j0 := Linear.Moments(q, r, p); math.Abs(j1-p) > 1e-12 || math.Abs(j0-1) > 1e-12 {
			t.Fatalf("linear at %v, %v, %v: got %v, %v want %v, 1", q, r, p, j1, j0, p)
		}
		for _, a := range activations {
			j1, j0 := a.Moments(q, q, q)
			want1, want0 := a.Moment(q)
			if math.Abs(j1-want1) > 1e-14 || math.Abs(j0-want0) > 1e-14 {
				t.Fatalf("%s at u = v, q = %v: got %v, %v want %v, %v", a.name, q, j1, j0, want1, want0)
			}
			slope, rectifies := a.Rectifies()
			if !rectifies {
				continue
			}
			// v = ±cu: φ(u)φ(cu) = cφ(u)², and φ(u)φ(−cu) = −c a u², for J0 at −1 as well. Rounding
			// of the cosine, beyond 1 too, moves the angle by 1e-8, and J0 by that times (1−a)²/2π.
			for _, sign := range []float64{1, -1} {
				p := sign * math.Sqrt(q*r) * (1 + 1e-15)
				want1, want0 := p*(1+slope*slope)/2, (1+slope*slope)/2
				if sign < 0 {
					want1, want0 = slope*p, slope
				}
				j1, j0 := a.Moments(q, r, p)
				if !(math.Abs(j1-want1) < 1e-12 && math.Abs(j0-want0) < 3e-8) { // NaN fails
					t.Fatalf("%s at p = %v√(qr): got %v, %v want %v, %v", a.name, sign, j1, j0, want1, want0)
				}
			}
		}
	}
}

func TestMomentOnTheDiagonal(t *testing.T) {
	for _, q := range []float64{0, 1e-6, 1, 30} {
		if j1, j0 := ReLU.Moment(q); j1 != q/2 || j0 != 0.5 {
			t.Errorf("q = %v: got %v, %v want %v, 0.5", q, j1, j0, q/2)
		}
		// cos θ within rounding of 1 must give the same.
		j1, j0 := ReLU.Moments(q, q, q*(1-1e-15))
		if math.Abs(j1-q/2) > 1e-14*q || j0 != 0.5 {
			t.Errorf("q = %v off the diagonal: got %v, %v want %v, 0.5", q, j1, j0, q/2)
		}
	}
}

// One hidden layer by hand: x = (1, 0), y = (0, 1), σ_w² = 2, σ_b² = 0. Then q = r = 1,
// p = 0, J1 = 1/2π, J0 = 1/4, so that Σ = 1/π, and Θ = Σ + 2 J0·0 = 1/π.
func TestStackByHand(t *testing.T) {
	s := Stack{{Depth: 1, WeightVar: 2}}
	nngp, ntk := s.At([]float64{1, 0}, []float64{0, 1})
	if math.Abs(nngp-1/math.Pi) > 1e-15 || math.Abs(ntk-1/math.Pi) > 1e-15 {
		t.Errorf("got %v, %v want 1/π", nngp, ntk)
	}
	// On the diagonal Σ = q = 1 at every depth, and Θ grows by 1 each layer.
	for depth := range 4 {
		nngp, ntk := (Stack{{Depth: depth, WeightVar: 2}}).Gram([]float64{1, 0}, 2)
		if nngp[0] != 1 || math.Abs(ntk[0]-float64(depth+1)) > 1e-15 {
			t.Errorf("depth %d: got %v, %v want 1, %d", depth, nngp[0], ntk[0], depth+1)
		}
	}
	// A linear map of a linear map: Σ = (x·y/m), Θ = 2Σ.
	two := Stack{{WeightVar: 1}, {WeightVar: 1}}
	nngp, ntk = two.At([]float64{1, 2}, []float64{3, 1})
	if nngp != 2.5 || ntk != 5 {
		t.Errorf("linear: got %v, %v want 2.5, 5", nngp, ntk)
	}
}

// The bottleneck made infinitely wide adds a linear layer: p2 = σ_w² Σ_g + σ_b²,
// T2 = p2 + σ_w² Θ_g, and then NNGP = σ_w² J1(p2) + σ_b², Θ = NNGP + σ_w² J0(p2) T2.
func TestStackComposes(t *testing.T) {
	rng := seeded(2)
	x, y := normals(3, rng), normals(3, rng)
	lift := func(a, b []float64) (p2, t2 float64) {
		s, th := Stack{g}.At(a, b)
		p2 = f.WeightVar*s + f.BiasVar
		return p2, p2 + f.WeightVar*th
	}
	q, _ := lift(x, x)
	r, _ := lift(y, y)
	p, t2 := lift(x, y)
	j1, j0 := ReLU.Moments(q, r, p)
	wantNNGP := f.WeightVar*j1 + f.BiasVar
	wantNTK := wantNNGP + f.WeightVar*j0*t2
	nngp, ntk := Stack{g, f}.At(x, y)
	if math.Abs(nngp-wantNNGP) > 1e-14 || math.Abs(ntk-wantNTK) > 1e-14 {
		t.Errorf("got %v, %v want %v, %v", nngp, ntk, wantNNGP, wantNTK)
	}
}

func TestMatricesAreSymmetricAndPositive(t *testing.T) {
	const n = 60
	for _, m := range []int{2, 5} {
		x := normals(n*m, seeded(3))
		copy(x[m:2*m], x[:m]) // two points coincide
		stacks := []Stack{{g}, {g, f}, {{Depth: 1, WeightVar: 2}, {Depth: 1, WeightVar: 2}}}
		for _, a := range activations {
			g, f := g, f
			g.Activation, f.Activation = a.Activation, a.Activation
			stacks = append(stacks, Stack{g, f})
		}
		for _, s := range stacks {
			nngp, ntk := s.Gram(x, m)
			checkPositive(t, nngp, n)
			checkPositive(t, ntk, n)
			crossNNGP, crossNTK := s.Cross(x, x, m)
			if d := farthest(crossNNGP, nngp); d > 1e-13 {
				t.Errorf("NNGP: Cross is %g from Gram, want 1e-13", d)
			}
			if d := farthest(crossNTK, ntk); d > 1e-12 {
				t.Errorf("NTK: Cross is %g from Gram, want 1e-12", d)
			}
			for i, v := range s.Variance(x, m) {
				if v != nngp[i*n+i] {
					t.Errorf("variance of point %d: got %v want %v", i, v, nngp[i*n+i])
				}
			}
		}
	}
}

func TestShallowIsPositive(t *testing.T) {
	const n = 60
	for _, d := range []int{1, 2, 3} {
		for _, bias := range []float64{0, 0.3} {
			for _, a := range activations {
				k := Shallow{Units: d, WeightVar: 2, BiasVar: bias, Activation: a.Activation}
				z := normals(n*d, seeded(4))
				copy(z[d:2*d], z[:d])
				nngp, ntk := make([]float64, n*n), make([]float64, n*n)
				for i := range n {
					for j := range n {
						nngp[i*n+j], ntk[i*n+j] = k.Value(z[i*d:][:d], z[j*d:][:d])
					}
				}
				checkPositive(t, nngp, n)
				checkPositive(t, ntk, n)
			}
		}
	}
}

// checkPositive wants a symmetric to 1e-12 and its least eigenvalue above −1e-10 traces:
// an angle from the arc cosine fails this in one dimension with −3e-10.
func checkPositive(t *testing.T, a []float64, n int) {
	t.Helper()
	trace := 0.0
	for i := range n {
		trace += a[i*n+i]
		for j := range i {
			if math.Abs(a[i*n+j]-a[j*n+i]) > 1e-12 {
				t.Fatalf("(%d, %d): got %v and %v, want symmetry", i, j, a[i*n+j], a[j*n+i])
			}
		}
	}
	var eig mat.EigenSym
	if !eig.Factorize(mat.NewSymDense(n, a), false) {
		t.Fatal("no eigenvalues")
	}
	if least := eig.Values(nil)[0]; least < -1e-10*trace {
		t.Errorf("least eigenvalue: got %g of the trace, want > -1e-10", least/trace)
	}
}

// Shallow and Stack state the same kernels: f on z is a Stack of one part with m = d.
func TestShallowIsAStack(t *testing.T) {
	rng := seeded(5)
	for _, d := range []int{1, 2, 3, 8} {
		for _, a := range activations {
			f := f
			f.Activation = a.Activation
			k, s := NewShallow(f, d), Stack{f}
			for range 50 {
				z, y := normals(d, rng), normals(d, rng)
				nngp, ntk := k.Value(z, y)
				wantNNGP, wantNTK := s.At(z, y)
				// The arc cosine of the Stack is good to 1e-8 near 0.
				if math.Abs(nngp-wantNNGP) > 1e-7 || math.Abs(ntk-wantNTK) > 1e-7 {
					t.Errorf("%s, d = %d: got %v, %v want %v, %v", a.name, d, nngp, ntk, wantNNGP, wantNTK)
				}
			}
		}
	}
}

func TestGradientAgainstDifferences(t *testing.T) {
	for _, a := range activations {
		for _, d := range []int{1, 2, 3, 8} {
			for _, bias := range []float64{0, 0.3} {
				checkGradient(t, a.name, Shallow{Units: d, WeightVar: 2, BiasVar: bias, Activation: a.Activation})
			}
		}
	}
}

func checkGradient(t *testing.T, name string, k Shallow) {
	t.Helper()
	const h = 1e-5
	d, rng := k.Units, seeded(6)
	grad, tried := make([]float64, d), 0
	slope, rectifies := k.Activation.Rectifies()
	// Rectifiers have third derivatives of order (1−a)²/sin³θ.
	tol := 1e-7 * max(1, (1-slope)*(1-slope))
	if !rectifies || k.Activation == Linear {
		tol = 1e-8
	}
	for range 3000 {
		z, y := normals(d, rng), normals(d, rng)
		_, _, minus, plus := k.polar(z, y)
		th := 2 * math.Atan2(math.Sqrt(minus), math.Sqrt(plus))
		// Nearer to the kink central differences straddle it. In one dimension without
		// bias every pair lies on it, but along the axis K is linear.
		if rectifies && (math.Sqrt(dot(z, z)) < 0.05 || ((d > 1 || k.BiasVar > 0) && math.Sin(th) < 0.05)) {
			continue
		}
		tried++
		k.Gradient(grad, z, y)
		for a := range d {
			at := z[a]
			z[a] = at + h
			_, more := k.Value(z, y)
			z[a] = at - h
			_, less := k.Value(z, y)
			z[a] = at
			if got, want := grad[a], (more-less)/(2*h); math.Abs(got-want) > tol {
				t.Fatalf("%s, d = %d, σ_b² = %v, z = %v, y = %v: got %v want %v", name, d, k.BiasVar, z, y, got, want)
			}
		}
	}
	if tried < 2000 {
		t.Errorf("%s, d = %d: only %d pairs tried", name, d, tried)
	}
}

// The gradient of the NNGP, which the NTK's does not show.
func TestSmoothAgainstDifferences(t *testing.T) {
	const h = 1e-5
	rng := seeded(9)
	for _, d := range []int{1, 2, 3} {
		k := Shallow{Units: d, WeightVar: 2, BiasVar: 0.3, Activation: Erf}
		for range 200 {
			z, y := normals(d, rng), normals(d, rng)
			nngp, _ := k.Smooth(z, y)
			for a := range d {
				at, got := z[a], nngp.Y*y[a]+nngp.Z*z[a]
				z[a] = at + h
				more, _ := k.Smooth(z, y)
				z[a] = at - h
				less, _ := k.Smooth(z, y)
				z[a] = at
				if want := (more.Value - less.Value) / (2 * h); math.Abs(got-want) > 1e-8 {
					t.Fatalf("d = %d, z = %v, y = %v: got %v want %v", d, z, y, got, want)
				}
			}
		}
	}
}

// On the kink the gradient in the first argument is half that of K(z, z), by symmetry;
// and nowhere is it infinite.
func TestGradientAtOnePoint(t *testing.T) {
	const h = 1e-5
	rng := seeded(7)
	for _, c := range activations {
		for _, d := range []int{1, 2, 3, 8} {
			for _, bias := range []float64{0, 0.3} {
				k := Shallow{Units: d, WeightVar: 2, BiasVar: bias, Activation: c.Activation}
				z, grad := normals(d, rng), make([]float64, d)
				k.Gradient(grad, z, z)
				for a := range d {
					at := z[a]
					z[a] = at + h
					_, more := k.Value(z, z)
					z[a] = at - h
					_, less := k.Value(z, z)
					z[a] = at
					if got, want := grad[a], (more-less)/(4*h); math.Abs(got-want) > 1e-6 {
						t.Errorf("%s, d = %d, σ_b² = %v: got %v want %v", c.name, d, bias, got, want)
					}
				}
				zero := make([]float64, d)
				for _, pair := range [][2][]float64{{zero, z}, {z, zero}, {zero, zero}} {
					k.Gradient(grad, pair[0], pair[1])
					for _, v := range grad {
						if math.IsNaN(v) || math.IsInf(v, 0) {
							t.Errorf("%s, d = %d, σ_b² = %v at %v: got %v want finite", c.name, d, bias, pair, v)
						}
					}
				}
				if bias == 0 {
					// At the tip of a cone: half the difference across it, which is linear.
					k.Gradient(grad, zero, z)
					for a := range d {
						step := make([]float64, d)
						step[a] = h
						_, more := k.Value(step, z)
						step[a] = -h
						_, less := k.Value(step, z)
						if want := (more - less) / (2 * h); math.Abs(grad[a]-want) > 1e-8 {
							t.Errorf("%s, d = %d at z = 0: got %v want %v", c.name, d, grad[a], want)
						}
					}
				}
			}
		}
	}
}

func farthest(x, y []float64) float64 {
	most := 0.0
	for i, v := range x {
		most = max(most, math.Abs(v-y[i]))
	}
	return most
}
