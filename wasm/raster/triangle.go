package raster

import (
	"encoding/binary"
	"math"

	"narrows/wasm/chart"
)

// grain is how finely positions are taken: in 1/16 of a pixel. Coordinates are whole
// numbers of it, so that edges shared by two triangles are decided alike in both.
const grain = 16

// farthest keeps products of coordinates well within 64 bits.
const farthest = 1 << 20

// triangle paints one triangle. A pixel belongs to it if its centre is inside, or on an
// edge that is a top or a left one: so two triangles that share an edge never both cover a
// pixel, nor leave one out.
func (p *Painter) triangle(a, b, c *chart.Vertex) {
	var x, y [3]int
	for i, v := range [...]*chart.Vertex{a, b, c} {
		if !(v.X > -farthest && v.X < farthest && v.Y > -farthest && v.Y < farthest) {
			return
		}
		x[i], y[i] = round(v.X*grain), round(v.Y*grain)
	}
	area := (x[1]-x[0])*(y[2]-y[0]) - (x[2]-x[0])*(y[1]-y[0])
	if area == 0 {
		return
	}
	if area < 0 {
		b, c = c, b
		x[1], x[2], y[1], y[2] = x[2], x[1], y[2], y[1]
	}
	top, bottom := min(y[0], y[1], y[2]), max(y[0], y[1], y[2])
	first := max((top+grain/2-1)>>4, 0)
	last := min((bottom-grain/2)>>4, p.image.Rect.Dy()-1)
	if first > last {
		return
	}
	e := edges{x: x, y: y}
	var in ink
	in.set(a, b, c, &e, p)
	left := max((min(x[0], x[1], x[2])+grain/2-1)>>4, 0)
	right := min((max(x[0], x[1], x[2])-grain/2)>>4, p.image.Rect.Dx()-1)
	if right-left < small {
		p.speck(&e, first, last, left, right, &in)
		return
	}
	for row := first; row <= last; row++ {
		if l, r := e.bounds(row, left, right); l <= r {
			p.span(row, l, r, &in)
		}
	}
}

// small is the width in pixels up to which looking at each pixel of a triangle is cheaper
// than dividing for the ends of its rows.
const small = 12

// edges are the corners of a triangle in grains, clockwise on the screen.
type edges struct{ x, y [3]int }

// at returns the function of the edge from corner i at the middle of a pixel, and its
// change per column: it is at least 0 for the pixels of the triangle.
func (e *edges) at(i, column, row int) (value, change int) {
	j := i + 1
	if j == 3 {
		j = 0
	}
	dx, dy := e.x[j]-e.x[i], e.y[j]-e.y[i]
	value = dx*(row*grain+grain/2-e.y[i]) - dy*(column*grain+grain/2-e.x[i])
	if !(dy < 0 || dy == 0 && dx > 0) {
		value-- // neither top nor left: its own points are outside
	}
	return value, -dy * grain
}

// bounds narrows the columns left … right to those inside in a row.
func (e *edges) bounds(row, left, right int) (int, int) {
	for i := range 3 {
		v, k := e.at(i, 0, row)
		switch {
		case k < 0:
			right = min(right, floor(v, -k))
		case k > 0:
			left = max(left, -floor(v, k))
		case v < 0:
			return 1, 0
		}
	}
	return left, right
}

// speck paints a narrow triangle.
func (p *Painter) speck(e *edges, first, last, left, right int, in *ink) {
	for row := first; row <= last; row++ {
		a, da := e.at(0, left, row)
		b, db := e.at(1, left, row)
		c, dc := e.at(2, left, row)
		x := left
		for ; x <= right && a|b|c < 0; x++ {
			a, b, c = a+da, b+db, c+dc
		}
		from := x
		for ; x <= right && a|b|c >= 0; x++ {
			a, b, c = a+da, b+db, c+dc
		}
		if x > from {
			p.span(row, from, x-1, in)
		}
	}
}

