package main

import (
	"math"
	"math/rand/v2"

	"narrows/sim/data"
	"narrows/sim/kernel"
	"narrows/sim/limit"
)

// A history is the limit in the slow and obvious way, without a cut: f_t as f_0 minus the sum
// over all past steps and points,
//
//	f_t(z) = f_0(z) − Σ_s Σ_j (η/N) K_f(z, z_j(s)) χ_j(s),
//
// and g_t step by step, for one output and the logistic loss.
type history struct {
	of      kernel.Shallow
	f0      limit.Function
	theta   []float64 // N×N, Θ_g
	y       []float64
	z       []float64 // N×d
	outputs []float64 // N
	slopes  []float64 // N×d
	past    []moved
}

type moved struct{ z, chi []float64 }

func (h *history) evaluate() {
	d := h.of.Units
	slope := make([]float64, d)
	for j := range h.outputs {
		z := h.z[j*d:][:d]
		h.f0.Eval(z, h.outputs[j:][:1], h.slopes[j*d:][:d])
		for _, p := range h.past {
			for i, chi := range p.chi {
				_, k := h.of.Value(z, p.z[i*d:][:d])
				h.of.Gradient(slope, z, p.z[i*d:][:d])
				h.outputs[j] -= k * chi
				for a, s := range slope {
					h.slopes[j*d+a] -= s * chi
				}
			}
		}
	}
}

func (h *history) step(rate float64) {
	n, d := len(h.y), h.of.Units
	chi := make([]float64, n)
	for j, f := range h.outputs {
		chi[j] = -rate / float64(n) * h.y[j] / (1 + math.Exp(h.y[j]*f))
	}
	next := append([]float64(nil), h.z...)
	for i := range n {
		for j := range n {
			for a := range d {
				next[i*d+a] -= h.theta[i*n+j] * h.slopes[j*d+a] * chi[j]
			}
		}
	}
	h.past = append(h.past, moved{h.z, chi})
	h.z = next
	h.evaluate()
}

// cutPoints and cutSteps are how large a history is: its cost grows with the squares of both.
const (
	cutPoints = 32
	cutSteps  = 100
)

// cut measures what cutting the kernel of f after a number of harmonics costs, through two
// units, on circles, at a share of the stability limit.
func cut(name string, eta float64, seeds int) study { return cutThrough(2, name, eta, seeds) }

// cutOfThree does the same through three units, where the cut comes sooner.
func cutOfThree(name string, seeds int) study { return cutThrough(3, name, 0.5, seeds) }

func cutThrough(units int, name string, eta float64, seeds int) study {
	return study{
		name: name, from: firstSeed, seeds: seeds,
		measures: []measure{
			{"kernel", "K_f cut against K_f in closed form, root mean square over pairs of 32 points at the start, over the mean of its diagonal", nil},
			{"outputs", "outputs of the limit against those of its full history after 100 steps at η = " + text(eta) + ", root mean square over 32 points", nil},
			{"size of outputs", "outputs of the full history then, root mean square", nil},
			{"loss", "training loss of the limit against that of its full history then, in % of the latter", nil},
		},
		other: func(seed uint64) ([]float64, error) { return cutCosts(units, seed, eta) },
	}
}

func cutCosts(units int, seed uint64, eta float64) ([]float64, error) {
	stream := func(i uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, i)) }
	set, _ := data.Split(data.Generator{Kind: data.Circles, Noise: 1}, cutPoints, 16, stream(1))
	a := limit.Architecture{
		G:     kernel.Layers{Depth: 2, WeightVar: 2, BiasVar: 0.1, Activation: kernel.ReLU},
		F:     kernel.Layers{Depth: 1, WeightVar: 2, Activation: kernel.ReLU},
		Units: units,
	}
	p := limit.Problem{X: set.X, Y: set.Signs(), N: set.N, M: set.M, K: 1, Loss: limit.Logistic}
	k, err := limit.NewKernels(a, p, nil)
	if err != nil {
		return nil, err
	}
	start, err := k.DrawStart(stream(3))
	if err != nil {
		return nil, err
	}
	flow, err := limit.NewBottleneckFlow(k, start)
	if err != nil {
		return nil, err
	}
	_, theta := kernel.Stack{a.G}.Gram(p.X, p.M)
	h := &history{
		of: kernel.NewShallow(a.F, units), f0: start.F, theta: theta, y: p.Y, z: append([]float64(nil), start.Z...),
		outputs: make([]float64, p.N), slopes: make([]float64, p.N*units),
	}
	h.evaluate()
	costs := []float64{h.kernelOff(flow)}
	rate := eta * k.StableRate()
	for range cutSteps {
		h.step(rate)
		flow.Step(rate)
	}
	loss := p.Loss.Mean(h.outputs, p.Y, p.N)
	return append(costs, distance(flow.Outputs(), h.outputs), distance(h.outputs, make([]float64, p.N)), 100*math.Abs(flow.Loss()/loss-1)), nil
}

// kernelOff is how far K_f of a flow at its start is from the closed form: its K_F without
// what moves through Θ_g.
func (h *history) kernelOff(flow *limit.BottleneckFlow) float64 {
	n, d := len(h.y), h.of.Units
	whole := make([]float64, n*n)
	flow.Kernel(whole, nil)
	off, diagonal := 0.0, 0.0
	for i := range n {
		for j := range n {
			inner := 0.0
			for a := range d {
				inner += h.slopes[i*d+a] * h.slopes[j*d+a]
			}
			_, k := h.of.Value(h.z[i*d:][:d], h.z[j*d:][:d])
			e := whole[i*n+j] - h.theta[i*n+j]*inner - k
			off += e * e
			if i == j {
				diagonal += k / float64(n)
			}
		}
	}
	return math.Sqrt(off) / float64(n) / diagonal
}

// distance is the root mean square of a − b.
func distance(a, b []float64) float64 {
	sum := 0.0
	for i, v := range a {
		sum += (v - b[i]) * (v - b[i])
	}
	return math.Sqrt(sum / float64(len(a)))
}
