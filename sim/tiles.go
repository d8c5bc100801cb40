package sim

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
