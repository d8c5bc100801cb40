package chart

import (
	"math"
	"strconv"

	"narrows/sim"
)

// A scale maps the numbers of an axis to CSS pixels.
type scale struct {
	kind     sim.Scale
	unit     float64 // of LogStep
	whole    bool    // it counts steps
	min, max float64 // warped
	lo, hi   float64 // CSS pixels at min and max
}

func newScale(a sim.Axis, lo, hi float64) scale {
	if a.Reversed {
		lo, hi = hi, lo
	}
	unit, clock := a.Clock()
	s := scale{kind: a.Scale, unit: unit, whole: clock && unit == 1, lo: lo, hi: hi}
	s.min, s.max = s.warp(a.Min), s.warp(a.Max)
	if !(s.max-s.min > 0) || math.IsInf(s.max-s.min, 0) {
		s.min, s.max = 0, 1
		if s.kind == sim.Log {
			s.min, s.max = -1, 1
		}
	}
	return s
}

func (s *scale) warp(v float64) float64 {
	switch s.kind {
	case sim.Log:
		return math.Log(v) * (1 / math.Ln10)
	case sim.LogStep:
		return math.Log1p(v / s.unit)
	}
	return v
}

// at returns the place of v; NaN where the axis has none for it.
func (s *scale) at(v float64) float64 {
	t := (s.warp(v) - s.min) / (s.max - s.min)
	if v == 0 && s.kind == sim.Log {
		t = -1e3 // a loss of exactly 0 leaves by the low end instead of breaking the line
	}
	return s.lo + t*(s.hi-s.lo)
}

// value is the inverse of at.
func (s *scale) value(px float64) float64 {
	w := s.min + (px-s.lo)/(s.hi-s.lo)*(s.max-s.min)
	switch s.kind {
	case sim.Log:
		return math.Pow(10, w)
	case sim.LogStep:
		return math.Expm1(w) * s.unit
	}
	return w
}

// A tick is a number on an axis.
type tick struct {
	value float64
	text  string
}

// ticks returns the numbers to print on an axis, at most about most of them.
func ticks(a sim.Axis, most int) []tick {
	most = max(most, 2)
	if !(a.Max > a.Min) || math.IsInf(a.Max-a.Min, 0) {
		return nil
	}
	var t []tick
	add := func(v float64, text string) { t = append(t, tick{v, text + a.Suffix}) }
	switch {
	case a.Scale == sim.LogStep:
		if a.Min <= 0 {
			add(0, "0")
		}
		unit, _ := a.Clock()
		first, power := int(math.Ceil(math.Log10(unit)-1e-9)), power
		if first < -3 {
			power = func(k int) string { return "10" + raised(k) }
		}
		for k := first; k < first+15; k++ {
			if v := math.Pow(10, float64(k)); v >= a.Min && v <= a.Max {
				add(v, power(k))
			}
		}
	case a.Scale == sim.Log && a.Min > 0:
		lo, hi := int(math.Ceil(math.Log10(a.Min)-1e-9)), int(math.Floor(math.Log10(a.Max)+1e-9))
		if hi-lo < 1 {
			return narrowLog(a, lo, hi)
		}
		every := (hi-lo)/most + 1
		power := power
		if lo < -3 || hi > 5 { // then all of them with exponents
			power = func(k int) string { return "10" + raised(k) }
		}
		for k := hi - (hi-lo)/every*every; k <= hi; k += every {
			add(math.Pow(10, float64(k)), power(k))
		}
	default:
		step, decimals := nice(a.Max-a.Min, most)
		if unit, clock := a.Clock(); clock && unit == 1 && step < 1 { // there are no halves of steps
			step, decimals = 1, 0
		}
		for i := math.Ceil(a.Min/step - 1e-9); i <= math.Floor(a.Max/step+1e-9); i++ {
			add(i*step, number(i*step, decimals))
		}
	}
	return t
}

