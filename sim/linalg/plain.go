package linalg

// The kernels in plain Go. They are the definition: the vector kernels must give the
// same bits. A conversion float32(a*b) rounds the product, which keeps the compiler from
// fusing it with the sum it goes into.

func affinePlain(y, w, b, x []float32, out, in int) {
	for len(y) > 0 {
		for o := range out {
			row := y[o*Lanes:][:Lanes]
			var bias float32
			if b != nil {
				bias = b[o]
			}
			for s := range row {
				row[s] = bias
			}
			for i := range in {
				v := w[Index(in, o, i)]
				for s, u := range x[i*Lanes:][:Lanes] {
					row[s] += float32(v * u)
				}
			}
		}
		clear(y[out*Lanes : Batch(1, out)])
		y, x = y[Batch(1, out):], x[Batch(1, in):]
	}
}

func gradientPlain(g, delta, x []float32, out, in int) {
	for o := range out {
		for i := range in {
			var sum [4]float32
			for t := range len(x) / (in * Lanes) {
				d := delta[(t*out+o)*Lanes:][:Lanes]
				for s, u := range x[(t*in+i)*Lanes:][:Lanes] {
					sum[s%4] += float32(d[s] * u)
				}
			}
			g[Index(in, o, i)] = total(&sum)
		}
	}
}

// sumsPlain sets c ([out]) to Σ_samples δ, for a batch delta of as many features.
func sumsPlain(c, delta []float32) {
	for o := range c {
		var sum [4]float32
		for at := o * Lanes; at < len(delta); at += len(c) * Lanes {
			for s, d := range delta[at:][:Lanes] {
				sum[s%4] += d
			}
		}
		c[o] = total(&sum)
	}
}

// total adds four partial sums in the order all kernels share.
func total(s *[4]float32) float32 { return (s[0] + s[1]) + (s[2] + s[3]) }

func reluPlain(x []float32) {
	for i, v := range x {
		if v < 0 {
			x[i] = 0
		}
	}
}

func gatePlain(delta, x []float32) {
	for i, v := range x {
		if !(v > 0) {
			delta[i] = 0
		}
	}
}

func rectifyPlain(x []float32, slope float32) {
	for i, v := range x {
		if v < 0 {
			x[i] = float32(slope * v)
		}
	}
}

func tiltPlain(delta, x []float32, slope float32) {
	for i, v := range x {
		if !(v > 0) {
			delta[i] = float32(slope * delta[i])
		}
	}
}

func descendPlain(next, w, g []float32, rate float32) (finite bool) {
	var nothing float32 // a sum of zeros, or NaN
	for i, v := range w {
		next[i] = v - float32(rate*g[i])
		nothing += float32(0 * next[i])
	}
	return nothing == 0
}

// transposePlain leaves the outputs before the given one alone. Blocks of 2×2 stand
// together in both layouts.
func transposePlain(wt, w []float32, from, out, in int) {
	for o := from; o < out; o += 2 {
		row := w[o*in : (o+2)*in]
		at := 2 * o
		for len(row) >= 4 {
			b := (*[4]float32)(row)
			t := (*[4]float32)(wt[at:])
			t[0], t[1], t[2], t[3] = b[0], b[2], b[1], b[3]
			row = row[4:]
			at += 2 * out
		}
	}
}
