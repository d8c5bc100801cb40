package graph

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// some returns labels of so many nodes of each class, drawn by a seed; all where there are
// fewer.
func some(e Example, each int, seed uint64) []int {
	labels := slices.Repeat([]int{-1}, len(e.Class))
	count := make([]int, e.Classes)
	for _, i := range rand.New(rand.NewPCG(seed, 100)).Perm(len(labels)) {
		if c := e.Class[i]; count[c] < each {
			count[c]++
			labels[i] = c
		}
	}
	return labels
}

// solved returns the share of unlabelled nodes named right.
func solved(t testing.TB, p Problem, class []int) float64 {
	t.Helper()
	_, posterior, err := p.Solve()
	if err != nil {
		t.Fatal(err)
	}
	right, asked := posterior.Right(class)
	return float64(right) / float64(asked)
}

// means returns the shares of each depth over drawn graphs, with four labels a class.
func means(t testing.TB, b Blocks, m Mixing, depths []int, graphs int) map[int]float64 {
	t.Helper()
	mean := map[int]float64{}
	for seed := range uint64(graphs) {
		e := b.Draw(seed)
		labels := some(e, 4, seed)
		for _, depth := range depths {
			p := Problem{Ties: e.Ties, Mixing: m, Features: e.Features, Columns: e.Columns, Labels: labels, Classes: e.Classes,
				Layer: relu, Layers: depth, Nugget: 0.05}
			mean[depth] += solved(t, p, e.Class) / float64(graphs)
		}
	}
	return mean
}

// A planted partition with weak features: the graph helps, two layers more than one, some more
// do no harm, twenty do away with everything. Of the two alone neither does as well.
func TestPlantedPartition(t *testing.T) {
	const graphs = 30
	got := means(t, PlantedPartition(200), Symmetric, []int{0, 1, 2, 3, 5, 20}, graphs)
	t.Logf("%v", got)
	if !(got[0]+0.05 < got[1] && got[1]+0.05 < got[2]) {
		t.Errorf("got %.3f, %.3f and %.3f of 0, 1 and 2 layers, want them to rise", got[0], got[1], got[2])
	}
	if least, greatest := min(got[2], got[3], got[5]), max(got[2], got[3], got[5]); greatest-least > 0.03 {
		t.Errorf("got %.3f to %.3f of 2, 3 and 5 layers, want them within .03", least, greatest)
	}
	if got[20] >= 0.5 {
		t.Errorf("got %.3f of 20 layers, want less than .5", got[20])
	}
	features := means(t, PlantedPartition(200), Alone, []int{2}, graphs)[2]
	b := PlantedPartition(200)
	b.Features = 0
	ties := means(t, b, Symmetric, []int{2}, graphs)[2]
	if max(features, ties)+0.03 > got[2] {
		t.Errorf("got %.3f by features and %.3f by ties, want less than %.3f by both", features, ties, got[2])
	}
}

// Where most ties are between classes, no graph at all is better at every depth.
func TestHeterophilous(t *testing.T) {
	for _, nodes := range []int{60, 200} {
		depths := []int{1, 2, 3, 5}
		with := means(t, Heterophilous(nodes), Symmetric, depths, 20)
		without := means(t, Heterophilous(nodes), Alone, depths, 20)
		for _, depth := range depths {
			if with[depth]+0.1 > without[depth] {
				t.Errorf("%d nodes, %d layers: got %.3f with the graph and %.3f without, want less", nodes, depth, with[depth], without[depth])
			}
		}
	}
}

// Classes of a chain are tied to themselves and to the next ones, and ways lead from one end
// to the other. The least alike pair is of different classes.
func TestChain(t *testing.T) {
	for _, nodes := range []int{60, 200, 300} {
		e := Chain(nodes).Draw(3)
		next := 0
		for _, tie := range e.Ties {
			distance := e.Class[tie[1]] - e.Class[tie[0]]
			if distance > 1 || distance < 0 {
				t.Fatalf("%d nodes: a tie of classes %d and %d", nodes, e.Class[tie[0]], e.Class[tie[1]])
			}
			next += distance
		}
		if next == 0 || next > len(e.Ties)/2 {
			t.Errorf("%d nodes: got %d of %d ties between classes", nodes, next, len(e.Ties))
		}
		joined := 0
		for _, d := range newLayout(nodes, e.Ties, 0).row(0) {
			if d < far {
				joined++
			}
		}
		if joined < nodes*9/10 {
			t.Errorf("%d nodes: got ways from node 0 to %d, want most", nodes, joined)
		}
	}
}

