package linalg

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// sizes are widths and batches that leave every kind of remainder: of pairs, of quadruples,
// of what counts as narrow.
var sizes = []struct{ out, in, tiles int }{
	{2, 2, 1}, {2, 4, 1}, {4, 2, 3}, {4, 6, 1}, {6, 4, 2}, {16, 34, 1}, {34, 16, 2}, {2, 256, 4}, {256, 2, 4}, {64, 64, 5},
	{2, 130, 2}, {130, 2, 3}, {66, 2, 1}, {6, 70, 2},
	{1, 1, 2}, {1, 2, 1}, {2, 1, 3}, {3, 3, 2}, {1, 3, 1}, {3, 1, 1}, {2, 3, 2}, {3, 2, 2},
	{1, 4, 2}, {4, 1, 2}, {3, 6, 3}, {6, 3, 3}, {1, 7, 2}, {7, 1, 2}, {2, 9, 1}, {9, 2, 1}, {3, 5, 2}, {5, 3, 2},
	{5, 5, 2}, {7, 4, 1}, {4, 7, 3}, {33, 35, 2}, {1, 256, 4}, {256, 1, 4}, {3, 65, 2}, {65, 3, 2},
}

func random(rng *rand.Rand, n int) []float32 {
	x := make([]float32, n)
	for i := range x {
		x[i] = float32(rng.NormFloat64())
	}
	return x
}

// A layer is random numbers for the kernels, with nothing in the room of odd features.
type layer struct{ w, b, x, delta, h []float32 }

func draw(rng *rand.Rand, out, in, tiles int) layer {
	l := layer{make([]float32, Weights(out, in)), make([]float32, Even(out)), batch(rng, tiles, in), batch(rng, tiles, out), batch(rng, tiles, out)}
	copy(l.b, random(rng, out))
	for o := range out {
		for i := range in {
			l.w[Index(in, o, i)] = float32(rng.NormFloat64())
		}
	}
	return l
}

func batch(rng *rand.Rand, tiles, features int) []float32 {
	b := make([]float32, Batch(tiles, features))
	for t := range tiles {
		copy(b[Batch(t, features):], random(rng, features*Lanes))
	}
	return b
}

func equalBits(t *testing.T, what string, got, want []float32) {
	t.Helper()
	for i := range want {
		if math.Float32bits(got[i]) != math.Float32bits(want[i]) {
			t.Fatalf("%s: number %d: got %v, want %v", what, i, got[i], want[i])
		}
	}
}

// equalNumbers is equalBits, but for any NaN equal to any other.
func equalNumbers(t *testing.T, what string, got, want []float32) {
	t.Helper()
	for i := range want {
		if math.Float32bits(got[i]) != math.Float32bits(want[i]) && (got[i] == got[i] || want[i] == want[i]) {
			t.Fatalf("%s: number %d: got %v, want %v", what, i, got[i], want[i])
		}
	}
}

// TestVectorsEqualPlain holds the promise of the package: the same bits from both kinds of
// kernel. The plain kernels use nothing but IEEE operations in a given order, so equality
// with them on every platform is equality between platforms.
func TestVectorsEqualPlain(t *testing.T) {
	fast, plain := Kernels{}, Kernels{Plain: true}
	if !fast.vectors() {
		t.Skip("no vectors in this build")
	}
	rng := rand.New(rand.NewPCG(1, 2))
	for _, s := range sizes {
		l := draw(rng, s.out, s.in, s.tiles)
		got, want := make([]float32, len(l.delta)), make([]float32, len(l.delta))
		for _, relu := range []bool{false, true} {
			for _, b := range [][]float32{l.b, nil} {
				for i := range got {
					got[i], want[i] = 1, 1
				}
				fast.Forward(got, l.w, b, l.x, s.out, s.in, relu)
				plain.Forward(want, l.w, b, l.x, s.out, s.in, relu)
				equalBits(t, fmt.Sprintf("%+v: Forward, ReLU %v, biases %v", s, relu, b != nil), got, want)
			}
		}
		for _, h := range [][]float32{l.h, nil} {
			fast.Backward(got, l.w, l.x, h, s.out, s.in)
			plain.Backward(want, l.w, l.x, h, s.out, s.in)
			equalBits(t, fmt.Sprintf("%+v: Backward, gate %v", s, h != nil), got, want)
		}

		got, want = make([]float32, len(l.w)), make([]float32, len(l.w))
		gotC, wantC := make([]float32, len(l.b)), make([]float32, len(l.b))
		fast.Gradients(got, gotC, l.delta, l.x, s.out, s.in)
		plain.Gradients(want, wantC, l.delta, l.x, s.out, s.in)
		equalBits(t, fmt.Sprintf("%+v: Gradients", s), got, want)
		equalBits(t, fmt.Sprintf("%+v: Gradients, biases", s), gotC, wantC)

		finite := fast.Descend(got, l.w, want, 0.37)
		if okay := plain.Descend(want, l.w, want, 0.37); !finite || !okay {
			t.Errorf("Descend: got finite %v and %v, want true", finite, okay)
		}
		equalBits(t, "Descend", got, want)

		x := l.x
		gate, got, want := random(rng, len(x)), make([]float32, len(x)), make([]float32, len(x))
		for i := range gate { // every lane meets every special number
			special := []float32{0, float32(math.Copysign(0, -1)), float32(math.NaN())}
			if i%7 < len(special) {
				gate[i] = special[i%7]
			}
		}
		for _, slope := range []float32{0.2, -1, 1.7} {
			got, want = append([]float32(nil), x...), append([]float32(nil), x...)
			fast.Tilt(got, gate, slope)
			plain.Tilt(want, gate, slope)
			equalBits(t, "Tilt", got, want)
			copy(got, gate)
			copy(want, gate)
			fast.Rectify(got, slope)
			plain.Rectify(want, slope)
			equalBits(t, "Rectify", got, want)
		}

		fast.ErfGate(got, gate)
		plain.ErfGate(want, gate)
		equalBits(t, "ErfGate", got, want)
		fast.Erf(got)
		plain.Erf(want)
		equalBits(t, "Erf", got, want)
	}
}

