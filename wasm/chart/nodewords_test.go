package chart_test

import (
	"bytes"
	"testing"

	"narrows/sim"
	"narrows/wasm/chart"
)

// A node that is pointed at is told in words: what it is called, what it is taken for and by how much,
// what it is, whether it was labelled, and how uncertain it is.
func TestNodeWords(t *testing.T) {
	groups := []string{"group 1", "group 2", "group 3"}
	for _, c := range []struct {
		change func(d *sim.Dots)
		names  []string
		want   string
	}{
		{nil, groups, "Valjean: taken for group 3 by 0.420, truly group 2; standard deviation 0.210"},
		{func(d *sim.Dots) { d.Class[0] = 2 }, groups, "Valjean: rightly taken for group 3 by 0.420; standard deviation 0.210"},
		{func(d *sim.Dots) { d.Labelled[0] = 1 }, groups, "Valjean: labelled group 1, truly group 2, taken for group 3 by 0.420; standard deviation 0.210"},
		{func(d *sim.Dots) { d.Labelled[0] = 2 }, groups, "Valjean: labelled group 2, taken for group 3 by 0.420; standard deviation 0.210"},
		{func(d *sim.Dots) { d.Labelled[0], d.Class[0] = 3, 2 }, groups, "Valjean: labelled group 3, taken for it by 0.420; standard deviation 0.210"},
		{func(d *sim.Dots) { d.Words, d.Unit = nil, 0 }, groups, "node 1: taken for group 3 by 0.420, truly group 2"},
		{func(d *sim.Dots) { d.Output, d.Labelled, d.Spread = nil, nil, nil }, nil, "Valjean: taken for class 3 by 0.420, truly class 2"},
		{nil, []string{"a", "stayed with Mr. Hi", "left with the officer"}, "Valjean: taken for “left with the officer” by 0.420, truly “stayed with Mr. Hi”; standard deviation 0.210"},
		{func(d *sim.Dots) { d.Lead[0] = -1 }, groups, "Valjean: truly group 2; standard deviation 0.210"},
		{func(d *sim.Dots) { d.Lead[0], d.Labelled[0] = -1, 2 }, groups, "Valjean: labelled group 2; standard deviation 0.210"},
	} {
		d := sim.Dots{Of: "node", X: []float32{0}, Y: []float32{0}, Class: []uint8{1}, Lead: []float32{sim.Lead(2, .42)}, Spread: []float32{.3},
			Size: []float32{1}, Words: []string{"Valjean"}, Output: []float32{.42}, Labelled: []uint8{0}, Unit: .7}
		if c.change != nil {
			c.change(&d)
		}
		axis := sim.Axis{Min: -1, Max: 1, Hidden: true}
		f := sim.Frame{Panels: []sim.Panel{{Square: true, X: axis, Y: axis, Classes: c.names, Dots: []sim.Dots{d}}}}
		l, ch := chart.Look{Width: 400, Scale: 1}, chart.New()
		ch.Scene(&f, l)
		r := chart.Layout(&f, l).Places[0].Plot
		if _, key, got, _ := ch.Pick(r.X+r.W/2, r.Y+r.H/2); got != c.want || key != (sim.Key{Of: "node"}) {
			t.Errorf("got %v, %q\nwant %q", key, got, c.want)
		}
	}
}

// Other points have names as well.
func TestCalledPoints(t *testing.T) {
	f, c := headline(1000), chart.New()
	l := chart.Look{Width: 1008, Scale: 1}
	d := &f.Panels[0].Dots[1]
	d.Words = make([]string, len(d.X))
	for k := range d.Words {
		d.Words[k] = "Paris"
	}
	c.Scene(&f, l)
	r := chart.Layout(&f, l).Places[0].Plot
	_, key, got, _ := c.Pick(r.X+(float64(d.X[0])+2.2)/4.4*r.W, r.Y+(2.2-float64(d.Y[0]))/4.4*r.H)
	k := key.ID
	want := "Paris: " + f.Panels[0].Classes[d.Class[k]] + "; at (" + chart.Digits(float64(d.X[k])) + ", " + chart.Digits(float64(d.Y[k])) + ")"
	if got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// However uncertain a node is, its ring leaves others to be seen.
func TestWidestRing(t *testing.T) {
	ring := func(spread float32) []byte {
		f := nodes()
		f.Panels[0].Dots[0].Spread[3] = spread
		return paint(chart.New(), f, chart.Look{Width: 500, Scale: 1})
	}
	if widest := ring(1.2); !bytes.Equal(ring(3), widest) || bytes.Equal(ring(1.1), widest) {
		t.Error("got a ring of 3 that is not drawn as one of 1.2, or one of 1.1 that is")
	}
}
