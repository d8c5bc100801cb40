package linalg

import "fmt"

// The activation functions and their derivatives, element by element.

// ReLU sets each negative x to zero. NaN stays NaN, so that a loss downstream shows it.
// The length is a multiple of 16.
func (k Kernels) ReLU(x []float32) {
	if len(x)%Lanes != 0 {
		panic(fmt.Sprintf("linalg: %d numbers, want a multiple of %d", len(x), Lanes))
	}
	if k.vectors() {
		reluVector(x)
		return
	}
	reluPlain(x)
}

// Gate sets delta to zero where x is not positive: the derivative of ReLU, for x after
// or before it. The lengths are equal and a multiple of 16.
func (k Kernels) Gate(delta, x []float32) {
	if len(x)%Lanes != 0 || len(delta) != len(x) {
		panic(fmt.Sprintf("linalg: %d and %d numbers, want one multiple of %d", len(delta), len(x), Lanes))
	}
	if k.vectors() {
		gateVector(delta, x)
		return
	}
	gatePlain(delta, x)
}

// Rectify multiplies each negative x by slope. NaN stays NaN. The length is a multiple of
// 16. With slope 0 use ReLU, which silences −∞ as well.
func (k Kernels) Rectify(x []float32, slope float32) {
	if len(x)%Lanes != 0 {
		panic(fmt.Sprintf("linalg: %d numbers, want a multiple of %d", len(x), Lanes))
	}
	if k.vectors() {
		rectifyVector(x, slope)
		return
	}
	rectifyPlain(x, slope)
}

// Tilt multiplies delta by slope where x is not positive: the derivative of Rectify, for x
// before it, or after it if slope ≥ 0. The lengths are equal and a multiple of 16.
func (k Kernels) Tilt(delta, x []float32, slope float32) {
	if len(x)%Lanes != 0 || len(delta) != len(x) {
		panic(fmt.Sprintf("linalg: %d and %d numbers, want one multiple of %d", len(delta), len(x), Lanes))
	}
	if k.vectors() {
		tiltVector(delta, x, slope)
		return
	}
	tiltPlain(delta, x, slope)
}

// Erf sets each x to erf(x). Both kinds of kernel are the function Erf, called in a loop.
func (k Kernels) Erf(x []float32) {
	for i, v := range x {
		x[i] = Erf(v)
	}
}

// ErfGate multiplies delta by erf′(x), for x before erf. The lengths are equal. Both kinds
// of kernel are the function ErfSlope, called in a loop.
func (k Kernels) ErfGate(delta, x []float32) {
	if len(delta) != len(x) {
		panic(fmt.Sprintf("linalg: %d and %d numbers, want one length", len(delta), len(x)))
	}
	for i, v := range x {
		delta[i] *= ErfSlope(v)
	}
}
