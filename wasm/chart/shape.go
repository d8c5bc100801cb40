package chart

import "math"

// A shape of a mark.
type shape uint8

const (
	disc shape = iota
	triangle
	square
	diamond
	pentagon
	wedge // a triangle on its point
	hexagon
	plus
	star
	saltire // a plus turned by half a right angle
)

// shapeOf is the shape of a class.
func shapeOf(class int) shape { return shape(kind(class)) }

// reach is the circumradius that gives a shape the same weight to the eye as a disc of
// radius 1: that of equal area, less where corners reach far. Of plus and saltire it is
// half the length of a beam.
func (s shape) reach() float64 {
	return [...]float64{1, 1.28, 1.25, 1.25, 1.15, 1.28, 1.1, 1.15, 1.5, 1.15}[s]
}

// spread is how far a corner moves out, at most, when the sides do by 1.
func (s shape) spread() float64 {
	switch s {
	case disc:
		return 1
	case star:
		return 1 / star5
	}
	return 2
}

const (
	star5 = .30901699437494745 // cos 72°: a pentagram's sides pass its centre at this share of its circumradius
	beam  = .36                // half the width of a beam against half its length
)

// distance is how far (x, y) lies outside a shape of circumradius r around the origin, y
// down; negative inside. Corners stay sharp: the level lines of a polygon are polygons.
func (s shape) distance(x, y, r float64) float64 {
	switch s {
	case triangle:
		return max(math.Abs(x)*math.Sqrt(3)/2-y/2, y) - r/2
	case square:
		return max(math.Abs(x), math.Abs(y)) - r*math.Sqrt2/2
	case diamond:
		return (math.Abs(x)+math.Abs(y))*math.Sqrt2/2 - r*math.Sqrt2/2
	case pentagon:
		far, _ := pentagram(x, y)
		return far - r*math.Cos(math.Pi/5)
	case wedge:
		return max(math.Abs(x)*math.Sqrt(3)/2+y/2, -y) - r/2
	case hexagon:
		return max(math.Abs(x), math.Abs(x)/2+math.Abs(y)*math.Sqrt(3)/2) - r*math.Sqrt(3)/2
	case plus:
		x, y = math.Abs(x), math.Abs(y)
		return min(max(x-r, y-beam*r), max(y-r, x-beam*r))
	case star:
		// Within a pentagram is what lies within all but one of its sides.
		_, second := pentagram(x, -y)
		return second - r*star5
	case saltire:
		x, y = math.Abs(x+y)*math.Sqrt2/2, math.Abs(x-y)*math.Sqrt2/2
		return min(max(x-r, y-beam*r), max(y-r, x-beam*r))
	}
	return math.Hypot(x, y) - r
}

// pentagram returns how far a point is out in the two most forward of five directions,
// evenly around from that of y on.
func pentagram(x, y float64) (first, second float64) {
	const sin1, cos1, sin2, cos2 = .9510565162951535, .30901699437494745, .5877852522924731, -.8090169943749475
	first, second = math.Inf(-1), math.Inf(-1)
	for _, d := range [...]float64{y, x*sin1 + y*cos1, y*cos1 - x*sin1, x*sin2 + y*cos2, y*cos2 - x*sin2} {
		if d > first {
			first, second = d, first
		} else if d > second {
			second = d
		}
	}
	return first, second
}
