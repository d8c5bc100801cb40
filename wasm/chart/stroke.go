package chart

import (
	"math"

	"narrows/sim/geom"
)

// stroke draws a path of the given width as a strip of triangles whose edges fade over
// one device pixel. The opacity runs along the path from a0 to a1. Corners are mitred, so
// that a translucent path does not darken where its pieces meet.
func (p *pen) stroke(path []point, width float64, t tone, a0, a1 float32) {
	for len(path) > 0 {
		n := 0
		for n < len(path) && !path[n].gap() {
			n++
		}
		if n > 1 {
			p.strip(path[:n], width, t, a0, a1)
		}
		path = path[min(n+1, len(path)):]
	}
}

// sharpest is the least cosine of half the turn at a corner that is still mitred: a
// sharper one is cut off, as its mitre would be longer than 1/sharpest half widths.
const sharpest = .5

// profile returns how far from its middle a stroke ends, and how far it is solid, in
// device pixels, and its tone there. Thinner than a pixel, it has as much ink, spread over
// the pixel.
func (p *pen) profile(width float64, t tone) (edge, core float32, _ tone) {
	h := float32(width) * p.scale / 2
	edge, core = h+.5, h-.5
	if core < 0 {
		return edge, 0, t.at(2 * h / edge)
	}
	return edge, core, t
}

// strip draws one piece of a path.
func (p *pen) strip(path []point, width float64, t tone, a0, a1 float32) {
	edge, core, t := p.profile(width, t)
	last := len(path) - 1
	ux, uy, ok := direction(path, 0, p.scale)
	if !ok {
		return
	}
	fresh := true
	for i := range path {
		x, y := path[i].x*p.scale, path[i].y*p.scale
		tint := t.at(a0 + (a1-a0)*float32(i)/float32(last))
		vx, vy := ux, uy
		if i < last {
			if wx, wy, ok := direction(path, i, p.scale); ok {
				vx, vy = wx, wy
			}
		}
		// The mitre is the mean of the normals of both sides, 1/cos²(half the turn) long.
		mx, my := -(uy + vy), ux+vx
		l := mx*mx + my*my // 4·cos²(half the turn)
		if l >= 4*sharpest*sharpest {
			k := 2 / l
			p.rung(x, y, mx*k, my*k, edge, core, tint, fresh)
			fresh = false
		} else {
			p.rung(x, y, -uy, ux, edge, core, tint, fresh)
			n := p.next()
			p.vertex(x, y, tint)
			side := core
			if ux*vy-uy*vx > 0 {
				side = -core
			}
			p.vertex(x-uy*side, y+ux*side, tint)
			p.vertex(x-vy*side, y+vx*side, tint)
			p.triangle(n, n+1, n+2)
			p.rung(x, y, -vy, vx, edge, core, tint, true)
			fresh = false
		}
		ux, uy = vx, vy
	}
}

// rung adds the vertices across a strip at one point and joins them to the rung before:
// three across a strip without a core, four across others. Few other lines run as often,
// so the slices are written directly.
func (p *pen) rung(x, y, mx, my, edge, core float32, t tone, fresh bool) {
	n := p.next()
	if core > 0 {
		v := p.vertices(4)
		v[0].set(x+mx*edge, y+my*edge, solidTexel, solidTexel, tone{})
		v[1].set(x+mx*core, y+my*core, solidTexel, solidTexel, t)
		v[2].set(x-mx*core, y-my*core, solidTexel, solidTexel, t)
		v[3].set(x-mx*edge, y-my*edge, solidTexel, solidTexel, tone{})
		if !fresh {
			i := p.triangles(18)
			quad(i, n-4, n)
			quad(i[6:], n-3, n+1)
			quad(i[12:], n-2, n+2)
		}
		return
	}
	v := p.vertices(3)
	v[0].set(x+mx*edge, y+my*edge, solidTexel, solidTexel, tone{})
	v[1].set(x, y, solidTexel, solidTexel, t)
	v[2].set(x-mx*edge, y-my*edge, solidTexel, solidTexel, tone{})
	if !fresh {
		i := p.triangles(12)
		quad(i, n-3, n)
		quad(i[6:], n-2, n+1)
	}
}

// quad writes two triangles between the vertices a, a+1 of one rung and b, b+1 of the next.
func quad(i []uint32, a, b uint32) {
	_ = i[5]
	i[0], i[1], i[2] = a, b, b+1
	i[3], i[4], i[5] = a, b+1, a+1
}

