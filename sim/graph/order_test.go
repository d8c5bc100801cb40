package graph

import (
	"slices"
	"testing"
)

// prior returns the posterior of a graph without labels.
func prior(t testing.TB, e Example, layers int) *Posterior {
	t.Helper()
	n := len(e.Class)
	p, err := condition(after(t, e, relu, layers).K, slices.Repeat([]int{-1}, n), e.Classes, 0.05)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// Each node of the order has the greatest variance of all when it is asked for, by the
// posterior of the nodes before it, whose classes do not matter.
func TestGreatestVariance(t *testing.T) {
	e := Miserables()
	p := prior(t, e, 2)
	order := p.GreatestVariance(77)
	if sorted := slices.Sorted(slices.Values(order)); len(sorted) != 77 || sorted[0] != 0 || len(slices.Compact(sorted)) != 77 {
		t.Fatalf("got %v, want each node once", order)
	}
	if p.MostUncertain() != -1 {
		t.Errorf("got node %d, want none: all have labels", p.MostUncertain())
	}
	labels := slices.Repeat([]int{-1}, 77)
	for k, next := range order[:30] {
		_, variance, _ := plainPosteriorOrPrior(t, p.k, labels, e.Classes)
		for i, v := range variance {
			if labels[i] < 0 && v > variance[next]+1e-12 {
				t.Errorf("label %d: node %d has a variance of %v, more than %v of node %d", k, i, v, variance[next], next)
			}
		}
		labels[next] = e.Class[next]
	}
}

func plainPosteriorOrPrior(t testing.TB, k []float64, labels []int, classes int) (mean, variance []float64, evidence float64) {
	t.Helper()
	if slices.Max(labels) >= 0 {
		return plainPosterior(t, k, labels, classes, 0.05)
	}
	for i := range labels {
		variance = append(variance, k[i*len(labels)+i])
	}
	return nil, variance, 0
}

func TestAtRandom(t *testing.T) {
	p, err := condition(after(t, Karate(), relu, 2).K, twoLabels(), 2, 0.05)
	if err != nil {
		t.Fatal(err)
	}
	order := p.AtRandom(1)
	sorted := slices.Sorted(slices.Values(order))
	if len(sorted) != 32 || len(slices.Compact(sorted)) != 32 || slices.Contains(order, 0) || slices.Contains(order, 33) {
		t.Errorf("got %v, want each node without a label once", order)
	}
	if !slices.Equal(order, p.AtRandom(1)) || slices.Equal(order, p.AtRandom(2)) || slices.IsSorted(order) {
		t.Error("the order does not follow the seed")
	}
}

// The curve is what conditioning anew on the first labels gives, one after the other.
func TestCurve(t *testing.T) {
	e := Miserables()
	p := prior(t, e, 2)
	order := prior(t, e, 2).GreatestVariance(25)
	right, asked, err := p.Curve(order, e.Class)
	if err != nil || len(right) != 26 || len(asked) != 26 {
		t.Fatalf("got %d and %d points and %v, want 26", len(right), len(asked), err)
	}
	labels := slices.Repeat([]int{-1}, 77)
	for k := range right {
		anew, err := condition(p.k, labels, e.Classes, 0.05)
		if err != nil {
			t.Fatal(err)
		}
		if r, a := anew.Right(e.Class); r != right[k] || a != asked[k] || a != 77-k {
			t.Errorf("%d labels: got %d of %d, want %d of %d", k, right[k], asked[k], r, a)
		}
		if k < 25 {
			labels[order[k]] = e.Class[order[k]]
		}
	}
	if right, _, err := p.Curve(order[:1], e.Class); err == nil || len(right) != 1 {
		t.Errorf("a label twice: got %d points and %v, want 1 and an error", len(right), err)
	}
}
