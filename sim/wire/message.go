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
//	what is rare        an offer, tables, a noun, parts of a line: only where the flags before them announce it
//
// The lines of a frame that are History are sent by their growth: see Encoder.
package wire

import "encoding/binary"

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

// writer returns a coder that has begun to append a message to b.
func writer(b []byte, kind uint32) coder {
	return coder{b: begun(b, kind)}
}

// begun appends the first word of a message to b.
func begun(b []byte, kind uint32) []byte {
	return binary.LittleEndian.AppendUint32(b, format|kind)
}

// reader returns a coder that has begun to read b, and the kind of message that b is: 0 if
// it is none of this format.
func reader(b []byte) (coder, uint32) {
	c := coder{reading: true, b: b}
	first := c.next()
	if first&^0xffff != format {
		return c, 0
	}
	return c, first & 0xffff
}
