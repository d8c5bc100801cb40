package geom

import (
	"math"
	"strings"

	"narrows/sim"
)

// The key of a graph's nodes: what rings stand for, and what colours do.

// mostOnKey is the greatest spread of a ring in a key.
const mostOnKey = .5

// RingWords say what rings are, on one line or two; the first that have room are taken.
var RingWords = [...][2]string{
	{"standard deviation of the belief", ""}, {"standard deviation", "of the belief"}, {"standard", "deviation"}, {"deviation", ""},
}

// Nodes returns the nodes of a graph, nil of other panels.
func Nodes(p *sim.Panel) *sim.Dots {
	for i := range p.Dots {
		if d := &p.Dots[i]; p.Square && len(d.Lead) > 0 {
			return d
		}
	}
	return nil
}

// Ringed reports whether the rings of some nodes have a key: they stand for deviations that can be printed.
func Ringed(d *sim.Dots) bool { return len(d.Spread) > 0 && d.Unit > 1e-3 && d.Unit < 1e6 }

// RingNumbers returns the two deviations that a key shows rings of, where a spread of 1 stands for unit.
// Each is 1, 2 or 5 times a power of ten: the greatest that is not above half a unit, and the
// greatest not above a quarter of that.
func RingNumbers(unit float64) [2]float64 {
	outer := short(mostOnKey * unit)
	return [2]float64{short(outer / 4), outer}
}

// short is the greatest of 1, 2 and 5 times a power of ten that is not above x > 0.
func short(x float64) float64 {
	x *= 1 + 1e-9
	power := math.Pow(10, math.Floor(math.Log10(x)))
	for _, digit := range [...]float64{5, 2} {
		if digit*power <= x {
			return digit * power
		}
	}
	return power
}

// RingText writes one of RingNumbers with the decimals that it needs.
func RingText(v float64) string { return Number(v, max(0, -int(math.Floor(math.Log10(v)+1e-9)))) }

// BeliefWords returns what stands at the two ends of a scale from one class to another: "sure: stayed with
// Mr. Hi" becomes "sure: Hi" where less fits, and that "Hi". Not ok: nothing fits.
func BeliefWords(a, b string, fits func(sure, a, b string) bool) (sure, first, second string, ok bool) {
	sure = "sure: "
	for !fits(sure, a, b) {
		_, shortA, moreA := strings.Cut(a, " ")
		_, shortB, moreB := strings.Cut(b, " ")
		switch {
		case moreA || moreB:
			if moreA {
				a = shortA
			}
			if moreB {
				b = shortB
			}
		case sure != "":
			sure = ""
		default:
			return "", "", "", false
		}
	}
	return sure, a, b, true
}
