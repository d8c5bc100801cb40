package main

import "math"

// A claim is words of a story, of a finding or of help that rest on measures: those words as
// they stand there, the rows that they rest on, what has to be true of these, and numbers
// besides the rows' own that the words may name.
type claim struct {
	says  string
	rests []string
	holds func(r []row) bool
	also  func(r []row) []float64
}

func counts(n ...int) (v []float64) {
	for _, x := range n {
		v = append(v, float64(x))
	}
	return v
}

// most reports whether at least nine in ten seeds are as is says.
func most(r row, is func(float64) bool) bool { return 10*r.count(is) >= 9*len(r.values) }

func above(x float64) func(float64) bool { return func(v float64) bool { return v > x } }
func below(x float64) func(float64) bool { return func(v float64) bool { return v < x } }

// all reports whether every seed of every row is as is says.
func all(rows []row, is func(float64) bool) bool {
	for _, r := range rows {
		if r.count(is) != len(r.values) {
			return false
		}
	}
	return true
}

var bottleneckClaims = []claim{
	{
		says:  "Squeezing an infinite network makes it learn faster",
		rests: []string{"circles: gain at 0.01", "moons: gain at 0.01", "xor: gain at 0.01", "two spirals: gain at 0.01", "erf: gain at 0.01", "leaky: gain at 0.01"},
		holds: func(r []row) bool { return all(r, above(1)) },
	},
	{
		says:  "Squeezed, the network often starts slower and ends far ahead",
		rests: []string{"circles: behind at step 10", "circles: gain at 0.01"},
		holds: func(r []row) bool { return most(r[0], above(1)) && r[1].low() > 2 },
	},
	{
		says:  "with squared loss it can fall behind",
		rests: []string{"squared loss: gain in steps"},
		holds: func(r []row) bool { return all(r, below(1)) },
	},
	{
		says:  "From width 64 to 4096 the distance of the outputs fell with a slope of −0.46 (between −0.82 and −0.18 over 30 seeds, after 60 small steps), where one over the root of the width is −0.5.",
		rests: []string{"finite, ReLU: slope"},
		holds: func(r []row) bool { return r[0].median() < -0.35 && r[0].high() < 0 },
		also:  func([]row) []float64 { return []float64{64, 4096, 60, -0.5} },
	},
	{
		says:  "The kernel of the whole grows along what the task needs: watch it find the classes, beside the fixed one.",
		rests: []string{"six sectors: alignment with", "six sectors: alignment without"},
		holds: func(r []row) bool { return r[0].low() > 2*r[1].high() },
	},
	{
		says:  "With logistic loss that pays the more the further the loss falls. Over 60 seeds of the circles the squeezed network took 2.2 times fewer steps to loss 0.1 (between 0.66 and 3.5), and 7.4 times to 0.01 (2.3 to 10.9), though after 10 steps it was behind in 54 of them.",
		rests: []string{"circles: gain at 0.1", "circles: gain at 0.01", "circles: behind at step 10"},
		holds: func(r []row) bool { return r[1].low() > r[0].median() },
		also:  func(r []row) []float64 { return counts(r[2].above(1)) },
	},
	{
		says:  "Two spirals gain 18 times (at least 8.1), xor 4.0 (1.1 to 5.5).",
		rests: []string{"two spirals: gain at 0.01", "xor: gain at 0.01"},
		holds: func(r []row) bool { return r[0].low() > r[1].high() },
	},
	{
		says:  "Squeezed, two spirals take less than half the steps",
		rests: []string{"two spirals: gain at 0.1", "two spirals: gain at 0.01"},
		holds: func(r []row) bool { return most(r[0], above(2)) && all(r[1:], above(2)) },
	},
	{
		says:  "ReLU is no exception: erf gains 7.9 times (4.4 to 18), leaky units 7.8 (1.3 to 11), over 30 seeds each.",
		rests: []string{"erf: gain at 0.01", "leaky: gain at 0.01"},
		holds: func(r []row) bool { return all(r, above(1)) },
	},
	{
		says: "In the plane it is faster, and stopped at training loss 0.01 no better: of two spirals 85 % of new points were right instead of 92 (worse in 48 of 60 seeds, better in 8), of circles 97 instead of 98 (worse in 17, better in 4), of moons and xor as many.",
		rests: []string{
			"two spirals, new points: right with", "two spirals, new points: right without", "two spirals, new points: right, difference",
			"circles, new points: right with", "circles, new points: right without", "circles, new points: right, difference",
			"moons, new points: right, difference", "xor, new points: right, difference",
		},
		holds: func(r []row) bool {
			return r[2].median() < -3 && r[5].below(0) > 2*r[5].above(0) && r[6].median() == 0 && r[7].median() == 0
		},
		also: func(r []row) []float64 {
			return append(counts(r[2].below(0), r[2].above(0), r[5].below(0), r[5].above(0)), r[3].mean(), r[4].mean())
		},
	},
	{
		says:  "Over 60 seeds the median at loss 0.1 was 16 % of new points wrong after 146 steps; without a bottleneck, where outputs share nothing, 30 % after 342. One of the 60 folded the plane, as this one does, and stayed so, at 46 %.",
		rests: []string{"six sectors: wrong with", "six sectors: steps with", "six sectors: wrong without", "six sectors: steps without"},
		holds: func(r []row) bool {
			return r[0].above(35) == 1 && r[0].median() < r[2].median() && r[1].median() < r[3].median()
		},
	},
	{
		says:  "Squeezed to two units, it errs half as often on new points",
		rests: []string{"six sectors: wrong, ratio"},
		holds: func(r []row) bool { return r[0].median() < 0.55 && most(r[0], below(0.7)) },
	},
	{
		says:  "Ten sectors gain more, 20 % wrong instead of 54, though 3 of 30 seeds lose; three lose, 13 % instead of 10.",
		rests: []string{"ten sectors: wrong with", "ten sectors: wrong without", "ten sectors: wrong, difference", "three sectors: wrong with", "three sectors: wrong without", "six sectors: wrong, ratio", "ten sectors: wrong, ratio"},
		holds: func(r []row) bool {
			return r[0].median() < r[1].median() && r[2].above(0) == 3 && r[6].median() < r[5].median() && r[3].median() > r[4].median()
		},
		also: func(r []row) []float64 { return counts(r[2].above(0)) },
	},
	{
		says:  "From an ordinary start the median still gains, 23 % instead of 32, but 14 of 60 seeds fold and end with more wrong than without a bottleneck.",
		rests: []string{"six sectors, ordinary start: wrong with", "six sectors, ordinary start: wrong without", "six sectors, ordinary start: wrong, difference"},
		holds: func(r []row) bool {
			return r[0].median() < r[1].median() && r[2].median() < 0 && r[2].above(0) == 14
		},
		also: func(r []row) []float64 { return counts(r[2].above(0)) },
	},
	{
		says:  "it errs twice as often (1.7 to 3.3 times, 30 seeds)",
		rests: []string{"largest of six: wrong, ratio"},
		holds: func(r []row) bool { return r[0].low() > 1.5 && r[0].median() > 1.9 },
	},
	{
		says:  "With fewer units than directions, it errs more often",
		rests: []string{"largest of six: wrong, difference"},
		holds: func(r []row) bool { return all(r, above(0)) },
	},
	{
		says:  "ten digits eight units make it slower and worse: 23 % wrong after 147 steps instead of 16 after 113, and worse in 30 of 30 seeds.",
		rests: []string{"digits: wrong with", "digits: wrong without", "digits: steps with", "digits: steps without", "digits: wrong, difference"},
		holds: func(r []row) bool {
			return r[0].median() > r[1].median() && r[2].median() > r[3].median() && all(r[4:], above(0))
		},
	},
	{
		says:  "For ten digits, eight units make it slower and worse",
		rests: []string{"digits: wrong, difference"},
		holds: func(r []row) bool { return most(r[0], above(0)) },
	},
	{
		says:  "Squared loss with targets ±1 takes it 2.5 times the steps (1.1 to 39 over 30 seeds)",
		rests: []string{"squared loss: gain in steps"},
		holds: func(r []row) bool { return all(r, below(1)) },
		also:  func(r []row) []float64 { return []float64{1, 1 / r[0].median(), 1 / r[0].high(), 1 / r[0].low()} },
	},
	{
		says:  "With squared loss and small targets, squeezing slows it down",
		rests: []string{"squared loss: gain in steps"},
		holds: func(r []row) bool { return all(r, below(1)) },
	},
	{
		says:  "Targets ten times larger save it a factor of 6.8 in gradient-flow time (3.4 to 9.4), twenty times 14 (7.0 to 21). But its kernel grows as much, its steps must shrink in proportion, and in steps it needs as many or more in 22 and 21 of 30 seeds.",
		rests: []string{"targets 10: gain in time", "targets 20: gain in time", "targets 10: gain in steps", "targets 20: gain in steps"},
		holds: func(r []row) bool { return r[2].median() < 1 && r[3].median() < 1 },
		also:  func(r []row) []float64 { return counts(30-r[2].above(1), 30-r[3].above(1)) },
	},
	{
		says:  "Large targets win time, and lose it to shorter steps",
		rests: []string{"targets 10: gain in time", "targets 10: gain in steps"},
		holds: func(r []row) bool { return r[0].low() > 2 && r[1].median() < 1 },
	},
	{
		says:  "One unit is a gamble: in 35 of 60 seeds it takes at most twice the steps of two to loss 0.1; in 12 it is not there after 2,000, for it folds the points the wrong way.",
		rests: []string{"one unit: steps", "one unit: against two"},
		holds: func(r []row) bool { return r[1].below(2.0001) == 35 && r[0].above(2000) == 12 },
		also: func(r []row) []float64 {
			return append(counts(60-r[1].above(2), r[0].count(func(v float64) bool { return math.IsInf(v, 1) })), 2000)
		},
	},
	{
		says:  "One unit can also get stuck, with half the points wrong",
		rests: []string{"one unit: steps"},
		holds: func(r []row) bool { return r[0].above(2000) > 0 },
	},
	{
		says:  "Too large a step tears the squeezed network apart: it diverged in 30 of 30 seeds, and without a bottleneck in none.",
		rests: []string{"too large a step: loss with", "too large a step: loss without"},
		holds: func(r []row) bool { return r[0].low() == 1e9 && r[1].high() < 1e9 },
	},
	{
		says:  "two copies that start a millionth apart are 0.24 to 3.1 apart after 1,000 steps, over 30 seeds",
		rests: []string{"twins: on the edge: apart"},
		holds: func(r []row) bool { return r[0].low() > 0.1 },
	},
	{
		says:  "On the edge of stability, a millionth does not stay small",
		rests: []string{"twins: on the edge: apart"},
		holds: func(r []row) bool { return r[0].low() > 0.1 },
	},
	{
		says:  "Such copies of two spirals are 0.012 to 1.7 apart after 1,500 steps; through one unit with erf, more than 0.01 after 100 in 20 of 30 seeds; of circles never more than 0.0015.",
		rests: []string{"twins: two spirals: apart", "twins: erf, one unit: apart", "twins: circles: apart"},
		holds: func(r []row) bool { return r[0].low() > 0.01 && r[2].high() < 0.002 },
		also:  func(r []row) []float64 { return append(counts(r[1].above(0.01)), 0.01) },
	},
	{
		says:  "It changes the kernel of f by 0.0002 of its size, with three units by 0.0024. Against the full history of all steps that costs the outputs, which are about 4 then, 0.011 after 100 steps of circles (0.0004 to 0.85 over 30 seeds: small errors grow where twins part), with three units 0.023 (0.004 to 0.26), and 0.0011 at a tenth of the step size (0.0003 to 0.021).",
		rests: []string{"cut: kernel", "cut, three units: kernel", "cut: outputs", "cut: size of outputs", "cut, three units: outputs", "cut, small steps: outputs"},
		holds: func(r []row) bool {
			return r[0].median() < r[1].median() && r[5].median() < r[2].median() && r[2].median() < r[4].median() && r[2].high() < r[3].low()
		},
		also: func([]row) []float64 { return []float64{100} },
	},
}

