package bottleneck

import (
	"math"
	"slices"

	"narrows/sim"
)

// historyPoints bounds what a curve keeps: recorded steps are at most 1/40 apart beyond
// step 40, so that a run of 10⁶ steps records 477 of them.
const historyPoints = 512

// nextRecord is the step after which the curves record next.
func nextRecord(step int) int { return step + max(1, step/40) }

// nextTrail is the same for the trails, which need fewer points.
func nextTrail(step int) int { return step + max(1, step/16) }

// A curve is a quantity against steps, with a band across seeds if there are several. It
// holds steps before the present one only; the present value becomes a frame's last point.
type curve struct {
	x, y, low, high []float32
}

func newCurve() curve {
	return curve{
		x: make([]float32, 0, historyPoints), y: make([]float32, 0, historyPoints),
		low: make([]float32, 0, historyPoints), high: make([]float32, 0, historyPoints),
	}
}

// A reading is the value of a quantity at one step: that of the first seed, and the
// quantiles of all seeds.
type reading struct {
	first, low, median, high float64
}

func (c *curve) push(step int, r reading) {
	c.x, c.y = append(c.x, float32(step)), append(c.y, float32(r.first))
	c.low, c.high = append(c.low, float32(r.low)), append(c.high, float32(r.high))
}

// until returns the curve with the present reading at its end, as a line of a frame. It
// leaves c as it was: the last point stands in spare capacity.
func (c curve) until(step int, r reading, band bool) sim.Line {
	c.push(step, r)
	l := sim.Line{X: c.x, Y: c.y, Head: true, History: true}
	if band {
		l.Low, l.High = c.low, c.high
	}
	return l
}

// read returns the first of the values and their quantiles at 10, 50 and 90 %, linear
// between order statistics. Values that are not finite count as +Inf. It sorts sorted, a
// scratch slice of the same length.
func read(values, sorted []float64) reading {
	for i, v := range values {
		if math.IsNaN(v) {
			v = math.Inf(1)
		}
		sorted[i] = v
	}
	slices.Sort(sorted)
	return reading{first: values[0], low: quantile(sorted, 0.1), median: quantile(sorted, 0.5), high: quantile(sorted, 0.9)}
}

func quantile(sorted []float64, p float64) float64 {
	at := p * float64(len(sorted)-1)
	i := int(at)
	if i+1 == len(sorted) || at == float64(i) {
		return sorted[i]
	}
	return sorted[i] + (at-float64(i))*(sorted[i+1]-sorted[i])
}
