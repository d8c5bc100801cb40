package limit

import (
	"math"
	"slices"
	"testing"
)

func TestSameSeedSameBits(t *testing.T) {
	run := func() ([]float64, []float64) {
		p := moons(24, Logistic, seeded(1))
		k := mustKernels(t, architecture(2, 0), p, plane(5))
		b := mustFlow(t, k, mustStart(t, k, seeded(2)))
		off := make([]float64, k.P)
		b.OffOutputs(off, 0, k.P)
		lin := NewKernelFlow(k, b.Outputs(), off)
		lambda := []float64{b.LambdaMax()}
		for range 200 {
			b.Step(k.StableRate() / 2)
			lin.Step(k.StableRate() / 2)
			lambda = append(lambda, b.LambdaMax())
		}
		return slices.Concat(b.Z(), b.Outputs(), lin.Outputs()), lambda
	}
	x, l := run()
	y, m := run()
	if !slices.Equal(x, y) || !slices.Equal(l, m) {
		t.Error("two runs of one seed differ")
	}
	if slices.ContainsFunc(x, math.IsNaN) {
		t.Error("got NaN")
	}
}

// Looking at a run in any way leaves it as it was.
func TestLookingChangesNothing(t *testing.T) {
	for _, s := range shapes {
		p := moons(24, Logistic, seeded(3))
		k := mustKernels(t, s.architecture(), p, plane(4))
		start := mustStart(t, k, seeded(4))
		seen, alone := mustFlow(t, k, start), mustFlow(t, k, start)
		dst, z := make([]float64, k.P*s.d), make([]float64, k.P*s.d)
		for range 100 {
			seen.Step(k.StableRate() / 2)
			alone.Step(k.StableRate() / 2)
			seen.LambdaMax()
			seen.OffZ(z, 0, k.P)
			seen.OffOutputs(dst[:k.P], 0, k.P)
			seen.Values(dst[:k.P], z, nil)
			seen.Frozen()
		}
		if !slices.Equal(seen.Outputs(), alone.Outputs()) || seen.LambdaMax() != alone.LambdaMax() {
			t.Errorf("%v: a run that was looked at is another", s)
		}
	}
}

// A rate far too large freezes a flow at its last finite step.
func TestDivergenceFreezes(t *testing.T) {
	p := moons(24, Squared, seeded(5))
	k := mustKernels(t, architecture(2, 0), p, plane(3))
	b := mustFlow(t, k, mustStart(t, k, seeded(6)))
	lin := NewKernelFlow(k, b.Outputs(), nil)
	type flow interface {
		Step(float64)
		Loss() float64
		Outputs() []float64
		Frozen() (int, bool)
	}
	for name, f := range map[string]flow{"bottleneck": b, "kernel": lin} {
		for _, rate := range []float64{10 * k.StableRate(), math.Inf(1), math.NaN()} {
			for step := 1; ; step++ {
				before := slices.Clone(f.Outputs())
				f.Step(rate)
				at, frozen := f.Frozen()
				if !frozen {
					if step > 1000 {
						t.Fatalf("%s: never froze", name)
					}
					continue
				}
				if rate == 10*k.StableRate() && at != step {
					t.Errorf("%s: frozen at step %d, want %d", name, at, step)
				}
				if !slices.Equal(f.Outputs(), before) || Diverged(f.Loss()) {
					t.Errorf("%s: not at its last finite step: loss %v", name, f.Loss())
				}
				break
			}
		}
	}
	fresh := mustFlow(t, k, mustStart(t, k, seeded(6)))
	fresh.Step(math.NaN())
	if at, frozen := fresh.Frozen(); at != 1 || !frozen {
		t.Errorf("a rate that is no number: got %d, %v want 1, true", at, frozen)
	}
	if math.IsNaN(fresh.LambdaMax()) || math.IsNaN(fresh.Loss()) {
		t.Error("got NaN in a frozen flow")
	}
}

func TestStepDoesNotAllocate(t *testing.T) {
	for _, s := range shapes {
		p := moons(24, Logistic, seeded(7))
		k := mustKernels(t, s.architecture(), p, plane(3))
		start := mustStart(t, k, seeded(8))
		own := mustFlow(t, k, start)
		start.F = opaque{start.F}
		outside := mustFlow(t, k, start)
		lin := NewKernelFlow(k, own.Outputs(), nil)
		rate := k.StableRate() / 10
		dst := make([]float64, k.P*s.d)
		for name, f := range map[string]func(){
			"own":     func() { own.Step(rate) },
			"outside": func() { outside.Step(rate) },
			"kernel":  func() { lin.Step(rate) },
			"off":     func() { own.OffZ(dst, 0, k.P); outside.OffOutputs(dst, 0, k.P) },
		} {
			if n := testing.AllocsPerRun(20, f); n != 0 {
				t.Errorf("%v, %s: got %v allocations want 0", s, name, n)
			}
		}
	}
}

// A small start is a draw scaled down; z_0 and f_0 times a, for f without bias, are an
// ordinary start under the loss ℓ(a² F′)/a²: for the squared loss, targets over a².
func TestSmallStart(t *testing.T) {
	const a = 0.3
	p := moons(24, Squared, seeded(9))
	k := mustKernels(t, architecture(2, 0), p, nil)
	start := mustStart(t, k, seeded(10))
	scaled := p
	scaled.Y = slices.Clone(p.Y)
	for i := range scaled.Y {
		scaled.Y[i] /= a * a
	}
	ordinary := mustFlow(t, mustKernels(t, architecture(2, 0), scaled, nil), start)
	small := start
	small.Z = slices.Clone(start.Z)
	for i := range small.Z {
		small.Z[i] *= a
	}
	f := (shape{d: 2}).harmonic(t, 1, 0)
	f.embed(start.F)
	f.Scale(a)
	small.F = f
	b := mustFlow(t, k, small)
	rate := 0.05 * k.StableRate()
	for range 50 {
		b.Step(rate)
		ordinary.Step(rate * a * a)
	}
	for i, v := range b.Outputs() {
		if want := a * a * ordinary.Outputs()[i]; math.Abs(v-want) > 1e-10 {
			t.Errorf("point %d: got %v want %v", i, v, want)
		}
	}
}
