package experiments_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"narrows/sim"
	"narrows/sim/geom"
)

// checkFrame checks what a single frame must keep to by itself.
func checkFrame(t *testing.T, e sim.Experiment, f *sim.Frame) {
	t.Helper()
	bad := func(format string, args ...any) {
		t.Helper()
		t.Errorf("step %d: %s", f.Step, fmt.Sprintf(format, args...))
	}
	if f.Step < 0 || f.Steps < 1 || f.Step > f.Steps || !finite(f.Time) {
		bad("got step %d of %d at time %v", f.Step, f.Steps, f.Time)
	}
	if !strings.HasSuffix(f.Summary, ".") || strings.Contains(f.Summary, "\n") {
		bad("got summary %q, want sentences", f.Summary)
	}
	if f.End != "" && !strings.HasSuffix(f.End, ".") {
		bad("got end %q, want a sentence", f.End)
	}
	if n := f.Noun; (n.One == "") != (n.Many == "") || n.One != strings.ToLower(n.One) {
		bad("got a step called %+v, want one and many of it, as they stand within a sentence, or neither", n)
	}
	names := map[string]bool{}
	for i := range f.Panels {
		p := &f.Panels[i]
		if p.Name == "" || names[p.Name] || strings.ContainsAny(p.Name, ".&=@ ") {
			bad("got panel name %q, want one of its own, fit for a link", p.Name)
		}
		names[p.Name] = true
		checkPanel(func(format string, args ...any) {
			t.Helper()
			bad("panel %s: %s", p.Name, fmt.Sprintf(format, args...))
		}, p)
	}
	facts := map[string]bool{}
	for _, x := range f.Facts {
		key := fmt.Sprint(x.Name, "/", x.Role)
		if x.Name == "" || facts[key] {
			bad("got fact %q twice or without a name", key)
		}
		facts[key] = true
		if math.IsInf(x.Value, 0) || !finite(x.Tolerance) || x.Tolerance < 0 {
			bad("got fact %+v, want a number or NaN", x)
		}
	}
	if !said(f.End) {
		bad("got end %q of %d characters, want no more than %d", f.End, utf8.RuneCountInString(f.End), sim.MostSaid)
	}
	rests := 0
	for _, x := range f.Events {
		if x.Step < 0 || x.Step > f.Step || x.Label == "" || !strings.HasSuffix(x.Sentence, ".") || !said(x.Sentence) {
			bad("got event %+v, want one of the past with a label and a sentence of no more than %d characters", x, sim.MostSaid)
		}
		if x.Rest {
			rests++
		}
	}
	if rests > sim.MostRests {
		bad("playback rests at %d events, want no more than %d", rests, sim.MostRests)
	}
	checkInputs(bad, e, f)
	if o := f.Offer; o != nil {
		k := knob(e, o.Knob)
		if k == nil || o.Text == "" || k.Check(o.Value) != nil || math.IsInf(o.Value, 0) {
			bad("got offer %+v, want an allowed value of a knob", o)
		}
	}
}

// checkInputs checks that the first frame, and no other, says what the run took.
func checkInputs(bad func(string, ...any), e sim.Experiment, f *sim.Frame) {
	want := len(e.Inputs)
	if f.Step > 0 {
		want = 0
	}
	if len(f.Inputs) != want {
		bad("got %d tables, want %d", len(f.Inputs), want)
		return
	}
	for i, rows := range f.Inputs {
		in := &e.Inputs[i]
		if err := in.Check(append(sim.Rows{}, rows...)); err != nil || !slices.Equal(rows, in.Quantised(rows)) {
			bad("%s: got rows %v, %v, want allowed ones, quantised", in.Name, rows, err)
		}
	}
}

func said(sentence string) bool { return utf8.RuneCountInString(sentence) <= sim.MostSaid }

