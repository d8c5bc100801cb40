package linalg

import (
	"math"
	"math/rand/v2"
	"testing"
)

// sizes are widths and batches that leave every kind of remainder.
var sizes = []struct{ out, in, tiles int }{
	{2, 2, 1}, {2, 4, 1}, {4, 2, 3}, {4, 6, 1}, {6, 4, 2}, {16, 34, 1}, {34, 16, 2}, {2, 256, 4}, {256, 2, 4}, {64, 64, 5},
	{2, 130, 2}, {130, 2, 3}, {66, 2, 1}, {6, 70, 2},
}

func random(rng *rand.Rand, n int) []float32 {
	x := make([]float32, n)
	for i := range x {
		x[i] = float32(rng.NormFloat64())
	}
	return x
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
		w, b := random(rng, s.out*s.in), random(rng, s.out)
		x, delta := random(rng, s.tiles*s.in*Lanes), random(rng, s.tiles*s.out*Lanes)

		got, want := make([]float32, s.out*Lanes), make([]float32, s.out*Lanes)
		fast.Affine(got, w, b, x[:s.in*Lanes])
		plain.Affine(want, w, b, x[:s.in*Lanes])
		equalBits(t, "Affine", got, want)
		fast.Affine(got, w, nil, x[:s.in*Lanes])
		plain.Affine(want, w, nil, x[:s.in*Lanes])
		equalBits(t, "Affine without biases", got, want)

		got, want = make([]float32, s.out*s.in), make([]float32, s.out*s.in)
		fast.Gradient(got, delta, x, s.out, s.in)
		plain.Gradient(want, delta, x, s.out, s.in)
		equalBits(t, "Gradient", got, want)

		finite := fast.Descend(got, w, want, 0.37)
		if okay := plain.Descend(want, w, want, 0.37); !finite || !okay {
			t.Errorf("Descend: got finite %v and %v, want true", finite, okay)
		}
		equalBits(t, "Descend", got, want)

		got, want = make([]float32, s.out), make([]float32, s.out)
		fast.Sums(got, delta)
		plain.Sums(want, delta)
		equalBits(t, "Sums", got, want)

		got, want = make([]float32, len(delta)), make([]float32, len(delta))
		for _, relu := range []bool{false, true} {
			fast.Forward(got, w, b, x, s.out, s.in, relu)
			plain.Forward(want, w, b, x, s.out, s.in, relu)
			equalBits(t, "Forward", got, want)
			fast.Forward(got, w, nil, x, s.out, s.in, relu)
			plain.Forward(want, w, nil, x, s.out, s.in, relu)
			equalBits(t, "Forward without biases", got, want)
		}
		fast.Backward(got, w, x, delta, s.out, s.in)
		plain.Backward(want, w, x, delta, s.out, s.in)
		equalBits(t, "Backward", got, want)
		fast.Backward(got, w, x, nil, s.out, s.in)
		plain.Backward(want, w, x, nil, s.out, s.in)
		equalBits(t, "Backward without a gate", got, want)

		got, want = make([]float32, s.out*s.in), make([]float32, s.out*s.in)
		gotSums, wantSums := make([]float32, s.out), make([]float32, s.out)
		fast.Gradients(got, gotSums, delta, x, s.out, s.in)
		plain.Gradients(want, wantSums, delta, x, s.out, s.in)
		equalBits(t, "Gradients", got, want)
		equalBits(t, "Gradients, sums", gotSums, wantSums)

		got, want = append([]float32(nil), x...), append([]float32(nil), x...)
		got[0], want[0] = float32(math.Copysign(0, -1)), float32(math.Copysign(0, -1))
		fast.ReLU(got)
		plain.ReLU(want)
		equalBits(t, "ReLU", got, want)

		gate := random(rng, len(x))
		for i := range gate { // every lane meets every special number
			special := []float32{0, float32(math.Copysign(0, -1)), float32(math.NaN())}
			if i%7 < len(special) {
				gate[i] = special[i%7]
			}
		}
		fast.Gate(got, gate)
		plain.Gate(want, gate)
		equalBits(t, "Gate", got, want)

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
			w, b := random(rng, s.out*s.in), random(rng, s.out)
			x, delta := random(rng, s.tiles*s.in*Lanes), random(rng, s.tiles*s.out*Lanes)

			y := make([]float32, s.out*Lanes)
			k.Affine(y, w, b, x[:s.in*Lanes])
			for o := range s.out {
				for lane := range Lanes {
					want, scale := float64(b[o]), math.Abs(float64(b[o]))
					for i := range s.in {
						p := float64(w[Index(s.in, o, i)]) * float64(x[i*Lanes+lane])
						want, scale = want+p, scale+math.Abs(p)
					}
					near("Affine", y[o*Lanes+lane], want, scale)
				}
			}

			g, sums := make([]float32, s.out*s.in), make([]float32, s.out)
			k.Gradient(g, delta, x, s.out, s.in)
			k.Sums(sums, delta)
			for o := range s.out {
				for i := range s.in {
					want, scale := 0.0, 0.0
					for n := range s.tiles * Lanes {
						p := float64(delta[(n/Lanes*s.out+o)*Lanes+n%Lanes]) * float64(x[(n/Lanes*s.in+i)*Lanes+n%Lanes])
						want, scale = want+p, scale+math.Abs(p)
					}
					near("Gradient", g[Index(s.in, o, i)], want, scale)
				}
				want, scale := 0.0, 0.0
				for n := range s.tiles * Lanes {
					p := float64(delta[(n/Lanes*s.out+o)*Lanes+n%Lanes])
					want, scale = want+p, scale+math.Abs(p)
				}
				near("Sums", sums[o], want, scale)
			}

			next := make([]float32, len(w))
			k.Descend(next, w, g, 0.25)
			for i := range w {
				step := 0.25 * float64(g[i])
				near("Descend", next[i], float64(w[i])-step, math.Abs(step)+math.Abs(float64(w[i])))
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
		w, wt := make([]float32, s.out*s.in), make([]float32, s.out*s.in)
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
		"Affine, ragged tile": func() { k.Affine(x[:32], x[:4], nil, x[:31]) },
		"Affine, odd outputs": func() { k.Affine(x[:16], x[:2], nil, x[:32]) },
		"Affine, weights":     func() { k.Affine(x[:32], x[:6], nil, x[:32]) },
		"Affine, biases":      func() { k.Affine(x[:32], x[:4], x[:1], x[:32]) },
		"Gradient, weights":   func() { k.Gradient(x[:6], x[:32], x[:32], 2, 2) },
		"Gradient, batches":   func() { k.Gradient(x[:4], x[:64], x[:32], 2, 2) },
		"Forward, weights":    func() { k.Forward(x[:32], x[:6], nil, x[:32], 2, 2, true) },
		"Forward, batches":    func() { k.Forward(x[:32], x[:4], nil, x[:64], 2, 2, true) },
		"Forward, biases":     func() { k.Forward(x[:32], x[:4], x[:1], x[:32], 2, 2, true) },
		"Forward, odd":        func() { k.Forward(x[:16], x[:2], nil, x[:32], 1, 2, true) },
		"Backward, weights":   func() { k.Backward(x[:32], x[:6], x[:32], nil, 2, 2) },
		"Backward, gate":      func() { k.Backward(x[:32], x[:4], x[:32], x[:64], 2, 2) },
		"Gradients, biases":   func() { k.Gradients(x[:4], x[:3], x[:32], x[:32], 2, 2) },
		"TanhGate":            func() { k.TanhGate(x[:16], x[:15]) },
		"Sums":                func() { k.Sums(x[:2], x[:33]) },
		"ReLU":                func() { k.ReLU(x[:17]) },
		"Gate":                func() { k.Gate(x[:16], x[:32]) },
		"Rectify":             func() { k.Rectify(x[:17], 1) },
		"Tilt":                func() { k.Tilt(x[:16], x[:32], 1) },
		"ErfGate":             func() { k.ErfGate(x[:16], x[:15]) },
		"Descend":             func() { k.Descend(x[:4], x[:6], x[:4], 1) },
		"Transpose":           func() { Transpose(x[:4], x[:6], 2, 2) },
		"Pack":                func() { Pack(x[:32], x[:3], 1, 2) },
		"Unpack":              func() { Unpack(x[:3], x[:32], 1, 2) },
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

func BenchmarkAffine256(b *testing.B) {
	rng := rand.New(rand.NewPCG(1, 1))
	w, x, y := random(rng, 256*256), random(rng, 256*Lanes), make([]float32, 256*Lanes)
	for b.Loop() {
		Kernels{}.Affine(y, w, nil, x)
	}
	b.ReportMetric(2*256*256*Lanes*float64(b.N)/b.Elapsed().Seconds()/1e9, "GFLOP/s")
}

// BenchmarkNarrow is a layer from two inputs, its way back and its gradients: 4 tiles.
func BenchmarkNarrow(b *testing.B) {
	rng := rand.New(rand.NewPCG(1, 1))
	w, x, y := random(rng, 2*256), random(rng, 4*2*Lanes), make([]float32, 4*256*Lanes)
	g, sums := make([]float32, 2*256), make([]float32, 256)
	for b.Loop() {
		Kernels{}.Forward(y, w, nil, x, 256, 2, true)
		Kernels{}.Backward(x, w, y, nil, 2, 256)
		Kernels{}.Gradients(g, sums, y, x, 256, 2)
	}
	b.ReportMetric(3*2*256*2*4*Lanes*float64(b.N)/b.Elapsed().Seconds()/1e9, "GFLOP/s")
}

func BenchmarkGradient256(b *testing.B) {
	rng := rand.New(rand.NewPCG(1, 1))
	g, x, d := make([]float32, 256*256), random(rng, 4*256*Lanes), random(rng, 4*256*Lanes)
	for b.Loop() {
		Kernels{}.Gradient(g, d, x, 256, 256)
	}
	b.ReportMetric(2*256*256*4*Lanes*float64(b.N)/b.Elapsed().Seconds()/1e9, "GFLOP/s")
}
