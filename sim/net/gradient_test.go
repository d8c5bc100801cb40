package net

import (
	"math"
	"math/rand/v2"
	"testing"

	"narrows/sim/linalg"
)

// A reference is a network by its definition, h ↦ φ(s_w W h/√in + s_b b), in float64, and
// with gradients by central differences only. It shares no code with what it checks.
type reference struct {
	layers []Layer
	w, b   [][]float64
	x, y   []float32
	loss   Loss
}

// like returns a reference with the weights of net.
func like(net *Network, x, y []float32) *reference {
	r := &reference{layers: net.layers, x: x, y: y, loss: net.loss}
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
			if layer.Activation == ReLU {
				h[o] = math.Max(h[o], 0)
			}
		}
		x = h
	}
	return x
}

func (r *reference) outputs() (f []float64) {
	m := r.layers[0].In
	for s := 0; s < len(r.x); s += m {
		x := make([]float64, m)
		for i := range x {
			x[i] = float64(r.x[s+i])
		}
		f = append(f, r.at(x)...)
	}
	return f
}

func (r *reference) mean() float64 {
	sum := 0.0
	for i, f := range r.outputs() {
		y := float64(r.y[i])
		if r.loss == Squared {
			sum += (f - y) * (f - y) / 2
		} else {
			sum += math.Log1p(math.Exp(-y * f))
		}
	}
	return sum / float64(len(r.x)/r.layers[0].In)
}

// slope is the derivative of the mean loss in one weight. Its own error is about 1e-9;
// a ReLU within 1e-6 of its kink would spoil it, and with these seeds none is.
func (r *reference) slope(p *float64) float64 {
	const h = 1e-6
	at := *p
	*p = at + h
	up := r.mean()
	*p = at - h
	down := r.mean()
	*p = at
	return (up - down) / (2 * h)
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

// TestGradient compares backward with central differences, weight by weight.
func TestGradient(t *testing.T) {
	for _, c := range ragged {
		rng := rand.New(rand.NewPCG(11, 12))
		x, y := random(rng, c.n*c.layers[0].In), signs(rng, c.n*c.layers[len(c.layers)-1].Out)
		net := New(c.layers, x, y, c.loss, rng)
		ref := like(net, x, y)
		net.backward()
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
		x, y := random(rng, c.n*c.layers[0].In), signs(rng, c.n*c.layers[len(c.layers)-1].Out)
		net := New(c.layers, x, y, c.loss, rng)
		ref := like(net, x, y)
		first := net.Loss()
		for range 4 {
			net.Step(0.2)
			ref.step(0.2)
		}
		got, want := make([]float32, len(y)), ref.outputs()
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

// TestLosses compares ℓ with its formula and χ with central differences of it.
func TestLosses(t *testing.T) {
	formula := func(l Loss, f, y float64) float64 {
		if l == Squared {
			return (f - y) * (f - y) / 2
		}
		return math.Max(-y*f, 0) + math.Log1p(math.Exp(-math.Abs(y*f)))
	}
	for _, l := range []Loss{Squared, Logistic} {
		for _, y := range []float64{-1, 1} {
			for f := -60.0; f <= 60; f += 0.125 {
				value, chi := l.At(float32(f), float32(y))
				const h = 1e-4
				slope := (formula(l, f+h, y) - formula(l, f-h, y)) / (2 * h)
				// Relative: float32 functions are good to 4e-7. Absolute: central
				// differences are good to h² and to 1e-16 of ℓ ≤ 2000 over h.
				if want := formula(l, f, y); math.Abs(float64(value)-want) > 4e-7*want {
					t.Errorf("loss %d at %v, %v: got %v, want %v", l, f, y, value, want)
				}
				if math.Abs(float64(chi)-slope) > 1e-6*math.Abs(slope)+1e-8 {
					t.Errorf("loss %d at %v, %v: got χ = %v, want %v", l, f, y, chi, slope)
				}
			}
		}
	}
	// Far out: finite, right, and no NaN on either side.
	for _, f := range []float32{1e3, 1e8} {
		if v, chi := Logistic.At(f, 1); v != 0 || chi != 0 {
			t.Errorf("logistic at %v, 1: got %v, %v, want 0, 0", f, v, chi)
		}
		if v, chi := Logistic.At(f, -1); v != f || chi != 1 {
			t.Errorf("logistic at %v, -1: got %v, %v, want %v, 1", f, v, chi, f)
		}
	}
}