func checkPanel(bad func(string, ...any), p *sim.Panel) {
	axes := []sim.Axis{p.X, p.Y}
	if p.Solid {
		axes = append(axes, p.Z)
	}
	for i, a := range axes {
		if !finite(a.Min) || !finite(a.Max) || a.Min >= a.Max || a.Scale == sim.Log && a.Min <= 0 || a.Scale == sim.LogStep && a.Min < 0 || !finite(a.Unit) || a.Unit < 0 {
			bad("axis %d: got %v … %v", i, a.Min, a.Max)
		}
		if a.Around && (a.Scale != sim.Linear || a.Unit != 0 || p.Solid) {
			bad("axis %d: got one that goes around, want an even one of a flat panel", i)
		}
	}
	if p.Column < 0 || p.Column > 7 || !(p.Share >= 0 && p.Share <= 1) {
		bad("got column %d, share %v of it, want one of eight columns and a share in 0 … 1", p.Column, p.Share)
	}
	same := func(what string, n int, parts ...[]float32) {
		for k, v := range parts {
			if len(v) != n {
				bad("%s: part %d has %d values, want %d", what, k, len(v), n)
			}
			for _, x := range v {
				if !finite(float64(x)) {
					bad("%s: got a value %v", what, x)
					break
				}
			}
		}
	}
	class := func(what string, c int) {
		if c < 0 || len(p.Classes) > 0 && c >= len(p.Classes) {
			bad("%s: got class %d of %d", what, c, len(p.Classes))
		}
	}
	for i := range p.Cells {
		c, what := &p.Cells[i], fmt.Sprint("cells ", i)
		same(what, c.W*c.H, c.Values)
		if c.W < 1 || c.H < 1 || !(c.X0 < c.X1 && c.Y0 < c.Y1) || c.Scale == sim.Sequential && !(c.Min < c.Max) || !finite(c.Unit) || c.Unit < 0 {
			bad("%s: got %d×%d on %v … %v, %v … %v, unit %v", what, c.W, c.H, c.X0, c.X1, c.Y0, c.Y1, c.Unit)
		}
		if c.Levels != nil && (c.Scale != sim.Signed || !slices.Equal(geom.Levels(nil, c), c.Levels)) {
			bad("%s: got levels %v, want at most %d, ascending, of a signed field", what, c.Levels, sim.MostLevels)
		}
		checkRows(func(format string, args ...any) { bad("%s: %s", what, fmt.Sprintf(format, args...)) }, c)
	}
	for i := range p.Lines {
		l, what := &p.Lines[i], fmt.Sprint("line ", i)
		n := len(l.X)
		same(what, n, l.X, l.Y)
		if p.Solid {
			same(what, n, l.Z)
		}
		if l.Low != nil || l.High != nil {
			same(what, n, l.Low, l.High)
		}
		// Runs thin their lines.
		if n > 512 {
			bad("%s: got %d points, want at most 512", what, n)
		}
		for j := range l.Low {
			if j < len(l.High) && l.Low[j] > l.High[j] {
				bad("%s: got a band from %v to %v", what, l.Low[j], l.High[j])
				break
			}
		}
		class(what, l.Class)
	}
	for i := range p.Segments {
		s, what := &p.Segments[i], fmt.Sprint("segments ", i)
		n := len(s.X0)
		same(what, n, s.X0, s.Y0, s.X1, s.Y1)
		if p.Solid {
			same(what, n, s.Z0, s.Z1)
		}
		checkTies(func(format string, args ...any) { bad("%s: %s", what, fmt.Sprintf(format, args...)) }, p, s)
		if s.Arrow && s.Label == "" {
			bad("%s: got an annotation without words", what)
		}
		checkPieces(func(format string, args ...any) { bad("%s: %s", what, fmt.Sprintf(format, args...)) }, p, s)
	}
	for i := range p.Dots {
		d, what := &p.Dots[i], fmt.Sprint("dots ", i)
		n := len(d.X)
		same(what, n, d.X, d.Y)
		if p.Solid {
			same(what, n, d.Z)
		}
		if d.Class != nil && len(d.Class) != n {
			bad("%s: got %d classes of %d points", what, len(d.Class), n)
		}
		for _, c := range d.Class {
			class(what, int(c))
		}
		if d.Guess != nil && len(d.Guess) != n || d.Output != nil && len(d.Output) != n {
			bad("%s: got %d guesses and %d outputs of %d points", what, len(d.Guess), len(d.Output), n)
		}
		for _, c := range d.Guess {
			class(what, int(c))
		}
		if !(d.Unit >= 0) || math.IsInf(d.Unit, 0) || d.Unit > 0 && d.Spread == nil {
			bad("%s: got a deviation %v for %d rings", what, d.Unit, len(d.Spread))
		}
		if d.Words != nil && len(d.Words) != n || slices.Contains(d.Words, "") {
			bad("%s: got names %q of %d points, want one for each", what, d.Words, n)
		}
		if d.Labelled != nil && (len(d.Labelled) != n || int(slices.Max(d.Labelled)) > len(p.Classes)) {
			bad("%s: got labels %v of %d points", what, d.Labelled, n)
		}
		for _, s := range [][]float32{d.Output, d.Lead, d.Spread, d.Size} {
			if s != nil {
				same(what, n, s)
			}
		}
		if d.Ring && len(d.Size) > 0 && (slices.Min(d.Size) < 0 || slices.Max(d.Size) > 4) {
			bad("%s: got rings of sizes %v, want 0 … 4", what, d.Size)
		}
	}
	checkNotes(bad, p)
}

