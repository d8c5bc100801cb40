package chart

import (
	"math"
	"strconv"

	"narrows/sim/geom"
)

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
		return geom.Number(v, 0)
	case m < 1e-3 || m >= 1e7:
		k := int(math.Floor(math.Log10(m)))
		return geom.Number(v/math.Pow(10, float64(k)), 1) + " × 10" + geom.Raised(k)
	case m >= 1000 || v == math.Trunc(v):
		return geom.Number(v, 0)
	}
	return geom.Number(v, max(2-int(math.Floor(math.Log10(m))), 0))
}
