package experiments_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"narrows/sim"
	"narrows/sim/experiments"
	"narrows/sim/link"
)

// An ending is what a run shows where it is over.
type ending struct{ sim.Frame }

// fact returns a number of a network; NaN if it is not there.
func (e ending) fact(name string, role sim.Role) float64 {
	for _, f := range e.Facts {
		if f.Name == name && f.Role == role {
			return f.Value
		}
	}
	return math.NaN()
}

// ratio is a number without a bottleneck over the same with it.
func (e ending) ratio(name string) float64 {
	return e.fact(name, sim.Kernel) / e.fact(name, sim.Limit)
}

// event returns the step of an event; infinity if it did not happen.
func (e ending) event(label string) float64 {
	for _, x := range e.Events {
		if x.Label == label {
			return float64(x.Step)
		}
	}
	return math.Inf(1)
}

// lines are those of a class in a panel, but for those of theory.
func (e ending) lines(panel string, class int) (lines []sim.Line) {
	for _, p := range e.Panels {
		for _, l := range p.Lines {
			if p.Name == panel && l.Role == sim.Class && l.Class == class {
				lines = append(lines, l)
			}
		}
	}
	return lines
}

// passes is where a curve first is at a height.
func passes(l sim.Line, height float64) float64 {
	for i, y := range l.Y {
		if float64(y) >= height {
			return float64(l.X[i])
		}
	}
	return math.Inf(1)
}

// rise is the time that the first mode takes from a tenth of its end to nine of them, and the
// time until then.
func (e ending) rise(panel string) (took, waited float64) {
	l := e.lines(panel, 0)[0]
	end := float64(l.Y[len(l.Y)-1])
	waited = passes(l, end/10)
	return passes(l, 0.9*end) - waited, waited
}

// A claim is the heading of a preset, and what must be true of the end of its run for it to stand there.
type claim struct {
	finding string
	holds   func(e ending) bool
}