// checkNotes checks that notes are few, in few words, and tell of places on their panel.
func checkNotes(bad func(string, ...any), p *sim.Panel) {
	if len(p.Notes) > sim.MostNotes || p.Solid && len(p.Notes) > 0 {
		bad("got %d notes, want at most %d, and none of a solid panel", len(p.Notes), sim.MostNotes)
	}
	for i, n := range p.Notes {
		what := fmt.Sprint("note ", i)
		within := n.X >= p.X.Min && n.X <= p.X.Max && n.Y >= p.Y.Min && n.Y <= p.Y.Max
		if !within || n.Label == "" && n.Small == "" || utf8.RuneCountInString(n.Label) > 40 || utf8.RuneCountInString(n.Small) > 40 {
			bad("%s: got %+v, want a few words at a place on the panel", what, n)
		}
		if n.Class < 0 || len(p.Classes) > 0 && n.Class >= len(p.Classes) {
			bad("%s: got class %d of %d", what, n.Class, len(p.Classes))
		}
	}
}

// checkPieces checks that straight pieces have classes and widths of their own or none.
func checkPieces(bad func(string, ...any), p *sim.Panel, s *sim.Segments) {
	n := max(len(s.X0), len(s.A))
	if s.Class != nil && (len(s.Class) != n || s.Role != sim.Class) || s.Width != nil && (len(s.Width) != n || s.Arrow || s.Dashed || s.Quiet) {
		bad("got %d classes and %d widths of %d pieces of %s, want one for each, of pieces that show them", len(s.Class), len(s.Width), n, s.Role)
	}
	for _, c := range s.Class {
		if len(p.Classes) > 0 && int(c) >= len(p.Classes) {
			bad("got class %d of %d", c, len(p.Classes))
			break
		}
	}
	for _, w := range s.Width {
		if !(w >= 0 && w <= 1) {
			bad("got a width %v, want 0 … 1", w)
			break
		}
	}
}

// checkTies checks that ties end at dots of their panel, and say nowhere else where.
func checkTies(bad func(string, ...any), p *sim.Panel, s *sim.Segments) {
	d := p.Joined(s)
	if s.Join != "" && d == nil || s.Join == "" && len(s.A)+len(s.B) > 0 || d != nil && (len(s.X0) > 0 || len(s.A) != len(s.B)) {
		bad("got %d and %d ends of ties that join %q, with %d places", len(s.A), len(s.B), s.Join, len(s.X0))
		return
	}
	for _, id := range slices.Concat(s.A, s.B) {
		if id < 0 || int(id) >= len(d.X) {
			bad("a tie ends at %s %d of %d", s.Join, id, len(d.X))
			return
		}
	}
}

// checkRows checks that the rows of a matrix are things of their own.
func checkRows(bad func(string, ...any), c *sim.Cells) {
	if c.Of == "" && c.Rows == nil {
		return
	}
	ids := slices.Clone(c.Rows)
	slices.Sort(ids)
	if c.Of == "" || c.W != c.H || c.Smooth || len(ids) != c.W || ids[0] < 0 || len(slices.Compact(ids)) != c.W {
		bad("got rows %v of %q for a matrix of %d×%d, want each once", c.Rows, c.Of, c.H, c.W)
	}
}

func finite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }

func knob(e sim.Experiment, name string) *sim.Knob {
	for i := range e.Knobs {
		if e.Knobs[i].Name == name {
			return &e.Knobs[i]
		}
	}
	return nil
}
