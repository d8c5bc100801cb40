package geom

import (
	"testing"
)

// TestRingNumbers checks that the rings of a key have short numbers in the range of a graph's rings, whatever their unit.
func TestRingNumbers(t *testing.T) {
	for _, c := range []struct {
		unit         float64
		inner, outer string
	}{
		{1, "0.1", "0.5"}, {.8, "0.05", "0.2"}, {.4, "0.05", "0.2"}, {.39, "0.02", "0.1"}, {.02, "0.002", "0.01"}, {2.36, "0.2", "1"},
		{20, "2", "10"}, {2000, "200", "1,000"},
	} {
		n := RingNumbers(c.unit)
		if got, want := [2]string{RingText(n[0]), RingText(n[1])}, [2]string{c.inner, c.outer}; got != want {
			t.Errorf("unit %v: got %v, want %v", c.unit, got, want)
		}
	}
	for unit := 2e-3; unit < 1e5; unit *= 1.03 {
		n := RingNumbers(unit)
		if n[1] > .5*unit*(1+1e-6) || n[1] < .2*unit || n[0] > n[1]/4*(1+1e-6) || n[0] < n[1]/10*(1-1e-6) {
			t.Errorf("unit %v: got rings of %v", unit, n)
		}
	}
}

// TestBeliefWords checks in which order words give way.
func TestBeliefWords(t *testing.T) {
	for _, c := range []struct {
		letters int
		want    [3]string
	}{
		{100, [3]string{"sure: ", "stayed with Mr. Hi", "left with the officer"}},
		{35, [3]string{"sure: ", "with Mr. Hi", "with the officer"}},
		{24, [3]string{"sure: ", "Mr. Hi", "the officer"}},
		{15, [3]string{"sure: ", "Hi", "officer"}},
		{14, [3]string{"", "Hi", "officer"}},
		{8, [3]string{}},
	} {
		sure, a, b, ok := BeliefWords("stayed with Mr. Hi", "left with the officer", func(sure, a, b string) bool { return len(sure+a+b) <= c.letters })
		if got := [3]string{sure, a, b}; got != c.want || ok != (a != "") {
			t.Errorf("%d letters: got %q, %v, want %q", c.letters, got, ok, c.want)
		}
	}
}
