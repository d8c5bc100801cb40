package chart

import (
	"encoding/binary"
	"image"

	"narrows/sim"
	"narrows/sim/geom"
	"narrows/sim/palette"
)

// cells bakes a grid and draws its zero line.
func (c *Chart) cells(cells *sim.Cells, x, y geom.Scale, r Rect, l Look) {
	p := &c.pen
	x0, x1 := x.At(cells.X0), x.At(cells.X1)
	y0, y1 := y.At(cells.Y1), y.At(cells.Y0)
	way := mirrored{x0 > x1, y0 > y1}
	if way.x {
		x0, x1 = x1, x0
	}
	if way.y {
		y0, y1 = y1, y0
	}
	if !(x1 > x0 && y1 > y0) || x1-x0 > 4*r.W+1 || y1-y0 > 4*r.H+1 {
		return
	}
	left, top := int(p.snap(x0)), int(p.snap(y0))
	w, h := int(p.snap(x1))-left, int(p.snap(y1))-top
	for len(c.fields) <= c.used {
		c.fields = append(c.fields, new(field))
	}
	f := c.fields[c.used]
	if l.Moving && c.used != c.turn && f.fits(cells, w, h, way, l.Theme) {
		c.behind = c.behind || f.hash != f.digest(cells)
	} else if !f.bake(cells, w, h, way, l, &c.versions) {
		return
	}
	seen := p.pixels(r)
	if !seen.Overlaps(image.Rect(left, top, left+w, top+h)) {
		return
	}
	c.used++
	p.scene.Fields = append(p.scene.Fields, f.within(left, top, seen, &c.versions))
	if len(f.zero) == 0 {
		return
	}
	c.path = c.path[:0]
	for _, q := range f.zero {
		c.path = append(c.path, point{(q.x + float32(left)) / p.scale, (q.y + float32(top)) / p.scale})
	}
	c.cut = clip(c.cut, c.path, r)
	c.path = thin(c.path, c.cut, 2.8)
	p.stroke(c.path, 1.5*c.figure.zoom, p.pal.ink, 1, 1)
}

// blocks paints separate cells.
func (f *field) blocks(c *sim.Cells, l Look) {
	pal := palette.Of(l.Theme)
	levels := geom.Levels(nil, c)
	ends, bands := palette.Ends(nil, levels, geom.Unit(c)), palette.Shades(nil, pal, len(levels))
	w, h := f.image.Rect.Dx(), f.image.Rect.Dy()
	for y := range h {
		j := (h - 1 - y) * c.H / h
		pix := f.image.Pix[y*f.image.Stride:]
		for x := 0; x < w; {
			i := x * c.W / w
			v := float64(c.Values[j*c.W+i])
			colour := pal.Middle
			switch {
			case c.Scale == sim.Sequential:
				colour = palette.Sequential((v - c.Min) / (c.Max - c.Min))
			case c.Scale == sim.ByClass && v >= 0 && v < 1<<20:
				colour = palette.Mix(pal.Middle, pal.Class[kind(int(v))], .45)
			case c.Scale == sim.Signed && v == v:
				colour = bands[palette.Band(ends, float32(v))]
			case c.Scale == sim.Signed:
				colour = pal.Page
			}
			for p := packed(colour); x < w && x*c.W/w == i; x++ {
				binary.LittleEndian.PutUint32(pix[4*x:], p)
			}
		}
	}
}
