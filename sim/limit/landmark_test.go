package limit

import (
	"math"
	"testing"

	"narrows/sim/kernel"
	"narrows/sim/vector"
)

func erfLayers(bias, weight float64) kernel.Layers {
	return kernel.Layers{Depth: 1, WeightVar: weight, BiasVar: bias, Activation: kernel.Erf}
}

func mustLandmark(t *testing.T, f kernel.Layers, units, outputs int) *Landmark {
	t.Helper()
	l, err := NewLandmark(f, units, outputs)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// The kernel that landmarks span, K(z, Z) K(Z, Z)⁻¹ K(Z, y), is K where they are, and
// less beyond.
func TestLandmarksSpanTheKernel(t *testing.T) {
	for _, c := range []struct {
		d            int
		bias, weight float64
		far, limit   float64
	}{
		{1, 0, 2, 6, 3e-6}, {1, 0.3, 2, 6, 3e-6}, {1, 0.3, 6, 6, 1e-5}, {1, 0, 2, 8, 1e-3},
		// On a disc half of 256 are left for each of the odd and the even part that a bias brings.
		{2, 0, 2, 6, 1e-4}, {2, 0.3, 2, 6, 5e-3}, {2, 0, 6, 6, 5e-3}, {2, 0.3, 6, 6, 3e-2}, {2, 0, 2, 8, 5e-3},
	} {
		l := mustLandmark(t, erfLayers(c.bias, c.weight), c.d, 1)
		rng, worst := seeded(1), 0.0
		at := func(z []float64) []float64 {
			for {
				sum := 0.0
				for a := range z {
					z[a] = c.far * (2*rng.Float64() - 1)
					sum += z[a] * z[a]
				}
				if sum < c.far*c.far {
					break
				}
			}
			x := make([]float64, l.count())
			l.fill(l.scratch, z)
			solveLower(x, l.lower, l.scratch.ntk)
			return x
		}
		for i := range 500 {
			z, y := make([]float64, c.d), make([]float64, c.d)
			x, w := at(z), at(y)
			if i%2 == 0 {
				copy(y, z) // where a projection lacks most
				w = x
			}
			_, want := l.of.Value(z, y)
			_, zz := l.of.Value(z, z)
			_, yy := l.of.Value(y, y)
			worst = max(worst, math.Abs(vector.Dot(x, w)-want)/math.Sqrt(zz*yy))
		}
		t.Logf("%+v: R = %d, %.2g", c, l.count(), worst)
		if !(worst < c.limit) {
			t.Errorf("%+v: got an error of %g of the diagonal, want < %g", c, worst, c.limit)
		}
	}
}

// A draw has the covariance of the Gaussian process, in value and in slope.
func TestLandmarkDrawCovariance(t *testing.T) {
	n := 4000
	if testing.Short() {
		n = 1000
	}
	for _, d := range []int{1, 2} {
		rng := seeded(2)
		l := mustLandmark(t, erfLayers(0.3, 2), d, n)
		if err := l.Draw(rng); err != nil {
			t.Fatal(err)
		}
		points := [][]float64{{0.3, -0.2}, {-2, 1}, {3.5, 0.5}, {0, 0}}
		value, jacobian := make([][]float64, len(points)), make([][]float64, len(points))
		for i, z := range points {
			value[i], jacobian[i] = make([]float64, n), make([]float64, n*d)
			l.Eval(z[:d], value[i], jacobian[i])
		}
		for i, z := range points {
			for j, y := range points {
				want, _ := l.of.Smooth(z[:d], y[:d])
				zz, _ := l.of.Smooth(z[:d], z[:d])
				yy, _ := l.of.Smooth(y[:d], y[:d])
				// Five standard deviations of a sample covariance.
				tol := 5 * math.Sqrt(2/float64(n)) * math.Sqrt(zz.Value*yy.Value)
				if got := vector.Dot(value[i], value[j]) / float64(n); math.Abs(got-want.Value) > tol {
					t.Errorf("d = %d, %v and %v: got %v want %v ± %v", d, z, y, got, want.Value, tol)
				}
				// Cov(∂f(z), f(y)) = ∂_z S(z, y); a slope has a variance of at most s σ_w² 4/π.
				tol = 5 * math.Sqrt(2/float64(n)) * math.Sqrt(2*l.of.Slope()*4/math.Pi*yy.Value)
				got := 0.0
				for c := range n {
					got += jacobian[i][c*d] * value[j][c] / float64(n)
				}
				if want := want.Y*y[0] + want.Z*z[0]; math.Abs(got-want) > tol {
					t.Errorf("d = %d, slope at %v with %v: got %v want %v ± %v", d, z, y, got, want, tol)
				}
			}
		}
	}
}

// Without learning anything K_f has no landmarks, and beyond numbers it has none either.
func TestLandmarksOfNothing(t *testing.T) {
	for _, f := range []kernel.Layers{erfLayers(0, 0), erfLayers(math.Inf(1), 1)} {
		if _, err := NewLandmark(f, 2, 1); err == nil {
			t.Errorf("%+v: got no error", f)
		} else {
			t.Log(err)
		}
	}
}
