package chart

import (
	"math"
	"slices"
	"testing"

	"narrows/sim"
)

// TestArrowWords puts an arrow between two falling curves at levels from the top of the chart to its
// floor: its words stay below the title, and no curve runs through the middle of them.
func TestArrowWords(t *testing.T) {
	falling := func(role sim.Role, rate float64) (l sim.Line) {
		l = sim.Line{Role: role, Head: true}
		for k := range 101 {
			x := float64(k) / 10
			l.X, l.Y = append(l.X, float32(x)), append(l.Y, float32(math.Exp(-rate*x)))
		}
		return l
	}
	for _, level := range []float64{0.5, 0.3, 0.2, 0.1, 0.05, 0.02, 0.01, 1e-3, 1e-4, 1e-6} {
		x := func(rate float64) []float32 { return []float32{float32(-math.Log(level) / rate)} }
		y := []float32{float32(level)}
		f := sim.Frame{Panels: []sim.Panel{{
			X: sim.Axis{Max: 10}, Y: sim.Axis{Min: 1e-18, Max: 1.2, Scale: sim.Log},
			Lines: []sim.Line{falling(sim.Kernel, 1.5), falling(sim.Limit, 4)},
			Segments: []sim.Segments{{Arrow: true, Role: sim.Limit, From: sim.Kernel, Label: "2.7×", Note: "less time to 1 %",
				X0: x(1.5), Y0: y, X1: x(4), Y1: y}},
		}}}
		c := New()
		words := 0
		c.drawn = func(_ *sim.Panel, at *Place) {
			for _, box := range c.taken {
				if box.H != 15 && box.H != 13 {
					continue
				}
				words++
				if slices.ContainsFunc(c.numbers, box.overlaps) {
					t.Errorf("level %v: got words at %.0f on a number of the axis", level, box)
				}
				if box.Y < at.Plot.Y-8 || c.struck(box) {
					t.Errorf("level %v: got words at %.0f, want them below the title of %.0f and clear of curves", level, box, at.Plot)
				}
			}
		}
		c.Scene(&f, Look{Width: 500, Scale: 1, Room: 220})
		if words != 2 {
			t.Errorf("level %v: got %d lines of words, want 2", level, words)
		}
	}
}
