package geom

import (
	"math"
	"strconv"
	"strings"

	"narrows/sim"
)

// A Tick is a number on an axis.
type Tick struct {
	Value float64
	Text  string
}

// Ticks returns the numbers to print on an axis, at most about most of them but for powers of ten
// of a LogStep axis, of which there are up to 15.
func Ticks(a sim.Axis, most int) (t []Tick) {
	most = max(most, 2)
	if !(a.Max > a.Min) || math.IsInf(a.Max-a.Min, 0) {
		return nil
	}
	switch {
	case len(a.Ticks) > 0:
		return given(a)
	case a.Scale == sim.LogStep:
		unit, _ := a.Clock()
		if a.Min <= 0 {
			t = append(t, Tick{0, "0" + a.Suffix})
		}
		first := int(math.Ceil(math.Log10(unit) - 1e-9))
		last := min(int(math.Floor(math.Log10(a.Max)+1e-9)), first+14)
		least := max(a.Min, .999*unit)
		of := powers(a, least, first, last, 1, first < -3)
		if len(of) < 2 {
			of = between(a, least)
		}
		return append(t, of...)
	case a.Scale == sim.Log && a.Min > 0:
		lo, hi := int(math.Ceil(math.Log10(a.Min)-1e-9)), int(math.Floor(math.Log10(a.Max)+1e-9))
		if hi-lo >= 1 {
			every := (hi-lo)/most + 1
			// Beyond that all of them with exponents.
			return powers(a, 0, hi-(hi-lo)/every*every, hi, every, lo < -3 || hi > 5)
		}
		if t = between(a, a.Min); len(t) >= 2 {
			return t
		}
	}
	step, decimals := nice(a.Max-a.Min, most)
	if unit, clock := a.Clock(); clock && unit == 1 && step < 1 { // there are no halves of steps
		step, decimals = 1, 0
	}
	first := math.Ceil(a.Min/step - 1e-9)
	n := math.Floor(a.Max/step+1e-9) - first
	if !(n <= 64) { // numbers too large or too small for their distances
		return nil
	}
	t = nil
	for i := 0.; i <= n; i++ {
		v := (first + i) * step
		t = append(t, Tick{rounded(v, decimals), Number(v, decimals) + a.Suffix})
	}
	return t
}

// given returns the numbers that an axis names itself, as short as they are.
func given(a sim.Axis) (t []Tick) {
	for _, v := range a.Ticks {
		if v >= a.Min && v <= a.Max {
			_, fraction, _ := strings.Cut(strconv.FormatFloat(v, 'f', -1, 64), ".")
			t = append(t, Tick{v, Number(v, len(fraction)) + a.Suffix})
		}
	}
	return t
}

// powers returns powers of ten from least on, every so many of them.
func powers(a sim.Axis, least float64, first, last, every int, raised bool) (t []Tick) {
	for k := first; k <= last; k += every {
		v := math.Pow(10, float64(k))
		if !(v >= least && v <= a.Max*(1+1e-9)) {
			continue
		}
		text := Number(v, max(0, -k))
		if raised && k != 0 && k != 1 {
			text = "10" + Raised(k)
		}
		t = append(t, Tick{v, text + a.Suffix})
	}
	return t
}

// between returns 1, 2 and 5 times powers of ten, for an axis on which at most one power lies.
func between(a sim.Axis, least float64) (t []Tick) {
	first, last := int(math.Floor(math.Log10(least))), int(math.Floor(math.Log10(a.Max)))
	for k := first; k <= min(last, first+2); k++ {
		for _, m := range [...]float64{1, 2, 5} {
			if v := m * math.Pow(10, float64(k)); v >= least*(1-1e-9) && v/a.Max <= 1+1e-9 {
				t = append(t, Tick{v, Number(v, max(0, -k)) + a.Suffix})
			}
		}
	}
	return t
}

// rounded is v without what its decimals do not show: 3·0.1 is 0.3.
func rounded(v float64, decimals int) float64 {
	p := math.Pow(10, float64(decimals))
	return math.Round(v*p) / p
}

// Around returns at most three numbers for an axis whose zero matters: that of a map.
func Around(a sim.Axis) []Tick {
	span := a.Max - a.Min
	if !(span > 0) || math.IsInf(span, 0) {
		return nil
	}
	lo, hi := a.Min+span/10, a.Max-span/10 // numbers at the very edge would look like a frame
	unit := math.Pow(10, math.Floor(math.Log10(span))-1)
	if !(unit > 0) {
		return nil
	}
	for {
		decimals := max(0, int(math.Ceil(-math.Log10(unit)-1e-9)))
		for _, m := range [...]float64{1, 2, 4, 5} {
			step := m * unit
			first, last := math.Ceil(lo/step), math.Floor(hi/step)
			if last-first > 2 {
				continue
			}
			var t []Tick
			for i := 0.; i <= last-first; i++ {
				v := (first + i) * step
				t = append(t, Tick{v, Number(v, decimals) + a.Suffix})
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

// Number writes v with a true minus sign and a comma between thousands.
func Number(v float64, decimals int) string {
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

// Raised writes an exponent.
func Raised(k int) string {
	out := ""
	if k < 0 {
		out, k = "⁻", -k
	}
	for _, d := range strconv.Itoa(k) {
		out += string([]rune("⁰¹²³⁴⁵⁶⁷⁸⁹")[d-'0'])
	}
	return out
}
