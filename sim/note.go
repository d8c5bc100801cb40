package sim

// MostNotes is how many notes of a panel are drawn.
const MostNotes = 16

// A Note is words about the mark at (X, Y) of a flat panel. The picture places them: beside the mark, or
// where there is room, with a leader to it; never over a node, its ring, a curve, other words, or off the panel. The
// first choose first, and one for which there is no room is left out. Notes are in no table, as they say nothing
// that the marks do not, and a pinned run shows none.
type Note struct {
	Role  Role   // gives the label its colour
	Class int    // for Role Class
	Label string // "member 9, the one miss"
	Small string // quiet words under it, or alone: "17: ask him next"
	X, Y  float64
}
