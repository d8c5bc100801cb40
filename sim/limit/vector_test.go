package limit

import (
	"math"
	"testing"
)

// fused is not 0 where Go fuses a product and a sum, as it does on arm64.
//
//go:noinline
func fused(x, y, z float64) float64 { return x*y + z }

// The loops with vectors give the bits of those without, at every length, with numbers that
// are not finite too.
func TestVectorsArePlain(t *testing.T) {
	if !haveVectors || fused(1+0x1p-30, 1-0x1p-30, -1) != 0 {
		t.Skip("no vectors here, or the plain loops round once where they round twice")
	}
	rng := seeded(1)
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
			xy, xz := dot2Vector(x, y, z)
			same("dot2", n, []float64{xy, xz}, []float64{dotPlain(x, y), dotPlain(x, z)})
			got, want := append([]float64(nil), y...), append([]float64(nil), y...)
			axpyVector(got, 1.5, x)
			axpyPlain(want, 1.5, x)
			same("axpy", n, got, want)
			for rows := range 10 {
				w, m := numbers(rows), numbers(rows*n)
				combineVector(got, w, m)
				combinePlain(want, w, m)
				same("combine", n, got, want)
			}
		}
	}
}
