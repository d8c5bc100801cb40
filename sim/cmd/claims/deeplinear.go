package main

import (
	"fmt"
	"math"

	"narrows/sim"
)

// learned is the step at which half of a mode is learned, counted from 1.
func learned(run, mode int) func([]ran) float64 {
	return func(r []ran) float64 { return r[run].event(fmt.Sprintf("mode %d", mode)) }
}

// fixedHalf is where a network without bottleneck has learned half of every mode: all at one
// rate, by ηλ of what is missing at each step.
func fixedHalf(r ran) float64 {
	rate := r.fact("step size", sim.Data) * r.fact("top eigenvalue of the kernel", sim.Kernel)
	return math.Log(2) / -math.Log1p(-rate)
}

// accelerated measures how many times faster the loss falls to four shares of the first.
func accelerated(name, link string) study {
	s := study{name: name, links: []string{link}, from: firstSeed, seeds: few}
	for _, share := range []string{"30", "10", "3", "1"} {
		s.measures = append(s.measures, measure{"to " + share + " %", "gradient-flow time to " + share + " % of the first loss, without bottleneck over with", func(r []ran) float64 {
			v := r[0].fact("acceleration to "+share+" % of the loss", sim.Limit)
			switch {
			case v == v:
				return v
			case r[0].fact("steps to "+share+" % of the loss", sim.Kernel) != r[0].fact("steps to "+share+" % of the loss", sim.Kernel):
				return math.NaN() // neither network is known
			}
			return 0
		}})
	}
	s.measures = append(s.measures, measure{"growth of the kernel", "largest eigenvalue of the kernel at the end, with bottleneck over without", func(r []ran) float64 {
		return r[0].fact("top eigenvalue of the kernel", sim.Limit) / r[0].fact("top eigenvalue of the kernel", sim.Kernel)
	}})
	return s
}

// panel returns the lines of a panel that have a role.
func (r *ran) lines(panel string, role sim.Role) (lines []sim.Line) {
	for _, p := range r.Panels {
		for _, l := range p.Lines {
			if p.Name == panel && l.Role == role && !l.Dashed {
				lines = append(lines, l)
			}
		}
	}
	return lines
}

// passes is where a curve first is at a height, by straight lines between its points.
func passes(l sim.Line, height float64) float64 {
	for i := 1; i < len(l.X); i++ {
		a, b := float64(l.Y[i-1]), float64(l.Y[i])
		if a < height && b >= height {
			return float64(l.X[i-1]) + (height-a)/(b-a)*float64(l.X[i]-l.X[i-1])
		}
	}
	return math.Inf(1)
}

// end is the last height of a curve.
func end(l sim.Line) float64 { return float64(l.Y[len(l.Y)-1]) }

// staircase measures when each mode is half learned, through so many units.
func staircase(name, settings string, units int) study {
	s := study{name: name, links: []string{"#deep-linear?v=1&" + settings}, from: firstSeed, seeds: few}
	for mode := 1; mode <= 4; mode++ {
		s.measures = append(s.measures, measure{fmt.Sprint("mode ", mode), fmt.Sprintf("step at which half of mode %d is learned", mode), learned(0, mode)})
	}
	s.measures = append(s.measures, measure{"in turn", fmt.Sprintf("1 if the first %d modes are learned one after the other and no other is, else 0", units), func(r []ran) float64 {
		before := 0.0
		for mode := 1; mode <= 4; mode++ {
			at := learned(0, mode)(r)
			if (mode <= units) != !math.IsInf(at, 1) || mode <= units && at <= before {
				return 0
			}
			before = at
		}
		return 1
	}})
	return s
}

