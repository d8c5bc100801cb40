package figure

import (
	"math"

	"gonum.org/v1/plot/vg"
)

// shape is the mark of a class, which looks as large as a disc of radius r: a disc, a
// triangle, a square, a diamond, a pentagon, a triangle on its point, a hexagon, a plus, a
// star or a saltire.
func shape(class int, at vg.Point, r vg.Length) (path vg.Path) {
	switch uint(class) % 10 {
	case 0:
		path.Move(vg.Point{X: at.X + r, Y: at.Y})
		path.Arc(at, r, 0, 2*math.Pi)
		path.Close()
		return path
	case 1:
		return around(at, 1.28*r, 3, math.Pi/2, 1)
	case 2:
		return around(at, 1.25*r, 4, math.Pi/4, 1)
	case 3:
		return around(at, 1.25*r, 4, 0, 1)
	case 4:
		return around(at, 1.15*r, 5, math.Pi/2, 1)
	case 5:
		return around(at, 1.28*r, 3, -math.Pi/2, 1)
	case 6:
		return around(at, 1.1*r, 6, math.Pi/2, 1)
	case 7:
		return beams(at, 1.15*r, 0)
	case 8:
		// The inner corners of a pentagram: cos 72° / cos 36° of its circumradius out.
		return around(at, 1.5*r, 5, math.Pi/2, math.Cos(2*math.Pi/5)/math.Cos(math.Pi/5))
	}
	return beams(at, 1.15*r, math.Pi/4)
}

// around is a regular polygon; inner < 1 puts a corner between each two, nearer by that.
func around(at vg.Point, r vg.Length, corners int, turn, inner float64) (path vg.Path) {
	for k := range corners {
		path = corner(path, at, r, turn+2*math.Pi*float64(k)/float64(corners))
		if inner < 1 {
			path = corner(path, at, r*vg.Length(inner), turn+2*math.Pi*(float64(k)+0.5)/float64(corners))
		}
	}
	path.Close()
	return path
}

// beams are two crossed beams, reaching r out, and 0.36 of that to each side wide.
func beams(at vg.Point, r vg.Length, turn float64) (path vg.Path) {
	const half = 0.36
	out, angle := math.Hypot(1, half), math.Atan(half)
	for k := range 4 {
		middle := turn + math.Pi/2*float64(k)
		path = corner(path, at, r*vg.Length(out), middle-angle)
		path = corner(path, at, r*vg.Length(out), middle+angle)
		path = corner(path, at, r*vg.Length(half*math.Sqrt2), middle+math.Pi/4)
	}
	path.Close()
	return path
}

// corner goes on to the point at a distance and an angle.
func corner(path vg.Path, at vg.Point, r vg.Length, angle float64) vg.Path {
	sin, cos := math.Sincos(angle)
	p := vg.Point{X: at.X + r*vg.Length(cos), Y: at.Y + r*vg.Length(sin)}
	if len(path) == 0 {
		path.Move(p)
	} else {
		path.Line(p)
	}
	return path
}
