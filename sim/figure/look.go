package figure

import (
	"image/color"
	"math"
	"strconv"
	"strings"

	"gonum.org/v1/plot/vg"

	"narrows/sim"
	"narrows/sim/geom"
	"narrows/sim/palette"
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

// The colours are those of the page in its light theme, but for the grid: on paper the
// screen's would vanish.
var (
	light = palette.Of(palette.Light)

	page = opaque(light.Page)
	ink  = opaque(light.Ink)  // what must be read, zero lines, annotations
	ink2 = opaque(light.Ink2) // numbers and quiet words
	ink3 = opaque(light.Ink3) // axes
	grid = opaque(palette.Of(palette.Projector).Grid)
)

func opaque(c palette.Colour) color.NRGBA {
	r, g, b := palette.Parts(c)
	return color.NRGBA{r, g, b, 255}
}

// faint is a colour at an opacity in 0 … 1.
func faint(c color.NRGBA, opacity float64) color.NRGBA {
	c.A = uint8(math.Round(255 * opacity))
	return c
}

// roleColour is the colour of a network, and of other roles that of quiet words.
func roleColour(r sim.Role) color.NRGBA {
	switch r {
	case sim.Kernel:
		return opaque(light.Kernel)
	case sim.Limit:
		return opaque(light.Limit)
	case sim.Finite:
		return opaque(light.Finite)
	}
	return ink2
}

func classColour(class int) color.NRGBA { return opaque(light.Class[palette.Kind(class)]) }

// A series gives the classes of a panel their colours: as on a map, or on a chart of more
// than two those of modes, which are lighter.
type series [palette.Classes]palette.Colour

func (s *series) colour(class int) color.NRGBA { return opaque(s[palette.Kind(class)]) }

func (s *series) line(l *sim.Line) color.NRGBA {
	if l.Role == sim.Class {
		return s.colour(l.Class)
	}
	return roleColour(l.Role)
}

// seriesOf returns the colours of a panel's classes.
func seriesOf(p *sim.Panel) *series {
	most := len(p.Classes) - 1
	for i := range p.Dots {
		for _, c := range p.Dots[i].Class {
			if !p.Dots[i].Ring {
				most = max(most, int(c))
			}
		}
	}
	for i := range p.Lines {
		if p.Lines[i].Role == sim.Class {
			most = max(most, p.Lines[i].Class)
		}
	}
	if most < 2 || p.Square || p.Solid || fielded(p) {
		return (*series)(&light.Class)
	}
	return (*series)(&light.Mode)
}

// number writes a number as figures do: with all its digits, a true minus, and commas between
// thousands.
func number(x float64) string {
	if a := math.Abs(x); a != 0 && (a < 1e-4 || a >= 1e6) {
		sign := ""
		if x < 0 {
			sign = "−"
		}
		return sign + strconv.FormatFloat(a, 'g', 10, 64)
	}
	_, fraction, _ := strings.Cut(strconv.FormatFloat(x, 'f', -1, 64), ".")
	return geom.Number(x, len(fraction))
}
