package graph

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"gonum.org/v1/gonum/mat"

	"narrows/sim/kernel"
)

// relu is a graph convolutional layer without biases that keeps the scale of what comes in.
var relu = Layer{WeightVar: 2, Activation: kernel.ReLU}

// after returns the kernel of a graph after some layers, of nodes without features.
func after(t testing.TB, e Example, l Layer, layers int) *Kernel {
	t.Helper()
	s, err := NewOperator(len(e.Class), e.Ties, Symmetric)
	if err != nil {
		t.Fatal(err)
	}
	k := NewKernel(Identity(len(e.Class)), s, l)
	for range layers {
		k.Step()
	}
	return k
}

// condition returns a new posterior.
func condition(k []float64, labels []int, classes int, nugget float64) (*Posterior, error) {
	p := NewPosterior(len(labels), classes, len(labels))
	return p, p.Condition(k, labels, nugget)
}

// twoLabels are those of the two heads of the club.
func twoLabels() []int {
	labels := slices.Repeat([]int{-1}, 34)
	labels[0], labels[33] = 0, 1
	return labels
}

// Two labels and two layers tell everybody's club but that of member 9, who was Mr. Hi's by
// word and the officers' by his ties; deep down every node gets the label of the better tied.
func TestKarate(t *testing.T) {
	e := Karate()
	if len(e.Class) != 34 || len(e.Ties) != 78 || e.Classes != 2 {
		t.Fatalf("got %d members, %d ties and %d clubs, want 34, 78 and 2", len(e.Class), len(e.Ties), e.Classes)
	}
	for layers, want := range map[int][]int{1: {2, 8}, 2: {8}, 3: {8}, 5: {8}} {
		p, err := condition(after(t, e, relu, layers).K, twoLabels(), 2, 0.05)
		if err != nil {
			t.Fatal(err)
		}
		var wrong []int
		for i, class := range e.Class {
			if p.Class(i) != class {
				wrong = append(wrong, i)
			}
		}
		if !slices.Equal(wrong, want) {
			t.Errorf("%d layers: got %v wrong, want %v", layers, wrong, want)
		}
	}
	p, err := condition(after(t, e, relu, 50).K, twoLabels(), 2, 0.05)
	if err != nil {
		t.Fatal(err)
	}
	for i := range e.Class {
		if p.Class(i) != 1 {
			t.Errorf("50 layers: got class %d for node %d, want that of node 33 for all", p.Class(i), i)
		}
	}
}

// The nodes become alike with depth. The numbers are those of a second program for the
// same formulas.
func TestOverSmoothing(t *testing.T) {
	e := Karate()
	for layers, want := range map[int]float64{2: 0.374, 5: 0.806, 10: 0.951, 20: 0.9956} {
		got, _, _ := after(t, e, relu, layers).LeastCorrelation()
		if math.Abs(got-want) > 5e-4 {
			t.Errorf("%d layers: got a least correlation of %.4f, want %v", layers, got, want)
		}
	}
	if got, _, _ := after(t, e, relu, 50).LeastCorrelation(); got < 0.9999 {
		t.Errorf("50 layers: got a least correlation of %v, want 1", got)
	}
}

// Across two components the first layer says nothing, and the second only what a bias would:
// σ_w² (S s)(S s)ᵀ/2π with s the roots of the variances of the first.
func TestComponents(t *testing.T) {
	e := Example{Class: make([]int, 7), Ties: [][2]int{{0, 1}, {1, 2}, {2, 0}, {3, 4}, {4, 5}, {5, 6}}}
	k := after(t, e, relu, 1)
	s := make([]float64, 7)
	for i := range s {
		s[i] = math.Sqrt(k.K[i*7+i])
	}
	for i := range 3 {
		for j := 3; j < 7; j++ {
			if k.K[i*7+j] != 0 {
				t.Errorf("one layer: got %v between nodes %d and %d, want 0", k.K[i*7+j], i, j)
			}
		}
	}
	mixed := make([]float64, 7)
	for i := range 7 {
		columns, weights := k.operator.row(i)
		for e, c := range columns {
			mixed[i] += weights[e] * s[c]
		}
	}
	k.Step()
	for i := range 3 {
		for j := 3; j < 7; j++ {
			if got, want := k.K[i*7+j], 2*mixed[i]*mixed[j]/(2*math.Pi); math.Abs(got-want) > 1e-12 {
				t.Errorf("two layers: got %v between nodes %d and %d, want %v", got, i, j, want)
			}
		}
	}
}

