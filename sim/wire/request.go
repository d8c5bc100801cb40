package wire

import "errors"

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

func (c *coder) start(s *Start) {
	c.text(&s.Build)
	c.text(&s.Link)
}

func (c *coder) advance(a *Advance) {
	c.int(&a.Steps)
	c.float(&a.Budget)
}

func (c *coder) set(s *Set) {
	c.text(&s.Knob)
	c.float(&s.Value)
}

func (s Start) Append(b []byte) []byte {
	c := writer(b, kindStart)
	c.start(&s)
	return c.b
}

func (a Advance) Append(b []byte) []byte {
	c := writer(b, kindAdvance)
	c.advance(&a)
	return c.b
}

func (s Set) Append(b []byte) []byte {
	c := writer(b, kindSet)
	c.set(&s)
	return c.b
}

// ParseRequest reads a request. It fails on bytes that are none.
func ParseRequest(b []byte) (Request, error) {
	c, kind := reader(b)
	switch kind {
	case kindStart:
		var s Start
		c.start(&s)
		return s, c.end()
	case kindAdvance:
		var a Advance
		c.advance(&a)
		return a, c.end()
	case kindSet:
		var s Set
		c.set(&s)
		return s, c.end()
	}
	return nil, errors.New("wire: not a request")
}
