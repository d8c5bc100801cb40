package figure

import (
	"cmp"
	"math"
	"slices"

	"narrows/sim"
)

// The view of a three-dimensional panel: turned by yaw about the upright axis, then seen
// from pitch above; radians.
const (
	yaw   = 0.6
	pitch = 0.35
)

// flattened projects a three-dimensional panel onto a map, its points from far to near,
// and adds the edges of its box that meet in the far lower corner.
func flattened(p *sim.Panel) *sim.Panel {
	flat := *p
	x, y, z := sound(p.X), sound(p.Y), sound(p.Z)
	unit := func(a sim.Axis, v float32) float64 { return 2*(float64(v)-a.Min)/(a.Max-a.Min) - 1 }
	project := func(u, v, w float32) (px, py float32, depth float64) {
		a, b, c := unit(x, u), unit(y, v), unit(z, w)
		right := a*math.Cos(yaw) + b*math.Sin(yaw)
		away := b*math.Cos(yaw) - a*math.Sin(yaw)
		return float32(right), float32(c*math.Cos(pitch) + away*math.Sin(pitch)), away*math.Cos(pitch) - c*math.Sin(pitch)
	}
	flat.X = sim.Axis{Min: -1.5, Max: 1.5, Hidden: true}
	flat.Y = flat.X
	flat.Square, flat.Cells = true, nil

	edges := sim.Segments{Role: sim.Data}
	far := [3]float32{float32(x.Min), float32(y.Max), float32(z.Min)}
	for i, end := range []float64{x.Max, y.Min, z.Max} {
		to := far
		to[i] = float32(end)
		x0, y0, _ := project(far[0], far[1], far[2])
		x1, y1, _ := project(to[0], to[1], to[2])
		edges.X0, edges.Y0 = append(edges.X0, x0), append(edges.Y0, y0)
		edges.X1, edges.Y1 = append(edges.X1, x1), append(edges.Y1, y1)
	}
	flat.Segments = []sim.Segments{edges}
	for _, s := range p.Segments {
		q := sim.Segments{Role: s.Role}
		for i := range min(len(s.X0), len(s.Y0), len(s.Z0), len(s.X1), len(s.Y1), len(s.Z1)) {
			x0, y0, _ := project(s.X0[i], s.Y0[i], s.Z0[i])
			x1, y1, _ := project(s.X1[i], s.Y1[i], s.Z1[i])
			q.X0, q.Y0, q.X1, q.Y1 = append(q.X0, x0), append(q.Y0, y0), append(q.X1, x1), append(q.Y1, y1)
		}
		flat.Segments = append(flat.Segments, q)
	}
	flat.Lines = nil
	for _, l := range p.Lines {
		n := min(len(l.X), len(l.Y), len(l.Z))
		q := l
		q.X, q.Y, q.Z, q.Low, q.High = make([]float32, n), make([]float32, n), nil, nil, nil
		for i := range n {
			q.X[i], q.Y[i], _ = project(l.X[i], l.Y[i], l.Z[i])
		}
		flat.Lines = append(flat.Lines, q)
	}
	flat.Dots = nil
	for _, d := range p.Dots {
		n := min(len(d.X), len(d.Y), len(d.Z))
		order, depth := make([]int, n), make([]float64, n)
		for i := range n {
			order[i] = i
			_, _, depth[i] = project(d.X[i], d.Y[i], d.Z[i])
		}
		slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(depth[b], depth[a]) })
		q := d
		q.X, q.Y, q.Z, q.Class = nil, nil, nil, nil
		for _, i := range order {
			u, v, _ := project(d.X[i], d.Y[i], d.Z[i])
			q.X, q.Y = append(q.X, u), append(q.Y, v)
			if i < len(d.Class) {
				q.Class = append(q.Class, d.Class[i])
			}
		}
		flat.Dots = append(flat.Dots, q)
	}
	return &flat
}
