package figure

import (
	"strings"
	"testing"

	"narrows/sim"
)

// Segments with a width are cut to their panel with it, translucent over a field, and stand in the legend; dotted ones are
// dashed.
func TestSegmentsInPrint(t *testing.T) {
	axis := sim.Axis{Min: -20, Max: 20, Hidden: true}
	p := &sim.Panel{Square: true, X: axis, Y: axis, Segments: []sim.Segments{
		{Role: sim.Class, Label: "neuron, as thick as |v|", X0: []float32{-1e6, -30}, Y0: []float32{-1e6, 30}, X1: []float32{1e6, 30}, Y1: []float32{1e6, -30}, Class: []uint8{0, 1}, Width: []float32{1, .5}},
		{Role: sim.Class, X0: []float32{3}, Y0: []float32{3}, X1: []float32{3}, Y1: []float32{-20}, Class: []uint8{1}, Dashed: true},
	}}
	plain := drawing(t, write1(t, p, "pdf"))
	for _, want := range []string{"0.024 0.314 0.541 rg", "0.639 0.306 0.000 rg", "0.639 0.306 0.000 RG", "] 0.00 d"} {
		if !strings.Contains(plain, want) {
			t.Errorf("got no %q in a drawing of %d bytes", want, len(plain))
		}
	}
	svg := string(write1(t, p, "svg"))
	if !strings.Contains(svg, "neuron, as thick as |v|") || strings.Contains(svg, "fill-opacity") {
		t.Error("got no legend, or a fill that is translucent without a field")
	}
	p.Cells = []sim.Cells{ramp(sim.Signed, true)}
	if svg = string(write1(t, p, "svg")); !strings.Contains(svg, "fill-opacity:0.61") {
		t.Error("got no translucent fill over a field")
	}
}
