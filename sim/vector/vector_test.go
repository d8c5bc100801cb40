package vector

import (
	"math"
	"math/rand/v2"
	"testing"
)

// fused is not 0 where Go fuses a product and a sum, as it does on arm64.
//
//go:noinline
func fused(x, y, z float64) float64 { return x*y + z }

// The loops with vectors give the bits of those without, at every length, with numbers that
// are not finite too.
func TestVectorsArePlain(t *testing.T) {
	if !Ready() || fused(1+0x1p-30, 1-0x1p-30, -1) != 0 {
		t.Skip("no vectors here, or the plain loops round once where they round twice")
	}
	rng := rand.New(rand.NewPCG(1, 1))
	numbers := func(n int) []float64 {
		v := make([]float64, n)
		for i := range v {
			v[i] = rng.NormFloat64() * math.Exp(4*rng.NormFloat64())
		}
		return v
	}
	same := func(what string, n int, got, want []float64) {
		t.Helper()
		for i := range want {
			if math.Float64bits(got[i]) != math.Float64bits(want[i]) && !(math.IsNaN(got[i]) && math.IsNaN(want[i])) {
				t.Fatalf("%s of %d: got %v want %v at %d", what, n, got[i], want[i], i)
			}
		}
	}
	for n := range 71 {
		for _, bad := range []float64{0, math.Inf(1), math.NaN()} {
			x, y, z := numbers(n), numbers(n), numbers(n)
			if n > 0 && bad != 0 {
				x[n/2] = bad
			}
			same("dot", n, []float64{dotVector(x, y)}, []float64{dotPlain(x, y)})
			first, second := dot2Vector(x, y, z)
			same("dot2", n, []float64{first, second}, []float64{dotPlain(x, y), dotPlain(x, z)})
			w := numbers(n)
			xy, xz, wy, wz := dot4Vector(x, w, y, z)
			same("dot4", n, []float64{xy, xz, wy, wz}, []float64{dotPlain(x, y), dotPlain(x, z), dotPlain(w, y), dotPlain(w, z)})
			got, want := append([]float64(nil), y...), append([]float64(nil), y...)
			axpyVector(got, 1.5, x)
			axpyPlain(want, 1.5, x)
			same("axpy", n, got, want)
			signs := make([]float64, n)
			for i, v := range y {
				signs[i] = math.Copysign(1, v)
			}
			sum, plain := logisticVector(got, x, signs), logisticPlain(want, x, signs)
			same("logistic", n, append(got, sum), append(want, plain))
			for i, v := range x {
				got[i] = -100 * math.Abs(v)
				want[i] = decline(got[i])
			}
			declineVector(got)
			same("decline", n, got, want)
			slope, slopes := make([]float64, n), make([]float64, n)
			copy(got, x)
			errorVector(got, slope)
			for i, v := range x {
				want[i], slopes[i] = errorAt(v)
			}
			same("erf", n, append(got, slope...), append(want, slopes...))
			for i, v := range x {
				want[i] = Angle(y[i], math.Abs(v))
				slopes[i] = math.Abs(v)
			}
			anglesVector(got, y, slopes)
			same("angles", n, got, want)
			copy(got, y)
			copy(want, y)
			for rows := range 10 {
				w, m := numbers(rows), numbers(rows*n)
				combineVector(got, w, m)
				combinePlain(want, w, m)
				same("combine", n, got, want)
			}
		}
	}
}
