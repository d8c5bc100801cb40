package graph

import (
	"fmt"
	"math"
	"slices"
	"testing"
)

// crowd returns the distance of the two nearest places.
func crowd(places []Place) float64 {
	least := math.Inf(1)
	for i, p := range places {
		for _, q := range places[:i] {
			least = min(least, math.Hypot(p.X-q.X, p.Y-q.Y))
		}
	}
	return least
}

// most returns how far the node goes that goes farthest.
func most(a, b []Place) (far float64) {
	for i := range a {
		far = max(far, math.Hypot(a[i].X-b[i].X, a[i].Y-b[i].Y))
	}
	return far
}

// stress returns that of places whose tie is as long as makes it least, for each pair.
func stress(l *layout, places []Place) float64 {
	copy(l.place, places)
	unit, sum, pairs := l.unit(places), 0.0, 0.0
	for i, p := range places {
		for j, q := range places[:i] {
			if d := float64(l.row(i)[j]); d < far {
				r := math.Hypot(p.X-q.X, p.Y-q.Y) / unit
				sum += (r - d) * (r - d) / (d * d)
				pairs++
			}
		}
	}
	return sum / pairs
}

// shapes returns plain graphs of n nodes.
func shapes(n int) map[string]Example {
	all := map[string]Example{}
	add := func(name string, tied func(i, j int) bool) {
		e := Example{Class: make([]int, n)}
		for i := range n {
			for j := range i {
				if tied(i, j) {
					e.Ties = append(e.Ties, [2]int{i, j})
				}
			}
		}
		all[name] = e
	}
	add("star", func(_, j int) bool { return j == 0 })
	add("clique", func(_, _ int) bool { return true })
	add("path", func(i, j int) bool { return i == j+1 })
	add("circle", func(i, j int) bool { return i == j+1 || i == n-1 && j == 0 })
	add("pairs", func(i, j int) bool { return i == j+1 && j%2 == 0 })
	add("nothing", func(_, _ int) bool { return false })
	add("one alone", func(i, j int) bool { return i == j+1 && i < n-1 })
	return all
}

// Every graph has finite places in the square, which they fill, one for each node; and the
// same again.
func TestLayout(t *testing.T) {
	graphs := map[string]Example{
		"karate": Karate(), "Les Misérables": Miserables(),
		"partition": PlantedPartition(300).Draw(1), "chain": Chain(200).Draw(1),
	}
	for _, n := range []int{0, 1, 2, 3, 30, 300} {
		for name, e := range shapes(n) {
			graphs[fmt.Sprint(name, " of ", n)] = e
		}
	}
	for name, e := range graphs {
		n := len(e.Class)
		places := Layout(n, e.Ties, 1)
		if len(places) != n {
			t.Fatalf("%s: got %d places, want %d", name, len(places), n)
		}
		for i, p := range places {
			if !(max(math.Abs(p.X), math.Abs(p.Y)) <= 1+1e-12) {
				t.Fatalf("%s: got %v for node %d, want it in the square", name, p, i)
			}
		}
		if n < 2 {
			continue
		}
		lo, hi := bounds(places)
		if wide, high := hi.X-lo.X, hi.Y-lo.Y; max(wide, high) < 2-1e-9 || n > 3 && min(wide, high) < 1.4 {
			t.Errorf("%s: got %.3f by %.3f, want about 2 by 2", name, wide, high)
		}
		if got, want := crowd(places), 0.1/math.Sqrt(float64(n)); got < want {
			t.Errorf("%s: got two nodes %.4f apart, want %.4f", name, got, want)
		}
		if again := Layout(n, slices.Clone(e.Ties), 1); !slices.Equal(places, again) {
			t.Errorf("%s: the same ties give other places", name)
		}
	}
}

