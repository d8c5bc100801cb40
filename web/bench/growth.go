//go:build !js

package main

import (
	"fmt"
	"os"
	"strings"

	"narrows/sim/wire"
)

// A sweep is steps a second against one size, all else as it is.
type sweep struct {
	name, of string
	sizes    []float64
	work     []float64 // by size: what a step should cost, in any unit
	rates    []float64 // steps a second, in the best round
	why      string    // where they leave what they should be
}

func usual(n, d, samples int) job {
	return job{"", "relu", samples, 0.05, 1, []int{2, n, d, n, 1}}
}

// grow measures all sweeps, in the worker.
func (p *page) grow(rounds int, ms float64) ([]sweep, error) {
	var sweeps []sweep
	for _, s := range []struct {
		name, of, why string
		sizes         []int
		job           func(size int) job
	}{
		{"n", "width n, of 2-n-2-n-1 on 256 samples", whyWidth,
			[]int{16, 32, 64, 128, 256, 512, 1024, 2048, 4096}, func(n int) job { return usual(n, 2, 256) }},
		{"N", "samples N, of 2-256-2-256-1", whySamples,
			[]int{16, 32, 64, 128, 256, 512, 1024}, func(n int) job { return usual(256, 2, n) }},
		{"d", "bottleneck d, of 2-256-d-256-1 on 256 samples", whyUnits,
			[]int{1, 2, 3, 4, 6, 8, 12, 16}, func(d int) job { return usual(256, d, 256) }},
	} {
		w := sweep{name: s.name, of: s.of, why: s.why}
		var jobs []job
		for _, size := range s.sizes {
			j := s.job(size)
			jobs = append(jobs, j)
			w.sizes = append(w.sizes, float64(size))
			w.work = append(w.work, float64(j.weights()*j.Samples))
		}
		err := w.measure(rounds, func() ([]float64, error) { return eval[[]float64](p, "bench.sweep(%s, %s)", jobs, ms) })
		if err != nil {
			return nil, err
		}
		sweeps = append(sweeps, w)
	}
	s, err := p.seeds(rounds, ms)
	return append(sweeps, s), err
}

// seeds is the sweep over the seeds of the first experiment's run, whose limits are drawn
// and trained anew for each.
func (p *page) seeds(rounds int, ms float64) (sweep, error) {
	s := sweep{name: "seeds", of: "seeds in the band, of the first experiment's run", why: whySeeds}
	build, err := os.ReadFile("web/build/id")
	if err != nil {
		return s, err
	}
	for _, n := range []float64{1, 2, 3, 4, 6, 8, 10} {
		s.sizes, s.work = append(s.sizes, n), append(s.work, n)
	}
	err = s.measure(rounds, func() ([]float64, error) {
		var rates []float64
		for _, n := range s.sizes {
			replies, took, err := p.ask(
				wire.Start{Build: strings.TrimSpace(string(build)), Link: fmt.Sprintf("#bottleneck?v=1&steps=20000&seeds=%v", n)},
				wire.Advance{Steps: 1e9, Budget: ms / 4},
				wire.Advance{Steps: 1e9, Budget: ms})
			if err != nil {
				return nil, err
			}
			rates = append(rates, float64(replies[2].Frame.Step-replies[1].Frame.Step)/took[2]*1000)
		}
		return rates, nil
	})
	return s, err
}

// measure takes all sizes in turn, so many rounds, and keeps the best of each: what else
// the machine does can only slow it down.
func (s *sweep) measure(rounds int, round func() ([]float64, error)) error {
	s.rates = make([]float64, len(s.sizes))
	for range rounds {
		rates, err := round()
		if err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
		for k, r := range rates {
			s.rates[k] = max(s.rates[k], r)
		}
	}
	return nil
}

// harmonic returns what a step of the infinitely wide bottleneck takes, in µs.
func (p *page) harmonic(rounds int, ms float64) (spread, error) {
	var steps []float64
	for i := range rounds {
		rate, err := eval[float64](p, "bench.widen(%s)", ms)
		if err != nil {
			return spread{}, err
		}
		if i > 0 {
			steps = append(steps, 1e6/rate)
		}
	}
	return spreadOf(steps), nil
}

// best is the most work a second that any size gets done.
func (s *sweep) best() (most float64) {
	for i, r := range s.rates {
		most = max(most, r*s.work[i])
	}
	return most
}

// Why the measured rates leave the expected ones. Each cause was looked for, by other sizes
// or by leaving it out.
const (
	whyWidth = `Narrow: what a step costs whatever its width weighs in, which is calls for each layer, and the loss.
Wide: from n = 4096 on what one tile needs on its way forward and back, 1 MB of activations and gradients and 0.6 MB of partial sums, no
longer fits the second cache of the machine this was found on (1 MB). That costs a fifth, and at n = 8192 no more.`
	whySamples = `Few samples: what a step costs for each weight whatever N weighs in, which is the transposed copy, the sum over lanes that ends
each gradient, and the descent itself.`
	whyUnits = `Few units: what a step costs for each hidden unit and sample whatever d weighs in, which is the activation, its derivative, the
bias, and a store of each.`
	whySeeds = `Each seed draws points and limits anew, but the finite network is trained for the first alone: a step costs a + b·seeds. Without
it (finite=off) the slope is −1.`
)
