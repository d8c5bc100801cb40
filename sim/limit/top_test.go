package limit

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"gonum.org/v1/gonum/mat"

	"narrows/sim/data"
	"narrows/sim/eigen"
	"narrows/sim/kernel"
)

// drawnFlow is a network with a bottleneck on a task, all drawn at random, and a step size that
// may be far too small or too large.
func drawnFlow(rng *rand.Rand) (b *BottleneckFlow, rate float64, what string, err error) {
	acts := []kernel.Activation{kernel.ReLU, kernel.ReLU, kernel.Rectifier(0.2), kernel.Linear, kernel.Erf}
	kinds := []data.Kind{data.Circles, data.Moons, data.Xor, data.Spirals, data.Sectors, data.Argmax}
	g := data.Generator{Kind: kinds[rng.IntN(len(kinds))], Noise: 2 * rng.Float64(), Classes: 3 + rng.IntN(4), Inputs: 2 + rng.IntN(8)}
	m, k := g.Shape()
	n, scale := 8+rng.IntN(57), 1.0
	if k > 2 {
		n = 8 + rng.IntN(17)
	}
	set, _ := data.Split(g, n, 16, rng)
	p := Problem{X: set.X, Y: set.OneHot(), N: n, M: m, K: k, Loss: Softmax}
	if k == 2 {
		p.Y, p.K, p.Loss = set.Signs(), 1, Logistic
	}
	if rng.IntN(3) == 0 {
		p.Loss, scale = Squared, 1+9*rng.Float64()
		for j := range p.Y {
			p.Y[j] *= scale
		}
	}
	act, d := acts[rng.IntN(len(acts))], []int{1, 2, 3, 8}[rng.IntN(4)]
	a := architectureOf(act, d, 0)
	a.G.Depth, a.G.BiasVar, a.Width = 1+rng.IntN(4), 2*rng.Float64(), 256
	ks, err := NewKernels(a, p, nil)
	if err != nil {
		return nil, 0, "", err
	}
	s, err := ks.DrawStart(rng)
	if err != nil {
		return nil, 0, "", err
	}
	if act != kernel.Erf && rng.IntN(2) == 0 {
		s = s.Scaled(0.05 + 0.95*rng.Float64())
	}
	b, err = NewBottleneckFlow(ks, s)
	by := math.Pow(10, -1.5+1.8*rng.Float64()) / scale
	return b, by * ks.StableRate(), fmt.Sprintf("data %d, %v, d = %d, N = %d, K = %d, %.2g of the stable rate", g.Kind, act, d, n, p.K, by), err
}

// topOf is the largest of all eigenvalues of K_F.
func topOf(b *BottleneckFlow) float64 {
	size := b.k.Problem.N * b.k.Problem.K
	all := mat.NewSymDense(size, nil)
	e, w := make([]float64, size), make([]float64, size)
	for j := range size {
		clear(e)
		e[j] = 1
		b.applyKernel(w, e)
		for i := range j + 1 {
			all.SetSym(i, j, w[i])
		}
	}
	var eig mat.EigenSym
	eig.Factorize(all, false)
	return eig.Values(nil)[size-1]
}

// λ_max is that of the present kernel to a part in a hundred, of 300 networks at a step of
// theirs from 1 to 1000: looked at only there, and followed all the way.
func TestLambdaMax(t *testing.T) {
	networks := 300
	if testing.Short() {
		networks = 40
	}
	rng := rand.New(rand.NewPCG(9, 9))
	var late, close []float64
	for len(late) < networks {
		b, rate, what, err := drawnFlow(rng)
		if err != nil {
			continue
		}
		steps := int(math.Pow(10, 3*rng.Float64()))
		for range steps {
			b.Step(rate)
			b.Follow()
		}
		want := topOf(b) / float64(b.k.Problem.N)
		warm := b.LambdaMax()
		b.top, b.known = eigen.NewTop(len(b.outputs), b.applyKernel), false
		cold := b.LambdaMax()
		if want > 0 {
			late, close = append(late, math.Abs(cold/want-1)), append(close, math.Abs(warm/want-1))
		}
		if !(math.Abs(warm-want) <= 0.01*want && math.Abs(cold-want) <= 0.01*want) {
			t.Errorf("%s, step %d: got %v followed and %v looked at, want %v", what, steps, warm, cold, want)
		}
	}
	t.Logf("of %d at most %.1e off if looked at only then, %.1e if followed", networks, slices.Max(late), slices.Max(close))
}
