package figure

import (
	"image/color"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"narrows/sim"
	"narrows/sim/geom"
	"narrows/sim/palette"
)

// The key of a graph's nodes stands under the shapes of its classes, as on the page: rings at the left,
// with the deviations that they stand for, and colours at the right.
const (
	beliefLong = 128 * px
	beliefRest = 66 * px // what the words of the rings need beside it
)

// keyRings are the deviations of the rings in a key, their radii and that of the nodes within.
func keyRings(d *sim.Dots) (values [2]float64, radii [2]vg.Length, node vg.Length) {
	size := sizeOf(d, 0)
	for i := range d.Size {
		size = min(size, sizeOf(d, i))
	}
	values = geom.RingNumbers(d.Unit)
	for i, v := range values {
		radii[i] = ringRadius(size, v/d.Unit)
	}
	return values, radii, nodeRadius * vg.Length(size)
}

func nodesHeight(d *sim.Dots) vg.Length {
	_, radii, _ := keyRings(d)
	return 2*radii[1] + 5*px
}

// drawNodesKey draws the key below a height, within the width of a plotting area.
func drawNodesKey(c draw.Canvas, p *sim.Panel, d *sim.Dots, inner draw.Canvas, top vg.Length) {
	small := style(tickSize, false, ink2)
	values, radii, node := keyRings(d)
	y := top - radii[1]
	x := inner.Min.X + px
	for i, v := range values {
		at := vg.Point{X: x + radii[i], Y: y}
		outline(c, 0, at, radii[i], draw.LineStyle{Color: ink3, Width: px})
		disc(c, at, node, opaque(light.Rule))
		x += 2*radii[i] + 3.5*px
		write(c, small, vg.Point{X: x, Y: y - 4*px}, geom.RingText(v))
		x += width(small, geom.RingText(v)) + 8*px
	}
	limit := inner.Max.X
	if left := drawBeliefs(c, p, x, limit, y); left < limit {
		limit = left - 14*px
	}
	x -= 3 * px
	for _, lines := range geom.RingWords {
		if x+max(width(small, lines[0]), width(small, lines[1])) > limit {
			continue
		}
		base := y - 4*px
		if lines[1] != "" {
			base += 6.5 * px
		}
		write(c, small, vg.Point{X: x, Y: base}, lines[0])
		write(c, small, vg.Point{X: x, Y: base - 13*px}, lines[1])
		return
	}
}

// drawBeliefs draws how colour grows with belief between two abscissas, of two classes from one to
// the other, and returns where it begins: at the end if there is no room. For more classes, which have
// a colour each, it says in words what colours are.
func drawBeliefs(c draw.Canvas, p *sim.Panel, from, limit, y vg.Length) (left vg.Length) {
	small := style(tickSize, false, ink2)
	room := limit - from - beliefRest
	if len(p.Classes) != 2 {
		const colours = "colour: the belief"
		if width(small, colours) > room {
			return limit
		}
		writeRight(c, small, vg.Point{X: limit, Y: y - 4*px}, colours)
		return limit - width(small, colours)
	}
	long := min(room, beliefLong)
	sure, a, b, ok := geom.BeliefWords(p.Classes[0], p.Classes[1], func(sure, a, b string) bool { return width(small, sure+a)+width(small, b)+9*px <= long })
	if !ok {
		return limit
	}
	left = limit - long
	base := y + 3*px
	low, high := palette.Beliefs(light, 0), palette.Beliefs(light, 1)
	n := len(low)
	cell := long / vg.Length(2*n)
	box := func(i int, colour color.Color) {
		c.SetColor(colour)
		c.Fill(vg.Rectangle{Min: vg.Point{X: left + cell*vg.Length(i), Y: base}, Max: vg.Point{X: left + cell*vg.Length(i+1), Y: base + keyHigh}}.Path())
	}
	for i := range n {
		box(i, opaque(low[n-1-i]))
		box(n+i, opaque(high[i]))
	}
	middle := left + long/2
	c.StrokeLine2(draw.LineStyle{Color: ink, Width: 1.5 * px}, middle, base-2*px, middle, base+keyHigh+2*px)
	write(c, small, vg.Point{X: left, Y: base - 12*px}, sure+a)
	writeRight(c, small, vg.Point{X: limit, Y: base - 12*px}, b)
	return left
}
