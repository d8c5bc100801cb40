package net

import (
	"math"

	"narrows/sim/kernel"
)

// An Activation is the function φ of a layer: any of package kernel, which finite and
// infinite networks share, or Tanh.
type Activation interface {
	// Rectifies reports whether φ is piecewise linear, and its slope below zero.
	Rectifies() (slope float64, yes bool)
}

// Tanh is φ(h) = tanh(h). Package kernel does not know it: its limit has no closed form.
var Tanh Activation = tangent{}

type tangent struct{}

func (tangent) Rectifies() (slope float64, yes bool) { return 0, false }

// A shape is an Activation as training sees it.
type shape struct {
	kind  kind
	slope float32 // of a rectifier below zero
}

type kind uint8

const (
	unknown kind = iota
	linear
	relu
	rectifier // any other
	erf
	tanh
)

func shapeOf(a Activation) shape {
	switch a {
	case kernel.Linear:
		return shape{kind: linear}
	case kernel.ReLU:
		return shape{kind: relu}
	case kernel.Erf:
		return shape{kind: erf}
	case Tanh:
		return shape{kind: tanh}
	}
	k, ok := a.(kernel.Activation)
	if !ok {
		return shape{}
	}
	if slope, rectifies := k.Rectifies(); rectifies && !math.IsNaN(slope) && !math.IsInf(slope, 0) {
		return shape{rectifier, float32(slope)}
	}
	return shape{}
}

// activate replaces each h by φ(h), but for ReLU, which Forward takes along.
func (net *Network) activate(s shape, h []float32) {
	switch s.kind {
	case rectifier:
		net.kernels.Rectify(h, s.slope)
	case erf:
		net.kernels.Erf(h)
	case tanh:
		net.kernels.Tanh(h)
	}
}

// differentiate multiplies each delta by φ′(h), for h before φ, or after it where that is
// enough, but for ReLU, which Backward takes along. At the kink of a rectifier φ′ is its
// slope below.
func (net *Network) differentiate(s shape, delta, h []float32) {
	switch s.kind {
	case rectifier:
		net.kernels.Tilt(delta, h, s.slope)
	case erf:
		net.kernels.ErfGate(delta, h)
	case tanh:
		net.kernels.TanhGate(delta, h)
	}
}

// hidesInput reports whether φ(h) does not tell φ′(h). It does for tanh, and for rectifiers
// that keep the sign of h or set it to zero.
func (s shape) hidesInput() bool {
	return s.kind == erf || s.kind == rectifier && s.slope < 0
}
