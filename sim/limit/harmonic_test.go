package limit

import (
	"fmt"
	"math"
	"testing"

	"gonum.org/v1/gonum/integrate/quad"

	"narrows/sim/kernel"
)

// shape is a network f whose harmonics are tested: its extended coordinates number dim.
type shape struct {
	d     int
	bias  float64
	dim   int
	slope float64
}

var shapes = []shape{
	{1, 0, 1, 0}, {1, 0.3, 2, 0}, {2, 0, 2, 0}, {2, 0.3, 3, 0}, {3, 0, 3, 0},
	{1, 0, 1, 0.2}, {1, 0.3, 2, 0.2}, {2, 0, 2, 0.2}, {2, 0.3, 3, 0.2}, {3, 0, 3, 0.2},
	{1, 0, 1, -1}, {2, 0, 2, -1}, {3, 0, 3, -1},
	{1, 0, 1, 1}, {2, 0.3, 3, 1}, {8, 0.3, 9, 1},
}

// exact reports whether nothing is cut.
func (s shape) exact() bool { return s.dim == 1 || s.slope == 1 }

// bend is how much more of the kernel is in the harmonics that are cut than with ReLU,
// relative to its diagonal (1+a²).
func (s shape) bend() float64 { return (1 - s.slope) * (1 - s.slope) / (1 + s.slope*s.slope) }

// within returns what a cut may cost on the circle or on the sphere, or else 0 but for
// rounding.
func (s shape) within(rounding, circle, sphere float64) float64 {
	switch {
	case s.exact():
		return rounding
	case s.dim == 2:
		return circle
	}
	return sphere
}

func (s shape) String() string { return fmt.Sprintf("a=%v,d=%d,bias=%v", s.slope, s.d, s.bias) }

func (s shape) layers() kernel.Layers {
	return kernel.Layers{Depth: 1, WeightVar: 2, BiasVar: s.bias, Activation: kernel.Rectifier(s.slope)}
}

// architecture is that of the problems with f of this shape.
func (s shape) architecture() Architecture {
	a := architecture(s.d, s.bias)
	a.F = s.layers()
	return a
}

