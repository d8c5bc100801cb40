package chart

import (
	"image/color"

	"narrows/sim"
)

// A tone is a premultiplied colour in 0 … 1.
type tone struct{ r, g, b, a float32 }

// rgb makes an opaque tone of 0xrrggbb.
func rgb(hex uint32) tone {
	return tone{float32(hex>>16&255) / 255, float32(hex>>8&255) / 255, float32(hex&255) / 255, 1}
}

// at returns the tone at an opacity.
func (t tone) at(a float32) tone { return tone{t.r * a, t.g * a, t.b * a, t.a * a} }

// mix returns t with the share s of o, both opaque.
func (t tone) mix(o tone, s float32) tone {
	return tone{t.r + (o.r-t.r)*s, t.g + (o.g-t.g)*s, t.b + (o.b-t.b)*s, 1}
}

// bytes returns an opaque tone as bytes.
func (t tone) bytes() color.RGBA {
	return color.RGBA{uint8(t.r*255 + .5), uint8(t.g*255 + .5), uint8(t.b*255 + .5), 255}
}

// A palette holds the colours of a theme. Each pair of text and ground reaches a contrast
// of 4.5, each mark 3.
type palette struct {
	page, ink, ink2, ink3, grid tone
	kernel, limit, finite       tone
	class                       [4]tone
	mode, modeText              [4]tone // Okabe and Ito's, darkened for contrast
	middle                      tone    // of signed fields
	low, high                   tone    // ends of signed fields
	depth                       float32 // the share of the ends at the deepest band
}

var palettes = [...]palette{
	Light: {
		page: rgb(0xffffff), ink: rgb(0x1c2126), ink2: rgb(0x5b636b), ink3: rgb(0x868e96), grid: rgb(0xeef0f2),
		kernel: rgb(0x14532d), limit: rgb(0xb0186f), finite: rgb(0x856a12),
		class:    [4]tone{rgb(0x06508a), rgb(0xa34e00), rgb(0x00795a), rgb(0xa34a7d)},
		mode:     [4]tone{rgb(0x0072b2), rgb(0xc98500), rgb(0x00795a), rgb(0xb5558c)},
		modeText: [4]tone{rgb(0x0072b2), rgb(0x8f5f00), rgb(0x00795a), rgb(0xa34a7d)},
		middle:   rgb(0xf3f4f5), low: rgb(0xf59322), high: rgb(0x0877bd), depth: .50,
	},
	Dark: {
		page: rgb(0x15181c), ink: rgb(0xeceef0), ink2: rgb(0xa9b1b9), ink3: rgb(0x7d868f), grid: rgb(0x23282d),
		kernel: rgb(0x8fdccc), limit: rgb(0xff4d9d), finite: rgb(0xf6f593),
		class:    [4]tone{rgb(0x8ccdf8), rgb(0xffbf73), rgb(0x2cc79a), rgb(0xe39ac4)},
		mode:     [4]tone{rgb(0x56b4e9), rgb(0xe69f00), rgb(0x2cc79a), rgb(0xe39ac4)},
		modeText: [4]tone{rgb(0x56b4e9), rgb(0xe69f00), rgb(0x2cc79a), rgb(0xe39ac4)},
		middle:   rgb(0x1e2328), low: rgb(0xe8861c), high: rgb(0x2f8fd0), depth: .56,
	},
	Projector: {
		page: rgb(0xffffff), ink: rgb(0x0b0d0f), ink2: rgb(0x3b4248), ink3: rgb(0x5b636b), grid: rgb(0xe3e6e9),
		kernel: rgb(0x063d1e), limit: rgb(0xa3005f), finite: rgb(0x80640a),
		class:    [4]tone{rgb(0x06508a), rgb(0xa34e00), rgb(0x00795a), rgb(0xa34a7d)},
		mode:     [4]tone{rgb(0x0072b2), rgb(0xc98500), rgb(0x00795a), rgb(0xb5558c)},
		modeText: [4]tone{rgb(0x0072b2), rgb(0x8f5f00), rgb(0x00795a), rgb(0xa34a7d)},
		middle:   rgb(0xf3f4f5), low: rgb(0xf59322), high: rgb(0x0877bd), depth: .56,
	},
}

func (t Theme) palette() *palette {
	if int(t) >= len(palettes) {
		t = Light
	}
	return &palettes[t]
}

// role returns the colour of a role. On a map a class is a label of the data; on a chart
// it is one of several series.
func (p *palette) role(r sim.Role, class int, square bool) tone {
	switch r {
	case sim.Kernel:
		return p.kernel
	case sim.Limit:
		return p.limit
	case sim.Finite:
		return p.finite
	case sim.Theory, sim.Class:
		if square {
			return p.class[class&3]
		}
		return p.mode[class&3]
	}
	return p.ink
}

// words is role for text.
func (p *palette) words(r sim.Role, class int) tone {
	if r == sim.Theory || r == sim.Class {
		return p.modeText[class&3]
	}
	return p.role(r, class, false)
}
