//go:build goexperiment.simd && (amd64 || arm64 || wasm)

package limit

import (
	"math"

	"narrows/sim/vector"
)

// The functions of a basis at two points at once, a lane for each: fillCircle and fill of a
// sphere, whose chains wait on each product, in their operations and their order.

func two(a, b float64) vector.Two { return vector.Both(a).SetElem(1, b) }

func fillCircles(row, next []float64, u, v *[3]float64) {
	next = next[:len(row)]
	x, y := two(u[0], v[0]), two(u[1], v[1])
	row[0], row[1], row[2] = 1, u[0], u[1]
	next[0], next[1], next[2] = 1, v[0], v[1]
	twice := vector.Both(2)
	c2, s2 := x.Sub(y).Mul(x.Add(y)), twice.Mul(x).Mul(y)
	c4, s4 := c2.Sub(s2).Mul(c2.Add(s2)), twice.Mul(c2).Mul(s2)
	c, s, d, t := c2, s2, c4, s4
	i := 3
	for ; i+4 <= len(row); i += 4 {
		r, n := (*[4]float64)(row[i:]), (*[4]float64)(next[i:])
		r[0], r[1], r[2], r[3] = c.GetElem(0), s.GetElem(0), d.GetElem(0), t.GetElem(0)
		n[0], n[1], n[2], n[3] = c.GetElem(1), s.GetElem(1), d.GetElem(1), t.GetElem(1)
		c, s = c.Mul(c4).Sub(s.Mul(s4)), s.Mul(c4).Add(c.Mul(s4))
		d, t = d.Mul(c4).Sub(t.Mul(s4)), t.Mul(c4).Add(d.Mul(s4))
	}
	if i < len(row) {
		row[i], row[i+1] = c.GetElem(0), s.GetElem(0)
		next[i], next[i+1] = c.GetElem(1), s.GetElem(1)
	}
}

func (s *sphere) fillTwo(row, next []float64, u, v *[3]float64) {
	next = next[:len(row)]
	x, y, z := two(u[0], v[0]), two(u[1], v[1]), two(u[2], v[2])
	var im, zero vector.Two
	re, root := vector.Both(1), vector.Both(math.Sqrt2)
	i, step := 0, s.step
	for m := range s.degree + 1 {
		q, before := vector.Both(s.start[m]), zero
		for l := m; l <= s.degree; l++ {
			if l == 1 || l&1 == 0 {
				p := q.Mul(re)
				row[i], next[i] = p.GetElem(0), p.GetElem(1)
				i++
				if m > 0 {
					p = q.Mul(im)
					row[i], next[i] = p.GetElem(0), p.GetElem(1)
					i++
				}
			}
			if l < s.degree {
				t := step[0]
				step = step[1:]
				q, before = vector.Both(t.up).Mul(z.Mul(q)).Sub(vector.Both(t.down).Mul(before)), q
			}
		}
		if m == 0 {
			re, im = root.Mul(x), root.Mul(y)
		} else {
			re, im = re.Mul(x).Sub(im.Mul(y)), re.Mul(y).Add(im.Mul(x))
		}
	}
}
