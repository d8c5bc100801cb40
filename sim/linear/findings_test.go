package linear

import (
	"math"
	"slices"
	"testing"

	"narrows/sim/data"
	"narrows/sim/limit"
	"narrows/sim/vector"
)

// bestHeldOut trains with a rate of a tenth of what is stable and returns the least held-out
// error on the way, at every fourth step, Σ(F−y)²/Σy².
func bestHeldOut(f interface {
	Step(float64)
	LambdaMax() float64
	Apply(dst, x []float64)
}, held data.Sample, steps int, most float64) float64 {
	out, best := make([]float64, len(held.Y)), math.Inf(1)
	for step := range steps {
		f.Step(0.2 * min(1/f.LambdaMax(), most))
		if step%4 != 0 {
			continue
		}
		f.Apply(out, held.X)
		wrong := 0.0
		for i, y := range held.Y {
			wrong += (out[i] - y) * (out[i] - y)
		}
		best = min(best, wrong/vector.Dot(held.Y, held.Y))
	}
	return best
}

func median(x []float64) float64 {
	s := slices.Sorted(slices.Values(x))
	return s[len(s)/2]
}

// A target of rank 2 in noise: the bottleneck of 2 units fits the two modes and little else,
// while without one all ten outputs fit noise. Without noise there is nothing to win. A large
// target is a small start.
func TestLowRankTruthInNoise(t *testing.T) {
	const scale = 10
	seeds := uint64(7)
	if testing.Short() {
		seeds = 5
	}
	l := Architecture{Depth: 2, Units: 2}
	errors := func(noise float64, steps int) (narrow, wide float64) {
		var with, without []float64
		for seed := range seeds {
			p, held, _ := regression(data.Regression{Inputs: 30, Outputs: 10, Singular: []float64{1, 0.7}, Noise: noise}, 60, scale, limit.Squared, seed)
			a, b := l.DrawStart(p.M, p.K, seeded(100+seed))
			infinite, err := NewKernelFlow(l, p, nil)
			if err != nil {
				t.Fatal(err)
			}
			most := 2 / (scale * infinite.LambdaMax()) // the kernel grows with the targets
			with = append(with, bestHeldOut(NewFlow(l, p, a, b), held, steps, most))
			without = append(without, bestHeldOut(infinite, held, steps, math.Inf(1)))
		}
		return median(with), median(without)
	}
	narrow, wide := errors(0.2, 600)
	t.Logf("noise 0.2: error %.3f with 2 units, %.3f without a bottleneck", narrow, wide)
	if !(narrow < 0.5*wide) {
		t.Errorf("noise 0.2: got error %.3f with 2 units, want below half of %.3f without a bottleneck", narrow, wide)
	}
	narrow, wide = errors(0, 1500)
	t.Logf("no noise: error %.1e with 2 units, %.1e without a bottleneck", narrow, wide)
	// Both learn the map: what is left is time, not knowledge.
	if !(wide < 1e-6) {
		t.Errorf("no noise: got error %.1e without a bottleneck, want < 1e-6", wide)
	}
}

// passages returns the flow times at which the loss first passes each level, by gradient
// descent with steps of 1/50 of 1/(c λ).
func passages(f interface {
	Step(float64)
	LambdaMax() float64
	Loss() float64
	Outputs() []float64
}, p limit.Problem, levels []float64) (times []float64) {
	now, steps := 0.0, 0
	for len(times) < len(levels) {
		rate := 0.02 / (p.Loss.CurvatureAt(f.Outputs(), p.Y) * f.LambdaMax())
		before := f.Loss()
		f.Step(rate)
		for len(times) < len(levels) && f.Loss() <= levels[len(times)] {
			passed := math.Log(before/levels[len(times)]) / math.Log(before/f.Loss())
			times = append(times, now+rate*passed)
		}
		now += rate
		if steps++; steps > 200000 {
			for len(times) < len(levels) {
				times = append(times, math.Inf(1))
			}
		}
	}
	return times
}

// How many times faster than without a bottleneck, in gradient flow time: with the squared
// loss and large targets, from its own initial loss to .3, .1, .03 and .01 of it; with the
// logistic loss to .5, .3, .1 and .03. Fewer at first, and more the longer it goes on.
func TestAcceleration(t *testing.T) {
	if testing.Short() {
		t.Skip("ten seeds of six networks")
	}
	const m, n, depth, seeds = 30, 120, 3, 10
	for _, c := range []struct {
		loss   limit.Loss
		scale  float64
		levels []float64
		want   map[int][]float64 // by d, medians of 5 seeds of an independent program
	}{
		{limit.Squared, 10, []float64{0.3, 0.1, 0.03, 0.01}, map[int][]float64{
			1: {3.8, 6.5, 7.6, 9.3}, 2: {4.3, 6.7, 7.7, 9.3}, 8: {2.2, 3.7, 4.8, 5.8}}},
		{limit.Fourth, 10, []float64{0.3, 0.1, 0.03, 0.01}, map[int][]float64{
			1: {2.9, 5.9, 9.3, 11}, 2: {2.7, 5.9, 7.9, 9.3}, 8: {1.9, 3.6, 5.3, 6.0}}},
		{limit.Logistic, 1, []float64{0.5, 0.3, 0.1, 0.03}, map[int][]float64{
			1: {.3, .6, 3.7, 14}, 2: {.6, 1, 4.5, 13}, 8: {.7, .9, 3.2, 7.4}}},
	} {
		without := make([][]float64, seeds)
		levels := func(start float64) []float64 {
			if c.loss == limit.Logistic {
				return c.levels
			}
			return scaled64(c.levels, start)
		}
		task := func(seed int) limit.Problem {
			p, _, _ := regression(data.Regression{Inputs: m, Outputs: 1, Singular: []float64{1}, Condition: 1}, n, c.scale, c.loss, uint64(seed+1))
			return p
		}
		for seed := range seeds {
			p := task(seed)
			wide, err := NewKernelFlow(Architecture{Depth: depth}, p, nil)
			if err != nil {
				t.Fatal(err)
			}
			without[seed] = passages(wide, p, levels(wide.Loss()))
		}
		for _, d := range []int{1, 2, 8} {
			l := Architecture{Depth: depth, Units: d}
			factors := make([][]float64, len(c.levels))
			for seed := range seeds {
				p := task(seed)
				a, b := l.DrawStart(m, 1, seeded(uint64(1001+seed)))
				narrow := NewFlow(l, p, a, b)
				for i, v := range passages(narrow, p, levels(narrow.Loss())) {
					factors[i] = append(factors[i], without[seed][i]/v)
				}
			}
			within := 1.5
			if d == 1 {
				within = 2.5 // an unlucky start is orthogonal to the target
			}
			var got []float64
			for i, f := range factors {
				slices.Sort(f)
				got = append(got, (f[seeds/2-1]+f[seeds/2])/2)
				want := c.want[d][i]
				if ratio := got[i] / want; !(ratio < within && ratio > 1/within) {
					t.Errorf("loss %d, %d units, level %v: got a factor of %.2f want %v within %v", c.loss, d, c.levels[i], got[i], want, within)
				}
				if (want < 0.7 || want > 1.4) && (got[i] > 1) != (want > 1) {
					t.Errorf("loss %d, %d units, level %v: got a factor of %.2f want %v, on the same side of 1", c.loss, d, c.levels[i], got[i], want)
				}
			}
			t.Logf("loss %d, %d units: %.2f times faster at %v", c.loss, d, got, c.levels)
		}
	}
}
