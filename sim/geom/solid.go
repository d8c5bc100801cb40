package geom

import (
	"math"

	"narrows/sim"
)

// A Projection turns the three axes of a solid panel, whose ranges make a cube −1 … 1: by yaw about
// the upright axis, then seen from pitch above.
type Projection struct {
	x, y, z                      Scale
	sinYaw, cosYaw, sinUp, cosUp float64
}

// NewProjection returns that of a panel; angles in radians.
func NewProjection(p *sim.Panel, yaw, pitch float64) (v Projection) {
	unit := func(a sim.Axis) Scale {
		a.Scale = sim.Linear
		return NewScale(a, -1, 1)
	}
	v.x, v.y, v.z = unit(p.X), unit(p.Y), unit(p.Z)
	v.sinYaw, v.cosYaw = math.Sincos(yaw)
	v.sinUp, v.cosUp = math.Sincos(min(max(pitch, -math.Pi/2), math.Pi/2))
	return v
}

// Below reports whether the cube is seen from below.
func (v *Projection) Below() bool { return v.sinUp < 0 }

// Turn returns where a point of the cube, z up, is seen: to the right, up, and out toward the
// viewer.
func (v *Projection) Turn(x, y, z float64) (right, up, out float64) {
	a, b := x*v.cosYaw-y*v.sinYaw, x*v.sinYaw+y*v.cosYaw
	return a, z*v.cosUp + b*v.sinUp, z*v.sinUp - b*v.cosUp
}

// InCube returns where in the cube numbers of the panel are.
func (v *Projection) InCube(x, y, z float32) (cx, cy, cz float64) {
	return v.x.At(float64(x)), v.y.At(float64(y)), v.z.At(float64(z))
}