var claims = map[string]map[string]claim{
	"bottleneck": {
		"Circles": {"Squeezing an infinite network makes it learn faster", func(e ending) bool {
			return e.ratio("steps to 0.1") > 1.5 && e.ratio("steps to 0.01") > 4
		}},
		"Two spirals": {"Squeezed, two spirals take less than half the steps", func(e ending) bool { return e.ratio("steps to 0.1") > 2 }},
		"Colour wheel": {"Squeezed to two units, it errs half as often on new points", func(e ending) bool {
			return math.Abs(e.ratio("held-out error at loss 0.1")-2) < 0.3
		}},
		"Too few units": {"With fewer units than directions, it errs more often", func(e ending) bool { return e.ratio("held-out error at loss 0.1") < 0.7 }},
		"Digits": {"For ten digits, eight units make it slower and worse", func(e ending) bool {
			return e.ratio("steps to 0.1") < 0.95 && e.ratio("held-out error at loss 0.1") < 0.95
		}},
		"Squared loss": {"With squared loss and small targets, squeezing slows it down", func(e ending) bool {
			return e.ratio("steps to 0.1") < 0.7 && e.ratio("steps to 0.01") < 0.7
		}},
		"Large targets": {"Large targets win time, and lose it to shorter steps", func(e ending) bool {
			return e.ratio("flow time to 1") > 3 && e.ratio("steps to 1") < 1
		}},
		"On the edge": {"On the edge of stability, a millionth does not stay small", func(e ending) bool {
			return e.fact("distance of the twin", sim.Limit) > 0.05 && e.event("twins part") < float64(e.Steps)
		}},
		"One stuck unit": {"One unit can also get stuck, with half the points wrong", func(e ending) bool {
			return math.Abs(e.fact("training accuracy", sim.Limit)-50) < 5 && e.fact("training accuracy", sim.Kernel) == 100
		}},
	},
	"deep-linear": {
		"Staircase": {"Three units learn one mode at a time, and never the fourth", func(e ending) bool {
			one, two, three := e.event("mode 1"), e.event("mode 2"), e.event("mode 3")
			return one < two && two < three && three < float64(e.Steps) && math.IsInf(e.event("mode 4"), 1) && e.fact("rank of the map", sim.Limit) == 3
		}},
		"With and without": {"Strong modes overtake, weak ones fall behind", func(e ending) bool {
			without := e.event("all modes")
			return e.event("mode 1") < 0.7*without && e.event("mode 2") > 1.4*without && math.IsInf(e.event("mode 4"), 1)
		}},
		"Small start": {"From a small start, long waits and steep rises", func(e ending) bool {
			took, waited := e.rise("modes")
			return took < waited && e.event("plateau") == 0
		}},
		"Depths": {"The deeper the network, the steeper the rise", func(e ending) bool {
			two, _ := e.rise("layers2")
			three, _ := e.rise("layers3")
			four, _ := e.rise("layers4")
			return three < 0.8*two && four < 0.9*three
		}},
		"Noise": {"In noise, two units learn what is there and little else", func(e ending) bool {
			return e.event("mode 1") < float64(e.Steps) && e.event("mode 2") < float64(e.Steps) && e.ratio("held-out error") > 2
		}},
		"Fourth power":  {"With a loss that flattens out, the squeeze saves steps", func(e ending) bool { return e.ratio("steps to 1 % of the loss") > 3 }},
		"Small targets": {"With small targets, the squeeze slows it down", func(e ending) bool { return e.ratio("steps to 1 % of the loss") < 0.7 }},
		"Large targets": {"With large targets, the squeezed network leaves the other behind", func(e ending) bool {
			return e.ratio("steps to 10 % of the loss") > 3 && e.ratio("training loss") > 100
		}},
		"Starved": {"One unit learns one mode, whatever there is", func(e ending) bool {
			return e.event("mode 1") < float64(e.Steps) && math.IsInf(e.event("mode 2"), 1) && e.fact("rank of the map", sim.Limit) == 1
		}},
		"Planes": {"Each mode climbs its own hyperbola", func(e ending) bool {
			for mode := range 4 {
				for _, l := range e.lines("plane", mode) {
					keeps := func(i int) float64 { return float64(l.X[i]*l.X[i] - l.Y[i]*l.Y[i]) }
					last := len(l.X) - 1
					if math.Abs(keeps(last)-keeps(0)) > 0.02*float64(l.X[last]*l.Y[last]) || l.X[last] < 1.2*l.X[0] {
						return false
					}
				}
			}
			return true
		}},
	},
	"graph": {
		"Karate club": {"Two labels name all members but one; too many layers forget them", func(e ending) bool {
			return e.fact("named right", sim.Kernel) == 33 && e.height("right", sim.Kernel, 50) == 17
		}},
		"Too deep": {"Two layers name most nodes; fifty take all for one group", func(e ending) bool {
			return e.height("right", sim.Kernel, 2) > 0.9*200 && e.height("right", sim.Kernel, 50) == 50 && e.event("one for all") < 50
		}},
		"Graph and features": {"Graph and features together name more than either alone", func(e ending) bool {
			return e.fact("named right", sim.Kernel) > 1.05*max(e.fact("named right by graph alone, at best", sim.Data), e.fact("named right by features alone, at best", sim.Data))
		}},
		"A novel": {"Who meets whom tells who belongs together", func(e ending) bool { return e.fact("right without a label", sim.Kernel) > 0.85 }},
		"Ask or guess": {"Asking where doubt is greatest names more than asking at random", func(e ending) bool {
			return e.fact("right without a label, mean of all steps", sim.Kernel) > e.fact("asked at random, mean of all steps", sim.Data)+0.02
		}},
		"Opposites attract": {"Where ties run between groups, it is better not to listen", func(e ending) bool {
			return e.height("right", sim.Kernel, 2) < 0.9*e.fact("named right by features alone, at best", sim.Data)
		}},
		"Your own": {"Two labels, and who is tied to whom, part two triangles", func(e ending) bool {
			for _, p := range e.Panels {
				if p.Name == "graph" {
					return slices.Equal(p.Dots[0].Guess, []uint8{0, 0, 0, 1, 1, 1})
				}
			}
			return false
		}},
	},
	"sparse": {
		"Fewest bends": {"Through nine points, four bends cost no more than seven", func(e ending) bool {
			return e.fact("fewest bends inside the data", sim.Limit) == 4 && e.fact("bends that join the points", sim.Kernel) == 7 && e.event("in the bands") < float64(e.Steps)
		}},
		"One way": {"Where data bend one way, half the bends will do", func(e ending) bool {
			return 2*e.fact("fewest bends inside the data", sim.Limit) == e.fact("bends that join the points", sim.Kernel)
		}},
		"Steep": {"Where data are steep, a bend beyond them saves cost", func(e ending) bool {
			return e.fact("bends beyond the data", sim.Limit) == 1 && e.fact("price", sim.Kernel) < 0.9*e.fact("price without a bend beyond the data", sim.Kernel)
		}},
		"A sine": {"On a sine, training gets stuck beside the cheapest curve", func(e ending) bool {
			return e.fact("distance from the bands", sim.Finite) > 0.1
		}},
		"Sorted": {"A few neurons sort thirty points, and a proof says nothing is cheaper", func(e ending) bool { return e.neurons() <= 8 && e.proved() }},
		"Every label": {"Hitting every label takes far more neurons than sorting", func(e ending) bool {
			return e.neurons() >= 2*7 && e.proved() // 7 as in the preset before
		}},
		"Teacher": {"Thirty labels give away the three neurons that made them", func(e ending) bool {
			return e.neurons() == 3 && math.Abs(e.fact("price", sim.Kernel)-3.3) < 1e-6 && e.proved()
		}},
		"Diamond": {"Where sizes of weights add up, many neurons lie along the axes", func(e ending) bool {
			along, all := e.alongAxes()
			return along > all/2 && e.proved()
		}},
		"Spirals": {"On two spirals, sorting is as hard as hitting every label", func(e ending) bool { return e.neurons() > 25 && e.proved() }},
	},
}

