package chart

import (
	"math"
	"slices"

	"narrows/sim"
	"narrows/sim/geom"
)

// far is how far from the figure, in pixels, a point may lie; beyond it would lose its
// digits, and is no place.
const far = 1e6

// pointAt is the point at (x, y); a gap if that is nowhere.
func pointAt(x, y float64) point {
	if !(math.Abs(x) < far && math.Abs(y) < far) {
		return gap
	}
	return point{float32(x), float32(y)}
}

// points returns the points of two columns in dst, which it overwrites; where a number has
// no place there is a gap.
func points(dst []point, xs, ys []float32, x, y *geom.Scale) []point {
	n := min(len(xs), len(ys))
	dst = slices.Grow(dst[:0], n)[:n]
	xs, ys = xs[:n], ys[:n]
	if x.Kind != sim.Linear || y.Kind != sim.Linear {
		for i := range dst {
			dst[i] = pointAt(x.At(float64(xs[i])), y.At(float64(ys[i])))
		}
		return dst
	}
	// Most panels are linear: this is pointAt and At without a call for each number.
	x0, y0, xmin, ymin := x.Lo, y.Lo, x.Min, y.Min
	xspan, yspan, w, h := x.Max-x.Min, y.Max-y.Min, x.Hi-x.Lo, y.Hi-y.Lo
	for i := range dst {
		dst[i] = pointAt(x0+(float64(xs[i])-xmin)/xspan*w, y0+(float64(ys[i])-ymin)/yspan*h)
	}
	return dst
}

// inside reports whether a point is on a panel, its edge included.
func inside(q point, r Rect) bool {
	x, y := float64(q.x), float64(q.y)
	return x >= r.X-.5 && x <= r.X+r.W+.5 && y >= r.Y-.5 && y <= r.Y+r.H+.5
}
