package main

import (
	"math"

	"narrows/sim"
)

// The seeds of samples are none that a preset shows.
const (
	firstSeed = 1001
	few       = 30 // as many as a claim needs
	many      = 60 // where runs are short and outcomes differ much
)

// limits is a link in which the two limits run alone, with nothing to draw.
func limits(settings string) string {
	return "#bottleneck?v=1&seeds=1&finite=off&view=kernels&" + settings
}

// faster measures how many steps two limits take to both levels, side by side.
func faster(name, settings string, seeds int) study {
	return study{
		name: name, links: []string{limits(settings + "&steps=60000&until=0.01")}, from: firstSeed, seeds: seeds, at: []int{10},
		measures: []measure{
			{"gain at 0.1", "steps to loss 0.1, without bottleneck over with", gain("steps to 0.1")},
			{"gain at 0.01", "steps to loss 0.01, without bottleneck over with", gain("steps to 0.01")},
			{"behind at step 10", "training loss after 10 steps, with bottleneck over without", func(r []ran) float64 {
				return find(r[0].kept[10], "training loss", sim.Limit) / find(r[0].kept[10], "training loss", sim.Kernel)
			}},
			{"steps to 0.01 without", "steps to loss 0.01 without bottleneck", reached("steps to 0.01", sim.Kernel)},
			{"steps to 0.01 with", "steps to loss 0.01 with bottleneck", reached("steps to 0.01", sim.Limit)},
		},
	}
}

// reached is a step, +Inf if it was not.
func reached(name string, role sim.Role) func([]ran) float64 {
	return func(r []ran) float64 { return orNever(r[0].fact(name, role)) }
}

func orNever(v float64) float64 {
	if v != v {
		return math.Inf(1)
	}
	return v
}

// gain is a ratio of what two limits took: of a bottleneck that is stuck it is 0.
func gain(name string) func([]ran) float64 {
	return func(r []ran) float64 {
		return orNever(r[0].fact(name, sim.Kernel)) / orNever(r[0].fact(name, sim.Limit))
	}
}

// fair measures what both limits make of new points, each stopped at one training loss.
func fair(name, settings string) study {
	const loss, least = "0.01", 0.01
	held := func(fact string, network int) func([]ran) float64 {
		role := [2]sim.Role{sim.Kernel, sim.Limit}[network]
		return func(r []ran) float64 {
			if !(r[network].fact("training loss", role) <= least) {
				return math.NaN()
			}
			return r[network].fact(fact, role)
		}
	}
	difference := func(fact string) func([]ran) float64 {
		return func(r []ran) float64 { return held(fact, 1)(r) - held(fact, 0)(r) }
	}
	at := " where the training loss is " + loss
	return study{
		name: name, from: firstSeed, seeds: many,
		links: []string{
			limits(settings + "&limit=off&steps=100000&until=" + loss),
			limits(settings + "&kernel=off&steps=20000&until=" + loss),
		},
		measures: []measure{
			{"right without", "% of new points right without bottleneck" + at, held("held-out accuracy", 0)},
			{"right with", "% of new points right with bottleneck" + at, held("held-out accuracy", 1)},
			{"right, difference", "% of new points right, with less without, " + at, difference("held-out accuracy")},
			{"held-out loss without", "held-out loss without bottleneck" + at, held("held-out loss", 0)},
			{"held-out loss with", "held-out loss with bottleneck" + at, held("held-out loss", 1)},
		},
	}
}

