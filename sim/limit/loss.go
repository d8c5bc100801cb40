package limit

import (
	"math"
	"slices"

	"narrows/sim/vector"
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

// Mean returns the loss averaged over n points; f and y are n×K. It allocates as many numbers.
func (l Loss) Mean(f, y []float64, n int) float64 {
	return l.Measure(make([]float64, len(f)), f, y, n)
}

// Measure returns the same and fills chi (n×K) with χ = ∂ℓ/∂F at the points: the two share
// their exponentials.
func (l Loss) Measure(chi, f, y []float64, n int) (mean float64) {
	sum := 0.0
	switch l {
	case Logistic:
		sum = vector.Logistic(chi, f, y)
	case Squared:
		for i, v := range f {
			r := v - y[i]
			sum += r * r / 2
			chi[i] = r
		}
	case Softmax:
		sum = softmax(chi, f, y, n)
	case Fourth:
		for i, v := range f {
			r := v - y[i]
			square := r * r
			sum += square * square / 4
			chi[i] = square * r
		}
	}
	return sum / float64(n)
}

func softmax(chi, f, y []float64, n int) float64 {
	k, sum := len(f)/n, 0.0
	for j := range n {
		row, out := f[j*k:][:k], chi[j*k:][:k]
		top := slices.Max(row)
		for c, v := range row {
			out[c] = v - top
			sum -= y[j*k+c] * out[c]
		}
	}
	vector.Decline(chi[:n*k])
	for j := range n {
		out, inside := chi[j*k:][:k], 0.0
		for _, v := range out {
			inside += v
		}
		sum += math.Log(inside)
		for c, v := range y[j*k:][:k] {
			out[c] = out[c]/inside - v
		}
	}
	return sum
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
