package chart

import (
	"encoding/binary"
	"math"

	"narrows/sim"
	"narrows/sim/palette"
)

// A claim is a stretch of a row of grid cells: all of one class and in one band, or one
// cell that an edge between bands crosses, or one whose corners are not of one class.
type claim struct {
	x0, x1, cell, band int
	class              uint8
	edge, mixed        bool
}

// leadOf is sim.LeadOf, with class 0 level with the others where there is none.
func leadOf(v float32) (class int, m float32) {
	class, m = sim.LeadOf(v)
	return max(class, 0), m
}

// refineSectors interpolates each class's score onto the finer grid. At a sample the score
// of the class that is first there is its lead m, and that of each other class −m: so half the difference of the two greatest scores is the lead, and
// it falls straight through zero from one class to the next.
func (f *field) refineSectors(c *sim.Cells, w, h int) {
	k := f.grid(c, w, h)
	n := len(f.up)
	if cap(f.first) < n {
		f.first, f.second, f.plane = make([]uint8, n), make([]float32, n), make([]float32, n)
	}
	f.first, f.second, f.plane = f.first[:n], f.second[:n], f.plane[:n]
	lowest := float32(math.Inf(-1))
	for i := range f.up {
		f.up[i], f.second[i], f.first[i] = lowest, lowest, 0
	}
	var present [classes]bool
	for _, v := range c.Values[:c.W*c.H] {
		q, _ := leadOf(v)
		present[kind(q)] = true
	}
	limit := float32(1e4 * unitOf(c)) // far beyond the last band; keeps sums finite
	for q, there := range present {
		if !there {
			continue
		}
		for j := range c.H {
			out := f.plane[j*k*f.nx:]
			for i, v := range c.Values[j*c.W : (j+1)*c.W] {
				class, m := leadOf(v)
				if m = lesser(m, limit); kind(class) != q {
					m = -m
				}
				out[i*k] = m
			}
			join(out, c.W, k, 1)
		}
		if k > 1 {
			for i := range f.nx {
				join(f.plane[i:], c.H, k, f.nx)
			}
		}
		for i, v := range f.plane {
			if v > f.up[i] {
				f.second[i], f.up[i], f.first[i] = f.up[i], v, uint8(q)
			} else if v > f.second[i] {
				f.second[i] = v
			}
		}
	}
	for i, v := range f.up {
		if s := f.second[i]; s > lowest {
			f.up[i] = (v - s) / 2
		} else { // one class alone
			f.up[i] = greater(v, 0)
		}
	}
}

// join is weave for what has kinks: scores have them where another class comes second. It
// is Catmull and Rom's cubic where the slope changes little from one interval to the next,
// and straight beside a kink, which else would make lines waver on both sides of it.
func join(v []float32, n, k, stride int) {
	if k == 1 {
		return
	}
	big := k * stride
	b, slope := v[0], v[big]-v[0] // of the interval after b
	into := slope                 // at b
	for i := range n - 1 {
		c, next := v[(i+1)*big], slope
		if i+2 < n {
			next = v[(i+2)*big] - c
		}
		bend := (next - slope) / 2 * even(slope, next)
		from, to := into, slope+bend
		square, cube := 3*slope-2*from-to, from+to-2*slope
		for s := 1; s < k; s++ {
			t := float32(s) / float32(k)
			v[i*big+s*stride] = b + t*(from+t*(square+t*cube))
		}
		into = next - bend
		slope, b = next, c
	}
}

// even is 1 for two slopes that differ little, 0 for those that differ by a kink.
func even(a, b float32) float32 {
	const much, little = .4, .16 // of the sum of both
	sum, d := abs(a)+abs(b), abs(a-b)
	if d <= little*sum {
		return 1
	}
	return greater(much*sum-d, 0) / ((much - little) * sum)
}

// sectors paints terraces of the lead in the colour of the class that has it. Between the
// corners of a cell of the refined grid each class's score is bilinear, over a pixel
// linear; a pixel that an edge crosses gets the mean of both sides.
func (f *field) sectors(c *sim.Cells, l Look) {
	var ramps [classes]ramp
	for q := range ramps {
		ramps[q].terraces(palette.Of(l.Theme), q, float32(unitOf(c)))
	}
	w, h := f.image.Rect.Dx(), f.image.Rect.Dy()
	f.cellEdges(w)
	perX, perY := float32(f.nx-1)/float32(w), float32(f.ny-1)/float32(h)
	bottom := h
	for j := range f.ny - 1 {
		// The lines of pixels whose centres lie in this row of cells.
		top := 0
		if j+2 < f.ny {
			top = max(h-int(math.Ceil(float64(j+1)/float64(perY)-.5)), 0)
		}
		if top >= bottom {
			continue
		}
		low, high := f.up[j*f.nx:(j+1)*f.nx], f.up[(j+1)*f.nx:(j+2)*f.nx]
		f.claim(&ramps, j, low, high, perX, perY)
		for y := top; y < bottom; y++ {
			t := (float32(h)-.5-float32(y))*perY - float32(j)
			pix := f.image.Pix[y*f.image.Stride : y*f.image.Stride+4*w]
			for n := range f.claims {
				s := &f.claims[n]
				r := &ramps[s.class]
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
	terraces := p.Terraces(class)
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
	under, over := f.first[j*f.nx:(j+1)*f.nx], f.first[(j+1)*f.nx:(j+2)*f.nx]
	band := 0
	for i := range f.nx - 1 {
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
			least, most = lesser(least, v), greater(most, v)
		}
		half := (most - least) * (perX + perY) / 2 // no less than from the centre of a pixel to its corner
		r := &ramps[s.class]
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
	// Up to four classes and their scores at the corners: lower left and right, upper both.
	var class [4]uint8
	var score [4][4]float32
	n := 0
	at := [4]int{j*f.nx + i, j*f.nx + i + 1, (j+1)*f.nx + i, (j+1)*f.nx + i + 1}
	for _, s := range at {
		known := false
		for k := range n {
			known = known || class[k] == f.first[s]
		}
		if !known {
			class[n] = f.first[s]
			n++
		}
	}
	for k := range n {
		for corner, s := range at {
			score[k][corner] = f.up[s]
			if f.first[s] != class[k] {
				score[k][corner] = -f.up[s]
			}
		}
	}
	for ; len(pix) >= 4; pix = pix[4:] {
		best, next := 0, 0
		first, second := float32(math.Inf(-1)), float32(math.Inf(-1))
		for k := range n {
			q := &score[k]
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
		p, q := &score[best], &score[next]
		dx := p[1] - q[1] - p[0] + q[0] + t*(p[3]-q[3]-p[2]+q[2]-p[1]+q[1]+p[0]-q[0])
		dy := p[2] - q[2] - p[0] + q[0] + u*(p[3]-q[3]-p[1]+q[1]-p[2]+q[2]+p[0]-q[0])
		half := (abs(dx)*perX + abs(dy)*perY) / 4
		lead := (first - second) / 2
		c := ramps[class[best]].over(greater(lead-half, 0), lead+half)
		if lead < half {
			c = blend(ramps[class[next]].over(0, half-lead), c, .5+.5*lead/half)
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
