package chart

import (
	"math"
	"strconv"
	"strings"

	"narrows/sim"
)

// shorter are the words of straits and curves where there is no room for them in full.
var shorter = strings.NewReplacer("infinitely wide", "infinite", "through ", "")

// strait draws the networks as they are: wide, narrow, wide.
func (c *Chart) strait(s *sim.Strait, l Look) {
	at, z := c.figure.strait, c.figure.zoom
	if s.Units <= 0 || at.half == 0 {
		return
	}
	units := float64(s.Units)
	if l.Waist > 0 {
		units = l.Waist
	}
	waist := min(1.3*math.Sqrt(units/2)*z, at.half) // area ∝ units
	tip := 2.3 * z
	if s.Kernel {
		c.hull(at, func(t float64) float64 {
			return tip*2 + (at.half+at.off-tip*2)*rise(min(t/.92, 1))
		}, func(t float64) float64 { return at.half + at.off }, false)
		c.pen.stroke(c.path, 1.25*z, c.pen.pal.kernel, .75, .75)
	}
	c.hull(at, func(t float64) float64 { return tip + (at.half-tip)*rise(t) },
		func(t float64) float64 { return waist + (at.half-waist)*rise(t) }, true)
	n := len(c.path) / 2
	c.low = append(c.low[:0], c.path[n:len(c.path)-1]...)
	for i, j := 0, len(c.low)-1; i < j; i, j = i+1, j-1 {
		c.low[i], c.low[j] = c.low[j], c.low[i]
	}
	c.pen.ribbon(c.path[:n], c.low, c.pen.pal.limit.at(.14))
	if s.Width > 1 {
		c.lens(at, s.Width)
	}
	c.pen.stroke(c.path, 1.25*z, c.pen.pal.limit, 1, 1)
	c.straitWords(s, at)
}

// rise goes smoothly from 0 at t = 0 to 1 at t = 1.
func rise(t float64) float64 { return (1 - math.Cos(math.Pi*t)) / 2 }

// hull makes the outline of a body that is outer(t) high from its ends (t = 0) to where
// it swells (t = 1), and inner(t) from the waist to there. A closed one ends with the
// point it began with; an open one has no ends, only its two sides.
func (c *Chart) hull(at straitAt, outer, inner func(t float64) float64, closed bool) {
	const pieces = 14
	c.path = c.path[:0]
	half := func(i int) (x, h float64) {
		switch {
		case i <= pieces:
			t := float64(i) / pieces
			return at.x0 + (at.waist-at.x0)/2*t, outer(t)
		case i <= 2*pieces:
			t := float64(2*pieces-i) / pieces
			return at.waist - (at.waist-at.x0)/2*t, inner(t)
		case i <= 3*pieces:
			t := float64(i-2*pieces) / pieces
			return at.waist + (at.x1-at.waist)/2*t, inner(t)
		}
		t := float64(4*pieces-i) / pieces
		return at.x1 - (at.x1-at.waist)/2*t, outer(t)
	}
	for i := 0; i <= 4*pieces; i++ {
		x, h := half(i)
		c.path = append(c.path, point{float32(x), float32(at.y - h)})
	}
	if !closed {
		c.path = append(c.path, gap)
	}
	for i := 4 * pieces; i >= 0; i-- {
		x, h := half(i)
		c.path = append(c.path, point{float32(x), float32(at.y + h)})
	}
	if closed {
		c.path = append(c.path, c.path[0])
	}
}

// lens draws the finite network inside the body: a lens in each wide part, whose height
// grows with the logarithm of its width.
func (c *Chart) lens(at straitAt, width int) {
	z := c.figure.zoom
	// Half as high as the body at width 16, where it still holds the words; 0.82 at 4096.
	h := max(at.half*min(.5+.04*math.Log2(float64(width)/16), .92), 2*z)
	for _, ends := range [...][2]float64{{at.x0, at.waist}, {at.waist, at.x1}} {
		c.low = c.low[:0]
		const pieces = 16
		for i := 0; i <= 2*pieces; i++ {
			t := min(float64(i), float64(2*pieces-i)) / pieces
			x := ends[0] + (ends[1]-ends[0])*(.06+.88*t)
			y := h * math.Sqrt(rise(2*min(t, 1-t)))
			if i > pieces {
				y = -y
			}
			c.low = append(c.low, point{float32(x), float32(at.y - y)})
		}
		c.pen.stroke(c.low, 1*z, c.pen.pal.finite, .85, .85)
	}
}

func (c *Chart) straitWords(s *sim.Strait, at straitAt) {
	z, pal := c.figure.zoom, c.pen.pal
	plain := style{weight: regular, size: 12 * z, tone: pal.ink}
	slanted := style{weight: italic, size: 13 * z, tone: pal.ink}
	base, away := at.y+4.3*z, 8.5*z
	if at.x0 < 30*z { // at the very edge of the figure
		away = 6 * z
	}
	c.pen.text(&c.setter, s.In, at.x0-away, base, end, slanted)
	c.pen.text(&c.setter, s.Out, at.x1+away, base, start, slanted)
	c.swell(s.Left, (at.x0+at.waist)/2, at.waist-at.x0, base, plain)
	c.swell(s.Right, (at.x1+at.waist)/2, at.x1-at.waist, base, plain)
	if c.counted != s.Units {
		c.counted, c.units = s.Units, strconv.Itoa(s.Units)+" units"
		if s.Units == 1 {
			c.units = "1 unit"
		}
	}
	c.pen.text(&c.setter, c.units, at.waist, at.y-5*z, middle,
		style{weight: semibold, size: 12 * z, tone: pal.limit, halo: 0})
}

// swell sets words in a wide part, shorter ones or none where it is short.
func (c *Chart) swell(text string, x, length, base float64, s style) {
	if c.pen.measure(&c.setter, text, s) > .56*length {
		text = shorter.Replace(text)
	}
	if c.pen.measure(&c.setter, text, s) <= .56*length {
		c.pen.text(&c.setter, text, x, base, middle, s)
	}
}
