package sparse

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/optimize/convex/lp"
)

// scattered draws points, and whether each lies where both coordinates have one sign.
func scattered(n int, seed uint64, normal bool) (x [][2]float64, y []float64) {
	rng := rand.New(rand.NewPCG(seed, 15))
	for range n {
		at := [2]float64{2*rng.Float64() - 1, 2*rng.Float64() - 1}
		if normal {
			at = [2]float64{rng.NormFloat64(), rng.NormFloat64()}
		}
		x, y = append(x, at), append(y, math.Copysign(1, at[0]*at[1]))
	}
	return x, y
}

func solved(t *testing.T, p Problem) (s *Solver, steps int) {
	t.Helper()
	s, err := NewSolver(p)
	if err != nil {
		t.Fatal(err)
	}
	least, _ := s.Bracket() // the largest that any step says is the least
	for more := true; more; steps++ {
		more = s.Step()
		if low, _ := s.Bracket(); low > least {
			least = low
		}
		units, constant := s.Network()
		for i, x := range p.X {
			if f := at(units, constant, x, p.Slope); !p.Sorts && math.Abs(f-p.Y[i]) > 1e-6 || p.Sorts && f*p.Y[i] < 1-1e-6 {
				t.Errorf("step %d: the network is %v at point %d, of label %v", steps, f, i, p.Y[i])
			}
		}
	}
	if _, high := s.Bracket(); least > high*(1+1e-9) {
		t.Errorf("n = %d: a step said that nothing costs less than %v, and %v does", len(p.X), least, high)
	}
	if s.Failed() {
		low, high := s.Bracket()
		t.Errorf("n = %d: the solver gave up after %d steps, between %v and %v, η passes by %v, stalled %v", len(p.X), steps, low, high, s.Violation(), s.master.stalled)
	}
	return s, steps
}

func at(units []Neuron, constant float64, x [2]float64, a float64) float64 {
	for _, u := range units {
		constant += u.Of(x, a)
	}
	return constant
}

// The certificate passes ±1 nowhere on a grid of 3,600 angles, the bracket is closed, the network is what is asked for at each point, and
// sorting takes fewer units and costs less than interpolation.
func TestPlane(t *testing.T) {
	draws := 3
	if testing.Short() {
		draws = 1
	}
	for _, n := range []int{2, 3, 20, 40} {
		for draw := range draws {
			for _, norm := range []Norm{Euclidean, Taxicab} {
				x, y := scattered(n, uint64(draw), draw%2 == 1)
				var units, gauge [2]float64
				for sorts := range 2 {
					p := Problem{X: x, Y: y, Slope: slopes[draw%3], Norm: norm, Sorts: sorts == 1}
					name := fmt.Sprintf("n = %d, draw %d, norm %d, sorts %v", n, draw, norm, p.Sorts)
					s, steps := solved(t, p)
					low, high := s.Bracket()
					if high-low > 1e-6*high {
						t.Errorf("%s: got a bracket from %v to %v", name, low, high)
					}
					worst := 0.0
					for k := range 3600 {
						sin, cos := math.Sincos(float64(k) * 2 * math.Pi / 3600)
						w := p.scaled([2]float64{cos, sin})
						for _, at := range x {
							worst = max(worst, math.Abs(s.Eta(w, -w[0]*at[0]-w[1]*at[1])))
						}
					}
					if worst > 1+1e-6 && high > 1e-9 {
						t.Errorf("%s: |η| is %v somewhere", name, worst)
					}
					net, constant := s.Network()
					sum := 0.0
					for _, u := range net {
						sum += math.Abs(u.Weight)
						if eta := s.Eta(u.W, u.B) * math.Copysign(1, u.Weight); math.Abs(eta-1) > 1e-6 {
							t.Errorf("%s: a unit sits where η is %v", name, eta)
						}
					}
					if !near(sum, high, 1e-9) || len(net) > n {
						t.Errorf("%s: got %d units that cost %v, want %v", name, len(net), sum, high)
					}
					for i, place := range x {
						f := at(net, constant, place, p.Slope)
						if p.Sorts && y[i]*f < 1-1e-8 || !p.Sorts && math.Abs(f-y[i]) > 1e-8*max(1, high) {
							t.Errorf("%s: got %v at point %d, want %v", name, f, i, y[i])
						}
					}
					units[sorts], gauge[sorts] = float64(len(net)), high
					t.Logf("%s: %d units, gauge %.3f, %d steps", name, len(net), high, steps)
				}
				if n >= 20 && norm == Euclidean && units[1] >= units[0] || gauge[1] > gauge[0]*(1+1e-6) {
					t.Errorf("n = %d, draw %d: sorting takes %v units at %v, interpolation %v at %v", n, draw, units[1], gauge[1], units[0], gauge[0])
				}
			}
		}
	}
}

