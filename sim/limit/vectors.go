//go:build goexperiment.simd && (amd64 || arm64 || wasm)

package limit

import "simd/archsimd"

// The loops of vector.go with vectors of two lanes: of four sums one holds the first two and
// another the last two. A loop does so many numbers at once that converting slices to arrays,
// which spares bounds checks, does not cost more than the sums.

type vec = archsimd.Float64x2

func load(p []float64) vec { return archsimd.LoadFloat64x2Array((*[2]float64)(p)) }

func everywhere(v float64) vec { return archsimd.BroadcastFloat64x2(v) }

func dotVector(x, y []float64) float64 {
	y = y[:len(x)]
	var ab, cd vec
	for len(x) >= 16 && len(y) >= 16 {
		p, q := (*[16]float64)(x), (*[16]float64)(y)
		ab, cd = ab.Add(load(p[0:2]).Mul(load(q[0:2]))), cd.Add(load(p[2:4]).Mul(load(q[2:4])))
		ab, cd = ab.Add(load(p[4:6]).Mul(load(q[4:6]))), cd.Add(load(p[6:8]).Mul(load(q[6:8])))
		ab, cd = ab.Add(load(p[8:10]).Mul(load(q[8:10]))), cd.Add(load(p[10:12]).Mul(load(q[10:12])))
		ab, cd = ab.Add(load(p[12:14]).Mul(load(q[12:14]))), cd.Add(load(p[14:16]).Mul(load(q[14:16])))
		x, y = x[16:], y[16:]
	}
	for len(x) >= 4 && len(y) >= 4 {
		p, q := (*[4]float64)(x), (*[4]float64)(y)
		ab, cd = ab.Add(load(p[0:2]).Mul(load(q[0:2]))), cd.Add(load(p[2:4]).Mul(load(q[2:4])))
		x, y = x[4:], y[4:]
	}
	a := ab.GetElem(0)
	for i, v := range x {
		a += v * y[i]
	}
	return (a + ab.GetElem(1)) + (cd.GetElem(0) + cd.GetElem(1))
}

func dot2Vector(x, y, z []float64) (xy, xz float64) {
	y, z = y[:len(x)], z[:len(x)]
	var ab, cd, ef, gh vec
	for len(x) >= 8 && len(y) >= 8 && len(z) >= 8 {
		p, q, r := (*[8]float64)(x), (*[8]float64)(y), (*[8]float64)(z)
		v := load(p[0:2])
		ab, ef = ab.Add(v.Mul(load(q[0:2]))), ef.Add(v.Mul(load(r[0:2])))
		v = load(p[2:4])
		cd, gh = cd.Add(v.Mul(load(q[2:4]))), gh.Add(v.Mul(load(r[2:4])))
		v = load(p[4:6])
		ab, ef = ab.Add(v.Mul(load(q[4:6]))), ef.Add(v.Mul(load(r[4:6])))
		v = load(p[6:8])
		cd, gh = cd.Add(v.Mul(load(q[6:8]))), gh.Add(v.Mul(load(r[6:8])))
		x, y, z = x[8:], y[8:], z[8:]
	}
	for len(x) >= 4 && len(y) >= 4 && len(z) >= 4 {
		p, q, r := (*[4]float64)(x), (*[4]float64)(y), (*[4]float64)(z)
		v := load(p[0:2])
		ab, ef = ab.Add(v.Mul(load(q[0:2]))), ef.Add(v.Mul(load(r[0:2])))
		v = load(p[2:4])
		cd, gh = cd.Add(v.Mul(load(q[2:4]))), gh.Add(v.Mul(load(r[2:4])))
		x, y, z = x[4:], y[4:], z[4:]
	}
	a, e := ab.GetElem(0), ef.GetElem(0)
	for i, v := range x {
		a += v * y[i]
		e += v * z[i]
	}
	return (a + ab.GetElem(1)) + (cd.GetElem(0) + cd.GetElem(1)), (e + ef.GetElem(1)) + (gh.GetElem(0) + gh.GetElem(1))
}

// combineVector keeps eight numbers of the sum in registers while all rows pass.
func combineVector(sum, w, rows []float64) {
	n := len(sum)
	four := len(w) &^ 3
	i := 0
	for ; i+8 <= n; i += 8 {
		combine8((*[8]float64)(sum[i:]), w[:four], rows[min(i, len(rows)):], n)
	}
	for ; i < n; i++ {
		for j := 0; j+4 <= len(w); j += 4 {
			c, at := (*[4]float64)(w[j:]), j*n+i
			sum[i] += (c[0]*rows[at] + c[1]*rows[at+n]) + (c[2]*rows[at+2*n] + c[3]*rows[at+3*n])
		}
	}
	for j := four; j < len(w); j++ {
		axpyVector(sum, w[j], rows[j*n:][:n])
	}
}

func combine8(sum *[8]float64, w, rows []float64, n int) {
	s0, s1, s2, s3 := load(sum[0:2]), load(sum[2:4]), load(sum[4:6]), load(sum[6:8])
	for at := 0; len(w) >= 4; w, at = w[4:], at+4*n {
		c := (*[4]float64)(w)
		x, y := everywhere(c[0]), everywhere(c[1])
		p, q := (*[8]float64)(rows[at:]), (*[8]float64)(rows[at+n:])
		a0, a1 := x.Mul(load(p[0:2])).Add(y.Mul(load(q[0:2]))), x.Mul(load(p[2:4])).Add(y.Mul(load(q[2:4])))
		a2, a3 := x.Mul(load(p[4:6])).Add(y.Mul(load(q[4:6]))), x.Mul(load(p[6:8])).Add(y.Mul(load(q[6:8])))
		x, y = everywhere(c[2]), everywhere(c[3])
		p, q = (*[8]float64)(rows[at+2*n:]), (*[8]float64)(rows[at+3*n:])
		s0, s1 = s0.Add(a0.Add(x.Mul(load(p[0:2])).Add(y.Mul(load(q[0:2]))))), s1.Add(a1.Add(x.Mul(load(p[2:4])).Add(y.Mul(load(q[2:4])))))
		s2, s3 = s2.Add(a2.Add(x.Mul(load(p[4:6])).Add(y.Mul(load(q[4:6]))))), s3.Add(a3.Add(x.Mul(load(p[6:8])).Add(y.Mul(load(q[6:8])))))
	}
	s0.StoreArray((*[2]float64)(sum[0:2]))
	s1.StoreArray((*[2]float64)(sum[2:4]))
	s2.StoreArray((*[2]float64)(sum[4:6]))
	s3.StoreArray((*[2]float64)(sum[6:8]))
}

func axpyVector(y []float64, scale float64, x []float64) {
	y = y[:len(x)]
	s := everywhere(scale)
	for len(y) >= 8 && len(x) >= 8 {
		p, q := (*[8]float64)(y), (*[8]float64)(x)
		load(p[0:2]).Add(s.Mul(load(q[0:2]))).StoreArray((*[2]float64)(p[0:2]))
		load(p[2:4]).Add(s.Mul(load(q[2:4]))).StoreArray((*[2]float64)(p[2:4]))
		load(p[4:6]).Add(s.Mul(load(q[4:6]))).StoreArray((*[2]float64)(p[4:6]))
		load(p[6:8]).Add(s.Mul(load(q[6:8]))).StoreArray((*[2]float64)(p[6:8]))
		y, x = y[8:], x[8:]
	}
	for i, v := range x {
		y[i] += scale * v
	}
}