// Drawn graphs have as many ties as their chances say, features of that spread, and belong to
// their seed.
func TestBlocks(t *testing.T) {
	b := PlantedPartition(200)
	var within, between, square float64
	const graphs = 40
	for seed := range uint64(graphs) {
		e := b.Draw(seed)
		for _, tie := range e.Ties {
			if e.Class[tie[0]] == e.Class[tie[1]] {
				within++
			} else {
				between++
			}
		}
		for _, row := range e.Features {
			for _, x := range row {
				square += x.Value * x.Value / (200 * 16 * graphs)
			}
		}
	}
	// 4·50·49/2 and 6·50·50 pairs; standard deviations of the means are 3.0 and 1.9.
	if got, want := within/graphs, 0.08*4900; math.Abs(got-want) > 10 {
		t.Errorf("got %.1f ties within classes, want %.1f", got, want)
	}
	if got, want := between/graphs, 0.01*15000; math.Abs(got-want) > 7 {
		t.Errorf("got %.1f ties between classes, want %.1f", got, want)
	}
	if want := 1 + 0.65*0.65; math.Abs(square-want) > 0.06 {
		t.Errorf("got features of variance %.3f, want %.3f", square, want)
	}
	one, same, other := b.Draw(7), b.Draw(7), b.Draw(8)
	if !slices.Equal(one.Ties, same.Ties) || !slices.Equal(one.Features[9], same.Features[9]) {
		t.Error("one seed gives two graphs")
	}
	if slices.Equal(one.Ties, other.Ties) || slices.Equal(one.Features[9], other.Features[9]) {
		t.Error("two seeds give one graph")
	}
	b.Features = 0
	if plain := b.Draw(7); !slices.Equal(one.Ties, plain.Ties) || plain.Features != nil {
		t.Error("without features it is another graph")
	}
	for _, nodes := range []int{60, 61, 300} {
		count := make([]int, 4)
		for _, c := range PlantedPartition(nodes).Draw(1).Class {
			count[c]++
		}
		if slices.Max(count)-slices.Min(count) > 1 {
			t.Errorf("got classes of %v", count)
		}
	}
}

// Two labels a group, or all of a smaller one, name the groups of the 57 others. The numbers
// are means of a hundred draws of a second program for the same formulas, with a standard error
// of .0055; these have .0028. Of the difference .016 is two and a half times the error.
func TestMiserables(t *testing.T) {
	e := Miserables()
	const draws = 400
	for depth, want := range map[int]float64{1: 0.892, 2: 0.892, 3: 0.908, 5: 0.924} {
		mean, square := 0.0, 0.0
		for seed := range uint64(draws) {
			labels := some(e, 2, seed)
			_, p, err := Problem{Ties: e.Ties, Labels: labels, Classes: e.Classes, Layer: relu, Layers: depth, Nugget: 0.05}.Solve()
			if err != nil {
				t.Fatal(err)
			}
			right, asked := p.Right(e.Class)
			if asked != 57 {
				t.Fatalf("got %d persons without a label, want 57", asked)
			}
			share := float64(right) / 57
			mean += share / draws
			square += share * share / draws
		}
		t.Logf("%d layers: %.3f ± %.3f", depth, mean, math.Sqrt(square-mean*mean))
		if math.Abs(mean-want) > 0.016 {
			t.Errorf("%d layers: got %.3f, want %v", depth, mean, want)
		}
		if deviation := math.Sqrt(square - mean*mean); deviation < 0.02 || deviation > 0.08 {
			t.Errorf("%d layers: got a standard deviation of %.3f, want about .05", depth, deviation)
		}
	}
}