// shortest is the square of the least distance, in CSS pixels, between points that differ.
const shortest = 1e-8

// direction is the unit vector from path[i] to the next point that differs from it.
func direction(path []point, i int, scale float32) (x, y float32, ok bool) {
	for j := i + 1; j < len(path); j++ {
		x, y = path[j].x-path[i].x, path[j].y-path[i].y
		if l := x*x + y*y; l > shortest {
			l = 1 / float32(math.Sqrt(float64(l)))
			return x * l, y * l, true
		}
	}
	return 0, 0, false
}

// thin drops points nearer than d to the last one kept; the ends of pieces stay.
func thin(dst, path []point, d float32) []point {
	dst = dst[:0]
	for i, q := range path {
		if n := len(dst); n > 0 && !q.gap() && !dst[n-1].gap() {
			dx, dy := q.x-dst[n-1].x, q.y-dst[n-1].y
			if dx*dx+dy*dy < d*d {
				if i+1 < len(path) && !path[i+1].gap() {
					continue
				}
				// The end of a piece takes the place of its neighbour, unless that
				// is the beginning.
				if n > 1 && !dst[n-2].gap() {
					dst = dst[:n-1]
				}
			}
		}
		dst = append(dst, q)
	}
	return dst
}

// dashes cuts a path into dashes.
func dashes(dst, path []point, on, off float32) []point {
	dst = dst[:0]
	drawing, left := true, on
	for i, q := range path {
		if q.gap() || i == 0 || path[i-1].gap() {
			drawing, left = true, on
			if i > 0 {
				dst = append(dst, gap)
			}
			if !q.gap() {
				dst = append(dst, q)
			}
			continue
		}
		a := path[i-1]
		l := float32(math.Hypot(float64(q.x-a.x), float64(q.y-a.y)))
		at := float32(0)
		for l-at > left {
			at += left
			m := point{a.x + (q.x-a.x)*at/l, a.y + (q.y-a.y)*at/l}
			dst = append(dst, m)
			left = on
			if drawing {
				dst = append(dst, gap)
				left = off
			}
			drawing = !drawing
		}
		left -= l - at
		if drawing {
			dst = append(dst, q)
		}
	}
	return dst
}

// clip cuts a path to a rectangle.
func clip(dst, path []point, r Rect) []point {
	dst = dst[:0]
	in := boundsOf(r)
	for i := 0; i+1 < len(path); i++ {
		from, to, ok := in.cut(path[i], path[i+1])
		if !ok {
			continue
		}
		if n := len(dst); n == 0 {
			dst = append(dst, from)
		} else if dst[n-1] != from {
			dst = append(dst, gap, from)
		}
		dst = append(dst, to)
	}
	return dst
}

// bounds are the edges of a rectangle.
type bounds struct{ x0, y0, x1, y1 float32 }

func boundsOf(r Rect) bounds {
	return bounds{float32(r.X), float32(r.Y), float32(r.X + r.W), float32(r.Y + r.H)}
}

// cut returns the part of a segment that is within the bounds, if any is.
func (r *bounds) cut(a, b point) (from, to point, ok bool) {
	if a.x >= r.x0 && a.x <= r.x1 && a.y >= r.y0 && a.y <= r.y1 && b.x >= r.x0 && b.x <= r.x1 && b.y >= r.y0 && b.y <= r.y1 {
		return a, b, true
	}
	if a.gap() || b.gap() {
		return gap, gap, false
	}
	s, e := float32(0), float32(1)
	dx, dy := b.x-a.x, b.y-a.y
	inside := side(-dx, a.x-r.x0, &s, &e) && side(dx, r.x1-a.x, &s, &e) &&
		side(-dy, a.y-r.y0, &s, &e) && side(dy, r.y1-a.y, &s, &e)
	if !inside {
		return gap, gap, false
	}
	from, to = a, b
	if s > 0 {
		from = point{a.x + s*dx, a.y + s*dy}
	}
	if e < 1 {
		to = point{a.x + e*dx, a.y + e*dy}
	}
	return from, to, true
}

// side narrows the part s … e of a segment that is on the inner side of one edge (Liang
// and Barsky's test) and reports whether any is left.
func side(p, q float32, s, e *float32) bool {
	if p == 0 {
		return q >= 0
	}
	t := q / p
	if p < 0 {
		*s = geom.Greater(*s, t)
	} else {
		*e = geom.Lesser(*e, t)
	}
	return *s < *e
}
