package bottleneck

import (
	"math/rand/v2"

	"narrows/sim/limit"
	"narrows/sim/net"
)

// share starts the limits from the function of the finite network: the one without bottleneck
// from its F_0, and the one with from the z_0 = g_0(X) and the f_0 that are returned, both
// times the start scale.
func (l *lane) share(c config, finite *net.Network) (start limit.Start) {
	at, all := net.BottleneckAt(c.depth), len(finite.Layers())
	off := narrow(nil, l.off)
	if c.kernel {
		rows := l.wanted(c, kernelNet)
		on, away := make([]float32, l.train.N*c.outputs), make([]float32, rows*c.outputs)
		finite.Outputs(on)
		finite.Evaluate(away, off[:rows*c.inputs], rows, 0, all)
		l.kernel = limit.NewKernelFlow(l.kernels, widen(nil, on), widen(nil, away))
	}
	if !c.limit {
		return start
	}
	rows := l.wanted(c, limitNet)
	z, away := make([]float32, l.train.N*c.units), make([]float32, rows*c.units)
	finite.Activations(at, z)
	finite.Evaluate(away, off[:rows*c.inputs], rows, 0, at+1)
	start = limit.Start{Z: widen(nil, z), Off: widen(nil, away), F: finite.Frozen(at + 1)}.Scaled(c.small)
	l.f0 = start.F
	return start
}

// wanted is how many points off the training set a network is to be known at: those held
// out, and those of the field if it is this network's.
func (l *lane) wanted(c config, network int) int {
	if c.field == network {
		return len(l.off) / c.inputs
	}
	return l.held.N
}

// draw starts each limit from its own Gaussian process.
func (l *lane) draw(c config, ofLimit, ofKernel *rand.Rand) (start limit.Start, err error) {
	if c.kernel {
		on, off, err := l.kernels.DrawOutputs(ofKernel)
		if err != nil {
			return start, err
		}
		l.kernel = limit.NewKernelFlow(l.kernels, scaled(on, c.multiplier()), scaled(off, c.multiplier()))
	}
	if !c.limit {
		return start, nil
	}
	if start, err = l.kernels.DrawStart(ofLimit); err != nil {
		return start, err
	}
	return start.Scaled(c.small), nil
}

// distance between the starts of twins, relative to each coordinate.
const distance = 1e-6

// apart returns a start next to another: each coordinate of z_0 moved by distance times
// itself and a normal number.
func apart(s limit.Start, rng *rand.Rand) limit.Start {
	z := make([]float64, len(s.Z))
	for i, v := range s.Z {
		z[i] = v * (1 + distance*rng.NormFloat64())
	}
	s.Z = z
	return s
}
