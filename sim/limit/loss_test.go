package limit

import (
	"math"
	"testing"
)

func TestGradientOfLosses(t *testing.T) {
	const h = 1e-5
	for _, l := range []Loss{Logistic, Squared} {
		for _, y := range []float64{1, -1} {
			for _, f := range []float64{-3, -0.5, 0, 0.2, 2, 20} {
				at := func(f float64) float64 { return l.Mean([]float64{f}, []float64{y}, 1) }
				chi := []float64{0}
				l.Measure(chi, []float64{f}, []float64{y}, 1)
				// h² times the third derivative, and rounding of ℓ over h.
				if want := (at(f+h) - at(f-h)) / (2 * h); math.Abs(chi[0]-want) > 1e-7 {
					t.Errorf("loss %d at F = %v, y = %v: got χ = %v want %v", l, f, y, chi[0], want)
				}
				// A second difference at 1e-3 has 1e-6 of the fourth derivative and 1e-10 of rounding.
				if c := (at(f+1e-3) + at(f-1e-3) - 2*at(f)) / 1e-6; c > l.Curvature()+1e-6 {
					t.Errorf("loss %d at F = %v: second derivative %v above the bound %v", l, f, c, l.Curvature())
				}
			}
		}
	}
	// The bound is reached at F = 0.
	of := func(f float64) float64 { return Logistic.Mean([]float64{f}, []float64{-1}, 1) }
	if got := (of(1e-3) + of(-1e-3) - 2*of(0)) / 1e-6; math.Abs(got-0.25) > 1e-6 {
		t.Errorf("largest curvature of the logistic loss: got %v want 0.25", got)
	}
}

func TestLossesAtTheEnds(t *testing.T) {
	f, y := []float64{1000, -1000}, []float64{1, 1}
	if got := Logistic.Mean(f, y, 2); got != 500 {
		t.Errorf("logistic: got %v want 500", got)
	}
	chi := make([]float64, 2)
	Logistic.Measure(chi, f, y, 2)
	if chi[0] != 0 || chi[1] != -1 {
		t.Errorf("χ: got %v want [0 -1]", chi)
	}
	if got := Squared.Mean([]float64{3, 1, 0, 0}, []float64{1, 1, 0, 1}, 2); got != 1.25 {
		t.Errorf("squared: got %v want 1.25", got)
	}
}

// Softmax at several points of several classes at once, value by value against
// differences; and its curvature along random directions.
func TestGradientOfSoftmax(t *testing.T) {
	const h, n, k = 1e-5, 5, 4
	rng := seeded(1)
	f, y, chi := make([]float64, n*k), make([]float64, n*k), make([]float64, n*k)
	for range 50 {
		clear(y)
		for j := range n {
			y[j*k+rng.IntN(k)] = 1
		}
		for i := range f {
			f[i] = 3 * rng.NormFloat64()
		}
		Softmax.Measure(chi, f, y, n)
		for i := range f {
			at := f[i]
			f[i] = at + h
			more := Softmax.Mean(f, y, n)
			f[i] = at - h
			less := Softmax.Mean(f, y, n)
			f[i] = at
			if want := n * (more - less) / (2 * h); math.Abs(chi[i]-want) > 1e-7 {
				t.Fatalf("number %d: got χ = %v want %v", i, chi[i], want)
			}
		}
	}
	second := func(f []float64, c, d int) float64 {
		at := func(s float64) float64 {
			g := append([]float64(nil), f...)
			g[c] += s / math.Sqrt2
			g[d] -= s / math.Sqrt2
			return Softmax.Mean(g, []float64{1, 0, 0}, 1)
		}
		return (at(1e-3) + at(-1e-3) - 2*at(0)) / 1e-6
	}
	most := 0.0
	for range 500 {
		most = max(most, second([]float64{rng.NormFloat64(), rng.NormFloat64(), rng.NormFloat64()}, 0, 1))
	}
	most = max(most, second([]float64{0, 0, -30}, 0, 1))
	// The bound, reached between two classes alone; 1e-6 as above.
	if math.Abs(most-Softmax.Curvature()) > 1e-6 {
		t.Errorf("largest curvature: got %v want %v", most, Softmax.Curvature())
	}
}

