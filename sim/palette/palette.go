// Package palette is the one table of colours: by role, class, value and theme, for the
// screen, for paper and for the style sheet of the page. It knows nothing of pixels, canvases
// or the sheet's selectors.
package palette

import "math"

// A Colour is 0xrrggbb.
type Colour uint32

// Parts returns red, green and blue.
func Parts(c Colour) (r, g, b uint8) { return uint8(c >> 16), uint8(c >> 8), uint8(c) }

// Mix returns c with the share s of o.
func Mix(c, o Colour, s float64) Colour {
	part := func(shift int) Colour {
		a, b := float64(c>>shift&255), float64(o>>shift&255)
		return Colour(a+(b-a)*s+.5) << shift
	}
	return part(16) | part(8) | part(0)
}

// A Theme is a set of colours.
type Theme uint8

const (
	Light Theme = iota
	Dark
	Projector
)

// Classes is how many classes have a colour and a shape of their own.
const Classes = 10

// Kind is the colour of a class: those of the first ten come again.
func Kind(class int) int { return int(uint(class) % Classes) }

// Kinds is how many classes can be told from each other, by colour and shape.
const Kinds = 2 * Classes

// Shape is the shape of a class: that of its colour for the first ten, and the next one for ten more whose colours come again,
// so that the eleventh is not taken for the first.
func Shape(class int) int {
	kind := uint(class) % Kinds
	return int((kind + kind/Classes) % Classes)
}

// A Palette holds the colours of a theme. Each pair of text and ground reaches a contrast
// of 4.5, each mark 3, also on the terraces of its own class. Classes are told apart by shape
// as well; of their colours, neighbours differ most, as in a wheel of sectors. All deepest
// terraces are equally light (Oklab's L is .82, in the dark .44), so that no class looks
// stronger than another.
type Palette struct {
	Page, Ink, Ink2, Ink3, Rule, Grid Colour
	Kernel, Limit, Finite             Colour
	Pinned                            Colour // words of the pinned ghost of limit
	Focus, Passed, Failed             Colour // of the page's controls and read-outs
	Class                             [Classes]Colour
	Deep                              [Classes]Colour // the deepest terrace of each class
	Mode, ModeText                    [Classes]Colour // Okabe and Ito's, darkened for contrast; then as Class
	Middle, Low, High                 Colour          // of signed fields: nought, and the ends
	Depth                             float64         // the share of the ends at the deepest band
}

// The classes on white, of the page and of a projector.
var (
	classOnWhite    = [Classes]Colour{0x06508a, 0xa34e00, 0x00795a, 0xa34a7d, 0x672dbf, 0x3f4c08, 0xb3123a, 0x0d6780, 0x59245c, 0x5b5650}
	deepOnWhite     = [Classes]Colour{0x95c9ff, 0xfbb184, 0x7bdab6, 0xf8a9d2, 0xc8b7ff, 0xbdd156, 0xffa9ad, 0x70d3f6, 0xe7ade9, 0xc9c3bc}
	modeOnWhite     = [Classes]Colour{0x0072b2, 0xc98500, 0x00795a, 0xb5558c, 0x672dbf, 0x3f4c08, 0xb3123a, 0x0d6780, 0x59245c, 0x5b5650}
	modeTextOnWhite = [Classes]Colour{0x0072b2, 0x8f5f00, 0x00795a, 0xa34a7d, 0x672dbf, 0x3f4c08, 0xb3123a, 0x0d6780, 0x59245c, 0x5b5650}
)

// Themes are the palettes by Theme.
var Themes = [...]Palette{
	Light: {
		Page: 0xffffff, Ink: 0x1c2126, Ink2: 0x5b636b, Ink3: 0x868e96, Rule: 0xd9dde1, Grid: 0xeef0f2,
		Kernel: 0x14532d, Limit: 0xb0186f, Finite: 0x856a12, Pinned: 0x9a5c7f,
		Focus: 0x0877bd, Passed: 0x14532d, Failed: 0xa34e00,
		Class: classOnWhite, Deep: deepOnWhite, Mode: modeOnWhite, ModeText: modeTextOnWhite,
		Middle: 0xf3f4f5, Low: 0xf59322, High: 0x0877bd, Depth: .50,
	},
	Dark: {
		Page: 0x15181c, Ink: 0xeceef0, Ink2: 0xa9b1b9, Ink3: 0x7d868f, Rule: 0x363c43, Grid: 0x23282d,
		Kernel: 0x8fdccc, Limit: 0xff4d9d, Finite: 0xf6f593, Pinned: 0xc98aa9,
		Focus: 0x8ccdf8, Passed: 0x8fdccc, Failed: 0xffbf73,
		Class:    [Classes]Colour{0x8ccdf8, 0xffbf73, 0x2cc79a, 0xe39ac4, 0xa694fd, 0xcdd52f, 0xff8f80, 0x5fe3ea, 0xd48be0, 0xcfcac5},
		Deep:     [Classes]Colour{0x075981, 0x734701, 0x006249, 0x763b5f, 0x524883, 0x4e5a02, 0x7f3b33, 0x005f63, 0x6a3f72, 0x57514c},
		Mode:     [Classes]Colour{0x56b4e9, 0xe69f00, 0x2cc79a, 0xe39ac4, 0xa694fd, 0xcdd52f, 0xff8f80, 0x5fe3ea, 0xd48be0, 0xcfcac5},
		ModeText: [Classes]Colour{0x56b4e9, 0xe69f00, 0x2cc79a, 0xe39ac4, 0xa694fd, 0xcdd52f, 0xff8f80, 0x5fe3ea, 0xd48be0, 0xcfcac5},
		Middle:   0x1e2328, Low: 0xe8861c, High: 0x2f8fd0, Depth: .56,
	},
	Projector: {
		Page: 0xffffff, Ink: 0x0b0d0f, Ink2: 0x3b4248, Ink3: 0x5b636b, Rule: 0xb9c0c6, Grid: 0xe3e6e9,
		Kernel: 0x063d1e, Limit: 0xa3005f, Finite: 0x80640a, Pinned: 0x9a5c7f,
		Focus: 0x0877bd, Passed: 0x14532d, Failed: 0xa34e00,
		Class: classOnWhite, Deep: deepOnWhite, Mode: modeOnWhite, ModeText: modeTextOnWhite,
		Middle: 0xf3f4f5, Low: 0xf59322, High: 0x0877bd, Depth: .56,
	},
}

