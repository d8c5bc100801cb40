// Package raster paints a scene in software, for golden pictures, posters and machines
// without a GPU. It knows neither frames nor experiments nor browsers.
package raster

import (
	"encoding/binary"
	"image"

	"narrows/wasm/chart"
)

// A Painter paints scenes into one image that it keeps. The zero value is ready to use.
type Painter struct {
	image *image.RGBA
	atlas *image.RGBA // of the scene under way
}

// Paint returns the picture of a scene, opaque, valid until the next call.
func (p *Painter) Paint(s *chart.Scene) *image.RGBA {
	w, h := max(s.W, 1), max(s.H, 1)
	if p.image == nil || p.image.Rect.Dx() != w || p.image.Rect.Dy() != h {
		p.image = image.NewRGBA(image.Rect(0, 0, w, h))
	}
	p.atlas = s.Atlas
	p.fill(uint32(s.Background.R) | uint32(s.Background.G)<<8 | uint32(s.Background.B)<<16 | 255<<24)
	for i := range s.Fields {
		p.blit(&s.Fields[i])
	}
	n := uint32(len(s.Vertices))
	for i := 0; i+2 < len(s.Indices); i += 3 {
		a, b, c := s.Indices[i], s.Indices[i+1], s.Indices[i+2]
		if a < n && b < n && c < n {
			p.triangle(&s.Vertices[a], &s.Vertices[b], &s.Vertices[c])
		}
	}
	return p.image
}

// fill sets each pixel.
func (p *Painter) fill(c uint32) {
	pix := p.image.Pix
	row := pix[:p.image.Stride]
	for i := 0; i+3 < len(row); i += 4 {
		binary.LittleEndian.PutUint32(row[i:], c)
	}
	for done := len(row); done < len(pix); done *= 2 {
		copy(pix[done:], pix[:done])
	}
}

// blit copies an opaque field.
func (p *Painter) blit(f *chart.Field) {
	if f.Image == nil {
		return
	}
	at := image.Rect(f.X, f.Y, f.X+f.Image.Rect.Dx(), f.Y+f.Image.Rect.Dy())
	r := at.Intersect(p.image.Rect)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		from := f.Image.PixOffset(f.Image.Rect.Min.X+r.Min.X-f.X, f.Image.Rect.Min.Y+y-f.Y)
		to := p.image.PixOffset(r.Min.X, y)
		copy(p.image.Pix[to:to+4*r.Dx()], f.Image.Pix[from:])
	}
}
