package main

import (
	"math"
	"slices"

	"narrows/sim"
)

// graphRight is the share of nodes that the network of infinite width names right at some layers.
func graphRight(r ran, layers int) float64 {
	l := r.lines("right", sim.Kernel)[0]
	class, _ := guesses(r)
	return float64(l.Y[slices.Index(l.X, float32(layers))]) / float64(len(class))
}

// guesses are what the nodes of a graph are and are taken for at the end of a run.
func guesses(r ran) (class, guess []uint8) {
	for _, p := range r.Panels {
		if p.Name == "graph" {
			return p.Dots[0].Class, p.Dots[0].Guess
		}
	}
	panic("claims: a run without a graph")
}

// missed is the number, from 1 on, of the only node that is taken for a wrong class, else 0.
func missed(r ran) (number float64) {
	class, guess := guesses(r)
	for i := range class {
		if class[i] != guess[i] {
			if number > 0 {
				return 0
			}
			number = float64(i + 1)
		}
	}
	return number
}

// atLayers measures the share that is named right at each of some layers.
func atLayers(name, settings string, layers ...int) study {
	s := study{name: name, links: []string{"#graph?v=1&" + settings}, from: firstSeed, seeds: few}
	for _, n := range layers {
		s.measures = append(s.measures, measure{layerName(n), "% of nodes named right by the network of infinite width at " + layerName(n), func(r []ran) float64 {
			return 100 * graphRight(r[0], n)
		}})
	}
	return s
}

func layerName(n int) string {
	if n == 1 {
		return "1 layer"
	}
	return text(float64(n)) + " layers"
}

// asked measures how much more is named right where the least certain is asked than where any is.
func asked(name, settings string) study {
	return study{
		name: name, links: []string{"#graph?v=1&order=labels&" + settings}, from: firstSeed, seeds: few,
		measures: []measure{{"gain", "% of nodes without a label named right, on average over all steps, asking the least certain less asking at random", func(r []ran) float64 {
			return 100 * (r[0].fact("right without a label, mean of all steps", sim.Kernel) - r[0].fact("asked at random, mean of all steps", sim.Data))
		}}},
	}
}

// outdone measures the same where asking at random is better.
func outdone(name, settings string) study {
	s := asked(name, settings)
	gain := s.measures[0].of
	s.measures = []measure{{"loss", "% of nodes without a label named right, on average over all steps, asking at random less asking the least certain", func(r []ran) float64 { return -gain(r) }}}
	return s
}

// widths measures how far the mean of finite networks is from the limit.
func widths(name, settings string) study {
	return study{
		name: name, links: []string{"#graph?v=1&" + settings}, from: firstSeed, seeds: few, at: []int{2},
		measures: []measure{{"gap", "members named right at 2 layers by the network of infinite width, less those by networks of this width on average", func(r []ran) float64 {
			facts := r[0].kept[2]
			return find(facts, "named right", sim.Kernel) - find(facts, "named right", sim.Finite)
		}}},
	}
}