// TestFormulas compares every kernel with its formula in float64.
func TestFormulas(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	near := func(what string, got float32, want, scale float64) {
		t.Helper()
		// A sum of n rounded products in float32 is good to n·6e-8 of the sum of their
		// sizes; scale is that sum.
		if math.Abs(float64(got)-want) > 1e-6*scale {
			t.Fatalf("%s: got %v, want %v ± %.1e", what, got, want, 1e-6*scale)
		}
	}
	for _, k := range []Kernels{{}, {Plain: true}} {
		for _, s := range sizes {
			l := draw(rng, s.out, s.in, s.tiles)
			y := make([]float32, len(l.delta))
			k.Forward(y, l.w, l.b, l.x, s.out, s.in, false)
			g, c := make([]float32, len(l.w)), make([]float32, len(l.b))
			k.Gradients(g, c, l.delta, l.x, s.out, s.in)
			at := func(n, features, f int) int { return Batch(n/Lanes, features) + f*Lanes + n%Lanes }
			for o := range s.out {
				for n := range s.tiles * Lanes {
					want, scale := float64(l.b[o]), math.Abs(float64(l.b[o]))
					for i := range s.in {
						p := float64(l.w[Index(s.in, o, i)]) * float64(l.x[at(n, s.in, i)])
						want, scale = want+p, scale+math.Abs(p)
					}
					near("Forward", y[at(n, s.out, o)], want, scale)
				}
				for i := range s.in {
					want, scale := 0.0, 0.0
					for n := range s.tiles * Lanes {
						p := float64(l.delta[at(n, s.out, o)]) * float64(l.x[at(n, s.in, i)])
						want, scale = want+p, scale+math.Abs(p)
					}
					near("Gradients", g[Index(s.in, o, i)], want, scale)
				}
				want, scale := 0.0, 0.0
				for n := range s.tiles * Lanes {
					p := float64(l.delta[at(n, s.out, o)])
					want, scale = want+p, scale+math.Abs(p)
				}
				near("Gradients, biases", c[o], want, scale)
			}

			next := make([]float32, len(l.w))
			k.Descend(next, l.w, g, 0.25)
			for i, w := range l.w {
				step := 0.25 * float64(g[i])
				near("Descend", next[i], float64(w)-step, math.Abs(step)+math.Abs(float64(w)))
			}
		}
	}
}

func TestDescendSeesInfinity(t *testing.T) {
	for _, k := range []Kernels{{}, {Plain: true}} {
		for at := range 38 {
			w, g := make([]float32, 38), make([]float32, 38)
			w[at], g[at] = -3e38, 3e38
			if k.Descend(make([]float32, 38), w, g, 1) {
				t.Errorf("Kernels %+v: weight %d overflows: got finite, want not", k, at)
			}
		}
	}
}

func TestTranspose(t *testing.T) {
	for _, s := range sizes {
		w, wt := make([]float32, Weights(s.out, s.in)), make([]float32, Weights(s.out, s.in))
		for i := range w {
			w[i] = float32(i)
		}
		Transpose(wt, w, s.out, s.in)
		for o := range s.out {
			for i := range s.in {
				if got, want := wt[Index(s.out, i, o)], w[Index(s.in, o, i)]; got != want {
					t.Fatalf("%d×%d: transposed (%d, %d): got %v, want %v", s.out, s.in, i, o, got, want)
				}
			}
		}
	}
}

func TestPack(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	for _, s := range []struct{ n, features int }{{1, 1}, {15, 3}, {16, 2}, {17, 5}, {40, 16}} {
		src := random(rng, s.n*s.features)
		tiles := random(rng, Tiles(s.n)*Even(s.features)*Lanes)
		Pack(tiles, src, s.n, s.features)
		for at, v := range tiles {
			n := at/(Even(s.features)*Lanes)*Lanes + at%Lanes
			f := at / Lanes % Even(s.features)
			want := float32(0)
			if n < s.n && f < s.features {
				want = src[n*s.features+f]
			}
			if v != want {
				t.Fatalf("%d×%d: sample %d, feature %d: got %v, want %v", s.n, s.features, n, f, v, want)
			}
		}
		back := make([]float32, len(src))
		Unpack(back, tiles, s.n, s.features)
		equalBits(t, "Unpack", back, src)
	}
}

