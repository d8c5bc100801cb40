//go:build !js

package main

import (
	"fmt"
	"strings"
)

// results is all that was measured.
type results struct {
	rounds      int
	ms          float64
	machine     machine
	comparisons []*comparison
	growth      []sweep
	whole       whole
	harmonic    spread // µs a step of the infinitely wide bottleneck
}

// A goal is a ratio of two peers on some jobs that was set out for.
type goal struct {
	of, to string
	least  map[string]float64 // by job
}

var goals = []goal{
	{"go", "c", map[string]float64{"J1": 0.72, "J1r": 0.72, "J2": 0.78, "J3": 0.78}},
	{"go", "js", map[string]float64{"J1": 10, "J1r": 10, "J2": 10, "J3": 5}},
	{"go", "tfjs-wasm", map[string]float64{"J1": 15, "J1r": 15, "J2": 15, "J3": 9}},
	{"go", "tfjs-cpu", nil},
	{"go", "convnetjs", map[string]float64{"J1": 48, "J1r": 48, "J2": 48}},
	{"c", "js", map[string]float64{"J1": 14, "J1r": 14, "J2": 14}},
}

const (
	leastKept    = 0.85 // of the bare rate while the page draws
	mostHarmonic = 60.0 // µs a step
)

// markdown is the file RESULTS.md, or what there is of it.
func (r *results) markdown() string {
	var b strings.Builder
	m := r.machine
	fmt.Fprintf(&b, "# Narrows beside its peers\n\n")
	fmt.Fprintf(&b, "Measured by `make bench-web` on %s: %s, %d cores.\n", m.date, m.processor, m.cores)
	fmt.Fprintf(&b, "With %s.\n", strings.Join(m.versions, ", "))
	if m.load != "" {
		fmt.Fprintf(&b, "The machine's load average was %s; one to two of it are the measurement's own.\n", m.load)
	}
	b.WriteString("\n")
	fmt.Fprintf(&b, "One Chromium page, one worker a peer, one thread each. All start from the same weights and data, and agree on the loss after\n"+
		"three steps to four digits. Then they train in turn while the others wait, a quarter of %v ms at a time or one step, until each\n"+
		"has that long: a round. Of %d rounds the first is not counted. A cell is the median of the rounds and, in brackets, their quartiles;\n"+
		"a ratio is taken in each round, so that a machine that slows down slows both.\n\n", r.ms, r.rounds)
	if r.comparisons != nil {
		r.writeRates(&b)
		r.writeRatios(&b)
	}
	r.writeWhole(&b)
	if r.growth != nil {
		r.writeGrowth(&b)
	}
	return strings.TrimRight(b.String(), "\n") + "\n"
}

func (r *results) writeRates(b *strings.Builder) {
	fmt.Fprintf(b, "## Steps a second\n\nFull-batch gradient descent on the mean of ½(F − y)², N = 256, float32 (ConvNetJS: float64), the activation on every\n"+
		"hidden layer, a linear output, biases everywhere.\n\n| |")
	for _, c := range r.comparisons {
		fmt.Fprintf(b, " %s: %s |", c.job.name, c.job)
	}
	fmt.Fprintf(b, "\n|---|%s\n", strings.Repeat("---:|", len(r.comparisons)))
	for _, p := range peers {
		fmt.Fprintf(b, "| %s |", p.title)
		for _, c := range r.comparisons {
			if c.missing[p.name] != "" {
				b.WriteString(" – |")
				continue
			}
			fmt.Fprintf(b, " %s |", spreadOf(c.rates[p.name]))
		}
		b.WriteString("\n")
	}
	b.WriteString("| loss at step 3 |")
	for _, c := range r.comparisons {
		fmt.Fprintf(b, " %.5f |", c.loss)
	}
	b.WriteString("\n\n")
	for _, c := range r.comparisons {
		for _, p := range peers {
			if why := c.missing[p.name]; why != "" {
				fmt.Fprintf(b, "%s is left out of %s: %s.\n\n", p.title, c.job.name, why)
			}
		}
	}
}

