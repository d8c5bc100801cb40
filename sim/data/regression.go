package data

import (
	"fmt"
	"math"
	"math/rand/v2"
)

// A Regression says what to draw for a linear task: Gaussian inputs x and targets
// y = W* x + noise, with W* of given singular values.
type Regression struct {
	Inputs, Outputs int       // m and k
	Singular        []float64 // of W*, r ≤ min(m, k) of them, of any order and sign
	Noise           float64   // σ, s.d. added to each target of the training set
	NoisyHeldOut    bool      // and to those held out, which are clean otherwise

	// Condition says what the training inputs' XᵀX/N is. With 0 they are independent draws
	// from N(0, I). With 1 it is the identity exactly; with more it has this condition number,
	// its eigenvalues spaced geometrically in random directions, with mean 1. Both need N ≥ m.
	// Held-out inputs are draws from N(0, C), where C is XᵀX/N, and with 0 the identity.
	Condition float64
}

// A Sample holds N points with M inputs and K targets.
type Sample struct {
	N, M, K int
	X       []float64 // N×M, row by row
	Y       []float64 // N×K, row by row
}

// A Map is W* = U diag(S) Vᵀ, with orthonormal columns of U and V.
type Map struct {
	W []float64 // k×m
	U []float64 // k×r
	S []float64 // r
	V []float64 // m×r
}

// Draw draws W*, a training set of n points and a held-out set of h points. The training set
// does not depend on h, and neither W* nor any input nor the noise in units of σ depends on σ.
func (g Regression) Draw(n, h int, rng *rand.Rand) (train, heldOut Sample, truth Map) {
	g.check(n)
	truth = g.truth(rng)
	m := g.Inputs
	var mix []float64 // m×m, C^½; nil is the identity
	train = g.normal(n, rng)
	if g.Condition > 0 {
		whiten(train.X, n, m)
	}
	if g.Condition > 1 {
		mix = g.root(rng)
		turn(train.X, mix, m)
	}
	g.label(&train, truth, g.Noise, rng)
	heldOut = g.normal(h, rng)
	if mix != nil {
		turn(heldOut.X, mix, m)
	}
	noise := 0.0
	if g.NoisyHeldOut {
		noise = g.Noise
	}
	g.label(&heldOut, truth, noise, rng)
	return train, heldOut, truth
}

func (g Regression) check(n int) {
	m, k, r := g.Inputs, g.Outputs, len(g.Singular)
	if m < 1 || k < 1 || r < 1 || r > min(m, k) {
		panic(fmt.Sprintf("data: %d singular values of a map from %d to %d", r, m, k))
	}
	if !(g.Noise >= 0) || g.Condition != 0 && !(g.Condition >= 1) || g.Condition > 1 && m == 1 {
		panic(fmt.Sprintf("data: noise %v and condition number %v of %d inputs", g.Noise, g.Condition, m))
	}
	if g.Condition != 0 && n < m {
		panic(fmt.Sprintf("data: %d points cannot have a given covariance in %d inputs", n, m))
	}
}

func (g Regression) truth(rng *rand.Rand) Map {
	k, m, r := g.Outputs, g.Inputs, len(g.Singular)
	t := Map{W: make([]float64, k*m), U: orthonormal(k, r, rng), S: append([]float64(nil), g.Singular...), V: orthonormal(m, r, rng)}
	for c := range k {
		for a := range m {
			for i, s := range t.S {
				t.W[c*m+a] += s * t.U[c*r+i] * t.V[a*r+i]
			}
		}
	}
	return t
}

func (g Regression) normal(n int, rng *rand.Rand) Sample {
	s := Sample{N: n, M: g.Inputs, K: g.Outputs, X: make([]float64, n*g.Inputs), Y: make([]float64, n*g.Outputs)}
	for i := range s.X {
		s.X[i] = rng.NormFloat64()
	}
	return s
}

// label sets the targets. It draws their noise even if σ is 0, so that what follows stays.
func (g Regression) label(s *Sample, truth Map, noise float64, rng *rand.Rand) {
	for j := range s.N {
		for c := range s.K {
			y := noise * rng.NormFloat64()
			for a, v := range s.X[j*s.M:][:s.M] {
				y += truth.W[c*s.M+a] * v
			}
			s.Y[j*s.K+c] = y
		}
	}
}

// root draws C^½ = R diag(√λ) Rᵀ, with λ_i in proportion to Condition^{−i/(m−1)} and mean 1.
func (g Regression) root(rng *rand.Rand) []float64 {
	m := g.Inputs
	frame := orthonormal(m, m, rng)
	lambda, sum := make([]float64, m), 0.0
	for i := range lambda {
		lambda[i] = math.Pow(g.Condition, -float64(i)/float64(m-1))
		sum += lambda[i]
	}
	root := make([]float64, m*m)
	for a := range m {
		for b := range m {
			for i, l := range lambda {
				root[a*m+b] += math.Sqrt(l*float64(m)/sum) * frame[a*m+i] * frame[b*m+i]
			}
		}
	}
	return root
}

// turn replaces every row x of X by the symmetric matrix mix times x.
func turn(x, mix []float64, m int) {
	old := make([]float64, m)
	for j := 0; j < len(x); j += m {
		copy(old, x[j:])
		for a := range m {
			sum := 0.0
			for b, v := range old {
				sum += mix[a*m+b] * v
			}
			x[j+a] = sum
		}
	}
}

// whiten makes XᵀX/n the identity.
func whiten(x []float64, n, m int) {
	orthonormalise(x, n, m)
	for i := range x {
		x[i] *= math.Sqrt(float64(n))
	}
}

// orthonormal draws r orthonormal columns of n numbers, n×r, uniformly over all of them.
func orthonormal(n, r int, rng *rand.Rand) []float64 {
	q := make([]float64, n*r)
	for i := range q {
		q[i] = rng.NormFloat64()
	}
	orthonormalise(q, n, r)
	return q
}

// orthonormalise makes the r ≤ n columns of q (n×r) orthonormal, one after the other. Twice,
// for what is left after once is orthogonal only up to rounding of what was taken away.
func orthonormalise(q []float64, n, r int) {
	for a := range r {
		for range 2 {
			for b := range a {
				inner := 0.0
				for j := range n {
					inner += q[j*r+a] * q[j*r+b]
				}
				for j := range n {
					q[j*r+a] -= inner * q[j*r+b]
				}
			}
			square := 0.0
			for j := range n {
				square += q[j*r+a] * q[j*r+a]
			}
			for j := range n {
				q[j*r+a] /= math.Sqrt(square)
			}
		}
	}
}
