package sim

import "math"

// Segments are straight pieces from (X0, Y0) to (X1, Y1), all slices of one length.
type Segments struct {
	Role           Role
	Of             string // Key.Of of every segment; Key.ID is the index
	X0, Y0, X1, Y1 []float32
	Z0, Z1         []float32 // in Solid panels only
	// Of each segment, where Role is Class: its colour. nil: class 0.
	Class []uint8
	// Of each segment, 0 … 1: drawn 1 + 4·Width pixels wide, and translucent over a field. Such segments stand
	// for something of their own, which Label says in the legend: "neuron, as thick as |v|". nil: thin, and all alike.
	Width []float32
	// Quiet: ties between nodes, the least that is to be seen. Dashed: dotted and thin, from a mark to an axis.
	Quiet, Dashed bool
	// Ties between marks, which light up with them: the Key.Of of dots of the same panel, and the
	// Key.IDs of those at either end. They run from A to B, and have no places of their own: see Placed.
	Join string
	A, B []int32
	// Arrow: the pieces are annotations. Each has a hollow dot in the colours of From and
	// Role at its ends, a head at its end, and there the Label, large, over the Note.
	Arrow bool
	From  Role
	Label string
	Note  string
}

// Said reports whether segments stand in a legend.
func (s *Segments) Said() bool { return len(s.Width) > 0 && s.Label != "" && !s.Arrow }

// WidthOf is the width of the i-th of some segments that have one, 0 … 1.
func (s *Segments) WidthOf(i int) float64 {
	if i < len(s.Width) && s.Width[i] > 0 {
		return min(float64(s.Width[i]), 1)
	}
	return 0
}

// ClassOf is the class of the i-th of some segments.
func (s *Segments) ClassOf(i int) int {
	if i < len(s.Class) {
		return int(s.Class[i])
	}
	return 0
}

// Joined returns the dots of a panel that segments join; nil if they have places of their own.
func (p *Panel) Joined(s *Segments) *Dots {
	for i := range p.Dots {
		if s.Join != "" && p.Dots[i].Of == s.Join {
			return &p.Dots[i]
		}
	}
	return nil
}

// Placed returns segments of a panel with their places: as they are, or, where they join dots, with
// those of the dots, NaN where there is none.
func (p *Panel) Placed(s *Segments) *Segments {
	d := p.Joined(s)
	if d == nil {
		return s
	}
	at := func(v []float32, ids []int32) (of []float32) {
		for _, id := range ids {
			if id < 0 || int(id) >= len(v) {
				of = append(of, float32(math.NaN()))
			} else {
				of = append(of, v[id])
			}
		}
		return of
	}
	t := *s
	t.X0, t.Y0, t.Z0 = at(d.X, s.A), at(d.Y, s.A), at(d.Z, s.A)
	t.X1, t.Y1, t.Z1 = at(d.X, s.B), at(d.Y, s.B), at(d.Z, s.B)
	return &t
}
