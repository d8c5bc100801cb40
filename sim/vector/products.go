package vector

// Products of slices, in plain Go and two numbers at a time (productstwo.go). Both do the same IEEE
// operations in the same order, unless Go fuses the plain ones, as on arm64: four sums run at
// once, for a single one waits on each addition.

// Dot returns x·y.
func Dot(x, y []float64) float64 {
	CountDouble(2 * len(x))
	if Ready() {
		return dotVector(x, y)
	}
	return dotPlain(x, y)
}

// Dot2 returns x·y and x·z, which wait for each other less than one after the other.
func Dot2(x, y, z []float64) (xy, xz float64) {
	CountDouble(4 * len(x))
	if Ready() {
		return dot2Vector(x, y, z)
	}
	return dotPlain(x, y), dotPlain(x, z)
}

// Dot4 returns x·y, x·z, w·y and w·z, which load each of the four once for two products.
func Dot4(x, w, y, z []float64) (xy, xz, wy, wz float64) {
	CountDouble(8 * len(x))
	if Ready() {
		return dot4Vector(x, w, y, z)
	}
	return dotPlain(x, y), dotPlain(x, z), dotPlain(w, y), dotPlain(w, z)
}

// Combine adds Σ_j w_j row_j to sum; rows is len(w)×len(sum). Four rows at once save
// three loads and stores of the sum in four.
func Combine(sum, w, rows []float64) {
	CountDouble(2 * len(rows))
	if Ready() {
		combineVector(sum, w, rows)
		return
	}
	combinePlain(sum, w, rows)
}

// Axpy adds scale·x to y.
func Axpy(y []float64, scale float64, x []float64) {
	CountDouble(2 * len(x))
	if Ready() {
		axpyVector(y, scale, x)
		return
	}
	axpyPlain(y, scale, x)
}

func dotPlain(x, y []float64) float64 {
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

func combinePlain(sum, w, rows []float64) {
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
		axpyPlain(sum, w[j], rows[j*n:][:n])
	}
}

func axpyPlain(y []float64, scale float64, x []float64) {
	y = y[:len(x)]
	for i, v := range x {
		y[i] += scale * v
	}
}
