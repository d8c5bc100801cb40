package limit

import (
	"math"
	"testing"

	"narrows/sim/vector"
)

// fused is not 0 where Go fuses a product and a sum, as it does on arm64.
//
//go:noinline
func fused(x, y, z float64) float64 { return x*y + z }

// The functions of a basis at two points are those at each.
func TestTwoPointsAreEach(t *testing.T) {
	if !vector.Ready() || fused(1+0x1p-30, 1-0x1p-30, -1) != 0 {
		t.Skip("no vectors here, or the plain loops round once where they round twice")
	}
	rng := seeded(2)
	for _, dim := range []int{1, 2, 3} {
		for _, degree := range []int{2, 4, 6, 16, 18} {
			b := newBasis(0.2, dim, degree)
			for range 20 {
				var at [2][3]float64
				for i := range at {
					norm := 0.0
					for a := range dim {
						at[i][a] = rng.NormFloat64()
						norm = math.Hypot(norm, at[i][a])
					}
					for a := range dim {
						at[i][a] /= norm
					}
				}
				got, want := make([]float64, 2*b.size()), make([]float64, 2*b.size())
				b.fillTwo(got[:b.size()], got[b.size():], &at[0], &at[1])
				b.fill(want[:b.size()], &at[0])
				b.fill(want[b.size():], &at[1])
				for k := range want {
					if got[k] != want[k] {
						t.Fatalf("dimension %d, degree %d, function %d: got %v want %v", dim, degree, k, got[k], want[k])
					}
				}
			}
		}
	}
}
