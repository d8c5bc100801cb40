package limit

import "math"

// sphere holds the tables of real spherical harmonics in the form without poles,
//
//	Y_lm = Q_l^m(u_z) · √2 Re (u_x + i u_y)^m  and  … Im …   (m > 0; no √2 at m = 0),
//
// with Q normalised so that Σ_m Y_lm² = (2l+1)/4π. Order: by m, then l, then Re and Im.
type sphere struct {
	degree int
	start  []float64 // Q_m^m, a constant
	// Q_l^m = up u_z Q_{l−1}^m − down Q_{l−2}^m, in the order of use.
	step []struct{ up, down float64 }
}

// newSphere returns the harmonics of degree 0, 1, 2, 4, … up to degree on the sphere in
// R³. Their coefficients for ReLU follow from those of its graph and of the step, its
// derivative,
//
//	a_l = 2π ∫_0^1 t P_l(t) dt,   b_l = 2π ∫_0^1 P_l(t) dt,
//
// for averaging φ(ω·u)φ(ω·u′) over the sphere multiplies coefficients (Funk–Hecke), and
// |w|² has mean 3: J1 = κ_g has g_l = 3 a_l²/4π, J0 has b_l²/4π, and κ = κ_g + cos θ J0,
// where cos θ P_l = ((l+1) P_{l+1} + l P_{l−1})/(2l+1); that of cos θ itself is 4π/3 at
// l = 1.  (Derived here.)
func newSphere(slope float64, degree int) *basis {
	b := &basis{slope: slope, dim: 3, degree: degree, sphere: newSphereTables(degree)}
	ntk, nngp := sphereCoefficients(degree)
	for l := range ntk {
		bent, straight := (1-slope)*(1-slope), 0.0
		if l == 1 {
			straight = 4 * math.Pi / 3 * slope
		}
		// For the absolute value the sum is 0 up to rounding, and a variance.
		ntk[l], nngp[l] = max(bent*ntk[l]+2*straight, 0), max(bent*nngp[l]+straight, 0)
	}
	b.turns = make([][]turn, 3)
	at := sphereIndex(degree)
	for m := range degree + 1 {
		for l := m; l <= degree; l++ {
			if !zonal(l) {
				continue
			}
			parts := 2
			if m == 0 {
				parts = 1
			}
			for range parts {
				b.ntk, b.nngp = append(b.ntk, ntk[l]), append(b.nngp, nngp[l])
			}
			b.turn(at, l, m)
		}
	}
	return b
}

// zonal reports whether rectifiers have harmonics of degree l.
func zonal(l int) bool { return l == 1 || l%2 == 0 }

// sphereIndex returns the index of the real part of Y_lm; the imaginary part follows.
func sphereIndex(degree int) func(l, m int) int {
	index := map[[2]int]int{}
	next := 0
	for m := range degree + 1 {
		for l := m; l <= degree; l++ {
			if zonal(l) {
				index[[2]int{l, m}] = next
				next += min(m, 1) + 1
			}
		}
	}
	return func(l, m int) int { return index[[2]int{l, m}] }
}

// turn adds what x×∇, with its components y∂z−z∂y, z∂x−x∂z, x∂y−y∂x, does to Y_lm:
// the ladder operators of angular momentum in real form.
func (b *basis) turn(at func(l, m int) int, l, m int) {
	put := func(axis, to, from int, scale float64) {
		b.turns[axis] = append(b.turns[axis], turn{to, from, scale})
	}
	lm := float64(l * (l + 1))
	re, im := at(l, m), at(l, m)+1
	up := math.Sqrt(lm-float64(m*(m+1))) / 2
	if m == 0 {
		if l > 0 {
			put(0, at(l, 1)+1, re, math.Sqrt(lm/2))
			put(1, at(l, 1), re, -math.Sqrt(lm/2))
		}
		return
	}
	put(2, im, re, -float64(m))
	put(2, re, im, float64(m))
	if m < l {
		r, i := at(l, m+1), at(l, m+1)+1
		put(0, i, re, up)
		put(0, r, im, -up)
		put(1, r, re, -up)
		put(1, i, im, -up)
	}
	if m == 1 {
		put(0, at(l, 0), im, -math.Sqrt(lm/2))
		put(1, at(l, 0), re, math.Sqrt(lm/2))
		return
	}
	down := math.Sqrt(lm-float64(m*(m-1))) / 2
	r, i := at(l, m-1), at(l, m-1)+1
	put(0, i, re, down)
	put(0, r, im, -down)
	put(1, r, re, down)
	put(1, i, im, down)
}

func newSphereTables(degree int) *sphere {
	s := &sphere{degree: degree}
	q := 1 / math.Sqrt(4*math.Pi)
	for m := range degree + 1 {
		if m > 0 {
			q *= math.Sqrt(float64(2*m+1) / float64(2*m))
		}
		s.start = append(s.start, q)
		for l := m + 1; l <= degree; l++ {
			ll, mm, kk := float64(l*l), float64(m*m), float64((l-1)*(l-1))
			up := math.Sqrt((4*ll - 1) / (ll - mm))
			down := up * math.Sqrt((kk-mm)/(4*kk-1))
			s.step = append(s.step, struct{ up, down float64 }{up, down})
		}
	}
	return s
}

// fill sets row to Y_k(u).
func (s *sphere) fill(row []float64, u *[3]float64) {
	x, y, z := u[0], u[1], u[2]
	re, im := 1.0, 0.0
	i, step := 0, s.step
	for m := range s.degree + 1 {
		q, before := s.start[m], 0.0
		for l := m; l <= s.degree; l++ {
			if l == 1 || l&1 == 0 {
				row[i] = q * re
				i++
				if m > 0 {
					row[i] = q * im
					i++
				}
			}
			if l < s.degree {
				t := step[0]
				step = step[1:]
				q, before = t.up*(z*q)-t.down*before, q
			}
		}
		if m == 0 {
			re, im = math.Sqrt2*x, math.Sqrt2*y
		} else {
			re, im = re*x-im*y, re*y+im*x
		}
	}
}

// sphereCoefficients returns the coefficients of κ and κ_g for l = 0 … degree.
func sphereCoefficients(degree int) (ntk, nngp []float64) {
	zero := make([]float64, degree+4) // P_l(0)
	zero[0] = 1
	for l := 1; l+1 < len(zero); l++ {
		zero[l+1] = -float64(l) / float64(l+1) * zero[l-1]
	}
	flat := make([]float64, degree+3) // ∫_0^1 P_l
	flat[0] = 1
	for l := 1; l < len(flat); l++ {
		flat[l] = (zero[l-1] - zero[l+1]) / float64(2*l+1)
	}
	step := make([]float64, degree+2) // of J0
	for l := range step {
		step[l] = math.Pi * flat[l] * flat[l]
	}
	ntk, nngp = make([]float64, degree+1), make([]float64, degree+1)
	for l := range ntk {
		k := float64(l)
		ramp := (k + 1) * flat[l+1]
		cos := (k + 1) * step[l+1]
		if l > 0 {
			ramp += k * flat[l-1]
			cos += k * step[l-1]
		}
		ramp /= 2*k + 1 // ∫_0^1 t P_l
		nngp[l] = 3 * math.Pi * ramp * ramp
		ntk[l] = nngp[l] + cos/(2*k+1)
	}
	return ntk, nngp
}
