package words

import "testing"

func TestWords(t *testing.T) {
	for v, want := range map[float64]string{0.1: "0.1", 0.01: "0.01", 40: "40", 0.034: "0.034", 1.25: "1.2", 2e-4: "2.0e-4", 0: "0"} {
		if got := Number(v); got != want {
			t.Errorf("Number(%v): got %q, want %q", v, got, want)
		}
	}
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 1234567: "1,234,567"} {
		if got := Count(n); got != want {
			t.Errorf("Count(%d): got %q, want %q", n, got, want)
		}
	}
	for n, want := range map[int]string{0: "0 steps", 1: "1 step", 2: "2 steps", 1234: "1,234 steps"} {
		if got := Counted(n, "step"); got != want {
			t.Errorf("Counted(%d): got %q, want %q", n, got, want)
		}
	}
	for v, want := range map[float64]string{6.25: "6.2×", 11.4: "11×", 9.96: "10×"} {
		if got := Factor(v); got != want {
			t.Errorf("Factor(%v): got %q, want %q", v, got, want)
		}
	}
	for clause, want := range map[string]string{"": "", "it stops": "It stops.", "n = 9 is too wide": "n = 9 is too wide.", "über": "Über."} {
		if got := Sentence(clause); got != want {
			t.Errorf("Sentence(%q): got %q, want %q", clause, got, want)
		}
	}
}
