package chart_test

import (
	"bytes"
	"math"
	"testing"

	"narrows/sim"
	"narrows/wasm/chart"
	"narrows/wasm/raster"
)

// other is a finished run to be pinned: other points, slower losses, a coast of another
// shape.
func other() *sim.Frame {
	f := headlineOf(19, 2000)
	for i := range f.Panels {
		p := &f.Panels[i]
		for j := range p.Lines {
			ln := &p.Lines[j]
			if ln.Role == sim.Class {
				continue
			}
			for k := range ln.Y {
				ln.Y[k] *= float32(1 + 1.5*math.Exp(-math.Pow(math.Log1p(float64(ln.X[k]))-4, 2)/4))
			}
		}
		for j := range p.Cells {
			c := &p.Cells[j]
			for k := range c.Values {
				c.Values[k] += float32(math.Sin(float64(k%c.W)/5)) * 1.6
			}
		}
	}
	return &f
}

// twoWheels are two ghosts of a run of many classes.
func twoWheels() []*sim.Frame {
	a, b := wheel(6), wheel(6)
	for _, g := range []struct {
		f  *sim.Frame
		by float32
	}{{&a, 1.4}, {&b, .6}} {
		for i := range g.f.Panels {
			p := &g.f.Panels[i]
			for j := range p.Lines {
				for k := range p.Lines[j].Y {
					p.Lines[j].Y[k] *= g.by
				}
			}
			for j := range p.Dots {
				for k := range p.Dots[j].Y {
					p.Dots[j].Y[k] *= g.by
				}
			}
		}
	}
	return []*sim.Frame{&a, &b}
}

func paint(c *chart.Chart, f sim.Frame, l chart.Look) []byte {
	var p raster.Painter
	return bytes.Clone(p.Paint(c.Scene(&f, l)).Pix)
}

// Ghosts leave nothing behind: a picture without one is the same to the byte before, after
// and beside pictures with some, and so is one whose ghosts fit no panel.
func TestGhostsLeaveNothing(t *testing.T) {
	l := chart.Look{Width: 1008, Scale: 1}
	want := paint(chart.New(), headline(500), l)
	c := chart.New()
	haunted := l
	haunted.Ghosts = []*sim.Frame{other()}
	if bytes.Equal(paint(c, headline(500), haunted), want) {
		t.Error("a ghost cannot be seen")
	}
	if !bytes.Equal(paint(c, headline(500), l), want) {
		t.Error("a ghost stays in the picture after it is gone")
	}
	renamed, relabelled := other(), other()
	for i := range renamed.Panels {
		renamed.Panels[i].Name += "?"
		relabelled.Panels[i].X.Label += " of another clock"
	}
	for name, ghosts := range map[string][]*sim.Frame{
		"none": {nil}, "other panels": {renamed}, "other axes": {relabelled}, "another experiment": {{}},
	} {
		haunted.Ghosts = ghosts
		if !bytes.Equal(paint(c, headline(500), haunted), want) {
			t.Errorf("ghosts with %s: got another picture, want none of them in it", name)
		}
	}
}

// A ghost has no bands, trails, rings, fields, heads or data: without them it is the same ghost.
func TestGhostIsPale(t *testing.T) {
	l := chart.Look{Width: 1008, Scale: 1}
	bare := other()
	for i := range bare.Panels {
		p := &bare.Panels[i]
		p.Segments = nil
		var lines []sim.Line
		for _, ln := range p.Lines {
			if ln.Low, ln.High, ln.Head = nil, nil, false; !ln.Fade {
				lines = append(lines, ln)
			}
		}
		var dots []sim.Dots
		for _, d := range p.Dots {
			if !d.Ring && !d.Hollow && !d.Given {
				dots = append(dots, d)
			}
		}
		p.Lines, p.Dots = lines, dots
	}
	l.Ghosts = []*sim.Frame{other()}
	got := paint(chart.New(), headline(500), l)
	l.Ghosts = []*sim.Frame{bare}
	if !bytes.Equal(got, paint(chart.New(), headline(500), l)) {
		t.Error("a ghost shows more than its curves, points and zero lines")
	}
	// A third pin is one too many.
	l.Ghosts = []*sim.Frame{other(), bare}
	got = paint(chart.New(), headline(500), l)
	l.Ghosts = append(l.Ghosts, twoWheels()[0])
	if !bytes.Equal(got, paint(chart.New(), headline(500), l)) {
		t.Error("a third ghost is drawn, want at most two")
	}
}

// Two ghosts are told apart: the same two in the other order are another picture.
func TestGhostsDiffer(t *testing.T) {
	first, second := other(), headline(300)
	l := chart.Look{Width: 1008, Scale: 1, Ghosts: []*sim.Frame{first, &second}}
	for i := range first.Panels { // of their labels there is but one
		for j := range first.Panels[i].Lines {
			first.Panels[i].Lines[j].Label = ""
		}
	}
	for i := range second.Panels {
		for j := range second.Panels[i].Lines {
			second.Panels[i].Lines[j].Label = ""
		}
	}
	got := paint(chart.New(), headline(500), l)
	l.Ghosts[0], l.Ghosts[1] = l.Ghosts[1], l.Ghosts[0]
	far := 0
	for i, v := range paint(chart.New(), headline(500), l) {
		if d := int(v) - int(got[i]); d > 40 || d < -40 {
			far++
		}
	}
	if far < 500 {
		t.Errorf("the same two ghosts in the other order: got %d values that are far from what they were, want at least 500", far)
	}
}

// A ghost's curve is drawn on the axes of the frame: doubling the ghost's own range changes
// nothing.
func TestGhostAxes(t *testing.T) {
	l := chart.Look{Width: 1008, Scale: 1, Ghosts: []*sim.Frame{other()}}
	got := paint(chart.New(), headline(500), l)
	wider := other()
	for i := range wider.Panels {
		p := &wider.Panels[i]
		p.X.Max, p.Y.Max = 2*p.X.Max, 2*p.Y.Max
	}
	l.Ghosts[0] = wider
	if !bytes.Equal(got, paint(chart.New(), headline(500), l)) {
		t.Error("a ghost is drawn on axes of its own")
	}
}
