package eigen

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"gonum.org/v1/gonum/mat"

	"narrows/sim/vector"
)

// drawn is a symmetric n×n matrix with these eigenvalues, in a frame drawn at random.
func drawn(values []float64, rng *rand.Rand) []float64 {
	n := len(values)
	frame := make([][]float64, n)
	for i := range frame {
		frame[i] = make([]float64, n)
		for j := range frame[i] {
			frame[i][j] = rng.NormFloat64()
		}
	}
	straighten(frame)
	k := make([]float64, n*n)
	for e, v := range frame {
		for i := range n {
			vector.Axpy(k[i*n:][:n], values[e]*v[i], v)
		}
	}
	return k
}

// times sets w to k v.
func times(k []float64) func(w, v []float64) {
	return func(w, v []float64) {
		for i := range w {
			w[i] = vector.Dot(k[i*len(v):][:len(v)], v)
		}
	}
}

// The largest eigenvalue, alone or beside others almost as large, in one and more dimensions; and
// after the matrix has changed a little, by one vector where that is enough.
func TestTop(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	for _, values := range [][]float64{{3}, {3, 1}, {1, 1, 1, 1}, {5, 4.9, 4.8, 4.7, 1, 0}, {100, 1, 1, 0.1, 0, 0, 0}, {0, 0, 0}} {
		k := drawn(values, rng)
		top := NewTop(len(values), func(w, v []float64) { times(k)(w, v) })
		want := slices.Max(values)
		if got := top.Find(Anywhere); !(math.Abs(got-want) <= 2e-3*want) {
			t.Errorf("%v: got %v", values, got)
		}
		top.Keep()
		k[0] *= 1.001
		var eig mat.EigenSym
		eig.Factorize(mat.NewSymDense(len(values), k), false)
		want = slices.Max(eig.Values(nil))
		got, enough := top.Follow(0.002)
		if alone := len(values) > 1 && values[1] < 0.5*values[0]; enough != alone || enough && !(math.Abs(got-want) <= Near.within*want) {
			t.Errorf("%v changed: got %v, enough %v; want %v, enough %v", values, got, enough, want, alone)
		}
	}
}

func TestExtremes(t *testing.T) {
	rng := rand.New(rand.NewPCG(2, 1))
	lo, hi, err := Extremes(drawn([]float64{0.5, 7, 2}, rng), 3)
	if err != nil || math.Abs(lo-0.5) > 1e-14 || math.Abs(hi-7) > 1e-14 {
		t.Errorf("got %v and %v, %v; want 0.5 and 7", lo, hi, err)
	}
	for _, c := range []struct {
		k    []float64
		want string
	}{
		{make([]float64, 9), "λ_max = 0"},
		{drawn([]float64{-0.1, 1, 1}, rng), "λ_min = -0.1"},
		{[]float64{1, 0, 0, 0, math.Inf(1), 0, 0, 0, 1}, "+Inf"},
		{[]float64{1, 0, 0, 0, math.NaN(), 0, 0, 0, 1}, "NaN"},
	} {
		if _, _, err := Extremes(c.k, 3); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v: got error %v, want one with %q", c.k, err, c.want)
		}
	}
	if _, _, err := Extremes(drawn([]float64{-1e-10, 1, 1}, rng), 3); err != nil {
		t.Errorf("rounding below zero: got error %v", err)
	}
}
