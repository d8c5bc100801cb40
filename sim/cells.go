package sim

// Cells are a grid of values over a rectangle of the panel.
type Cells struct {
	Label          string // in the key: "output f"
	W, H           int
	X0, X1, Y0, Y1 float64   // the outermost samples stand on these edges
	Values         []float32 // W·H, row by row from Y0 up
	Scale          CellScale
	Min, Max       float64 // of Sequential
	Unit           float64 // of Signed: bands end at Unit times ½, 1, 2, 4, 8, 16; 0 means 1
	// Of Signed, in the place of those: where bands end to either side of zero, ascending and positive, at most
	// MostLevels. What lies below the first is of no sign, and what is beyond the last is in the full colour of its
	// class: that of 0 where it is positive, that of 1 where it is negative.
	Levels []float64
	Smooth bool // a sampled field, not separate cells
	Zero   bool // draw the line where the value is 0
	// Bars, of a matrix with as many rows as columns, are the classes of both: bars at its
	// left and above it say where each class stands. nil: none. That its first row comes at
	// the top, a matrix says by a Reversed Y.
	Bars []uint8
	// What the rows of such a matrix are, and its columns in the same order, so that they light up
	// with it: the Key.Of of those marks, and the Key.ID of each. Empty: nothing.
	Of   string
	Rows []int32
}

// MostLevels is how many Levels count.
const MostLevels = 12

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
