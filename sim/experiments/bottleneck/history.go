package bottleneck

import (
	"slices"

	"narrows/sim/record"
)

// historyPoints bounds what a curve keeps: recorded steps are at most 1/historyShare apart, so
// that a run of 10⁶ steps has fewer of them.
const (
	historyPoints = 512
	historyShare  = 40
)

// The same of trails.
const (
	trailPoints = 128
	trailShare  = 8
)

// mostTrails is how many points leave one: of more nobody could follow any, and they would
// fill a frame. The classes take turns among the points, so the first are a fair choice.
const mostTrails = 96

// A reading is the value of a quantity at one step: that of the first seed, and the
// quantiles of all seeds.
type reading struct {
	first, low, median, high float64
}

// columns are what a curve keeps of a reading: what it is drawn against, and the numbers.
func (r reading) columns(x float64) [record.Columns]float64 {
	return [record.Columns]float64{x, r.first, r.low, r.median, r.high}
}

// read returns the first of the values and their quantiles at 10, 50 and 90 %, linear
// between order statistics. It sorts sorted, a scratch slice of the same length.
func read(values, sorted []float64) reading {
	for i, v := range values {
		values[i] = drawable(v)
	}
	copy(sorted, values)
	slices.Sort(sorted)
	return reading{first: values[0], low: quantile(sorted, 0.1), median: quantile(sorted, 0.5), high: quantile(sorted, 0.9)}
}

// drawable keeps a positive number within what a curve and a logarithmic axis hold.
func drawable(v float64) float64 {
	if !(v < 1e30) {
		return 1e30
	}
	return max(v, 1e-30)
}

func quantile(sorted []float64, p float64) float64 {
	at := p * float64(len(sorted)-1)
	i := int(at)
	if i+1 == len(sorted) || at == float64(i) {
		return sorted[i]
	}
	return sorted[i] + (at-float64(i))*(sorted[i+1]-sorted[i])
}
