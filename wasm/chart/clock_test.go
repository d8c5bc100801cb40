package chart_test

import (
	"bytes"
	"fmt"
	"reflect"
	"regexp"
	"testing"

	"narrows/sim"
	"narrows/wasm/chart"
)

// timed is modes with axes that say what a step is in time.
func timed() sim.Frame {
	f := modes()
	for i := range f.Panels {
		f.Panels[i].X.Unit = .05
	}
	return f
}

// Axes of steps and time run as the look says: one that runs so by itself stays as it is to
// the byte, the other way makes another picture, and axes of other things take no notice.
// The frame is left as it was, and nothing stays once the look is the panels' own again.
func TestClocks(t *testing.T) {
	for _, c := range []struct {
		name        string
		frame       func() sim.Frame
		log, linear bool // whether that is another picture
	}{
		{"steps", func() sim.Frame { return headline(500) }, false, true},
		{"time", timed, true, false},
		{"time that says no step", modes, false, false},
		{"a falling loss", func() sim.Frame { return sim.Frame{Panels: []sim.Panel{heldOut(.45)}} }, false, false},
		{"kernels", matrix, false, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			own := chart.Look{Width: 1008, Scale: 1}
			want := paint(chart.New(), c.frame(), own)
			again := chart.New()
			for _, r := range []struct {
				steps chart.StepAxis
				other bool
			}{{chart.LogAxis, c.log}, {chart.LinearAxis, c.linear}, {chart.OwnAxis, false}} {
				f, l := c.frame(), own
				l.Steps = r.steps
				if got := !bytes.Equal(paint(again, f, l), want); got != r.other {
					t.Errorf("axis %d: got another picture: %v, want %v", r.steps, got, r.other)
				}
				for i, p := range c.frame().Panels {
					if !reflect.DeepEqual(f.Panels[i].X, p.X) {
						t.Errorf("axis %d: the frame's own went from %+v to %+v", r.steps, p.X, f.Panels[i].X)
					}
				}
			}
		})
	}
}

// A curve is where its numbers are whichever way the axis runs, and is picked in steps that
// are whole and times that are not.
func TestClockPicks(t *testing.T) {
	layers := headline(500)
	layers.Noun = sim.Noun{One: "layer", Many: "layers"}
	for _, c := range []struct {
		name  string
		frame sim.Frame
		panel int
		steps chart.StepAxis
		share float64 // of the axis
		at    string  // in words
	}{
		{"steps, log", headline(500), 2, chart.LogAxis, .7270, `^Step 2[45]\d: `}, // log 251/log 2001
		{"steps, linear", headline(500), 2, chart.LinearAxis, .125, `^Step 2[45]\d: `},
		{"layers", layers, 2, chart.LogAxis, .7270, `^Layer 2[45]\d: `},
		{"time, log", timed(), 2, chart.LogAxis, .7630, `^Gradient-flow time 2\.[45]\d: `}, // log(1 + 2.5/.05)/log(1 + 8.6/.05)
		{"time, linear", timed(), 2, chart.LinearAxis, .2907, `^Gradient-flow time 2\.[45]\d: `},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := chart.Look{Width: 1008, Scale: 1, Steps: c.steps}
			ch := chart.New()
			ch.Scene(&c.frame, l)
			plot := chart.Layout(&c.frame, l).Places[c.panel].Plot
			x := plot.X + c.share*plot.W
			for y := plot.Y; y < plot.Y+plot.H; y++ {
				panel, _, value, ok := ch.Pick(x, y)
				if ok && panel == c.panel && regexp.MustCompile(c.at).MatchString(value) {
					return
				}
			}
			t.Errorf("found no curve that is picked %s at %.1f %% of the axis", c.at, 100*c.share)
		})
	}
}

// A ghost stands on the axes of the frame, as the look has them: one of the same run lies
// under it.
func TestGhostFollowsClock(t *testing.T) {
	for _, steps := range []chart.StepAxis{chart.LogAxis, chart.LinearAxis} {
		for name, frame := range map[string]func() sim.Frame{"steps": func() sim.Frame { return headline(1000) }, "time": timed} {
			g := frame()
			l := chart.Look{Width: 1008, Scale: 1, Steps: steps, Ghosts: []*sim.Frame{&g}}
			other := frame()
			for i := range other.Panels { // it says nothing of its axes
				x := &other.Panels[i].X
				x.Scale, x.Unit = sim.Linear, 0
			}
			want := paint(chart.New(), frame(), l)
			l.Ghosts = []*sim.Frame{&other}
			if !bytes.Equal(paint(chart.New(), frame(), l), want) {
				t.Error(fmt.Sprint(name, ", axis ", steps, ": a ghost with other axes of its own stands elsewhere"))
			}
		}
	}
}
