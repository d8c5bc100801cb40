package kernel

import (
	"fmt"
	"math"
	"math/big"
	"testing"
)

// exactAngle is atan2(y, x) for x ≥ 0 to 100 bits: the arc tangent of the smaller ratio halved
// three times, and its series.
func exactAngle(y, x float64) *big.Float {
	const bits = 160
	num := func(v float64) *big.Float { return new(big.Float).SetPrec(bits).SetFloat64(v) }
	one := num(1)
	of := func() *big.Float { return new(big.Float).SetPrec(bits) }
	atan := func(t *big.Float) *big.Float {
		for range 3 { // tan(θ/2) = t/(1 + √(1+t²))
			root := of().Sqrt(of().Add(one, of().Mul(t, t)))
			t = of().Quo(t, of().Add(one, root))
		}
		sum, power, square := of(), of().Set(t), of().Mul(t, t)
		for k := range 40 { // t ≤ tan(π/32), and its 81st power below 1e-81
			term := of().Quo(power, num(float64(2*k+1)))
			if k%2 == 1 {
				term.Neg(term)
			}
			sum.Add(sum, term)
			power.Mul(power, square)
		}
		return sum.Mul(sum, num(8))
	}
	size := num(math.Abs(y))
	var v *big.Float
	if size.Cmp(num(x)) <= 0 {
		v = atan(of().Quo(size, num(x)))
	} else {
		half := of().Mul(atan(one), num(2)) // π/2
		v = half.Sub(half, atan(of().Quo(num(x), size)))
	}
	if y < 0 {
		v.Neg(v)
	}
	return v
}

// The angle is good to 2 units in the last place: over all ratios, close to where its
// formula changes, and at the ends.
func TestAngle(t *testing.T) {
	check := func(y, x float64) {
		t.Helper()
		got, want := angle(y, x), exactAngle(y, x)
		near, _ := want.Float64()
		off, _ := new(big.Float).Sub(new(big.Float).SetFloat64(got), want).Float64()
		unit := math.Nextafter(math.Abs(near), math.Inf(1)) - math.Abs(near)
		if !(math.Abs(off) <= 2*unit) {
			t.Errorf("angle(%v, %v): got %v want %v, %.2f units away", y, x, got, near, off/unit)
		}
	}
	points := 20000
	if testing.Short() {
		points = 2000
	}
	for i := range points + 1 {
		sin, cos := math.Sincos(math.Pi / 2 * float64(i) / float64(points))
		check(sin, max(cos, 0))
		check(-3*sin, 3*max(cos, 0))
	}
	for _, edge := range []float64{eighth, 1, 1 / eighth} {
		for i := -20; i <= 20; i++ {
			check(edge*(1+float64(i)*0x1p-53), 1)
		}
	}
	for e := range 300 {
		check(math.Pow(10, -float64(e)), 1)
		check(1, math.Pow(10, -float64(e)))
	}
	if got := angle(0, 1); got != 0 {
		t.Errorf("angle(0, 1): got %v want 0", got)
	}
	if got := angle(1, 0); got != math.Pi/2 {
		t.Errorf("angle(1, 0): got %v want π/2", got)
	}
	if got := angle(0, 0); got != 0 {
		t.Errorf("angle(0, 0): got %v want 0", got)
	}
}