// Without ties, or without a graph, it is the network of sim/kernel.
func TestNoGraph(t *testing.T) {
	rng := rand.New(rand.NewPCG(14, 1))
	const n, d = 6, 4
	x := make([]float64, n*d)
	rows := make([][]Feature, n)
	for i := range x {
		x[i] = rng.NormFloat64()
		rows[i/d] = append(rows[i/d], Feature{int32(i % d), x[i]})
	}
	for _, mixing := range []Mixing{Symmetric, RowWise, Alone} {
		ties := [][2]int{{0, 1}, {4, 2}}
		if mixing != Alone {
			ties = nil
		}
		s, err := NewOperator(n, ties, mixing)
		if err != nil {
			t.Fatal(err)
		}
		k := NewKernel(Features(rows, d), s, Layer{WeightVar: 1.7, BiasVar: 0.3, Activation: kernel.ReLU})
		for layers := 1; layers < 5; layers++ {
			k.Step()
			plain := kernel.Stack{{Depth: layers - 1, WeightVar: 1.7, BiasVar: 0.3, Activation: kernel.ReLU}}
			for i := range n {
				for j := range n {
					want, _ := plain.At(x[i*d:(i+1)*d], x[j*d:(j+1)*d])
					if got := k.K[i*n+j]; math.Abs(got-want) > 1e-12 {
						t.Errorf("mixing %d, %d layers: got %v at %d, %d, want %v", mixing, layers, got, i, j, want)
					}
				}
			}
		}
	}
}

// Wide graph networks with drawn weights have the limit's covariance. Given its activations H
// the next layer is Gaussian with covariance σ_b² + (σ_s² H Hᵀ + σ_w² S H Hᵀ Sᵀ)/n, so that no n×n matrix of
// weights need be drawn.
func TestFiniteNetworks(t *testing.T) {
	rng := rand.New(rand.NewPCG(14, 2))
	const n, width, layers = 12, 2048, 3
	networks := 400
	if testing.Short() {
		networks = 100
	}
	e := ring()
	for _, self := range []float64{0, 0.7} {
		l := Layer{WeightVar: 1.5, BiasVar: 0.1, SelfVar: self, Activation: kernel.ReLU}
		want := after(t, e, l, layers)
		mean := make([]float64, n*n)
		scratch := make([]float64, n*n)
		for range networks {
			k := after(t, e, l, 1).K
			for range layers - 1 {
				var factor mat.Cholesky
				if !factor.Factorize(mat.NewSymDense(n, k)) {
					t.Fatal("the kernel has no root")
				}
				var root mat.TriDense
				factor.LTo(&root)
				hidden := make([]float64, n*n) // H Hᵀ/width
				z, h := make([]float64, n), make([]float64, n)
				for range width {
					for i := range z {
						z[i] = rng.NormFloat64()
					}
					for i := range h {
						h[i] = 0
						for j := range i + 1 {
							h[i] += root.At(i, j) * z[j]
						}
						h[i] = max(h[i], 0)
					}
					for i := range n {
						for j := range n {
							hidden[i*n+j] += h[i] * h[j] / width
						}
					}
				}
				copy(k, hidden)
				want.operator.Conjugate(k, scratch)
				for i := range k {
					k[i] = l.BiasVar + self*hidden[i] + l.WeightVar*k[i]
				}
			}
			for i := range mean {
				mean[i] += k[i] / float64(networks)
			}
		}
		if got := apart(mean, want.K); got > 0.02 {
			t.Errorf("σ_s² = %v: got a relative distance of %.4f, want at most .02", self, got)
		} else {
			t.Logf("σ_s² = %v: %.4f apart", self, got)
		}
	}
}

// One more label makes nobody less certain; without a nugget a labelled node is certain.
func TestPosterior(t *testing.T) {
	e := Miserables()
	if len(e.Class) != 77 || len(e.Ties) != 254 {
		t.Fatalf("got %d persons and %d ties, want 77 and 254", len(e.Class), len(e.Ties))
	}
	k := after(t, e, relu, 2)
	labels := slices.Repeat([]int{-1}, 77)
	before, err := condition(k.K, labels, e.Classes, 0.05)
	if err != nil {
		t.Fatal(err)
	}
	if before.Evidence != 0 || before.Variance[3] != k.K[3*77+3] || slices.Max(before.Mean) != 0 {
		t.Error("without a label it is not the prior")
	}
	for _, i := range rand.New(rand.NewPCG(14, 3)).Perm(77)[:20] {
		labels[i] = e.Class[i]
		p, err := condition(k.K, labels, e.Classes, 0.05)
		if err != nil {
			t.Fatal(err)
		}
		for j, v := range p.Variance {
			if v > before.Variance[j]+1e-10 {
				t.Errorf("with a label on %d the variance of %d grows from %v to %v", i, j, before.Variance[j], v)
			}
		}
		before = p
	}
	club := after(t, Karate(), relu, 2)
	p, err := condition(club.K, twoLabels(), 2, 1e-9)
	if err != nil {
		t.Fatal(err)
	}
	if math.Abs(p.Mean[0]-1) > 1e-6 || math.Abs(p.Mean[33*2]) > 1e-6 || p.Variance[0] > 1e-6 {
		t.Errorf("got means %v and %v and variance %v at labelled nodes, want 1, 0 and 0", p.Mean[0], p.Mean[33*2], p.Variance[0])
	}
	// Of one label: log N(1; 0, k + ε) + log N(0; 0, k + ε).
	one := slices.Repeat([]int{-1}, 34)
	one[4] = 0
	if p, err = condition(club.K, one, 2, 0.5); err != nil {
		t.Fatal(err)
	}
	trace := 0.0
	for i := range 34 {
		trace += club.K[i*34+i] / 34
	}
	v := club.K[4*34+4] + 0.5*trace
	if want := -1/(2*v) - math.Log(2*math.Pi*v); math.Abs(p.Evidence-want) > 1e-12 {
		t.Errorf("got an evidence of %v, want %v", p.Evidence, want)
	}
}

