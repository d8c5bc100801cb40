package figure

import (
	"image/color"
	"math"
	"strconv"

	"gonum.org/v1/plot/vg"

	"narrows/sim"
)

// px is a pixel of the page's figure in print: a map of 298 pixels is 7.6 cm wide, and two
// stand side by side on a page.
const px vg.Length = 0.72

// Widths and heights of the plotting areas.
const (
	mapSide     = 298 * px
	chartWidth  = 314 * px
	chartHeight = 215 * px
)

// The colours are those of the page in its light theme.
var (
	page = hex(0xffffff)
	ink  = hex(0x1c2126) // what must be read, zero lines, annotations
	ink2 = hex(0x5b636b) // numbers and quiet words
	ink3 = hex(0x868e96) // axes
	grid = hex(0xe3e6e9) // on paper the screen's grid would vanish
)

var roleColours = [...]color.NRGBA{
	sim.Data:   ink2,
	sim.Kernel: hex(0x14532d),
	sim.Limit:  hex(0xb0186f),
	sim.Finite: hex(0x856a12),
	sim.Theory: ink2,
	sim.Class:  ink2,
}

// A class has its colour and shape. Of two, the first is where a field is positive; of more,
// maps have darker colours, for fields are below. Charts begin in the order of Okabe and
// Ito, darkened for print.
var (
	twoClasses  = []color.NRGBA{hex(0x06508a), hex(0xa34e00)}
	mapClasses  = append([]color.NRGBA{hex(0x06508a), hex(0xa34e00), hex(0x00795a), hex(0xa34a7d)}, moreClasses...)
	manyClasses = append([]color.NRGBA{hex(0x0072b2), hex(0xc98500), hex(0x00795a), hex(0xb5558c)}, moreClasses...)
	moreClasses = []color.NRGBA{hex(0x672dbf), hex(0x3f4c08), hex(0xb3123a), hex(0x0d6780), hex(0x59245c), hex(0x5b5650)}
)

// deepest is the colour of each class where it leads by most; all are equally light.
var deepest = []color.NRGBA{
	hex(0x95c9ff), hex(0xfbb184), hex(0x7bdab6), hex(0xf8a9d2), hex(0xc8b7ff),
	hex(0xbdd156), hex(0xffa9ad), hex(0x70d3f6), hex(0xe7ade9), hex(0xc9c3bc),
}

// sectorColour is the colour of a band of a class's lead: 0 from nought on, 6 beyond the
// last end.
func sectorColour(class, band int) color.NRGBA {
	t := (0.50*math.Pow(float64(band)/6, 0.8) + 0.05) / 0.55
	return mix(hex(0xf3f4f5), deepest[class%len(deepest)], t)
}

// classColours are the colours of a panel's classes, by how many it has.
func classColours(p *sim.Panel) []color.NRGBA {
	most := len(p.Classes) - 1
	see := func(classes []uint8) {
		for _, c := range classes {
			most = max(most, int(c))
		}
	}
	for i := range p.Dots {
		if !p.Dots[i].Ring {
			see(p.Dots[i].Class)
		}
	}
	for i := range p.Tiles {
		see(p.Tiles[i].Class)
		see(p.Tiles[i].Guess)
	}
	for i := range p.Cells {
		c := &p.Cells[i]
		see(c.Bars)
		for _, v := range c.Values {
			if c.Smooth && c.Scale == sim.ByClass && v > float32(most+1) && v < 256 {
				most = int(v)
			}
		}
	}
	for i := range p.Lines {
		if p.Lines[i].Role == sim.Class {
			most = max(most, p.Lines[i].Class)
		}
	}
	switch {
	case most < 2:
		return twoClasses
	case p.Square || p.Solid:
		return mapClasses
	}
	return manyClasses
}

func classColour(class int, colours []color.NRGBA) color.NRGBA {
	return colours[uint(class)%uint(len(colours))]
}

func lineColour(l *sim.Line, classes []color.NRGBA) color.NRGBA {
	if l.Role == sim.Class {
		return classColour(l.Class, classes)
	}
	return roleColours[l.Role]
}

// bands are the ends of the bands of a signed field, in its unit.
var bands = [...]float64{0.5, 1, 2, 4, 8, 16}

// signedColour is the colour of a band on one side of zero: 0 from zero on, 6 beyond the
// last end.
func signedColour(band int, positive bool) color.NRGBA {
	t := 0.50*math.Pow(float64(band)/6, 0.8) + 0.05
	end := hex(0xf59322)
	if positive {
		end = hex(0x0877bd)
	}
	return mix(hex(0xf3f4f5), end, t)
}

// cividisStops are ten equidistant colours of cividis (Nuñez, Anderton, Renslow 2018,
// doi:10.1371/journal.pone.0199239).
var cividisStops = [...]color.NRGBA{
	hex(0x00224e), hex(0x123570), hex(0x3b496c), hex(0x575d6d), hex(0x707173),
	hex(0x8a8678), hex(0xa59c74), hex(0xc3b369), hex(0xe1cc55), hex(0xfee838),
}

// cividis is the colour at t in 0 … 1; NaN is that of the page.
func cividis(t float64) color.NRGBA {
	if math.IsNaN(t) {
		return page
	}
	at := min(max(t, 0), 1) * float64(len(cividisStops)-1)
	i := min(int(at), len(cividisStops)-2)
	return mix(cividisStops[i], cividisStops[i+1], at-float64(i))
}

func mix(a, b color.NRGBA, t float64) color.NRGBA {
	part := func(a, b uint8) uint8 { return uint8(math.Round(float64(a) + t*(float64(b)-float64(a)))) }
	return color.NRGBA{part(a.R, b.R), part(a.G, b.G), part(a.B, b.B), 255}
}

// faint is a colour at an opacity in 0 … 1.
func faint(c color.NRGBA, opacity float64) color.NRGBA {
	c.A = uint8(math.Round(255 * opacity))
	return c
}

func hex(rgb uint32) color.NRGBA {
	return color.NRGBA{uint8(rgb >> 16), uint8(rgb >> 8), uint8(rgb), 255}
}

// number writes a number as figures do: a true minus, commas between thousands.
func number(x float64) string {
	if x == 0 {
		return "0"
	}
	text := strconv.FormatFloat(math.Abs(x), 'g', 10, 64)
	if a := math.Abs(x); a >= 1e-4 && a < 1e6 {
		text = strconv.FormatFloat(a, 'f', -1, 64)
	}
	if whole := math.Trunc(math.Abs(x)); whole >= 1000 && whole < 1e6 {
		n := len(strconv.Itoa(int(whole))) - 3
		text = text[:n] + "," + text[n:]
	}
	if x < 0 {
		text = "−" + text
	}
	return text
}
