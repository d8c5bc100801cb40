package vector

import "math"

// Angle returns atan2(y, x) for x ≥ 0, within 2 units in the last place; of 0 and 0 it is 0. With t
// the ratio of smaller numbers, of |y|, |y| − x or −x over x, |y| + x or |y|, so that |t| ≤
// tan π/8, it is 0, π/4 or π/2 and
//
//	atan t = t + t³ P(t²),
//
// P being the polynomial of degree 10 of least relative error in atan t, which is 1.3e-18
// (found here by the exchange algorithm of Remez, in 50 digits). The standard library's takes
// three calls and as many branches, which vectors cannot take lane by lane.
func Angle(y, x float64) float64 {
	size := math.Abs(y)
	num, den, base := size, x, 0.0
	if size > x*eighth {
		num, den, base = size-x, size+x, math.Pi/4
	}
	if size*eighth > x {
		num, den, base = -x, size, math.Pi/2
	}
	t := num / (den + tiny)
	z := float64(t * t)
	z2 := float64(z * z)
	z4 := float64(z2 * z2)
	p := (atan0 + float64(atan1*z)) + float64((atan2+float64(atan3*z))*z2)
	q := (atan4 + float64(atan5*z)) + float64((atan6+float64(atan7*z))*z2)
	r := (atan8 + float64(atan9*z)) + float64(atan10*z2)
	p += float64((q + float64(r*z4)) * z4)
	v := base + (t + (float64(float64(t*z)*p) + float64(base*piRest)))
	if y < 0 {
		return -v
	}
	return v
}

const (
	tiny   = math.SmallestNonzeroFloat64 // changes no other divisor than 0, and one below 1e-307
	eighth = 0.41421356237309503         // tan π/8
	piRest = 3.8981718325193755e-17      // of π what its float64 leaves, relative

	atan0  = -0.3333333333333319
	atan1  = 0.19999999999952386
	atan2  = -0.14285714280075482
	atan3  = 0.1111111077741403
	atan4  = -0.09090897584150809
	atan5  = 0.07692057131119004
	atan6  = -0.06663069013661924
	atan7  = 0.05847634304783906
	atan8  = -0.0503815461649924
	atan9  = 0.03803529804517216
	atan10 = -0.017875105079561162
)

// Angles sets dst to the angles of y and x, all of one length.
func Angles(dst, y, x []float64) {
	if Ready() {
		anglesVector(dst, y, x)
		return
	}
	for i := range dst {
		dst[i] = Angle(y[i], x[i])
	}
}
