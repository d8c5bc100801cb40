package net

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"narrows/sim/kernel"
	"narrows/sim/linalg"
)

// A reference is a network by its definition, h ↦ φ(s_w W h/√in + s_b b), in float64, and
// with gradients by central differences only. It shares no code with what it checks.
type reference struct {
	layers []Layer
	w, b   [][]float64
	task   Task
	alpha  float64
}

// like returns a reference with the weights of net, which is to learn a task.
func like(net *Network, task Task) *reference {
	r := &reference{layers: net.layers, task: task, alpha: task.Multiplier}
	for l, layer := range net.layers {
		w, b := make([]float64, layer.Out*layer.In), make([]float64, layer.Out)
		for o := range layer.Out {
			for i := range layer.In {
				v := float64(net.parts[l].v[linalg.Index(net.parts[l].in, o, i)])
				w[o*layer.In+i] = v / math.Sqrt(layer.WeightVar/float64(layer.In))
			}
			if layer.BiasVar > 0 {
				b[o] = float64(net.parts[l].c[o]) / math.Sqrt(layer.BiasVar)
			}
		}
		r.w, r.b = append(r.w, w), append(r.b, b)
	}
	return r
}

func (r *reference) at(x []float64) []float64 {
	for l, layer := range r.layers {
		h := make([]float64, layer.Out)
		for o := range h {
			sum := 0.0
			for i := range x {
				sum += r.w[l][o*layer.In+i] * x[i]
			}
			h[o] = math.Sqrt(layer.WeightVar)*sum/math.Sqrt(float64(layer.In)) + math.Sqrt(layer.BiasVar)*r.b[l][o]
			switch slope, rectifies := layer.Activation.Rectifies(); {
			case layer.Activation == kernel.Erf:
				h[o] = math.Erf(h[o])
			case layer.Activation == Tanh:
				h[o] = math.Tanh(h[o])
			case rectifies && h[o] < 0:
				h[o] *= slope
			}
		}
		x = h
	}
	return x
}

// outputs returns F = αF′.
func (r *reference) outputs() (f []float64) {
	m := r.layers[0].In
	for s := 0; s < len(r.task.X); s += m {
		x := make([]float64, m)
		for i := range x {
			x[i] = float64(r.task.X[s+i])
		}
		for _, v := range r.at(x) {
			f = append(f, r.alpha*v)
		}
	}
	return f
}

func (r *reference) mean() float64 {
	f := r.outputs()
	y := make([]float64, len(f))
	for i, v := range r.task.Y {
		y[i] = float64(v)
	}
	k := r.layers[len(r.layers)-1].Out
	sum := 0.0
	for at := 0; at < len(f); at += k {
		sum += formula(r.task.Loss, f[at:][:k], y[at:][:k])
	}
	return sum / float64(len(f)/k)
}

// formula is the loss of one sample by its definition.
func formula(l Loss, f, y []float64) (sum float64) {
	for c := range f {
		switch l {
		case Logistic:
			sum += math.Max(-y[c]*f[c], 0) + math.Log1p(math.Exp(-math.Abs(y[c]*f[c])))
		case Squared:
			sum += (f[c] - y[c]) * (f[c] - y[c]) / 2
		case Fourth:
			sum += math.Pow(f[c]-y[c], 4) / 4
		case Softmax: // −log of the probability of the class
			others := 0.0
			for e := range f {
				if e != c {
					others += math.Exp(f[e] - f[c])
				}
			}
			sum += y[c] * math.Log1p(others)
		}
	}
	return sum
}

// slope is the derivative in one weight of what descends, the mean loss over α. Its own error is about 1e-9;
// a ReLU within 1e-6 of its kink would spoil it, and with these seeds none is.
func (r *reference) slope(p *float64) float64 {
	const h = 1e-6
	at := *p
	*p = at + h
	up := r.mean()
	*p = at - h
	down := r.mean()
	*p = at
	return (up - down) / (2 * h) / r.alpha
}

// step is plain gradient descent on every W and b.
func (r *reference) step(rate float64) {
	var slopes []float64
	for l := range r.layers {
		for _, set := range [][]float64{r.w[l], r.b[l]} {
			for i := range set {
				slopes = append(slopes, r.slope(&set[i]))
			}
		}
	}
	next := 0
	for l := range r.layers {
		for _, set := range [][]float64{r.w[l], r.b[l]} {
			for i := range set {
				set[i] -= rate * slopes[next]
				next++
			}
		}
	}
}

