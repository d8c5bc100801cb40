package bottleneck

import (
	"math"
	"slices"
	"testing"

	"narrows/sim"
)

// smallStart is six sectors from a shared start at 0.3 of its size.
func smallStart() sim.Settings {
	return sim.Defaults(knobs).WithChoice("data", "sectors").With("depth", 1).With("points", 64).With("a", 0.3).
		With("seeds", 1).With("n", 64).WithChoice("view", "kernels")
}

// A small shared start is one function too: α = a² times the finite network's ordinary one,
// and a times its coordinates.
func TestSmallSharedStart(t *testing.T) {
	for _, d := range []string{"2", "3"} {
		for _, activation := range []string{"relu", "leaky", "linear"} {
			s := smallStart().WithChoice("d", d).WithChoice("activation", activation)
			r, ordinary := begin(t, s), begin(t, s.With("a", 1))
			for what, of := range map[string]func(r *run, network int) []float64{
				"outputs":          func(r *run, i int) []float64 { return r.trainOutputs(i) },
				"held-out outputs": func(r *run, i int) []float64 { return r.heldOutputs(i) },
				"coordinates": func(r *run, i int) []float64 {
					if i == kernelNet { // it has none
						return r.coordinates(finiteNet)
					}
					return r.coordinates(i)
				},
			} {
				small := 0.3
				if what != "coordinates" {
					small = 0.3 * 0.3
				}
				want := scaled(of(ordinary, finiteNet), small)
				size := farthest(want, make([]float64, len(want)))
				for i := range networks {
					// The finite network's numbers are float32, good to 6e-8 each.
					if got := farthest(of(r, i), want); !(got < 3e-6*size) {
						t.Errorf("d = %s, %s, network %d: got %s %v from %v times those of an ordinary start, of size %v, want the same",
							d, activation, i, what, got, small, size)
					}
				}
			}
		}
	}
}

// From a small start too, the wide finite network stays near the limit.
func TestSmallStartGapShrinks(t *testing.T) {
	gap := func(n float64) (apart, moved float64) {
		var gaps, moves []float64
		for seed := range 5 {
			r := begin(t, seeded(smallStart().With("n", n).With("eta", 0.1).WithChoice("kernel", "off"), uint64(seed)))
			z := slices.Clone(r.coordinates(limitNet))
			sim.Advance(r, nil, 0, 60, nil)
			gaps = append(gaps, rms(r.coordinates(limitNet), r.coordinates(finiteNet)))
			moves = append(moves, rms(r.coordinates(limitNet), z))
		}
		slices.Sort(gaps)
		slices.Sort(moves)
		return gaps[2], moves[2]
	}
	narrow, _ := gap(32)
	wide, moved := gap(512)
	// 1/√n is a factor of 4; medians of five seeds scatter by half.
	if !(wide < narrow/2) {
		t.Errorf("got points %v apart at width 32 and %v at 512, want less than half", narrow, wide)
	}
	if !(wide < moved/4) {
		t.Errorf("got points %v apart that have moved by %v, want them near", wide, moved)
	}
	t.Logf("points %v apart at width 32 and %v at 512; they moved by %v", narrow, wide, moved)
}

// An own small start has z_0 times a and F_0 times a².
func TestSmallOwnStart(t *testing.T) {
	s := smallStart().WithChoice("start", "own").WithChoice("finite", "off")
	r, ordinary := begin(t, s), begin(t, s.With("a", 1))
	for i := range limits {
		want := scaled(ordinary.trainOutputs(i), 0.09)
		if got := farthest(r.trainOutputs(i), want); !(got < 1e-12) {
			t.Errorf("network %d: got outputs %v from 0.09 times those of an ordinary start, want the same", i, got)
		}
	}
	if got := farthest(r.coordinates(limitNet), scaled(ordinary.coordinates(limitNet), 0.3)); !(got < 1e-12) {
		t.Errorf("got coordinates %v from 0.3 times those of an ordinary start, want the same", got)
	}
	// With erf, which is not homogeneous, no finite network could follow: the start is ordinary.
	if c, err := configure(s.WithChoice("activation", "erf")); err != nil || c.small != 1 {
		t.Errorf("got start scale %v with erf, %v, want 1", c.small, err)
	}
}

// Twins start a millionth apart. At a tenth of the stability limit they stay so; beyond
// it, on the edge, they become two networks.
func TestTwin(t *testing.T) {
	for _, c := range []struct {
		eta         float64
		least, most float64 // distance at step 300
	}{{1.5, 0.1, math.Inf(1)}, {0.1, 0, 1e-3}} {
		r := begin(t, preset(t, "On the edge").With("eta", c.eta).WithChoice("kernel", "off").WithChoice("view", "kernels"))
		if got := r.twinDistance(); !(got > 0 && got < 1e-4) {
			t.Errorf("got twins %v apart at the start, want less than 1e-4 and more than nothing", got)
		}
		l := r.lanes[0]
		for i, z := range l.limit.Z() {
			// 10⁻⁶ of each coordinate, times a normal number.
			if got := math.Abs(l.twin.Z()[i]-z) / math.Abs(z); !(got < 6e-6 && got > 0) {
				t.Fatalf("coordinate %d: got %v of its size between twins, want about 1e-6", i, got)
			}
		}
		sim.Advance(r, nil, 0, 300, nil)
		if got := r.twinDistance(); !(got > c.least && got < c.most) {
			t.Errorf("step size %v: got twins %v apart at step 300, want between %v and %v", c.eta, got, c.least, c.most)
		} else {
			t.Logf("step size %v: %v apart", c.eta, got)
		}
		shown := math.NaN()
		for _, f := range r.facts() {
			if f.Name == "distance of the twin" {
				shown = f.Value
			}
		}
		if shown != r.twinDistance() {
			t.Errorf("got the fact %v, want the distance %v", shown, r.twinDistance())
		}
	}
}

// A run with a twin says itself from where on it is no answer: on the edge of stability it
// does, and on circles in small steps it does not.
func TestTwinsPart(t *testing.T) {
	s := preset(t, "On the edge").WithChoice("kernel", "off")
	said := func(r *run) (at int) {
		for _, e := range r.Frame().Events {
			if e.Label == "twins part" {
				at = e.Step
			}
		}
		return at
	}
	r := begin(t, s)
	for r.step < 400 && said(r) == 0 {
		apart := r.twinDistance() > 0.01*size(r.lanes[0].limit.Outputs())
		if apart != (said(r) > 0) {
			t.Fatalf("step %d: got the twins apart: %v, and an event at %d", r.step, apart, said(r))
		}
		r.Step()
	}
	if at := said(r); at == 0 || at != r.step {
		t.Errorf("got an event at step %d of %d, want one when they part", at, r.step)
	}
	r = begin(t, s.WithChoice("data", "circles").With("eta", 0.1))
	for range 200 {
		r.Step()
	}
	if at := said(r); at != 0 {
		t.Errorf("got circles apart at step %d, at a distance of %v", at, r.twinDistance())
	}
}
