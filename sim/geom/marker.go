package geom

import "math"

// A Marker is the mark of a class, which looks as large as a disc of radius 1.
type Marker uint8

const (
	Disc Marker = iota
	Triangle
	Square
	Diamond
	Pentagon
	Wedge // a triangle on its point
	Hexagon
	Plus
	Star
	Saltire // a plus turned by half a right angle
)

// markers are regular polygons, a pentagram and crossed beams: how many corners, or ends of
// beams, they have, in which direction one of them lies, and the circumradius of equal weight
// to the eye: that of equal area, less where corners reach far. Of beams it is half the length.
var markers = [...]struct {
	corners     int
	turn, reach float64
}{
	Disc:     {0, 0, 1},
	Triangle: {3, math.Pi / 2, 1.28},
	Square:   {4, math.Pi / 4, 1.25},
	Diamond:  {4, 0, 1.25},
	Pentagon: {5, math.Pi / 2, 1.15},
	Wedge:    {3, -math.Pi / 2, 1.28},
	Hexagon:  {6, math.Pi / 2, 1.1},
	Plus:     {4, 0, 1.15},
	Star:     {5, math.Pi / 2, 1.5},
	Saltire:  {4, math.Pi / 4, 1.15},
}

const beam = .36 // half the width of a beam against half its length

// Reach is the circumradius of a marker.
func Reach(m Marker) float64 { return markers[m].reach }

// Spread is how far a corner moves out, at most, when the sides do by 1.
func Spread(m Marker) float64 {
	switch m {
	case Disc:
		return 1
	case Star:
		return 1 / cos72
	}
	return 2
}

// A direction is a unit vector.
type direction struct{ x, y float64 }

// forward are the directions in which the sides of a marker lie, or its first beam. A pentagram
// has a side across from each corner.
var forward = [...][]direction{
	Triangle: {{sin60, .5}, {-sin60, .5}, {0, -1}},
	Square:   {{1, 0}, {0, 1}, {-1, 0}, {0, -1}},
	Diamond:  {{sin45, sin45}, {-sin45, sin45}, {-sin45, -sin45}, {sin45, -sin45}},
	Pentagon: {{sin36, cos36}, {-sin36, cos36}, {-sin72, -cos72}, {0, -1}, {sin72, -cos72}},
	Wedge:    {{sin60, -.5}, {-sin60, -.5}, {0, 1}},
	Hexagon:  {{1, 0}, {.5, sin60}, {-.5, sin60}, {-1, 0}, {-.5, -sin60}, {.5, -sin60}},
	Plus:     {{1, 0}},
	Star:     {{sin72, cos72}, {0, 1}, {-sin72, cos72}, {-sin36, -cos36}, {sin36, -cos36}},
	Saltire:  {{sin45, sin45}},
}

const (
	sin36, cos36 = .5877852522924731, .8090169943749475
	sin45        = math.Sqrt2 / 2
	sin60        = .8660254037844386
	sin72, cos72 = .9510565162951535, .30901699437494745
)

// Distance is how far (x, y), y up, lies outside a marker of circumradius r around the origin;
// negative inside. Corners stay sharp: the level lines of a polygon are polygons.
func Distance(m Marker, x, y, r float64) float64 {
	switch m {
	case Disc:
		return math.Hypot(x, y) - r
	case Plus, Saltire:
		d := forward[m][0]
		x, y = math.Abs(x*d.x+y*d.y), math.Abs(y*d.x-x*d.y)
		return min(max(x-r, y-beam*r), max(y-r, x-beam*r))
	}
	first, second := math.Inf(-1), math.Inf(-1)
	for _, d := range forward[m] {
		if far := x*d.x + y*d.y; far > first {
			first, second = far, first
		} else if far > second {
			second = far
		}
	}
	if m == Star { // within a pentagram is what lies within all but one of its sides, cos 72° out
		return second - r*cos72
	}
	return first - r*inner[markers[m].corners]
}

// inner is the share of its circumradius at which a polygon's sides pass its centre, by how
// many it has: cos π/n.
var inner = [...]float64{3: .5, 4: sin45, 5: cos36, 6: sin60}

// Outline returns the corners of a marker of circumradius 1, y up, counter-clockwise; of a
// disc none.
func Outline(m Marker) (corners []Point) {
	s := markers[m]
	add := func(r, angle float64) {
		sin, cos := math.Sincos(angle)
		corners = append(corners, Point{float32(r * cos), float32(r * sin)})
	}
	for k := range s.corners {
		at, next := s.turn+2*math.Pi*float64(k)/float64(s.corners), math.Pi/float64(s.corners)
		switch m {
		case Plus, Saltire:
			add(math.Hypot(1, beam), at-math.Atan(beam))
			add(math.Hypot(1, beam), at+math.Atan(beam))
			add(beam*math.Sqrt2, at+next)
		case Star:
			add(1, at)
			add(cos72/math.Cos(next), at+next)
		default:
			add(1, at)
		}
	}
	return corners
}
