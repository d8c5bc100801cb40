package geom

import (
	"math"

	"narrows/sim"
)

// A Scale maps the numbers of an axis to a length.
type Scale struct {
	Kind     sim.Scale
	Whole    bool    // it counts steps
	Min, Max float64 // of the axis, warped
	Lo, Hi   float64 // the places of Min and Max
	unit     float64 // of LogStep
}

// NewScale returns the scale of an axis that runs from lo to hi. One without a range gets one.
func NewScale(a sim.Axis, lo, hi float64) Scale {
	if a.Reversed {
		lo, hi = hi, lo
	}
	unit, clock := a.Clock()
	s := Scale{Kind: a.Scale, unit: unit, Whole: clock && unit == 1, Lo: lo, Hi: hi}
	s.Min, s.Max = s.warp(a.Min), s.warp(a.Max)
	if !(s.Max-s.Min > 0) || math.IsInf(s.Max-s.Min, 0) {
		s.Min, s.Max = 0, 1
		if s.Kind == sim.Log {
			s.Min, s.Max = -1, 1
		}
	}
	return s
}

func (s *Scale) warp(v float64) float64 {
	switch s.Kind {
	case sim.Log:
		return math.Log(v) * (1 / math.Ln10)
	case sim.LogStep:
		return math.Log1p(v / s.unit)
	}
	return v
}

// At returns the place of v; NaN where the axis has none for it.
func (s *Scale) At(v float64) float64 {
	t := (s.warp(v) - s.Min) / (s.Max - s.Min)
	if v == 0 && s.Kind == sim.Log {
		t = -1e3 // a loss of exactly 0 leaves by the low end instead of breaking the line
	}
	return s.Lo + t*(s.Hi-s.Lo)
}

// Value is the inverse of At.
func (s *Scale) Value(at float64) float64 {
	w := s.Min + (at-s.Lo)/(s.Hi-s.Lo)*(s.Max-s.Min)
	switch s.Kind {
	case sim.Log:
		return math.Pow(10, w)
	case sim.LogStep:
		return math.Expm1(w) * s.unit
	}
	return w
}
