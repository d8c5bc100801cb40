package chart

import (
	"math"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"

	"narrows/assets"
)

// A weight of type.
type weight uint8

const (
	regular weight = iota
	semibold
	bold
	italic
)

var fonts = sync.OnceValue(func() (f [4]*opentype.Font) {
	for i, b := range [...][]byte{assets.InterRegular, assets.InterSemiBold, assets.InterBold, assets.InterItalic} {
		var err error
		if f[i], err = opentype.Parse(b); err != nil {
			panic("chart: " + err.Error())
		}
	}
	return f
})

// A faceKey is a weight at a size in 1/64 of a device pixel.
type faceKey struct {
	weight weight
	size   fixed.Int26_6
}

// A glyphKey is a glyph at one of four places within a pixel.
type glyphKey struct {
	face  faceKey
	glyph rune
	part  uint8
}

// A run is a text set once: where each glyph stands on the line.
type run struct {
	glyphs []rune
	x      []float32 // device pixels
	width  float32
}

type runKey struct {
	face faceKey
	text string
}

// A typesetter keeps faces and lines of text.
type typesetter struct {
	faces map[faceKey]font.Face
	runs  map[runKey]*run
}

// keep is how many lines of text are remembered. A figure shows about fifty; a number
// that changes each frame fills the rest within a minute.
const keep = 2000

func (t *typesetter) face(k faceKey) font.Face {
	if f, ok := t.faces[k]; ok {
		return f
	}
	f, err := opentype.NewFace(fonts()[k.weight], &opentype.FaceOptions{
		Size: float64(k.size) / 64, DPI: 72, Hinting: font.HintingNone})
	if err != nil {
		panic("chart: " + err.Error())
	}
	if t.faces == nil {
		t.faces = map[faceKey]font.Face{}
	}
	t.faces[k] = f
	return f
}

func (t *typesetter) run(k faceKey, text string) *run {
	key := runKey{k, text}
	if r, ok := t.runs[key]; ok {
		return r
	}
	if t.runs == nil || len(t.runs) >= keep {
		t.runs = map[runKey]*run{}
	}
	f, r := t.face(k), &run{}
	var at fixed.Int26_6
	before := rune(-1)
	for _, c := range text {
		if before >= 0 {
			at += f.Kern(before, c)
		}
		r.glyphs = append(r.glyphs, c)
		r.x = append(r.x, float32(at)/64)
		advance, _ := f.GlyphAdvance(c)
		at += advance
		before = c
	}
	r.width = float32(at) / 64
	t.runs[key] = r
	return r
}

// glyph returns the sprite of a glyph that starts part/4 of a pixel after its origin.
func (a *atlas) glyph(t *typesetter, k glyphKey) sprite {
	if s, ok := a.glyphs[k]; ok {
		return s
	}
	var s sprite
	dot := fixed.Point26_6{X: fixed.Int26_6(k.part) * 16}
	box, mask, from, _, ok := t.face(k.face).Glyph(dot, k.glyph)
	if ok {
		s = a.room(box.Dx(), box.Dy())
		s.ox, s.oy = box.Min.X, box.Min.Y
		for y := range s.h {
			for x := range s.w {
				_, _, _, c := mask.At(from.X+x, from.Y+y).RGBA()
				a.set(s.x+x, s.y+y, uint8(c>>8))
			}
		}
	}
	a.glyphs[k] = s
	return s
}

// A style is how a text is set; size in CSS pixels.
type style struct {
	weight weight
	size   float64
	tone   tone
	// halo is the width of the rim in the page's colour that keeps the text readable
	// over lines; 0: none.
	halo float64
}

// An anchor says which part of a text stands at its x.
type anchor uint8

const (
	start anchor = iota
	middle
	end
)

func (p *pen) key(s style) faceKey {
	size := s.size * float64(p.scale)
	return faceKey{s.weight, fixed.Int26_6(math.Round(min(max(size, 1), 400) * 64))}
}

// measure returns the width of a text in CSS pixels.
func (p *pen) measure(t *typesetter, text string, s style) float64 {
	return float64(t.run(p.key(s), text).width / p.scale)
}

// text draws a text with its baseline at y and its anchor at x.
func (p *pen) text(t *typesetter, text string, x, y float64, a anchor, s style) {
	key := p.key(s)
	r := t.run(key, text)
	left := float32(x)*p.scale - r.width*float32(a)/2
	base := p.snap(y)
	if s.halo > 0 {
		d := float32(s.halo) * p.scale
		for i := range 12 {
			sin, cos := math.Sincos(float64(i) * math.Pi / 6)
			p.glyphs(t, key, r, left+d*float32(cos), base+float32(math.Round(float64(d)*sin)), p.pal.page)
		}
	}
	p.glyphs(t, key, r, left, base, s.tone)
}

func (p *pen) glyphs(t *typesetter, key faceKey, r *run, left, base float32, c tone) {
	for i, g := range r.glyphs {
		if g == ' ' {
			continue
		}
		at := float64(left + r.x[i])
		whole := math.Floor(at*4+.5) / 4
		pixel := math.Floor(whole)
		s := p.atlas.glyph(t, glyphKey{key, g, uint8((whole - pixel) * 4)})
		p.sprite(s, float32(pixel)+float32(s.ox), base+float32(s.oy), c)
	}
}
