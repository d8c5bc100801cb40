package chart_test

import (
	"math"
	"testing"

	"narrows/sim"
	"narrows/wasm/chart"
)

// grounded is a chart and a map of the same points, beside a cloud, with something else on top of the first.
func grounded(a sim.Axis, reversed bool) sim.Frame {
	a.Reversed = reversed
	points := sim.Dots{Of: "point", X: []float32{.02, 2, 50}, Y: []float32{.05, 20, 1}}
	top := sim.Dots{Of: "top", X: points.X[:1], Y: points.Y[:1]}
	linear := sim.Axis{Max: 100, Reversed: reversed}
	return sim.Frame{Panels: []sim.Panel{
		{Name: "cloud", Solid: true, X: linear, Y: linear, Z: linear, Dots: []sim.Dots{{Of: "point", X: points.X, Y: points.Y, Z: points.X}}},
		{Name: "map", Square: true, X: linear, Y: linear, Dots: []sim.Dots{points}},
		{Name: "chart", X: a, Y: a, Column: 1, Dots: []sim.Dots{points, top}},
	}}
}

// near reports whether a number is another, but for what a place in single precision leaves of it on an axis up to 100.
func near(got, want float64) bool { return math.Abs(got-want) < 1e-4*max(want, 1) }

// What the axes say where a mark lies is what it was drawn for, on every kind of axis; a place outside
// is the one at the edge next to it; and a cloud that turns has no ground.
func TestGround(t *testing.T) {
	for _, scale := range []sim.Scale{sim.Linear, sim.Log, sim.LogStep} {
		for _, reversed := range []bool{false, true} {
			a := sim.Axis{Min: .01, Max: 100, Scale: scale}
			f := grounded(a, reversed)
			c := chart.New()
			c.Scene(&f, chart.Look{Width: 1100, Scale: 1})
			seen := 0
			for _, m := range c.Marks(func(panel int, key sim.Key) bool { return key.Of == "point" }) {
				panel, x, y, ok := c.Ground(m.X, m.Y)
				if m.Panel == 0 {
					if ok {
						t.Errorf("got ground of panel %d on a cloud", panel)
					}
					continue
				}
				d := &f.Panels[m.Panel].Dots[0]
				seen++
				if X, Y := float64(d.X[m.Key.ID]), float64(d.Y[m.Key.ID]); !ok || panel != m.Panel || !near(x, X) || !near(y, Y) {
					t.Errorf("scale %d, reversed %v: got %v, %v of panel %d, want %v, %v of %d", scale, reversed, x, y, panel, X, Y, m.Panel)
				}
			}
			if seen != 6 {
				t.Errorf("got %d marks on the ground, want 6", seen)
			}
			left, right := a.Min, a.Max
			if reversed {
				left, right = right, left
			}
			for _, at := range [][2]float64{{-1e6, -1e6}, {1e6, 1e6}} {
				want := [2]float64{left, right}
				if at[0] > 0 {
					want = [2]float64{right, left}
				}
				if x, y, ok := c.On(2, at[0], at[1]); !ok || !near(x, want[0]) || !near(y, want[1]) {
					t.Errorf("scale %d, reversed %v: far outside got %v, %v, want %v", scale, reversed, x, y, want)
				}
				if _, _, _, ok := c.Ground(at[0], at[1]); ok {
					t.Error("got ground outside of the figure")
				}
			}
			if x, y, ok := c.Part(2, 1, 0); !ok {
				t.Error("got no corner of the chart")
			} else if _, X, Y, _ := c.Ground(x, y); !near(X, right) || !near(Y, right) {
				t.Errorf("scale %d, reversed %v: the top right says %v, %v, want %v", scale, reversed, X, Y, right)
			}
			if _, _, ok := c.On(0, 0, 0); ok {
				t.Error("got a place of two numbers on a cloud")
			}
		}
	}
}

// A mark is found beneath what lies on top of it, the nearest one, and none out of reach.
func TestMarkAt(t *testing.T) {
	f := grounded(sim.Axis{Max: 100}, false)
	c := chart.New()
	c.Scene(&f, chart.Look{Width: 1100, Scale: 1})
	wanted := func(panel int, key sim.Key) bool { return panel == 2 && key.Of == "point" }
	for _, want := range c.Marks(wanted) {
		if m, ok := c.MarkAt(want.X+3, want.Y-3, wanted); !ok || m != want {
			t.Errorf("got %+v, want %+v", m, want)
		}
	}
	if _, ok := c.MarkAt(c.Marks(wanted)[1].X+15, c.Marks(wanted)[1].Y, wanted); ok {
		t.Error("got a mark out of reach")
	}
	if len(c.Marks(wanted)) != 3 {
		t.Errorf("got %d marks, want 3", len(c.Marks(wanted)))
	}
}
