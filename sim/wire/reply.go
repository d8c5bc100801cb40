package wire

import (
	"errors"

	"narrows/sim"
)

// A Reply is what a worker answers: an error if Error is not empty, else a frame, and
// with the first frame of a run its canonical link and notices.
type Reply struct {
	Error   string // one sentence
	Ready   bool   // the reply to Start
	Link    string
	Notices []string
	Frame   *sim.Frame
}

// AppendError appends the bytes of a reply that is an error, in one sentence, to b, which
// holds a multiple of four.
func AppendError(b []byte, sentence string) []byte {
	c := writer(b, kindError)
	c.text(&sentence)
	return c.b
}

// An Encoder writes the replies of one run. Of each History line it sends what its
// receiver cannot have: the number of confirmed points (all but the last) sent before,
// and the points from there on. So all frames of an encoder must reach the one Decoder
// that is made for them, the first time in order. The zero value is ready.
type Encoder struct {
	sent histories
	c    coder // here, so that a frame allocates none
}

// Ready appends the reply to Start to b, which holds a multiple of four: the canonical
// link, what there is to say about the one that was asked for, and the first frame.
func (e *Encoder) Ready(b []byte, link string, notices []string, f *sim.Frame) []byte {
	e.c.b = begun(b, kindReady)
	e.c.text(&link)
	e.c.texts(&notices)
	return e.frame(f)
}

// Frame appends the reply to Advance or Set to b, which holds a multiple of four.
func (e *Encoder) Frame(b []byte, f *sim.Frame) []byte {
	e.c.b = begun(b, kindFrame)
	return e.frame(f)
}

// frame ends a message with a frame.
func (e *Encoder) frame(f *sim.Frame) []byte {
	e.c.lines, e.c.i = &e.sent, 0
	e.c.frame(f)
	b := e.c.b
	e.c.b = nil // it is the caller's
	return b
}

// A Decoder reads the replies of one run, made by one Encoder: a page makes one for each
// Start it sends. Once it has read all frames in order it reads any of them again. The
// zero value is ready.
type Decoder struct{ kept histories }

// Decode reads a reply. The slices of its frame lie in b, which must not be changed as
// long as the frame is in use. It fails on bytes that are no reply, and on a frame that
// builds on one which the decoder has not seen; then the decoder is as it was or has
// some points more, and goes on with the next reply.
func (d *Decoder) Decode(b []byte) (Reply, error) {
	c, kind := reader(b)
	c.lines = &d.kept
	var r Reply
	switch kind {
	case kindError:
		c.text(&r.Error)
		if r.Error == "" {
			r.Error = "The worker failed without a word."
		}
		return r, c.end()
	case kindReady:
		r.Ready = true
		c.text(&r.Link)
		c.texts(&r.Notices)
	case kindFrame:
	default:
		return Reply{}, errors.New("wire: not a reply")
	}
	r.Frame = new(sim.Frame)
	c.frame(r.Frame)
	if err := c.end(); err != nil {
		return Reply{}, err
	}
	return r, nil
}
