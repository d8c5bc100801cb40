package sim

// Dots are points at (X, Y), all slices of one length. Key.ID is the index.
type Dots struct {
	Role  Role
	Of    string // Key.Of of every point
	Label string // in the legend: "held out"
	X, Y  []float32
	Z     []float32 // in Solid panels only
	Class []uint8   // gives the shape, and the colour unless Ring; nil: class 0
	// What is said of a point that is pointed at: what a network takes it for and its output, nil if
	// there is none, and what a place is called: "inside".
	Guess  []uint8
	Output []float32
	Place  string
	// Hollow: small and not filled, held out. Ring: larger and not filled, in the colour
	// of Role, in the shape of the class.
	Hollow, Ring bool
	Given        bool // the data themselves, which no network moves: left out of a pinned run
}
