package sim

// An Event is something that happened at a step: a tick on the time line, and the beat in which the
// run is told from there on.
type Event struct {
	Step     int
	Role     Role
	Label    string // "loss 0.01"
	Sentence string // one, of at most MostSaid characters
	Rest     bool   // the story turns: playback rests here for a moment; at most MostRests of a run do
}

const (
	MostSaid  = 110 // two lines of a phone 390 px wide; of Frame.End as well
	MostRests = 3   // more would make the run stumble
)
