package figure

import (
	"math"

	"gonum.org/v1/plot"

	"narrows/sim"
)

// A normalizer maps an axis to 0 … 1 as plot.Normalizer does.
type normalizer struct {
	scale    sim.Scale
	unit     float64 // of LogStep
	reversed bool
}

func normal(a sim.Axis) normalizer {
	unit, _ := a.Clock()
	return normalizer{a.Scale, unit, a.Reversed}
}

func (n normalizer) Normalize(lo, hi, x float64) float64 {
	f := func(x float64) float64 { return x }
	switch n.scale {
	case sim.Log:
		f = math.Log
	case sim.LogStep:
		f = func(x float64) float64 { return math.Log1p(x / n.unit) }
	}
	if n.reversed {
		lo, hi = hi, lo
	}
	return (f(x) - f(lo)) / (f(hi) - f(lo))
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

// ticks places about n numbers on an axis.
func ticks(a sim.Axis, n int) []plot.Tick {
	var at []float64
	switch a.Scale {
	case sim.Linear:
		at = evenTicks(a.Min, a.Max, 3)
	case sim.Log:
		at = decades(a.Min, a.Max, n)
	case sim.LogStep:
		unit, _ := a.Clock()
		if at = append([]float64{0}, decades(max(a.Min, 0.999*unit), a.Max, 6)...); a.Min > 0 {
			at = at[1:]
		}
	}
	var marks []plot.Tick
	for _, x := range at {
		marks = append(marks, plot.Tick{Value: x, Label: number(x) + a.Suffix})
	}
	return marks
}

// evenTicks are multiples of 1, 2 or 5 times a power of ten, as far apart as leaves n.
func evenTicks(lo, hi float64, n int) []float64 {
	for e := math.Ceil(math.Log10(hi - lo)); ; e-- {
		for _, m := range []float64{5, 2, 1} {
			step := m * math.Pow(10, e)
			first, last := math.Ceil(lo/step-1e-9), math.Floor(hi/step+1e-9)
			if int(last-first)+1 < n {
				continue
			}
			var at []float64
			for i := first; i <= last; i++ {
				// A quotient, so that 3·0.1 reads 0.3.
				if e < 0 {
					at = append(at, i*m/math.Pow(10, -e))
				} else {
					at = append(at, i*step)
				}
			}
			return at
		}
	}
}

// decades are powers of ten, at most n of them; where there are less than two, 1, 2 and 5
// times such powers as well.
func decades(lo, hi float64, n int) []float64 {
	first, last := math.Ceil(math.Log10(lo)-1e-9), math.Floor(math.Log10(hi)+1e-9)
	every := max(1, math.Ceil((last-first+1)/float64(n)))
	var at []float64
	for e := math.Ceil(first/every) * every; e <= last; e += every {
		at = append(at, math.Pow(10, e))
	}
	if len(at) >= 2 {
		return at
	}
	at = at[:0]
	for e := math.Floor(math.Log10(lo)); e <= last; e++ {
		for _, m := range []float64{1, 2, 5} {
			if x := m * math.Pow(10, e); x >= lo && x <= hi {
				at = append(at, x)
			}
		}
	}
	if len(at) < 2 {
		return evenTicks(lo, hi, 3)
	}
	return at
}
