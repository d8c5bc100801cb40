package limit

import (
	"math"
	"slices"
	"testing"

	"narrows/sim/kernel"
)

// setting is an architecture for the tests of all states.
type setting struct {
	name  string
	f     kernel.Activation
	d     int
	bias  float64
	state State
}

var settings = []setting{
	{"ReLU", kernel.ReLU, 2, 0, Harmonics},
	{"leaky on the sphere", kernel.Rectifier(0.2), 2, 0.3, Harmonics},
	{"identity", kernel.Linear, 8, 0, Harmonics},
	{"erf on a line", kernel.Erf, 1, 0.3, Landmarks},
	{"erf on a plane", kernel.Erf, 2, 0, Landmarks},
	{"wide ReLU", kernel.ReLU, 8, 0, MovingNetwork},
	{"leaky, three and a bias", kernel.Rectifier(0.2), 3, 0.3, MovingNetwork},
	{"erf in space", kernel.Erf, 3, 0.3, MovingNetwork},
}

// architecture has a narrow moving network, which is as good a network as any but for what
// it says of the limit.
func (s setting) architecture() Architecture {
	a := architectureOf(s.f, s.d, s.bias)
	a.Width = 64
	return a
}

// settingProblems are one output and three.
func settingProblems() []Problem {
	return []Problem{moons(18, Squared, seeded(1)), clusters(18, 3, seeded(1))}
}

func TestArchitectureDecidesTheState(t *testing.T) {
	for _, s := range settings {
		_, b := ownStart(t, s.architecture(), moons(8, Logistic, seeded(1)), 1)
		state, size := b.State()
		if state != s.state || state != s.architecture().State() {
			t.Errorf("%s: got %v want %v", s.name, state, s.state)
		}
		if state == MovingNetwork && size != 64 {
			t.Errorf("%s: got size %d want 64", s.name, size)
		}
		if size < 8 || b.outside != nil {
			t.Errorf("%s: got size %d and outside %v, want its own start in the state", s.name, size, b.outside)
		}
		t.Logf("%s: %v, %d", s.name, state, size)
	}
	if f := NewFinite(kernel.Layers{Depth: 1, WeightVar: 1}, 4, 1, 0); f.width != DefaultWidth {
		t.Errorf("width 0: got %d want %d", f.width, DefaultWidth)
	}
}

// The Jacobian is the slope of the outputs over the bottleneck, and Values agrees with
// them, in the middle of training, with f_0 in the state, beside it and scaled.
func TestEveryStateAgainstDifferences(t *testing.T) {
	for _, s := range settings {
		// Values at landmarks are good to 1e-12; the third derivative at degree 128 is 1e6; and
		// a kink of 64 units lies within 1e-6 with chance 1e-4 a point.
		h := map[State]float64{Harmonics: 1e-6, Landmarks: 1e-5, MovingNetwork: 1e-6}[s.state]
		for _, p := range settingProblems() {
			k := mustKernels(t, s.architecture(), p, nil)
			own := mustStart(t, k, seeded(2))
			beside := own
			beside.F = opaque{own.F}
			for name, start := range map[string]Start{"own": own, "outside": beside, "scaled": own.Scaled(0.5)} {
				b := mustFlow(t, k, start)
				for range 20 {
					b.Step(0.1 * k.StableRate())
				}
				b.complete()
				at := func(z []float64) []float64 {
					out := make([]float64, p.K)
					b.Values(out, z, nil)
					return out
				}
				for j := range p.N {
					z := slices.Clone(b.Z()[j*s.d:][:s.d])
					if d := farthest(at(z), b.Outputs()[j*p.K:][:p.K]); !(d < 1e-11) {
						t.Fatalf("%s, %s, K = %d: Values is %g from Outputs", s.name, name, p.K, d)
					}
					for a := range z {
						x := z[a]
						z[a] = x + h
						more := at(z)
						z[a] = x - h
						less := at(z)
						z[a] = x
						for c := range p.K {
							got, want := b.jacobian[(j*p.K+c)*s.d+a], (more[c]-less[c])/(2*h)
							if !(math.Abs(got-want) < 3e-6) {
								t.Fatalf("%s, %s, K = %d, point %d: got slope %v want %v", s.name, name, p.K, j, got, want)
							}
						}
					}
				}
			}
		}
	}
}

