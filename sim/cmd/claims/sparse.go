package main

import (
	"math"

	"narrows/sim"
)

// trained measures networks that are trained through points on a line.
func trained(name, settings string) study {
	return study{
		name: name, links: []string{"#sparse?v=1" + settings}, from: firstSeed, seeds: few,
		measures: []measure{
			{"excess", "% that the trained network costs more than the cheapest", func(r []ran) float64 {
				return 100 * (r[0].fact("price", sim.Finite)/r[0].fact("price", sim.Kernel) - 1)
			}},
			{"distance", "how far the trained curve leaves the bands of all cheapest ones", func(r []ran) float64 { return r[0].fact("distance from the bands", sim.Finite) }},
			{"stuck", "1 if it leaves them by more than 0.1, else 0", func(r []ran) float64 {
				if r[0].fact("distance from the bands", sim.Finite) > 0.1 {
					return 1
				}
				return 0
			}},
			{"bends", "bends that join the points", func(r []ran) float64 { return r[0].fact("bends that join the points", sim.Kernel) }},
			{"fewest", "fewest bends inside the data", func(r []ran) float64 { return r[0].fact("fewest bends inside the data", sim.Limit) }},
			{"price", "price of the cheapest", func(r []ran) float64 { return r[0].fact("price", sim.Kernel) }},
			{"straight on", "price without a bend beyond the data", func(r []ran) float64 { return r[0].fact("price without a bend beyond the data", sim.Kernel) }},
		},
	}
}

// grown measures networks that grow over points of the plane.
func grown(name, settings string) study {
	return study{
		name: name, links: []string{"#sparse?v=1&space=plane" + settings}, from: firstSeed, seeds: few,
		measures: []measure{
			{"neurons", "neurons of the cheapest network", func(r []ran) float64 { return r[0].fact("neurons", sim.Kernel) }},
			{"price", "its price", func(r []ran) float64 { return r[0].fact("price", sim.Kernel) }},
			{"open", "share of the bracket that is open at the end", func(r []ran) float64 { return r[0].fact("open share of the bracket", sim.Kernel) }},
			{"rounds", "rounds until then", func(r []ran) float64 { return float64(r[0].Step) }},
			{"along the axes", "% of its price in neurons whose direction is that of an axis", func(r []ran) float64 { return 100 * alongAxes(r[0]) }},
		},
	}
}

// alongAxes is the share of Σ|v| in neurons whose direction is a multiple of a right angle. A mark's size is √(|v|/largest).
func alongAxes(r ran) float64 {
	for _, p := range r.Panels {
		if p.Name != "certificate" {
			continue
		}
		along, sum := 0.0, 0.0
		for i, size := range p.Dots[0].Size {
			v := float64(size) * float64(size)
			sum += v
			if _, off := math.Modf(float64(p.Dots[0].X[i]) / 90); off < 1e-4 || off > 1-1e-4 {
				along += v
			}
		}
		return along / sum
	}
	panic("claims: a run without a certificate")
}

// times measures how many times more neurons one task takes than another.
func times(name, settings string) study {
	return study{
		name: name, links: []string{"#sparse?v=1&space=plane&task=hit" + settings, "#sparse?v=1&space=plane" + settings}, from: firstSeed, seeds: few,
		measures: []measure{
			{"neurons", "how many times more neurons it takes to hit every label than to sort", func(r []ran) float64 {
				return r[0].fact("neurons", sim.Kernel) / r[1].fact("neurons", sim.Kernel)
			}},
			{"price", "how many times more it costs", func(r []ran) float64 { return r[0].fact("price", sim.Kernel) / r[1].fact("price", sim.Kernel) }},
		},
	}
}

var sparsest = []study{
	trained("hills", ""),
	trained("hills, width 16", "&m=16"),
	trained("hills, width 32", "&m=32"),
	trained("hills, width 64", "&m=64"),
	trained("hills, less decay", "&decay=0.0001"),
	trained("parabola", "&data=parabola"),
	trained("steep", "&data=steep"),
	trained("ramp", "&data=ramp"),
	trained("sine", "&data=sine"),
	trained("sine, width 256", "&data=sine&m=256"),
	trained("sine, less decay", "&data=sine&decay=0.0001"),
	grown("xor, sorted", ""),
	grown("xor, hit", "&task=hit"),
	grown("circles, sorted", "&shape=circles"),
	grown("circles, diamond", "&shape=circles&norm=l1"),
	grown("moons, sorted", "&shape=moons"),
	grown("spirals, sorted", "&shape=spirals"),
	grown("teacher", "&shape=teacher&n=30&task=hit"),
	grown("teacher, few", "&shape=teacher&n=12&task=hit"),
	times("xor, times", ""),
	times("circles, times", "&shape=circles"),
	times("moons, times", "&shape=moons"),
	times("spirals, times", "&shape=spirals"),
}

var sparseClaims = []claim{}
