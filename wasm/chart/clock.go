package chart

import "narrows/sim"

// A StepAxis says how the axes of steps and of time run.
type StepAxis uint8

const (
	OwnAxis    StepAxis = iota // as each panel has them
	LogAxis                    // log(1 + x/Unit)
	LinearAxis                 // evenly
)

// clocked returns the frame with its axes of steps and time as a look wants them.
func (c *Chart) clocked(f *sim.Frame, l Look) *sim.Frame {
	if l.Steps == OwnAxis {
		return f
	}
	scale := sim.Linear
	if l.Steps == LogAxis {
		scale = sim.LogStep
	}
	t := &c.turned
	t.frame, t.panels = *f, append(t.panels[:0], f.Panels...)
	for i := range t.panels {
		t.panels[i].X = t.panels[i].X.Clocked(scale)
	}
	t.frame.Panels = t.panels
	return &t.frame
}
