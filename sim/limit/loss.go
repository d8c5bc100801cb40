package limit

import (
	"math"
	"slices"
)

// A Loss compares the outputs F of one point with its target y; both have K numbers.
type Loss uint8

// The losses.
const (
	Logistic Loss = iota // ℓ = Σ_c log(1 + e^{−y_c F_c}), y_c = ±1
	Squared              // ℓ = ½ Σ_c (F_c − y_c)²
	Softmax              // ℓ = log Σ_c e^{F_c} − F·y, y one-hot: 1 at the class, else 0
	Fourth               // ℓ = ¼ Σ_c (F_c − y_c)⁴
)

// Mean returns the loss averaged over n points; f and y are n×K.
func (l Loss) Mean(f, y []float64, n int) float64 {
	sum := 0.0
	switch l {
	case Logistic:
		for i, v := range f {
			sum += softplus(-y[i] * v)
		}
	case Squared:
		for i, v := range f {
			sum += (v - y[i]) * (v - y[i]) / 2
		}
	case Softmax:
		k := len(f) / n
		for j := range n {
			row, target := f[j*k:][:k], y[j*k:][:k]
			top, inside := slices.Max(row), 0.0
			for c, v := range row {
				inside += math.Exp(v - top)
				sum -= target[c] * (v - top)
			}
			sum += math.Log(inside)
		}
	case Fourth:
		for i, v := range f {
			square := (v - y[i]) * (v - y[i])
			sum += square * square / 4
		}
	}
	return sum / float64(n)
}

// Gradient fills chi (n×K) with χ = ∂ℓ/∂F at n points.
func (l Loss) Gradient(chi, f, y []float64, n int) {
	switch l {
	case Logistic:
		for i, v := range f {
			chi[i] = -y[i] / (1 + math.Exp(y[i]*v))
		}
	case Squared:
		for i, v := range f {
			chi[i] = v - y[i]
		}
	case Softmax:
		k := len(f) / n
		for j := range n {
			row, out := f[j*k:][:k], chi[j*k:][:k]
			top, inside := slices.Max(row), 0.0
			for c, v := range row {
				out[c] = math.Exp(v - top)
				inside += out[c]
			}
			for c, v := range y[j*k:][:k] {
				out[c] = out[c]/inside - v
			}
		}
	case Fourth:
		for i, v := range f {
			r := v - y[i]
			chi[i] = r * r * r
		}
	}
}

// Curvature returns c, the largest second derivative of ℓ along any direction of F:
// gradient descent under a kernel with largest eigenvalue λ is stable for η < 2/(c λ). For
// Softmax it is ½, where two classes share all the weight. For Fourth there is none, and it
// is +Inf: see CurvatureAt.
func (l Loss) Curvature() float64 {
	switch l {
	case Logistic:
		return 0.25
	case Softmax:
		return 0.5
	case Fourth:
		return math.Inf(1)
	}
	return 1
}

// CurvatureAt returns a bound on the second derivatives of ℓ that holds as long as no
// residual grows: for Fourth 3 max (F_c − y_c)² over the present outputs f and targets y, for
// all others Curvature.
func (l Loss) CurvatureAt(f, y []float64) float64 {
	if l != Fourth {
		return l.Curvature()
	}
	most := 0.0
	for i, v := range f {
		most = max(most, (v-y[i])*(v-y[i]))
	}
	return 3 * most
}

// softplus returns log(1 + e^x) without overflow.
func softplus(x float64) float64 {
	return max(x, 0) + math.Log1p(math.Exp(-math.Abs(x)))
}
