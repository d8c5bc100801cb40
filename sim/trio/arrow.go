package trio

import (
	"narrows/sim"
	"narrows/sim/words"
)

// least is the quotient from which on an arrow is drawn: of a shorter one nobody sees the way.
const least = 1.05

// Arrow joins the points at which the two infinitely wide networks reached one level of the
// loss, by Kernel and Limit: from where the later one did, in steps or in time, to where the
// earlier one did. Over it stands the quotient, and below that the note. Each network may
// have a level of its own; the arrow is drawn at that of the earlier one.
func Arrow(at, level [2]float64, note string) (s sim.Segments, ok bool) {
	from, to := Kernel, Limit
	if at[from] < at[to] {
		from, to = to, from
	}
	// Both start at step 0 where the level was reached before the first step.
	if at[to] == 0 || at[from]/at[to] < least {
		return s, false
	}
	y := float32(level[to])
	return sim.Segments{
		Role: Roles[to], From: Roles[from], Arrow: true,
		Label: words.Factor(at[from] / at[to]), Note: note,
		X0: []float32{float32(at[from])}, X1: []float32{float32(at[to])}, Y0: []float32{y}, Y1: []float32{y},
	}, true
}

// Pace says by how much the second network, that with the bottleneck, is faster than the first:
// "7.6× faster".
func Pace(first, second float64) string {
	return Compared(first, second, "faster", "slower", "as fast")
}

// Compared says by how much less the second needs than the first, or more, in the words for it.
func Compared(first, second float64, less, more, even string) string {
	switch {
	case second > 0 && first >= least*second:
		return words.Factor(first/second) + " " + less
	case first > 0 && second >= least*first:
		return words.Factor(second/first) + " " + more
	}
	return even
}
