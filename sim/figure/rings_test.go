package figure

import (
	"strings"
	"testing"

	"narrows/sim"
)

// A ring with a size has the page inside in print as well; one in the colour of a role says so in the legend.
func TestRingsInPrint(t *testing.T) {
	axis := sim.Axis{Min: -20, Max: 20, Hidden: true}
	p := &sim.Panel{Square: true, X: axis, Y: axis, Dots: []sim.Dots{
		{Role: sim.Limit, Ring: true, Label: "bend", X: []float32{0}, Y: []float32{0}, Class: []uint8{3}, Size: []float32{1.25}},
		{Role: sim.Class, Ring: true, X: []float32{5, 9}, Y: []float32{0, 0}, Class: []uint8{0, 1}, Size: []float32{0, 2}},
	}}
	svg := string(write1(t, p, "svg"))
	for want, n := range map[string]int{
		"stroke:#B0186F;stroke-width:1.8":   1, // 2.5 px
		"stroke:#B0186F;stroke-width:1.296": 1, // in the legend
		"stroke:#06508A;stroke-width:0.864": 1,
		"stroke:#A34E00;stroke-width:1.8":   1,
		"fill:#FFFFFF":                      5, // and the whole page
	} {
		if got := strings.Count(svg, want); got != n {
			t.Errorf("got %s %d times, want %d", want, got, n)
		}
	}
	plain := strings.Count(svg, "stroke:#")
	p.Dots[0].Size = nil
	if svg = string(write1(t, p, "svg")); strings.Count(svg, "stroke-opacity:0.7") == 0 || strings.Count(svg, "stroke:#") != plain {
		t.Error("got another ring than ever without a size")
	}
}
