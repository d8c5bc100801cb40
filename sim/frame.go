package sim

import "math"

// A Frame is all that can be seen of a run at one step, as plain numbers.
type Frame struct {
	Step  int
	Steps int     // the step at which the run is over
	Time  float64 // gradient-flow time, the sum of the step sizes

	Strait  Strait
	Panels  []Panel
	Facts   []Fact
	Events  []Event
	Summary string // one plain sentence for a screen reader
	End     string // empty while the run can go on; else one sentence, why it is over
	Offer   *Offer // what to try next, if the run ended badly
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

// A Role gives a mark its colour, in every panel and in the prose, and nothing else does.
type Role uint8

const (
	Data   Role = iota // ink and grey
	Kernel             // infinitely wide, nothing squeezed: a fixed kernel
	Limit              // infinitely wide but for the bottleneck
	Finite             // a network of finite width
	Theory             // closed forms
	Class              // coloured by class
)

// RoleNames are the names of the roles in style sheets and files, by Role.
var RoleNames = [...]string{
	Data: "data", Kernel: "kernel", Limit: "limit", Finite: "finite", Theory: "theory", Class: "class",
}

func (r Role) String() string { return RoleNames[r] }

// A Panel is one chart. Its marks are drawn in the order of the fields below, and in
// order within each.
type Panel struct {
	Name     string // unique in a frame; the key of view settings
	Title    string // "Training loss"
	Subtitle string // quiet words after the title
	X, Y, Z  Axis
	Square   bool     // a map with equal scales and no frame, not a chart with axes
	Solid    bool     // three-dimensional: the marks' Z count
	Classes  []string // names of classes 0, 1, …, for the legend; empty: none is drawn
	Minor    bool     // left out where room is scarce, and Instead is said in its place
	Instead  string   // "growth of its kernel"; its number is the label of the Big line

	Cells    []Cells
	Tiles    []Tiles
	Lines    []Line
	Segments []Segments
	Dots     []Dots
}

// An Axis maps numbers to a length. A range is fixed or only ever widens during a run.
type Axis struct {
	Label    string
	Min, Max float64
	Scale    Scale
	Suffix   string // after each tick's number: "×"
	Hidden   bool   // no ticks, no line
	Reversed bool   // Max stands at the left or at the bottom
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

// A Key names what a mark stands for; elements with equal keys light up together in all
// panels. The zero Key stands for nothing.
type Key struct {
	Of string // "point"
	ID int
}

// A Line is a polyline through (X, Y), all slices of one length.
type Line struct {
	Role  Role
	Class int // for Role Class
	Key   Key
	Label string // set directly at the line
	Big   bool   // the label is a number to be read first

	X, Y, Z   []float32 // Z in Solid panels only
	Low, High []float32 // a band along X; nil: none
	Breaks    []int32   // indices at which a new piece starts

	Dashed bool
	Fade   bool // thin and paler toward its beginning: a trail
	Thin   bool // a quiet companion of another line of its role: no head, no weight
	Head   bool // a disc at the last point

	// History says that later frames of the run contain this line but for its last
	// point, which is the present one: it may be sent and kept by its growth. A line of
	// the same panel and index then stays the same line through the run.
	History bool
}

// Dots are points at (X, Y), all slices of one length. Key.ID is the index.
type Dots struct {
	Role  Role
	Of    string // Key.Of of every point
	Label string // in the legend: "held out"
	X, Y  []float32
	Z     []float32 // in Solid panels only
	Class []uint8   // gives the shape, and the colour unless Ring; nil: class 0
	// Hollow: small and not filled, held out. Ring: larger and not filled, in the colour
	// of Role, in the shape of the class.
	Hollow, Ring bool
	Given        bool // the data themselves, which no network moves: left out of a pinned run
}

// Segments are straight pieces from (X0, Y0) to (X1, Y1), all slices of one length.
type Segments struct {
	Role           Role
	Of             string // Key.Of of every segment; Key.ID is the index
	X0, Y0, X1, Y1 []float32
	Z0, Z1         []float32 // in Solid panels only
	// Arrow: the pieces are annotations. Each has a hollow dot in the colours of From and
	// Role at its ends, a head at its end, and there the Label, large, over the Note.
	Arrow bool
	From  Role
	Label string
	Note  string
}

// Cells are a grid of values over a rectangle of the panel.
type Cells struct {
	Label          string // in the key: "output f"
	W, H           int
	X0, X1, Y0, Y1 float64   // the outermost samples stand on these edges
	Values         []float32 // W·H, row by row from Y0 up
	Scale          CellScale
	Min, Max       float64 // of Sequential
	Unit           float64 // of Signed: bands end at Unit times ½, 1, 2, 4, 8, 16; 0 means 1
	Smooth         bool    // a sampled field, not separate cells
	Zero           bool    // draw the line where the value is 0
	// Bars, of a matrix with as many rows as columns, are the classes of both: bars at its
	// left and above it say where each class stands. nil: none. That its first row comes at
	// the top, a matrix says by a Reversed Y.
	Bars []uint8
}

// A CellScale says how values become colours.
type CellScale uint8

const (
	Signed     CellScale = iota // bands on the diverging pair, the same for the whole run
	Sequential                  // cividis from Min to Max
	// ByClass: the whole part of a value is a class, and its fraction t says by how much
	// that class leads the next, m = t/(1−t): see Lead. Smooth cells of this scale are
	// drawn as terraces of the lead, which end at Unit times ½, 1, 2, 4, 8, 16 like those
	// of Signed, and with Zero as a line where two classes are level.
	ByClass
)

// Lead is the value of a ByClass cell: the class whose output is the largest, 0 … 255, and
// by how much it leads, m ≥ 0.
func Lead(class int, m float64) float32 {
	// Below 1 by more than the rounding of float32, whatever the class.
	t := min(m/(1+m), 1-1e-5)
	return float32(float64(class) + t)
}

// LeadOf takes the value of a ByClass cell apart. A class of −1 is none.
func LeadOf(v float32) (class int, m float32) {
	if !(v >= 0 && v < 256) {
		return -1, 0
	}
	class = int(v)
	t := v - float32(class)
	return class, t / (1 - t)
}

// Tiles are small square pictures, each with its centre at (X, Y), in a Square panel. A gap
// of about a sixteenth is cut off each; the rest of the panel is page, whatever lies below.
type Tiles struct {
	Of    string // Key.Of of every tile; Key.ID is the index
	X, Y  []float32
	Size  float64 // side of a tile, in units of X
	Side  int     // samples along it
	Inks  []uint8 // len(X)·Side², tile by tile, row by row from the top: 0 is page, 255 is ink
	Class []uint8 // the colour of the ink
	Guess []uint8 // what a network takes it for: framed in that colour where it is not Class; nil: none
}

// A Fact is a named number. Facts with one Name and several Roles are one row of a table.
type Fact struct {
	Name  string // "loss"
	Label string // short form with symbols, where the name is long: "λ_max"
	Role  Role
	Value float64 // NaN: not known yet
	Unit  string
	// Tolerance, if positive, is what theory allows |Value| to be.
	Tolerance float64
}

// An Event is something that happened at a step: a tick on the time line.
type Event struct {
	Step     int
	Role     Role
	Label    string // "loss 0.01"
	Sentence string
}