var graphs = []study{
	{
		name: "club", links: []string{"#graph?v=1&finite=off"}, from: firstSeed, seeds: few,
		measures: []measure{
			{"2 layers", "members of 34 named right at 2 layers", func(r []ran) float64 { return 34 * graphRight(r[0], 2) }},
			{"missed", "the member that is named wrong at the best number of layers, 0 if there is not one alone", func(r []ran) float64 { return missed(r[0]) }},
			{"50 layers", "members of 34 named right at 50 layers", func(r []ran) float64 { return 34 * graphRight(r[0], 50) }},
		},
	},
	atLayers("club, drawn", "pick=drawn&finite=off", 1, 2, 3, 5, 50),
	atLayers("club, two drawn", "given=2&pick=drawn&finite=off", 2),
	widths("club, width 16", "n=16&steps=4"),
	widths("club, width 128", "steps=4"),
	atLayers("blocks", "data=blocks&given=4&finite=off", 0, 1, 2, 3, 5, 20, 50),
	{
		name: "blocks, apart", links: []string{"#graph?v=1&data=blocks&given=4&parts=on&finite=off&steps=10"}, from: firstSeed, seeds: few,
		measures: []measure{
			{"both", "% of nodes named right at the best of 10 layers by graph and features", func(r []ran) float64 { return r[0].fact("named right", sim.Kernel) / 2 }},
			{"graph alone", "% of nodes named right at the best of 10 layers by the graph alone", func(r []ran) float64 { return r[0].fact("named right by graph alone, at best", sim.Data) / 2 }},
			{"features alone", "% of nodes named right at the best of 10 layers by features alone", func(r []ran) float64 { return r[0].fact("named right by features alone, at best", sim.Data) / 2 }},
			{"gain", "% of nodes named right by both, less those by the better of the two alone", func(r []ran) float64 {
				return (r[0].fact("named right", sim.Kernel) - max(r[0].fact("named right by graph alone, at best", sim.Data), r[0].fact("named right by features alone, at best", sim.Data))) / 2
			}},
		},
	},
	{
		name: "blocks, evidence", links: []string{"#graph?v=1&data=blocks&given=4&finite=off"}, from: firstSeed, seeds: few, at: []int{2, 20},
		measures: []measure{
			{"preferred", "layers that the evidence prefers", func(r []ran) float64 { return r[0].fact("layers that the evidence prefers", sim.Kernel) }},
			{"lost by it", "% of nodes fewer named right with those layers than with the best", func(r []ran) float64 {
				return 100 * (r[0].fact("named right", sim.Kernel)/200 - graphRight(r[0], int(r[0].fact("layers that the evidence prefers", sim.Kernel))))
			}},
			{"calibration, 2 layers", "calibration error at 2 layers, in %", func(r []ran) float64 { return 100 * find(r[0].kept[2], "calibration error", sim.Kernel) }},
			{"calibration, 20 layers", "calibration error at 20 layers, in %", func(r []ran) float64 { return 100 * find(r[0].kept[20], "calibration error", sim.Kernel) }},
		},
	},
	{
		name: "miserables", links: []string{"#graph?v=1&data=miserables&given=2&pick=drawn&finite=off&steps=20"}, from: firstSeed, seeds: few, at: []int{1, 3, 5, 20},
		measures: []measure{
			{"1 layer", "% of persons without a label named right at 1 layer", func(r []ran) float64 { return 100 * find(r[0].kept[1], "right without a label", sim.Kernel) }},
			{"3 layers", "% of persons without a label named right at 3 layers", func(r []ran) float64 { return 100 * find(r[0].kept[3], "right without a label", sim.Kernel) }},
			{"5 layers", "% of persons without a label named right at 5 layers", func(r []ran) float64 { return 100 * find(r[0].kept[5], "right without a label", sim.Kernel) }},
		},
	},
	asked("ask, blocks", "data=blocks&pick=drawn&depth=8&steps=20"),
	asked("ask, two layers", "data=blocks&pick=drawn&depth=2&steps=20"),
	outdone("ask, no features", "data=blocks&pick=drawn&features=off&depth=1&steps=20"),
	asked("ask, chain", "data=chain&pick=drawn&depth=5&steps=20"),
	asked("ask, miserables", "data=miserables&pick=drawn&depth=3&steps=20"),
	{
		name: "own", links: []string{"#graph?v=1&data=own&steps=20"}, from: firstSeed, seeds: few,
		measures: []measure{{"parted", "1 if each of two triangles is taken for the class of the one of it that has a label, else 0", func(r []ran) float64 {
			if _, guess := guesses(r[0]); slices.Equal(guess, []uint8{0, 0, 0, 1, 1, 1}) {
				return 1
			}
			return 0
		}}},
	},
	atLayers("opposites", "data=heterophilous&given=4&finite=off&steps=10", 0, 1, 2, 3, 5),
	atLayers("opposites, deaf", "data=heterophilous&given=4&operator=none&finite=off&steps=10", 1, 2, 3, 5),
	atLayers("blocks, deaf", "data=blocks&given=4&operator=none&finite=off&steps=10", 0, 1, 2, 10),
	{
		name: "novel", links: []string{"#graph?v=1&data=miserables&given=2&finite=off&steps=20"}, from: firstSeed, seeds: few,
		measures: []measure{{"best", "% of persons named right at the best of 20 layers", func(r []ran) float64 { return 100 * r[0].fact("named right", sim.Kernel) / 77 }}},
	},
}

