package figure

import (
	"cmp"
	"slices"

	"narrows/sim"
	"narrows/sim/geom"
)

// How a solid panel is turned about its upright axis, and seen from above; radians.
const (
	yaw   = -0.6
	pitch = 0.35
)

// flattened projects a solid panel onto a map, its points from far to near, and adds the edges
// of its box that meet in the far lower corner.
func flattened(p *sim.Panel) *sim.Panel {
	boxed := *p
	boxed.X, boxed.Y, boxed.Z = sound(p.X), sound(p.Y), sound(p.Z)
	c := cast{geom.NewProjection(&boxed, yaw, pitch)}
	flat := *p
	flat.X = sim.Axis{Min: -1.5, Max: 1.5, Hidden: true}
	flat.Y = flat.X
	flat.Square, flat.Cells = true, nil
	flat.Segments = []sim.Segments{c.box()}
	for i := range p.Segments {
		flat.Segments = append(flat.Segments, c.segments(p.Placed(&p.Segments[i])))
	}
	flat.Lines, flat.Dots = nil, nil
	for _, l := range p.Lines {
		l.X, l.Y, _ = c.points(l.X, l.Y, l.Z)
		l.Z, l.Low, l.High = nil, nil, nil
		flat.Lines = append(flat.Lines, l)
	}
	for i := range p.Dots {
		flat.Dots = append(flat.Dots, c.dots(&p.Dots[i]))
	}
	return &flat
}

// A cast is the shadow of a solid panel's marks on a map.
type cast struct{ geom.Projection }

// points projects columns of numbers; out is toward the viewer.
func (c *cast) points(xs, ys, zs []float32) (x, y []float32, out []float64) {
	for i := range min(len(xs), len(ys), len(zs)) {
		u, v, w := c.Turn(c.InCube(xs[i], ys[i], zs[i]))
		x, y, out = append(x, float32(u)), append(y, float32(v)), append(out, w)
	}
	return x, y, out
}

// box is the three edges of the cube that meet far below.
func (c *cast) box() sim.Segments {
	s := sim.Segments{Role: sim.Data}
	const x, y, z = -1, 1, -1
	u, v, _ := c.Turn(x, y, z)
	for _, end := range [][3]float64{{-x, y, z}, {x, -y, z}, {x, y, -z}} {
		right, up, _ := c.Turn(end[0], end[1], end[2])
		s.X0, s.Y0 = append(s.X0, float32(u)), append(s.Y0, float32(v))
		s.X1, s.Y1 = append(s.X1, float32(right)), append(s.Y1, float32(up))
	}
	return s
}

func (c *cast) segments(s *sim.Segments) sim.Segments {
	flat := *s
	flat.X0, flat.Y0, _ = c.points(s.X0, s.Y0, s.Z0)
	flat.X1, flat.Y1, _ = c.points(s.X1, s.Y1, s.Z1)
	flat.Z0, flat.Z1, flat.Join, flat.A, flat.B = nil, nil, "", nil, nil
	return flat
}

// dots projects points and puts the far ones first.
func (c *cast) dots(d *sim.Dots) sim.Dots {
	x, y, out := c.points(d.X, d.Y, d.Z)
	order := make([]int, len(x))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(out[a], out[b]) })
	flat := *d
	flat.X, flat.Y, flat.Z, flat.Class, flat.Size = nil, nil, nil, nil, nil
	for _, i := range order {
		flat.X, flat.Y = append(flat.X, x[i]), append(flat.Y, y[i])
		if i < len(d.Class) {
			flat.Class = append(flat.Class, d.Class[i])
		}
		if i < len(d.Size) {
			flat.Size = append(flat.Size, d.Size[i])
		}
	}
	return flat
}