// A path is straight, a circle round, and the club has less than a quarter of the stress of
// places by chance, near to a minimum.
func TestStress(t *testing.T) {
	for name, e := range shapes(30) {
		got := stress(newLayout(30, e.Ties, 0), Layout(30, e.Ties, 2))
		if want := map[string]float64{"path": 1e-4, "circle": 0.04}[name]; want > 0 && got > want {
			t.Errorf("%s: got a stress of %.5f, want at most %v", name, got, want)
		}
	}
	e := Karate()
	l := newLayout(34, e.Ties, 0)
	chance := make([]Place, 34)
	for i := range chance {
		chance[i] = Place{l.rng.Float64(), l.rng.Float64()}
	}
	by, got := stress(l, chance), stress(l, Layout(34, e.Ties, 1))
	if got > by/4 || got > 0.07 {
		t.Errorf("got a stress of %.4f, and %.4f by chance", got, by)
	}
	places := Layout(34, e.Ties, 1)
	for i := range places {
		for _, move := range []Place{{0.05, 0}, {-0.05, 0}, {0, 0.05}, {0, -0.05}} {
			other := slices.Clone(places)
			other[i] = Place{places[i].X + move.X, places[i].Y + move.Y}
			if s := stress(l, other); s < got-1e-4 {
				t.Errorf("node %d: a stress of %.5f is near, less than %.5f", i, s, got)
			}
		}
	}
}

// On a ring a tie more or less moves the club's members half as far as without a ring, and the stress
// is less than half as much again.
func TestRing(t *testing.T) {
	e := Karate()
	base := Ring(34, e.Ties)
	l := newLayout(34, e.Ties, 0)
	if got, least := stress(l, base), stress(l, Layout(34, e.Ties, 1)); got > 1.5*least {
		t.Errorf("got a stress of %.4f, want at most 1.5 times %.4f", got, least)
	}
	var moves, afresh []float64
	places := Layout(34, e.Ties, 1)
	for k := range e.Ties {
		ties := slices.Delete(slices.Clone(e.Ties), k, k+1)
		moves, afresh = append(moves, most(base, Ring(34, ties))), append(afresh, most(places, Layout(34, ties, 1)))
	}
	slices.Sort(moves)
	slices.Sort(afresh)
	for _, at := range []int{len(moves) / 2, len(moves) * 9 / 10} {
		if moves[at] > afresh[at]/2 {
			t.Errorf("got a node %.3f away, want at most half of the %.3f without a ring", moves[at], afresh[at])
		}
	}
	for n := range 4 {
		if got := Ring(n, nil); len(got) != n || slices.ContainsFunc(got, func(p Place) bool { return !(math.Hypot(p.X, p.Y) <= 2) }) {
			t.Errorf("%d nodes: got %v", n, got)
		}
	}
}

// Nodes that are pushed apart stand apart, in the square, and others stay.
func TestSeparate(t *testing.T) {
	for _, e := range []Example{Karate(), Miserables(), PlantedPartition(300).Draw(1)} {
		n := len(e.Class)
		places := Layout(n, e.Ties, 1)
		least := 0.8 / math.Sqrt(float64(n))
		if near := crowd(places); near >= least {
			t.Errorf("%d nodes: got %.3f before, want a crowd", n, near)
		}
		Separate(places, least)
		if near := crowd(places); near < 0.85*least {
			t.Errorf("%d nodes: got two %.4f apart, want about %.4f", n, near, least)
		}
		if lo, hi := bounds(places); min(lo.X, lo.Y) < -1-1e-9 || max(hi.X, hi.Y) > 1+1e-9 {
			t.Errorf("%d nodes: got %v and %v, want the square", n, lo, hi)
		}
	}
	same := []Place{{0.3, 0.3}, {0.3, 0.3}}
	Separate(same, 0.5)
	if crowd(same) < 0.5 {
		t.Errorf("two at one place: got %v", same)
	}
}

func BenchmarkLayout(b *testing.B) {
	e := PlantedPartition(300).Draw(1)
	for b.Loop() {
		Layout(300, e.Ties, 1)
	}
}
