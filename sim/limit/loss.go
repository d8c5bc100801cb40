package limit

import "math"

// A Loss compares the outputs F of one point with its target y; both have K numbers.
type Loss uint8

// The losses.
const (
	Logistic Loss = iota // ℓ = Σ_c log(1 + e^{−y_c F_c}), y_c = ±1
	Squared              // ℓ = ½ Σ_c (F_c − y_c)²
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
	}
	return sum / float64(n)
}

// Gradient fills chi with χ = ∂ℓ/∂F, number by number.
func (l Loss) Gradient(chi, f, y []float64) {
	switch l {
	case Logistic:
		for i, v := range f {
			chi[i] = -y[i] / (1 + math.Exp(y[i]*v))
		}
	case Squared:
		for i, v := range f {
			chi[i] = v - y[i]
		}
	}
}

// Curvature returns c, the largest second derivative of ℓ in F: gradient descent under a
// kernel with largest eigenvalue λ is stable for η < 2/(c λ).
func (l Loss) Curvature() float64 {
	if l == Logistic {
		return 0.25
	}
	return 1
}

// softplus returns log(1 + e^x) without overflow.
func softplus(x float64) float64 {
	return max(x, 0) + math.Log1p(math.Exp(-math.Abs(x)))
}
