package limit

// dot returns x·y. Four sums run at once, for a single one waits on each addition.
func dot(x, y []float64) float64 {
	y = y[:len(x)]
	var a, b, c, d float64
	i := 0
	for ; i+4 <= len(x); i += 4 {
		p, q := (*[4]float64)(x[i:]), (*[4]float64)(y[i:])
		a += p[0] * q[0]
		b += p[1] * q[1]
		c += p[2] * q[2]
		d += p[3] * q[3]
	}
	for ; i < len(x); i++ {
		a += x[i] * y[i]
	}
	return (a + b) + (c + d)
}

// combine adds Σ_j w_j row_j to sum; rows is len(w)×len(sum). Four rows at once save
// three loads and stores of the sum in four.
func combine(sum, w, rows []float64) {
	n := len(sum)
	j := 0
	for ; j+4 <= len(w); j += 4 {
		a, b := rows[j*n:][:n], rows[(j+1)*n:][:n]
		c, d := rows[(j+2)*n:][:n], rows[(j+3)*n:][:n]
		wa, wb, wc, wd := w[j], w[j+1], w[j+2], w[j+3]
		for i := range sum {
			sum[i] += (wa*a[i] + wb*b[i]) + (wc*c[i] + wd*d[i])
		}
	}
	for ; j < len(w); j++ {
		for i, v := range rows[j*n:][:n] {
			sum[i] += w[j] * v
		}
	}
}
