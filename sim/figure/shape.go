package figure

import (
	"math"

	"gonum.org/v1/plot/vg"

	"narrows/sim/geom"
	"narrows/sim/palette"
)

// shape is the mark of a class, which looks as large as a disc of radius r.
func shape(class int, at vg.Point, r vg.Length) (path vg.Path) {
	m := geom.Marker(palette.Kind(class))
	if m == geom.Disc {
		path.Move(vg.Point{X: at.X + r, Y: at.Y})
		path.Arc(at, r, 0, 2*math.Pi)
	}
	r *= vg.Length(geom.Reach(m))
	for i, q := range geom.Outline(m) {
		p := vg.Point{X: at.X + r*vg.Length(q.X), Y: at.Y + r*vg.Length(q.Y)}
		if i == 0 {
			path.Move(p)
		} else {
			path.Line(p)
		}
	}
	path.Close()
	return path
}
