package sim

// A Handle says what can be done to marks by hand, by keyboard or with a finger: rows of an
// Input come, change and go. What it does is a new link, as turning a knob is.
type Handle struct {
	Panel string // Panel.Name
	Of    string // Key.Of of its marks; see Input for what Key.ID is
	// Input is the table whose rows its marks stand for. Of a Keyed one a row says something of one
	// mark, and its first column holds Key.ID, counted from 1. Of any other each row is a mark, and
	// Key.ID is its index.
	Input string
	// Cycle is the column that a click or Enter goes through. In a Keyed table it holds whole numbers, as far
	// as the panel has Classes, and after them comes no row. In any other it holds choices or whole numbers,
	// and after the last comes the first; or numbers from −Max to Max, which get the other sign.
	Cycle string
	Join  string // an Input whose rows pair two marks: drag one to the other, or Space on one and then on the other; "": none

	// X and Y are the columns of an Input that is not Keyed which say where in its panel a mark is: a drag
	// or the arrows move it. "": it stays where it is.
	X, Y string
	Grow bool // a press on bare ground of the panel adds a row there, and Delete takes one out
	Anew bool // an edit starts the run over, and plays it once the hand lets go; else the picture stays at its step
}

// HandleOf returns the handle of marks in a panel, nil if there is none.
func HandleOf(handles []Handle, panel, of string) *Handle {
	for i := range handles {
		if handles[i].Panel == panel && handles[i].Of == of {
			return &handles[i]
		}
	}
	return nil
}
