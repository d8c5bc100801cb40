package linalg

import (
	"math"
	"testing"
)

// worst returns the largest relative error of f against want over a fine walk of [lo, hi],
// and where it is.
func worst(f func(float32) float32, want func(float64) float64, lo, hi float64) (err float64, at float32) {
	const points = 400_000
	for i := range points + 1 {
		x := float32(lo + (hi-lo)*float64(i)/points)
		w := want(float64(x))
		if e := math.Abs(float64(f(x))-w) / w; !(e <= err) {
			err, at = e, x
		}
	}
	return err, at
}

func TestFunctions(t *testing.T) {
	softplus := func(x float64) float64 {
		return math.Max(x, 0) + math.Log1p(math.Exp(-math.Abs(x)))
	}
	for _, c := range []struct {
		name      string
		f         func(float32) float32
		want      func(float64) float64
		lo, hi    float64
		tolerance float64 // as its comment promises: two to four roundings of 6e-8
	}{
		{"Exp", Exp, math.Exp, -87.3, 88.7, 1.2e-7},
		{"Exp near 0", Exp, math.Exp, -1, 1, 1.2e-7},
		{"Softplus", Softplus, softplus, -87, 100, 2.5e-7},
		{"Softplus near 0", Softplus, softplus, -3, 3, 2.5e-7},
		{"log1p", log1p, math.Log1p, 1e-30, 1, 2e-7},
		{"Logistic", Logistic, func(x float64) float64 { return 1 / (1 + math.Exp(-x)) }, -87, 100, 2e-7},
	} {
		err, at := worst(c.f, c.want, c.lo, c.hi)
		t.Logf("%s: largest relative error %.1e at %v", c.name, err, at)
		if !(err <= c.tolerance) {
			t.Errorf("%s at %v: got relative error %.1e, want ≤ %.0e", c.name, at, err, c.tolerance)
		}
	}
}

func TestFunctionsAtTheEnds(t *testing.T) {
	inf, nan := float32(math.Inf(1)), float32(math.NaN())
	for _, c := range []struct {
		name      string
		got, want float32
	}{
		{"Exp(0)", Exp(0), 1}, {"Exp(-100)", Exp(-100), 0}, {"Exp(-Inf)", Exp(-inf), 0},
		{"Exp(89)", Exp(89), inf}, {"Exp(Inf)", Exp(inf), inf},
		{"Softplus(-Inf)", Softplus(-inf), 0}, {"Softplus(Inf)", Softplus(inf), inf}, {"Softplus(1e9)", Softplus(1e9), 1e9},
		{"Logistic(-Inf)", Logistic(-inf), 0}, {"Logistic(Inf)", Logistic(inf), 1}, {"Logistic(0)", Logistic(0), 0.5},
	} {
		if c.got != c.want {
			t.Errorf("%s: got %v, want %v", c.name, c.got, c.want)
		}
	}
	if e, s, l := Exp(nan), Softplus(nan), Logistic(nan); e == e || s == s || l == l {
		t.Errorf("of NaN: got %v, %v, %v, want NaN", e, s, l)
	}
}