var deepLinear = []study{
	staircase("staircase", "s=6", 3),
	staircase("starved", "d=1", 1),
	{
		name: "with and without", links: []string{"#deep-linear?v=1&d=4&s=12&ratio=0.25&view=losses&a=0.3&steps=800"}, from: firstSeed, seeds: few,
		measures: []measure{
			{"mode 1", "step at which half of mode 1 is learned, without bottleneck over with", func(r []ran) float64 { return fixedHalf(r[0]) / learned(0, 1)(r) }},
			{"mode 2", "step at which half of mode 2 is learned, without bottleneck over with", func(r []ran) float64 { return fixedHalf(r[0]) / learned(0, 2)(r) }},
			{"mode 3", "step at which half of mode 3 is learned, without bottleneck over with", func(r []ran) float64 { return fixedHalf(r[0]) / learned(0, 3)(r) }},
			{"mode 4", "step at which half of mode 4 is learned, without bottleneck over with", func(r []ran) float64 { return fixedHalf(r[0]) / learned(0, 4)(r) }},
		},
	},
	{
		name: "small start", from: firstSeed, seeds: few,
		links: []string{"#deep-linear?v=1&ratio=0.4&view=losses&a=0.01&steps=1000", "#deep-linear?v=1&ratio=0.4&view=losses&steps=1000"},
		measures: []measure{
			{"wait", "step at which half of mode 1 is learned, from a start of 0.01 over from one of 0.1", func(r []ran) float64 { return learned(0, 1)(r) / learned(1, 1)(r) }},
			{"wait by strength", "step at which half of mode 2 is learned over that of mode 1, times 0.4, their strengths' ratio", func(r []ran) float64 { return 0.4 * learned(0, 2)(r) / learned(0, 1)(r) }},
			{"rise", "time in which mode 1 rises from 10 to 90 %, over the time to 10 %", func(r []ran) float64 {
				l := r[0].lines("modes", sim.Class)[0]
				return (passes(l, 0.9*6) - passes(l, 0.1*6)) / passes(l, 0.1*6)
			}},
		},
	},
	{
		name: "depths", links: []string{"#deep-linear?v=1&d=4&eta=0.3&view=depths&a=0.4&steps=700"}, from: firstSeed, seeds: few,
		measures: append(depth(2, 3), depth(3, 4)...),
	},
	{
		name: "noise", links: []string{"#deep-linear?v=1&d=2&s=10&ratio=0.7&eta=0.2&view=noise&start=drawn&a=1&r=2&m=30&k=10&noise=2&depth=2&steps=400"}, from: firstSeed, seeds: few,
		measures: []measure{
			{"error with", "held-out error at the end, through two units", func(r []ran) float64 { return r[0].fact("held-out error", sim.Limit) }},
			{"error without", "held-out error at the end, without bottleneck", func(r []ran) float64 { return r[0].fact("held-out error", sim.Kernel) }},
			{"error, ratio", "held-out error at the end, with bottleneck over without", func(r []ran) float64 {
				return r[0].fact("held-out error", sim.Limit) / r[0].fact("held-out error", sim.Kernel)
			}},
			{"least without", "least of the ten singular values at the end without bottleneck, over the second of the truth", func(r []ran) float64 {
				least := math.Inf(1)
				for _, l := range r[0].lines("singular", sim.Kernel) {
					least = min(least, end(l))
				}
				return least / 7
			}},
			{"risen without", "singular values of the ten that are larger at the end than at the start without bottleneck", func(r []ran) (n float64) {
				for _, l := range r[0].lines("singular", sim.Kernel) {
					if end(l) > float64(l.Y[0]) {
						n++
					}
				}
				return n
			}},
			{"second with", "second singular value at the end through two units, over that of the truth", func(r []ran) float64 {
				return end(r[0].lines("singular", sim.Limit)[1]) / 7
			}},
		},
	},
	accelerated("fourth power", "#deep-linear?v=1&d=2&s=10&loss=fourth&eta=1&view=losses&start=drawn&a=1&r=1&m=30&k=1&points=120&depth=3&steps=4000"),
	accelerated("small targets", "#deep-linear?v=1&d=2&s=1&view=losses&start=drawn&a=1&r=1&m=30&k=1&points=120&depth=3&steps=4000"),
	accelerated("large targets", "#deep-linear?v=1&d=2&s=10&view=losses&start=drawn&a=1&r=1&m=30&k=1&points=120&depth=3&steps=4000"),
	{
		name: "planes", links: []string{"#deep-linear?v=1&d=4&view=plane&start=aligned&a=0.2"}, from: firstSeed, seeds: few,
		measures: []measure{
			{"drift", "drift of what is conserved at the end over what the steps allow", func(r []ran) float64 {
				for _, f := range r[0].Facts {
					if f.Name == "drift of what is conserved" {
						return f.Value / f.Tolerance
					}
				}
				return math.NaN()
			}},
			{"modes", "modes that are half learned", func(r []ran) (n float64) {
				for mode := 1; mode <= 4; mode++ {
					if !math.IsInf(learned(0, mode)(r), 1) {
						n++
					}
				}
				return n
			}},
		},
	},
	parting("larger steps", "#deep-linear?v=1&eta=1"),
	parting("large start", "#deep-linear?v=1&start=drawn&a=1"),
	parting("as it opens", "#deep-linear?v=1&s=6"),
}

// parting measures how far the run is from the closed forms.
func parting(name, link string) study {
	return study{
		name: name, links: []string{link}, from: firstSeed, seeds: few, at: []int{10, 20, 40, 80, 160, 320},
		measures: []measure{{"distance", "largest distance from the closed form after 10, 20, 40, 80, 160 and 320 steps, in units of the first mode", func(r []ran) float64 {
			most := 0.0
			for _, facts := range r[0].kept {
				most = max(most, find(facts, "distance from the closed form", sim.Theory))
			}
			return most
		}}},
	}
}

// depth measures how a deeper network waits and rises, against a shallower one.
func depth(shallow, deep int) []measure {
	at := func(r ran, layers int, share float64) float64 {
		return passes(r.lines(fmt.Sprint("layers", layers), sim.Class)[0], share*6)
	}
	rise := func(r ran, layers int) float64 { return at(r, layers, 0.9) - at(r, layers, 0.1) }
	return []measure{
		{fmt.Sprintf("wait, %d over %d", deep, shallow), fmt.Sprintf("time to 10 %% of mode 1, of %d layers over %d", deep, shallow), func(r []ran) float64 {
			return at(r[0], deep, 0.1) / at(r[0], shallow, 0.1)
		}},
		{fmt.Sprintf("rise, %d over %d", deep, shallow), fmt.Sprintf("time from 10 to 90 %% of mode 1, of %d layers over %d", deep, shallow), func(r []ran) float64 {
			return rise(r[0], deep) / rise(r[0], shallow)
		}},
	}
}