// A row is what pairs one by one give, to the last bit: with vectors and without, of every
// length, for points that are equal, opposite, zero, far out or not finite.
func TestRowsArePairs(t *testing.T) {
	rng := seeded(10)
	for _, a := range activations {
		for _, m := range []int{1, 2, 5} {
			g, f := g, f
			g.Activation, f.Activation = a.Activation, a.Activation
			// Without bias opposite points stay opposite, and p may come out below −√(qr).
			for i := range 48 {
				n, s := i/4, Stack{g, f}
				if i%4 > 0 {
					s = Stack{{Depth: 1, WeightVar: 2, Activation: a.Activation}}
				}
				x := normals(n*m, rng)
				y := normals(m, rng)
				if n > 5 {
					copy(x[m:], y)
					for i, v := range y {
						x[2*m+i], x[3*m+i], x[4*m+i] = -0.3*v, 0, 1e9*v
					}
					x[5*m] = math.Inf(1)
				}
				points := s.Points(x, m)
				nngp, ntk := make([]float64, n), make([]float64, n)
				points.Row(nngp, ntk, y)
				for j := range n {
					wantNNGP, wantNTK := s.At(y, x[j*m:][:m])
					same(t, fmt.Sprintf("%s, m = %d, pair %d of %d", a.name, m, j, n), nngp[j], wantNNGP)
					same(t, fmt.Sprintf("%s, m = %d, NTK of pair %d of %d", a.name, m, j, n), ntk[j], wantNTK)
				}
				alone := make([]float64, n)
				points.Row(nil, alone, y)
				points.Row(nngp, nil, y)
				for j := range n {
					wantNNGP, wantNTK := s.At(y, x[j*m:][:m])
					same(t, "the NNGP alone", nngp[j], wantNNGP)
					same(t, "the NTK alone", alone[j], wantNTK)
				}
			}
		}
	}
}

func same(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Float64bits(got) != math.Float64bits(want) && !(math.IsNaN(got) && math.IsNaN(want)) {
		t.Fatalf("%s: got %v want %v", what, got, want)
	}
}

// The same of a Shallow, with its gradients where they are smooth.
func TestNodesArePairs(t *testing.T) {
	rng := seeded(11)
	for _, a := range activations {
		for _, d := range []int{1, 2, 8} {
			for _, bias := range []float64{0, 0.3} {
				k := Shallow{Units: d, WeightVar: 2, BiasVar: bias, Activation: a.Activation}
				nodes := k.Nodes(12)
				for n := range 12 {
					y, z := normals(n*d, rng), normals(d, rng)
					if n > 5 {
						copy(y[d:], z)
						for i, v := range z {
							y[2*d+i], y[3*d+i], y[4*d+i] = -v, 0, 1e9*v
						}
						y[5*d] = math.Inf(1)
					}
					if n == 11 {
						clear(z)
					}
					nodes.Set(y)
					checkNodes(t, fmt.Sprintf("%s, d = %d, σ_b² = %v, %d points", a.name, d, bias, n), nodes, k, y, z)
				}
			}
		}
	}
}

func checkNodes(t *testing.T, what string, nodes *Nodes, k Shallow, y, z []float64) {
	t.Helper()
	d := k.Units
	n := len(y) / d
	nngp, ntk := make([]float64, n), make([]float64, n)
	nodes.Row(nngp, ntk, z)
	for j := range n {
		wantNNGP, wantNTK := k.Value(z, y[j*d:][:d])
		same(t, what+", NNGP", nngp[j], wantNNGP)
		same(t, what+", NTK", ntk[j], wantNTK)
		// At the tip of the cone too, where a point without bias has no direction.
		if !math.IsInf(y[j*d], 0) && math.IsNaN(wantNTK+wantNNGP) {
			t.Fatalf("%s: got %v and %v between %v and %v", what, wantNNGP, wantNTK, z, y[j*d:][:d])
		}
	}
	if !k.Activation.erf {
		return
	}
	slopes, slope := make([]float64, d*n), make([]float64, d*n)
	nodes.SmoothRow(nngp, ntk, slopes, slope, z)
	for j := range n {
		at := y[j*d:][:d]
		wantNNGP, wantNTK := k.Smooth(z, at)
		same(t, what+", smooth NNGP", nngp[j], wantNNGP.Value)
		same(t, what+", smooth NTK", ntk[j], wantNTK.Value)
		for a := range d {
			same(t, what+", slope of the NNGP", slopes[a*n+j], float64(wantNNGP.Y*at[a])+float64(wantNNGP.Z*z[a]))
			same(t, what+", slope of the NTK", slope[a*n+j], float64(wantNTK.Y*at[a])+float64(wantNTK.Z*z[a]))
		}
	}
}
