package limit

import "slices"

// A Start is a network with a bottleneck at step 0.
type Start struct {
	Z   []float64 // N×d, g_0 on the training set
	Off []float64 // g_0 off it, at the first of the P points that are wanted, times d
	F   Function  // f_0; nil is f_0 = 0

	// Degree at which the harmonics of f_t − f_0 are cut; 0 is the default.
	Degree int

	// Seed of the weights of a moving network, if F does not bring them.
	Seed uint64
}

// Scaled returns the start with z_0, on and off the training set, and f_0 times a: a small
// start, for a below 1. The kernels are what they were. For f of rectifiers without bias
// that is an ordinary start under the loss ℓ(a² F, y)/a² (derived here: with z = a z′ and
// f = a f′, F = a² F′).
func (s Start) Scaled(a float64) Start {
	if a == 1 {
		return s
	}
	s.Z, s.Off = slices.Clone(s.Z), slices.Clone(s.Off)
	for _, v := range [][]float64{s.Z, s.Off} {
		for i := range v {
			v[i] *= a
		}
	}
	switch f := s.F.(type) {
	case nil:
	case *Harmonic:
		g := f.clone()
		g.Scale(a)
		s.F = g
	case *Landmark:
		g := f.clone()
		g.Scale(a)
		s.F = g
	case *scaled:
		s.F = &scaled{f.f, f.by * a}
	default:
		s.F = &scaled{f, a}
	}
	return s
}

// scaled is a Function times a number. Weights times a number would have other kernels.
type scaled struct {
	f  Function
	by float64
}

func (s *scaled) Eval(z, value, jacobian []float64) {
	s.f.Eval(z, value, jacobian)
	for i := range value {
		value[i] *= s.by
	}
	for i := range jacobian {
		jacobian[i] *= s.by
	}
}
