package graph

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// What the posterior says of a node's class before it is revealed is what the evidence grows
// by when it is.
func TestHeldOut(t *testing.T) {
	e := Karate()
	k := after(t, e, relu, 2)
	p, err := condition(k.K, twoLabels(), 2, 0.05)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := p.HeldOut(e.Class), 0.0; got >= want {
		t.Errorf("got %v", got)
	}
	mean := 0.0
	for i, c := range e.Class {
		if p.Labels[i] >= 0 {
			continue
		}
		one := slices.Repeat([]int{-1}, 34)
		one[i] = c
		more, err := condition(k.K, p.Labels, 2, 0.05)
		if err != nil {
			t.Fatal(err)
		}
		if err := more.Add(i, c); err != nil {
			t.Fatal(err)
		}
		want := more.Evidence - p.Evidence
		if got := p.HeldOut(one); math.Abs(got-want) > 1e-10 {
			t.Errorf("node %d: got %v, want %v", i, got, want)
		}
		mean += want / 32
	}
	if got := p.HeldOut(e.Class); math.Abs(got-mean) > 1e-10 {
		t.Errorf("got a mean of %v, want %v", got, mean)
	}
	if right, asked := p.Right(e.Class); right != 31 || asked != 32 {
		t.Errorf("got %d of %d right, want 31 of 32", right, asked)
	}
	if got := p.HeldOut(p.Labels); got != 0 {
		t.Errorf("of nobody: got %v, want 0", got)
	}
	sure, err := condition([]float64{1, 0, 0, 0}, []int{0, -1}, 2, 0)
	if err != nil {
		t.Fatal(err)
	}
	if got := sure.HeldOut([]int{0, 1}); got != 0 {
		t.Errorf("of a node without variance: got %v, want 0", got)
	}
}

// Of two classes the chances are Φ((m₁ − m₀)/√(2v)); they sum to 1, and without a label all
// classes have one chance.
func TestChances(t *testing.T) {
	e := Karate()
	k := after(t, e, relu, 2)
	p, err := condition(k.K, twoLabels(), 2, 0.05)
	if err != nil {
		t.Fatal(err)
	}
	const draws = 20000
	c := NewChances(2, draws, 1)
	chances := make([]float64, 2*34)
	c.Of(p, chances)
	for i, v := range p.Variance {
		want := math.Erfc(-(p.Mean[2*i+1]-p.Mean[2*i])/math.Sqrt(4*v)) / 2
		if got := chances[2*i+1]; math.Abs(got-want) > 4/(2*math.Sqrt(draws)) {
			t.Errorf("node %d: got a chance of %.4f, want %.4f", i, got, want)
		}
		if sum := chances[2*i] + chances[2*i+1]; math.Abs(sum-1) > 1e-9 {
			t.Errorf("node %d: got chances that sum to %v", i, sum)
		}
	}
	again := make([]float64, 2*34)
	NewChances(2, draws, 1).Of(p, again)
	if !slices.Equal(chances, again) {
		t.Error("one seed gives two answers")
	}
	if n := testing.AllocsPerRun(3, func() { c.Of(p, again) }); n > 0 {
		t.Errorf("it allocates %v times, want none", n)
	}
	prior, err := condition(k.K, slices.Repeat([]int{-1}, 34), 5, 0.05)
	if err != nil {
		t.Fatal(err)
	}
	five := make([]float64, 5*34)
	NewChances(5, draws, 2).Of(prior, five)
	for i, got := range five {
		if math.Abs(got-0.2) > 0.02 {
			t.Errorf("without labels: got a chance of %.3f of class %d, want .2", got, i%5)
		}
	}
}

