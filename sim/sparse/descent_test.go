package sparse

import (
	"math"
	"math/rand/v2"
	"testing"
)

// hills are nine points with bends of either sign.
var hills, _ = NewLine([]float64{-4.5, -3.5, -2.2, -1.3, .1, 1.2, 2.2, 3.2, 4.4}, []float64{2, -.4, -1.8, -2, .6, 3, 3.8, 1.4, .5})

func descend(l *Line, m int, seed uint64, steps int) *Descent {
	x := make([][]float64, len(l.X))
	for i := range x {
		x[i] = []float64{l.X[i]}
	}
	decay := Decay{First: 1e-3, Last: 1e-6, Hold: .6, Until: .95, Steps: steps}
	return NewDescent(x, l.Y, m, .1, .03, decay, rand.New(rand.NewPCG(seed, 0)))
}

// The gradient is that of the loss with its decay, by differences.
func TestDescentGradient(t *testing.T) {
	rng := rand.New(rand.NewPCG(15, 3))
	x, y := make([][]float64, 12), make([]float64, 12)
	for i := range x {
		x[i], y[i] = []float64{rng.NormFloat64(), rng.NormFloat64()}, rng.NormFloat64()
	}
	const lambda = .05
	g := NewDescent(x, y, 9, .1, .03, Decay{First: lambda, Last: lambda / 2, Hold: .5, Until: 1, Steps: 10}, rng)
	total := func() float64 {
		g.look()
		sum := g.loss
		for _, v := range g.at[:3*g.m] { // v and w, not the biases
			sum += lambda / 2 * v * v
		}
		return sum
	}
	g.differentiate()
	for j := range g.at {
		const h = 1e-6
		was := g.at[j]
		g.at[j] = was + h
		up := total()
		g.at[j] = was - h
		down := total()
		g.at[j] = was
		if got, want := g.gradient[j], (up-down)/(2*h); math.Abs(got-want) > 1e-7 {
			t.Errorf("parameter %d: got the gradient %v want %v", j, got, want)
		}
	}
}

// A network that has come to the points costs no less than the gauge's lower bound, and one that had time costs hardly more.
func TestDescentCostsNoLessThanTheGauge(t *testing.T) {
	for seed := range uint64(4) {
		g := descend(hills, 128, seed, 20000)
		for range 20000 {
			g.Step()
		}
		p, err := NewProgram(hills, .1)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := p.Solve(); err != nil {
			t.Fatal(err)
		}
		low, _ := p.Bracket()
		if got := g.Price(); got < low-1e-3*low || got > 1.01*low {
			t.Errorf("seed %d: got the price %v, want from %v to a hundredth more", seed, got, low)
		}
		if got := g.Miss(); got > .02 {
			t.Errorf("seed %d: got a miss of %v, want it at the points", seed, got)
		}
	}
}

// The bends are those of the function, and what they add up to is its slope.
func TestDescentBends(t *testing.T) {
	g := descend(hills, 16, 1, 1000)
	for range 300 {
		g.Step()
	}
	const far = 1e3
	slope := func(x float64) float64 { return g.Of(x+1) - g.Of(x) }
	sum := 0.0
	for k := range g.m {
		sum += g.Bend(k).Jump
		if got := math.Abs(g.Bend(k).Jump) / .9; math.Abs(got-g.Weight(k)) > 1e-12 {
			t.Errorf("unit %d: got the weight %v want %v", k, g.Weight(k), got)
		}
	}
	if got := slope(far) - slope(-far-1); math.Abs(got-sum) > 1e-9 {
		t.Errorf("the slope changes by %v want %v", got, sum)
	}
	at := g.Bend(3)
	before, after := slope(at.At-1-1e-9), slope(at.At+1e-9)
	for k := range g.m {
		if b := g.Bend(k); k != 3 && math.Abs(b.At-at.At) < 1 {
			after -= b.Jump * (1 - math.Abs(b.At-at.At)) // it bends within one of those that are compared
			if b.At < at.At {
				continue
			}
		}
	}
	if near := g.Of(at.At+1e-4) - 2*g.Of(at.At) + g.Of(at.At-1e-4); math.Abs(near-1e-4*at.Jump) > 1e-9 {
		t.Errorf("got a second difference of %v at the bend, want %v (slopes %v, %v)", near, 1e-4*at.Jump, before, after)
	}
}

func TestDescentAllocatesNothing(t *testing.T) {
	g := descend(hills, 128, 1, 1000)
	if n := testing.AllocsPerRun(20, g.Step); n != 0 {
		t.Errorf("got %v allocations a step, want none", n)
	}
}

func TestDecay(t *testing.T) {
	d := Decay{First: 1e-3, Last: 1e-6, Hold: .6, Until: .9, Steps: 1000}
	for step, want := range map[int]float64{0: 1e-3, 600: 1e-3, 700: 1e-4, 900: 1e-6, 1000: 1e-6} {
		if got := d.At(step); math.Abs(got-want) > 1e-12*want {
			t.Errorf("step %d: got λ = %v want %v", step, got, want)
		}
	}
}

// One that diverges says so, and stays finite enough to be drawn.
func TestDescentDiverges(t *testing.T) {
	g := descend(hills, 64, 1, 1000)
	g.rate = 5
	for range 200 {
		g.Step()
	}
	if !g.Diverged() {
		t.Errorf("got a loss of %v with a step size of 5, want it to diverge", g.loss)
	}
}