// TestGradient compares the gradients with central differences, weight by weight.
func TestGradient(t *testing.T) {
	for _, c := range ragged {
		rng := rand.New(rand.NewPCG(11, 12))
		task := c.task(rng)
		net := New(c.layers, task, rng)
		ref := like(net, task)
		worst := 0.0
		for l, layer := range c.layers {
			p := net.parts[l]
			sw, sb := math.Sqrt(layer.WeightVar/float64(layer.In)), math.Sqrt(layer.BiasVar)
			for o := range layer.Out {
				for i := range layer.In {
					got, want := sw*float64(p.gradV[linalg.Index(p.in, o, i)]), ref.slope(&ref.w[l][o*layer.In+i])
					worst = max(worst, math.Abs(got-want))
				}
				got, want := sb*float64(p.gradC[o]), ref.slope(&ref.b[l][o])
				worst = max(worst, math.Abs(got-want))
			}
		}
		// Gradients are of order 0.1 to 1 here: float32 keeps 1e-7 of that, a few sums lose
		// ten times as much.
		t.Logf("%s: largest error %.1e", c.name, worst)
		if !(worst < 2e-6) {
			t.Errorf("%s: got an error of %.1e, want < 2e-6", c.name, worst)
		}
	}
}

// TestSteps compares a few steps with the reference's: the rates of W and b through their
// scaled forms, the masked lanes, and that outputs and loss belong to the new weights.
func TestSteps(t *testing.T) {
	for _, c := range ragged {
		rng := rand.New(rand.NewPCG(13, 14))
		task := c.task(rng)
		net := New(c.layers, task, rng)
		ref := like(net, task)
		first := net.Loss()
		for range 4 {
			net.Step(0.2)
			ref.step(0.2)
		}
		got, want := make([]float32, len(task.Y)), ref.outputs()
		net.Outputs(got)
		for i := range want {
			// Rounding of float32 over four steps of numbers of order 1.
			if math.Abs(float64(got[i])-want[i]) > 1e-5 {
				t.Errorf("%s: output %d: got %v, want %v ± 1e-5", c.name, i, got[i], want[i])
			}
		}
		if math.Abs(net.Loss()-ref.mean()) > 1e-5 || net.Steps() != 4 {
			t.Errorf("%s: got loss %v at step %d, want %v ± 1e-5 at 4", c.name, net.Loss(), net.Steps(), ref.mean())
		}
		if !(math.Abs(first-net.Loss()) > 1e-3) {
			t.Errorf("%s: got loss %v after %v: too near to tell anything", c.name, net.Loss(), first)
		}
	}
}

// at returns the loss of one sample and its gradient.
func at(l Loss, f, y []float32) (value float64, chi []float32) {
	chi = make([]float32, len(f))
	return l.add(0, chi, f, y), chi
}

// TestLosses compares ℓ with its formula and χ with central differences of it.
func TestLosses(t *testing.T) {
	for _, l := range []Loss{Squared, Logistic} {
		for _, y := range []float64{-1, 1} {
			for f := -60.0; f <= 60; f += 0.125 {
				value, chi := at(l, []float32{float32(f)}, []float32{float32(y)})
				compare(t, l, []float64{f}, []float64{y}, value, chi)
			}
		}
	}
	// Far out: finite, right, and no NaN on either side.
	for _, f := range []float32{1e3, 1e8} {
		if v, chi := at(Logistic, []float32{f}, []float32{1}); v != 0 || chi[0] != 0 {
			t.Errorf("logistic at %v, 1: got %v, %v, want 0, 0", f, v, chi)
		}
		if v, chi := at(Logistic, []float32{f}, []float32{-1}); v != float64(f) || chi[0] != 1 {
			t.Errorf("logistic at %v, -1: got %v, %v, want %v, 1", f, v, chi, f)
		}
	}
}

// TestManyOutputs: the logistic loss of 40 outputs is that of each, added in order.
func TestManyOutputs(t *testing.T) {
	rng := rand.New(rand.NewPCG(32, 0))
	f, y := random(rng, 40), signs(rng, 40)
	value, chi := at(Logistic, f, y)
	want := 0.0
	for c := range f {
		one, slope := at(Logistic, f[c:c+1], y[c:c+1])
		want += one
		if chi[c] != slope[0] {
			t.Errorf("output %d: got χ = %v, want %v", c, chi[c], slope[0])
		}
	}
	if value != want {
		t.Errorf("got %v, want %v", value, want)
	}
}

