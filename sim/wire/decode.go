package wire

import (
	"errors"
	"fmt"

	"narrows/sim"
)

// ParseRequest reads a request. It fails on bytes that are none.
func ParseRequest(b []byte) (Request, error) {
	r := reader{b: b}
	var q Request
	switch r.kind() {
	case kindStart:
		q = Start{Build: r.text(), Link: r.text()}
	case kindAdvance:
		q = Advance{Steps: r.int(), Budget: r.float()}
	case kindSet:
		q = Set{Knob: r.text(), Value: r.float()}
	default:
		return nil, errors.New("wire: not a request")
	}
	return q, r.end()
}

// A Decoder reads the replies of one run, made by one Encoder: a page makes one for each
// Start it sends. Once it has read all frames in order it reads any of them again. The
// zero value is ready.
type Decoder struct {
	kept [][]lineage // by panel and line
}

// lineage holds the confirmed points of a History line: X, Y, Z, Low, High.
type lineage [5][]float32

// Decode reads a reply. The slices of its frame lie in b, which must not be changed as
// long as the frame is in use. It fails on bytes that are no reply, and on a frame that
// builds on one which the decoder has not seen; then the decoder is as it was or has
// some points more, and goes on with the next reply.
func (d *Decoder) Decode(b []byte) (Reply, error) {
	r := reader{b: b}
	var reply Reply
	switch r.kind() {
	case kindError:
		reply.Error = r.text()
		if reply.Error == "" {
			reply.Error = "The worker failed without a word."
		}
		return reply, r.end()
	case kindReady:
		reply.Ready = true
		reply.Link = r.text()
		if n := r.count(4); n > 0 {
			reply.Notices = make([]string, n)
			for i := range reply.Notices {
				reply.Notices[i] = r.text()
			}
		}
	case kindFrame:
	default:
		return Reply{}, errors.New("wire: not a reply")
	}
	reply.Frame = d.frame(&r)
	if err := r.end(); err != nil {
		return Reply{}, err
	}
	return reply, nil
}

// The least bytes that an element of a list takes, which bound how many there can be.
const (
	leastPanel    = 4*4 + 4 + 3*leastAxis + 6*4
	leastAxis     = 4 + 8 + 8 + 4 + 4 + 4
	leastCells    = 4 + 8 + 4*8 + 4 + 4 + 3*8 + 4 + 4
	leastTiles    = 4 + 8 + 8 + 4 + 3*4
	leastLine     = 8 + 8 + 4 + 4 + 2*4
	leastSegments = 8 + 6*4 + 8 + 8
	leastDots     = 4 + 8 + 12 + 8
	leastFact     = 8 + 4 + 8 + 4 + 8
	leastEvent    = 8 + 8
)

func (d *Decoder) frame(r *reader) *sim.Frame {
	f := &sim.Frame{Step: r.int(), Steps: r.int(), Time: r.float()}
	f.Strait = sim.Strait{
		In: r.text(), Out: r.text(), Left: r.text(), Right: r.text(),
		Units: r.int(), Width: r.int(), Kernel: r.flags(1)[0],
	}
	if n := r.count(leastPanel); n > 0 {
		f.Panels = make([]sim.Panel, n)
		for len(d.kept) < n {
			d.kept = append(d.kept, nil)
		}
		for i := range f.Panels {
			d.panel(r, i, &f.Panels[i])
		}
	}
	if n := r.count(leastFact); n > 0 {
		f.Facts = make([]sim.Fact, n)
		for i := range f.Facts {
			f.Facts[i] = sim.Fact{Name: r.text(), Label: r.text(), Role: r.role(), Value: r.float(), Unit: r.text(), Tolerance: r.float()}
		}
	}
	if n := r.count(leastEvent); n > 0 {
		f.Events = make([]sim.Event, n)
		for i := range f.Events {
			f.Events[i] = sim.Event{Step: r.int(), Role: r.role(), Label: r.text(), Sentence: r.text()}
		}
	}
	f.Summary, f.End = r.text(), r.text()
	if r.flags(1)[0] {
		f.Offer = &sim.Offer{Text: r.text(), Knob: r.text(), Value: r.float()}
	}
	return f
}

