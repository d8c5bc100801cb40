package figure

import (
	"image"
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"narrows/sim"
)

// scores interpolates the score of each class that a ByClass field has anywhere: at a
// sample its lead if it is the first there, minus the lead if it is not.
func scores(cells *sim.Cells) (classes []int, fields []lattice) {
	leads := make([]float32, len(cells.Values))
	first := make([]int, len(cells.Values))
	there := map[int]bool{}
	for i, v := range cells.Values {
		class, m := sim.LeadOf(v)
		first[i], leads[i] = max(class, 0), m
		there[first[i]] = true
	}
	for class := range 256 {
		if !there[class] {
			continue
		}
		own := *cells
		own.Values = make([]float32, len(leads))
		for i, m := range leads {
			own.Values[i] = m
			if first[i] != class {
				own.Values[i] = -m
			}
		}
		classes, fields = append(classes, class), append(fields, refinedBy(&own, joined))
	}
	return classes, fields
}

// drawSectors paints a field by the class that leads, in terraces of its lead, and with
// Zero the lines on which two classes are level.
func drawSectors(c draw.Canvas, cells *sim.Cells, to func(x, y float64) vg.Point) {
	classes, fields := scores(cells)
	const side, sub = 480, 2 // pixels, and samples along each
	unit := unitOf(cells)
	m := image.NewNRGBA(image.Rect(0, 0, side, side))
	for y := range side {
		for x := range side {
			var red, green, blue int
			for k := range sub * sub {
				u := (float64(x) + (float64(k%sub)+0.5)/sub) / side
				v := 1 - (float64(y)+(float64(k/sub)+0.5)/sub)/side
				p := leadColour(classes, fields, u, v, unit)
				red, green, blue = red+int(p.R), green+int(p.G), blue+int(p.B)
			}
			m.SetNRGBA(x, y, color.NRGBA{uint8(red / sub / sub), uint8(green / sub / sub), uint8(blue / sub / sub), 255})
		}
	}
	drawPixels(c, cells, to, m)
	drawZero(c, cells, to)
}

// leadColour is the colour at (x, y) in 0 … 1.
func leadColour(classes []int, fields []lattice, x, y, unit float64) color.NRGBA {
	best, first, second := 0, math.Inf(-1), math.Inf(-1)
	for k := range fields {
		if v := fields[k].at(x, y); v > first {
			best, first, second = k, v, first
		} else {
			second = max(second, v)
		}
	}
	lead := first
	if len(fields) > 1 {
		lead = (first - second) / 2
	}
	terraces := light.Terraces(classes[best])
	return opaque(terraces[max(bandOf(lead/unit)-len(terraces), 0)])
}

// at is the bilinear value at (x, y) in 0 … 1.
func (g lattice) at(x, y float64) float64 {
	ax, ay := x*float64(g.w-1), y*float64(g.h-1)
	i, j := min(int(ax), g.w-2), min(int(ay), g.h-2)
	u, v := ax-float64(i), ay-float64(j)
	a := g.v[j*g.w+i:]
	b := a[g.w:]
	return (1-v)*((1-u)*a[0]+u*a[1]) + v*((1-u)*b[0]+u*b[1])
}
