package chart

import (
	"encoding/binary"
	"image"
	"math"
	"slices"

	"narrows/sim"
	"narrows/sim/geom"
	"narrows/sim/palette"
)

// A field is one baked grid of cells, kept until its content changes.
type field struct {
	image   *image.RGBA
	version int
	frame   fieldFrame
	hash    uint64      // of the values
	part    *image.RGBA // what is seen of image, if not all of it
	partOf  Field       // where part is, as it was last time
	zero    []point     // the zero line in device pixels from the image's top left corner

	fine   geom.Sectors // the samples, interpolated onto a finer grid; only ByClass cells have sectors
	row    []float32    // those at one line of pixels
	edges  []int        // the first pixel of each column of fine's cells
	spans  []span
	rows   [mostEnds + 1][]byte // a line of pixels of each band
	tracer geom.Tracer
	claims []claim
}

// bake makes the picture of cells, w×h device pixels, unless it is there already. It
// reports false if the cells make no picture.
func (f *field) bake(c *sim.Cells, w, h int, way mirrored, l Look, version *int) bool {
	if c.W < 1 || c.H < 1 || w < 1 || h < 1 || c.W > 1<<14 || c.H > 1<<14 || len(c.Values) < c.W*c.H {
		return false
	}
	hash := f.digest(c)
	if f.fits(c, w, h, way, l.Theme) && f.hash == hash {
		return true
	}
	if f.image == nil || f.image.Rect.Dx() != w || f.image.Rect.Dy() != h {
		f.image = image.NewRGBA(image.Rect(0, 0, w, h))
	}
	*version++
	f.version, f.hash = *version, hash
	f.keep(c, w, h, way, l.Theme)
	f.zero = f.zero[:0]
	smooth := c.Smooth && c.W > 1 && c.H > 1
	switch {
	case !smooth:
		f.blocks(c, l)
	case c.Scale == sim.Sequential:
		f.fine.Grid.Refine(c, fineness(c, w, h))
		f.shades(c)
	case c.Scale == sim.ByClass:
		f.fine.Refine(c, fineness(c, w, h))
		f.sectors(c, l)
	default:
		f.fine.Grid.Refine(c, fineness(c, w, h))
		f.terraces(c, l)
		f.holes(c, l)
	}
	if c.Zero && smooth {
		f.outline(c, w, h, way)
	}
	f.mirror(way)
	return true
}

// outline traces the zero line of a refined grid, in device pixels from the picture's top
// left corner.
func (f *field) outline(c *sim.Cells, w, h int, way mirrored) {
	sx, sy := float32(w)/float32(f.fine.NX-1), float32(h)/float32(f.fine.NY-1)
	var lines []geom.Point
	if c.Scale == sim.ByClass {
		lines = f.tracer.Coasts(&f.fine)
	} else {
		lines = f.tracer.Zero(&f.fine.Grid)
	}
	for i, q := range lines {
		f.zero = append(f.zero, point{q.X * sx, float32(h) - q.Y*sy})
		if way.x {
			f.zero[i].x = float32(w) - f.zero[i].x
		}
		if way.y {
			f.zero[i].y = float32(h) - f.zero[i].y
		}
	}
}

// mirrored says along which axes a picture runs the other way.
type mirrored struct{ x, y bool }

// mirror turns a finished picture around.
func (f *field) mirror(way mirrored) {
	if way == (mirrored{}) {
		return
	}
	w, h := f.image.Rect.Dx(), f.image.Rect.Dy()
	for i := range w * h {
		x, y := i%w, i/w
		if way.x {
			x = w - 1 - x
		}
		if way.y {
			y = h - 1 - y
		}
		if j := y*w + x; j > i {
			p, q := f.image.Pix[4*i:4*i+4], f.image.Pix[4*j:4*j+4]
			a, b := binary.LittleEndian.Uint32(p), binary.LittleEndian.Uint32(q)
			binary.LittleEndian.PutUint32(p, b)
			binary.LittleEndian.PutUint32(q, a)
		}
	}
}