// judged measures errors on new points and steps at loss 0.1, of many inputs.
func judged(name, settings string, seeds int) study {
	wrong := func(role sim.Role) func([]ran) float64 {
		return func(r []ran) float64 {
			if v := r[0].fact("held-out error at loss 0.1", role); v == v {
				return v
			}
			return 100 - r[0].fact("held-out accuracy", role) // of one that does not get there
		}
	}
	return study{
		name: name, links: []string{limits(settings + "&depth=1&until=0.1")}, from: firstSeed, seeds: seeds,
		measures: []measure{
			{"wrong without", "% of new points wrong at loss 0.1 without bottleneck", wrong(sim.Kernel)},
			{"wrong with", "% of new points wrong at loss 0.1 with bottleneck; at the end of the run if it does not get there", wrong(sim.Limit)},
			{"wrong, difference", "% of new points wrong, with less without", func(r []ran) float64 { return wrong(sim.Limit)(r) - wrong(sim.Kernel)(r) }},
			{"wrong, ratio", "% of new points wrong, with over without", func(r []ran) float64 { return wrong(sim.Limit)(r) / wrong(sim.Kernel)(r) }},
			{"steps without", "steps to loss 0.1 without bottleneck", reached("steps to 0.1", sim.Kernel)},
			{"steps with", "steps to loss 0.1 with bottleneck", reached("steps to 0.1", sim.Limit)},
			{"alignment without", "alignment of the kernel with the classes without bottleneck", func(r []ran) float64 {
				return r[0].fact("alignment of the kernel with the classes", sim.Kernel)
			}},
			{"alignment with", "alignment of the kernel with the classes with bottleneck, at the end", func(r []ran) float64 {
				return r[0].fact("alignment of the kernel with the classes", sim.Limit)
			}},
		},
	}
}

// twins measures how far apart copies are that started a millionth apart.
func twins(name, settings, steps string, seeds int) study {
	return study{
		name: name, links: []string{limits("kernel=off&twin=on&" + settings + "&steps=" + steps)}, from: firstSeed, seeds: seeds,
		measures: []measure{{"apart", "distance of the outputs, root mean square, after " + steps + " steps", func(r []ran) float64 {
			return r[0].fact("distance of the twin", sim.Limit)
		}}},
	}
}

// chasing measures how far a finite network is from its limit after steps of a tenth of the
// stability limit, at several widths.
func chasing(name, settings string, seeds int) study {
	widths := []string{"64", "256", "1024", "4096"}
	s := study{name: name, from: firstSeed, seeds: seeds}
	for i, n := range widths {
		s.links = append(s.links, "#bottleneck?v=1&seeds=1&kernel=off&view=kernels&depth=1&points=32&eta=0.1&steps=60&n="+n+settings)
		s.measures = append(s.measures, measure{"gap at " + n, "distance of the outputs of limit and finite network, root mean square, at width " + n, func(r []ran) float64 {
			return r[i].fact("gap limit − finite", sim.Data)
		}})
	}
	s.measures = append(s.measures, measure{"slope", "slope of log distance against log width, by least squares from 64 to 4096", func(r []ran) float64 {
		x, y := 0.0, 0.0
		for i := range widths {
			at := float64(i) - 1.5 // in units of log 4
			x, y = x+at*at, y+at*math.Log(r[i].fact("gap limit − finite", sim.Data))
		}
		return y / (x * math.Log(4))
	}})
	return s
}

// large measures what targets of a size save of time and of steps.
func large(name, settings, until string) study {
	s := study{name: name, links: []string{limits("data=moons&loss=squared&" + settings + "&steps=20000&until=" + until)}, from: firstSeed, seeds: few}
	s.measures = []measure{
		{"gain in steps", "steps to a loss of 0.01 times the squared targets, without bottleneck over with", func(r []ran) float64 { return gain(lowest(r[0], "steps to "))(r) }},
	}
	if clock := "flow time to "; settings != "scale=1" {
		s.measures = append(s.measures, measure{"gain in time", "gradient-flow time to a loss of 0.01 times the squared targets, without bottleneck over with", func(r []ran) float64 {
			return gain(lowest(r[0], clock))(r)
		}})
	}
	return s
}

// lowest is the fact of the lowest level, which depends on the size of the targets.
func lowest(r ran, prefix string) (name string) {
	for _, f := range r.Facts {
		if len(f.Name) > len(prefix) && f.Name[:len(prefix)] == prefix {
			name = f.Name
		}
	}
	return name
}

