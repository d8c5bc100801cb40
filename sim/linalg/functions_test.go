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
		{"Log1p", Log1p, math.Log1p, 1e-30, 1, 2e-7},
		{"Log1p beyond 1", Log1p, math.Log1p, 1, 40, 2e-7},
		{"Log1p far out", Log1p, math.Log1p, 1, 3.4e38, 2e-7},
		{"Logistic", Logistic, func(x float64) float64 { return 1 / (1 + math.Exp(-x)) }, -87, 100, 2e-7},
		// Two sums of six and a quotient: six roundings.
		{"Erf", Erf, math.Erf, 1e-6, 5, 4e-7},
		{"Erf near 0", Erf, math.Erf, 1e-30, 1e-3, 4e-7},
		{"Tanh", Tanh, math.Tanh, 1e-6, 12, 4e-7},
		{"Tanh near 0", Tanh, math.Tanh, 1e-30, 1e-3, 4e-7},
	} {
		err, at := worst(c.f, c.want, c.lo, c.hi)
		t.Logf("%s: largest relative error %.1e at %v", c.name, err, at)
		if !(err <= c.tolerance) {
			t.Errorf("%s at %v: got relative error %.1e, want ≤ %.0e", c.name, at, err, c.tolerance)
		}
	}
}

// TestErf: errors as both comments promise, and what rounding might break: oddness and the
// bound.
func TestErf(t *testing.T) {
	const points = 400_000
	value, slope := 0.0, 0.0
	for i := range points + 1 {
		x := float32(12*float64(i)/points - 6)
		e := Erf(x)
		if e != -Erf(-x) || math.Abs(float64(e)) > 1 {
			t.Fatalf("at ±%v: got %v and %v, want opposites within ±1", x, e, Erf(-x))
		}
		u := float64(x)
		value = max(value, math.Abs(float64(e)-math.Erf(u)))
		slope = max(slope, math.Abs(float64(ErfSlope(x))-2/math.SqrtPi*math.Exp(-u*u)))
	}
	t.Logf("largest errors: %.1e of erf, %.1e of its slope", value, slope)
	if !(value <= 4e-7) || !(slope <= 2e-7) {
		t.Errorf("got errors up to %.1e and %.1e, want ≤ 4e-7 and 2e-7", value, slope)
	}
}

// TestTanh: the error as its comment promises, and what rounding might break: oddness and
// the bound. It looks at every 64th float32 where 1 is near, from 7 on.
func TestTanh(t *testing.T) {
	value := 0.0
	look := func(x float32) {
		e := Tanh(x)
		if e != -Tanh(-x) || math.Abs(float64(e)) > 1 || x >= tanhEnd && e != 1 {
			t.Fatalf("at ±%v: got %v and %v, want opposites within ±1", x, e, Tanh(-x))
		}
		value = max(value, math.Abs(float64(e)-math.Tanh(float64(x))))
	}
	const points = 400_000
	for i := range points + 1 {
		look(float32(12 * float64(i) / points))
	}
	for b := math.Float32bits(7); b < math.Float32bits(10); b += 64 {
		look(math.Float32frombits(b))
	}
	t.Logf("largest error: %.1e", value)
	if !(value <= 4e-7) {
		t.Errorf("got errors up to %.1e, want ≤ 4e-7", value)
	}
}

// TestExpInLastPlaces: within two units of the last place, for every 1009th float32.
func TestExpInLastPlaces(t *testing.T) {
	worst, at := 0.0, float32(0)
	for _, sign := range []uint32{0, 1 << 31} {
		end := math.Float32bits(expTop)
		if sign != 0 {
			end = math.Float32bits(-expBottom)
		}
		for b := uint32(0); b <= end; b += 1009 {
			x := math.Float32frombits(b | sign)
			want := math.Exp(float64(x))
			_, exponent := math.Frexp(want)
			if e := math.Abs(float64(Exp(x))-want) / math.Ldexp(1, exponent-24); !(e <= worst) {
				worst, at = e, x
			}
		}
	}
	t.Logf("largest error: %.2f units at %v", worst, at)
	if !(worst <= 2) {
		t.Errorf("at %v: got an error of %.2f units in the last place, want ≤ 2", at, worst)
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
		{"Log1p(0)", Log1p(0), 0}, {"Log1p(1)", Log1p(1), math.Ln2}, {"Log1p(Inf)", Log1p(inf), inf},
		{"Erf(0)", Erf(0), 0}, {"Erf(4)", Erf(4), 1}, {"Erf(-Inf)", Erf(-inf), -1},
		{"Tanh(0)", Tanh(0), 0}, {"Tanh(9.02)", Tanh(9.02), 1}, {"Tanh(Inf)", Tanh(inf), 1}, {"Tanh(-Inf)", Tanh(-inf), -1},
		{"Tanh(1e-40)", Tanh(1e-40), 1e-40}, {"ErfSlope(0)", ErfSlope(0), 2 / math.SqrtPi}, {"ErfSlope(Inf)", ErfSlope(inf), 0}, {"ErfSlope(-1e30)", ErfSlope(-1e30), 0},
	} {
		if c.got != c.want {
			t.Errorf("%s: got %v, want %v", c.name, c.got, c.want)
		}
	}
	for name, f := range map[string]func(float32) float32{
		"Exp": Exp, "Softplus": Softplus, "Log1p": Log1p, "Logistic": Logistic, "Erf": Erf, "ErfSlope": ErfSlope, "Tanh": Tanh,
	} {
		if got := f(nan); got == got {
			t.Errorf("%s(NaN): got %v, want NaN", name, got)
		}
	}
}
