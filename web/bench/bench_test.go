//go:build !js

package main

import (
	"math"
	"strings"
	"testing"
)

func TestSpread(t *testing.T) {
	for _, c := range []struct {
		values []float64
		want   spread
	}{
		{[]float64{3}, spread{3, 3, 3}},
		{[]float64{9, 1, 5}, spread{3, 5, 7}},
		{[]float64{4, 1, 3, 2, 5}, spread{2, 3, 4}},
		{[]float64{1, 2, 3, 4}, spread{1.75, 2.5, 3.25}},
	} {
		if got := spreadOf(c.values); got != c.want {
			t.Errorf("spreadOf(%v): got %v, want %v", c.values, got, c.want)
		}
	}
}

func TestDigits(t *testing.T) {
	for _, c := range []struct {
		v    float64
		want string
	}{
		{0.7264, "0.726"}, {1.006, "1.01"}, {14.26, "14.3"}, {148.4, "148"}, {23709, "23700"}, {4096, "4100"}, {2, "2.00"},
	} {
		if got := digits(c.v); got != c.want {
			t.Errorf("digits(%v): got %s, want %s", c.v, got, c.want)
		}
	}
}

// TestAgree lets peers disagree on purpose.
func TestAgree(t *testing.T) {
	for _, c := range []struct {
		name       string
		c, narrows outcome
		want       string // in the error; empty: none
	}{
		{"alike", outcome{Before: 0.6, After: 0.5}, outcome{Before: 0.6, After: 0.50002}, ""},
		{"left out", outcome{Before: 0.6, After: 0.5}, outcome{Missing: "no tanh"}, ""},
		{"another step", outcome{Before: 0.6, After: 0.5}, outcome{Before: 0.6, After: 0.5001}, "go: got a loss of 0.5001"},
		{"another start", outcome{Before: 0.6, After: 0.5}, outcome{Before: 0.61, After: 0.5}, "go: got a loss of 0.61"},
		{"diverged", outcome{Before: 0.6, After: 0.5}, outcome{Before: 0.6, After: math.NaN()}, "go: got a loss of NaN"},
		{"nothing moves", outcome{Before: 0.6, After: 0.599}, outcome{Before: 0.6, After: 0.599}, "too little"},
		{"no reference", outcome{Missing: "no memory"}, outcome{Before: 0.6, After: 0.5}, "c: no memory"},
	} {
		report := map[string]outcome{"go": c.narrows, "c": c.c}
		for _, p := range peers[2:] {
			report[p.name] = c.c
		}
		made := &comparison{missing: map[string]string{}}
		err := made.agree(report)
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%s: got error %v, want %q in it", c.name, err, c.want)
		}
		if err == nil && made.missing["go"] != c.narrows.Missing {
			t.Errorf("%s: got %q missing, want %q", c.name, made.missing["go"], c.narrows.Missing)
		}
	}
}

// A ratio is taken in each round: a machine that is slow in one is slow for both.
func TestRatio(t *testing.T) {
	c := &comparison{rates: map[string][]float64{"go": {80, 8, 40}, "c": {100, 10, 50}}}
	for _, r := range c.ratio("go", "c") {
		if math.Abs(r-0.8) > 1e-15 { // rounding of a quotient
			t.Errorf("got ratios %v, want 0.8 in all rounds", c.ratio("go", "c"))
		}
	}
	if got := c.ratio("go", "js"); got != nil {
		t.Errorf("to a peer that took no part: got %v, want none", got)
	}
}

func TestWithoutView(t *testing.T) {
	const link = "#bottleneck?v=1&seed=6&step=12&play=0&steps=20"
	if got, want := withoutView(link), "#bottleneck?v=1&seed=6&steps=20"; got != want {
		t.Errorf("withoutView(%s): got %s, want %s", link, got, want)
	}
}

// The report says a goal beside each ratio, and whether it was reached, and leaves out what
// was not measured.
func TestMarkdown(t *testing.T) {
	made := func(goRate float64) string {
		c := &comparison{job: jobs[2], rates: map[string][]float64{}, missing: map[string]string{}}
		for _, p := range peers {
			c.rates[p.name] = []float64{100}
		}
		c.rates["go"] = []float64{goRate}
		return (&results{comparisons: []*comparison{c}}).markdown()
	}
	for _, c := range []struct {
		rate float64
		want string
	}{
		{78, "| Narrows / C reference | 0.780 (0.780–0.780) ≥ 0.78 ✓ |"},
		{77, "| Narrows / C reference | 0.770 (0.770–0.770) ≥ 0.78 ✗ |"},
	} {
		got := made(c.rate)
		if !strings.Contains(got, c.want) {
			t.Errorf("at %v steps/s: got\n%s\nwant in it %s", c.rate, got, c.want)
		}
		if strings.Contains(got, "Cost of growth") || strings.Contains(got, "harmonics") {
			t.Errorf("got a part that was not measured:\n%s", got)
		}
	}
}

func TestGrowthBest(t *testing.T) {
	s := sweep{sizes: []float64{1, 2, 4}, work: []float64{1, 2, 4}, rates: []float64{90, 50, 24}}
	if got := s.best(); got != 100 {
		t.Errorf("got %v, want 100 = 2 × 50", got)
	}
}
