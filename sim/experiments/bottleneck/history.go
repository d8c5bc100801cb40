package bottleneck

import "slices"

// historyPoints bounds what a curve keeps: recorded steps are at most 1/40 apart beyond
// step 40, so that a run of 10⁶ steps has fewer of them.
const historyPoints = 512

// trailPoints does the same for trails, with steps 1/8 apart.
const trailPoints = 128

// mostTrails is how many points leave one: of more nobody could follow any, and they would
// fill a frame. The classes take turns among the points, so the first are a fair choice.
const mostTrails = 96

// nextRecord is the step after which the curves record next.
func nextRecord(step int) int { return step + max(1, step/40) }

// nextTrail is the step after which the trails record next.
func nextTrail(step int) int { return step + max(1, step/8) }

// A curve is a quantity against steps, time or loss: that of the seed on show, and the median
// and a band across seeds. It holds what was before the present step only; the present values
// become the last points of a frame's lines.
type curve struct {
	x, y, median, low, high []float32
}

func newCurve() curve {
	part := func() []float32 { return make([]float32, 0, historyPoints) }
	return curve{part(), part(), part(), part(), part()}
}

// A reading is the value of a quantity at one step: that of the first seed, and the
// quantiles of all seeds.
type reading struct {
	first, low, median, high float64
}

func (c *curve) push(x float64, r reading) {
	c.x, c.y = append(c.x, float32(x)), append(c.y, float32(r.first))
	c.median = append(c.median, float32(r.median))
	c.low, c.high = append(c.low, float32(r.low)), append(c.high, float32(r.high))
}

// until returns the curve with the present reading at its end. It leaves c as it was: the
// last points stand in spare capacity.
func (c curve) until(x float64, r reading) curve {
	c.push(x, r)
	return c
}

// A trail is the way of one point, as a curve is that of a number.
type trail [3][]float32

func newTrails(points, coordinates int) []trail {
	trails := make([]trail, points)
	for j := range trails {
		for a := range coordinates {
			trails[j][a] = make([]float32, 0, trailPoints)
		}
	}
	return trails
}

func (t *trail) push(at []float64) {
	for a, v := range at {
		t[a] = append(t[a], float32(v))
	}
}

func (t trail) until(at []float64) trail {
	t.push(at)
	return t
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

// drawable keeps a positive number within what float32 and a logarithmic axis hold.
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