func (d *Decoder) panel(r *reader, i int, p *sim.Panel) {
	p.Name, p.Title, p.Subtitle = r.text(), r.text(), r.text()
	on := r.flags(3)
	p.Square, p.Solid, p.Minor = on[0], on[1], on[2]
	p.Instead = r.text()
	p.X, p.Y, p.Z = r.axis(), r.axis(), r.axis()
	if n := r.count(4); n > 0 {
		p.Classes = make([]string, n)
		for j := range p.Classes {
			p.Classes[j] = r.text()
		}
	}
	if n := r.count(leastCells); n > 0 {
		p.Cells = make([]sim.Cells, n)
		for j := range p.Cells {
			r.cells(&p.Cells[j])
		}
	}
	if n := r.count(leastTiles); n > 0 {
		p.Tiles = make([]sim.Tiles, n)
		for j := range p.Tiles {
			r.tiles(&p.Tiles[j])
		}
	}
	if n := r.count(leastLine); n > 0 {
		p.Lines = make([]sim.Line, n)
		for len(d.kept[i]) < n {
			d.kept[i] = append(d.kept[i], lineage{})
		}
		for j := range p.Lines {
			r.line(&p.Lines[j], &d.kept[i][j])
		}
	}
	if n := r.count(leastSegments); n > 0 {
		p.Segments = make([]sim.Segments, n)
		for j := range p.Segments {
			r.segments(&p.Segments[j])
		}
	}
	if n := r.count(leastDots); n > 0 {
		p.Dots = make([]sim.Dots, n)
		for j := range p.Dots {
			r.dots(&p.Dots[j])
		}
	}
}

func (r *reader) axis() sim.Axis {
	a := sim.Axis{Label: r.text(), Min: r.float(), Max: r.float()}
	a.Scale = sim.Scale(r.choice(int(sim.LogStep) + 1))
	a.Suffix = r.text()
	on := r.flags(2)
	a.Hidden, a.Reversed = on[0], on[1]
	a.Unit = r.float()
	return a
}

func (r *reader) cells(c *sim.Cells) {
	c.Label, c.W, c.H = r.text(), r.int(), r.int()
	c.X0, c.X1, c.Y0, c.Y1 = r.float(), r.float(), r.float(), r.float()
	c.Values = r.floats()
	c.Scale = sim.CellScale(r.choice(int(sim.ByClass) + 1))
	c.Min, c.Max, c.Unit = r.float(), r.float(), r.float()
	on := r.flags(2)
	c.Smooth, c.Zero = on[0], on[1]
	c.Bars = r.bytes()
}

func (r *reader) tiles(t *sim.Tiles) {
	t.Of, t.X, t.Y = r.text(), r.floats(), r.floats()
	t.Size, t.Side = r.float(), r.int()
	t.Inks, t.Class, t.Guess = r.bytes(), r.bytes(), r.bytes()
}

func (r *reader) line(l *sim.Line, kept *lineage) {
	l.Role, l.Class = r.role(), r.int()
	l.Key = sim.Key{Of: r.text(), ID: r.int()}
	l.Label = r.text()
	on := r.flags(10)
	l.Big, l.Dashed, l.Fade, l.Thin, l.Head, l.History = on[0], on[1], on[2], on[3], on[4], on[5]
	if on[9] {
		l.Breaks = r.ints()
	}
	there := [...]bool{true, true, on[6], on[7], on[8]}
	for k, v := range [...]*[]float32{&l.X, &l.Y, &l.Z, &l.Low, &l.High} {
		if !there[k] {
			continue
		}
		if l.History {
			*v = r.grown(&kept[k])
		} else {
			*v = r.floats()
		}
	}
}

// grown reads the growth of a History line's slice and returns the whole of it, having
// kept what is confirmed.
func (r *reader) grown(kept *[]float32) []float32 {
	from := r.int()
	rest := r.floats()
	if from < 0 || from > len(*kept) {
		r.fail(fmt.Sprintf("builds on %d points of a line of which %d are known", from, len(*kept)))
	}
	if r.err != nil || from+len(rest) == 0 {
		return nil
	}
	if n := from + len(rest) - 1; n > len(*kept) {
		*kept = append(*kept, rest[len(*kept)-from:n-from]...)
	}
	if from == 0 {
		return rest
	}
	whole := make([]float32, from+len(rest))
	copy(whole[copy(whole, (*kept)[:from]):], rest)
	return whole
}

func (r *reader) segments(s *sim.Segments) {
	s.Role, s.Of = r.role(), r.text()
	for _, v := range [...]*[]float32{&s.X0, &s.Y0, &s.X1, &s.Y1, &s.Z0, &s.Z1} {
		*v = r.floats()
	}
	s.Arrow, s.From = r.flags(1)[0], r.role()
	s.Label, s.Note = r.text(), r.text()
}

func (r *reader) dots(d *sim.Dots) {
	d.Role, d.Of, d.Label = r.role(), r.text(), r.text()
	d.X, d.Y, d.Z = r.floats(), r.floats(), r.floats()
	d.Class = r.bytes()
	on := r.flags(3)
	d.Hollow, d.Ring, d.Given = on[0], on[1], on[2]
}
