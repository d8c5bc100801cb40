package chart

import (
	"encoding/binary"
	"math"
	"slices"

	"narrows/sim"
	"narrows/sim/geom"
	"narrows/sim/palette"
)

// A span is a stretch of a row of grid cells: all in one band, or, if it is mixed, one
// cell, which an edge between bands crosses, and its lowest band.
type span struct {
	x0, x1, band, cell int
	mixed              bool
}

// A ramp holds the bands of a field and the values at which they end, infinity where it has no more.
type ramp struct {
	solid [mostEnds + 1]uint32
	ends  [mostEnds]float32
}

// mostEnds is how many ends of bands a field may have.
const mostEnds = max(len(palette.Steps), 2*sim.MostLevels)

// signed sets the ramp of a signed field.
func (r *ramp) signed(c *sim.Cells, p *palette.Palette) {
	var levels [sim.MostLevels]float64
	var shades [mostEnds + 1]palette.Colour
	given := geom.Levels(levels[:0], c)
	for i := len(palette.Ends(r.ends[:0], given, geom.Unit(c))); i < len(r.ends); i++ {
		r.ends[i] = float32(math.Inf(1))
	}
	bands := palette.Shades(shades[:0], p, len(given))
	for i := range r.solid {
		r.solid[i] = packed(bands[min(i, len(bands)-1)])
	}
}

// terraces paints signed bands. Within a cell of the refined grid the field is taken as
// bilinear, over a pixel as linear; a pixel that an edge crosses gets the mean of its
// bands, which antialiases the edge. Most cells lie in one band and are only copied.
func (f *field) terraces(c *sim.Cells, l Look) {
	var r ramp
	r.signed(c, palette.Of(l.Theme))
	w, h := f.image.Rect.Dx(), f.image.Rect.Dy()
	f.prepare(&r, w)
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
		f.survey(&r, low, high, perX, perY)
		for y := top; y < bottom; y++ {
			t := (float32(h)-.5-float32(y))*perY - float32(j)
			pix := f.image.Pix[y*f.image.Stride : y*f.image.Stride+4*w]
			for _, s := range f.spans {
				if !s.mixed {
					copy(pix[4*s.x0:4*s.x1], f.rows[s.band])
					continue
				}
				r.cell(pix[4*s.x0:4*s.x1], s.band, low[s.cell:], high[s.cell:], (float32(s.x0)+.5)*perX-float32(s.cell), t, perX, perY)
			}
		}
		bottom = top
	}
}

// holes leaves the page where a sample is no number, half way to those beside it.
func (f *field) holes(c *sim.Cells, l Look) {
	values := c.Values[:c.W*c.H]
	if !slices.ContainsFunc(values, func(v float32) bool { return v != v }) {
		return
	}
	page := packed(palette.Of(l.Theme).Page)
	w, h := f.image.Rect.Dx(), f.image.Rect.Dy()
	for y := range h {
		j := int((float64(h)-.5-float64(y))*float64(c.H-1)/float64(h) + .5)
		pix := f.image.Pix[y*f.image.Stride:]
		for x := range w {
			i := int((float64(x)+.5)*float64(c.W-1)/float64(w) + .5)
			if v := values[j*c.W+i]; v != v {
				binary.LittleEndian.PutUint32(pix[4*x:], page)
			}
		}
	}
}

// prepare makes the lines of pixels to copy from.
func (f *field) prepare(r *ramp, w int) {
	for k := range f.rows {
		if len(f.rows[k]) != 4*w {
			f.rows[k] = make([]byte, 4*w)
		}
		if binary.LittleEndian.Uint32(f.rows[k]) != r.solid[k] {
			for x := range w {
				binary.LittleEndian.PutUint32(f.rows[k][4*x:], r.solid[k])
			}
		}
	}
	f.cellEdges(w)
}

// cellEdges says where each column of cells begins.
func (f *field) cellEdges(w int) {
	f.edges = f.edges[:0]
	for i := range f.fine.NX {
		x := int(math.Ceil(float64(i)*float64(w)/float64(f.fine.NX-1) - .5))
		f.edges = append(f.edges, min(max(x, 0), w))
	}
	f.edges[f.fine.NX-1] = w
}