// What cannot be conditioned on is named.
func TestBadLabels(t *testing.T) {
	club := after(t, Karate(), relu, 2)
	one := slices.Repeat([]int{-1}, 34)
	one[4] = 0
	// Two nodes that are one.
	if _, err := condition([]float64{1, 1, 1, 1}, []int{0, 1}, 2, 0); !errors.Is(err, ErrSingular) {
		t.Errorf("a singular kernel: got %v, want %v", err, ErrSingular)
	}
	for _, nugget := range []float64{-0.1, math.NaN(), math.Inf(1)} {
		if _, err := condition(club.K, one, 2, nugget); err == nil || !strings.Contains(err.Error(), "a nugget of") {
			t.Errorf("nugget %v: got %v, want an error that names it", nugget, err)
		}
	}
	one[7] = 2
	if _, err := condition(club.K, one, 2, 0.5); err == nil || !strings.Contains(err.Error(), "node 7 has class 2") {
		t.Errorf("a class that is not there: got %v, want an error that names it", err)
	}
}

// Nodes in another order give the same kernel in that order.
func TestOrder(t *testing.T) {
	e := Karate()
	perm := rand.New(rand.NewPCG(14, 4)).Perm(34)
	f := e
	f.Ties = nil
	for _, tie := range e.Ties {
		f.Ties = append(f.Ties, [2]int{perm[tie[1]], perm[tie[0]]}, [2]int{perm[tie[0]], perm[tie[1]]})
	}
	a, b := after(t, e, relu, 3), after(t, f, relu, 3)
	for i := range 34 {
		for j := range 34 {
			if x, y := a.K[i*34+j], b.K[perm[i]*34+perm[j]]; math.Abs(x-y) > 1e-14 {
				t.Fatalf("got %v and %v between nodes %d and %d", x, y, i, j)
			}
		}
	}
}

// Nodes without features and biases hear and say nothing.
func TestNothing(t *testing.T) {
	s, err := NewOperator(3, [][2]int{{0, 1}}, Symmetric)
	if err != nil {
		t.Fatal(err)
	}
	k := NewKernel(Features(make([][]Feature, 3), 5), s, relu)
	for range 3 {
		k.Step()
	}
	if slices.ContainsFunc(k.K, func(x float64) bool { return x != 0 }) {
		t.Errorf("got %v, want zeros", k.K)
	}
}

func TestBadTies(t *testing.T) {
	for want, ties := range map[string][][2]int{
		"tie 2 joins 1 and 3": {{0, 1}, {1, 3}},
		"tie 1 joins -1":      {{-1, 1}},
		"tie 1 joins node 2":  {{2, 2}},
	} {
		if _, err := NewOperator(3, ties, Symmetric); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
}

func TestStepAllocates(t *testing.T) {
	k := after(t, Karate(), Layer{WeightVar: 2, SelfVar: 1}, 1)
	if n := testing.AllocsPerRun(5, k.Step); n > 0 {
		t.Errorf("a layer allocates %v times, want none", n)
	}
}

// BenchmarkEdit is what an edit of a graph of 300 nodes takes up to its posterior after five
// layers.
func BenchmarkEdit(b *testing.B) {
	e := PlantedPartition(300).Draw(1)
	labels := some(e, 4, 1)
	for b.Loop() {
		if _, _, err := (Problem{Ties: e.Ties, Features: e.Features, Columns: e.Columns, Labels: labels, Classes: 4,
			Layer: relu, Layers: 5, Nugget: 0.05}).Solve(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkCitations goes from edges, words and labels of a graph as large as Cora, but made
// up, to kernel and posterior: 2,708 nodes, 5,278 ties, 1,433 binary features, two layers.
func BenchmarkCitations(b *testing.B) {
	rng := rand.New(rand.NewPCG(14, 5))
	const n, words, classes = 2708, 1433, 7
	ties := map[[2]int]bool{}
	for len(ties) < 5278 {
		if i, j := rng.IntN(n), rng.IntN(n); i < j {
			ties[[2]int{i, j}] = true
		}
	}
	var list [][2]int
	for tie := range ties {
		list = append(list, tie)
	}
	rows := make([][]Feature, n)
	labels := slices.Repeat([]int{-1}, n)
	for i := range rows {
		for w := range words {
			if rng.IntN(words) < 18 {
				rows[i] = append(rows[i], Feature{int32(w), 1})
			}
		}
		if i < 20*classes {
			labels[i] = i % classes
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := (Problem{Ties: list, Features: rows, Columns: words, Labels: labels, Classes: classes,
			Layer: Layer{WeightVar: 1}, Layers: 2, Nugget: 0.174}).Solve(); err != nil {
			b.Fatal(err)
		}
	}
}
