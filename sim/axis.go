package sim

import "math"

// An Axis maps numbers to a length. A range is fixed or only ever widens during a run.
type Axis struct {
	Label    string
	Min, Max float64
	Scale    Scale
	Suffix   string    // after each tick's number: "×"
	Ticks    []float64 // where its numbers stand, in order; nil: at round ones
	Hidden   bool      // no ticks, no line
	Reversed bool      // Max stands at the left or at the bottom
	// Around says that its ends are one place, the seam of a cylinder: there are dashed lines at both, and a dot at one
	// is drawn at the other as well. Segments and lines are not carried over.
	Around bool
	// Unit, if positive, says that the axis counts steps or time, and what the first step is
	// in its units: the same all through a run. Readers choose whether such axes are linear
	// or logarithmic. 0: a LogStep axis counts steps, any other something else.
	Unit float64
}

// Clock returns what the first step is on an axis that counts steps or time, in its units,
// and whether it is one.
func (a Axis) Clock() (unit float64, yes bool) {
	switch {
	case a.Unit > 0 && !math.IsInf(a.Unit, 1) && a.Scale != Log && a.Min >= 0:
		return a.Unit, true
	case a.Scale == LogStep:
		return 1, true
	}
	return 0, false
}

// Clocked returns the axis with another scale, Linear or LogStep, if it counts steps or time,
// and as it is if it does not.
func (a Axis) Clocked(s Scale) Axis {
	if unit, yes := a.Clock(); yes {
		a.Scale, a.Unit = s, unit
	}
	return a
}

// A Scale says how an axis runs.
type Scale uint8

const (
	Linear  Scale = iota
	Log           // logarithm; Min > 0
	LogStep       // log(1 + x/Unit): steps from 0 on
)
