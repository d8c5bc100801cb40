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
				l.Gradient(chi, []float64{f}, []float64{y})
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
	if got := -(softplus(1e-3) + softplus(-1e-3) - 2*softplus(0)) / 1e-6 * -1; math.Abs(got-0.25) > 1e-6 {
		t.Errorf("largest curvature of the logistic loss: got %v want 0.25", got)
	}
}

func TestLossesAtTheEnds(t *testing.T) {
	f, y := []float64{1000, -1000}, []float64{1, 1}
	if got := Logistic.Mean(f, y, 2); got != 500 {
		t.Errorf("logistic: got %v want 500", got)
	}
	chi := make([]float64, 2)
	Logistic.Gradient(chi, f, y)
	if chi[0] != 0 || chi[1] != -1 {
		t.Errorf("χ: got %v want [0 -1]", chi)
	}
	if got := Squared.Mean([]float64{3, 1, 0, 0}, []float64{1, 1, 0, 1}, 2); got != 1.25 {
		t.Errorf("squared: got %v want 1.25", got)
	}
}