// The solver comes to its end, whatever is drawn.
func TestPlaneEnds(t *testing.T) {
	for draw := range 24 {
		x, y := scattered([]int{5, 20, 40}[draw%3], uint64(100+draw), draw%2 == 0)
		for choice := range 4 {
			s, steps := solved(t, Problem{X: x, Y: y, Slope: slopes[draw%3], Norm: Norm(choice % 2), Sorts: choice > 1})
			if low, high := s.Bracket(); high-low > 1e-6*high && high > 1e-9 {
				t.Errorf("draw %d, choice %d: after %d steps got a bracket from %v to %v", draw, choice, steps, low, high)
			}
		}
	}
}

// With ‖w‖₁ ≤ 1 a unit need only lie along an axis, or at a right angle to the way from a point to another: the
// one large linear program over all of those, solved by a library, costs the same.
func TestTaxicabIsOneProgram(t *testing.T) {
	const n = 6
	for draw := range 5 {
		x, y := scattered(n, uint64(40+draw), draw%2 == 0)
		p := Problem{X: x, Y: y, Slope: slopes[draw%3], Norm: Taxicab}
		ways := [][2]float64{{1, 0}, {0, 1}, {-1, 0}, {0, -1}}
		for i := range x {
			for j := range x {
				if i != j {
					ways = append(ways, p.scaled([2]float64{x[i][1] - x[j][1], x[j][0] - x[i][0]}))
				}
			}
		}
		var columns [][]float64
		var costs []float64
		at := map[[3]int]int{} // the column of a sign, a way and a point
		for sign := range 2 {
			v := 1 - 2*float64(sign)
			at[[3]int{sign, -1, 0}] = len(columns)
			columns, costs = append(columns, slices.Repeat([]float64{v}, n)), append(costs, 0)
			for way, w := range ways {
				for k := range x {
					u, column := Neuron{v, w, -w[0]*x[k][0] - w[1]*x[k][1]}, make([]float64, n)
					for i := range x {
						column[i] = u.Of(x[i], p.Slope)
					}
					if slices.Max(column) > 0 || slices.Min(column) < 0 { // the library refuses one that is nowhere on
						at[[3]int{sign, way, k}] = len(columns)
						columns, costs = append(columns, column), append(costs, 1)
					}
				}
			}
		}
		a := mat.NewDense(n, len(columns), nil)
		for j, column := range columns {
			a.SetCol(j, column)
		}
		// It begins with what fits along the first axis: for each of its columns the one of that sign.
		order := []int{0, 1, 2, 3, 4, 5}
		slices.SortFunc(order, func(i, j int) int { return cmp.Compare(x[i][0], x[j][0]) })
		fits, basis := mat.NewDense(n, n, nil), [][3]int{{0, -1, 0}}
		for _, k := range order[:n-1] {
			basis = append(basis, [3]int{0, 0, k})
		}
		for j, key := range basis {
			fits.SetCol(j, columns[at[key]])
		}
		var weights mat.VecDense
		if err := weights.SolveVec(fits, mat.NewVecDense(n, y)); err != nil {
			t.Fatal(err)
		}
		var begin []int
		for j, key := range basis {
			if weights.AtVec(j) < 0 {
				key[0] = 1
			}
			begin = append(begin, at[key])
		}
		want, _, err := lp.Simplex(costs, a, y, 1e-10, begin)
		if err != nil {
			t.Fatal(err)
		}
		s, _ := solved(t, p)
		if low, high := s.Bracket(); !near(low, want, 1e-6) || !near(high, want, 1e-6) {
			t.Errorf("draw %d: got from %v to %v, want %v", draw, low, high, want)
		}
	}
}

