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
	decay := Decay{First: 1e-3, Hold: steps / 10}
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
	g := NewDescent(x, y, 9, .1, .03, Decay{First: lambda, Hold: 10}, rng)
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
		g := descend(hills, 128, seed, 50000)
		for range 50000 {
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
	sum := 0.0
	for k := range g.m {
		b := g.Bend(k)
		sum += b.Jump
		if got := math.Abs(b.Jump) / .9; math.Abs(got-g.Weight(k)) > 1e-12 {
			t.Errorf("unit %d: got the weight %v want %v", k, got, g.Weight(k))
		}
		const h = 1e-4
		if got, want := g.Of(b.At+h)-2*g.Of(b.At)+g.Of(b.At-h), h*b.Jump; math.Abs(got-want) > 1e-9 && g.alone(k, h) {
			t.Errorf("unit %d: got a second difference of %v at its bend, want %v", k, got, want)
		}
	}
	slope := func(x float64) float64 { return g.Of(x+1) - g.Of(x) }
	if got := slope(1e3) - slope(-1e3); math.Abs(got-sum) > 1e-9 {
		t.Errorf("the slope changes by %v want %v", got, sum)
	}
}

// alone reports whether no other unit bends near one.
func (g *Descent) alone(k int, near float64) bool {
	for other := range g.m {
		if other != k && math.Abs(g.Bend(other).At-g.Bend(k).At) < 2*near {
			return false
		}
	}
	return true
}

func TestDescentAllocatesNothing(t *testing.T) {
	g := descend(hills, 128, 1, 1000)
	if n := testing.AllocsPerRun(20, g.Step); n != 0 {
		t.Errorf("got %v allocations a step, want none", n)
	}
}

func TestDecay(t *testing.T) {
	d := Decay{First: 1e-3, Hold: 100}
	for step, want := range map[int]float64{0: 1e-3, 100: 1e-3, 200: 2.5e-4, 1000: 1e-5} {
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
