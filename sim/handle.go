package sim

// A Handle says what can be done to marks by hand, by keyboard or with a finger: rows of an
// Input come, change and go. What it does is a new link, as turning a knob is.
type Handle struct {
	Panel string // Panel.Name
	Of    string // Key.Of of its marks; Key.ID, counted from 1, is what the first column of the Input holds
	Input string // whose rows say something of one mark, as Keyed ones do
	Cycle string // the column of whole numbers that a click or Enter goes through, as far as the panel has Classes, and then none
	Join  string // an Input whose rows pair two marks: drag one to the other, or Space on one and then on the other; "": none
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
