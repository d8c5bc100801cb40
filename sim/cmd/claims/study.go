package main

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"narrows/sim"
	"narrows/sim/experiments"
	"narrows/sim/link"
)

// A study is some runs of links, each to its end, for every seed of a sample, and what is
// measured in them.
type study struct {
	name     string
	links    []string // without a seed
	from     uint64   // the first seed
	seeds    int
	at       []int // steps at which a run's facts are kept, besides its end
	measures []measure

	// other measures without links, where a link does not say enough.
	other func(seed uint64) ([]float64, error)
}

// A measure makes one number of the runs of a seed: of what, in words. NaN is none.
type measure struct {
	name, what string
	of         func(runs []ran) float64
}

// A ran is a run that is over, and what was kept of it on the way.
type ran struct {
	sim.Frame
	kept map[int][]sim.Fact
}

// fact returns a number that the last frame tells.
func (r *ran) fact(name string, role sim.Role) float64 { return find(r.Facts, name, role) }

func find(facts []sim.Fact, name string, role sim.Role) float64 {
	for _, f := range facts {
		if f.Name == name && f.Role == role {
			return f.Value
		}
	}
	panic(fmt.Sprintf("claims: a frame has no fact %q of %v", name, role))
}

// event returns the step at which something happened, or +Inf if it did not.
func (r *ran) event(label string) float64 {
	for _, e := range r.Events {
		if e.Label == label {
			return float64(e.Step)
		}
	}
	return math.Inf(1)
}

// follow runs a link to its end.
func follow(text string, seed uint64, at []int) (ran, error) {
	l, err := link.Check(text, experiments.List)
	if err != nil {
		return ran{}, err
	}
	l.Settings.Seed = seed
	e, there := sim.Find(experiments.List, l.Experiment)
	if !there {
		return ran{}, fmt.Errorf("%s: there is no such experiment", text)
	}
	run, err := e.New(l.Settings)
	if err != nil {
		return ran{}, fmt.Errorf("%s, seed %d: %w", text, seed, err)
	}
	r := ran{kept: map[int][]sim.Fact{}}
	step, more := 0, true
	for _, next := range append(slices.Clone(at), link.MaxStep) {
		if more && step < next {
			step, more = sim.Advance(run, nil, step, next-step, nil)
		}
		if step == next {
			f := run.Frame()
			r.kept[step] = slices.Clone(f.Facts)
		}
	}
	r.Frame = run.Frame() // nobody touches the run any more
	return r, nil
}

// measured returns a row for each measure, over all seeds; said hears of each seed.
func (s study) measured(said func(seed uint64)) (rows []row, err error) {
	for _, m := range s.measures {
		rows = append(rows, row{name: s.name + ": " + m.name, what: m.what, links: s.links, from: s.from})
	}
	for i := range uint64(s.seeds) {
		seed := s.from + i
		said(seed)
		var values []float64
		if s.other != nil {
			if values, err = s.other(seed); err != nil {
				return nil, err
			}
		} else {
			var runs []ran
			for _, text := range s.links {
				r, err := follow(text, seed, s.at)
				if err != nil {
					return nil, err
				}
				runs = append(runs, r)
			}
			for _, m := range s.measures {
				values = append(values, m.of(runs))
			}
		}
		for k, v := range values {
			rows[k].values = append(rows[k].values, rounded(v))
		}
	}
	return rows, nil
}

// rounded keeps four digits, as the table does.
func rounded(v float64) float64 {
	v, _ = strconv.ParseFloat(text(v), 64)
	return v
}

func text(v float64) string { return strconv.FormatFloat(v, 'g', 4, 64) }

// quantile of values that are sorted, between which it is linear.
func quantile(sorted []float64, q float64) float64 {
	at := q * float64(len(sorted)-1)
	i := int(at)
	if i+1 >= len(sorted) || at == float64(i) {
		return sorted[i]
	}
	a, b := sorted[i], sorted[i+1]
	if math.IsInf(b, 1) {
		return b
	}
	return a + (at-float64(i))*(b-a)
}
