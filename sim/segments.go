package sim

// Segments are straight pieces from (X0, Y0) to (X1, Y1), all slices of one length.
type Segments struct {
	Role           Role
	Of             string // Key.Of of every segment; Key.ID is the index
	X0, Y0, X1, Y1 []float32
	Z0, Z1         []float32 // in Solid panels only
	// Quiet: ties between nodes, the least that is to be seen.
	Quiet bool
	// What they join, so that they light up with it: the Key.Of of the marks at their ends, and the
	// Key.IDs of those at (X0, Y0) and at (X1, Y1). Empty: nothing.
	Join string
	A, B []int32
	// Arrow: the pieces are annotations. Each has a hollow dot in the colours of From and
	// Role at its ends, a head at its end, and there the Label, large, over the Note.
	Arrow bool
	From  Role
	Label string
	Note  string
}
