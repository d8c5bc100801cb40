// Package limit trains networks of infinite width exactly, in function space: the network
// without a bottleneck, whose kernel is constant, and the network f∘g with a bottleneck of
// d units between two infinitely wide parts. Where f has no exact state, a wide network
// stands in for it, and State says so. It knows nothing of the weights of networks of finite
// width on both sides of a bottleneck, of deep linear networks, which are two matrices, of
// data sets or of pictures.
//
// F = f∘g with g: R^M → R^d and f: R^d → R^K. As the widths grow with d fixed, full-batch
// gradient descent with rate η has the limit (N points x_j, loss ℓ)
//
//	χ_j = ∂ℓ/∂F(x_j),  z_j = g_t(x_j),  J_j = ∇f_t(z_j)
//	f_{t+1}(z) = f_t(z) − (η/N) Σ_j K_f(z, z_j) χ_j               (1)
//	g_{t+1}(x) = g_t(x) − (η/N) Σ_j Θ_g(x, x_j) J_jᵀ χ_j          (2)
//
// both from the state at t, with f_0 and g_0 independent Gaussian processes. Weights move
// by O(1) in norm against O(√n) at the start, so that each part keeps its own kernel, but
// z_j moves and with it the kernel of the whole,
//
//	K_F(x, x′) = K_f(z, z′) I_K + J(z) J(z′)ᵀ Θ_g(x, x′).
//
// Derived here; the setting is that of Littwin and others 2021, arXiv:2107.00364.
package limit

import (
	"fmt"
	"math"

	"narrows/sim/kernel"
)

// A Problem is a training set: X is N×M, Y is N×K, both row by row.
type Problem struct {
	X, Y    []float64
	N, M, K int
	Loss    Loss
}

// An Architecture is F = f∘g: G describes g, from M inputs to Units = d linear outputs,
// and F describes f, with one hidden layer.
type Architecture struct {
	G, F  kernel.Layers
	Units int

	// Width of the network that moves in place of f, where State says so; 0 is the default.
	Width int
}

// A Function is a start f_0: R^d → R^K. Eval fills value (K) and jacobian (K×d, row by
// row) at z (d), and keeps none of them.
type Function interface {
	Eval(z, value, jacobian []float64)
}

// DivergedLoss is where a run counts as diverged: no start comes near it, and its square
// is far from overflow.
const divergedLoss = 1e9

// Diverged reports whether a loss is that of a run that has diverged.
func Diverged(loss float64) bool { return !(loss <= divergedLoss) }

// Check panics unless the slices are as long as the numbers say.
func (p Problem) Check() {
	if p.N < 1 || p.M < 1 || p.K < 1 || len(p.X) != p.N*p.M || len(p.Y) != p.N*p.K {
		panic(fmt.Sprintf("limit: %d points with %d inputs and %d outputs in slices of %d and %d",
			p.N, p.M, p.K, len(p.X), len(p.Y)))
	}
}

func finite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }
