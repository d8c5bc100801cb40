package net_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"narrows/sim/data"
	"narrows/sim/kernel"
	"narrows/sim/limit"
	"narrows/sim/net"
)

// The set-up of the convergence test: moons, a g with one hidden layer, two units, the
// same prior variances everywhere, and η = 0.2 η_max, where trajectories are not chaotic.
const (
	samples   = 32
	units     = 2
	horizon   = 60  // steps
	ofMaximum = 0.2 // η/η_max
	weightVar = 2.0
	biasVar   = 0.1
)

// gap trains a network of width n, and the limit from the network's own z_0 and its own
// frozen f_0, at one rate, and returns the root mean square over samples of F_n − F_∞ at
// the last step. What is random at leading order is shared, so that the rest falls as 1/√n.
func gap(t *testing.T, n int, seed uint64, squared bool) float64 {
	t.Helper()
	set, _ := data.Split(data.Generator{Kind: data.Moons, Noise: 1}, samples, 0, rand.New(rand.NewPCG(seed, 0)))
	finiteLoss, limitLoss, curvature := net.Logistic, limit.Logistic, 0.25
	if squared {
		finiteLoss, limitLoss, curvature = net.Squared, limit.Squared, 1
	}
	v := net.Variances{Weight: weightVar, Bias: biasVar}
	finite := net.New(net.Bottleneck(2, n, 1, units, 1, v, v), narrow(set.X), narrow(set.Y), finiteLoss, rand.New(rand.NewPCG(seed, uint64(n))))

	z := make([]float32, samples*units)
	finite.Activations(net.BottleneckAt(1), z)
	part := kernel.Layers{Depth: 1, WeightVar: weightVar, BiasVar: biasVar, Activation: kernel.ReLU}
	kernels, err := limit.NewKernels(limit.Architecture{G: part, F: part, Units: units},
		limit.Problem{X: set.X, Y: set.Y, N: samples, M: 2, K: 1, Loss: limitLoss}, nil)
	if err != nil {
		t.Fatal(err)
	}
	flow, err := limit.NewBottleneckFlow(kernels, limit.Start{Z: widen(z), F: finite.Frozen(net.BottleneckAt(1) + 1)})
	if err != nil {
		t.Fatal(err)
	}
	rate := ofMaximum * 2 / (curvature * flow.LambdaMax())
	got := make([]float32, samples)
	finite.Outputs(got)
	if d := rms(got, flow.Outputs()); d > 1e-5 {
		t.Fatalf("width %d, seed %d: starts differ by %v, want < 1e-5 (float32)", n, seed, d)
	}
	for range horizon {
		finite.Step(rate)
		flow.Step(rate)
	}
	finite.Outputs(got)
	return rms(got, flow.Outputs())
}

// TestConvergenceToTheLimit: trained networks approach the infinitely wide one as 1/√n.
// One seed in ten is an outlier, so medians over seeds are compared.
func TestConvergenceToTheLimit(t *testing.T) {
	seeds := 32
	if testing.Short() {
		seeds = 16
	}
	widths := []int{64, 256, 1024}
	for _, squared := range []bool{false, true} {
		var medians []float64
		for _, n := range widths {
			gaps := make([]float64, seeds)
			for s := range gaps {
				gaps[s] = gap(t, n, uint64(s+1), squared)
			}
			slices.Sort(gaps)
			medians = append(medians, (gaps[(seeds-1)/2]+gaps[seeds/2])/2)
		}
		slope := math.Log(medians[2]/medians[0]) / math.Log(float64(widths[2])/float64(widths[0]))
		t.Logf("squared %v: median gaps %.4f at widths %v, slope %.2f", squared, medians, widths, slope)
		// −½ in theory; over five groups of 16 seeds the slope of medians ran from −0.57 to −0.30.
		if !(slope > -0.8 && slope < -0.3) {
			t.Errorf("squared %v: got slope %.2f of log gap over log width, want in [-0.8, -0.3]", squared, slope)
		}
		if !(medians[0] > medians[1] && medians[1] > medians[2]) {
			t.Errorf("squared %v: got median gaps %.4f, want them to fall", squared, medians)
		}
		if squared && !(medians[2] < 0.04) {
			t.Errorf("got median gap %.4f at width 1024, want < 0.04 of outputs of order 1", medians[2])
		}
	}
}

func narrow(x []float64) []float32 {
	y := make([]float32, len(x))
	for i, v := range x {
		y[i] = float32(v)
	}
	return y
}

func widen(x []float32) []float64 {
	y := make([]float64, len(x))
	for i, v := range x {
		y[i] = float64(v)
	}
	return y
}

func rms(a []float32, b []float64) float64 {
	sum := 0.0
	for i, v := range a {
		d := float64(v) - b[i]
		sum += d * d
	}
	return math.Sqrt(sum / float64(len(a)))
}
