package graph

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"narrows/sim/kernel"
)

// ring is a circle of twelve nodes with two ties across it.
func ring() Example {
	e := Example{Class: make([]int, 12)}
	for i := range e.Class {
		e.Ties = append(e.Ties, [2]int{i, (i + 1) % 12})
	}
	e.Ties = append(e.Ties, [2]int{0, 6}, [2]int{2, 9})
	return e
}

// operator fails the test where there is none.
func operator(t testing.TB, n int, ties [][2]int, m Mixing) *Operator {
	t.Helper()
	s, err := NewOperator(n, ties, m)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// gaussian returns n rows of d normal draws.
func gaussian(n, d int, seed uint64) [][]Feature {
	rng := rand.New(rand.NewPCG(seed, 0))
	x := make([]float64, n*d)
	for i := range x {
		x[i] = rng.NormFloat64()
	}
	return Rows(x, d)
}

// apart returns ‖a − b‖/‖b‖.
func apart(a, b []float64) float64 {
	difference, norm := 0.0, 0.0
	for i := range a {
		difference += (a[i] - b[i]) * (a[i] - b[i])
		norm += b[i] * b[i]
	}
	return math.Sqrt(difference / norm)
}

// layers are a graph convolutional, a SAGE and two isomorphism networks, and the error
// function for an activation.
var layers = map[string]Layer{
	"GCN":        {WeightVar: 1.5, BiasVar: 0.1},
	"SAGE":       {WeightVar: 1.5, BiasVar: 0.1, SelfVar: 0.7},
	"GIN":        {WeightVar: 1.5, BiasVar: 0.1, Dense: 1},
	"deeper GIN": {WeightVar: 1.5, BiasVar: 0.1, Dense: 2, SelfVar: 0.2},
	"erf":        {WeightVar: 1.5, BiasVar: 0.1, Activation: kernel.Erf},
}

// The mean of many networks is the limit, of nodes with features and without, in each kind
// of layer. A thousand draws of a
// scale that varies by .4 leave about a hundredth, of which .03 is thrice.
func TestFiniteTowardsLimit(t *testing.T) {
	const width, depth = 64, 3
	networks, tolerance := 1000, 0.03
	if testing.Short() {
		networks, tolerance = 250, 0.06
	}
	e := ring()
	s := operator(t, 12, e.Ties, Symmetric)
	for name, l := range layers {
		for kind, rows := range map[string][][]Feature{"features": gaussian(12, 5, 3), "identity": Units(12)} {
			d := 1
			if kind == "features" {
				d = 5
			}
			want := NewKernel(Features(rows, d), s, l)
			for range depth {
				want.Step()
			}
			mean := make([]float64, 12*12)
			for seed := range networks {
				f := NewFinite(rows, d, s, l, width, uint64(seed))
				for range depth {
					f.Step()
				}
				for i, k := range f.K {
					mean[i] += k / float64(networks)
				}
			}
			if got := apart(mean, want.K); got > tolerance {
				t.Errorf("%s, %s: got a relative distance of %.4f, want at most %v", name, kind, got, tolerance)
			} else {
				t.Logf("%s, %s: %.4f apart", name, kind, got)
			}
		}
	}
}

// One network comes nearer to the limit as its width grows, as 1/√n: sixteen times the
// width is a quarter of the distance, or so.
func TestFiniteWidth(t *testing.T) {
	e := ring()
	want := after(t, e, layers["GCN"], 3)
	distance := func(width int) (mean float64) {
		for seed := range 100 {
			f := NewFinite(Units(12), 1, want.operator, layers["GCN"], width, uint64(seed))
			for range 3 {
				f.Step()
			}
			mean += apart(f.K, want.K) / 100
		}
		return mean
	}
	few, many := distance(32), distance(512)
	if ratio := few / many; ratio < 3 || ratio > 5.5 {
		t.Errorf("got distances of %.4f and %.4f, %.2f times, want four times", few, many, ratio)
	}
}

// plainNetwork draws the weights of a Finite, keeps them as matrices and passes features
// through them entry by entry. It returns the covariance of the outputs of the last map
// given the units before it.
func plainNetwork(rows [][]Feature, d int, s *Operator, l Layer, depth, width int, seed uint64) []float64 {
	n := len(rows)
	units := make([][]float64, n) // of the last layer, √(fan-in) smaller
	for i, row := range rows {
		units[i] = make([]float64, d)
		for _, x := range row {
			units[i][x.Column] = x.Value / math.Sqrt(float64(d))
		}
	}
	for m := range depth*(1+l.Dense) - 1 {
		mixes := m%(1+l.Dense) == 0
		draws := func(kind, count int) []float64 {
			rng := rand.New(rand.NewPCG(seed, weightsStream+uint64(m*3+kind)))
			w := make([]float64, count)
			for i := range w {
				w[i] = rng.NormFloat64()
			}
			return w
		}
		fan := len(units[0])
		w, own, bias := draws(0, fan*width), draws(1, fan*width), draws(2, width)
		heard := units
		if mixes {
			heard = mixed(s, units)
		}
		next := make([][]float64, n)
		for i := range next {
			next[i] = make([]float64, width)
			for j := range next[i] {
				sum := math.Sqrt(l.BiasVar) * bias[j]
				for k := range fan {
					sum += math.Sqrt(l.WeightVar) * heard[i][k] * w[k*width+j]
					if mixes {
						sum += math.Sqrt(l.SelfVar) * units[i][k] * own[k*width+j]
					}
				}
				if l.Activation == kernel.Erf {
					next[i][j] = math.Erf(sum) / math.Sqrt(float64(width))
				} else {
					next[i][j] = max(sum, 0) / math.Sqrt(float64(width))
				}
			}
		}
		units = next
	}
	return outputs(s, l, units)
}

// mixed returns S x.
func mixed(s *Operator, x [][]float64) [][]float64 {
	y := make([][]float64, len(x))
	for i := range y {
		y[i] = make([]float64, len(x[0]))
		columns, weights := s.row(i)
		for e, c := range columns {
			for j, v := range x[c] {
				y[i][j] += weights[e] * v
			}
		}
	}
	return y
}

// outputs returns the covariance of the outputs of a layer given the units before it.
func outputs(s *Operator, l Layer, units [][]float64) []float64 {
	n, heard := len(units), units
	if l.Dense == 0 {
		heard = mixed(s, units)
	}
	k := make([]float64, n*n)
	for i := range n {
		for j := range n {
			k[i*n+j] = l.BiasVar
			for u := range units[0] {
				k[i*n+j] += l.WeightVar * heard[i][u] * heard[j][u]
				if l.Dense == 0 {
					k[i*n+j] += l.SelfVar * units[i][u] * units[j][u]
				}
			}
		}
	}
	return k
}

// The same weights in matrices give the same, also with widths and numbers of nodes that
// blocks do not divide.
func TestFiniteIsANetwork(t *testing.T) {
	rows := gaussian(7, 3, 5)
	s := operator(t, 7, [][2]int{{0, 1}, {1, 2}, {2, 0}, {3, 4}, {4, 5}, {1, 5}}, RowWise)
	for name, l := range layers {
		f := NewFinite(rows, 3, s, l, 9, 77)
		for depth := 1; depth < 5; depth++ {
			f.Step()
			want := plainNetwork(rows, 3, s, l, depth, 9, 77)
			for i := range want {
				if math.Abs(f.K[i]-want[i]) > 1e-12*(1+math.Abs(want[i])) {
					t.Fatalf("%s, %d layers: got %v at %d, want %v", name, depth, f.K[i], i, want[i])
				}
			}
		}
	}
}

// Networks of few units that are all 0 say so; those of many name as many members right as
// the limit does, or nearly.
func TestFiniteNames(t *testing.T) {
	e := Karate()
	s := operator(t, 34, e.Ties, Symmetric)
	p := NewPosterior(34, 2, 2)
	dead := false
	mean := map[int]float64{}
	const networks = 30
	for _, width := range []int{2, 16, 256} {
		for seed := range uint64(networks) {
			f := NewFinite(Units(34), 1, s, relu, width, seed)
			for range 3 {
				f.Step()
			}
			if err := p.Condition(f.K, twoLabels(), 0.05); errors.Is(err, ErrZero) {
				dead = true
			} else if err != nil {
				t.Fatal(err)
			}
			right, _ := p.Right(e.Class)
			mean[width] += float64(right) / networks
		}
	}
	if !dead {
		t.Error("got no network of two units without a word")
	}
	t.Logf("%v", mean)
	// The limit names 31 of 32.
	if !(mean[2]+2 < mean[16] && mean[16]+0.5 < mean[256] && mean[256] > 30) {
		t.Errorf("got %v right, want more with more units, up to 31", mean)
	}
}

// With another node that nobody is tied to the others see the same network.
func TestFiniteKeepsItsWeights(t *testing.T) {
	e := Karate()
	l := layers["SAGE"]
	few := NewFinite(Units(34), 1, operator(t, 34, e.Ties, Symmetric), l, 16, 4)
	more := NewFinite(Units(35), 1, operator(t, 35, e.Ties, Symmetric), l, 16, 4)
	other := NewFinite(Units(34), 1, operator(t, 34, e.Ties, Symmetric), l, 16, 5)
	for range 4 {
		few.Step()
		more.Step()
		other.Step()
		for i := range 34 {
			for j := range 34 {
				if a, b := few.K[i*34+j], more.K[i*35+j]; a != b {
					t.Fatalf("%d layers: got %v and %v between nodes %d and %d", few.Layers, a, b, i, j)
				}
			}
		}
	}
	if apart(few.K, other.K) < 0.05 {
		t.Error("two seeds give one network")
	}
}

// The first layer is the limit's. The depth of one layer of an isomorphism network is that
// of a fully connected one on what has been mixed once.
func TestFirstLayer(t *testing.T) {
	e := Karate()
	f := NewFinite(Units(34), 1, operator(t, 34, e.Ties, Symmetric), relu, 4, 1)
	f.Step()
	if got := apart(f.K, after(t, e, relu, 1).K); got != 0 {
		t.Errorf("one layer: got a distance of %v, want 0", got)
	}
	l := Layer{WeightVar: 1.7, BiasVar: 0.3, Dense: 3}
	got := after(t, e, l, 1)
	l.Dense = 0
	want := after(t, e, l, 1)
	want.operator = operator(t, 34, nil, Alone)
	for range 3 {
		want.Step()
	}
	for i := range want.K {
		if math.Abs(got.K[i]-want.K[i]) > 1e-12 {
			t.Fatalf("got %v at %d, want %v", got.K[i], i, want.K[i])
		}
	}
}

func TestFiniteAllocates(t *testing.T) {
	e := Karate()
	for name, l := range layers {
		f := NewFinite(Units(34), 1, operator(t, 34, e.Ties, Symmetric), l, 32, 1)
		if n := testing.AllocsPerRun(5, f.Step); n > 0 {
			t.Errorf("%s: a layer allocates %v times, want none", name, n)
		}
	}
}

// The operations of a layer, counted by hand for three nodes, one tie and two units.
func TestFlops(t *testing.T) {
	if got, want := FlopsOfLayer(3, 1, 2, relu), 2*3*4+8*4+9*2+2*5*(2+2*3)+4*9; got != float64(want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if a, b := FlopsOfLayer(300, 900, 256, relu), FlopsOfLayer(300, 900, 256, Layer{Dense: 1, SelfVar: 1}); b < 2*a || b > 3*a {
		t.Errorf("got %v, and %v with three matrices for one", a, b)
	}
	for want, budget := range map[int]float64{1: 3, 4: 45, 8: 1000} {
		if got := Fewer(8, budget, 10); got != want {
			t.Errorf("of 8 in %v: got %d, want %d", budget, got, want)
		}
	}
}

func BenchmarkFinite(b *testing.B) {
	for _, size := range []struct{ nodes, width int }{{34, 256}, {300, 256}} {
		e := Karate()
		if size.nodes == 300 {
			e = PlantedPartition(300).Draw(1)
		}
		s := operator(b, size.nodes, e.Ties, Symmetric)
		f := NewFinite(Units(size.nodes), 1, s, relu, size.width, 1)
		f.Step()
		b.Run(fmt.Sprint(size.nodes), func(b *testing.B) {
			flops := FlopsOfLayer(size.nodes, len(e.Ties), size.width, relu)
			for b.Loop() {
				f.Step()
			}
			b.ReportMetric(flops*float64(b.N)/b.Elapsed().Seconds()/1e9, "GFLOP/s")
		})
	}
}