// A small step moves the outputs by −(η/N) K_F χ, with the kernel that is looked at: the
// flow, what λ_max is sought with and Kernel are of one mind. A moving network has the kernel of
// a finite one, near the closed form when it is wide.
func TestEveryStateMovesByItsKernel(t *testing.T) {
	for _, s := range settings {
		for _, p := range settingProblems() {
			a := s.architecture()
			a.Width = 1 << 14
			k := mustKernels(t, a, p, nil)
			b := mustFlow(t, k, mustStart(t, k, seeded(3)))
			for range 5 {
				b.Step(0.1 * k.StableRate())
			}
			chi, want := make([]float64, p.N*p.K), make([]float64, p.N*p.K)
			p.Loss.Measure(chi, b.Outputs(), p.Y, p.N)
			b.applyKernel(want, chi)
			before := slices.Clone(b.Outputs())
			full := make([]float64, p.N*p.N)
			const rate = 1e-6
			b.Step(rate)
			got := make([]float64, len(want))
			for i, v := range b.Outputs() {
				got[i] = (before[i] - v) * float64(p.N) / rate
			}
			// The second order of a step this small, and of kinks; landmarks; the width.
			limit := map[State]float64{Harmonics: 1e-4, Landmarks: 1e-4, MovingNetwork: 0.05}[s.state]
			if d := rms(got, want) / rms(want, make([]float64, len(want))); !(d < limit) {
				t.Errorf("%s, K = %d: got %g of the change apart, want < %g", s.name, p.K, d, limit)
			} else {
				t.Logf("%s, K = %d: %.2g", s.name, p.K, d)
			}
			// Kernel is the mean of its blocks over the outputs.
			unit, column := make([]float64, p.N*p.K), make([]float64, p.N*p.K)
			b.Kernel(full, nil)
			for _, j := range []int{0, p.N / 2} {
				mean := make([]float64, p.N)
				for c := range p.K {
					unit[j*p.K+c] = 1
					b.applyKernel(column, unit)
					unit[j*p.K+c] = 0
					for i := range p.N {
						mean[i] += column[i*p.K+c] / float64(p.K)
					}
				}
				for i, want := range mean {
					if got := full[i*p.N+j]; !(math.Abs(got-want) < 1e-11*full[j*p.N+j]) {
						t.Fatalf("%s, K = %d: kernel (%d, %d): got %v want %v", s.name, p.K, i, j, got, want)
					}
				}
			}
		}
	}
}

// Below the stability limit of the present kernel the loss falls, in every state; a narrow
// network has another kernel than the one it is judged by, and less of that rate.
func TestLossFallsInEveryState(t *testing.T) {
	for _, s := range settings {
		for _, p := range settingProblems() {
			k := mustKernels(t, s.architecture(), p, nil)
			b := mustFlow(t, k, mustStart(t, k, seeded(10)))
			first, before := b.Loss(), b.Loss()
			by := map[State]float64{Harmonics: 0.3, Landmarks: 0.3, MovingNetwork: 0.1}[s.state]
			for step := range 200 {
				b.Step(by / (b.LambdaMax() * p.Loss.Curvature()))
				if b.Loss() > before+1e-12 {
					t.Fatalf("%s, K = %d, step %d: got %v after %v", s.name, p.K, step, b.Loss(), before)
				}
				before = b.Loss()
			}
			if before > 0.7*first {
				t.Errorf("%s, K = %d: got %v from %v, want a fall", s.name, p.K, before, first)
			}
		}
	}
}

// Off the training set every state says at a training point what it says on it.
func TestEveryStateOffTheTrainingSet(t *testing.T) {
	for _, s := range settings {
		for _, p := range settingProblems() {
			k := mustKernels(t, s.architecture(), p, append(plane(2), p.X...))
			start := mustStart(t, k, seeded(11))
			copy(start.Off[4*s.d:], start.Z)
			beside := start
			beside.F = opaque{start.F}
			for _, start := range []Start{start, beside} {
				b := mustFlow(t, k, start)
				for range 30 {
					b.Step(0.1 * k.StableRate())
				}
				z, out := make([]float64, p.N*s.d), make([]float64, p.N*p.K)
				b.OffZ(z, 4, k.P)
				b.OffOutputs(out, 4, k.P)
				if d := farthest(z, b.Z()); !(d < 1e-10) {
					t.Errorf("%s, K = %d, z: got %g apart want 0", s.name, p.K, d)
				}
				if d := farthest(out, b.Outputs()); !(d < 1e-10) {
					t.Errorf("%s, K = %d, F: got %g apart want 0", s.name, p.K, d)
				}
			}
		}
	}
}

func TestEveryStateIsDeterministic(t *testing.T) {
	for _, s := range settings {
		for _, p := range settingProblems() {
			run := func(look bool) []float64 {
				k := mustKernels(t, s.architecture(), p, plane(3))
				b := mustFlow(t, k, mustStart(t, k, seeded(4)))
				lambda := b.LambdaMax()
				seen, square := make([]float64, k.P*max(s.d, p.K)), make([]float64, 9)
				for range 40 {
					b.Step(k.StableRate() / 2)
					if look {
						b.OffZ(seen, 0, k.P)
						b.Values(seen, seen[:4*s.d], nil)
						b.OffOutputs(seen, 0, k.P)
						b.Kernel(square, []int{0, 5, 3})
						b.Alignment(p.Y)
					}
					lambda += b.LambdaMax()
				}
				return slices.Concat(b.Z(), b.Outputs(), []float64{lambda})
			}
			x, y := run(false), run(true)
			if !slices.Equal(x, y) {
				t.Errorf("%s, K = %d: two runs of one seed differ, one of them looked at", s.name, p.K)
			}
			if slices.ContainsFunc(x, math.IsNaN) {
				t.Errorf("%s: got NaN", s.name)
			}
		}
	}
}

