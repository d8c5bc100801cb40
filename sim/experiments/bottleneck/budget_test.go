package bottleneck

import (
	"regexp"
	"strconv"
	"strings"
	"testing"

	"narrows/sim"
)

// fits reads the number that a refusal names.
var fits = regexp.MustCompile(`at most (\d+)`)

// What a refusal says fits does, and one more is refused for the same reason.
func TestRefusals(t *testing.T) {
	d := sim.Defaults(knobs)
	ten := d.WithChoice("data", "digits").With("depth", 1).WithChoice("finite", "off").WithChoice("start", "own")
	for _, c := range []struct {
		knob string
		s    sim.Settings
	}{
		{"n", d.With("n", 4096)},
		{"n", d.With("n", 4096).With("points", 256).With("depth", 4)},
		{"n", d.With("n", 4096).WithChoice("data", "digits").WithChoice("start", "own")},
		{"n", d.With("n", 4096).WithChoice("finite", "off")}, // a shared start needs it too
		{"points", ten.With("points", 256).WithChoice("d", "8").With("seeds", 1)},
		{"points", ten.With("points", 255).WithChoice("d", "8").With("seeds", 1)},
		{"points", ten.With("points", 200).WithChoice("d", "8")},
		{"points", ten.With("points", 100).WithChoice("d", "8").WithChoice("twin", "on")},
	} {
		_, err := configure(c.s)
		if err == nil {
			t.Errorf("%s = %v: got no refusal", c.knob, c.s.Value(c.knob))
			continue
		}
		found := fits.FindStringSubmatch(err.Error())
		if found == nil || !strings.Contains(err.Error(), strconv.Itoa(c.s.Int(c.knob))) {
			t.Errorf("%s = %v: got %q, want this number and what fits", c.knob, c.s.Value(c.knob), err)
			continue
		}
		most, _ := strconv.Atoi(found[1])
		s := c.s
		if _, err := configure(s.With(c.knob, float64(most))); err != nil {
			t.Errorf("%s = %v: got told that %d fits, and then %q", c.knob, c.s.Value(c.knob), most, err)
		}
		if _, err := configure(s.With(c.knob, float64(most+1))); err == nil {
			t.Errorf("%s = %v: got told that at most %d fits, but %d does", c.knob, c.s.Value(c.knob), most, most+1)
		}
		t.Logf("%v", err)
	}
}

// A band has as many seeds as fit into a step, and the one on show always.
func TestBandFits(t *testing.T) {
	ten := sim.Defaults(knobs).WithChoice("data", "digits").With("depth", 1)
	for _, s := range []sim.Settings{
		ten, ten.WithChoice("d", "8"), ten.WithChoice("d", "8").With("points", 100), ten.WithChoice("d", "8").WithChoice("twin", "on").With("points", 50),
		ten.With("points", 256).WithChoice("activation", "erf"), ten.With("points", 256).WithChoice("d", "3"),
	} {
		c, err := configure(s)
		if err != nil {
			t.Fatal(err)
		}
		cost := func(seeds float64) float64 { return c.limitFlops() * (seeds - 1 + c.flows()) }
		if c.seeds < 1 || c.seeds > 10 || c.seeds > 1 && cost(float64(c.seeds)) > maxLimitFlops {
			t.Errorf("got %d seeds of %.0f operations, want what fits into %.0f", c.seeds, c.limitFlops(), maxLimitFlops)
		}
		if c.seeds < 10 && cost(float64(c.seeds+1)) <= maxLimitFlops {
			t.Errorf("got %d seeds of %.0f operations, want more", c.seeds, c.limitFlops())
		}
	}
}

// Held-out points are enough to judge by and not too many to evaluate, whatever the
// networks.
func TestHeldOutCount(t *testing.T) {
	d := sim.Defaults(knobs)
	tried := 0
	for _, data := range d.Knobs()[0].Choices {
		for _, units := range []string{"1", "2", "3", "8"} {
			for _, points := range []float64{4, 64, 256} {
				for _, n := range []float64{16, 256, 1024, 4096} {
					for _, depth := range []float64{1, 2} {
						for _, finite := range offOn {
							s := d.WithChoice("data", data).WithChoice("d", units).With("points", points).With("n", n).With("depth", depth).
								With("seeds", 1).WithChoice("finite", finite).WithChoice("start", "own")
							c, err := configure(s)
							if err != nil {
								continue
							}
							tried++
							got, least, most := c.heldOut(), fewestHeld, mostHeld
							switch {
							case c.inputs == 2: // points of the plane are not judged
								least, most = 16, 64
							case units == "8":
								most = dearHeld
							}
							if got < least || got > most {
								t.Errorf("%s, d = %s, %v points, n = %v, finite %s: got %d held out, want %d to %d", data, units, points, n, finite, got, least, most)
							}
							if c.inputs > 2 && float64(got)*c.perPoint() > fieldFlops && got > fewestHeld {
								t.Errorf("%s, d = %s, n = %v: got %d held out at %.0f operations each, want fewer", data, units, n, got, c.perPoint())
							}
							if finite == "off" {
								if both, err := configure(s.WithChoice("finite", "on")); err == nil && both.heldOut() != got {
									t.Errorf("%s, d = %s, n = %v: got %d held out, and %d with the finite network: they depend on who is on", data, units, n, got, both.heldOut())
								}
							}
						}
					}
				}
			}
		}
	}
	if tried < 200 {
		t.Errorf("got %d settings accepted, want most of them", tried)
	}
	r := begin(t, d.WithChoice("data", "digits").With("points", 256).With("n", 16).With("depth", 1).With("seeds", 1))
	if got := r.lanes[0].held.N; got != r.heldOut() {
		t.Errorf("got %d held-out digits, want %d: there are enough", got, r.heldOut())
	}
}
