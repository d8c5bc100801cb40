package net

import "math"

// piecewise is Eval for rectifiers. With slope s below zero φ(h) = s h + (1−s) max(h, 0), so
// f is linear where the set A of units with h > 0 is constant:
//
//	∂f_c/∂z_a = s Σ v_c u_a + (1−s) Σ_A v_c u_a
//	f_c(z) = ∂f_c/∂z · z + s Σ v_c c + (1−s) Σ_A v_c c + bias_c
//
// A is found once for all outputs, and the sums over all units once for all z.
func (f *Frozen) piecewise(z, value, jacobian []float64) {
	slope, _ := f.act.Rectifies()
	var active []int32
	if slope != 1 {
		active = f.find(z)
	}
	size := len(f.units)
	for c := range f.k {
		parts := f.parts[c*size:][:size]
		row := jacobian[c*f.d:][:f.d]
		var rest float64
		switch f.d {
		case 1:
			row[0], rest = sum1(parts, active)
		case 2:
			row[0], row[1], rest = sum2(parts, active)
		case 3:
			row[0], row[1], row[2], rest = sum3(parts, active)
		default:
			rest = f.sumAny(parts, active, row)
		}
		if slope != 0 {
			total := f.total[c*(f.d+1):][:f.d+1]
			for a := range row {
				row[a] = slope*total[a] + (1-slope)*row[a]
			}
			rest = slope*total[f.d] + (1-slope)*rest
		}
		value[c] = rest + f.bias[c]
		for a, g := range row {
			value[c] += g * z[a]
		}
	}
}

// positive returns 1 if h > 0 and else 0. A branch would be mispredicted half the time.
func positive(h float64) int {
	b := int64(math.Float64bits(h))
	return int(uint64(-b&^b) >> 63)
}

// find returns A, in order.
func (f *Frozen) find(z []float64) []int32 {
	count := 0
	switch f.d {
	case 1:
		for o := range f.active {
			u := (*[2]float64)(f.units[2*o:])
			f.active[count] = int32(o)
			count += positive(u[1] + z[0]*u[0])
		}
	case 2:
		z0, z1 := z[0], z[1]
		for o := range f.active {
			u := (*[3]float64)(f.units[3*o:])
			f.active[count] = int32(o)
			count += positive(u[0]*z0 + u[1]*z1 + u[2])
		}
	default:
		for o := range f.active {
			f.active[count] = int32(o)
			count += positive(f.input(o, z))
		}
	}
	return f.active[:count]
}

func sum1(parts []float64, active []int32) (s0, s1 float64) {
	for _, o := range active {
		p := (*[2]float64)(parts[2*o:])
		s0 += p[0]
		s1 += p[1]
	}
	return s0, s1
}

func sum2(parts []float64, active []int32) (s0, s1, s2 float64) {
	for _, o := range active {
		p := (*[3]float64)(parts[3*o:])
		s0 += p[0]
		s1 += p[1]
		s2 += p[2]
	}
	return s0, s1, s2
}

func sum3(parts []float64, active []int32) (s0, s1, s2, s3 float64) {
	for _, o := range active {
		p := (*[4]float64)(parts[4*o:])
		s0 += p[0]
		s1 += p[1]
		s2 += p[2]
		s3 += p[3]
	}
	return s0, s1, s2, s3
}

func (f *Frozen) sumAny(parts []float64, active []int32, row []float64) (rest float64) {
	clear(f.accumulator)
	for _, o := range active {
		for a, v := range parts[int(o)*(f.d+1):][:f.d+1] {
			f.accumulator[a] += v
		}
	}
	copy(row, f.accumulator)
	return f.accumulator[f.d]
}
