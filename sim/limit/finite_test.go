package limit

import (
	"math"
	"testing"

	"narrows/sim/kernel"
	"narrows/sim/vector"
)

// Every weight moves along its own gradient: against differences of Σ_j χ_j·f(z_j) in that
// weight, one by one.
func TestMovingNetworkDescendsItsGradient(t *testing.T) {
	const d, outs, width, n, h = 3, 2, 21, 5, 1e-5
	for _, of := range []kernel.Activation{kernel.ReLU, kernel.Rectifier(0.2), kernel.Linear, kernel.Erf} {
		for _, bias := range []float64{0, 0.3} {
			rng := seeded(1)
			f := NewFinite(kernel.Layers{Depth: 1, WeightVar: 2, BiasVar: bias, Activation: of}, d, outs, width)
			f.Draw(rng)
			z, chi := make([]float64, n*d), make([]float64, n*outs)
			for _, v := range [][]float64{z, chi} {
				for i := range v {
					v[i] = rng.NormFloat64()
				}
			}
			m := newMovingFinite(f, 1, n)
			m.look(z, make([]float64, n*outs), make([]float64, n*outs*d))
			m.descend(1, chi)
			sum := func() float64 {
				value := make([]float64, n*outs)
				f.Values(value, z)
				return vector.Dot(value, chi)
			}
			tried := 0
			for part, w := range [][]float64{f.u, f.v, f.offset} {
				moved := [][]float64{m.u, m.v, m.offset}[part]
				for i := range w {
					at := w[i]
					w[i] = at + h
					more := sum()
					w[i] = at - h
					less := sum()
					w[i] = at
					// No input of a unit lies within 1e-4 of 0 with this seed.
					if got, want := at-moved[i], (more-less)/(2*h); math.Abs(got-want) > 1e-8 {
						t.Fatalf("%+v, σ_b² = %v, weight %d of part %d: got %v want %v", of, bias, i, part, got, want)
					}
					tried++
				}
			}
			if bias > 0 && tried != width*(d+1+outs)+outs {
				t.Errorf("got %d weights want %d", tried, width*(d+1+outs)+outs)
			}
		}
	}
}

// The Jacobian of all points at once, that of Eval, and the pull of a χ are one, at a width
// that no block divides.
func TestFiniteSlopes(t *testing.T) {
	const d, outs, width, n = 8, 3, 2*together + 7, 9
	for _, of := range []kernel.Activation{kernel.Rectifier(0.2), kernel.Erf} {
		rng := seeded(2)
		f := NewFinite(kernel.Layers{Depth: 1, WeightVar: 2, BiasVar: 0.3, Activation: of}, d, outs, width)
		f.Draw(rng)
		z := make([]float64, n*d)
		for i := range z {
			z[i] = rng.NormFloat64()
		}
		value, jacobian := make([]float64, n*outs), make([]float64, n*outs*d)
		p := f.newPass(n)
		f.forward(p, z, value)
		f.slopes(p, 1, jacobian)
		chi, pulled := make([]float64, n*outs), make([]float64, n*d)
		for i := range chi {
			chi[i] = rng.NormFloat64()
		}
		f.pull(p, 0.5, pulled, chi, make([]float64, width))
		v, j := make([]float64, outs), make([]float64, outs*d)
		for i := range n {
			for a := range d {
				want := 0.0
				for c := range outs {
					want += 0.5 * chi[i*outs+c] * jacobian[(i*outs+c)*d+a]
				}
				if got := pulled[i*d+a]; math.Abs(got-want) > 1e-13 {
					t.Fatalf("%+v, point %d: got pull %v along %d, want %v", of, i, got, a, want)
				}
			}
			f.Eval(z[i*d:][:d], v, j)
			if farthest(v, value[i*outs:][:outs]) > 1e-13 || farthest(j, jacobian[i*outs*d:][:outs*d]) > 1e-13 {
				t.Fatalf("%+v, point %d: got %v, %v want %v, %v", of, i, value[i*outs:][:outs], jacobian[i*outs*d:][:outs*d], v, j)
			}
		}
	}
}

// Draws have the variance of the Gaussian process.
func TestFiniteDrawVariance(t *testing.T) {
	const outs, width = 400, 4096
	for _, of := range []kernel.Activation{kernel.ReLU, kernel.Erf} {
		layers := kernel.Layers{Depth: 1, WeightVar: 2, BiasVar: 0.3, Activation: of}
		f := NewFinite(layers, 3, outs, width)
		f.Draw(seeded(3))
		z := []float64{0.5, -1, 2}
		value := make([]float64, outs)
		f.Values(value, z)
		want, _ := kernel.NewShallow(layers, 3).Value(z, z)
		// Five standard deviations over outputs, and of the kernel at this width.
		if got := vector.Dot(value, value) / outs; math.Abs(got-want) > (5*math.Sqrt(2.0/outs)+5/math.Sqrt(width))*want {
			t.Errorf("%+v: got %v want %v", of, got, want)
		}
	}
}
