package wire

import (
	"encoding/binary"
	"fmt"
	"math"

	"narrows/sim"
)

func (s Start) Append(b []byte) []byte {
	return putString(putString(putUint(b, format|kindStart), s.Build), s.Link)
}

func (a Advance) Append(b []byte) []byte {
	return putFloat(putInt(putUint(b, format|kindAdvance), a.Steps), a.Budget)
}

func (s Set) Append(b []byte) []byte {
	return putFloat(putString(putUint(b, format|kindSet), s.Knob), s.Value)
}

// AppendError appends the bytes of a reply that is an error, in one sentence, to b, which
// holds a multiple of four.
func AppendError(b []byte, sentence string) []byte {
	return putString(putUint(b, format|kindError), sentence)
}

// An Encoder writes the replies of one run. Of each History line it sends what its
// receiver cannot have: the number of confirmed points (all but the last) sent before,
// and the points from there on. So all frames of an encoder must reach the one Decoder
// that is made for them, the first time in order. The zero value is ready.
type Encoder struct {
	sent [][]history // by panel and line
}

// history counts the confirmed points of a line: X, Y, Z, Low, High.
type history [5]int

// Ready appends the reply to Start to b, which holds a multiple of four: the canonical
// link, what there is to say about the one that was asked for, and the first frame.
func (e *Encoder) Ready(b []byte, link string, notices []string, f *sim.Frame) []byte {
	b = putString(putUint(b, format|kindReady), link)
	b = putInt(b, len(notices))
	for _, n := range notices {
		b = putString(b, n)
	}
	return e.frame(b, f)
}

// Frame appends the reply to Advance or Set to b, which holds a multiple of four.
func (e *Encoder) Frame(b []byte, f *sim.Frame) []byte {
	return e.frame(putUint(b, format|kindFrame), f)
}

func (e *Encoder) frame(b []byte, f *sim.Frame) []byte {
	b = putFloat(putInt(putInt(b, f.Step), f.Steps), f.Time)
	b = putString(putString(b, f.Strait.In), f.Strait.Out)
	b = putString(putString(b, f.Strait.Left), f.Strait.Right)
	b = putInt(putInt(b, f.Strait.Units), f.Strait.Width)
	b = putUint(b, flags(f.Strait.Kernel))
	b = putInt(b, len(f.Panels))
	for len(e.sent) < len(f.Panels) {
		e.sent = append(e.sent, nil)
	}
	for i := range f.Panels {
		b = e.panel(b, i, &f.Panels[i])
	}
	b = putInt(b, len(f.Facts))
	for i := range f.Facts {
		x := &f.Facts[i]
		b = putString(putString(b, x.Name), x.Label)
		b = putFloat(putUint(b, uint32(x.Role)), x.Value)
		b = putFloat(putString(b, x.Unit), x.Tolerance)
	}
	b = putInt(b, len(f.Events))
	for i := range f.Events {
		x := &f.Events[i]
		b = putUint(putInt(b, x.Step), uint32(x.Role))
		b = putString(putString(b, x.Label), x.Sentence)
	}
	b = putString(putString(b, f.Summary), f.End)
	b = putUint(b, flags(f.Offer != nil))
	if f.Offer != nil {
		b = putFloat(putString(putString(b, f.Offer.Text), f.Offer.Knob), f.Offer.Value)
	}
	return b
}

func (e *Encoder) panel(b []byte, i int, p *sim.Panel) []byte {
	b = putString(putString(putString(b, p.Name), p.Title), p.Subtitle)
	b = putString(putUint(b, flags(p.Square, p.Solid, p.Minor)), p.Instead)
	b = putAxis(putAxis(putAxis(b, &p.X), &p.Y), &p.Z)
	b = putInt(b, len(p.Classes))
	for _, c := range p.Classes {
		b = putString(b, c)
	}
	b = putInt(b, len(p.Cells))
	for j := range p.Cells {
		b = putCells(b, &p.Cells[j])
	}
	b = putInt(b, len(p.Tiles))
	for j := range p.Tiles {
		b = putTiles(b, &p.Tiles[j])
	}
	b = putInt(b, len(p.Lines))
	for len(e.sent[i]) < len(p.Lines) {
		e.sent[i] = append(e.sent[i], history{})
	}
	for j := range p.Lines {
		b = putLine(b, &p.Lines[j], &e.sent[i][j])
	}
	b = putInt(b, len(p.Segments))
	for j := range p.Segments {
		b = putSegments(b, &p.Segments[j])
	}
	b = putInt(b, len(p.Dots))
	for j := range p.Dots {
		b = putDots(b, &p.Dots[j])
	}
	return b
}