// narrowLog are the ticks of a logarithmic axis on which at most one power of ten lies.
func narrowLog(a sim.Axis, lo, hi int) (t []tick) {
	for k := lo - 1; k <= hi+1; k++ {
		for _, m := range [...]float64{1, 2, 5} {
			if v := m * math.Pow(10, float64(k)); v >= a.Min*(1-1e-9) && v <= a.Max*(1+1e-9) {
				t = append(t, tick{v, number(v, max(0, -k)) + a.Suffix})
			}
		}
	}
	return t
}

// around returns at most three numbers for an axis whose zero matters: that of a map.
func around(a sim.Axis) []tick {
	span := a.Max - a.Min
	if !(span > 0) || math.IsInf(span, 0) {
		return nil
	}
	lo, hi := a.Min+span/10, a.Max-span/10 // numbers at the very edge would look like a frame
	unit := math.Pow(10, math.Floor(math.Log10(span))-1)
	for {
		decimals := max(0, int(math.Ceil(-math.Log10(unit)-1e-9)))
		for _, m := range [...]float64{1, 2, 4, 5} {
			step := m * unit
			first, last := math.Ceil(lo/step), math.Floor(hi/step)
			if last-first > 2 {
				continue
			}
			var t []tick
			for i := first; i <= last; i++ {
				t = append(t, tick{i * step, number(i*step, decimals) + a.Suffix})
			}
			return t
		}
		unit *= 10
	}
}

// nice returns the least round step that cuts span into at most most pieces, and how many
// decimals its multiples need.
func nice(span float64, most int) (step float64, decimals int) {
	unit := math.Pow(10, math.Floor(math.Log10(span/float64(most))))
	for _, m := range [...]float64{1, 2, 5, 10} {
		step = m * unit
		if span <= step*float64(most)*(1+1e-9) {
			break
		}
	}
	return step, max(0, int(math.Ceil(-math.Log10(step)-1e-9)))
}

// number writes v with a true minus sign and a comma between thousands.
func number(v float64, decimals int) string {
	s := strconv.FormatFloat(math.Abs(v), 'f', decimals, 64)
	whole := len(s)
	if decimals > 0 {
		whole -= decimals + 1
	}
	out := make([]byte, 0, len(s)+8)
	if v < 0 && -v*math.Pow(10, float64(decimals)) >= .5 {
		out = append(out, "−"...)
	}
	for i := range len(s) {
		if i > 0 && i < whole && (whole-i)%3 == 0 {
			out = append(out, ',')
		}
		out = append(out, s[i])
	}
	return string(out)
}

// Digits writes a number with three significant digits, or a whole number below 10⁷ in
// full: a true minus, commas between thousands, powers of ten where zeros would have to be
// counted.
func Digits(v float64) string {
	m := math.Abs(v)
	if m < 1000 {
		// 9.996 is 10.0, not 10.00: how large it is shows only when it is rounded.
		m, _ = strconv.ParseFloat(strconv.FormatFloat(m, 'e', 2, 64), 64)
	}
	switch {
	case math.IsNaN(v):
		return "not a number"
	case math.IsInf(v, 0) || m == 0:
		return number(v, 0)
	case m < 1e-3 || m >= 1e7:
		k := int(math.Floor(math.Log10(m)))
		return number(v/math.Pow(10, float64(k)), 1) + " × 10" + raised(k)
	case m >= 1000 || v == math.Trunc(v):
		return number(v, 0)
	}
	return number(v, max(2-int(math.Floor(math.Log10(m))), 0))
}

// power writes a power of ten.
func power(k int) string {
	return number(math.Pow(10, float64(k)), max(0, -k))
}

func raised(k int) string {
	out := ""
	if k < 0 {
		out, k = "⁻", -k
	}
	for _, d := range strconv.Itoa(k) {
		out += string([]rune("⁰¹²³⁴⁵⁶⁷⁸⁹")[d-'0'])
	}
	return out
}