func TestMisusePanics(t *testing.T) {
	x := make([]float32, 64)
	k := Kernels{}
	for name, call := range map[string]func(){
		"Forward, weights":         func() { k.Forward(x[:32], x[:6], nil, x[:32], 2, 2, true) },
		"Forward, batches":         func() { k.Forward(x[:32], x[:4], nil, x[:64], 2, 2, true) },
		"Forward, ragged":          func() { k.Forward(x[:32], x[:4], nil, x[:31], 2, 2, true) },
		"Forward, biases":          func() { k.Forward(x[:32], x[:4], x[:1], x[:32], 2, 2, true) },
		"Forward, odd":             func() { k.Forward(x[:16], x[:2], nil, x[:32], 1, 2, true) },
		"Forward, no inputs":       func() { k.Forward(x[:32], nil, nil, nil, 2, 0, true) },
		"Backward, weights":        func() { k.Backward(x[:32], x[:6], x[:32], nil, 2, 2) },
		"Backward, gate":           func() { k.Backward(x[:32], x[:4], x[:32], x[:64], 2, 2) },
		"Gradients, weights":       func() { k.Gradients(x[:6], nil, x[:32], x[:32], 2, 2) },
		"Gradients, batches":       func() { k.Gradients(x[:4], nil, x[:64], x[:32], 2, 2) },
		"Gradients, biases":        func() { k.Gradients(x[:4], x[:3], x[:32], x[:32], 2, 2) },
		"AddGradients, sums":       func() { k.AddGradients(x[:16], x[:32], x[:32], 2, 2, true) },
		"AddGradients, not narrow": func() { k.AddGradients(nil, x[:64], x[:64], 4, 4, true) },
		"AddGradients, batches":    func() { k.AddGradients(x[:24], x[:32], x[:64], 2, 2, true) },
		"Totals, sums":             func() { k.Totals(x[:4], x[:2], x[:16], 2, 2) },
		"Totals, weights":          func() { k.Totals(x[:6], x[:2], x[:24], 2, 2) },
		"Totals, biases":           func() { k.Totals(x[:4], x[:1], x[:24], 2, 2) },
		"TanhGate":                 func() { k.TanhGate(x[:16], x[:15]) },
		"Rectify":                  func() { k.Rectify(x[:17], 1) },
		"Tilt":                     func() { k.Tilt(x[:16], x[:32], 1) },
		"ErfGate":                  func() { k.ErfGate(x[:16], x[:15]) },
		"Descend":                  func() { k.Descend(x[:4], x[:6], x[:4], 1) },
		"Transpose":                func() { Transpose(x[:4], x[:6], 2, 2) },
		"Pack":                     func() { Pack(x[:32], x[:3], 1, 2) },
		"Unpack":                   func() { Unpack(x[:3], x[:32], 1, 2) },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: got no panic", name)
				}
			}()
			call()
		}()
	}
}

func BenchmarkForward256(b *testing.B) {
	l := draw(rand.New(rand.NewPCG(1, 1)), 256, 256, 4)
	for b.Loop() {
		Kernels{}.Forward(l.h, l.w, l.b, l.x, 256, 256, true)
	}
	b.ReportMetric(2*256*256*4*Lanes*float64(b.N)/b.Elapsed().Seconds()/1e9, "GFLOP/s")
}

// BenchmarkNarrow is a layer from few inputs, its way back and its gradients: 4 tiles.
func BenchmarkNarrow(b *testing.B) {
	for in := 1; in <= 4; in++ {
		b.Run(fmt.Sprintf("in=%d", in), func(b *testing.B) {
			l := draw(rand.New(rand.NewPCG(1, 1)), 256, in, 4)
			back, k := make([]float32, len(l.x)), Kernels{}
			wt, sums := make([]float32, len(l.w)), make([]float32, Partial(256, in))
			for b.Loop() {
				k.Forward(l.h, l.w, l.b, l.x, 256, in, true)
				Transpose(wt, l.w, 256, in)
				k.Backward(back, wt, l.delta, nil, in, 256)
				if len(sums) > 0 {
					k.AddGradients(sums, l.delta, l.x, 256, in, true)
					k.Totals(l.w, l.b, sums, 256, in)
				} else {
					k.Gradients(l.w, l.b, l.delta, l.x, 256, in)
				}
			}
			b.ReportMetric(3*2*256*float64(in)*4*Lanes*float64(b.N)/b.Elapsed().Seconds()/1e9, "GFLOP/s")
		})
	}
}

func BenchmarkGradients256(b *testing.B) {
	l := draw(rand.New(rand.NewPCG(1, 1)), 256, 256, 4)
	for b.Loop() {
		Kernels{}.Gradients(l.w, l.b, l.delta, l.x, 256, 256)
	}
	b.ReportMetric(2*256*256*4*Lanes*float64(b.N)/b.Elapsed().Seconds()/1e9, "GFLOP/s")
}