func TestEveryStateFreezes(t *testing.T) {
	for _, s := range settings {
		for _, outside := range []bool{false, true} {
			p := moons(16, Squared, seeded(5))
			k := mustKernels(t, s.architecture(), p, nil)
			start := mustStart(t, k, seeded(6))
			if outside {
				start.F = opaque{start.F}
			}
			for _, rate := range []float64{20 * k.StableRate(), math.NaN()} {
				b := mustFlow(t, k, start)
				for step := 1; ; step++ {
					before, z := slices.Clone(b.Outputs()), slices.Clone(b.Z())
					b.Step(rate)
					if _, frozen := b.Frozen(); !frozen {
						if step > 2000 {
							t.Fatalf("%s: never froze", s.name)
						}
						continue
					}
					if !slices.Equal(b.Outputs(), before) || !slices.Equal(b.Z(), z) || Diverged(b.Loss()) {
						t.Errorf("%s: not at its last finite step: loss %v", s.name, b.Loss())
					}
					b.Step(0.1)
					if !slices.Equal(b.Outputs(), before) {
						t.Errorf("%s: moved when frozen", s.name)
					}
					break
				}
			}
		}
	}
}

func TestNoStateAllocates(t *testing.T) {
	for _, s := range settings {
		for _, p := range settingProblems() {
			k := mustKernels(t, s.architecture(), p, plane(3))
			start := mustStart(t, k, seeded(7))
			own := mustFlow(t, k, start)
			start.F = opaque{start.F}
			outside := mustFlow(t, k, start)
			rate := k.StableRate() / 100
			dst, square := make([]float64, k.P*max(s.d, p.K)), make([]float64, p.N*p.N)
			for name, f := range map[string]func(){
				"own":     func() { own.Step(rate) },
				"outside": func() { outside.Step(rate) },
				"off":     func() { own.OffZ(dst, 0, k.P); outside.OffOutputs(dst, 0, k.P) },
				"kernel":  func() { own.Kernel(square, nil) },
			} {
				if n := testing.AllocsPerRun(10, f); n != 0 {
					t.Errorf("%s, K = %d, %s: got %v allocations want 0", s.name, p.K, name, n)
				}
			}
		}
	}
}

// One start serves two flows: neither moves the other's f_0.
func TestAStartIsNotMoved(t *testing.T) {
	for _, s := range settings {
		k := mustKernels(t, s.architecture(), moons(12, Squared, seeded(8)), nil)
		start := mustStart(t, k, seeded(9))
		first := mustFlow(t, k, start)
		before := slices.Clone(first.Outputs())
		small := start.Scaled(0.1)
		for range 10 {
			first.Step(0.1 * k.StableRate())
		}
		second := mustFlow(t, k, start)
		if !slices.Equal(second.Outputs(), before) {
			t.Errorf("%s: a second flow does not start where the first did", s.name)
		}
		if third := mustFlow(t, k, small); third.outside != nil {
			t.Errorf("%s: a small start has left the state", s.name)
		}
		// f_0 = 0 is a start too.
		start.F = nil
		zero := mustFlow(t, k, start)
		if d := farthest(zero.Outputs(), make([]float64, 12)); d > 1e-14 {
			t.Errorf("%s: without f_0: got outputs up to %g want 0", s.name, d)
		}
		loss := zero.Loss()
		for range 50 {
			zero.Step(0.1 * k.StableRate())
		}
		if !(zero.Loss() < loss) {
			t.Errorf("%s: without f_0: got loss %v from %v, want a fall", s.name, zero.Loss(), loss)
		}
	}
}

// The order of a moving network's own weights: those of a start that brings none come
// from its seed, and only then.
func TestSeedOfAMovingNetwork(t *testing.T) {
	s := settings[5]
	k := mustKernels(t, s.architecture(), moons(12, Squared, seeded(8)), nil)
	start := mustStart(t, k, seeded(9))
	run := func(f Function, seed uint64) []float64 {
		start.F, start.Seed = f, seed
		b := mustFlow(t, k, start)
		for range 10 {
			b.Step(0.1 * k.StableRate())
		}
		return slices.Clone(b.Outputs())
	}
	own := start.F
	if !slices.Equal(run(own, 1), run(own, 2)) {
		t.Error("the seed moved a network that has weights")
	}
	if slices.Equal(run(opaque{own}, 1), run(opaque{own}, 2)) || !slices.Equal(run(opaque{own}, 1), run(opaque{own}, 1)) {
		t.Error("a network beside f_0 does not follow its seed")
	}
}
