package eigen

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"

	"narrows/sim/vector"
)

// rounding is what may be missing of a positive matrix, relative to its largest eigenvalue.
const rounding = 1e-9

// effort is what all eigenvalues of a matrix take, times the cube of its size.
const effort = 4

// Extremes returns the extreme eigenvalues of a kernel matrix, n×n, or an error with both if
// it is zero, not finite, or not positive up to rounding.
func Extremes(k []float64, n int) (lo, hi float64, err error) {
	for _, v := range k {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return 0, 0, fmt.Errorf("the kernel of the infinitely wide network overflows: an entry is %v", v)
		}
	}
	vector.CountDouble(effort * n * n * n)
	var eig mat.EigenSym
	if !eig.Factorize(mat.NewSymDense(n, k), false) {
		return 0, 0, fmt.Errorf("the eigenvalues of the %d×%d kernel were not found", n, n)
	}
	values := eig.Values(nil)
	lo, hi = values[0], values[n-1]
	if !(hi > 0) || lo < -rounding*hi {
		return lo, hi, Singular(lo, hi)
	}
	return lo, hi, nil
}

// Singular is the error of a kernel with these extreme eigenvalues.
func Singular(lo, hi float64) error {
	return fmt.Errorf("the kernel is singular: its eigenvalues run from λ_min = %.3g to λ_max = %.3g", lo, hi)
}