// Only differences of logits count, however large the logits are.
func TestSoftmaxShifted(t *testing.T) {
	f, y := []float64{0.5, -1, 2, 40, -1000, 3}, []float64{0, 0, 1, 0, 1, 0}
	chi, moved := make([]float64, 6), make([]float64, 6)
	Softmax.Measure(chi, f, y, 2)
	want := Softmax.Mean(f, y, 2)
	for _, by := range []float64{1000, -1000} {
		g := append([]float64(nil), f...)
		for i := range g {
			g[i] += by
		}
		Softmax.Measure(moved, g, y, 2)
		// 1000 + 0.5 has an error of 1e-13.
		if got := Softmax.Mean(g, y, 2); math.Abs(got-want) > 1e-12*want {
			t.Errorf("shifted by %v: got loss %v want %v", by, got, want)
		}
		if d := farthest(moved, chi); !(d < 1e-12) {
			t.Errorf("shifted by %v: got χ %v want %v", by, moved, chi)
		}
	}
	if got, want := want, (math.Log(1+math.Exp(-1.5)+math.Exp(-3))+1040)/2; math.Abs(got-want) > 1e-12*want {
		t.Errorf("got %v want %v", got, want)
	}
}

// The fourth power, whose second derivative 3(F−y)² has no bound: χ against differences, and
// CurvatureAt against second differences along every output and along random directions.
func TestFourth(t *testing.T) {
	const n, k = 4, 3
	rng := seeded(20)
	f, y, chi := make([]float64, n*k), make([]float64, n*k), make([]float64, n*k)
	for i := range f {
		f[i], y[i] = 2*rng.NormFloat64(), rng.NormFloat64()
	}
	if got, want := Fourth.Mean([]float64{3, 0, 1, 0}, []float64{1, 1, 1, 0}, 2), (16+1)/8.0; got != want {
		t.Errorf("loss: got %v want %v", got, want)
	}
	along := func(v []float64, s float64) float64 {
		g := append([]float64(nil), f...)
		for i := range g {
			g[i] += s * v[i]
		}
		return n * Fourth.Mean(g, y, n)
	}
	Fourth.Measure(chi, f, y, n)
	bound, most := Fourth.CurvatureAt(f, y), 0.0
	for i := range f {
		v := make([]float64, n*k)
		v[i] = 1
		// h² times (F−y), and rounding of ℓ over h.
		if want := (along(v, 1e-5) - along(v, -1e-5)) / 2e-5; math.Abs(chi[i]-want) > 1e-7 {
			t.Errorf("number %d: got χ = %v want %v", i, chi[i], want)
		}
		most = max(most, (along(v, 1e-3)+along(v, -1e-3)-2*along(v, 0))/1e-6)
	}
	// h²/2 of the fourth derivative, 6, and 1e-8 of rounding.
	if math.Abs(bound-most) > 1e-5 {
		t.Errorf("largest second derivative: got %v want %v", bound, most)
	}
	for range 200 {
		v, norm := make([]float64, n*k), 0.0
		for i := range v {
			v[i] = rng.NormFloat64()
			norm += v[i] * v[i]
		}
		if c := (along(v, 1e-3) + along(v, -1e-3) - 2*along(v, 0)) / 1e-6 / norm; c > bound+1e-4 {
			t.Errorf("along a random direction: second derivative %v above %v", c, bound)
		}
	}
	if !math.IsInf(Fourth.Curvature(), 1) {
		t.Errorf("bound: got %v want +Inf", Fourth.Curvature())
	}
	for _, l := range []Loss{Logistic, Squared, Softmax} {
		if got := l.CurvatureAt(f, y); got != l.Curvature() {
			t.Errorf("loss %d: got curvature %v at present outputs, want the bound %v", l, got, l.Curvature())
		}
	}
}