const (
	spirals = "data=spirals&n=128&depth=3&points=96"
	sectors = "data=sectors&points=128"
)

var bottleneck = []study{
	faster("circles", "n=256", many),
	faster("moons", "data=moons", few),
	faster("xor", "data=xor", few),
	faster("two spirals", spirals, few),
	faster("erf", "activation=erf", few),
	faster("leaky", "activation=leaky", few),

	fair("circles, new points", "n=256"),
	fair("moons, new points", "data=moons"),
	fair("xor, new points", "data=xor"),
	fair("two spirals, new points", spirals),

	judged("six sectors", sectors+"&a=0.3&steps=1500", many),
	judged("six sectors, ordinary start", sectors+"&steps=1500", many),
	judged("ten sectors", sectors+"&a=0.3&k=10&steps=1500", few),
	judged("three sectors", sectors+"&a=0.3&k=3&steps=1500", few),
	judged("largest of six", "data=argmax&points=128&a=0.3&steps=3000", few),
	judged("digits", "data=digits&d=8&points=100&steps=400", few),

	large("squared loss", "scale=1", "0.01"),
	large("targets 10", "scale=10&clock=own", "1"),
	large("targets 20", "scale=20&clock=own", "4"),

	{
		name: "one unit", from: firstSeed, seeds: many,
		links: []string{limits("d=1&kernel=off&steps=2000&until=0.1"), limits("kernel=off&steps=2000&until=0.1")},
		measures: []measure{
			{"steps", "steps to loss 0.1 through one unit, of 2000", func(r []ran) float64 { return orNever(r[0].fact("steps to 0.1", sim.Limit)) }},
			{"against two", "steps to loss 0.1, through one unit over through two", func(r []ran) float64 {
				return orNever(r[0].fact("steps to 0.1", sim.Limit)) / orNever(r[1].fact("steps to 0.1", sim.Limit))
			}},
		},
	},
	{
		name: "too large a step", from: firstSeed, seeds: few,
		links: []string{limits("eta=4&steps=2000")},
		measures: []measure{
			{"loss with", "highest of the training losses with bottleneck after 2000 steps at η = 4, and 1e9 if it diverges", func(r []ran) float64 {
				if r[0].event("diverged") < 2000 {
					return 1e9
				}
				return r[0].fact("training loss", sim.Limit)
			}},
			{"loss without", "training loss without bottleneck at the same step", func(r []ran) float64 { return r[0].fact("training loss", sim.Kernel) }},
			{"right with", "% of training points right with bottleneck", func(r []ran) float64 { return r[0].fact("training accuracy", sim.Limit) }},
			{"right without", "% of training points right without bottleneck", func(r []ran) float64 { return r[0].fact("training accuracy", sim.Kernel) }},
		},
	},

	twins("twins: circles", "n=256", "2000", few),
	twins("twins: circles, 200 steps", "n=256", "200", few),
	twins("twins: moons", "data=moons", "2000", few),
	twins("twins: xor", "data=xor", "2000", few),
	twins("twins: two spirals", "data=spirals", "1500", few),
	twins("twins: two spirals, deep", spirals, "2000", few),
	twins("twins: sectors", sectors+"&a=0.3&depth=1", "400", few),
	twins("twins: argmax", "data=argmax&points=128&a=0.3&depth=1", "600", few),
	twins("twins: one unit", "d=1", "2000", few),
	twins("twins: three units", "d=3", "1000", few),
	twins("twins: leaky", "activation=leaky", "2000", few),
	twins("twins: erf", "activation=erf", "300", few),
	twins("twins: erf, one unit", "activation=erf&d=1", "100", few),
	twins("twins: on the edge", "data=spirals&eta=1.5", "1000", few),

	cut("cut", 0.5, few),
	cut("cut, small steps", 0.05, few),
	cutOfThree("cut, three units", few),

	chasing("finite, ReLU", "", few),
	chasing("finite, erf", "&activation=erf", few),
}