// The gauge is a norm, and the cheapest network of points on a line is that of one dimension.
func TestPlaneGauge(t *testing.T) {
	x, y := scattered(12, 5, false)
	_, z := scattered(12, 6, true)
	gauge := func(x [][2]float64, y []float64) (low, high float64) {
		s, _ := solved(t, Problem{X: x, Y: y, Slope: .1})
		return s.Bracket()
	}
	twice, sum := make([]float64, 12), make([]float64, 12)
	for i := range y {
		twice[i], sum[i] = -2*y[i], y[i]+z[i]
	}
	one, _ := gauge(x, y)
	other, _ := gauge(x, z)
	two, _ := gauge(x, twice)
	both, _ := gauge(x, sum)
	if !near(two, 2*one, 1e-6) || both > (one+other)*(1+1e-6) {
		t.Errorf("y costs %v, −2y %v; z %v, y + z %v", one, two, other, both)
	}
	rng := rand.New(rand.NewPCG(15, 7))
	for draw := range 10 {
		l := random(t, rng, draw)
		var on [][2]float64
		for _, x := range l.X {
			on = append(on, [2]float64{.6 * x, .3 + .8*x})
		}
		if low, high := gauge(on, l.Y); !near(low, l.Gauge(.1), 1e-6) || !near(high, l.Gauge(.1), 1e-6) {
			t.Errorf("draw %d: got from %v to %v on a line of the plane, want %v", draw, low, high, l.Gauge(.1))
		}
	}
}

// Units that made the values cost at least their gauge. Where points are many enough around them they are the cheapest themselves, and are found:
// each weight, direction and bias.
func TestTeacher(t *testing.T) {
	teacher := []Neuron{{1.5, [2]float64{.6, .8}, .1}, {-1, [2]float64{1, 0}, -.2}, {.8, [2]float64{0, -1}, .3}}
	found := 0
	for draw := range uint64(8) {
		x, _ := scattered(40, draw, false)
		var y []float64
		for _, x := range x {
			y = append(y, at(teacher, .5, x, .1))
		}
		s, _ := solved(t, Problem{X: x, Y: y, Slope: .1})
		if _, high := s.Bracket(); high > 3.3*(1+1e-6) {
			t.Errorf("draw %d: got a gauge of %v for units that cost 3.3", draw, high)
		}
		if units, _ := s.Network(); equal(units, teacher, 1e-3) {
			found++
		}
	}
	t.Logf("found in %d of 8 draws", found)
	if found < 2 {
		t.Errorf("got the teacher itself in %d of 8 draws, want some", found)
	}
}

// All that a solver needs it has from the start.
func TestSolverStepAllocatesNothing(t *testing.T) {
	for _, sorts := range []bool{false, true} {
		x, y := scattered(40, 3, false)
		s, err := NewSolver(Problem{X: x, Y: y, Slope: .1, Sorts: sorts})
		if err != nil {
			t.Fatal(err)
		}
		if n := testing.AllocsPerRun(10, func() { s.Step() }); n != 0 {
			t.Errorf("sorts %v: got %v allocations a step, want none", sorts, n)
		}
		if s.rounds < 10 {
			t.Errorf("sorts %v: got %d steps, too few to tell", sorts, s.rounds)
		}
	}
}

