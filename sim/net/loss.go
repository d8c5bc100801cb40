package net

import (
	"fmt"

	"narrows/sim/linalg"
)

// A Loss is ℓ(F, y) of one output F and its target y. A network's loss is its mean over
// samples, summed over outputs.
type Loss uint8

const (
	Logistic Loss = iota // ℓ = log(1 + e^−yF), y = ±1
	Squared              // ℓ = ½ (F − y)²
)

// At returns ℓ(f, y) and χ = ∂ℓ/∂f:
//
//	Logistic: log(1 + e^−yf),   −y/(1 + e^yf)
//	Squared:  ½ (f−y)²,         f − y
func (l Loss) At(f, y float32) (value, chi float32) {
	switch l {
	case Logistic:
		m := float32(-y * f)
		return linalg.Softplus(m), float32(-y * linalg.Logistic(m))
	case Squared:
		r := f - y
		return float32(float32(0.5*r) * r), r
	}
	panic(fmt.Sprintf("net: no loss %d", l))
}
