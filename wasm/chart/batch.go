package chart

import (
	"image"
	"math"
	"slices"
)

// A point is a position in CSS pixels. A point with a NaN ends a piece of a path.
type point struct{ x, y float32 }

var gap = point{float32(math.NaN()), 0}

func (p point) gap() bool { return p.x != p.x || p.y != p.y }

// A pen adds triangles to a scene. Its positions and lengths are in CSS pixels; only what
// needs whole pixels thinks in those of the device.
type pen struct {
	scene *Scene
	atlas *atlas
	scale float32 // device pixels in a CSS pixel
	pal   *tones
}

// vertex adds a vertex at a device pixel, with the solid texel.
func (p *pen) vertex(x, y float32, t tone) {
	p.vertices(1)[0].set(x, y, solidTexel, solidTexel, t)
}

// vertices adds n vertices to be set, and triangles adds n indices.
func (p *pen) vertices(n int) []Vertex {
	from := len(p.scene.Vertices)
	p.scene.Vertices = slices.Grow(p.scene.Vertices, n)[:from+n]
	return p.scene.Vertices[from:]
}

func (p *pen) triangles(n int) []uint32 {
	from := len(p.scene.Indices)
	p.scene.Indices = slices.Grow(p.scene.Indices, n)[:from+n]
	return p.scene.Indices[from:]
}

func (p *pen) triangle(a, b, c uint32) {
	p.scene.Indices = append(p.scene.Indices, a, b, c)
}

// next is the index of the next vertex.
func (p *pen) next() uint32 { return uint32(len(p.scene.Vertices)) }

// snap rounds to a whole device pixel.
func (p *pen) snap(v float64) float32 { return float32(math.Round(v * float64(p.scale))) }

// thick returns a stroke's width in whole device pixels, at least one.
func (p *pen) thick(w float64) float32 { return max(1, p.snap(w)) }

// box fills a rectangle of device pixels.
func (p *pen) box(x0, y0, x1, y1 float32, t tone) {
	n := p.next()
	p.vertex(x0, y0, t)
	p.vertex(x1, y0, t)
	p.vertex(x1, y1, t)
	p.vertex(x0, y1, t)
	p.triangle(n, n+1, n+2)
	p.triangle(n, n+2, n+3)
}

// pixels returns the device pixels of a rectangle.
func (p *pen) pixels(r Rect) image.Rectangle {
	return image.Rect(int(p.snap(r.X)), int(p.snap(r.Y)), int(p.snap(r.X+r.W)), int(p.snap(r.Y+r.H)))
}

// rect fills a rectangle, its edges on whole pixels.
func (p *pen) rect(r Rect, t tone) {
	p.box(p.snap(r.X), p.snap(r.Y), p.snap(r.X+r.W), p.snap(r.Y+r.H), t)
}

// across draws a crisp horizontal line, centred on y.
func (p *pen) across(x0, x1, y, w float64, t tone) {
	h := p.thick(w)
	top := float32(math.Round(y*float64(p.scale) - float64(h)/2))
	p.box(p.snap(x0), top, p.snap(x1), top+h, t)
}

// down draws a crisp vertical line, centred on x.
func (p *pen) down(x, y0, y1, w float64, t tone) {
	h := p.thick(w)
	left := float32(math.Round(x*float64(p.scale) - float64(h)/2))
	p.box(left, p.snap(y0), left+h, p.snap(y1), t)
}

// sprite draws a picture of the atlas with its top left corner at a device pixel.
func (p *pen) sprite(s sprite, x, y float32, t tone) {
	if s.w == 0 {
		return
	}
	w, h, u, v := float32(s.w), float32(s.h), float32(s.x), float32(s.y)
	n := p.next()
	q := (*[4]Vertex)(p.vertices(4))
	q[0].set(x, y, u, v, t)
	q[1].set(x+w, y, u+w, v, t)
	q[2].set(x+w, y+h, u+w, v+h, t)
	q[3].set(x, y+h, u, v+h, t)
	*(*[6]uint32)(p.triangles(6)) = [6]uint32{n, n + 1, n + 2, n, n + 2, n + 3}
}

// set writes a vertex field by field: a literal would be made elsewhere and copied.
func (v *Vertex) set(x, y, u, w float32, t tone) {
	v.X, v.Y, v.U, v.V = x, y, u, w
	v.R, v.G, v.B, v.A = t.r, t.g, t.b, t.a
}

// ribbon fills between two paths of one length, feathered above and below by half a
// device pixel on either side.
func (p *pen) ribbon(top, bottom []point, t tone) {
	clear := tone{}
	for i := range min(len(top), len(bottom)) {
		a, b := top[i], bottom[i]
		if a.gap() || b.gap() {
			continue
		}
		n := p.next()
		x, y0, y1 := a.x*p.scale, a.y*p.scale, b.y*p.scale
		half := min(.5, (y1-y0)/2) // thinner than a pixel, the ribbon only fades
		p.vertex(x, y0-.5, clear)
		p.vertex(x, y0+half, t)
		p.vertex(x, y1-half, t)
		p.vertex(x, y1+.5, clear)
		if i == 0 || top[i-1].gap() || bottom[i-1].gap() {
			continue
		}
		for k := range uint32(3) {
			p.triangle(n-4+k, n+k, n+1+k)
			p.triangle(n-4+k, n+1+k, n-3+k)
		}
	}
}
