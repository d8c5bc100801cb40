package chart

import (
	"math"

	"narrows/sim"
	"narrows/sim/geom"
)

// A ground is where a panel of two axes is drawn, and what is where on it.
type ground struct {
	panel int
	rect  Rect
	x, y  geom.Scale
}

func (r Rect) holds(x, y float64) bool {
	return x >= r.X && x <= r.X+r.W && y >= r.Y && y <= r.Y+r.H
}

// value is what the axes say at a place, or where that lies outside at the edge next to it.
func (g *ground) value(x, y float64) (X, Y float64) {
	r := g.rect
	return g.x.Value(min(max(x, r.X), r.X+r.W)), g.y.Value(min(max(y, r.Y), r.Y+r.H))
}

// Ground returns the panel of two axes of the last scene at a place, in CSS pixels from the figure's top
// left, by its index in Frame.Panels, and what its axes say there. ok is false if there is none.
func (c *Chart) Ground(x, y float64) (panel int, X, Y float64, ok bool) {
	for i := range c.grounds {
		if g := &c.grounds[i]; g.rect.holds(x, y) {
			X, Y = g.value(x, y)
			return g.panel, X, Y, true
		}
	}
	return 0, 0, 0, false
}

// On returns what the axes of a panel of the last scene say at a place, of one outside at the panel's
// edge next to it.
func (c *Chart) On(panel int, x, y float64) (X, Y float64, ok bool) {
	g := c.groundOf(panel)
	if g == nil {
		return 0, 0, false
	}
	X, Y = g.value(x, y)
	return X, Y, true
}

// Part returns where a share of a panel lies, (0, 0) being its top left and (1, 1) its bottom right.
func (c *Chart) Part(panel int, sx, sy float64) (x, y float64, ok bool) {
	g := c.groundOf(panel)
	if g == nil {
		return 0, 0, false
	}
	return g.rect.X + sx*g.rect.W, g.rect.Y + sy*g.rect.H, true
}

func (c *Chart) groundOf(panel int) *ground {
	for i := range c.grounds {
		if c.grounds[i].panel == panel {
			return &c.grounds[i]
		}
	}
	return nil
}

// MarkAt returns the dot of the last scene nearest to a place, within reach of a finger, of which a function
// of its panel and its Key wants to know, whatever else is there.
func (c *Chart) MarkAt(x, y float64, wanted func(panel int, key sim.Key) bool) (m Mark, ok bool) {
	best, found := float64(reach), -1
	for i := range c.hits.dots {
		d := &c.hits.dots[i]
		of := &c.hits.crowds[d.crowd]
		if l := math.Hypot(float64(d.at.x)-x, float64(d.at.y)-y); l <= best && wanted(of.panel, sim.Key{Of: of.Of, ID: int(d.id)}) {
			best, found = l, i
		}
	}
	if found < 0 {
		return Mark{}, false
	}
	return c.markOf(&c.hits.dots[found]), true
}
