package chart

import (
	"cmp"
	"math"
	"slices"

	"narrows/sim"
	"narrows/sim/geom"
)

// A deepDot waits to be drawn after all that is behind it.
type deepDot struct {
	dots  int // of Panel.Dots
	index int
	at    point
	depth float32 // toward the viewer, −1 … 1
}

// Resting is the camera of a panel that nobody has turned: it shows three sides of a cube.
var Resting = Camera{Yaw: .6, Pitch: .42}

// A perspective puts the cube of a solid panel into a plot.
type perspective struct {
	geom.Projection
	centreX, centreY, radius float64
}

func newPerspective(p *sim.Panel, r Rect, cam Camera) perspective {
	// The corners of the cube leave the panel; points seldom stand there.
	return perspective{geom.NewProjection(p, cam.Yaw, cam.Pitch), r.X + r.W/2, r.Y + r.H/2, .4 * min(r.W, r.H)}
}

// turn places a point of the cube; depth is toward the viewer.
func (v *perspective) turn(x, y, z float64) (q point, depth float32) {
	right, up, out := v.Turn(x, y, z)
	k := v.radius * (1 + .12*out) // a little perspective tells front from back
	return pointAt(v.centreX+k*right, v.centreY-k*up), float32(out)
}

// at places numbers of the panel.
func (v *perspective) at(x, y, z float32) (point, float32) { return v.turn(v.InCube(x, y, z)) }

// solid draws a cloud of points that a camera turns: ground, axes, trails, ties, and then
// the points from back to front.
func (c *Chart) solid(p *sim.Panel, at *Place, spot *spot, l Look) {
	r := at.Plot
	c.solids = append(c.solids, solidAt{at.Panel, r})
	cam, ok := l.Cameras[p.Name]
	if !ok || math.IsNaN(cam.Yaw+cam.Pitch) || math.IsInf(cam.Yaw+cam.Pitch, 0) {
		cam = Resting
	}
	v := newPerspective(p, r, cam)
	c.pen.rect(r, c.pen.pal.middle)
	c.frame(p, &v, r)
	c.solidGhosts(p, &v, r, l)
	for i := range p.Lines {
		ln := &p.Lines[i]
		c.path = c.path[:0]
		for k := range min(len(ln.X), len(ln.Y), len(ln.Z)) {
			q, _ := v.at(ln.X[k], ln.Y[k], ln.Z[k])
			if slices.Contains(ln.Breaks, int32(k)) {
				c.path = append(c.path, gap)
			}
			c.path = append(c.path, q)
		}
		c.drawMapLine(ln, r, l)
	}
	for i := range p.Segments {
		s := p.Placed(&p.Segments[i])
		c.path, c.low = c.path[:0], c.low[:0]
		for k := range min(len(s.X0), len(s.Y0), len(s.Z0), len(s.X1), len(s.Y1), len(s.Z1)) {
			a, _ := v.at(s.X0[k], s.Y0[k], s.Z0[k])
			b, _ := v.at(s.X1[k], s.Y1[k], s.Z1[k])
			c.path, c.low = append(c.path, a), append(c.low, b)
		}
		c.segments(p, s, r, .7, l)
	}
	c.cloud(p, at.Panel, &v, r, l)
	c.legend(p, at, spot)
}

// cloud draws the points from back to front.
func (c *Chart) cloud(p *sim.Panel, panel int, v *perspective, r Rect, l Look) {
	c.deep = c.deep[:0]
	first := int32(len(c.hits.crowds))
	for i := range p.Dots {
		d := &p.Dots[i]
		c.hits.enter(panel, p, d)
		for k := range min(len(d.X), len(d.Y), len(d.Z)) {
			if q, depth := v.at(d.X[k], d.Y[k], d.Z[k]); !q.gap() && inside(q, r) {
				c.deep = append(c.deep, deepDot{i, k, q, depth})
			}
		}
	}
	slices.SortStableFunc(c.deep, func(a, b deepDot) int { return cmp.Compare(a.depth, b.depth) })
	for _, e := range c.deep {
		d, k := &p.Dots[e.dots], e.index
		near := min(max((e.depth+1.2)/2.4, 0), 1)
		if l.lights(d, k) {
			c.bright = append(c.bright, litDot{d, k, e.at, .8 + .35*near})
		} else if sized(d) {
			c.ring(litDot{d, k, e.at, .8 + .35*near}, .45+.55*near)
		} else {
			s := c.stampOf(d, classOf(d, k), .8+.35*near, .45+.55*near)
			c.pen.stamps([]point{e.at}, []uint8{0}, []stamp{s}, marksOf(d))
		}
		c.hits.add(first+int32(e.dots), d, k, e.at)
	}
	c.light()
}

// frame draws the three axes through the middle of the cube, and the square below it.
func (c *Chart) frame(p *sim.Panel, v *perspective, r Rect) {
	z, pal := c.figure.zoom, c.pen.pal
	corner := func(x, y, z float64) point { q, _ := v.turn(x, y, z); return q }
	floor := -1.
	if v.Below() {
		floor = 1
	}
	c.path = append(c.path[:0], corner(-1, -1, floor), corner(1, -1, floor), corner(1, 1, floor), corner(-1, 1, floor), corner(-1, -1, floor))
	c.cut = clip(c.cut, c.path, r)
	c.pen.stroke(c.cut, z, pal.ink3, .45, .45)
	ends := [...]struct {
		x, y, z float64
		name    string
	}{{1, 0, 0, p.X.Label}, {0, 1, 0, p.Y.Label}, {0, 0, 1, p.Z.Label}}
	for _, e := range ends {
		c.path = append(c.path[:0], corner(-e.x, -e.y, -e.z), corner(e.x, e.y, e.z))
		c.cut = clip(c.cut, c.path, r)
		c.pen.stroke(c.cut, z, pal.ink3, .8, .8)
		q := corner(1.13*e.x, 1.13*e.y, 1.13*e.z)
		words := c.small(pal.ink2)
		words.weight = italic
		if inside(q, r) {
			c.pen.text(&c.setter, e.name, float64(q.x), float64(q.y)+4*z, middle, words)
		}
	}
}
