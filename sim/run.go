package sim

// A Run is an experiment under way. Two verbs: Step changes, Frame looks.
type Run interface {
	// Step advances one step and reports whether there is another. It does not allocate.
	Step() bool

	// Set turns a Live knob; it takes effect at the next Step.
	Set(knob string, value float64)

	// Frame says what can be seen now. It leaves the run as it was, and its slices are
	// valid until the next call of any method.
	Frame() Frame
}

// An Editor is a run that can begin again with other settings, and keep what has not changed:
// what a visitor edits by hand is on show sooner.
type Editor interface {
	// Edit makes the run that New makes of the settings, at step 0, and reports whether it could. If
	// not the run is of no further use: New says why, or makes another.
	Edit(Settings) bool
}

// A Refiner is a run whose picture may be looked at before all of it is there.
type Refiner interface {
	// Refine does a part of what the frame of the present step lacks, a few hundredths of a second
	// of work at most, and reports whether there is more to do. No step, and no frame that lacks
	// nothing, depends on when it is called.
	Refine() (more bool)
}

// Advance is the one loop that advances a run, natively and in the browser: at most n
// steps from the given step on, each after the changes that are due at it. It stops early
// when the run has ended or, after at least one step, when enough says so; a nil enough
// never does. It returns the step reached and whether the run can go on. The run must be at
// the given step and not have ended.
func Advance(r Run, changes []Change, step, n int, enough func() bool) (int, bool) {
	for range n {
		for _, c := range changes {
			if c.Step == step {
				r.Set(c.Knob, c.Value)
			}
		}
		more := r.Step()
		step++
		if !more {
			return step, false
		}
		if enough != nil && enough() {
			break
		}
	}
	return step, true
}
