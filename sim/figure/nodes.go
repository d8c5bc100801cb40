package figure

import (
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"narrows/sim"
	"narrows/sim/palette"
)

// What a node measures, as on the page.
const (
	nodeRadius = 6.6 * px
	nodeEdge   = 1.3 * px
	boldEdge   = 2.5 * px // more of it for each size more than 1
	ringGap    = 1.6 * px
	ringUnit   = 24 * px // of a spread of 1
	mostRing   = 1.2     // a wider one would hide what is around it
)

// drawRings draws the rings around nodes, below all of them.
func drawRings(c draw.Canvas, d *sim.Dots, to func(x, y float64) vg.Point) {
	for i := range min(len(d.X), len(d.Y), len(d.Spread)) {
		at, ok := pointAt(to, d.X[i], d.Y[i])
		if !ok || !c.Contains(at) || !(d.Spread[i] >= 0) {
			continue
		}
		r := ringRadius(sizeOf(d, i), float64(d.Spread[i]))
		solid(c, 0, at, r, faint(page, 0.55))
		outline(c, 0, at, r, draw.LineStyle{Color: ink3, Width: px})
	}
}

// ringRadius is that of the ring of a spread around a node of a size.
func ringRadius(size, spread float64) vg.Length {
	return nodeRadius*vg.Length(size) + ringGap + ringUnit*vg.Length(min(spread, mostRing))
}

// drawNode draws one: the truth is its shape and its edge, the belief what fills it.
func drawNode(c draw.Canvas, d *sim.Dots, i, class int, at vg.Point) {
	size := sizeOf(d, i)
	belief := light.Middle
	if guess, margin := sim.LeadOf(d.Lead[i]); guess >= 0 {
		belief = palette.Belief(light, guess, float64(margin))
	}
	r, edge := nodeRadius*vg.Length(size), nodeEdge+boldEdge*vg.Length(max(size-1, 0))
	solid(c, class, at, r, opaque(light.Class[palette.Kind(class)]))
	solid(c, class, at, r-edge, opaque(belief))
}

// sizeOf is how many times as large as others the i-th of some dots is.
func sizeOf(d *sim.Dots, i int) float64 {
	if i < len(d.Size) && d.Size[i] > 0 {
		return min(float64(d.Size[i]), 4)
	}
	return 1
}
