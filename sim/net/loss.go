package net

import (
	"fmt"

	"narrows/sim/linalg"
)

// A Loss is ℓ(F, y) of the K outputs F of one sample and its K targets y. A network's loss
// is its mean over samples.
type Loss uint8

const (
	Logistic Loss = iota // ℓ = Σ_c log(1 + e^−y_c F_c), y_c = ±1
	Squared              // ℓ = ½ Σ_c (F_c − y_c)²
	Softmax              // ℓ = log Σ_c e^F_c − F·y, y one-hot: cross-entropy over K classes
	Fourth               // ℓ = ¼ Σ_c (F_c − y_c)⁴
)

// add returns sum + ℓ(f, y) and sets chi to χ = ∂ℓ/∂f, for the outputs and targets of one
// sample:
//
//	Logistic: χ_c = −y_c/(1 + e^{y_c f_c})
//	Squared:  χ_c = f_c − y_c
//	Softmax:  χ_c = e^{f_c}/Σ e^f − y_c
//	Fourth:   χ_c = (f_c − y_c)³
//
// It adds to a sum, output by output, since the order of additions is part of the result.
func (l Loss) add(sum float64, chi, f, y []float32) float64 {
	switch l {
	case Logistic:
		for len(f) > 0 {
			n := min(linalg.Lanes, len(f))
			sum = logistic(sum, chi[:n], f[:n], y[:n])
			chi, f, y = chi[n:], f[n:], y[n:]
		}
	case Squared:
		for c, v := range f {
			r := v - y[c]
			sum += float64(float32(float32(0.5*r) * r))
			chi[c] = r
		}
	case Softmax:
		sum += float64(softmax(chi, f, y))
	case Fourth:
		for c, v := range f {
			r := v - y[c]
			square := float32(r * r)
			sum += float64(float32(float32(0.25*square) * square))
			chi[c] = float32(square * r)
		}
	}
	return sum
}

// logistic is add for up to 16 outputs.
func logistic(sum float64, chi, f, y []float32) float64 {
	var buffer [linalg.Lanes]float32
	loss := buffer[:len(f)]
	for c, v := range f {
		m := float32(-y[c] * v)
		loss[c], chi[c] = m, m
	}
	linalg.Kernels{}.Softplus(loss)
	linalg.Kernels{}.Logistic(chi)
	for c, v := range loss {
		sum += float64(v)
		chi[c] = float32(-y[c] * chi[c])
	}
	return sum
}

// softmax returns ℓ and sets chi. With m = max F, reached at c = top, and u = Σ_{c≠top} e^{F_c−m},
//
//	ℓ = log(1+u) + Σ_c y_c (m − F_c),  χ_c = e^{F_c−m}/(1+u) − y_c,  χ_top = (1 − y_top) − u/(1+u)
//
// so that neither overflows, and both keep their digits where the loss is nearly zero.
func softmax(chi, f, y []float32) float32 {
	top := 0
	for c, v := range f {
		if v > f[top] {
			top = c
		}
	}
	var u, gap float32
	for c, v := range f {
		below := f[top] - v
		gap += float32(y[c] * below)
		chi[c] = -below
	}
	linalg.Kernels{}.Exp(chi)
	for c, v := range chi {
		if c != top {
			u += v
		}
	}
	for c := range chi {
		chi[c] = chi[c]/(1+u) - y[c]
	}
	chi[top] = (1 - y[top]) - u/(1+u)
	return linalg.Log1p(u) + gap
}

func (l Loss) check() {
	if l > Fourth {
		panic(fmt.Sprintf("net: no loss %d", l))
	}
}