func putAxis(b []byte, a *sim.Axis) []byte {
	b = putFloat(putFloat(putString(b, a.Label), a.Min), a.Max)
	b = putString(putUint(b, uint32(a.Scale)), a.Suffix)
	return putFloat(putUint(b, flags(a.Hidden, a.Reversed)), a.Unit)
}

func putCells(b []byte, c *sim.Cells) []byte {
	b = putInt(putInt(putString(b, c.Label), c.W), c.H)
	b = putFloat(putFloat(putFloat(putFloat(b, c.X0), c.X1), c.Y0), c.Y1)
	b = putUint(putFloats(b, c.Values), uint32(c.Scale))
	b = putFloat(putFloat(putFloat(b, c.Min), c.Max), c.Unit)
	return putBytes(putUint(b, flags(c.Smooth, c.Zero)), c.Bars)
}

func putTiles(b []byte, t *sim.Tiles) []byte {
	b = putFloats(putFloats(putString(b, t.Of), t.X), t.Y)
	b = putInt(putFloat(b, t.Size), t.Side)
	return putBytes(putBytes(putBytes(b, t.Inks), t.Class), t.Guess)
}

func putLine(b []byte, l *sim.Line, sent *history) []byte {
	b = putInt(putUint(b, uint32(l.Role)), l.Class)
	b = putInt(putString(b, l.Key.Of), l.Key.ID)
	b = putString(b, l.Label)
	b = putUint(b, flags(l.Big, l.Dashed, l.Fade, l.Thin, l.Head, l.History, len(l.Z) > 0, len(l.Low) > 0, len(l.High) > 0, len(l.Breaks) > 0))
	if len(l.Breaks) > 0 {
		b = putInts(b, l.Breaks)
	}
	for k, v := range [...][]float32{l.X, l.Y, l.Z, l.Low, l.High} {
		if k >= 2 && len(v) == 0 {
			continue // most lines have neither depth nor band, and most lines are many
		}
		if !l.History {
			b = putFloats(b, v)
			continue
		}
		from := max(0, min(sent[k], len(v)-1))
		b = putFloats(putInt(b, from), v[from:])
		sent[k] = max(sent[k], len(v)-1)
	}
	return b
}

func putSegments(b []byte, s *sim.Segments) []byte {
	b = putString(putUint(b, uint32(s.Role)), s.Of)
	for _, v := range [...][]float32{s.X0, s.Y0, s.X1, s.Y1, s.Z0, s.Z1} {
		b = putFloats(b, v)
	}
	b = putUint(putUint(b, flags(s.Arrow)), uint32(s.From))
	return putString(putString(b, s.Label), s.Note)
}

func putDots(b []byte, d *sim.Dots) []byte {
	b = putString(putString(putUint(b, uint32(d.Role)), d.Of), d.Label)
	b = putFloats(putFloats(putFloats(b, d.X), d.Y), d.Z)
	return putUint(putBytes(b, d.Class), flags(d.Hollow, d.Ring, d.Given))
}

func flags(on ...bool) (word uint32) {
	for i, o := range on {
		if o {
			word |= 1 << i
		}
	}
	return word
}

func putUint(b []byte, x uint32) []byte { return binary.LittleEndian.AppendUint32(b, x) }

func putInt(b []byte, x int) []byte {
	if x != int(int32(x)) {
		panic(fmt.Sprintf("wire: %d does not fit 32 bits", x))
	}
	return putUint(b, uint32(x))
}

func putFloat(b []byte, x float64) []byte {
	return binary.LittleEndian.AppendUint64(b, math.Float64bits(x))
}

func putString(b []byte, s string) []byte {
	return pad(append(putInt(b, len(s)), s...), len(s))
}

func putBytes(b, s []byte) []byte {
	return pad(append(putInt(b, len(s)), s...), len(s))
}

// pad fills up after n bytes to a multiple of four.
func pad(b []byte, n int) []byte { return append(b, "\x00\x00\x00"[:-n&3]...) }

func putFloats(b []byte, v []float32) []byte {
	b = putInt(b, len(v))
	for _, x := range v {
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(x))
	}
	return b
}

func putInts(b []byte, v []int32) []byte {
	b = putInt(b, len(v))
	for _, x := range v {
		b = binary.LittleEndian.AppendUint32(b, uint32(x))
	}
	return b
}
