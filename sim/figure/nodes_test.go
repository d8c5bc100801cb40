package figure

import (
	"testing"

	"narrows/sim"
	"narrows/sim/palette"
)

// TestNodes checks that a node is filled with what is believed of it, inside an edge of its class, inside a
// ring of its doubt; quiet ties run where they say, or between the nodes that they join.
func TestNodes(t *testing.T) {
	axis := sim.Axis{Min: -1, Max: 1, Hidden: true}
	p := &sim.Panel{Name: "graph", Square: true, X: axis, Y: axis,
		Segments: []sim.Segments{{Quiet: true, X0: []float32{-.9}, Y0: []float32{-.6}, X1: []float32{.9}, Y1: []float32{-.6}}},
		Dots: []sim.Dots{{Role: sim.Class, X: []float32{0}, Y: []float32{0}, Class: []uint8{0},
			Lead: []float32{sim.Lead(1, .4)}, Spread: []float32{1}, Size: []float32{2}},
			{Of: "node", X: []float32{-.9, .9}, Y: []float32{.8, .8}}}}
	p.Segments = append(p.Segments, sim.Segments{Quiet: true, Join: "node", A: []int32{0, 7}, B: []int32{1, -1}})
	at := picture(t, p)
	place := func(r float64) (x, y float64) { return .5 + r*float64(px)/float64(mapSide), .5 } // r pixels to the right
	x, y := place(0)
	near(t, "the belief", at(x, y), opaque(palette.Belief(light, 1, .4)))
	edge := float64(nodeEdge+boldEdge) / float64(px)
	x, y = place(2*float64(nodeRadius)/float64(px) - edge/2)
	near(t, "the edge", at(x, y), opaque(light.Class[0]))
	x, y = place(2*float64(nodeRadius)/float64(px) - 1.6*edge)
	near(t, "inside the edge", at(x, y), opaque(palette.Belief(light, 1, .4)))
	ring := (2*float64(nodeRadius) + float64(ringGap+ringUnit)) / float64(px)
	x, y = place(ring - 6)
	near(t, "within the ring", at(x, y), page)
	x, y = place(ring)
	if got := at(x, y); got == page {
		t.Errorf("got %v where the ring runs", got)
	}
	for _, y := range []float64{.2, .9} {
		if got := at(.5, y); got == page {
			t.Errorf("got %v where a tie runs, at a height of %v", got, y)
		}
	}
}
