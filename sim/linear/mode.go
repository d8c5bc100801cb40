package linear

import (
	"fmt"
	"math"
)

// A Mode is one singular direction of a deep linear network with a bottleneck, under the
// squared loss on whitened inputs, from a start that is diagonal with the target: then its
// component w of W moves alone. With α = a/√c_g and β = b/√c_f, w = γαβ and
//
//	α′ = γβ(s − w),  β′ = γα(s − w),  so that δ = α² − β² stays and
//	w′ = γ √(γ²δ² + 4w²) (s − w).
type Mode struct {
	Target float64 // s, its singular value
	Start  float64 // w_0, of any sign
	Pace   float64 // γ = √(c_f c_g)
	Delta  float64 // δ
}

// At returns w(t), for a time t ≥ 0. With κ = γ|δ|/2, the variable p = w + √(w² + κ²) obeys
// a Riccati equation, p′ = −γ(p − p₊)(p − p₋), with roots p± = s ± R, R = √(s² + κ²), so that
//
//	p(t) = (2R x p_0 + (1−x)(p_0−p₋) p₊) / (2R x + (1−x)(p_0−p₋)),   x = e^{−2γRt},
//
// a weighted mean of where it starts and where it goes, and w = (p − κ²/p)/2. Nothing
// cancels, however small κ is or late the time. (Derived here. With κ = 0 it is the curve of
// Saxe, McClelland, Ganguli 2014, arXiv:1312.6120.)
func (m Mode) At(t float64) float64 {
	s, w := m.Target, m.Start
	if s < 0 {
		m.Target, m.Start = -s, -w
		return -m.At(t)
	}
	kappa := m.Pace * math.Abs(m.Delta) / 2
	if kappa < 1e-150 { // its square is no longer a normal number
		return m.balanced(t)
	}
	r := math.Hypot(s, kappa)
	top, bottom := s+r, -kappa*kappa/(s+r)
	start := w + math.Hypot(w, kappa)
	if w < 0 {
		start = kappa * kappa / (math.Hypot(w, kappa) - w)
	}
	x, y := decay(2 * m.Pace * r * t)
	from, to := 2*r*x, y*(start-bottom)
	p := (from*start + to*top) / (from + to)
	return (p - kappa*kappa/p) / 2
}

// balanced is At for δ = 0, w′ = 2γ|w|(s − w), s ≥ 0. From below zero it cannot cross it.
func (m Mode) balanced(t float64) float64 {
	s, w := m.Target, m.Start
	switch {
	case w == 0:
		return 0
	case s == 0:
		return w / (1 + 2*m.Pace*math.Abs(w)*t)
	}
	x, y := decay(2 * m.Pace * s * t)
	if w < 0 {
		return w * s * x / (s - w*y)
	}
	return w * s / (s*x + w*y)
}

// ModeStart returns a start A_0 (d×m) and b_0 (K×d) in which unit i is mode i alone, for the
// singular vectors u (K×r) and v (m×r), one in each column, and r modes. Units beyond r are 0,
// and stay so; modes beyond d have none. The pace is that of the architecture.
func (l Architecture) ModeStart(modes []Mode, u, v []float64) (a, b []float64) {
	r, d := len(modes), l.Units
	if r == 0 || len(u)%r != 0 || len(v)%r != 0 {
		panic(fmt.Sprintf("linear: %d and %d numbers for %d modes", len(u), len(v), r))
	}
	k, m := len(u)/r, len(v)/r
	l.check(m, k)
	a, b = make([]float64, d*m), make([]float64, k*d)
	for i, mode := range modes[:min(r, d)] {
		alpha, beta := mode.factors(l.Pace(m))
		for j := range m {
			a[i*m+j] = math.Sqrt(l.KernelG(m)) * alpha * v[j*r+i]
		}
		for c := range k {
			b[c*d+i] = math.Sqrt(l.KernelF()) * beta * u[c*r+i]
		}
	}
	return a, b
}

// factors returns α and β at the start: α² − β² = δ and γαβ = w_0, the larger one positive.
func (m Mode) factors(pace float64) (alpha, beta float64) {
	large := math.Sqrt((math.Abs(m.Delta) + math.Hypot(m.Delta, 2*m.Start/pace)) / 2)
	if large == 0 {
		return 0, 0
	}
	small := m.Start / (pace * large)
	if m.Delta < 0 {
		return small, large
	}
	return large, small
}

// decay returns e^−x and 1 − e^−x.
func decay(x float64) (left, gone float64) { return math.Exp(-x), -math.Expm1(-x) }
