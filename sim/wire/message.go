// Package wire turns the requests of a page and the replies of its worker into bytes and
// back. It knows nothing of workers, of experiments, or of how a frame is drawn.
//
// A message is one run of bytes: a word that says what it is, then its fields in order.
// Everything is little endian and takes a multiple of four bytes, so that each block of
// float32 is aligned wherever it stands:
//
//	bool, role, scale   a word, several flags in one
//	int                 int32
//	float64             its bits, 8 bytes
//	text                length in bytes, then the bytes, filled up with zeros
//	[]float32, []int32  length, then the numbers
//	[]uint8             length, then the bytes, filled up with zeros
//	list                length, then the elements
//	parts of a line     only those that the flags before them announce
//
// The lines of a frame that are History are sent by their growth: see Encoder.
package wire

import "narrows/sim"

// format is the upper half of each message's first word. It changes with this package.
const format = 0x4E57 << 16 // "NW"

// The kinds of messages, the lower half of the first word.
const (
	kindStart = 1 + iota
	kindAdvance
	kindSet
	kindReady
	kindFrame
	kindError
)

// A Request is a Start, an Advance or a Set. Each gets exactly one reply.
type Request interface {
	// Append appends the request's bytes to b, which holds a multiple of four.
	Append(b []byte) []byte
}

// Start asks for a run. It is answered by Ready with the frame at step 0, or by an error.
type Start struct {
	Build string // of the page; a worker of another build refuses
	Link  string
}

// Advance asks for steps: it stops after Steps or when Budget milliseconds have passed,
// but not before one step. It is answered by a frame or by an error.
type Advance struct {
	Steps  int
	Budget float64 // ms
}

// Set turns a Live knob. It is answered by a frame or by an error.
type Set struct {
	Knob  string
	Value float64
}

// A Reply is what a worker answers: an error if Error is not empty, else a frame, and
// with the first frame of a run its canonical link and notices.
type Reply struct {
	Error   string // one sentence
	Ready   bool   // the reply to Start
	Link    string
	Notices []string
	Frame   *sim.Frame
}
