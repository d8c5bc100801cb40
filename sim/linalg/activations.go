package linalg

import "fmt"

// The activation functions, their derivatives and what losses are made of, element by
// element.

// Rectify multiplies each negative x by slope. NaN stays NaN. The length is a multiple of
// 16. For slope 0 there is Forward, which silences −∞ as well.
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

// Erf sets each x to Erf(x).
func (k Kernels) Erf(x []float32) {
	done := 0
	if k.vectors() {
		done = len(x) &^ 3
		erfVector(x[:done])
	}
	for i, v := range x[done:] {
		x[done+i] = Erf(v)
	}
}

// ErfGate multiplies delta by ErfSlope(x), the derivative of Erf, for x before it. The
// lengths are equal.
func (k Kernels) ErfGate(delta, x []float32) {
	if len(delta) != len(x) {
		panic(fmt.Sprintf("linalg: %d and %d numbers, want one length", len(delta), len(x)))
	}
	done := 0
	if k.vectors() {
		done = len(x) &^ 3
		erfGateVector(delta[:done], x[:done])
	}
	for i, v := range x[done:] {
		delta[done+i] *= ErfSlope(v)
	}
}

// Tanh sets each x to Tanh(x).
func (k Kernels) Tanh(x []float32) {
	done := 0
	if k.vectors() {
		done = len(x) / Lanes * Lanes
		tanhVector(x[:done])
	}
	for i, v := range x[done:] {
		x[done+i] = Tanh(v)
	}
}

// TanhGate multiplies delta by 1 − y², the derivative of Tanh where it is y: for y after
// Tanh. The lengths are equal.
func (k Kernels) TanhGate(delta, y []float32) {
	if len(delta) != len(y) {
		panic(fmt.Sprintf("linalg: %d and %d numbers, want one length", len(delta), len(y)))
	}
	done := 0
	if k.vectors() {
		done = len(y) / Lanes * Lanes
		tanhGateVector(delta[:done], y[:done])
	}
	for i, v := range y[done:] {
		delta[done+i] *= 1 - float32(v*v)
	}
}

// Exp sets each x to Exp(x).
func (k Kernels) Exp(x []float32) {
	done := 0
	if k.vectors() {
		done = len(x) &^ 3
		expVector(x[:done])
	}
	for i, v := range x[done:] {
		x[done+i] = Exp(v)
	}
}

// Logistic sets each x to Logistic(x).
func (k Kernels) Logistic(x []float32) {
	done := 0
	if k.vectors() {
		done = len(x) &^ 3
		logisticVector(x[:done])
	}
	for i, v := range x[done:] {
		x[done+i] = Logistic(v)
	}
}

// Softplus sets each x to Softplus(x).
func (k Kernels) Softplus(x []float32) {
	done := 0
	if k.vectors() {
		done = len(x) &^ 3
		softplusVector(x[:done])
	}
	for i, v := range x[done:] {
		x[done+i] = Softplus(v)
	}
}