// Of returns the palette of a theme, Light's of one that is none.
func Of(t Theme) *Palette {
	if int(t) >= len(Themes) {
		t = Light
	}
	return &Themes[t]
}

// Steps are the values at which the bands of signed fields end, in units of Cells.Unit; fixed,
// so that a growing field shows as more terraces.
var Steps = [...]float32{-16, -8, -4, -2, -1, -.5, 0, .5, 1, 2, 4, 8, 16}

// half is how many bands there are on each side of nought.
const half = (len(Steps) + 1) / 2

// Bands returns the colours below, between and above the Steps.
func Bands(p *Palette) (b [len(Steps) + 1]Colour) {
	for k := range half {
		b[half-1-k] = Mix(p.Middle, p.Low, p.share(float64(k)))
		b[half+k] = Mix(p.Middle, p.High, p.share(float64(k)))
	}
	return b
}

// Ends appends the values at which the bands of a signed field end: some levels to either side of nought, or, if there
// are none, the Steps of a unit.
func Ends(ends []float32, levels []float64, unit float64) []float32 {
	for i := range levels {
		ends = append(ends, -float32(levels[len(levels)-1-i]))
	}
	for _, v := range levels {
		ends = append(ends, float32(v))
	}
	if len(levels) == 0 {
		for _, s := range Steps {
			ends = append(ends, s*float32(unit))
		}
	}
	return ends
}

// Shades appends the colours below, between and above the Ends of n levels: those of the Bands if there are none, else
// from the palest to the darkest of them evenly, with nought in the middle, and classes themselves beyond the last level.
func Shades(shades []Colour, p *Palette, n int) []Colour {
	if n == 0 {
		b := Bands(p)
		return append(shades, b[:]...)
	}
	share := func(j int) float64 {
		if n == 2 {
			return p.share(float64(half) / 2)
		}
		return p.share(1 + float64(half-2)*float64(j-1)/float64(n-2))
	}
	shades = append(shades, p.Class[1])
	for j := n - 1; j > 0; j-- {
		shades = append(shades, Mix(p.Middle, p.Low, share(j)))
	}
	shades = append(shades, p.Middle)
	for j := 1; j < n; j++ {
		shades = append(shades, Mix(p.Middle, p.High, share(j)))
	}
	return append(shades, p.Class[0])
}

// Band is how many of some Ends a value has passed.
func Band(ends []float32, v float32) (band int) {
	for band < len(ends) && v >= ends[band] {
		band++
	}
	return band
}

// Terraces returns the colours of a class's lead: below the first Step above nought, and from
// each of those on.
func Terraces(p *Palette, class int) (b [half]Colour) {
	for k := range b {
		b[k] = Mix(p.Middle, p.Deep[Kind(class)], p.share(float64(k))/p.share(float64(half-1)))
	}
	return b
}

// margins are where beliefs of more margin have another colour, and saturation the share of the
// class in each.
var (
	margins    = [...]float64{.06, .15, .3, .5, .75}
	saturation = [...]float64{.10, .30, .50, .70, .86, 1}
)

// Belief returns the colour of what is taken for a class by a margin of 0 … 1 over the next.
func Belief(p *Palette, class int, margin float64) Colour {
	step := 0
	for step < len(margins) && margin >= margins[step] {
		step++
	}
	return Beliefs(p, class)[step]
}

// Beliefs returns the colours of a class by its margin, from none on.
func Beliefs(p *Palette, class int) (b [len(saturation)]Colour) {
	full := p.Mode[Kind(class)]
	switch Kind(class) { // the first two have the sides of signed fields
	case 0:
		full = p.High
	case 1:
		full = p.Low
	}
	for i, s := range saturation {
		b[i] = Mix(p.Middle, full, s)
	}
	return b
}

// share is how much the k-th band from the middle has of the end of its side.
func (p *Palette) share(k float64) float64 {
	return p.Depth*math.Pow(k/float64(half-1), .8) + .05
}

// cividis by Nuñez, Anderton and Renslow (2018), doi:10.1371/journal.pone.0199239, at ten
// equal steps.
var cividis = [...]Colour{
	0x00204d, 0x00336f, 0x39486b, 0x575c6d, 0x707173, 0x8a8779, 0xa69d75, 0xc4b56c, 0xe4cf5b, 0xffea46,
}

// Sequential returns the colour at t in 0 … 1; what is not a number is at 0.
func Sequential(t float64) Colour {
	if !(t > 0) {
		t = 0
	}
	at := min(t, 1) * float64(len(cividis)-1)
	i := min(int(at), len(cividis)-2)
	return Mix(cividis[i], cividis[i+1], at-float64(i))
}