var deepLinearClaims = []claim{
	{
		says:  "Three units learn one mode at a time, and never the fourth",
		rests: []string{"staircase: in turn", "staircase: mode 4"},
		holds: func(r []row) bool { return most(r[0], above(0)) && math.IsInf(r[1].low(), 1) },
	},
	{
		says:  "Through three units the modes were learned in this order, the fourth never, in 29 of 30 seeds; in one the third was still waiting after 600 steps.",
		rests: []string{"staircase: in turn", "staircase: mode 3"},
		holds: func(r []row) bool { return r[1].above(600) == 1 },
		also:  func(r []row) []float64 { return append(counts(r[0].above(0)), 600) },
	},
	{
		says:  "From a small start, long waits and steep rises",
		rests: []string{"small start: wait", "small start: rise"},
		holds: func(r []row) bool { return r[0].low() > 1.3 && r[1].high() < 1 },
	},
	{
		says:  "From a small start that is a logistic curve, whose waiting time goes as one over the mode’s strength.",
		rests: []string{"small start: wait by strength"},
		holds: func(r []row) bool { return math.Abs(r[0].median()-1) < 0.05 && r[0].low() > 0.6 && r[0].high() < 1.4 },
	},
	{
		says:  "from 10 to 90 % of the strongest mode three layers take 0.58 of the time of two (at most 0.85 over 30 seeds), four 0.77 of that of three (at most 0.98). Three wait longer than two, 1.2 times to a tenth of it (1.03 to 1.7); four about as long as three (0.94 to 1.3).",
		rests: []string{"depths: rise, 3 over 2", "depths: rise, 4 over 3", "depths: wait, 3 over 2", "depths: wait, 4 over 3"},
		holds: func(r []row) bool { return all(r[:2], below(1)) && r[2].low() > 1 },
	},
	{
		says:  "The deeper the network, the steeper the rise",
		rests: []string{"depths: rise, 3 over 2", "depths: rise, 4 over 3"},
		holds: func(r []row) bool { return all(r, below(1)) },
	},
	{
		says:  "half of the first mode was learned in 1.7 times fewer steps (1.2 to 2.2 over 30 seeds), of the second in twice as many, of the fourth never.",
		rests: []string{"with and without: mode 1", "with and without: mode 2", "with and without: mode 4"},
		holds: func(r []row) bool { return r[1].high() < 0.7 && math.Abs(r[1].median()-0.5) < 0.1 && r[2].high() == 0 },
	},
	{
		says:  "Strong modes overtake, weak ones fall behind",
		rests: []string{"with and without: mode 1", "with and without: mode 2", "with and without: mode 3"},
		holds: func(r []row) bool { return all(r[:1], above(1)) && all(r[1:], below(1)) },
	},
	{
		says:  "small targets the bottleneck is slower, 0.45 times as fast to a hundredth of the loss (0.28 to 0.79 over 30 seeds), with large ones 9.3 times as fast (6.9 to 12) at one step size, small enough for both.",
		rests: []string{"small targets: to 1 %", "large targets: to 1 %"},
		holds: func(r []row) bool { return r[0].high() < 1 && r[1].low() > 1 },
	},
	{
		says:  "With small targets, the squeeze slows it down",
		rests: []string{"small targets: to 10 %", "small targets: to 3 %", "small targets: to 1 %"},
		holds: func(r []row) bool { return all(r, below(1)) },
	},
	{
		says:  "With large targets, the squeezed network leaves the other behind",
		rests: []string{"large targets: to 30 %", "large targets: to 10 %", "large targets: to 3 %", "large targets: to 1 %"},
		holds: func(r []row) bool { return all(r, above(2)) },
	},
	{
		says:  "could take steps that much larger, and would lose nothing: the kernel has grown 37 times.",
		rests: []string{"large targets: growth of the kernel", "large targets: to 1 %"},
		holds: func(r []row) bool { return r[0].low() > r[1].high() },
	},
	{
		says:  "part of the gain stays: 10 times fewer steps (8.5 to 14).",
		rests: []string{"fourth power: to 1 %"},
		holds: func(r []row) bool { return r[0].low() > 1 },
	},
	{
		says:  "With a loss that flattens out, the squeeze saves steps",
		rests: []string{"fourth power: to 30 %", "fourth power: to 1 %"},
		holds: func(r []row) bool { return all(r, above(1)) },
	},
	{
		says:  "two singular values rise and the error on new points falls with them, to 0.034 of the variance (0.024 to 0.051 over 30 seeds); without a bottleneck all ten rise, most of them noise, and it ends at 0.135 (0.113 to 0.159).",
		rests: []string{"noise: error with", "noise: error without", "noise: risen without", "noise: second with"},
		holds: func(r []row) bool { return r[2].low() == 10 && r[3].low() > 0.9 },
	},
	{
		says:  "In noise, two units learn what is there and little else",
		rests: []string{"noise: error with", "noise: error, ratio"},
		holds: func(r []row) bool { return r[0].high() < 0.06 && r[1].high() < 0.5 },
	},
	{
		says:  "One unit learns one mode, whatever there is",
		rests: []string{"starved: in turn"},
		holds: func(r []row) bool { return all(r, above(0)) },
	},
	{
		says:  "Each mode climbs its own hyperbola",
		rests: []string{"planes: drift", "planes: modes"},
		holds: func(r []row) bool { return r[0].high() <= 1 && r[1].low() == 4 },
	},
	{
		says:  "Where do the closed forms part from the run? Take larger steps or start large.",
		rests: []string{"larger steps: distance", "large start: distance", "as it opens: distance"},
		holds: func(r []row) bool { return r[0].low() > r[2].high() && r[1].low() > r[2].high() },
	},
}
