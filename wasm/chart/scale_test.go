package chart_test

import (
	"slices"
	"strings"
	"testing"

	"narrows/sim"
	"narrows/wasm/chart"
)

func TestTicks(t *testing.T) {
	for _, r := range []struct {
		axis sim.Axis
		most int // 0: those of a map
		want string
	}{
		{sim.Axis{Max: 2000, Scale: sim.LogStep}, 5, "0 1 10 100 1,000"},
		{sim.Axis{Min: 2.3e-4, Max: 1.6, Scale: sim.Log}, 4, "0.001 0.01 0.1 1"},
		{sim.Axis{Min: .2, Max: 30, Scale: sim.Log, Suffix: "×"}, 4, "1× 10×"},
		{sim.Axis{Min: 1e-5, Max: 1e-2, Scale: sim.Log}, 4, "10⁻⁵ 10⁻⁴ 10⁻³ 10⁻²"},
		{sim.Axis{Min: 1e-12, Max: 1, Scale: sim.Log}, 4, "10⁻¹² 10⁻⁸ 10⁻⁴ 1"},
		{sim.Axis{Min: 1e-5, Max: 10, Scale: sim.Log}, 4, "10⁻⁵ 10⁻³ 10⁻¹ 10"},
		{sim.Axis{Max: 96, Suffix: "°", Ticks: []float64{0, 22.5, 45, 90, 180}}, 3, "0° 22.5° 45° 90°"},
		{sim.Axis{Min: .3, Max: 3, Scale: sim.Log}, 4, "0.5 1 2"},
		{sim.Axis{Max: 2000, Unit: 1}, 5, "0 500 1,000 1,500 2,000"},
		{sim.Axis{Max: 2, Unit: 1}, 5, "0 1 2"}, // there are no halves of steps
		{sim.Axis{Max: 2, Unit: .05}, 5, "0.0 0.5 1.0 1.5 2.0"},
		{sim.Axis{Max: 15.2, Unit: .025, Scale: sim.LogStep}, 5, "0 0.1 1 10"},
		{sim.Axis{Max: .3, Unit: 2e-5, Scale: sim.LogStep}, 5, "0 10⁻⁴ 10⁻³ 10⁻² 10⁻¹"},
		{sim.Axis{Max: 9e4, Unit: 30, Scale: sim.LogStep}, 5, "0 100 1,000 10,000"},
		{sim.Axis{Max: 6.7}, 4, "0 2 4 6"},
		{sim.Axis{Min: -95, Suffix: "°"}, 3, "−50° 0°"},
		{sim.Axis{Min: .1, Max: .13}, 3, "0.10 0.11 0.12 0.13"},
		{sim.Axis{Min: -4.4, Max: 4.4}, 0, "−2 0 2"},
		{sim.Axis{Min: -5.1, Max: 5.1}, 0, "−4 0 4"},
		{sim.Axis{Min: -3.4, Max: 5.1}, 0, "0 4"},
		{sim.Axis{Min: -.03, Max: .03}, 0, "−0.02 0.00 0.02"},
		{sim.Axis{Min: 1, Max: 1}, 4, ""},
	} {
		if got := strings.Join(chart.Ticks(r.axis, r.most), " "); got != r.want {
			t.Errorf("%+v, %d: got %q, want %q", r.axis, r.most, got, r.want)
		}
	}
}

func TestNumber(t *testing.T) {
	for _, r := range []struct {
		v        float64
		decimals int
		want     string
	}{{1234567, 0, "1,234,567"}, {-999.96, 1, "−1,000.0"}, {-.001, 1, "0.0"}, {100, 0, "100"}, {.5, 2, "0.50"}} {
		if got := chart.Number(r.v, r.decimals); got != r.want {
			t.Errorf("%v: got %q, want %q", r.v, got, r.want)
		}
	}
	for v, want := range map[float64]string{1.2345: "1.23", -12.345: "−12.3", 1234.5: "1,234", 3.8e-4: "3.8 × 10⁻⁴", 0: "0", 233: "233", 9.996: "10.0", 2.5e7: "2.5 × 10⁷"} {
		if got := chart.Digits(v); got != want {
			t.Errorf("%v: got %q, want %q", v, got, want)
		}
	}
}

// TestFonts checks what the canvas asks of the embedded fonts: digits of one width, a
// glyph for each character a figure prints, and kerning.
func TestFonts(t *testing.T) {
	for w := range 3 {
		var widths []float32
		for _, d := range "0123456789" {
			v, _ := chart.Advance(w, string(d))
			widths = append(widths, v)
		}
		if slices.Min(widths) != slices.Max(widths) {
			t.Errorf("weight %d: got digits of widths %v, want one", w, widths)
		}
		if _, ok := chart.Advance(w, "λ_max −×·≤≥∞∂∑√✓△⁰¹²³⁴⁵⁶⁷⁸⁹⁻₀₁₂₃→←’–…°½"); !ok {
			t.Errorf("weight %d lacks a character", w)
		}
		pair, _ := chart.Advance(w, "AV")
		a, _ := chart.Advance(w, "A")
		v, _ := chart.Advance(w, "V")
		if pair >= a+v-1 {
			t.Errorf("weight %d: got AV %v wide, want less than A and V, %v", w, pair, a+v)
		}
	}
	if _, ok := chart.Advance(3, "x F(x) z₁ z₂ z₃"); !ok {
		t.Error("italic lacks a character")
	}
}
