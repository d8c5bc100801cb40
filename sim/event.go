package sim

// An Event is something that happened at a step: a tick on the time line.
type Event struct {
	Step     int
	Role     Role
	Label    string // "loss 0.01"
	Sentence string
}