// TestFourth: the fourth power, whose χ keeps its digits however near the target is, and
// which overflows to a loss that counts as diverged.
func TestFourth(t *testing.T) {
	for _, y := range []float64{-1, 1, 7} {
		for f := -60.0; f <= 60; f += 0.125 {
			value, chi := at(Fourth, []float32{float32(f)}, []float32{float32(y)})
			if want := math.Pow(f-y, 4) / 4; math.Abs(value-want) > 4e-7*want {
				t.Errorf("fourth power at %v, %v: got %v, want %v", f, y, value, want)
			}
			// F − y is exact here, two products are rounded.
			if want := math.Pow(f-y, 3); math.Abs(float64(chi[0])-want) > 2e-7*math.Abs(want) {
				t.Errorf("fourth power at %v, %v: got χ = %v, want %v", f, y, chi[0], want)
			}
		}
	}
	if value, chi := at(Fourth, []float32{3, 0, 1}, []float32{1, 1, 1}); value != 4.25 || !slices.Equal(chi, []float32{8, -1, 0}) {
		t.Errorf("three outputs: got %v, %v, want 4.25, [8 -1 0]", value, chi)
	}
	if value, _ := at(Fourth, []float32{1e12}, []float32{0}); value <= divergence {
		t.Errorf("far out: got %v, want more than %v", value, divergence)
	}
}

// compare wants ℓ by its formula and χ by central differences. Relative: float32 functions
// are good to 4e-7. Absolute: central differences are good to h² and to 1e-16 of ℓ ≤ 2000
// over h.
func compare(t *testing.T, l Loss, f, y []float64, value float64, chi []float32) {
	t.Helper()
	if want := formula(l, f, y); math.Abs(value-want) > 4e-7*want {
		t.Errorf("loss %d at %v, %v: got %v, want %v", l, f, y, value, want)
	}
	for c := range f {
		const h = 1e-4
		at := f[c]
		f[c] = at + h
		up := formula(l, f, y)
		f[c] = at - h
		down := formula(l, f, y)
		f[c] = at
		if slope := (up - down) / (2 * h); math.Abs(float64(chi[c])-slope) > 1e-6*math.Abs(slope)+1e-8 {
			t.Errorf("loss %d at %v, %v: got χ_%d = %v, want %v", l, f, y, c, chi[c], slope)
		}
	}
}

// TestSoftmax: formula and differences for outputs near each other and far apart, and that a
// number added to all outputs changes nothing.
func TestSoftmax(t *testing.T) {
	rng := rand.New(rand.NewPCG(31, 0))
	for range 2000 {
		k := 1 + rng.IntN(10)
		y := classes(rng, 1, k)
		f, shifted := make([]float32, k), make([]float32, k)
		f64, y64 := make([]float64, k), make([]float64, k)
		spread := math.Exp(4 * rng.NormFloat64())
		for c := range f {
			// Multiples of 1/64, so that 1000 more is exact; within ±40, as e^−88 is 0.
			f[c] = float32(math.Round(64*min(max(spread*rng.NormFloat64(), -40), 40)) / 64)
			shifted[c] = f[c] + 1000
			f64[c], y64[c] = float64(f[c]), float64(y[c])
		}
		value, chi := at(Softmax, f, y)
		compare(t, Softmax, f64, y64, value, chi)
		if v, c := at(Softmax, shifted, y); v != value || !slices.Equal(c, chi) {
			t.Errorf("softmax at %v + 1000, %v: got %v, %v, want %v, %v", f, y, v, c, value, chi)
		}
	}
	for _, c := range []struct {
		f, chi []float32
		value  float64
	}{ // of class 0
		{[]float32{1e30, 0}, []float32{0, 0}, 0},
		{[]float32{0, 1e8, 0}, []float32{-1, 1, 0}, 1e8},
		{[]float32{5, 5, 5, 5}, []float32{-0.75, 0.25, 0.25, 0.25}, float64(float32(math.Log(4)))},
	} {
		y := make([]float32, len(c.f))
		y[0] = 1
		if value, chi := at(Softmax, c.f, y); value != c.value || !slices.Equal(chi, c.chi) {
			t.Errorf("softmax at %v: got %v, %v, want %v, %v", c.f, value, chi, c.value, c.chi)
		}
	}
	for _, bad := range []float64{math.NaN(), math.Inf(1)} {
		for c := range 3 {
			f := []float32{1, 2, 3}
			f[c] = float32(bad)
			if value, _ := at(Softmax, f, []float32{0, 1, 0}); value == value {
				t.Errorf("softmax at %v: got %v, want NaN", f, value)
			}
		}
	}
}

// TestSoftmaxOfTwoIsLogistic: two outputs ±h/2 have the logistic loss of one output h.
func TestSoftmaxOfTwoIsLogistic(t *testing.T) {
	for h := float32(-50); h <= 50; h += 0.25 {
		value, chi := at(Softmax, []float32{h / 2, -h / 2}, []float32{1, 0})
		want, slope := at(Logistic, []float32{h}, []float32{1})
		// A few roundings each.
		if math.Abs(value-want) > 5e-7*want || math.Abs(float64(chi[0]-slope[0])) > 5e-7*math.Abs(float64(slope[0])) || chi[1] != -chi[0] {
			t.Errorf("at %v: got %v, %v, want %v, ±%v", h, value, chi, want, slope[0])
		}
	}
}