var graphClaims = []claim{
	{
		says:  "Two labels name all members but one; too many layers forget them",
		rests: []string{"club: 2 layers", "club: 50 layers"},
		holds: func(r []row) bool { return r[0].low() == 33 && r[1].high() == 17 },
	},
	{
		says:  "In the club two layers name 33 of 34 right. Member 9 is missed,",
		rests: []string{"club: 2 layers", "club: missed"},
		holds: func(r []row) bool { return r[0].low() == 33 && r[0].high() == 33 && r[1].low() == r[1].high() },
		also:  func([]row) []float64 { return counts(34) },
	},
	{
		says:  "two layers name 93 % (65 to 97 % over 30 draws), five layers 96 % (68 to 100 %). At fifty layers half are right in every draw: all are given one class.",
		rests: []string{"club, drawn: 2 layers", "club, drawn: 5 layers", "club, drawn: 50 layers"},
		holds: func(r []row) bool { return r[2].low() == 50 && r[2].high() == 50 },
	},
	{
		says:  "two layers name 94 % (92 to 98 % over 30 seeds), twenty 65 % (37 to 86 %), fifty 25 % (25 to 26 %), one group of four.",
		rests: []string{"blocks: 2 layers", "blocks: 20 layers", "blocks: 50 layers"},
		holds: func(r []row) bool { return r[0].low() > r[1].high() && r[1].low() > r[2].high() },
	},
	{
		says:  "Two layers name most nodes; fifty take all for one group",
		rests: []string{"blocks: 2 layers", "blocks: 50 layers"},
		holds: func(r []row) bool { return r[0].low() > 90 && r[1].median() == 25 },
	},
	{
		says:  "it preferred 2 to 4 layers, at a price of 0.5 % of the nodes (at most 4.5 %).",
		rests: []string{"blocks, evidence: preferred", "blocks, evidence: lost by it"},
		holds: func(r []row) bool { return r[0].low() == 2 && r[0].high() == 4 && r[1].median() < 1 },
	},
	{
		says:  "the calibration error is 7.2 % at two layers (3.7 to 11 %), and 26 % at twenty (8.2 to 39 %).",
		rests: []string{"blocks, evidence: calibration, 2 layers", "blocks, evidence: calibration, 20 layers"},
		holds: func(r []row) bool { return r[1].median() > 2*r[0].median() },
	},
	{
		says:  "named 6 % more nodes than the better of the two alone (1 to 12.5 % over 30 seeds).",
		rests: []string{"blocks, apart: gain"},
		holds: func(r []row) bool { return all(r, above(0)) },
	},
	{
		says:  "Graph and features together name more than either alone",
		rests: []string{"blocks, apart: gain"},
		holds: func(r []row) bool { return all(r, above(0)) },
	},
	{
		says:  "one layer of listening takes 65 % (46 to 75 %) down to 34 % (28 to 42 %).",
		rests: []string{"opposites: 0 layers", "opposites: 1 layer"},
		holds: func(r []row) bool { return r[0].low() > r[1].high() },
	},
	{
		says:  "With a second it is 51 % (36 to 68 %)",
		rests: []string{"opposites: 2 layers", "opposites: 1 layer"},
		holds: func(r []row) bool { return r[0].median() > r[1].high() },
	},
	{
		says:  "two layers that hear nobody name 75 % (60 to 89 %).",
		rests: []string{"opposites, deaf: 2 layers", "opposites: 2 layers"},
		holds: func(r []row) bool { return r[0].median() > r[1].high() },
	},
	{
		says:  "Features alone say something before the first layer, and more with rectified units above it.",
		rests: []string{"blocks, deaf: 0 layers", "blocks, deaf: 10 layers"},
		holds: func(r []row) bool { return r[0].low() > 25 && r[1].median() > r[0].median() },
	},
	{
		says:  "At its best the infinitely wide network names 74 of the 77.",
		rests: []string{"novel: best"},
		holds: func(r []row) bool { return r[0].low() == r[0].high() && math.Round(.77*r[0].low()) == 74 },
		also:  func([]row) []float64 { return counts(74, 77) },
	},
	{
		says:  "Where ties run between groups, it is better not to listen",
		rests: []string{"opposites: 2 layers", "opposites, deaf: 2 layers", "opposites: 1 layer", "opposites, deaf: 1 layer"},
		holds: func(r []row) bool { return r[0].median() < r[1].low() && r[2].high() < r[3].low() },
	},
	{
		says:  "Who meets whom tells who belongs together",
		rests: []string{"miserables: 3 layers", "novel: best"},
		holds: func(r []row) bool { return r[0].low() > 80 && r[1].low() > 90 },
	},
	{
		says:  "Two labels, and who is tied to whom, part two triangles",
		rests: []string{"own: parted"},
		holds: func(r []row) bool { return all(r, above(0)) },
	},
	{
		says:  "Asking where doubt is greatest names more than asking at random",
		rests: []string{"ask, blocks: gain"},
		holds: func(r []row) bool { return 4*r[0].count(above(0)) > 3*len(r[0].values) },
	},
	{
		says:  "named 7 % more of the other nodes than asking at random, on average over twenty labels, but between −2.7 and 22 % over 30 seeds.",
		rests: []string{"ask, blocks: gain"},
		holds: func(r []row) bool { return 4*r[0].count(above(0)) > 3*len(r[0].values) },
	},
	{
		says:  "In Les Misérables it made no difference (−11 to 8.2 %).",
		rests: []string{"ask, miserables: gain"},
		holds: func(r []row) bool { return math.Abs(r[0].median()) < 1 },
	},
	{
		says:  "it was worse in 29 of 30 seeds, by 10 % (−1 to 23 %)",
		rests: []string{"ask, no features: loss"},
		holds: func(r []row) bool { return r[0].count(above(0)) == 29 },
		also:  func([]row) []float64 { return counts(29) },
	},
	{
		says:  "at two layers networks 128 wide name 0.31 members of the club fewer than it on average (0.17 to 0.46 over 30 draws of 24), networks 16 wide 2 fewer (1.5 to 3.1).",
		rests: []string{"club, width 128: gap", "club, width 16: gap"},
		holds: func(r []row) bool { return all(r, above(0)) && r[0].high() < r[1].low() },
		also:  func([]row) []float64 { return counts(24, 128, 16) },
	},
}
