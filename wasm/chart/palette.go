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

// classes is how many classes have a colour and a shape of their own.
const classes = 10

// kind is the colour and the shape of a class: those of the first ten come again.
func kind(class int) int { return int(uint(class) % classes) }

// A palette holds the colours of a theme. Each pair of text and ground reaches a contrast
// of 4.5, each mark 3, also on the terraces of its own class. Classes are told apart by shape as well; of their colours, neighbours differ
// most, as in a wheel of sectors. All deepest terraces are equally light (Oklab's L is .82,
// in the dark .44), so that no class looks stronger than another.
type palette struct {
	page, ink, ink2, ink3, grid tone
	kernel, limit, finite       tone
	pinned                      tone            // words of the pinned ghost of limit
	class                       [classes]uint32 // 0xrrggbb, as those that follow
	deep                        [classes]uint32 // the deepest terrace of each class
	mode, modeText              [classes]uint32 // Okabe and Ito's, darkened for contrast; then as class
	middle                      tone            // of signed fields
	low, high                   tone            // ends of signed fields
	depth                       float32         // the share of the ends at the deepest band
}

// The classes on white, of the page and of a projector.
var (
	classOnWhite    = [classes]uint32{0x06508a, 0xa34e00, 0x00795a, 0xa34a7d, 0x672dbf, 0x3f4c08, 0xb3123a, 0x0d6780, 0x59245c, 0x5b5650}
	deepOnWhite     = [classes]uint32{0x95c9ff, 0xfbb184, 0x7bdab6, 0xf8a9d2, 0xc8b7ff, 0xbdd156, 0xffa9ad, 0x70d3f6, 0xe7ade9, 0xc9c3bc}
	modeOnWhite     = [classes]uint32{0x0072b2, 0xc98500, 0x00795a, 0xb5558c, 0x672dbf, 0x3f4c08, 0xb3123a, 0x0d6780, 0x59245c, 0x5b5650}
	modeTextOnWhite = [classes]uint32{0x0072b2, 0x8f5f00, 0x00795a, 0xa34a7d, 0x672dbf, 0x3f4c08, 0xb3123a, 0x0d6780, 0x59245c, 0x5b5650}
)

var palettes = [...]palette{
	Light: {
		page: rgb(0xffffff), ink: rgb(0x1c2126), ink2: rgb(0x5b636b), ink3: rgb(0x868e96), grid: rgb(0xeef0f2),
		kernel: rgb(0x14532d), limit: rgb(0xb0186f), finite: rgb(0x856a12), pinned: rgb(0x9a5c7f),
		class:    classOnWhite,
		deep:     deepOnWhite,
		mode:     modeOnWhite,
		modeText: modeTextOnWhite,
		middle:   rgb(0xf3f4f5), low: rgb(0xf59322), high: rgb(0x0877bd), depth: .50,
	},
	Dark: {
		page: rgb(0x15181c), ink: rgb(0xeceef0), ink2: rgb(0xa9b1b9), ink3: rgb(0x7d868f), grid: rgb(0x23282d),
		kernel: rgb(0x8fdccc), limit: rgb(0xff4d9d), finite: rgb(0xf6f593), pinned: rgb(0xc98aa9),
		class:    [classes]uint32{0x8ccdf8, 0xffbf73, 0x2cc79a, 0xe39ac4, 0xa694fd, 0xcdd52f, 0xff8f80, 0x5fe3ea, 0xd48be0, 0xcfcac5},
		deep:     [classes]uint32{0x075981, 0x734701, 0x006249, 0x763b5f, 0x524883, 0x4e5a02, 0x7f3b33, 0x005f63, 0x6a3f72, 0x57514c},
		mode:     [classes]uint32{0x56b4e9, 0xe69f00, 0x2cc79a, 0xe39ac4, 0xa694fd, 0xcdd52f, 0xff8f80, 0x5fe3ea, 0xd48be0, 0xcfcac5},
		modeText: [classes]uint32{0x56b4e9, 0xe69f00, 0x2cc79a, 0xe39ac4, 0xa694fd, 0xcdd52f, 0xff8f80, 0x5fe3ea, 0xd48be0, 0xcfcac5},
		middle:   rgb(0x1e2328), low: rgb(0xe8861c), high: rgb(0x2f8fd0), depth: .56,
	},
	Projector: {
		page: rgb(0xffffff), ink: rgb(0x0b0d0f), ink2: rgb(0x3b4248), ink3: rgb(0x5b636b), grid: rgb(0xe3e6e9),
		kernel: rgb(0x063d1e), limit: rgb(0xa3005f), finite: rgb(0x80640a), pinned: rgb(0x9a5c7f),
		class:    classOnWhite,
		deep:     deepOnWhite,
		mode:     modeOnWhite,
		modeText: modeTextOnWhite,
		middle:   rgb(0xf3f4f5), low: rgb(0xf59322), high: rgb(0x0877bd), depth: .56,
	},
}

func (t Theme) palette() *palette {
	if int(t) >= len(palettes) {
		t = Light
	}
	return &palettes[t]
}

// ofClass returns the colour of a class's marks on a map.
func (p *palette) ofClass(class int) tone { return rgb(p.class[kind(class)]) }

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
			return p.ofClass(class)
		}
		return rgb(p.mode[kind(class)])
	}
	return p.ink
}

// words is role for text.
func (p *palette) words(r sim.Role, class int) tone {
	if r == sim.Theory || r == sim.Class {
		return rgb(p.modeText[kind(class)])
	}
	return p.role(r, class, false)
}

// faded is words for what is pinned.
func (p *palette) faded(r sim.Role, class int) tone {
	if r == sim.Limit {
		return p.pinned
	}
	return p.words(r, class).mix(p.ink2, .5)
}
