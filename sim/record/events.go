package record

import (
	"fmt"

	"narrows/sim"
)

// Events are what has happened so far, in order of steps; of one step, in the order in which they
// were added.
type Events []sim.Event

// Add tells of a moment, if it has come.
func (e *Events) Add(at Moment, role sim.Role, label, format string, args ...any) {
	e.insert(at, sim.Event{Role: role, Label: label, Sentence: fmt.Sprintf(format, args...)})
}

// Turn is Add of a moment at which the story turns.
func (e *Events) Turn(at Moment, role sim.Role, label, format string, args ...any) {
	e.insert(at, sim.Event{Role: role, Label: label, Sentence: fmt.Sprintf(format, args...), Rest: true})
}

func (e *Events) insert(at Moment, event sim.Event) {
	if !at.There() {
		return
	}
	event.Step = int(at.Step)
	all := append(*e, event)
	i := len(all) - 1
	for ; i > 0 && all[i-1].Step > event.Step; i-- {
		all[i] = all[i-1]
	}
	all[i] = event
	*e = all
}
