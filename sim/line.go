package sim

// A Line is a polyline through (X, Y), all slices of one length.
type Line struct {
	Role  Role
	Class int // for Role Class
	Key   Key
	Label string // set directly at the line
	Note  string // quiet words with the label, "target 1, never learned"; where room is scarce those after the comma, or none
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