// floor is ⌊a/b⌋ for b > 0.
func floor(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

func round(v float32) int { return int(math.Floor(float64(v) + .5)) }

// An ink is what a triangle paints with: colours in 0 … 255, and places in the atlas, that
// change linearly over the picture. Each has its value at the middle of pixel (0, 0) and
// its changes per column and per row.
type ink struct {
	r, g, b, a, u, v plane
	plain            bool // the texel is solid all over
	exact            bool // texels and pixels coincide
	flat             bool // one colour all over
}

type plane struct{ at, dx, dy float32 }

// A slant is the geometry that all planes of a triangle share.
type slant struct{ x1, y1, x2, y2, ox, oy float32 }

func (t *slant) plane(a, b, c float32) plane {
	d1, d2 := b-a, c-a
	if d1 == 0 && d2 == 0 {
		return plane{at: a}
	}
	dx, dy := d1*t.y2-d2*t.y1, d2*t.x1-d1*t.x2
	return plane{a + dx*t.ox + dy*t.oy, dx, dy}
}

// set takes the corners where the edges have them: from where they were before rounding,
// colours would run past those of the corners.
func (in *ink) set(a, b, c *chart.Vertex, e *edges, p *Painter) {
	const per16 = 1. / grain
	ax, ay := float32(e.x[0])*per16, float32(e.y[0])*per16
	t := slant{float32(e.x[1])*per16 - ax, float32(e.y[1])*per16 - ay,
		float32(e.x[2])*per16 - ax, float32(e.y[2])*per16 - ay, .5 - ax, .5 - ay}
	per := 1 / (t.x1*t.y2 - t.x2*t.y1)
	t.x1, t.y1, t.x2, t.y2 = t.x1*per, t.y1*per, t.x2*per, t.y2*per
	in.flat = a.A == b.A && a.A == c.A && a.R == b.R && a.R == c.R && a.G == b.G && a.G == c.G && a.B == b.B && a.B == c.B
	in.r, in.g = t.plane(255*a.R, 255*b.R, 255*c.R), t.plane(255*a.G, 255*b.G, 255*c.G)
	in.b, in.a = t.plane(255*a.B, 255*b.B, 255*c.B), t.plane(255*a.A, 255*b.A, 255*c.A)
	if a.U == b.U && a.U == c.U && a.V == b.V && a.V == c.V {
		in.u, in.v = plane{at: a.U}, plane{at: a.V}
		in.plain = p.atlas == nil || p.texel(int(a.U), int(a.V)) == 255
		return
	}
	in.u, in.v = t.plane(a.U, b.U, c.U), t.plane(a.V, b.V, c.V)
	offU, offV := in.u.at-.5, in.v.at-.5
	in.exact = near(in.u.dx, 1) && near(in.u.dy, 0) && near(in.v.dx, 0) && near(in.v.dy, 1) &&
		near(offU, float32(round(offU))) && near(offV, float32(round(offV)))
}

// near reports whether two places are the same to the thousandth of a texel.
func near(a, b float32) bool { return a-b < 1e-3 && b-a < 1e-3 }

// texel is a coverage of the atlas; outside there is none.
func (p *Painter) texel(u, v int) uint32 {
	if p.atlas == nil || u < 0 || v < 0 || u >= p.atlas.Rect.Dx() || v >= p.atlas.Rect.Dy() {
		return 0
	}
	return uint32(p.atlas.Pix[v*p.atlas.Stride+4*u+3])
}

// span paints the columns left … right of a row.
func (p *Painter) span(row, left, right int, in *ink) {
	fx, fy := float32(left), float32(row)
	o := row*p.image.Stride + 4*left
	pix := p.image.Pix[o : o+4*(right-left+1)]
	r, g, b, a := in.r.at+in.r.dx*fx+in.r.dy*fy, in.g.at+in.g.dx*fx+in.g.dy*fy,
		in.b.at+in.b.dx*fx+in.b.dy*fy, in.a.at+in.a.dx*fx+in.a.dy*fy
	switch {
	case in.plain && in.flat && a >= 254.5:
		c := uint32(clamp(int32(r+.5))) | uint32(clamp(int32(g+.5)))<<8 | uint32(clamp(int32(b+.5)))<<16 | 255<<24
		for ; len(pix) >= 4; pix = pix[4:] {
			binary.LittleEndian.PutUint32(pix, c)
		}
	case in.plain:
		for ; len(pix) >= 4; pix = pix[4:] {
			blend(pix, r, g, b, a)
			r, g, b, a = r+in.r.dx, g+in.g.dx, b+in.b.dx, a+in.a.dx
		}
	default:
		p.textured(pix, fx, fy, r, g, b, a, in)
	}
}

// textured paints pixels whose colour the atlas covers in part.
func (p *Painter) textured(pix []byte, fx, fy, r, g, b, a float32, in *ink) {
	if p.atlas == nil {
		return
	}
	u, v := in.u.at+in.u.dx*fx+in.u.dy*fy-.5, in.v.at+in.v.dx*fx+in.v.dy*fy-.5
	for ; len(pix) >= 4; pix = pix[4:] {
		var cover float32
		if in.exact {
			cover = float32(p.texel(round(u), round(v))) / 255
		} else {
			cover = p.bilinear(u, v)
		}
		if cover > 0 {
			blend(pix, r*cover, g*cover, b*cover, a*cover)
		}
		r, g, b, a = r+in.r.dx, g+in.g.dx, b+in.b.dx, a+in.a.dx
		u, v = u+in.u.dx, v+in.v.dx
	}
}

// blend lays a premultiplied colour in 0 … 255 over a pixel.
func blend(pix []byte, r, g, b, a float32) {
	// Whole numbers from here on; the small excess makes up for rounding down.
	rest := 256 - int32(a*(256./255)+.5)
	if rest >= 256 || rest < 0 { // next to nothing, or more than all
		if rest >= 256 {
			return
		}
		rest = 0
	}
	_ = pix[2]
	pix[0] = clamp(int32(r+.5) + (int32(pix[0])*rest+128)>>8)
	pix[1] = clamp(int32(g+.5) + (int32(pix[1])*rest+128)>>8)
	pix[2] = clamp(int32(b+.5) + (int32(pix[2])*rest+128)>>8)
}

func clamp(v int32) byte {
	if uint32(v) > 255 {
		if v < 0 {
			return 0
		}
		return 255
	}
	return byte(v)
}

// bilinear is the coverage between four texels.
func (p *Painter) bilinear(u, v float32) float32 {
	if u < 0 || v < 0 { // nothing stands at the very edge of an atlas
		return 0
	}
	i, j := int(int32(u)), int(int32(v))
	o := j*p.atlas.Stride + 4*i + 3
	below := o + p.atlas.Stride
	if i+1 >= p.atlas.Rect.Dx() || below+4 >= len(p.atlas.Pix) {
		return 0
	}
	s, t := u-float32(i), v-float32(j)
	pix := p.atlas.Pix
	a, b, c, d := pix[o], pix[o+4], pix[below], pix[below+4]
	if a|b|c|d == 0 {
		return 0
	}
	top := float32(a) + s*(float32(b)-float32(a))
	low := float32(c) + s*(float32(d)-float32(c))
	return (top + t*(low-top)) * (1. / 255)
}
