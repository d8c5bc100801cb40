package chart

import (
	"image/color"
	"math/bits"

	"narrows/sim"
	"narrows/sim/palette"
)

// A tone is a premultiplied colour in 0 … 1.
type tone struct{ r, g, b, a float32 }

// toned makes an opaque tone of a colour.
func toned(c palette.Colour) tone {
	r, g, b := palette.Parts(c)
	return tone{float32(r) / 255, float32(g) / 255, float32(b) / 255, 1}
}

// packed is a colour as the bytes of an opaque pixel.
func packed(c palette.Colour) uint32 { return bits.ReverseBytes32(uint32(c)<<8 | 255) }

// at returns the tone at an opacity.
func (t tone) at(a float32) tone { return tone{t.r * a, t.g * a, t.b * a, t.a * a} }

// mix returns t with the share s of o, both opaque.
func (t tone) mix(o tone, s float32) tone {
	return tone{t.r + (o.r-t.r)*s, t.g + (o.g-t.g)*s, t.b + (o.b-t.b)*s, 1}
}

// classes and kind are short for the table's.
const classes = palette.Classes

func kind(class int) int { return palette.Kind(class) }

// tones are a palette with what is drawn most of it as tones.
type tones struct {
	of                                  *palette.Palette
	page, ink, ink2, ink3, grid, middle tone
	kernel, limit, finite               tone
}

var themes = func() (all [len(palette.Themes)]tones) {
	for i := range all {
		p := &palette.Themes[i]
		all[i] = tones{p, toned(p.Page), toned(p.Ink), toned(p.Ink2), toned(p.Ink3), toned(p.Grid), toned(p.Middle),
			toned(p.Kernel), toned(p.Limit), toned(p.Finite)}
	}
	return all
}()

func tonesOf(t Theme) *tones {
	if int(t) >= len(themes) {
		t = Light
	}
	return &themes[t]
}

// background is the page as a pixel.
func (p *tones) background() color.RGBA {
	r, g, b := palette.Parts(p.of.Page)
	return color.RGBA{r, g, b, 255}
}

// ofClass returns the colour of a class's marks on a map.
func (p *tones) ofClass(class int) tone { return toned(p.of.Class[kind(class)]) }

// role returns the colour of a role. On a map a class is a label of the data; on a chart
// it is one of several series.
func (p *tones) role(r sim.Role, class int, square bool) tone {
	switch r {
	case sim.Kernel:
		return p.kernel
	case sim.Limit:
		return p.limit
	case sim.Finite:
		return p.finite
	case sim.Theory, sim.Class:
		if square {
			return p.ofClass(class)
		}
		return toned(p.of.Mode[kind(class)])
	}
	return p.ink
}

// words is role for text.
func (p *tones) words(r sim.Role, class int) tone {
	if r == sim.Theory || r == sim.Class {
		return toned(p.of.ModeText[kind(class)])
	}
	return p.role(r, class, false)
}

// faded is words for what is pinned.
func (p *tones) faded(r sim.Role, class int) tone {
	if r == sim.Limit {
		return toned(p.of.Pinned)
	}
	return p.words(r, class).mix(p.ink2, .5)
}
