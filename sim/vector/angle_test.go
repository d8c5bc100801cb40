package vector

import (
	"math"
	"math/big"
	"testing"
)

// exactAngle is atan2(y, x) for x ≥ 0 to 100 bits: the arc tangent of the smaller ratio halved
// three times, and its series.
func exactAngle(y, x float64) *big.Float {
	const bits = 160
	num := func(v float64) *big.Float { return new(big.Float).SetPrec(bits).SetFloat64(v) }
	one := num(1)
	of := func() *big.Float { return new(big.Float).SetPrec(bits) }
	atan := func(t *big.Float) *big.Float {
		for range 3 { // tan(θ/2) = t/(1 + √(1+t²))
			root := of().Sqrt(of().Add(one, of().Mul(t, t)))
			t = of().Quo(t, of().Add(one, root))
		}
		sum, power, square := of(), of().Set(t), of().Mul(t, t)
		for k := range 40 { // t ≤ tan(π/32), and its 81st power below 1e-81
			term := of().Quo(power, num(float64(2*k+1)))
			if k%2 == 1 {
				term.Neg(term)
			}
			sum.Add(sum, term)
			power.Mul(power, square)
		}
		return sum.Mul(sum, num(8))
	}
	size := num(math.Abs(y))
	var v *big.Float
	if size.Cmp(num(x)) <= 0 {
		v = atan(of().Quo(size, num(x)))
	} else {
		half := of().Mul(atan(one), num(2)) // π/2
		v = half.Sub(half, atan(of().Quo(num(x), size)))
	}
	if y < 0 {
		v.Neg(v)
	}
	return v
}

// The angle is good to 2 units in the last place: over all ratios, close to where its
// formula changes, and at the ends.
func TestAngle(t *testing.T) {
	check := func(y, x float64) {
		t.Helper()
		got, want := Angle(y, x), exactAngle(y, x)
		near, _ := want.Float64()
		off, _ := new(big.Float).Sub(new(big.Float).SetFloat64(got), want).Float64()
		unit := math.Nextafter(math.Abs(near), math.Inf(1)) - math.Abs(near)
		if !(math.Abs(off) <= 2*unit) {
			t.Errorf("Angle(%v, %v): got %v want %v, %.2f units away", y, x, got, near, off/unit)
		}
	}
	points := 20000
	if testing.Short() {
		points = 2000
	}
	for i := range points + 1 {
		sin, cos := math.Sincos(math.Pi / 2 * float64(i) / float64(points))
		check(sin, max(cos, 0))
		check(-3*sin, 3*max(cos, 0))
	}
	for _, edge := range []float64{eighth, 1, 1 / eighth} {
		for i := -20; i <= 20; i++ {
			check(edge*(1+float64(i)*0x1p-53), 1)
		}
	}
	for e := range 300 {
		check(math.Pow(10, -float64(e)), 1)
		check(1, math.Pow(10, -float64(e)))
	}
	if got := Angle(0, 1); got != 0 {
		t.Errorf("Angle(0, 1): got %v want 0", got)
	}
	if got := Angle(1, 0); got != math.Pi/2 {
		t.Errorf("Angle(1, 0): got %v want π/2", got)
	}
	if got := Angle(0, 0); got != 0 {
		t.Errorf("Angle(0, 0): got %v want 0", got)
	}
}
