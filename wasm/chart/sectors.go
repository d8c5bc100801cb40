package chart

import (
	"encoding/binary"
	"math"

	"narrows/sim"
	"narrows/sim/geom"
	"narrows/sim/palette"
)

// A claim is a stretch of a row of grid cells: all of one class and in one band, or one
// cell that an edge between bands crosses, or one whose corners are not of one class.
type claim struct {
	x0, x1, cell, band int
	class              uint8
	edge, mixed        bool
}

// sectors paints terraces of the lead in the colour of the class that has it. Between the
// corners of a cell of the refined grid each class's score is bilinear, over a pixel
// linear; a pixel that an edge crosses gets the mean of both sides.
func (f *field) sectors(c *sim.Cells, l Look) {
	var ramps [classes]ramp
	for q := range ramps {
		ramps[q].terraces(palette.Of(l.Theme), q, float32(geom.Unit(c)))
	}
	w, h := f.image.Rect.Dx(), f.image.Rect.Dy()
	f.cellEdges(w)
	perX, perY := float32(f.fine.NX-1)/float32(w), float32(f.fine.NY-1)/float32(h)
	bottom := h
	for j := range f.fine.NY - 1 {
		// The lines of pixels whose centres lie in this row of cells.
		top := 0
		if j+2 < f.fine.NY {
			top = max(h-int(math.Ceil(float64(j+1)/float64(perY)-.5)), 0)
		}
		if top >= bottom {
			continue
		}
		low, high := f.fine.V[j*f.fine.NX:(j+1)*f.fine.NX], f.fine.V[(j+1)*f.fine.NX:(j+2)*f.fine.NX]
		f.claim(&ramps, j, low, high, perX, perY)
		for y := top; y < bottom; y++ {
			t := (float32(h)-.5-float32(y))*perY - float32(j)
			pix := f.image.Pix[y*f.image.Stride : y*f.image.Stride+4*w]
			for n := range f.claims {
				s := &f.claims[n]
				r := &ramps[kind(int(s.class))]
				part := pix[4*s.x0 : 4*s.x1]
				i := s.cell
				u := (float32(s.x0)+.5)*perX - float32(i)
				switch {
				case s.mixed:
					f.border(&ramps, part, j, i, u, t, perX, perY)
				case s.edge:
					r.cell(part, s.band, low[i:], high[i:], u, t, perX, perY)
				default:
					for c := r.solid[s.band]; len(part) >= 4; part = part[4:] {
						binary.LittleEndian.PutUint32(part, c)
					}
				}
			}
		}
		bottom = top
	}
}

// terraces sets the ramp of a class, whose last bands are all its deepest terrace.
func (r *ramp) terraces(p *palette.Palette, class int, unit float32) {
	const zero = len(palette.Steps) / 2
	terraces := palette.Terraces(p, class)
	for k := range r.solid {
		r.solid[k] = packed(terraces[min(k, len(terraces)-1)])
	}
	for k := range r.ends {
		r.ends[k] = float32(math.Inf(1))
	}
	for k, s := range palette.Steps[zero+1:] {
		r.ends[k] = s * unit
	}
}

// claim divides a row of cells.
func (f *field) claim(ramps *[classes]ramp, j int, low, high []float32, perX, perY float32) {
	f.claims = f.claims[:0]
	under, over := f.fine.First[j*f.fine.NX:(j+1)*f.fine.NX], f.fine.First[(j+1)*f.fine.NX:(j+2)*f.fine.NX]
	band := 0
	for i := range f.fine.NX - 1 {
		s := claim{x0: f.edges[i], x1: f.edges[i+1], cell: i, class: under[i]}
		if s.x0 >= s.x1 {
			continue
		}
		if under[i] != under[i+1] || under[i] != over[i] || under[i] != over[i+1] {
			s.mixed = true
			f.claims = append(f.claims, s)
			continue
		}
		a, b, c, d := low[i], low[i+1], high[i+1], high[i]
		least, most := a, a
		for _, v := range [...]float32{b, c, d} {
			least, most = geom.Lesser(least, v), geom.Greater(most, v)
		}
		half := (most - least) * (perX + perY) / 2 // no less than from the centre of a pixel to its corner
		r := &ramps[kind(int(s.class))]
		band = r.seek(band, least-half)
		s.band, s.edge = band, most+half >= r.ends[min(band, len(r.ends)-1)]
		if n := len(f.claims); n > 0 && !s.edge {
			if p := &f.claims[n-1]; !p.edge && !p.mixed && p.class == s.class && p.band == band {
				p.x1 = s.x1
				continue
			}
		}
		f.claims = append(f.claims, s)
	}
}

// border paints pixels of cell (i, j), in which classes meet: from u on, at t, both in
// units of the cell.
func (f *field) border(ramps *[classes]ramp, pix []byte, j, i int, u, t, perX, perY float32) {
	corners := geom.CornersOf(&f.fine, i, j)
	for ; len(pix) >= 4; pix = pix[4:] {
		best, next := 0, 0
		first, second := float32(math.Inf(-1)), float32(math.Inf(-1))
		for k := range corners.N {
			q := &corners.Score[k]
			a, b := q[0]+t*(q[2]-q[0]), q[1]+t*(q[3]-q[1])
			v := a + u*(b-a)
			if v > first {
				second, next = first, best
				first, best = v, k
			} else if v > second {
				second, next = v, k
			}
		}
		// How much the lead changes from the centre of the pixel to its corner.
		p, q := &corners.Score[best], &corners.Score[next]
		dx := p[1] - q[1] - p[0] + q[0] + t*(p[3]-q[3]-p[2]+q[2]-p[1]+q[1]+p[0]-q[0])
		dy := p[2] - q[2] - p[0] + q[0] + u*(p[3]-q[3]-p[1]+q[1]-p[2]+q[2]+p[0]-q[0])
		half := (geom.Abs(dx)*perX + geom.Abs(dy)*perY) / 4
		lead := (first - second) / 2
		c := ramps[kind(int(corners.Class[best]))].over(geom.Greater(lead-half, 0), lead+half)
		if lead < half {
			c = blend(ramps[kind(int(corners.Class[next]))].over(0, half-lead), c, .5+.5*lead/half)
		}
		binary.LittleEndian.PutUint32(pix, c)
		u += perX
	}
}

// over is the mean colour between two values.
func (r *ramp) over(low, high float32) uint32 {
	k := r.seek(0, low)
	if k < len(r.ends) && high >= r.ends[k] && high > low {
		return r.mean(k, low, high)
	}
	return r.solid[k]
}

// blend is a with the share s of b.
func blend(a, b uint32, s float32) uint32 {
	const even = 0xff00ff
	k := uint32(s * 256)
	return ((a&even)*(256-k)+(b&even)*k)>>8&even | ((a>>8&even)*(256-k)+(b>>8&even)*k)&^even
}
