package chart

import (
	"narrows/sim"
	"narrows/sim/geom"
)

// The page-coloured rim of a mark is 1.1 wide and lies partly inside it.
const rimOut, rimIn = .75, .35

// A stamp is what dots of one look have in common: one mark over the other, or only the
// first.
type stamp [2]decal

// marksOf is how many marks the stamps of some dots have.
func marksOf(d *sim.Dots) int {
	if d.Hollow && !d.Ring {
		return 1
	}
	return 2
}

// A decal is a sprite in a tone, ready to be set around points.
type decal struct {
	dx, dy, w, h   float32 // device pixels; from the point to the middle of the first one
	u0, v0, u1, v1 float32 // texels
	tone           tone
}

// decal returns the decal of a mark; lengths in CSS pixels.
func (p *pen) decal(s geom.Marker, r, grow, stroke float64, t tone) decal {
	m := p.markOf(s, r, grow, stroke)
	u, v, w, h := float32(m.x), float32(m.y), float32(m.w), float32(m.h)
	return decal{float32(m.ox), float32(m.oy), w, h, u, v, u + w, v + h, t}
}

// stampOf is the stamp of a class of some dots; size and shade are the depth cue of solid
// panels.
func (c *Chart) stampOf(d *sim.Dots, class int, size, shade float32) stamp {
	z, pal := c.figure.zoom, c.pen.pal
	s := shapeOf(class)
	t := c.toneOf(d, class, shade)
	f := z * c.figure.points * float64(size)
	switch {
	case d.Ring:
		r := 4.6 * f
		return stamp{c.pen.decal(s, r, 0, 2.8*f, pal.page.at(.7)), c.pen.decal(s, r, 0, 1.3*f, t)}
	case d.Hollow:
		return stamp{c.pen.decal(s, 2.6*f, 0, 1.1*f, t)}
	}
	r := 3.8 * f
	return stamp{c.pen.decal(s, r, rimOut*f, 0, pal.page), c.pen.decal(s, r, -rimIn*f, 0, t)}
}

// toneOf is the colour of a class of some dots.
func (c *Chart) toneOf(d *sim.Dots, class int, shade float32) tone {
	pal := c.pen.pal
	switch {
	case d.Ring:
		return pal.page.mix(pal.role(d.Role, class, true), shade)
	case d.Role == sim.Data && len(d.Class) == 0:
		return pal.page.mix(pal.ink2, shade)
	}
	return pal.page.mix(pal.role(sim.Class, class, true), shade)
}

// stamps draws at each point the stamp of its kind. All kinds have as many marks.
func (p *pen) stamps(at []point, kinds []uint8, of []stamp, marks int) {
	n, k := p.next(), p.scale
	vertices, triangles := p.vertices(4*marks*len(at)), p.triangles(6*marks*len(at))
	kinds = kinds[:len(at)]
	for i, q := range at {
		x0, y0 := q.x*k, q.y*k
		m := of[kinds[i]][:marks]
		for j := range m {
			m := &m[j]
			x, y := x0+m.dx-.5, y0+m.dy-.5
			v := (*[4]Vertex)(vertices)
			v[0].set(x, y, m.u0, m.v0, m.tone)
			v[1].set(x+m.w, y, m.u1, m.v0, m.tone)
			v[2].set(x+m.w, y+m.h, m.u1, m.v1, m.tone)
			v[3].set(x, y+m.h, m.u0, m.v1, m.tone)
			t := (*[6]uint32)(triangles)
			t[0], t[1], t[2], t[3], t[4], t[5] = n, n+1, n+2, n, n+2, n+3
			vertices, triangles, n = vertices[4:], triangles[6:], n+4
		}
	}
}
