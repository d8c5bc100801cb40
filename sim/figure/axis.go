package figure

import (
	"math"

	"gonum.org/v1/plot"

	"narrows/sim"
	"narrows/sim/geom"
)

// A normalizer maps an axis to 0 … 1 as plot.Normalizer does.
type normalizer sim.Axis

func (n normalizer) Normalize(lo, hi, x float64) float64 {
	n.Min, n.Max = lo, hi
	s := geom.NewScale(sim.Axis(n), 0, 1)
	return s.At(x)
}

// sound returns the axis with a range that can be drawn: that of the values if it has
// none of its own.
func sound(a sim.Axis, values ...[]float32) sim.Axis {
	allowed := func(x float64) bool {
		return !math.IsInf(x, 0) && x == x && (a.Scale != sim.Log || x > 0) && (a.Scale != sim.LogStep || x >= 0)
	}
	if allowed(a.Min) && allowed(a.Max) && a.Max > a.Min {
		return a
	}
	lo, hi := math.Inf(1), math.Inf(-1)
	for _, v := range values {
		for _, x := range v {
			if x := float64(x); allowed(x) {
				lo, hi = min(lo, x), max(hi, x)
			}
		}
	}
	switch {
	case lo > hi:
		lo, hi = 1, 10
	case a.Scale == sim.Log && lo == hi:
		lo, hi = lo/2, hi*2
	case a.Scale == sim.LogStep && lo == hi:
		lo, hi = 0, hi+1
	case lo == hi:
		lo, hi = lo-1, hi+1
	}
	a.Min, a.Max = lo, hi
	return a
}

// ticks places about n numbers on an axis, and at least three on one that is even, if it has
// as many: on paper there is nothing else to read values by.
func ticks(a sim.Axis, n int) (marks []plot.Tick) {
	list := geom.Ticks(a, n)
	if a.Scale == sim.Linear {
		const most = 12 // steps are whole, and a few of them do with less
		for n = 2; n == 2 || len(list) < 3 && n <= most; n++ {
			list = geom.Ticks(a, n)
		}
	}
	for _, t := range list {
		marks = append(marks, plot.Tick{Value: t.Value, Label: number(t.Value) + a.Suffix})
	}
	return marks
}
