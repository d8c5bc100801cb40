package sim

// A Frame is all that can be seen of a run at one step, as plain numbers.
type Frame struct {
	Step  int
	Steps int     // the step at which the run is over
	Time  float64 // gradient-flow time, the sum of the step sizes
	Noun  Noun    // what a step is called, the same all through a run; empty: step, steps

	Strait  Strait
	Panels  []Panel
	Facts   []Fact
	Events  []Event
	Summary string // one plain sentence for a screen reader
	End     string // empty while the run can go on; else one sentence, why it is over
	Offer   *Offer // what to try next, if the run ended badly
	Draft   bool   // not all is there yet: the run is a Refiner, and Refine has more to do
	Inputs  []Rows // at step 0, in the order of Experiment.Inputs: what the run took, for the first edit to begin with; later nil
}

// An Offer is another value for one knob, with the words for a button.
type Offer struct {
	Text  string
	Knob  string
	Value float64
}

// A Strait describes the networks of an experiment as they are drawn above the panels:
// a body that swells where it is wide and narrows to Units, and the same without a waist.
type Strait struct {
	In, Out     string // "x", "F(x)"
	Left, Right string // words in the wide parts
	Units       int    // width of the waist; 0: no strait is drawn
	Width       int    // width of the finite network; 0: none
	Kernel      bool   // the network without a waist is there
}
