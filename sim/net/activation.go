package net

import "narrows/sim/kernel"

// activate replaces each h by φ(h).
func (net *Network) activate(a kernel.Activation, h []float32) {
	slope, _ := a.Rectifies()
	switch {
	case a == kernel.Erf:
		net.kernels.Erf(h)
	case slope == 0:
		net.kernels.ReLU(h)
	case slope != 1:
		net.kernels.Rectify(h, float32(slope))
	}
}

// differentiate multiplies each delta by φ′(h), for h before φ, or after it where that is
// enough. At the kink of a rectifier φ′ is its slope below.
func (net *Network) differentiate(a kernel.Activation, delta, h []float32) {
	slope, _ := a.Rectifies()
	switch {
	case a == kernel.Erf:
		net.kernels.ErfGate(delta, h)
	case slope == 0:
		net.kernels.Gate(delta, h)
	case slope != 1:
		net.kernels.Tilt(delta, h, float32(slope))
	}
}

// hidesInput reports whether φ(h) does not tell φ′(h). It does for rectifiers that keep the
// sign of h or set it to zero.
func hidesInput(a kernel.Activation) bool {
	slope, rectifies := a.Rectifies()
	return !rectifies || slope < 0
}