// within returns the field at (left, top), cut to the part that is seen.
func (f *field) within(left, top int, seen image.Rectangle, version *int) Field {
	all := f.image.Rect.Add(image.Pt(left, top))
	r := all.Intersect(seen)
	if r == all {
		return Field{Image: f.image, X: left, Y: top, Version: f.version}
	}
	from := image.Pt(r.Min.X-left, r.Min.Y-top)
	fits := f.part != nil && f.part.Rect.Size() == r.Size()
	if !fits {
		f.part = image.NewRGBA(image.Rect(0, 0, r.Dx(), r.Dy()))
	}
	if !fits || f.partOf.X != from.X || f.partOf.Y != from.Y || f.partOf.Version < f.version {
		for y := range r.Dy() {
			copy(f.part.Pix[y*f.part.Stride:(y+1)*f.part.Stride], f.image.Pix[f.image.PixOffset(from.X, from.Y+y):])
		}
		*version++
		f.partOf = Field{X: from.X, Y: from.Y, Version: *version}
	}
	return Field{Image: f.part, X: r.Min.X, Y: r.Min.Y, Version: f.partOf.Version}
}

// A fieldFrame is all that a picture depends on but the values.
type fieldFrame struct {
	w, h  int
	way   mirrored
	theme Theme
	cells sim.Cells // without slices but Levels, which are a copy
}

// keep notes what the picture depends on.
func (f *field) keep(c *sim.Cells, w, h int, way mirrored, theme Theme) {
	levels := append(f.frame.cells.Levels[:0], c.Levels...)
	f.frame = fieldFrame{w, h, way, theme, *c}
	f.frame.cells.Values, f.frame.cells.Bars, f.frame.cells.Levels = nil, nil, levels
}

// fits reports whether the picture is one of such cells, with whatever values.
func (f *field) fits(c *sim.Cells, w, h int, way mirrored, theme Theme) bool {
	return f.image != nil && f.suits(c, w, h, way, theme)
}

// suits is fits for what is kept without a picture.
func (f *field) suits(c *sim.Cells, w, h int, way mirrored, theme Theme) bool {
	a, b := f.frame.cells, c
	return len(b.Values) >= b.W*b.H && f.frame.w == w && f.frame.h == h && f.frame.way == way && f.frame.theme == theme &&
		a.W == b.W && a.H == b.H && a.X0 == b.X0 && a.X1 == b.X1 && a.Y0 == b.Y0 && a.Y1 == b.Y1 &&
		a.Scale == b.Scale && a.Min == b.Min && a.Max == b.Max && a.Unit == b.Unit && a.Smooth == b.Smooth && a.Zero == b.Zero &&
		slices.Equal(a.Levels, b.Levels)
}

// digest is the FNV-1a hash of the values, word by word.
func (f *field) digest(c *sim.Cells) uint64 {
	d := uint64(14695981039346656037)
	for _, v := range c.Values[:c.W*c.H] {
		d = (d ^ uint64(math.Float32bits(v))) * 1099511628211
		d ^= d >> 29 // else a change of only the highest bits would move only those
	}
	return d
}

// fineness is by how much finer than cells a grid must be for bilinear interpolation on it to
// look smooth.
func fineness(c *sim.Cells, w, h int) int {
	switch pixels := max(float64(w)/float64(c.W-1), float64(h)/float64(c.H-1)); {
	case pixels >= 16:
		return 4
	case pixels >= 10:
		return 3
	case pixels >= 4:
		return 2
	}
	return 1
}

// line interpolates the samples at a line of pixels.
func (f *field) line(y int) {
	if cap(f.row) < f.fine.NX {
		f.row = make([]float32, f.fine.NX)
	}
	f.row = f.row[:f.fine.NX]
	h := f.image.Rect.Dy()
	at := (float32(h) - .5 - float32(y)) * float32(f.fine.NY-1) / float32(h)
	j := min(max(int(at), 0), f.fine.NY-2)
	t := at - float32(j)
	low, high := f.fine.V[j*f.fine.NX:(j+1)*f.fine.NX], f.fine.V[(j+1)*f.fine.NX:(j+2)*f.fine.NX]
	for i, a := range low {
		f.row[i] = a + t*(high[i]-a)
	}
}

// shades paints a sequential field.
func (f *field) shades(c *sim.Cells) {
	var table [256]uint32
	for i := range table {
		table[i] = packed(palette.Sequential(float64(i) / 255))
	}
	w, h := f.image.Rect.Dx(), f.image.Rect.Dy()
	perX := float32(f.fine.NX-1) / float32(w)
	low, per := float32(c.Min), 255/float32(c.Max-c.Min)
	for y := range h {
		f.line(y)
		pix := f.image.Pix[y*f.image.Stride:]
		for x := range w {
			at := (float32(x) + .5) * perX
			i := min(int(at), f.fine.NX-2)
			v := (f.row[i] + (at-float32(i))*(f.row[i+1]-f.row[i]) - low) * per
			if !(v > 0) {
				v = 0
			}
			binary.LittleEndian.PutUint32(pix[4*x:], table[uint8(min(v, 255)+.5)])
		}
	}
}
