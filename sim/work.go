package sim

// Work is what a run costs, in floating-point operations: counted from its settings before
// anything is computed, so that it is the same on every machine, as no clock is. The unit is
// one in single precision with wide vectors; one in double precision counts eight times, for
// it takes about as much longer (vector.Double). A browser does some 10¹⁰ of them in a second.
//
// It is what tests judge by, and nothing else reads it: conformance tests count what New, Step
// and Frame really do, hold it to what was declared, and that to Bounds. What New refuses, it
// refuses by estimates of its own, which are older than this and must refuse the same links.
type Work struct {
	New   float64 // of Experiment.New
	Step  float64 // of any Step
	First float64 // of the first Frame, which lays out what later ones read
	Frame float64 // of any other
	Bytes float64 // that New allocates
}

// Bounds are what any run may cost, at the very most: three seconds in a browser to start, a
// third of one to step and four tenths to look.
var Bounds = Work{New: 3e10, Step: 3.5e9, First: 5e9, Frame: 4e9, Bytes: 400e6}

// Within reports whether work is within bounds, and if not what is too much.
func (w Work) Within(b Work) (too string, ok bool) {
	for _, c := range []struct {
		what       string
		does, most float64
	}{{"New", w.New, b.New}, {"Step", w.Step, b.Step}, {"the first Frame", w.First, b.First}, {"Frame", w.Frame, b.Frame}, {"memory", w.Bytes, b.Bytes}} {
		if !(c.does <= c.most) {
			return c.what, false
		}
	}
	return "", true
}