// equal reports whether two networks have the same units, in whatever order.
func equal(a, b []Neuron, within float64) bool {
	if len(a) != len(b) {
		return false
	}
	for _, u := range a {
		if !slices.ContainsFunc(b, func(v Neuron) bool {
			return math.Hypot(u.W[0]-v.W[0], u.W[1]-v.W[1]) < within && math.Abs(u.B-v.B) < within && math.Abs(u.Weight-v.Weight) < within
		}) {
			return false
		}
	}
	return true
}

// Units that no point tells apart go together: the network is the same at the points, costs no more, and no two of those that are left could.
func TestMerged(t *testing.T) {
	rng := rand.New(rand.NewPCG(15, 4))
	gone := 0
	for draw := range 40 {
		x, _ := scattered(12, uint64(draw), false)
		p := Problem{X: x, Slope: slopes[draw%3], Norm: Norm(draw % 2)}
		var units []Neuron
		for k := range 12 {
			sin, cos := math.Sincos(rng.Float64() / 2 * float64(1+draw%5))
			w := p.scaled([2]float64{cos, sin})
			u := Neuron{rng.NormFloat64(), w, rng.NormFloat64() / 4}
			if k%2 == 0 { // as the program has them
				u.B = -w[0]*x[k][0] - w[1]*x[k][1]
			}
			units = append(units, u)
		}
		kept := p.merge(slices.Clone(units))
		gone += len(units) - len(kept)
		for i, place := range x {
			if got, want := at(kept, 0, place, p.Slope), at(units, 0, place, p.Slope); math.Abs(got-want) > 1e-7 {
				t.Errorf("draw %d: got %v at point %d want %v", draw, got, i, want)
			}
		}
		before, after := 0.0, 0.0
		for _, u := range units {
			before += math.Abs(u.Weight)
		}
		for k, u := range kept {
			after += math.Abs(u.Weight)
			if got := p.size(u.W); math.Abs(got-1) > 1e-12 {
				t.Errorf("draw %d: got a norm of %v", draw, got)
			}
			for _, v := range kept[:k] {
				if p.alike(u, v) {
					t.Errorf("draw %d: got two that no point tells apart, %v and %v", draw, u, v)
				}
			}
		}
		if after > before*(1+1e-12) {
			t.Errorf("draw %d: got a cost of %v, want at most %v", draw, after, before)
		}
	}
	if gone < 40 {
		t.Errorf("got %d units that went together, too few to tell", gone)
	}
}

// What has no network is refused, and values that are all alike cost nothing.
func TestPlaneRefuses(t *testing.T) {
	many, values := scattered(41, 1, false)
	for _, p := range []Problem{{}, {X: [][2]float64{{0, 0}}, Y: []float64{1}}, {X: [][2]float64{{0, 1}, {0, 1}}, Y: []float64{1, 1}}, {X: many, Y: values}} {
		if _, err := NewSolver(p); err != ErrPoints {
			t.Errorf("%d points: got %v, want %v", len(p.X), err, ErrPoints)
		}
	}
	x, y := scattered(9, 3, false)
	for i := range y {
		y[i] = 1
	}
	for _, sorts := range []bool{false, true} {
		s, _ := solved(t, Problem{X: x, Y: y, Slope: .1, Sorts: sorts})
		if low, high := s.Bracket(); high > 1e-12 || low > 1e-12 {
			t.Errorf("all alike, sorts %v: got from %v to %v, want 0", sorts, low, high)
		}
	}
}

// Few points to be sorted have a first network that is dear, and prices that at first prove nothing: no step may say that
// nothing costs less than what something does.
func TestFewPoints(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 1))
	for range 300 {
		p := Problem{Sorts: true, Slope: 0.1}
		for i := range 4 + rng.IntN(5) {
			p.X = append(p.X, [2]float64{2*rng.Float64() - 1, 2*rng.Float64() - 1})
			p.Y = append(p.Y, float64(1-2*(i&1)))
		}
		solved(t, p)
	}
}
