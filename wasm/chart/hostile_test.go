package chart_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"narrows/sim"
	"narrows/wasm/chart"
	"narrows/wasm/raster"
)

// TestNothingPanics draws frames whose numbers and lengths make no sense, in looks that
// make no sense.
func TestNothingPanics(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	nan, inf := math.NaN(), math.Inf(1)
	odd := []float64{nan, inf, -inf, 0, -1, 1e300, -1e300, 1e-300, 1, 2, .5, 1e9}
	pick := func() float64 { return odd[rng.IntN(len(odd))] }
	floats := func() []float32 {
		s := make([]float32, rng.IntN(9))
		for i := range s {
			s[i] = float32(pick())
		}
		return s
	}
	axis := func() sim.Axis {
		if rng.IntN(2) == 0 {
			return sim.Axis{Min: -1, Max: 1, Around: rng.IntN(3) == 0} // for what comes after the axis to be reached
		}
		return sim.Axis{Around: rng.IntN(2) == 0, Label: "a", Min: pick(), Max: pick(), Scale: sim.Scale(rng.IntN(3)), Hidden: rng.IntN(2) == 0, Ticks: [][]float64{nil, {0, 1}, {pick(), pick()}}[rng.IntN(3)]}
	}
	ids := func() []int32 {
		s := make([]int32, rng.IntN(9))
		for i := range s {
			s[i] = [...]int32{0, 1, 2, -1, math.MaxInt32, math.MinInt32}[rng.IntN(6)]
		}
		return s
	}
	looks := []chart.Look{
		{}, {Width: 1, Scale: 1}, {Width: nan, Scale: nan}, {Width: 300, Scale: 1, Profile: chart.Embed},
		{Width: 1000, Scale: 1, Theme: 99, Profile: 99, Waist: inf}, {Width: 900, Scale: 1, Profile: chart.Present}, {Width: 700, Scale: 1},
	}
	many := make([]float64, 300)
	for i := range many {
		many[i] = float64(i) / 10
	}
	c := chart.New()
	var p raster.Painter
	for i := range 600 {
		f := sim.Frame{Strait: sim.Strait{Units: rng.IntN(4) - 1, Width: rng.IntN(9) - 2, Kernel: true, Left: "l"}}
		for range rng.IntN(6) {
			p := sim.Panel{X: axis(), Y: axis(), Z: axis(), Square: rng.IntN(2) == 0, Solid: rng.IntN(4) == 0, Minor: rng.IntN(3) == 0, Instead: "x; y"}
			p.Cells = []sim.Cells{{Label: "f", W: rng.IntN(4) - 1, H: rng.IntN(4) - 1, X0: pick(), X1: pick(), Y0: pick(), Y1: pick(),
				Values: floats(), Scale: sim.CellScale(rng.IntN(4)), Min: pick(), Max: pick(), Unit: pick(), Smooth: rng.IntN(2) == 0, Zero: true}}
			p.Cells[0].Levels = [][]float64{nil, {}, {.5, 1}, {pick(), pick(), pick(), pick()}, many}[rng.IntN(5)]
			if k := &p.Cells[0]; rng.IntN(2) == 0 {
				k.X0, k.X1, k.Y0, k.Y1 = -1, 1, -1, 1
			}
			p.Lines = []sim.Line{
				{Role: sim.Role(rng.IntN(6)), Class: rng.IntN(9) - 2, Label: "n", Big: rng.IntN(2) == 0, X: floats(), Y: floats(), Z: floats(),
					Low: floats(), High: floats(), Breaks: []int32{-1, 0, 99}, Dashed: rng.IntN(2) == 0, Fade: rng.IntN(2) == 0, Head: true},
				{Role: sim.Limit, Label: "m", X: floats(), Y: floats(), Head: true}}
			p.Segments = []sim.Segments{{Arrow: rng.IntN(2) == 0, Label: "7×", Note: "n", X0: floats(), Y0: floats(), X1: floats(), Y1: floats(), Z0: floats(), Z1: floats()}}
			if g := &p.Segments[0]; rng.IntN(2) == 0 {
				g.Role, g.Width, g.Class, g.Dashed = sim.Role(rng.IntN(6)), floats(), make([]uint8, rng.IntN(9)), rng.IntN(2) == 0
			}
			p.Segments[0].Join, p.Segments[0].A, p.Segments[0].B = "point", ids(), ids()
			p.Cells[0].Of, p.Cells[0].Rows = "point", ids()
			p.Column, p.Share = [...]int{0, 1, 2, -1, math.MaxInt32}[rng.IntN(5)], pick()
			p.X.Reversed, p.Y.Reversed = rng.IntN(2) == 0, rng.IntN(2) == 0
			p.Cells[0].Bars = make([]uint8, rng.IntN(4))
			p.Tiles = []sim.Tiles{{Of: "point", X: floats(), Y: floats(), Size: pick(), Side: rng.IntN(5) - 1, Inks: make([]uint8, rng.IntN(40)),
				Class: make([]uint8, rng.IntN(4)), Guess: []uint8{3, 250}}}
			if rng.IntN(2) == 0 {
				p.Tiles[0].Size = rng.Float64()
			}
			if k := &p.Cells[0]; rng.IntN(3) == 0 { // a matrix that fills its panel, wherever that is
				k.X0, k.X1, k.Y0, k.Y1, k.W, k.H = p.X.Min, p.X.Max, p.Y.Min, p.Y.Max, 3, 3
				k.Values, k.Bars, k.Rows = make([]float32, 9), make([]uint8, 3), append(ids(), 0, 1, 2)[:3]
			}
			p.Classes = []string{"a", "b", "c d"}[:rng.IntN(4)]
			p.Dots = []sim.Dots{{Of: "point", Label: "d", X: floats(), Y: floats(), Z: floats(), Class: []uint8{250}, Ring: rng.IntN(2) == 0, Hollow: rng.IntN(2) == 0,
				Lead: floats(), Spread: floats(), Size: floats(), Output: floats(), Guess: make([]uint8, rng.IntN(9)),
				Words: make([]string, rng.IntN(9)), Labelled: make([]uint8, rng.IntN(9)), Unit: pick()}}
			p.Notes = make([]sim.Note, rng.IntN(20))
			for k := range p.Notes {
				p.Notes[k] = sim.Note{Role: sim.Role(rng.IntN(6)), Class: rng.IntN(9) - 2, Label: []string{"", " ", "a b"}[rng.IntN(3)], Small: []string{"", "∞  c "}[rng.IntN(2)], X: pick(), Y: pick()}
			}
			f.Panels = append(f.Panels, p)
		}
		l := looks[i%len(looks)]
		l.Lit, l.With = sim.Key{Of: "point", ID: rng.IntN(4) - 1}, sim.Key{Of: []string{"", "point"}[rng.IntN(2)], ID: 0}
		chart.Layout(&f, l)
		s := c.Scene(&f, l)
		for _, v := range s.Vertices {
			if d := v.X + v.Y + v.R + v.A; d != d {
				t.Fatalf("frame %d: got the vertex %+v", i, v)
			}
		}
		p.Paint(s)
		c.Pick(pick(), pick())
		c.PickCell(pick(), pick())
		pickAll(c, l)
		c.Solid(pick(), pick())
	}
}

// pickAll points wherever there is something.
func pickAll(c *chart.Chart, l chart.Look) {
	for x := 0.; x < min(l.Width, 1000); x += 17 {
		for y := 0.; y < 600; y += 17 {
			c.Pick(x, y)
			c.PickCell(x, y)
		}
	}
}