func (s shape) harmonic(t testing.TB, outputs, degree int) *Harmonic {
	t.Helper()
	h, err := NewHarmonic(s.layers(), s.d, outputs, degree)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// kappa are the angular parts of both kernels for rectifiers of slope a.
func kappa(th, a float64) (ntk, nngp float64) {
	nngp = (math.Sin(th) + (math.Pi-th)*math.Cos(th)) / (2 * math.Pi)
	ntk = nngp + (math.Pi-th)*math.Cos(th)/(2*math.Pi)
	bent := (1 - a) * (1 - a)
	return bent*ntk + 2*a*math.Cos(th), bent*nngp + a*math.Cos(th)
}

var slopes = []float64{0, 0.2, -0.5, -1}

func TestCircleCoefficientsAgainstQuadrature(t *testing.T) {
	for _, a := range slopes {
		b := newCircle(a, CircleDegree)
		for k := range b.size() {
			j := 0
			if k > 0 {
				j = max(1, 2*((k-1)/2))
			}
			norm := 2 / math.Pi
			if j == 0 {
				norm = 1 / math.Pi
			}
			check := func(name string, got float64, part func(th float64) float64) {
				want := norm * quad.Fixed(func(th float64) float64 {
					return part(th) * math.Cos(float64(j)*th)
				}, 0, math.Pi, 400, quad.Legendre{}, 0)
				if math.Abs(got-want) > 1e-10 || got < 0 {
					t.Errorf("a = %v: %s of degree %d: got %v want %v", a, name, j, got, want)
				}
			}
			check("NTK", b.ntk[k], func(th float64) float64 { v, _ := kappa(th, a); return v })
			check("NNGP", b.nngp[k], func(th float64) float64 { _, v := kappa(th, a); return v })
		}
	}
}

func TestSphereCoefficientsAgainstQuadrature(t *testing.T) {
	const degree = 32
	at := sphereIndex(degree)
	for _, a := range slopes {
		b := newSphere(a, degree)
		for l := range degree + 1 {
			check := func(name string, got float64, part func(th float64) float64) {
				want := 2 * math.Pi * quad.Fixed(func(th float64) float64 {
					return part(th) * legendre(l, math.Cos(th)) * math.Sin(th)
				}, 0, math.Pi, 400, quad.Legendre{}, 0)
				if math.Abs(got-want) > 1e-10 || got < 0 {
					t.Errorf("a = %v: %s of degree %d: got %v want %v", a, name, l, got, want)
				}
			}
			ntk, nngp := 0.0, 0.0 // at the odd degrees that a basis leaves out
			if zonal(l) {
				ntk, nngp = b.ntk[at(l, min(l, 1))], b.nngp[at(l, min(l, 1))]
			}
			check("NTK", ntk, func(th float64) float64 { v, _ := kappa(th, a); return v })
			check("NNGP", nngp, func(th float64) float64 { _, v := kappa(th, a); return v })
		}
	}
}

func legendre(l int, x float64) float64 {
	p, before := 1.0, 0.0
	for k := range l {
		p, before = (float64(2*k+1)*x*p-float64(k)*before)/float64(k+1), p
	}
	return p
}

// The sums at one direction and at opposite ones: κ(0) = 1 + a², κ(π) = −2a, and
// κ_g(0) = (1 + a²)/2.
func TestCoefficientSums(t *testing.T) {
	sign := func(k int) float64 {
		if k == 1 || k == 2 {
			return -1
		}
		return 1
	}
	for _, a := range slopes {
		b := newCircle(a, 4096)
		same, opposite, draw := 0.0, 0.0, 0.0
		for k := range b.size() {
			if k > 0 && k%2 == 0 {
				continue // of cos² + sin² = 1 count one
			}
			same += b.ntk[k]
			opposite += sign(k) * b.ntk[k]
			draw += b.nngp[k]
		}
		// What the cut leaves out is (1−a)² (2/π²) Σ 1/j² over even j > 4096: 2.5e-5 for ReLU.
		for _, c := range []struct{ got, want float64 }{{same, 1 + a*a}, {opposite, -2 * a}, {draw, (1 + a*a) / 2}} {
			if math.Abs(c.got-c.want) > 3e-5*(1-a)*(1-a) {
				t.Errorf("a = %v: got %v want %v", a, c.got, c.want)
			}
		}
	}
}

// kernels returns the truncated NNGP and NTK of h at z and y.
func (h *Harmonic) kernels(z, y []float64) (nngp, ntk float64) {
	var u [3]float64
	other := make([]float64, h.basis.size())
	rho := h.fill(h.row, z, &u) * h.fill(other, y, &u)
	for k, a := range h.row {
		nngp += h.basis.nngp[k] * a * other[k]
		ntk += h.basis.ntk[k] * a * other[k]
	}
	return h.biasVar + h.weightVar*rho*nngp, h.biasVar + h.weightVar*rho*ntk
}

func TestTruncatedKernel(t *testing.T) {
	for _, s := range shapes {
		k := kernel.NewShallow(s.layers(), s.d)
		worst := func(degree int) float64 {
			h, rng, most := s.harmonic(t, 1, degree), seeded(1), 0.0
			z, y := make([]float64, s.d), make([]float64, s.d)
			for i := range 300 {
				for a := range z {
					z[a], y[a] = rng.NormFloat64(), rng.NormFloat64()
				}
				if i%3 == 0 {
					copy(y, z) // the cut is felt most at equal directions
				}
				wantNNGP, want := k.Value(z, y)
				_, zz := k.Value(z, z)
				_, yy := k.Value(y, y)
				gotNNGP, got := h.kernels(z, y)
				most = max(most, math.Abs(got-want)/math.Sqrt(zz*yy),
					math.Abs(gotNNGP-wantNNGP)/math.Sqrt(zz*yy))
			}
			return most
		}
		got := worst(0)
		limit := s.within(1e-14, 1e-3*s.bend(), 1e-2*s.bend())
		if got > limit {
			t.Errorf("%v: got an error of %g want < %g", s, got, limit)
		}
		if s.exact() {
			continue
		}
		// The error falls as 1/degree.
		degree := map[int]int{2: CircleDegree, 3: SphereDegree}[s.dim]
		if ratio := got / worst(2*degree); ratio < 1.8 || ratio > 2.2 {
			t.Errorf("%v: twice the degree divides the error by %.2f, want 2", s, ratio)
		}
		t.Logf("%v: %.2g", s, got)
	}
}

func TestSphericalHarmonics(t *testing.T) {
	b, rng := newSphere(0, SphereDegree), seeded(2)
	at := sphereIndex(SphereDegree)
	row := make([]float64, b.size())
	points := [][3]float64{{0, 0, 1}, {0, 0, -1}, {1, 0, 0}}
	for range 50 {
		u := [3]float64{rng.NormFloat64(), rng.NormFloat64(), rng.NormFloat64()}
		norm := math.Sqrt(u[0]*u[0] + u[1]*u[1] + u[2]*u[2])
		points = append(points, [3]float64{u[0] / norm, u[1] / norm, u[2] / norm})
	}
	for _, u := range points {
		b.fill(row, &u)
		for l := range SphereDegree + 1 {
			if !zonal(l) {
				continue
			}
			sum := 0.0
			for m := range l + 1 {
				k := at(l, m)
				sum += row[k] * row[k]
				if m > 0 {
					sum += row[k+1] * row[k+1]
				}
			}
			if want := float64(2*l+1) / (4 * math.Pi); math.Abs(sum-want) > 1e-12 {
				t.Errorf("Σ Y² of degree %d at %v: got %v want %v", l, u, sum, want)
			}
		}
	}
}

func TestHarmonicGradientAgainstDifferences(t *testing.T) {
	const h = 1e-6
	for _, s := range shapes {
		f, rng := s.harmonic(t, 2, 0), seeded(3)
		f.Draw(rng)
		points := [][]float64{}
		for range 100 {
			z := make([]float64, s.d)
			for a := range z {
				z[a] = 1.5 * rng.NormFloat64()
			}
			points = append(points, z)
		}
		if s.d == 3 {
			points = append(points, []float64{0, 0, 1}, []float64{0, 0, -1.5}, []float64{1, 0, 0}, []float64{0, 1, 0})
		}
		value, jac := make([]float64, 2), make([]float64, 2*s.d)
		more, less, scratch := make([]float64, 2), make([]float64, 2), make([]float64, 2*s.d)
		for _, z := range points {
			size := 0.0
			for _, v := range z {
				size += v * v
			}
			if math.Sqrt(size) < 0.3 { // curvature grows as degree²/|z|
				continue
			}
			f.Eval(z, value, jac)
			for a := range z {
				at := z[a]
				z[a] = at + h
				f.Eval(z, more, scratch)
				z[a] = at - h
				f.Eval(z, less, scratch)
				z[a] = at
				for c := range 2 {
					want := (more[c] - less[c]) / (2 * h)
					// h² times the third derivative: at degree 128 up to 1e-6.
					if got := jac[c*s.d+a]; math.Abs(got-want) > 1e-6 {
						t.Fatalf("%v at %v: got %v want %v", s, z, got, want)
					}
				}
			}
			f.Values(more, z)
			if d := farthest(more, value); d > 1e-13 {
				t.Errorf("%v: Values is %g from Eval, want 1e-13", s, d)
			}
		}
	}
}

// A draw has the covariance of the Gaussian process in value and gradient. What it should
// be follows from the coefficients without sampling: one unit coefficient at a time.
func TestDrawCovariance(t *testing.T) {
	n := 4000
	if testing.Short() {
		n = 1000
	}
	for _, s := range shapes {
		h, rng := s.harmonic(t, 1, 0), seeded(4)
		z := make([]float64, 2*s.d)
		for a := range z {
			z[a] = rng.NormFloat64()
		}
		width := 2 * (1 + s.d) // value and gradient at two points
		see := func(dst []float64) {
			for i := range 2 {
				h.Eval(z[i*s.d:][:s.d], dst[i*(1+s.d):][:1], dst[i*(1+s.d)+1:][:s.d])
			}
		}
		want, seen := make([]float64, width*width), make([]float64, width)
		addOuter := func(to []float64, scale float64) {
			see(seen)
			for i, v := range seen {
				for j, w := range seen {
					to[i*width+j] += scale * v * w
				}
			}
		}
		h.offset[0] = 1
		addOuter(want, s.bias)
		h.offset[0] = 0
		for k := range h.beta {
			h.beta[k] = 1
			h.turn()
			addOuter(want, 2*h.basis.nngp[k])
			h.beta[k] = 0
		}
		got := make([]float64, width*width)
		for range n {
			h.Draw(rng)
			addOuter(got, 1/float64(n))
		}
		for i := range width {
			for j := range width {
				// A sample covariance has standard deviation ≤ √(2/n) √(C_ii C_jj).
				tol := 5 * math.Sqrt(2/float64(n)) * math.Sqrt(want[i*width+i]*want[j*width+j])
				if math.Abs(got[i*width+j]-want[i*width+j]) > tol {
					t.Errorf("%v (%d, %d): got %v want %v ± %v", s, i, j, got[i*width+j], want[i*width+j], tol)
				}
			}
		}
		k := kernel.NewShallow(s.layers(), s.d)
		nngp, _ := k.Value(z[:s.d], z[s.d:])
		if math.Abs(want[1+s.d]-nngp) > 1e-3 {
			t.Errorf("%v: covariance of values: got %v want %v", s, want[1+s.d], nngp)
		}
		// The gradient has covariance σ_w² s (1+a²)/2 times the identity; the cut takes 0.16 % on
		// the circle and 1.8 % on the sphere from its mean, up to 1.5 times that along one axis.
		scale := 2 * k.Slope() * (1 + s.slope*s.slope) / 2
		tol := s.within(1e-14, 0.004*s.bend(), 0.03*s.bend())
		for a := range s.d {
			for b := range s.d {
				exact := 0.0
				if a == b {
					exact = scale
				}
				if v := want[(1+a)*width+1+b]; math.Abs(v-exact) > tol*scale {
					t.Errorf("%v: covariance of the gradient (%d, %d): got %v want %v", s, a, b, v, exact)
				}
			}
		}
	}
}

func TestEmbedKeepsTheFunction(t *testing.T) {
	for _, s := range shapes {
		rng := seeded(5)
		small := s.harmonic(t, 2, 8)
		small.Draw(rng)
		large := s.harmonic(t, 2, 16)
		if !large.embed(small) {
			t.Fatalf("%v: got no, want yes", s)
		}
		z := make([]float64, s.d)
		v, w := make([]float64, 2), make([]float64, 2)
		j, k := make([]float64, 2*s.d), make([]float64, 2*s.d)
		for range 20 {
			for a := range z {
				z[a] = rng.NormFloat64()
			}
			small.Eval(z, v, j)
			large.Eval(z, w, k)
			if farthest(v, w) > 1e-13 || farthest(j, k) > 1e-12 {
				t.Fatalf("%v at %v: got %v, %v want %v, %v", s, z, w, k, v, j)
			}
		}
		if !s.exact() && small.embed(large) {
			t.Errorf("%v: a higher degree was cut silently", s)
		}
		if s.bias > 0 {
			other := shape{d: s.d, bias: s.bias + 0.1, slope: s.slope}.harmonic(t, 2, 32)
			if other.embed(small) {
				t.Errorf("%v: a network with another bias was taken", s)
			}
		}
		if other := (shape{d: s.d, bias: s.bias, slope: s.slope + 0.1}).harmonic; s.dim <= 3 && other(t, 2, 32).embed(small) {
			t.Errorf("%v: a network of another slope was taken", s)
		}
	}
}

func TestTooWideForHarmonics(t *testing.T) {
	for _, s := range []shape{{d: 4}, {d: 3, bias: 0.1}} {
		_, err := NewHarmonic(s.layers(), s.d, 1, 0)
		if err == nil {
			t.Errorf("%v: got no error", s)
			continue
		}
		t.Log(err)
	}
}
