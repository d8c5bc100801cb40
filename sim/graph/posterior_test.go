package graph

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"gonum.org/v1/gonum/mat"
)

// plainPosterior is the textbook's: it solves with the whole matrix of the labelled nodes.
func plainPosterior(t testing.TB, k []float64, labels []int, classes int, nugget float64) (mean, variance []float64, evidence float64) {
	t.Helper()
	n := len(labels)
	var known []int
	trace := 0.0
	for i, class := range labels {
		trace += k[i*n+i]
		if class >= 0 {
			known = append(known, i)
		}
	}
	m := len(known)
	among, across, y := mat.NewSymDense(m, nil), mat.NewDense(m, n, nil), mat.NewDense(m, classes, nil)
	for a, i := range known {
		for b, j := range known {
			among.SetSym(a, b, k[i*n+j])
		}
		among.SetSym(a, a, k[i*n+i]+nugget*trace/float64(n))
		for j := range n {
			across.Set(a, j, k[i*n+j])
		}
		y.Set(a, labels[i], 1)
	}
	var factor mat.Cholesky
	if !factor.Factorize(among) {
		t.Fatal("the kernel has no root")
	}
	var scores, shares, means, less mat.Dense
	if err := factor.SolveTo(&scores, y); err != nil {
		t.Fatal(err)
	}
	if err := factor.SolveTo(&shares, across); err != nil {
		t.Fatal(err)
	}
	means.Mul(across.T(), &scores)
	less.Mul(across.T(), &shares)
	variance = make([]float64, n)
	for i := range n {
		mean = append(mean, means.RawRowView(i)...)
		variance[i] = k[i*n+i] - less.At(i, i)
	}
	var fit mat.Dense
	fit.Mul(y.T(), &scores)
	evidence = -mat.Trace(&fit)/2 - float64(classes)*(factor.LogDet()+float64(m)*math.Log(2*math.Pi))/2
	return mean, variance, evidence
}

func near(a, b []float64, tolerance float64) bool {
	return slices.EqualFunc(a, b, func(x, y float64) bool { return math.Abs(x-y) <= tolerance })
}

// Labels that come one by one, in any order, give what all of them at once give, and what the
// textbook gives.
func TestAdd(t *testing.T) {
	e := Miserables()
	k := after(t, e, relu, 3).K
	order := rand.New(rand.NewPCG(14, 6)).Perm(77)[:40]
	labels := slices.Repeat([]int{-1}, 77)
	one := NewPosterior(77, e.Classes, 0)
	if err := one.Condition(k, labels, 0.05); err != nil {
		t.Fatal(err)
	}
	all := NewPosterior(77, e.Classes, 40)
	for _, i := range order {
		labels[i] = e.Class[i]
		if err := one.Add(i, e.Class[i]); err != nil {
			t.Fatal(err)
		}
		if err := all.Condition(k, labels, 0.05); err != nil {
			t.Fatal(err)
		}
		mean, variance, evidence := plainPosterior(t, k, labels, e.Classes, 0.05)
		for name, p := range map[string]*Posterior{"one by one": one, "all": all} {
			if !near(p.Mean, mean, 1e-10) || !near(p.Variance, variance, 1e-10) || math.Abs(p.Evidence-evidence) > 1e-10*(1+math.Abs(evidence)) {
				t.Fatalf("%s: %d labels: got %v, want %v", name, len(p.Known), p.Evidence, evidence)
			}
			if !slices.Equal(p.Labels, labels) {
				t.Fatalf("%s: got labels %v, want %v", name, p.Labels, labels)
			}
		}
	}
	if !slices.Equal(one.Known, order) {
		t.Errorf("got nodes in the order %v, want %v", one.Known, order)
	}
}

// A label that cannot be leaves the posterior as it is.
func TestAddFails(t *testing.T) {
	k := []float64{1, 1, 0, 1, 1, 0, 0, 0, 1}
	p, err := condition(k, []int{0, -1, -1}, 2, 0)
	if err != nil {
		t.Fatal(err)
	}
	mean, variance, evidence := slices.Clone(p.Mean), slices.Clone(p.Variance), p.Evidence
	for want, label := range map[string][2]int{
		"node 0 has a label": {0, 1},
		"node 2 has class 2": {2, 2},
		"class -1":           {2, -1},
		"singular":           {1, 1},
	} {
		if err := p.Add(label[0], label[1]); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("label %v: got %v, want %q", label, err, want)
		}
		if !slices.Equal(p.Mean, mean) || !slices.Equal(p.Variance, variance) || p.Evidence != evidence || len(p.Known) != 1 {
			t.Errorf("label %v: the posterior is another one", label)
		}
	}
	if err := p.Condition(k, []int{0, 3, -1}, 0); err == nil || len(p.Known) != 1 {
		t.Errorf("got %v and %d labels, want an error and 1", err, len(p.Known))
	}
	if err := p.Add(2, 1); err != nil {
		t.Errorf("got %v", err)
	}
	if err := p.Condition(k, []int{0, 1, -1}, 0); !errors.Is(err, ErrSingular) || !slices.Equal(p.Known, []int{0}) {
		t.Errorf("got %v and nodes %v, want %v and 0", err, p.Known, ErrSingular)
	}
}

// Nodes that are alike but for rounding are singular without a nugget, however many of them
// there are and wherever rounding leaves them.
func TestNearlySingular(t *testing.T) {
	rng := rand.New(rand.NewPCG(14, 7))
	for trial := range 200 {
		n := 2 + trial%20
		k := make([]float64, n*n)
		for i := range n {
			for j := range i + 1 {
				k[i*n+j] = 1 + 1e-15*rng.NormFloat64()
				k[j*n+i] = k[i*n+j]
			}
		}
		if _, err := condition(k, make([]int, n), 1, 0); !errors.Is(err, ErrSingular) {
			t.Fatalf("%d nodes: got %v, want %v", n, err, ErrSingular)
		}
	}
	// But not those that are told apart: a part in 10⁹.
	if _, err := condition([]float64{1 + 1e-9, 1, 1, 1 + 1e-9}, []int{0, 1}, 2, 0); err != nil {
		t.Errorf("got %v", err)
	}
}

// Once made for 34 labels a posterior takes no more room, for another layer or more labels: the
// first time, which is not counted, has two.
func TestConditionAllocates(t *testing.T) {
	e := Karate()
	k := after(t, e, relu, 1)
	p := NewPosterior(34, 2, 34)
	labels, more := twoLabels(), false
	if n := testing.AllocsPerRun(1, func() {
		k.Step()
		if err := p.Condition(k.K, labels, 0.05); err != nil {
			t.Error(err)
		}
		for i := 1; more && i < 33; i++ {
			if err := p.Add(i, e.Class[i]); err != nil {
				t.Error(err)
			}
		}
		more = true
	}); n > 0 {
		t.Errorf("a layer and its labels allocate %v times, want none", n)
	}
}