// Bins of a few nodes, counted by hand; and nodes whose classes are drawn by their chances
// are calibrated.
func TestCalibration(t *testing.T) {
	p := NewPosterior(5, 2, 0)
	copy(p.Labels, []int{-1, -1, -1, -1, 1})
	chances := []float64{0.95, 0.05, 0.08, 0.92, 0.35, 0.65, 1, 0, 1, 0}
	got, bins := p.Calibration(chances, []int{0, 0, 1, -1, 0})
	// .65 is right: .35 too low. Of .95 and .92 one is right: .435 too high, twice.
	if want := (0.35 + 2*0.435) / 3; math.Abs(got-want) > 1e-12 {
		t.Errorf("got %v, want %v", got, want)
	}
	if b := bins[9]; b.Nodes != 2 || math.Abs(b.Confidence-0.935) > 1e-12 || b.Accuracy != 0.5 {
		t.Errorf("got %+v in the last bin", b)
	}
	if b := bins[6]; b.Nodes != 1 || b.Confidence != 0.65 || b.Accuracy != 1 {
		t.Errorf("got %+v in the seventh bin", b)
	}
	const n = 20000
	p = NewPosterior(n, 2, 0)
	for i := range p.Labels {
		p.Labels[i] = -1
	}
	rng := rand.New(rand.NewPCG(1, 1))
	class, chances := make([]int, n), make([]float64, 2*n)
	for i := range class {
		chances[2*i] = rng.Float64()
		chances[2*i+1] = 1 - chances[2*i]
		if rng.Float64() > chances[2*i] {
			class[i] = 1
		}
	}
	if got, _ := p.Calibration(chances, class); got > 0.015 {
		t.Errorf("of nodes drawn by their chances: got %v, want 0", got)
	}
	for i := range class {
		class[i] = 0
	}
	if got, _ := p.Calibration(chances, class); got < 0.2 {
		t.Errorf("of nodes of one class: got %v, want more", got)
	}
	if got, _ := p.Calibration(chances, slices.Repeat([]int{-1}, n)); got != 0 {
		t.Errorf("of nobody: got %v, want 0", got)
	}
}

// It is N of the identity, 1 of a kernel of rank 1, k of k equal eigenvalues among zeros; in
// between it is exp of the entropy, whatever the scale. It falls as nodes become alike.
func TestEffectiveRank(t *testing.T) {
	s := NewSpectrum(6)
	if got := s.EffectiveRank(Identity(6)); math.Abs(got-6) > 1e-9 {
		t.Errorf("of the identity: got %v, want 6", got)
	}
	if got := s.EffectiveRank(slices.Repeat([]float64{0.3}, 36)); math.Abs(got-1) > 1e-9 {
		t.Errorf("of ones: got %v, want 1", got)
	}
	if got := s.EffectiveRank(make([]float64, 36)); got != 0 {
		t.Errorf("of zeros: got %v, want 0", got)
	}
	// Two blocks of ones, of two and of three: shares .4 and .6.
	k := make([]float64, 36)
	for i := range 5 {
		for j := range 5 {
			if (i < 2) == (j < 2) {
				k[i*6+j] = 7
			}
		}
	}
	kept := slices.Clone(k)
	if got, want := s.EffectiveRank(k), math.Exp(-0.4*math.Log(0.4)-0.6*math.Log(0.6)); math.Abs(got-want) > 1e-9 {
		t.Errorf("of two blocks: got %v, want %v", got, want)
	}
	if !slices.Equal(k, kept) {
		t.Error("the kernel is another one")
	}
	if n := testing.AllocsPerRun(3, func() { s.EffectiveRank(k) }); n > 0 {
		t.Errorf("it allocates %v times, want none", n)
	}
	club := NewSpectrum(34)
	before := 35.0
	for layers := range 20 {
		got := club.EffectiveRank(after(t, Karate(), relu, layers).K)
		if got >= before {
			t.Errorf("%d layers: got %v, want less than %v", layers, got, before)
		}
		before = got
	}
}

func BenchmarkEffectiveRank(b *testing.B) {
	e := PlantedPartition(300).Draw(1)
	k := after(b, e, relu, 3)
	s := NewSpectrum(300)
	for b.Loop() {
		s.EffectiveRank(k.K)
	}
}
