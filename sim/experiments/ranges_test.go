package experiments_test

import (
	"fmt"
	"testing"

	"narrows/sim"
	"narrows/sim/experiments"
	"narrows/sim/link"
)

// Every curve of every preset stays within its axes, from the first step to the last: a curve that
// leaves its chart is read as one that ends.
func TestCurvesStayWithinAxes(t *testing.T) {
	if testing.Short() {
		t.Skip("runs every preset to its end")
	}
	for _, e := range experiments.List {
		for _, p := range e.Presets {
			t.Run(e.Name+"/"+p.Title, func(t *testing.T) {
				t.Parallel()
				s := link.Preset(e, p).Settings
				run, err := e.New(s)
				if err != nil {
					t.Fatal(err)
				}
				seen := map[string]bool{} // one complaint about each curve
				for at, more := 0, true; ; {
					f := run.Frame()
					for i := range f.Panels {
						for j := range f.Panels[i].Lines {
							of := fmt.Sprintf("%s, line %d", f.Panels[i].Title, j)
							if x, y, out := outside(&f.Panels[i], &f.Panels[i].Lines[j]); out && !seen[of] {
								seen[of] = true
								t.Errorf("step %d: %s: got a point at (%v, %v), want it within %v … %v, %v … %v",
									f.Step, of, x, y, f.Panels[i].X.Min, f.Panels[i].X.Max, f.Panels[i].Y.Min, f.Panels[i].Y.Max)
							}
						}
					}
					if !more {
						break
					}
					at, more = sim.Advance(run, s.Changes, at, max(f.Steps/50, 1), nil)
				}
			})
		}
	}
}

// outside returns a point of a line that its panel's axes do not hold, but for rounding.
func outside(p *sim.Panel, l *sim.Line) (x, y float32, out bool) {
	within := func(a sim.Axis, v float32) bool {
		low, high := float32(a.Min), float32(a.Max)
		slack := 1e-5 * (high - low)
		if a.Scale == sim.Log {
			slack = 1e-5 * low
		}
		return v >= low-slack && v <= high*(1+1e-5)+slack
	}
	for i := range l.X {
		if !within(p.X, l.X[i]) || !within(p.Y, l.Y[i]) || p.Solid && !within(p.Z, l.Z[i]) {
			return l.X[i], l.Y[i], true
		}
	}
	return 0, 0, false
}
