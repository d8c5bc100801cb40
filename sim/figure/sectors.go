package figure

import (
	"image"
	"image/color"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"narrows/sim"
	"narrows/sim/geom"
	"narrows/sim/palette"
)

// drawSectors paints a field by the class that leads, in terraces of its lead, and with
// Zero the lines on which two classes are level.
func drawSectors(c draw.Canvas, cells *sim.Cells, to func(x, y float64) vg.Point) {
	var sectors geom.Sectors
	sectors.Refine(cells, refine)
	const side, sub = 480, 2 // pixels, and samples along each
	unit := geom.Unit(cells)
	m := image.NewNRGBA(image.Rect(0, 0, side, side))
	for y := range side {
		for x := range side {
			var red, green, blue int
			for k := range sub * sub {
				u := (float64(x) + (float64(k%sub)+0.5)/sub) / side
				v := 1 - (float64(y)+(float64(k/sub)+0.5)/sub)/side
				p := leadColour(&sectors, u, v, unit)
				red, green, blue = red+int(p.R), green+int(p.G), blue+int(p.B)
			}
			m.SetNRGBA(x, y, color.NRGBA{uint8(red / sub / sub), uint8(green / sub / sub), uint8(blue / sub / sub), 255})
		}
	}
	drawPixels(c, cells, to, m)
	drawZero(c, cells, to)
}

// leadColour is the colour at (x, y) in 0 … 1.
func leadColour(s *geom.Sectors, x, y, unit float64) color.NRGBA {
	class, lead := geom.Leader(s, float32(x)*float32(s.NX-1), float32(y)*float32(s.NY-1))
	terraces := palette.Terraces(light, class)
	return opaque(terraces[max(palette.Band(palette.Steps[:], lead/float32(unit))-len(terraces), 0)])
}
