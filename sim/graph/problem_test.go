package graph

import (
	"math"
	"slices"
	"strings"
	"testing"
)

// Dense rows and sparse ones are the same features; X Xᵀ is d times X Xᵀ/d, and makes no
// difference to the scores without a bias, but does with one.
func TestProblem(t *testing.T) {
	e := PlantedPartition(60).Draw(1)
	problem := Problem{Ties: e.Ties, Features: e.Features, Columns: e.Columns, Labels: some(e, 4, 1), Classes: 4,
		Layer: relu, Layers: 2, Nugget: 0.05}
	k, p, err := problem.Solve()
	if err != nil {
		t.Fatal(err)
	}
	want := NewKernel(Features(e.Features, 16), operator(t, 60, e.Ties, Symmetric), relu)
	want.Step()
	want.Step()
	if !slices.Equal(k.K, want.K) || k.Layers != 2 {
		t.Error("the kernel is not that of two steps")
	}
	mean, variance, evidence := plainPosterior(t, k.K, problem.Labels, 4, 0.05)
	if !near(p.Mean, mean, 1e-10) || !near(p.Variance, variance, 1e-10) || math.Abs(p.Evidence-evidence) > 1e-8 {
		t.Error("the posterior is not that of the kernel")
	}
	problem.Unscaled = true
	unscaled, q, err := problem.Solve()
	if err != nil {
		t.Fatal(err)
	}
	for i := range k.K {
		if math.Abs(unscaled.K[i]-16*k.K[i]) > 1e-10 {
			t.Fatalf("got %v at %d, want 16 times %v", unscaled.K[i], i, k.K[i])
		}
	}
	if !near(p.Mean, q.Mean, 1e-10) {
		t.Error("without a bias the scale of the features makes a difference")
	}
	problem.Layer.BiasVar = 1
	_, a, errA := problem.Solve()
	problem.Unscaled = false
	_, b, errB := problem.Solve()
	if errA != nil || errB != nil || near(a.Mean, b.Mean, 1e-3) {
		t.Error("with a bias the scale of the features makes no difference")
	}
	problem.Features = nil
	plain, _, err := problem.Solve()
	if err != nil {
		t.Fatal(err)
	}
	if got := after(t, e, problem.Layer, 2); !slices.Equal(plain.K, got.K) {
		t.Error("without features it is not the identity")
	}
}

// What is wrong is named with its row.
func TestBadProblems(t *testing.T) {
	good := func() Problem {
		return Problem{Ties: [][2]int{{0, 1}, {1, 2}}, Features: Rows([]float64{1, 2, 3, 4, 5, 6}, 2), Columns: 2,
			Labels: []int{0, -1, 1}, Classes: 2, Layer: relu, Layers: 2, Nugget: 0.05}
	}
	if _, _, err := good().Solve(); err != nil {
		t.Fatal(err)
	}
	for want, spoil := range map[string]func(p *Problem){
		"tie 2 joins 1 and 7":                          func(p *Problem) { p.Ties[1][1] = 7 },
		"tie 1 joins node 1 to itself":                 func(p *Problem) { p.Ties[0][0] = 1 },
		"2 rows of features for 3 nodes":               func(p *Problem) { p.Features = p.Features[:2] },
		"row 2 of the features has a column 2":         func(p *Problem) { p.Features[1][1].Column = 2 },
		"row 1 of the features has a column -1":        func(p *Problem) { p.Features[0][0].Column = -1 },
		"row 3 of the features has column 0 after col": func(p *Problem) { p.Features[2][1].Column = 0 },
		"row 3 of the features has NaN in column 1":    func(p *Problem) { p.Features[2][1].Value = math.NaN() },
		"row 3 of the features has +Inf in column 0":   func(p *Problem) { p.Features[2][0].Value = math.Inf(1) },
		"node 2 has class 5":                           func(p *Problem) { p.Labels[2] = 5 },
		"a nugget of -1":                               func(p *Problem) { p.Nugget = -1 },
		"a nugget of NaN":                              func(p *Problem) { p.Nugget = math.NaN() },
		"the kernel is 0":                              func(p *Problem) { p.Features = make([][]Feature, 3) },
		"singular":                                     func(p *Problem) { p.Ties, p.Features[2], p.Nugget = nil, p.Features[0], 0 },
	} {
		p := good()
		spoil(&p)
		if _, _, err := p.Solve(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
	// No label, one class, a lonely node and no columns are no mistakes.
	for name, p := range map[string]Problem{
		"no label":   {Labels: []int{-1, -1}, Classes: 2, Layer: relu, Layers: 2, Nugget: 0.1, Ties: [][2]int{{0, 1}}},
		"one class":  {Labels: []int{0, -1, 0}, Classes: 1, Layer: relu, Layers: 2, Nugget: 0.1, Ties: [][2]int{{0, 1}}},
		"no node":    {Layer: relu, Layers: 2, Classes: 1},
		"no columns": {Labels: []int{0, -1}, Classes: 1, Layer: Layer{BiasVar: 1}, Layers: 2, Features: make([][]Feature, 2), Nugget: 0.1},
	} {
		_, posterior, err := p.Solve()
		if err != nil {
			t.Errorf("%s: got %v", name, err)
		} else if slices.ContainsFunc(posterior.Mean, math.IsNaN) || slices.ContainsFunc(posterior.Variance, math.IsNaN) {
			t.Errorf("%s: got %v and %v", name, posterior.Mean, posterior.Variance)
		}
	}
}
