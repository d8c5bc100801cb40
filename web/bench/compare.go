//go:build !js

package main

import (
	"fmt"
	"io"
	"math"
	"slices"
)

// A job is a network and what it is trained on: full-batch gradient descent on the mean of
// ½ (F − y)², with the activation on every hidden layer and a linear output.
type job struct {
	name    string
	Act     string  `json:"act"`
	Samples int     `json:"samples"`
	Rate    float64 `json:"rate"` // on W and b of the NTK parameterisation
	Seed    uint64  `json:"seed"`
	Widths  []int   `json:"widths"`
}

// The rates make the loss fall by more than a hundredth in three steps, or agreeing on it
// would say nothing, and let it fall for as long as one cares to wait.
var jobs = []job{
	{"J1", "tanh", 256, 0.3, 1, []int{2, 64, 2, 64, 1}},
	{"J1r", "relu", 256, 0.1, 1, []int{2, 64, 2, 64, 1}},
	{"J2", "relu", 256, 0.1, 1, []int{2, 1024, 2, 1024, 1}},
	{"J3", "relu", 256, 0.02, 1, []int{64, 512, 512, 2, 512, 512, 1}},
}

// String says the widths and the activation.
func (j job) String() string {
	s := ""
	for i, w := range j.Widths {
		if i > 0 {
			s += "-"
		}
		s += fmt.Sprint(w)
	}
	return s + " " + j.Act
}

// weights is how many the network has, without biases.
func (j job) weights() (n int) {
	for i := 1; i < len(j.Widths); i++ {
		n += j.Widths[i-1] * j.Widths[i]
	}
	return n
}

// A peer trains as Narrows does.
type peer struct {
	name, title string
}

var peers = []peer{
	{"go", "Narrows"},
	{"c", "C reference"},
	{"js", "blocked JavaScript"},
	{"tfjs-wasm", "TensorFlow.js, wasm"},
	{"tfjs-cpu", "TensorFlow.js, cpu"},
	{"convnetjs", "ConvNetJS"},
}

// agreement is the relative difference between losses that agree to four digits.
const agreement = 5e-5

// A comparison is what peers did with one job.
type comparison struct {
	job     job
	rates   map[string][]float64 // steps a second of each peer, by round
	missing map[string]string    // why a peer has none
	loss    float64              // that all agree on, after three steps
}

type outcome struct {
	Before, After float64
	Missing       string
}

// compare lets all peers train a job in turn. It fails if one of them trains another.
func (p *page) compare(j job, rounds int, ms float64) (*comparison, error) {
	var names []string
	for _, peer := range peers {
		names = append(names, peer.name)
	}
	report, err := eval[map[string]outcome](p, "bench.open(%s, %s)", j, names)
	if err != nil {
		return nil, err
	}
	c := &comparison{job: j, rates: map[string][]float64{}, missing: map[string]string{}}
	if err := c.agree(report); err != nil {
		return nil, err
	}
	for round := range rounds {
		rates, err := eval[map[string]float64](p, "bench.round(%s, %s)", ms, round)
		if err != nil {
			return nil, err
		}
		for name, r := range rates {
			if !(r > 0) {
				return nil, fmt.Errorf("%s trains %v steps a second", name, r)
			}
			if round == 0 {
				continue
			}
			c.rates[name] = append(c.rates[name], r)
		}
	}
	_, err = eval[int](p, "(bench.close(), 0)")
	return c, err
}

// agree notes the loss at step 3 and who takes no part, and fails unless all agree.
func (c *comparison) agree(report map[string]outcome) error {
	// Only Narrows may lack something: a peer that fails is one that was set up wrongly.
	for _, peer := range peers[1:] {
		if why := report[peer.name].Missing; why != "" {
			return fmt.Errorf("%s: %s", peer.name, why)
		}
	}
	reference := report["c"]
	c.loss = reference.After
	if !(math.Abs(reference.After-reference.Before) > 0.01*reference.Before) {
		return fmt.Errorf("the loss goes from %v to %v in three steps: too little to compare", reference.Before, reference.After)
	}
	for _, peer := range peers {
		o := report[peer.name]
		if o.Missing != "" {
			c.missing[peer.name] = o.Missing
			continue
		}
		for _, l := range [][2]float64{{o.Before, reference.Before}, {o.After, reference.After}} {
			if got, want := l[0], l[1]; !(math.Abs(got-want) <= agreement*want) {
				return fmt.Errorf("%s: got a loss of %.7g, want %.7g as of the C reference", peer.name, got, want)
			}
		}
	}
	return nil
}

// ratio returns the ratio of two peers in each round; nil if one took no part.
func (c *comparison) ratio(of, to string) []float64 {
	a, b := c.rates[of], c.rates[to]
	if len(a) == 0 || len(a) != len(b) {
		return nil
	}
	r := make([]float64, len(a))
	for i := range r {
		r[i] = a[i] / b[i]
	}
	return r
}

func (c *comparison) print(w io.Writer) {
	fmt.Fprintf(w, "%s  %s, loss %.5g at step 3\n", c.job.name, c.job, c.loss)
	for _, peer := range peers {
		if why := c.missing[peer.name]; why != "" {
			fmt.Fprintf(w, "  %-20s left out: %s\n", peer.title, why)
			continue
		}
		fmt.Fprintf(w, "  %-20s %10s steps/s\n", peer.title, spreadOf(c.rates[peer.name]).String())
	}
}

// A spread is a median with its quartiles.
type spread struct{ low, median, high float64 }

// spreadOf returns that of some values, of which there is at least one.
func spreadOf(values []float64) spread {
	v := slices.Sorted(slices.Values(values))
	at := func(share float64) float64 {
		x := share * float64(len(v)-1)
		i := min(int(x), len(v)-1)
		j := min(i+1, len(v)-1)
		return v[i] + (x-float64(i))*(v[j]-v[i])
	}
	return spread{at(0.25), at(0.5), at(0.75)}
}

// String gives three digits of each.
func (s spread) String() string {
	return fmt.Sprintf("%s (%s–%s)", digits(s.median), digits(s.low), digits(s.high))
}

// digits gives three digits of a positive number.
func digits(v float64) string {
	places := 2 - int(math.Floor(math.Log10(v)))
	if places <= 0 {
		unit := math.Pow(10, float64(-places))
		return fmt.Sprintf("%.0f", math.Round(v/unit)*unit)
	}
	return fmt.Sprintf("%.*f", places, v)
}
