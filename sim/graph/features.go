package graph

// A Feature is an entry of a sparse row.
type Feature struct {
	Column int32
	Value  float64
}

// Features returns X Xᵀ/d (N×N) of the sparse rows of X: the covariance of the outputs of a
// layer with d inputs and weights of variance 1/d. With d = 1 it is X Xᵀ. The columns of a row
// rise.
func Features(rows [][]Feature, d int) []float64 {
	n := len(rows)
	c := make([]float64, n*n)
	for i, a := range rows {
		for j, b := range rows[:i+1] {
			sum := dot(a, b) / float64(d)
			c[i*n+j], c[j*n+i] = sum, sum
		}
	}
	return c
}

func dot(a, b []Feature) (sum float64) {
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0].Column < b[0].Column:
			a = a[1:]
		case a[0].Column > b[0].Column:
			b = b[1:]
		default:
			sum += a[0].Value * b[0].Value
			a, b = a[1:], b[1:]
		}
	}
	return sum
}

// Rows returns the sparse rows of X, which is N×d, row by row.
func Rows(x []float64, d int) [][]Feature {
	rows := make([][]Feature, len(x)/d)
	for i, v := range x {
		if v != 0 {
			rows[i/d] = append(rows[i/d], Feature{Column: int32(i % d), Value: v})
		}
	}
	return rows
}

// Units returns the features of n nodes that have none: a column for each node, in which it
// alone has a 1. Features(Units(n), 1) is Identity(n).
func Units(n int) [][]Feature {
	rows := make([][]Feature, n)
	for i := range rows {
		rows[i] = []Feature{{Column: int32(i), Value: 1}}
	}
	return rows
}

// Identity returns the covariance (n×n) of nodes that have no features: each is told from
// the others, and like none of them.
func Identity(n int) []float64 {
	c := make([]float64, n*n)
	for i := range n {
		c[i*n+i] = 1
	}
	return c
}