// survey divides a row of cells into spans.
func (f *field) survey(r *ramp, low, high []float32, perX, perY float32) {
	f.spans = f.spans[:0]
	band, from, to := 0, float32(math.Inf(-1)), r.ends[0]
	begun := 0 // of the span under way
	a, d := low[0], high[0]
	high = high[:len(low)]
	for i := 1; i < len(low); i++ {
		b, c := low[i], high[i]
		least, most := geom.Lesser(geom.Lesser(a, b), geom.Lesser(c, d)), geom.Greater(geom.Greater(a, b), geom.Greater(c, d))
		// How much the field changes from the centre of a pixel to its corner.
		half := (geom.Greater(geom.Abs(b-a), geom.Abs(c-d))*perX + geom.Greater(geom.Abs(d-a), geom.Abs(c-b))*perY) / 2
		a, d = b, c
		if least-half >= from && most+half < to {
			continue
		}
		x0, x1 := f.edges[i-1], f.edges[i]
		if x0 > begun {
			f.spans = append(f.spans, span{x0: begun, x1: x0, band: band})
		}
		begun = x0
		if band = r.seek(band, least-half); band < len(r.ends) && most+half >= r.ends[band] {
			f.spans = append(f.spans, span{x0, x1, band, i - 1, true})
			begun = x1
			band = r.seek(band, c)
		}
		from, to = float32(math.Inf(-1)), float32(math.Inf(1))
		if band > 0 {
			from = r.ends[band-1]
		}
		if band < len(r.ends) {
			to = r.ends[band]
		}
	}
	if w := f.edges[len(f.edges)-1]; w > begun {
		f.spans = append(f.spans, span{x0: begun, x1: w, band: band})
	}
}

// seek returns the band of a value, looking from band k on.
func (r *ramp) seek(k int, v float32) int {
	for k > 0 && v < r.ends[k-1] {
		k--
	}
	for k < len(r.ends) && v >= r.ends[k] {
		k++
	}
	return k
}

// cell paints pixels of a cell between its two lower and its two upper corners: from u on,
// at t, both in units of the cell.
func (r *ramp) cell(pix []byte, band int, low, high []float32, u, t, perX, perY float32) {
	a := low[0] + t*(high[0]-low[0])
	b := low[1] + t*(high[1]-low[1])
	slope := (b - a) * perX
	half := (geom.Abs(slope) + geom.Greater(geom.Abs(high[0]-low[0]), geom.Abs(high[1]-low[1]))*perY) / 2
	r.shade(pix, band, a+u*(b-a), slope, half)
}

// shade paints pixels over which the field runs from v − half to v + half and changes by
// slope from one to the next; the lowest of them is near band k.
func (r *ramp) shade(pix []byte, k int, v, slope, half float32) {
	n := float32(len(pix)/4 - 1)
	least, most := v, v+n*slope
	if slope < 0 {
		least, most = most, least
	}
	k = r.seek(k, least-half)
	c := r.solid[k]
	if k == len(r.ends) || most+half < r.ends[k] {
		for ; len(pix) >= 4; pix = pix[4:] {
			binary.LittleEndian.PutUint32(pix, c)
		}
		return
	}
	for ; len(pix) >= 4; pix = pix[4:] {
		low, high := v-half, v+half
		v += slope
		k = r.seek(k, low)
		c = r.solid[k]
		if k < len(r.ends) && high >= r.ends[k] {
			c = r.mean(k, low, high)
		}
		binary.LittleEndian.PutUint32(pix, c)
	}
}

// mean is the mean colour between two values, the lower one in band k.
func (r *ramp) mean(k int, low, high float32) uint32 {
	per := 256 / (high - low)
	if k+1 == len(r.ends) || high < r.ends[k+1] { // only two bands
		s := uint32((high - r.ends[k]) * per)
		const even = 0xff00ff
		a, b := r.solid[k], r.solid[k+1]
		return ((a&even)*(256-s)+(b&even)*s)>>8&even | ((a>>8&even)*(256-s)+(b>>8&even)*s)&^even
	}
	var red, green, blue float32
	for from := low; ; k++ {
		to := high
		if k < len(r.ends) {
			to = min(to, r.ends[k])
		}
		s, c := (to-from)*per/256, r.solid[k]
		red += s * float32(c&255)
		green += s * float32(c>>8&255)
		blue += s * float32(c>>16&255)
		if to >= high {
			return uint32(red+.5) | uint32(green+.5)<<8 | uint32(blue+.5)<<16 | 255<<24
		}
		from = to
	}
}
