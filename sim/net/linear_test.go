package net_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"narrows/sim/data"
	"narrows/sim/kernel"
	"narrows/sim/limit"
	"narrows/sim/linear"
	"narrows/sim/net"
)

// linearGap trains a deep linear network of width n, and the limit from the network's own A
// and b, and returns the root mean square over outputs of the difference at the last step.
func linearGap(t *testing.T, depth, n int, loss net.Loss, of limit.Loss, steps int, seed uint64) float64 {
	t.Helper()
	const m, k, d, samples = 6, 3, 2, 24
	g := data.Regression{Inputs: m, Outputs: k, Singular: []float64{2, 1}, Noise: 0.2, Condition: 1}
	set, _, _ := g.Draw(samples, 0, rand.New(rand.NewPCG(seed, 0)))
	if of == limit.Logistic {
		for i, y := range set.Y {
			set.Y[i] = math.Copysign(1, y)
		}
	}
	one := net.Variances{Weight: 1}
	finite := net.New(net.Bottleneck(m, n, depth, d, k, one, one, kernel.Linear),
		net.Task{X: narrow(set.X), Y: narrow(set.Y), Loss: loss}, rand.New(rand.NewPCG(seed, uint64(n))))
	cut := net.BottleneckAt(depth) + 1
	flow := linear.NewFlow(linear.Architecture{Depth: depth, Units: d},
		limit.Problem{X: set.X, Y: set.Y, N: samples, M: m, K: k, Loss: of},
		matrix(finite, m, d, 0, cut), matrix(finite, d, k, cut, cut+2))
	got := make([]float32, samples*k)
	finite.Outputs(got)
	if d := rms(got, flow.Outputs()); d > 1e-5 {
		t.Fatalf("depth %d, width %d: starts differ by %v, want < 1e-5 (float32)", depth, n, d)
	}
	start := slices.Clone(flow.Outputs())
	rate := 0.2 / (of.CurvatureAt(flow.Outputs(), set.Y) * flow.LambdaMax())
	for range steps {
		finite.Step(rate)
		flow.Step(rate)
	}
	if moved := rms(narrow(start), flow.Outputs()); moved < 0.2 {
		t.Fatalf("depth %d, width %d: the limit moved by %v only", depth, n, moved)
	}
	finite.Outputs(got)
	return rms(got, flow.Outputs())
}

// matrix returns what the layers from … to−1 of a linear network do, to × from.
func matrix(of *net.Network, in, out, from, to int) []float64 {
	units, columns := make([]float32, in*in), make([]float32, in*out)
	for i := range in {
		units[i*in+i] = 1
	}
	of.Evaluate(columns, units, in, from, to)
	w := make([]float64, out*in)
	for i := range in {
		for o := range out {
			w[o*in+i] = float64(columns[i*out+o])
		}
	}
	return w
}

// TestLinearNetworksApproachTheLimit: trained deep linear networks approach the recursion of
// two matrices as 1/√n. Medians over seeds, for one in ten is an outlier.
func TestLinearNetworksApproachTheLimit(t *testing.T) {
	if testing.Short() {
		t.Skip("wide networks")
	}
	for _, c := range []struct {
		name  string
		depth int
		loss  net.Loss
		limit limit.Loss
		steps int
		width []int // with one hidden layer in g above 512
		seeds int
	}{
		{"squared, one hidden layer", 1, net.Squared, limit.Squared, 60, []int{64, 256, 1024, 2048}, 40},
		{"logistic, one hidden layer", 1, net.Logistic, limit.Logistic, 60, []int{64, 256, 1024, 2048}, 24},
		{"fourth power, one hidden layer", 1, net.Fourth, limit.Fourth, 300, []int{64, 256, 1024, 2048}, 16},
		{"squared, two hidden layers", 2, net.Squared, limit.Squared, 60, []int{64, 128, 256, 512}, 30},
	} {
		var medians []float64
		for _, n := range c.width {
			gaps := make([]float64, c.seeds)
			for s := range gaps {
				gaps[s] = linearGap(t, c.depth, n, c.loss, c.limit, c.steps, uint64(s+1))
			}
			slices.Sort(gaps)
			medians = append(medians, (gaps[(c.seeds-1)/2]+gaps[c.seeds/2])/2)
		}
		slope := slopeOfLogs(c.width, medians)
		t.Logf("%s: median gaps %.4f at widths %v, slope %.2f", c.name, medians, c.width, slope)
		if !(math.Abs(slope+0.5) < 0.2) { // −½ in theory, the rest is the seeds
			t.Errorf("%s: got slope %.2f of log gap over log width, want −0.5 ± 0.2", c.name, slope)
		}
	}
}

// slopeOfLogs is that of the least-squares line through (log x, log y).
func slopeOfLogs(x []int, y []float64) float64 {
	var sx, sy, sxx, sxy float64
	for i, v := range x {
		a, b := math.Log(float64(v)), math.Log(y[i])
		sx, sy, sxx, sxy = sx+a, sy+b, sxx+a*a, sxy+a*b
	}
	n := float64(len(x))
	return (n*sxy - sx*sy) / (n*sxx - sx*sx)
}
