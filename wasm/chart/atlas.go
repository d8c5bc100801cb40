package chart

import (
	"image"
	"math"
	"narrows/sim/geom"
	"narrows/sim/palette"
)

// A sprite is a rectangle of the atlas, and where its own origin lies in it.
type sprite struct {
	x, y, w, h int
	ox, oy     int // from the origin to the top left corner
}

// An atlas packs glyphs and marks, white with premultiplied alpha, on shelves of one
// image. It only ever grows, until it is emptied.
type atlas struct {
	image   *image.RGBA
	version int
	full    bool

	shelfX, shelfY, shelfH int
	glyphs                 map[glyphKey]sprite
	marks                  map[markKey]sprite
}

const (
	atlasWidth  = 1024
	atlasHeight = 512  // at first
	atlasMost   = 4096 // every WebGL2 device allows this height
	solidTexel  = 2    // the middle of a block of white texels
)

// reset empties the atlas.
func (a *atlas) reset() {
	if a.image == nil {
		a.image = image.NewRGBA(image.Rect(0, 0, atlasWidth, atlasHeight))
		a.glyphs = map[glyphKey]sprite{}
		a.marks = map[markKey]sprite{}
	}
	clear(a.image.Pix)
	clear(a.glyphs)
	clear(a.marks)
	a.full = false
	a.shelfX, a.shelfY, a.shelfH = 5, 0, 5
	for y := range 4 {
		for x := range 4 {
			a.set(x, y, 255)
		}
	}
	a.version++
}

// set writes a coverage.
func (a *atlas) set(x, y int, c uint8) {
	o := a.image.PixOffset(x, y)
	for k := range 4 {
		a.image.Pix[o+k] = c
	}
}

// room makes a place of w×h texels with a clear border around it. It returns the zero
// sprite, and the atlas is full, if there is none.
func (a *atlas) room(w, h int) sprite {
	if w <= 0 || h <= 0 || w+2 > atlasWidth {
		return sprite{}
	}
	if a.shelfX+w+1 > atlasWidth {
		a.shelfX, a.shelfY, a.shelfH = 1, a.shelfY+a.shelfH+1, 0
	}
	for a.shelfY+h+1 > a.image.Rect.Dy() {
		if a.image.Rect.Dy() >= atlasMost {
			a.full = true
			return sprite{}
		}
		old := a.image
		a.image = image.NewRGBA(image.Rect(0, 0, atlasWidth, 2*old.Rect.Dy()))
		copy(a.image.Pix, old.Pix)
	}
	s := sprite{x: a.shelfX, y: a.shelfY, w: w, h: h}
	a.shelfX += w + 1
	a.shelfH = max(a.shelfH, h)
	a.version++
	return s
}

// shapeOf is the shape of a class.
func shapeOf(class int) geom.Marker { return geom.Marker(palette.Shape(class)) }

// A markKey names a mark by its exact size: shape, circumradius, how far it is swollen,
// and the width of its outline (0: filled), in 1/16 of a device pixel.
type markKey struct {
	shape           geom.Marker
	r, grow, stroke int16
}

// mark returns the sprite of a mark, its origin in the middle.
func (a *atlas) mark(s geom.Marker, r, grow, stroke float64) sprite {
	key := markKey{s, sixteenths(r), sixteenths(grow), sixteenths(stroke)}
	if m, ok := a.marks[key]; ok {
		return m
	}
	far := r + geom.Spread(s)*(grow+stroke/2)
	half := int(math.Ceil(far)) + 1
	m := a.room(2*half+1, 2*half+1)
	m.ox, m.oy = -half, -half
	if m.w > 0 {
		for y := -half; y <= half; y++ {
			for x := -half; x <= half; x++ {
				a.set(m.x+x+half, m.y+y+half, coverage(s, float64(x), float64(y), r, grow, stroke))
			}
		}
	}
	a.marks[key] = m
	return m
}

func sixteenths(v float64) int16 { return int16(math.Round(min(v, 1000) * 16)) }

// coverage samples a mark 4 × 4 times in one pixel.
func coverage(s geom.Marker, x, y, r, grow, stroke float64) uint8 {
	var sum float64
	for j := range 4 {
		for i := range 4 {
			d := geom.Distance(s, x+(float64(i)-1.5)/4, -y-(float64(j)-1.5)/4, r) - grow
			if stroke > 0 {
				d = math.Abs(d) - stroke/2
			}
			sum += min(max(.5-4*d, 0), 1)
		}
	}
	return uint8(sum/16*255 + .5)
}

// markOf returns the sprite of a mark; lengths in CSS pixels.
func (p *pen) markOf(s geom.Marker, r, grow, stroke float64) sprite {
	k := float64(p.scale)
	return p.atlas.mark(s, r*k*geom.Reach(s), grow*k, stroke*k)
}

// mark draws a mark around (x, y); lengths in CSS pixels.
func (p *pen) mark(s geom.Marker, x, y, r, grow, stroke float64, t tone) {
	m, k := p.markOf(s, r, grow, stroke), float64(p.scale)
	p.sprite(m, float32(x*k)+float32(m.ox)-.5, float32(y*k)+float32(m.oy)-.5, t)
}
