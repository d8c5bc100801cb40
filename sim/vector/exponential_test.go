package vector

import (
	"math"
	"math/big"
	"testing"
)

// bigExp is e^x to 150 bits: the series at x/2^20, squared twenty times.
func bigExp(x float64) *big.Float {
	of := func() *big.Float { return new(big.Float).SetPrec(200) }
	small := of().SetFloat64(x)
	small.SetMantExp(small, -20)
	sum, term := of().SetInt64(1), of().SetInt64(1)
	for k := 1; k < 40; k++ {
		term.Quo(term.Mul(term, small), of().SetInt64(int64(k)))
		sum.Add(sum, term)
	}
	for range 20 {
		sum.Mul(sum, sum)
	}
	return sum
}

// bigLog1p is log(1 + u) to 150 bits: 2 artanh u/(2+u).
func bigLog1p(u float64) *big.Float {
	of := func() *big.Float { return new(big.Float).SetPrec(200) }
	v := of().SetFloat64(u)
	s := of().Quo(v, of().Add(of().SetInt64(2), v))
	square, power, sum := of().Mul(s, s), of().Set(s), of()
	for k := range 60 {
		sum.Add(sum, of().Quo(power, of().SetInt64(int64(2*k+1))))
		power.Mul(power, square)
	}
	return sum.Mul(sum, of().SetInt64(2))
}

// units is how far got is from want, in units of its last place.
func units(got float64, want *big.Float) float64 {
	near, _ := want.Float64()
	off, _ := new(big.Float).Sub(new(big.Float).SetFloat64(got), want).Float64()
	return math.Abs(off) / (math.Nextafter(near, math.Inf(1)) - near)
}

func TestExponentials(t *testing.T) {
	points := 20000
	if testing.Short() {
		points = 1000
	}
	check := func(what string, x, got float64, want *big.Float, most float64) {
		t.Helper()
		if u := units(got, want); !(u <= most) {
			near, _ := want.Float64()
			t.Errorf("%s(%v): got %v want %v, %.2f units away", what, x, got, near, u)
		}
	}
	for i := range points + 1 {
		for _, span := range []float64{1, 40, 707} {
			x := -span * float64(i) / float64(points)
			check("decline", x, decline(x), bigExp(x), 1)
		}
		u := float64(i) / float64(points)
		check("log1p", u, log1p(u), bigLog1p(u), 2)
	}
	for e := range 307 {
		x := math.Pow(10, -float64(e))
		check("decline", -x, decline(-x), bigExp(-x), 1)
		check("log1p", x, log1p(x), bigLog1p(x), 2)
	}
	for _, c := range []struct{ x, want float64 }{{0, 1}, {-709, 0}, {math.Inf(-1), 0}} {
		if got := decline(c.x); got != c.want {
			t.Errorf("decline(%v): got %v want %v", c.x, got, c.want)
		}
	}
	if got := log1p(0); got != 0 {
		t.Errorf("log1p(0): got %v want 0", got)
	}
	if !math.IsNaN(decline(math.NaN())) || !math.IsNaN(log1p(math.NaN())) {
		t.Error("got a number of NaN, want NaN")
	}
}

// erf against the standard library's, which is good to 1 unit, and its slope.
func TestErrorFunction(t *testing.T) {
	const points = 200000
	for i := range points + 1 {
		h := 14*float64(i)/points - 7
		value, slope := errorAt(h)
		if want := math.Erf(h); math.Abs(value-want) > 3e-16 || math.Abs(value) > 1 {
			t.Fatalf("erf(%v): got %v want %v", h, value, want)
		}
		if want := 2 / math.SqrtPi * math.Exp(-h*h); math.Abs(slope-want) > 4e-16 {
			t.Fatalf("the slope of erf at %v: got %v want %v", h, slope, want)
		}
	}
	for _, h := range []float64{1e-300, 1e-9, 0.5} { // relative, near 0
		if got, _ := errorAt(-h); math.Abs(got+math.Erf(h)) > 4e-16*h {
			t.Errorf("erf(%v): got %v want %v", -h, got, -math.Erf(h))
		}
	}
	for _, h := range []float64{6, 40, 1e200, math.Inf(1)} {
		if value, slope := errorAt(-h); value != -1 || !(math.Abs(slope) < 1e-15) {
			t.Errorf("at %v: got %v and slope %v want -1 and 0", -h, value, slope)
		}
	}
	if value, _ := errorAt(math.NaN()); !math.IsNaN(value) {
		t.Errorf("erf(NaN): got %v want NaN", value)
	}
}
