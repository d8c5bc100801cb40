package record

import (
	"fmt"
	"slices"

	"narrows/sim"
)

// Events are what has happened so far, in order of steps; of one step, in the order in which they
// were added.
type Events []sim.Event

// Add tells of a moment, if it has come.
func (e *Events) Add(at Moment, role sim.Role, label, format string, args ...any) {
	if !at.There() {
		return
	}
	i := len(*e)
	for i > 0 && (*e)[i-1].Step > int(at.Step) {
		i--
	}
	*e = slices.Insert(*e, i, sim.Event{Step: int(at.Step), Role: role, Label: label, Sentence: fmt.Sprintf(format, args...)})
}
