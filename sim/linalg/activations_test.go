package linalg

import (
	"math"
	"math/rand/v2"
	"testing"
)

func TestReLUAndGate(t *testing.T) {
	nan, inf := float32(math.NaN()), float32(math.Inf(1))
	for _, k := range []Kernels{{}, {Plain: true}} {
		for _, c := range []struct{ x, relu, gate float32 }{
			{-1, 0, 0}, {0, 0, 0}, {2, 2, 7}, {-inf, 0, 0}, {inf, inf, 7}, {-1e-40, 0, 0}, {1e-40, 1e-40, 7}, {nan, nan, 0},
		} {
			for lane := range Lanes {
				x, d := make([]float32, Lanes), make([]float32, Lanes)
				x[lane], d[lane] = c.x, 7
				k.Gate(d, x)
				k.ReLU(x)
				if d[lane] != c.gate || x[lane] != c.relu && c.relu == c.relu || c.relu != c.relu && x[lane] == x[lane] {
					t.Errorf("Kernels %+v, lane %d of x = %v: got %v and 7 gated to %v, want %v and %v", k, lane, c.x, x[lane], d[lane], c.relu, c.gate)
				}
			}
		}
	}
}

// TestRectifyAndTilt: the two agree with their definition for every kind of number, and the
// sign of what Rectify leaves tells Tilt the same as x itself if slope ≥ 0.
func TestRectifyAndTilt(t *testing.T) {
	nan, inf := float32(math.NaN()), float32(math.Inf(1))
	same := func(a, b float32) bool { return a == b || a != a && b != b }
	for _, k := range []Kernels{{}, {Plain: true}} {
		for _, slope := range []float32{0.25, 1, 2, -1, -0.5} {
			for _, c := range []struct{ x, value, tilted float32 }{
				{-1, -slope, 7 * slope}, {0, 0, 7 * slope}, {2, 2, 7}, {-inf, -inf * slope, 7 * slope},
				{inf, inf, 7}, {1e-40, 1e-40, 7}, {nan, nan, 7 * slope},
			} {
				for lane := range Lanes {
					x, before, after := make([]float32, Lanes), make([]float32, Lanes), make([]float32, Lanes)
					x[lane], before[lane], after[lane] = c.x, 7, 7
					k.Tilt(before, x, slope)
					k.Rectify(x, slope)
					k.Tilt(after, x, slope)
					if !same(x[lane], c.value) || before[lane] != c.tilted || slope >= 0 && after[lane] != c.tilted {
						t.Errorf("Kernels %+v, slope %v, lane %d of x = %v: got %v and 7 tilted to %v before and %v after, want %v and %v",
							k, slope, lane, c.x, x[lane], before[lane], after[lane], c.value, c.tilted)
					}
				}
			}
		}
	}
}

func TestErfAndGate(t *testing.T) {
	for _, k := range []Kernels{{}, {Plain: true}} {
		x := []float32{-7, -1, 0, 0.5, 3}
		delta := []float32{2, 2, 2, 2, 2}
		values := append([]float32(nil), x...)
		k.ErfGate(delta, x)
		k.Erf(values)
		for i, v := range x {
			if got, want := values[i], Erf(v); got != want {
				t.Errorf("Kernels %+v: erf(%v): got %v, want %v", k, v, got, want)
			}
			if got, want := delta[i], 2*ErfSlope(v); got != want {
				t.Errorf("Kernels %+v: 2 gated by %v: got %v, want %v", k, v, got, want)
			}
		}
	}
}

// BenchmarkActivations takes a layer's worth: 256 outputs of 64 samples.
func BenchmarkActivations(b *testing.B) {
	const n = 256 * 64
	rng := rand.New(rand.NewPCG(1, 1))
	x, delta, y := random(rng, n), random(rng, n), make([]float32, n)
	k := Kernels{}
	for _, c := range []struct {
		name string
		call func()
	}{
		{"ReLU", func() { k.ReLU(y) }},
		{"Gate", func() { k.Gate(y, x) }},
		{"Rectify", func() { k.Rectify(y, 0.2) }},
		{"Tilt", func() { k.Tilt(y, x, 0.2) }},
		{"Erf", func() { copy(y, x); k.Erf(y) }},
		{"ErfGate", func() { copy(y, delta); k.ErfGate(y, x) }},
	} {
		b.Run(c.name, func(b *testing.B) {
			copy(y, delta)
			for b.Loop() {
				c.call()
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/n, "ns/value")
		})
	}
}