// proved reports whether the bracket of a network that grew is closed.
func (e ending) proved() bool {
	return e.fact("open share of the bracket", sim.Kernel) <= 1e-6 && e.fact("largest |η| − 1", sim.Kernel) <= 1e-6
}

// neurons are those of a network that grew.
func (e ending) neurons() float64 { return e.fact("neurons", sim.Kernel) }

// alongAxes is how many of the neurons on the certificate have the direction of an axis.
func (e ending) alongAxes() (along, all float64) {
	for _, p := range e.Panels {
		if p.Name != "certificate" {
			continue
		}
		for _, angle := range p.Dots[0].X {
			all++
			if math.Abs(math.Remainder(float64(angle), 90)) < 0.01 {
				along++
			}
		}
	}
	return along, all
}

// height returns a curve of a panel, by role, at a place across.
func (e ending) height(panel string, role sim.Role, x float64) float64 {
	for _, p := range e.Panels {
		for _, l := range p.Lines {
			if i := slices.Index(l.X, float32(x)); p.Name == panel && l.Role == role && i >= 0 {
				return float64(l.Y[i])
			}
		}
	}
	return math.NaN()
}

// No heading says what its own run does not show.
func TestFindings(t *testing.T) {
	for _, e := range experiments.List {
		for _, p := range e.Presets {
			t.Run(e.Name+"/"+p.Title, func(t *testing.T) {
				t.Parallel()
				c, there := claims[e.Name][p.Title]
				if finding := e.FindingOf(p); !there || c.finding != finding {
					t.Fatalf("preset %s says %q, and the table of claims %q: write there what must be true of its run", p.Title, finding, c.finding)
				}
				s := link.Preset(e, p).Settings
				if testing.Short() && s.Int("steps") > 1000 {
					t.Skip("seconds")
				}
				end := ended(t, e, s)
				if !c.holds(end) {
					t.Errorf("the run of preset %s does not show that %q: %s %+v", p.Title, c.finding, end.End, end.Facts)
				}
			})
		}
	}
}

// ended runs to the end what is on show of the limits. The other seeds of a band and the finite
// network take time and change nothing of them.
func ended(t *testing.T, e sim.Experiment, s sim.Settings) ending {
	t.Helper()
	if knob(e, "seeds") != nil {
		s = s.With("seeds", 1)
	}
	if knob(e, "finite") != nil {
		s = s.WithChoice("finite", "off")
	}
	r, err := e.New(s)
	if err != nil {
		t.Fatal(err)
	}
	sim.Advance(r, s.Changes, 0, math.MaxInt, nil)
	end := ending{r.Frame()}
	if end.End == "" || !strings.HasSuffix(end.End, ".") {
		t.Fatalf("got end %q, want a sentence", end.End)
	}
	return end
}