func title(name string) string {
	for _, p := range peers {
		if p.name == name {
			return p.title
		}
	}
	return name
}

func (r *results) writeRatios(b *strings.Builder) {
	fmt.Fprintf(b, "## Ratios and goals\n\nBehind each ratio stands its goal, ✓ if the median reaches it.\n\n| |")
	for _, c := range r.comparisons {
		fmt.Fprintf(b, " %s |", c.job.name)
	}
	fmt.Fprintf(b, "\n|---|%s\n", strings.Repeat("---:|", len(r.comparisons)))
	for _, g := range goals {
		fmt.Fprintf(b, "| %s / %s |", title(g.of), title(g.to))
		for _, c := range r.comparisons {
			v := c.ratio(g.of, g.to)
			if v == nil {
				b.WriteString(" – |")
				continue
			}
			s := spreadOf(v)
			fmt.Fprintf(b, " %s%s |", s, judged(s.median, g.least[c.job.name]))
		}
		b.WriteString("\n")
	}
	b.WriteString("\n")
}

// judged says a goal and whether a value reaches it; nothing without a goal.
func judged(v, least float64) string {
	if least == 0 {
		return ""
	}
	return fmt.Sprintf(" ≥ %v %s", least, mark(v >= least))
}

func (r *results) writeWhole(b *strings.Builder) {
	if r.whole.drawings == nil && r.harmonic.median == 0 {
		return
	}
	fmt.Fprintf(b, "## The whole path\n\n| | | goal |\n|---|---:|---|\n")
	for _, d := range r.whole.drawings {
		kept := spreadOf(d.kept)
		fmt.Fprintf(b, "| training rate kept while the page draws with %s | %s | ≥ %v %s |\n", d.painter, kept, leastKept, mark(kept.median >= leastKept))
	}
	if r.harmonic.median > 0 {
		fmt.Fprintf(b, "| a step of the infinitely wide bottleneck, 64 points, 64 harmonics, µs | %s | ≤ %v %s |\n",
			r.harmonic, mostHarmonic, mark(r.harmonic.median <= mostHarmonic))
	}
	if w := r.whole; w.drawings != nil {
		fmt.Fprintf(b, "\nThe rate kept is that of the page's own worker on the run of the first picture (`%s`, %d steps) at full speed\n"+
			"in the page, by that of the same worker alone, asked once for the last step: %s steps/s.", w.link, w.steps, spreadOf(w.bare))
		for _, d := range w.drawings {
			fmt.Fprintf(b, "\nWith %s %.0f pictures were drawn in a run.", d.painter, spreadOf(d.pictures).median)
		}
		b.WriteString("\nThere is no GPU: SwiftShader stands in for it on the cores that train, at the lowest priority (on Linux), so that\nit takes what page and worker leave, as a GPU would.\n")
	}
	b.WriteString("\n")
}

func mark(reached bool) string {
	if reached {
		return "✓"
	}
	return "✗"
}

func (r *results) writeGrowth(b *strings.Builder) {
	b.WriteString("## Cost of growth\n\nAll in a Chromium worker; of several rounds the best. The expected rate is that of as much work a second as the best size of a row gets done: slope −1\n" +
		"against n, N and seeds, and 1/(2d + 3) against d, as 2-n-d-n-1 has n(2d + 3) weights.\n\n![steps a second against each size, measured and expected](growth.svg)\n\n")
	for _, s := range r.growth {
		fmt.Fprintf(b, "Against %s:\n\n| %s |", s.of, s.name)
		for _, x := range s.sizes {
			fmt.Fprintf(b, " %v |", x)
		}
		fmt.Fprintf(b, "\n|---|%s\n| steps/s |", strings.Repeat("---:|", len(s.sizes)))
		for _, v := range s.rates {
			fmt.Fprintf(b, " %s |", digits(v))
		}
		b.WriteString("\n| of the expected |")
		best := s.best()
		for i, v := range s.rates {
			fmt.Fprintf(b, " %.2f |", v*s.work[i]/best)
		}
		fmt.Fprintf(b, "\n\n%s\n\n", s.why)
	}
}
