//go:build goexperiment.simd && (amd64 || arm64 || wasm)

package vector

// The loops of products.go on two numbers at a time: of four sums one Two holds the first two
// and another the last two. A loop does so many numbers at once that converting slices to arrays, which
// spares bounds checks, does not cost more than the sums.

func dotVector(x, y []float64) float64 {
	y = y[:len(x)]
	var ab, cd Two
	for len(x) >= 16 && len(y) >= 16 {
		p, q := (*[16]float64)(x), (*[16]float64)(y)
		ab, cd = ab.Add(Load(p[0:2]).Mul(Load(q[0:2]))), cd.Add(Load(p[2:4]).Mul(Load(q[2:4])))
		ab, cd = ab.Add(Load(p[4:6]).Mul(Load(q[4:6]))), cd.Add(Load(p[6:8]).Mul(Load(q[6:8])))
		ab, cd = ab.Add(Load(p[8:10]).Mul(Load(q[8:10]))), cd.Add(Load(p[10:12]).Mul(Load(q[10:12])))
		ab, cd = ab.Add(Load(p[12:14]).Mul(Load(q[12:14]))), cd.Add(Load(p[14:16]).Mul(Load(q[14:16])))
		x, y = x[16:], y[16:]
	}
	for len(x) >= 4 && len(y) >= 4 {
		p, q := (*[4]float64)(x), (*[4]float64)(y)
		ab, cd = ab.Add(Load(p[0:2]).Mul(Load(q[0:2]))), cd.Add(Load(p[2:4]).Mul(Load(q[2:4])))
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
	var ab, cd, ef, gh Two
	for len(x) >= 8 && len(y) >= 8 && len(z) >= 8 {
		p, q, r := (*[8]float64)(x), (*[8]float64)(y), (*[8]float64)(z)
		v := Load(p[0:2])
		ab, ef = ab.Add(v.Mul(Load(q[0:2]))), ef.Add(v.Mul(Load(r[0:2])))
		v = Load(p[2:4])
		cd, gh = cd.Add(v.Mul(Load(q[2:4]))), gh.Add(v.Mul(Load(r[2:4])))
		v = Load(p[4:6])
		ab, ef = ab.Add(v.Mul(Load(q[4:6]))), ef.Add(v.Mul(Load(r[4:6])))
		v = Load(p[6:8])
		cd, gh = cd.Add(v.Mul(Load(q[6:8]))), gh.Add(v.Mul(Load(r[6:8])))
		x, y, z = x[8:], y[8:], z[8:]
	}
	for len(x) >= 4 && len(y) >= 4 && len(z) >= 4 {
		p, q, r := (*[4]float64)(x), (*[4]float64)(y), (*[4]float64)(z)
		v := Load(p[0:2])
		ab, ef = ab.Add(v.Mul(Load(q[0:2]))), ef.Add(v.Mul(Load(r[0:2])))
		v = Load(p[2:4])
		cd, gh = cd.Add(v.Mul(Load(q[2:4]))), gh.Add(v.Mul(Load(r[2:4])))
		x, y, z = x[4:], y[4:], z[4:]
	}
	a, e := ab.GetElem(0), ef.GetElem(0)
	for i, v := range x {
		a += v * y[i]
		e += v * z[i]
	}
	return (a + ab.GetElem(1)) + (cd.GetElem(0) + cd.GetElem(1)), (e + ef.GetElem(1)) + (gh.GetElem(0) + gh.GetElem(1))
}

func dot4Vector(x, w, y, z []float64) (xy, xz, wy, wz float64) {
	w, y, z = w[:len(x)], y[:len(x)], z[:len(x)]
	var ab, cd, ef, gh, ij, kl, mn, op Two
	for len(x) >= 8 && len(w) >= 8 && len(y) >= 8 && len(z) >= 8 {
		p, o, q, r := (*[8]float64)(x), (*[8]float64)(w), (*[8]float64)(y), (*[8]float64)(z)
		v, u, s, t := Load(p[0:2]), Load(o[0:2]), Load(q[0:2]), Load(r[0:2])
		ab, ef, ij, mn = ab.Add(v.Mul(s)), ef.Add(v.Mul(t)), ij.Add(u.Mul(s)), mn.Add(u.Mul(t))
		v, u, s, t = Load(p[2:4]), Load(o[2:4]), Load(q[2:4]), Load(r[2:4])
		cd, gh, kl, op = cd.Add(v.Mul(s)), gh.Add(v.Mul(t)), kl.Add(u.Mul(s)), op.Add(u.Mul(t))
		v, u, s, t = Load(p[4:6]), Load(o[4:6]), Load(q[4:6]), Load(r[4:6])
		ab, ef, ij, mn = ab.Add(v.Mul(s)), ef.Add(v.Mul(t)), ij.Add(u.Mul(s)), mn.Add(u.Mul(t))
		v, u, s, t = Load(p[6:8]), Load(o[6:8]), Load(q[6:8]), Load(r[6:8])
		cd, gh, kl, op = cd.Add(v.Mul(s)), gh.Add(v.Mul(t)), kl.Add(u.Mul(s)), op.Add(u.Mul(t))
		x, w, y, z = x[8:], w[8:], y[8:], z[8:]
	}
	for len(x) >= 4 && len(w) >= 4 && len(y) >= 4 && len(z) >= 4 {
		p, o, q, r := (*[4]float64)(x), (*[4]float64)(w), (*[4]float64)(y), (*[4]float64)(z)
		v, u, s, t := Load(p[0:2]), Load(o[0:2]), Load(q[0:2]), Load(r[0:2])
		ab, ef, ij, mn = ab.Add(v.Mul(s)), ef.Add(v.Mul(t)), ij.Add(u.Mul(s)), mn.Add(u.Mul(t))
		v, u, s, t = Load(p[2:4]), Load(o[2:4]), Load(q[2:4]), Load(r[2:4])
		cd, gh, kl, op = cd.Add(v.Mul(s)), gh.Add(v.Mul(t)), kl.Add(u.Mul(s)), op.Add(u.Mul(t))
		x, w, y, z = x[4:], w[4:], y[4:], z[4:]
	}
	a, e, i, m := ab.GetElem(0), ef.GetElem(0), ij.GetElem(0), mn.GetElem(0)
	for at, v := range x {
		a += v * y[at]
		e += v * z[at]
		i += w[at] * y[at]
		m += w[at] * z[at]
	}
	return (a + ab.GetElem(1)) + (cd.GetElem(0) + cd.GetElem(1)), (e + ef.GetElem(1)) + (gh.GetElem(0) + gh.GetElem(1)),
		(i + ij.GetElem(1)) + (kl.GetElem(0) + kl.GetElem(1)), (m + mn.GetElem(1)) + (op.GetElem(0) + op.GetElem(1))
}

func combineVector(sum, w, rows []float64) {
	n := len(sum)
	for len(w) >= 4 {
		combine4((*[4]float64)(w), sum, rows[:n], rows[n:][:n], rows[2*n:][:n], rows[3*n:][:n])
		w, rows = w[4:], rows[4*n:]
	}
	for j, x := range w {
		axpyVector(sum, x, rows[j*n:][:n])
	}
}

func combine4(w *[4]float64, sum, a, b, c, d []float64) {
	x, y, z, u := Both(w[0]), Both(w[1]), Both(w[2]), Both(w[3])
	for len(sum) >= 16 && len(a) >= 16 && len(b) >= 16 && len(c) >= 16 && len(d) >= 16 {
		s := (*[16]float64)(sum)
		p, q, r, t := (*[16]float64)(a), (*[16]float64)(b), (*[16]float64)(c), (*[16]float64)(d)
		four(x, y, z, u, s[0:2], p[0:2], q[0:2], r[0:2], t[0:2])
		four(x, y, z, u, s[2:4], p[2:4], q[2:4], r[2:4], t[2:4])
		four(x, y, z, u, s[4:6], p[4:6], q[4:6], r[4:6], t[4:6])
		four(x, y, z, u, s[6:8], p[6:8], q[6:8], r[6:8], t[6:8])
		four(x, y, z, u, s[8:10], p[8:10], q[8:10], r[8:10], t[8:10])
		four(x, y, z, u, s[10:12], p[10:12], q[10:12], r[10:12], t[10:12])
		four(x, y, z, u, s[12:14], p[12:14], q[12:14], r[12:14], t[12:14])
		four(x, y, z, u, s[14:16], p[14:16], q[14:16], r[14:16], t[14:16])
		sum, a, b, c, d = sum[16:], a[16:], b[16:], c[16:], d[16:]
	}
	for i := range sum {
		sum[i] += (w[0]*a[i] + w[1]*b[i]) + (w[2]*c[i] + w[3]*d[i])
	}
}

// four adds (xp + yq) + (zr + ut) to s, two numbers each.
func four(x, y, z, u Two, s, p, q, r, t []float64) {
	a := x.Mul(Load(p)).Add(y.Mul(Load(q))).Add(z.Mul(Load(r)).Add(u.Mul(Load(t))))
	Load(s).Add(a).StoreArray((*[2]float64)(s))
}

func axpyVector(y []float64, scale float64, x []float64) {
	y = y[:len(x)]
	s := Both(scale)
	for len(y) >= 8 && len(x) >= 8 {
		p, q := (*[8]float64)(y), (*[8]float64)(x)
		Load(p[0:2]).Add(s.Mul(Load(q[0:2]))).StoreArray((*[2]float64)(p[0:2]))
		Load(p[2:4]).Add(s.Mul(Load(q[2:4]))).StoreArray((*[2]float64)(p[2:4]))
		Load(p[4:6]).Add(s.Mul(Load(q[4:6]))).StoreArray((*[2]float64)(p[4:6]))
		Load(p[6:8]).Add(s.Mul(Load(q[6:8]))).StoreArray((*[2]float64)(p[6:8]))
		y, x = y[8:], x[8:]
	}
	for i, v := range x {
		y[i] += scale * v
	}
}
