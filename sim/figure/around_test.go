package figure

import (
	"bytes"
	"strings"
	"testing"

	"narrows/sim"
)

// In print as well, an axis that goes around has dashes at both ends, and a dot there is at both.
func TestAroundInPrint(t *testing.T) {
	p := &sim.Panel{X: sim.Axis{Label: "direction", Max: 360, Suffix: "°", Ticks: []float64{0, 90, 180, 270, 360}}, Y: sim.Axis{Label: "bias", Min: -20, Max: 20},
		Cells: []sim.Cells{ramp(sim.Signed, true)}, Dots: []sim.Dots{{Role: sim.Limit, Hollow: true, X: []float32{0, 180}, Y: []float32{0, 0}}}}
	p.Cells[0].X0, p.Cells[0].X1 = 0, 360
	plain := string(write1(t, p, "svg"))
	p.X.Around = true
	around := string(write1(t, p, "svg"))
	marks := func(svg string) int { return strings.Count(svg, "stroke:#B0186F") }
	if marks(plain) != 2 || marks(around) != 3 {
		t.Errorf("got %d and, around, %d marks of two dots, want one more at the seam", marks(plain), marks(around))
	}
	const dashes = "stroke-dasharray:2.88,2.16"
	if strings.Contains(plain, dashes) || strings.Count(around, dashes) != 2 {
		t.Errorf("got %d seams, want 2", strings.Count(around, dashes))
	}
	for _, want := range []string{">0°<", ">90°<", ">180°<", ">270°<", ">360°<", ">bias<"} {
		if !bytes.Contains([]byte(around), []byte(want)) {
			t.Errorf("got no %s", want)
		}
	}
}
