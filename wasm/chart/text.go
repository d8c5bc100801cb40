package chart

import (
	"image"
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

// A glyphKey is a glyph at one of four places within a pixel, or what lies within rim
// quarters of a device pixel of it.
type glyphKey struct {
	face  faceKey
	glyph rune
	part  uint8
	rim   uint8
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
		t.runs, t.faces = map[runKey]*run{}, nil
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
	if !ok {
		a.glyphs[k] = s
		return s
	}
	rim := float64(k.rim) / 4
	out := int(math.Ceil(rim))
	s = a.room(box.Dx()+2*out, box.Dy()+2*out)
	s.ox, s.oy = box.Min.X-out, box.Min.Y-out
	// The face draws every glyph into one picture of this kind.
	if s.w > 0 {
		for i, c := range swollen(mask.(*image.Alpha), from, box.Size(), rim) {
			a.set(s.x+i%s.w, s.y+i/s.w, c)
		}
	}
	a.glyphs[k] = s
	return s
}

// swollen is what a disc of radius rim covers that runs over a mask of the given size from
// a point on, with rim, rounded up, more pixels on every side; without rim, the mask.
func swollen(mask *image.Alpha, from, size image.Point, rim float64) []uint8 {
	out := int(math.Ceil(rim))
	w := size.X + 2*out
	cover := make([]uint8, w*(size.Y+2*out))
	for v := -out; v <= out; v++ {
		for u := -out; u <= out; u++ {
			share := uint32(256 * min(max(rim+1-math.Hypot(float64(u), float64(v)), 0), 1))
			if share == 0 {
				continue
			}
			for y := range size.Y {
				row := mask.Pix[mask.PixOffset(from.X, from.Y+y):][:size.X]
				to := cover[(y+out+v)*w+out+u:][:size.X]
				for x, c := range row {
					to[x] = max(to[x], uint8(uint32(c)*share>>8))
				}
			}
		}
	}
	return cover
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
		rim := uint8(min(math.Round(4*s.halo*float64(p.scale)), 255))
		p.glyphs(t, key, r, left, base, p.pal.page, rim)
	}
	p.glyphs(t, key, r, left, base, s.tone, 0)
}

// glyphs draws a run, or its rim.
func (p *pen) glyphs(t *typesetter, key faceKey, r *run, left, base float32, c tone, rim uint8) {
	for i, g := range r.glyphs {
		if g == ' ' {
			continue
		}
		at := float64(left + r.x[i])
		whole := math.Floor(at*4+.5) / 4
		pixel := math.Floor(whole)
		s := p.atlas.glyph(t, glyphKey{key, g, uint8((whole - pixel) * 4), rim})
		p.sprite(s, float32(pixel)+float32(s.ox), base+float32(s.oy), c)
	}
}
