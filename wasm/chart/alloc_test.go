package chart_test

import (
	"math"
	"testing"

	"narrows/sim"
	"narrows/wasm/chart"
)

// Once warm, a figure is drawn without allocating: fields that change, curves that grow,
// a crowd of discs and segments, and a graph with notes and a key.
func TestFramesAllocateNothing(t *testing.T) {
	frames := map[string][2]sim.Frame{
		"headline": {headline(900), headline(901)},
		"notes":    {club(), club()},
		"plates":   {plates(), plates()},
		"crowd":    {crowd(2000, 500, 0), crowd(2000, 500, 1)},
	}
	for name, pair := range frames {
		for _, l := range []chart.Look{{Width: 1008, Scale: 1}, {Width: 390, Scale: 2, Theme: chart.Dark}} {
			c := chart.New()
			i := 0
			draw := func() {
				f := &pair[i%2]
				for p := range f.Panels {
					for k := range f.Panels[p].Cells {
						f.Panels[p].Cells[k].Values[0] += 1e-3
					}
				}
				c.Scene(f, l)
				i++
			}
			for range 40 {
				draw()
			}
			if got := testing.AllocsPerRun(40, draw); got != 0 {
				t.Errorf("%s at %v: got %v allocations a frame want none", name, l.Width, got)
			}
		}
	}
}

// crowd is a panel of discs and one of segments, turned by an angle.
func crowd(discs, segments int, angle float64) sim.Frame {
	d := sim.Dots{Role: sim.Class, Of: "point"}
	for i := range discs {
		r, a := math.Sqrt(float64(i)/float64(discs)), 2.4*float64(i)+angle
		d.X, d.Y = append(d.X, float32(r*math.Cos(a))), append(d.Y, float32(r*math.Sin(a)))
		d.Class = append(d.Class, uint8(i%4))
	}
	s := sim.Segments{Role: sim.Kernel}
	for i := range segments {
		r, a := math.Sqrt(float64(i)/float64(segments)), 2.4*float64(i)-angle
		s.X0, s.Y0 = append(s.X0, float32(r*math.Cos(a))), append(s.Y0, float32(r*math.Sin(a)))
		s.X1, s.Y1 = append(s.X1, float32(r*math.Cos(a+.1))), append(s.Y1, float32(r*math.Sin(a+.1)))
	}
	axis := sim.Axis{Min: -1, Max: 1}
	return sim.Frame{Steps: 100, Step: 1, Panels: []sim.Panel{
		{Name: "cloud", Title: "Points", Square: true, X: axis, Y: axis, Dots: []sim.Dots{d}, Segments: []sim.Segments{s}},
	}}
}

// BenchmarkCrowd draws 20,000 discs and 5,000 segments. The bar is 6 ms.
func BenchmarkCrowd(b *testing.B) {
	frames, c := [2]sim.Frame{crowd(20000, 5000, 0), crowd(20000, 5000, 1)}, chart.New()
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		c.Scene(&frames[i%2], chart.Look{Width: 1008, Scale: 1})
	}
}
