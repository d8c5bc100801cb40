package bottleneck

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/mat"

	"narrows/sim"
)

// slowDetermination fits [1 z] to y by QR and takes R² from the residuals.
func slowDetermination(z []float64, d int, x []float64, m, h int) float64 {
	n := len(z) / d
	design, target := mat.NewDense(n, d+1, nil), mat.NewDense(n, h, nil)
	for j := range n {
		design.Set(j, 0, 1)
		for a := range d {
			design.Set(j, a+1, z[j*d+a])
		}
		for b := range h {
			target.Set(j, b, x[j*m+b])
		}
	}
	var qr mat.QR
	qr.Factorize(design)
	var fit, predicted mat.Dense
	if err := qr.SolveTo(&fit, false, target); err != nil {
		panic(err)
	}
	predicted.Mul(design, &fit)
	left, all := 0.0, 0.0
	for b := range h {
		mean := mat.Sum(target.ColView(b)) / float64(n)
		for j := range n {
			left += math.Pow(target.At(j, b)-predicted.At(j, b), 2)
			all += math.Pow(target.At(j, b)-mean, 2)
		}
	}
	return 1 - left/all
}

func normals(n int, rng *rand.Rand) []float64 {
	v := make([]float64, n)
	for i := range v {
		v[i] = rng.NormFloat64()
	}
	return v
}

func TestDetermination(t *testing.T) {
	const n, m = 200, 8
	rng := rand.New(rand.NewPCG(6, 1))
	x := normals(n*m, rng)
	for _, c := range []struct{ d, h int }{{1, 1}, {2, 1}, {2, 2}, {3, 2}, {8, 2}} {
		free := normals(n*c.d, rng)
		// d/(n−1) is what chance explains of each input; R² scatters by √(2d/h)/n about it.
		chance := float64(c.d) / (n - 1)
		if got := determination(free, c.d, x, m, c.h); !(got >= 0 && got < chance+5*math.Sqrt(2*float64(c.d))/n) {
			t.Errorf("%d units, %d hidden: got R² = %v of independent numbers, want about %v", c.d, c.h, got, chance)
		}

		// Something between: units that know a part, at different offsets and sizes.
		z := make([]float64, n*c.d)
		for j := range n {
			for a := range c.d {
				z[j*c.d+a] = 5 + float64(a+1)*(x[j*m+a%m]+0.5*x[j*m+(a+1)%m]+free[j*c.d+a])
			}
		}
		got, want := determination(z, c.d, x, m, c.h), slowDetermination(z, c.d, x, m, c.h)
		if !(math.Abs(got-want) < 1e-9) { // the ridge, and the squared condition number
			t.Errorf("%d units, %d hidden: got R² = %v, want %v by QR", c.d, c.h, got, want)
		}
		if !(want > 0.1 && want < 0.95) {
			t.Errorf("%d units, %d hidden: R² = %v: the test shows little", c.d, c.h, want)
		}

		// Each unit moved and scaled by itself says the same.
		moved := make([]float64, len(z))
		for i, v := range z {
			moved[i] = 1e3*float64(1+i%c.d) - 30*float64(1+i%c.d)*v
		}
		// The ridge is in units of the largest of them.
		if other := determination(moved, c.d, x, m, c.h); !(math.Abs(other-got) < 1e-7) {
			t.Errorf("%d units, %d hidden: got R² = %v after an offset and a scale, want %v", c.d, c.h, other, got)
		}
	}
	// An invertible map of the hidden inputs knows them all, with or without further units.
	for _, c := range []struct{ d, h int }{{1, 1}, {2, 2}, {3, 2}} {
		z := make([]float64, n*c.d)
		for j := range n {
			for a := range c.d {
				z[j*c.d+a] = 2 - float64(a+1)*x[j*m] + float64((1+3*a)*(c.h-1))*x[j*m+1]
			}
		}
		if got := determination(z, c.d, x, m, c.h); !(math.Abs(got-1) < 1e-9) {
			t.Errorf("%d units: got R² = %v of a linear map of all %d hidden inputs, want 1", c.d, got, c.h)
		}
	}
	if got := determination(make([]float64, 2*n), 2, x, m, 2); got != 0 {
		t.Errorf("got R² = %v of units that do not vary, want 0", got)
	}
}

// hiddenValue is the fact of a network, NaN if there is none.
func hiddenValue(r *run, role sim.Role) float64 {
	for _, f := range r.facts() {
		if f.Label == "R²" && f.Role == role {
			return f.Value
		}
	}
	return math.NaN()
}

// What the units know of the hidden plane comes with the training, in both networks alike.
func TestHiddenFacts(t *testing.T) {
	r := begin(t, preset(t, "Colour wheel").WithChoice("kernel", "off").WithChoice("view", "kernels"))
	for _, step := range []int{0, 200} {
		sim.Advance(r, nil, r.step, step-r.step, nil)
		limit, finite := hiddenValue(r, sim.Limit), hiddenValue(r, sim.Finite)
		if step == 0 && !(limit < 0.7) || step > 0 && !(limit > 0.9) {
			t.Errorf("step %d: got R² = %v, want below 0.7 at first and above 0.9 then", step, limit)
		}
		if !(math.Abs(limit-finite) < 0.1) { // a width of 256
			t.Errorf("step %d: got R² = %v of the finite network and %v of the limit, want them alike", step, finite, limit)
		}
		t.Logf("step %d: %v and %v", step, limit, finite)
	}
	if r := begin(t, only()); !math.IsNaN(hiddenValue(r, sim.Limit)) {
		t.Error("got an R² of points in their own plane, want none")
	}
}
