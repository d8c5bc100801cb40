// Package record keeps what a run has been through: its curves, thinned so that they stay short, the
// moments at which something happened first, and the events that tell of them. It knows nothing of
// what is recorded, of networks or of any single experiment.
package record

import "math"

// A Moment is a step and its time; the step is NaN before it has come.
type Moment struct{ Step, Time float64 }

// Never is the moment of what has not happened.
var Never = Moment{math.NaN(), math.NaN()}

// At is the moment of a step.
func At(step int, time float64) Moment { return Moment{float64(step), time} }

// There reports whether the moment has come.
func (m Moment) There() bool { return !math.IsNaN(m.Step) }
