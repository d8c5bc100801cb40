package trio

import (
	"fmt"
	"math"
	"testing"

	"narrows/sim"
)

func TestLabel(t *testing.T) {
	for _, c := range []struct {
		network, units int
		width, want    string
	}{
		{Kernel, 2, "256", "no bottleneck"},
		{Limit, 1, "256", "through 1 unit"},
		{Limit, 3, "256", "through 3 units"},
		{Finite, 2, "1,024", "1,024 wide"},
	} {
		if got := Label(c.network, c.units, c.width); got != c.want {
			t.Errorf("network %d, %d units, width %s: got %q, want %q", c.network, c.units, c.width, got, c.want)
		}
	}
}

// The number over the arrow is the quotient of what it joins, for either winner.
func TestArrow(t *testing.T) {
	const kernelLevel, limitLevel = 0.5, 0.25 // exact in float32
	for _, c := range []struct {
		kernel, limit float64
		label         string // empty: none is drawn
		winner        int
	}{
		{500, 50, "10×", Limit},
		{30, 90, "3.0×", Kernel},
		{105, 100, "1.1×", Limit}, // 1.05 to one digit
		{104, 100, "", 0},
		{30, 30, "", 0},
		{7, 0, "", 0},
		{0, 0, "", 0},
	} {
		got, ok := Arrow([2]float64{c.kernel, c.limit}, [2]float64{kernelLevel, limitLevel}, "fewer")
		if c.label == "" {
			if ok || fmt.Sprint(got) != fmt.Sprint(sim.Segments{}) {
				t.Errorf("%v and %v: got %+v, want no arrow", c.kernel, c.limit, got)
			}
			continue
		}
		want := sim.Segments{
			Arrow: true, Label: c.label, Note: "fewer", From: sim.Kernel, Role: sim.Limit,
			X0: []float32{float32(c.kernel)}, X1: []float32{float32(c.limit)}, Y0: []float32{limitLevel}, Y1: []float32{limitLevel},
		}
		if c.winner == Kernel {
			want.From, want.Role, want.X0, want.X1 = want.Role, want.From, want.X1, want.X0
			want.Y0, want.Y1 = []float32{kernelLevel}, []float32{kernelLevel}
		}
		if !ok || fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%v and %v: got %+v, want %+v", c.kernel, c.limit, got, want)
		}
	}
}

func TestSmallerStep(t *testing.T) {
	for eta, want := range map[float64]float64{0.5: 0.5, 0.123: 0.12, 12.4: 12, 0.0101: 0.01, 0.0094: math.NaN()} {
		switch got := SmallerStep(eta, 0.01); {
		case got == nil != math.IsNaN(want):
			t.Errorf("%v: got %v, want %v", eta, got, want)
		case got != nil && (got.Knob != "eta" || got.Value != want || got.Text != fmt.Sprint("Try step size ", want)):
			t.Errorf("%v: got %+v, want %v", eta, *got, want)
		}
	}
}
