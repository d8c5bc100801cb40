package deeplinear

import (
	"regexp"
	"strconv"
	"testing"

	"narrows/sim"
)

// What a refusal says fits does, and one more is refused.
func TestTooWideIsRefused(t *testing.T) {
	d := sim.Defaults(knobs).WithChoice("finite", "on").With("n", 1024).With("depth", 4)
	for _, s := range []sim.Settings{d, d.With("points", 240), d.With("points", 240).With("depth", 2), d.WithChoice("finite", "off").WithChoice("start", "finite")} {
		_, err := begin(s)
		if err == nil {
			t.Errorf("%v points: got no refusal", s.Value("points"))
			continue
		}
		found := regexp.MustCompile(`^n = 1024 .* at most (\d+) fits$`).FindStringSubmatch(err.Error())
		if found == nil {
			t.Errorf("got %q, want the width and what fits", err)
			continue
		}
		most, _ := strconv.Atoi(found[1])
		for n, want := range map[int]bool{most: true, most + 1: false} {
			if got := configure(s.With("n", float64(n))).affordable() == nil; got != want {
				t.Errorf("n = %d after %q: got accepted %v, want %v", n, err, got, want)
			}
		}
	}
}
