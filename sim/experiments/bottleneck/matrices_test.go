package bottleneck

import (
	"math"
	"slices"
	"testing"

	"narrows/sim"
	"narrows/sim/trio"
)

// Kernels are shown as correlations between points sorted by class, the first at the top.
func TestMatrices(t *testing.T) {
	for _, points := range []int{20, 64} {
		r := begin(t, only().WithChoice("data", "sectors").With("depth", 1).With("points", float64(points)).WithChoice("view", "kernels"))
		sim.Advance(r, nil, 0, 30, nil)
		l := r.lanes[0]
		maps := r.maps()
		if len(maps) != limits {
			t.Fatalf("got %d maps, want two kernels", len(maps))
		}
		for i, network := range []int{limitNet, kernelNet} {
			p := maps[i]
			c := p.Cells[0]
			n := min(points, mostRows)
			if c.W != n || c.H != n || len(c.Values) != n*n || len(c.Bars) != n {
				t.Fatalf("%s: got %d×%d cells, %d values, %d bars for %d points", p.Name, c.W, c.H, len(c.Values), len(c.Bars), n)
			}
			if !p.Y.Reversed || p.X.Reversed {
				t.Errorf("%s: got axes reversed %v across, %v down, want the first row at the top and column on the left", p.Name, p.X.Reversed, p.Y.Reversed)
			}
			if !slices.IsSorted(c.Bars) {
				t.Errorf("%s: got bars %v, want them sorted by class", p.Name, c.Bars)
			}
			// The slow way: which points these are, and all of the kernel.
			var order []int
			for class := range r.outputs {
				for j := range n {
					if int(l.train.Class[j]) == class {
						order = append(order, j)
					}
				}
			}
			all := make([]float64, points*points)
			if network == limitNet {
				l.limit.Kernel(all, nil)
			} else {
				l.kernels.Theta(all, nil)
			}
			for a, j := range order {
				if c.Bars[a] != l.train.Class[j] {
					t.Errorf("%s: got bar %d of class %d, want %d", p.Name, a, c.Bars[a], l.train.Class[j])
				}
				for b, k := range order {
					got := float64(c.Values[a*n+b])
					want := all[j*points+k] / math.Sqrt(all[j*points+j]*all[k*points+k])
					if a == b {
						want = 1
					}
					if !(math.Abs(got-want) < 1e-6) || got != float64(c.Values[b*n+a]) { // float32
						t.Fatalf("%s: got correlation %v in row %d, column %d, and %v across the diagonal, want %v", p.Name, got, a, b, c.Values[b*n+a], want)
					}
				}
			}
		}
	}
}

// The alignment of each kernel with the classes is a read-out; that of the bottleneck's
// grows as it learns them, and the other's is fixed.
func TestAlignmentFacts(t *testing.T) {
	alignments := func(r *run) (at [networks]float64) {
		at = [networks]float64{math.NaN(), math.NaN(), math.NaN()}
		for _, f := range r.facts() {
			if f.Label == "alignment" {
				at[slices.Index(trio.Roles[:], f.Role)] = f.Value
			}
		}
		return at
	}
	r := begin(t, preset(t, "Colour wheel").With("n", 16).WithChoice("view", "kernels"))
	before := alignments(r)
	sim.Advance(r, nil, 0, 200, nil)
	after := alignments(r)
	if !math.IsNaN(after[finiteNet]) {
		t.Errorf("got an alignment of the finite network, %v, want none", after[finiteNet])
	}
	if !(before[kernelNet] == after[kernelNet] && before[kernelNet] > 0 && before[kernelNet] < 1) {
		t.Errorf("got alignments %v and then %v of the fixed kernel, want one between 0 and 1", before[kernelNet], after[kernelNet])
	}
	if !(after[limitNet] > before[limitNet]+0.1 && after[limitNet] <= 1) {
		t.Errorf("got alignments %v and then %v through the bottleneck, want growth", before[limitNet], after[limitNet])
	}
	t.Logf("alignment through the bottleneck from %v to %v, fixed %v", before[limitNet], after[limitNet], after[kernelNet])
}
