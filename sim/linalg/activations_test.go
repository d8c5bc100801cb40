package linalg

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestReLUAndGate(t *testing.T) {
	nan, inf := float32(math.NaN()), float32(math.Inf(1))
	rng := rand.New(rand.NewPCG(13, 14))
	for _, k := range []Kernels{{}, {Plain: true}} {
		for _, c := range []struct{ x, relu, gate float32 }{
			{-1, 0, 0}, {0, 0, 0}, {2, 2, 7}, {-inf, 0, 0}, {inf, inf, 7}, {-1e-40, 0, 0}, {1e-40, 1e-40, 7}, {nan, nan, 0},
		} {
			for _, s := range sizes {
				lane := rng.IntN(Lanes)
				// Only weight (o, 0) is not zero, and so only input 0 may be infinite.
				o, w, x := rng.IntN(s.out), make([]float32, Weights(s.out, s.in)), make([]float32, Batch(1, s.in))
				w[Index(s.in, o, 0)], x[lane] = 1, c.x
				y, h, seven := make([]float32, Batch(1, s.out)), make([]float32, Batch(1, s.out)), make([]float32, Batch(1, s.in))
				seven[lane], h[o*Lanes+lane] = 7, c.x
				k.Forward(y, w, nil, x, s.out, s.in, true)
				if got := y[o*Lanes+lane]; got != c.relu && (got == got || c.relu == c.relu) {
					t.Errorf("Kernels %+v, %+v, output %d, lane %d: got ReLU(%v) = %v, want %v", k, s, o, lane, c.x, got, c.relu)
				}
				k.Backward(y, w, seven, h, s.out, s.in)
				if got := y[o*Lanes+lane]; got != c.gate {
					t.Errorf("Kernels %+v, %+v, output %d, lane %d: got 7 gated by %v = %v, want %v", k, s, o, lane, c.x, got, c.gate)
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

// TestSmooth: every kernel is its function, bit for bit, on lengths that leave every kind of
// remainder, for numbers of every size and those at the ends.
func TestSmooth(t *testing.T) {
	inf, zero := float32(math.Inf(1)), float32(math.Copysign(0, -1))
	ends := []float32{
		0, zero, inf, -inf, float32(math.NaN()), 1e-40, -1e-40, 3.4e38, -3.4e38,
		3.6275563, -3.6275563, 8.046012, -8.046012, // where rounding would go beyond ±1
		erfEnd, -erfEnd, 3.9199998, tanhEnd, -tanhEnd, 9.019999, expTop, expBottom, 88.72201, -87.330009, 0.34657359, -0.34657359,
	}
	rng := rand.New(rand.NewPCG(11, 12))
	for _, k := range []Kernels{{}, {Plain: true}} {
		for n := range 70 {
			x, delta := make([]float32, n), random(rng, n)
			for i := range x {
				x[i] = float32(math.Exp(3*rng.NormFloat64()) * rng.NormFloat64())
				if rng.IntN(3) == 0 {
					x[i] = ends[rng.IntN(len(ends))]
				}
			}
			for _, c := range []struct {
				name   string
				kernel func(delta, x []float32)
				want   func(delta, x float32) (float32, float32)
			}{
				{"Erf", func(_, x []float32) { k.Erf(x) }, func(d, x float32) (float32, float32) { return d, Erf(x) }},
				{"Tanh", func(_, x []float32) { k.Tanh(x) }, func(d, x float32) (float32, float32) { return d, Tanh(x) }},
				{"Exp", func(_, x []float32) { k.Exp(x) }, func(d, x float32) (float32, float32) { return d, Exp(x) }},
				{"Logistic", func(_, x []float32) { k.Logistic(x) }, func(d, x float32) (float32, float32) { return d, Logistic(x) }},
				{"Softplus", func(_, x []float32) { k.Softplus(x) }, func(d, x float32) (float32, float32) { return d, Softplus(x) }},
				{"ErfGate", k.ErfGate, func(d, x float32) (float32, float32) { return float32(d * ErfSlope(x)), x }},
				{"TanhGate", k.TanhGate, func(d, x float32) (float32, float32) { return float32(d * (1 - float32(x*x))), x }},
			} {
				gotDelta, gotX := slices.Clone(delta), slices.Clone(x)
				wantDelta, wantX := make([]float32, n), make([]float32, n)
				c.kernel(gotDelta, gotX)
				for i := range x {
					wantDelta[i], wantX[i] = c.want(delta[i], x[i])
				}
				equalNumbers(t, c.name, gotX, wantX)
				equalNumbers(t, c.name+", delta", gotDelta, wantDelta)
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
		{"Rectify", func() { k.Rectify(y, 0.2) }},
		{"Tilt", func() { k.Tilt(y, x, 0.2) }},
		{"Erf", func() { copy(y, x); k.Erf(y) }},
		{"ErfGate", func() { copy(y, delta); k.ErfGate(y, x) }},
		{"Tanh", func() { copy(y, x); k.Tanh(y) }},
		{"TanhGate", func() { copy(y, delta); k.TanhGate(y, x) }},
		{"Exp", func() { copy(y, x); k.Exp(y) }},
		{"Logistic", func() { copy(y, x); k.Logistic(y) }},
		{"Softplus", func() { copy(y, x); k.Softplus(y) }},
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
