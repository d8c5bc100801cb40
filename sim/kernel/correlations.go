package kernel

import "math"

// Correlations returns k_ij/√(k_ii k_jj) of an n×n kernel between some of its rows, in their order, m×m; nil:
// between all. Between a row whose variance is 0 and others it is 0: a Gram matrix has no zero on its
// diagonal but where its whole row is zero.
func Correlations(k []float64, n int, rows []int) []float32 {
	at := func(i int) int {
		if rows == nil {
			return i
		}
		return rows[i]
	}
	m := len(rows)
	if rows == nil {
		m = n
	}
	c := make([]float32, m*m)
	for i := range m {
		for j := range m {
			a, b := at(i), at(j)
			if norm := math.Sqrt(k[a*n+a] * k[b*n+b]); norm > 0 {
				c[i*m+j] = float32(k[a*n+b] / norm)
			}
		}
	}
	return c
}
