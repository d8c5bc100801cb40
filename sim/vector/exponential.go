package vector

import "math"

// What losses need of exponentials and logarithms, and erf. Two at a time (exponentialtwo.go)
// they are the same operations in the same order. The coefficients are those of least relative error, found
// here by the exchange algorithm of Remez in 50 digits.

// exponential is what an exponential, a logarithm or the error function counts for, in products
// and sums.
const exponential = 20

// decline returns e^x for x ≤ 0 within 1 unit in the last place, and 0 below −708. With
// x = k log 2 + r it is 2^k (1 + r + r² P(r)), |r| ≤ log 2/2; P has degree 9 and costs 4e-18.
func decline(x float64) float64 {
	if x < lowest {
		return 0
	}
	// A number added to 1.5·2^52 leaves its nearest integer in the last bits.
	shifted := float64(x*math.Log2E) + whole
	k := shifted - whole
	r := x - float64(k*log2High) - float64(k*log2Low)
	r2 := float64(r * r)
	r4 := float64(r2 * r2)
	p := (exp0 + float64(exp1*r)) + float64((exp2+float64(exp3*r))*r2)
	q := (exp4 + float64(exp5*r)) + float64((exp6+float64(exp7*r))*r2)
	p += float64((q + float64((exp8+float64(exp9*r))*r4)) * r4)
	return (1 + (r + float64(r2*p))) * math.Float64frombits(math.Float64bits(shifted)<<52+oneBits)
}

// log1p returns log(1 + u) for u from 0 to 1 within 2 units in the last place. With s =
// u/(2+u) ≤ 1/3 it is 2 artanh s = 2 (s + s³ P(s²)); P has degree 9 and costs 1.3e-18.
func log1p(u float64) float64 {
	s := u / (2 + u)
	z := float64(s * s)
	z2 := float64(z * z)
	z4 := float64(z2 * z2)
	p := (log0 + float64(log1*z)) + float64((log2+float64(log3*z))*z2)
	q := (log4 + float64(log5*z)) + float64((log6+float64(log7*z))*z2)
	p += float64((q + float64((log8+float64(log9*z))*z4)) * z4)
	return 2 * (s + float64(float64(s*z)*p))
}

const (
	lowest   = -708.0
	whole    = 0x1.8p52
	oneBits  = 1023 << 52
	log2High = 0x1.62e42fefp-1 // its product with k is exact
	log2Low  = 7.440617110012397e-11

	exp0 = 0.5000000000000011
	exp1 = 0.1666666666666641
	exp2 = 0.04166666666653014
	exp3 = 0.00833333333349488
	exp4 = 0.0013888888943641286
	exp5 = 0.00019841269506192725
	exp6 = 2.4801493082966837e-05
	exp7 = 2.755758637764098e-06
	exp8 = 2.76302550534228e-07
	exp9 = 2.500014124091189e-08

	log0 = 0.33333333333333154
	log1 = 0.20000000000077633
	log2 = 0.14285714274048725
	log3 = 0.11111111977495684
	log4 = 0.09090872214802911
	log5 = 0.07693274743437507
	log6 = 0.06650553260341846
	log7 = 0.06052533056508007
	log8 = 0.041722133076367324
	log9 = 0.08505396844718871
)

// errorAt returns erf(h) within 3e-16 and its slope 2/√π e^{−h²}, both from one exponential:
// up to 1, with z = h², it is |h| P(z), and beyond 1 − e^{−z} Q(t) with t = (|h| − 3)/(|h| + 3).
// Both polynomials have degree 11, and cost 7e-18 of erf and 8e-18.
func errorAt(h float64) (value, slope float64) {
	x, z := math.Abs(h), float64(h*h)
	u := decline(-z)
	if x < 1 {
		value = float64(x * twelve(z, &erfInner))
	} else {
		x = min(x, erfEnd)
		value = 1 - float64(u*twelve((x-3)/(x+3), &erfOuter))
	}
	if h < 0 {
		value = -value
	}
	return value, float64(u * (2 / math.SqrtPi))
}

// twelve returns the polynomial of degree 11 with these coefficients.
func twelve(z float64, c *[12]float64) float64 {
	z2 := float64(z * z)
	z4 := float64(z2 * z2)
	p := (c[0] + float64(c[1]*z)) + float64((c[2]+float64(c[3]*z))*z2)
	q := (c[4] + float64(c[5]*z)) + float64((c[6]+float64(c[7]*z))*z2)
	r := (c[8] + float64(c[9]*z)) + float64((c[10]+float64(c[11]*z))*z2)
	return p + float64((q+float64(r*z4))*z4)
}

// erfEnd is where erf is 1.
const erfEnd = 6.0

var (
	erfInner = [12]float64{
		1.1283791670955126, -0.3761263890318352, 0.11283791670944185,
		-0.02686617064311149, 0.00522397760611864, -0.000854832592932199,
		0.00012055293577122108, -1.4924712306284202e-05, 1.644713162428132e-06,
		-1.6206314163671945e-07, 1.3710982131513817e-08, -7.779471659564392e-10,
	}
	erfOuter = [12]float64{
		0.17900115118137175, -0.32623356004623205, 0.24560380162552484,
		-0.15011593723031122, 0.07166583999312744, -0.02439239748928325,
		0.004270045304610799, 0.000712269074446806, -0.0005828496246931234,
		7.422787987709887e-05, 0.00010141282384269888, 1.4723048025767456e-05,
	}
)

// Errors sets slope to erf′(h) and h to erf(h).
func Errors(h, slope []float64) {
	CountDouble(exponential * len(h))
	if Ready() {
		errorVector(h, slope)
		return
	}
	for i, v := range h {
		h[i], slope[i] = errorAt(v)
	}
}

// Decline sets each x ≤ 0 to e^x.
func Decline(x []float64) {
	CountDouble(exponential * len(x))
	if Ready() {
		declineVector(x)
		return
	}
	for i, v := range x {
		x[i] = decline(v)
	}
}

// Logistic fills chi with −y/(1 + e^{yf}) for y = ±1, and returns Σ log(1 + e^{−yf}).
func Logistic(chi, f, y []float64) float64 {
	if Ready() {
		return logisticVector(chi, f, y)
	}
	return logisticPlain(chi, f, y)
}

func logisticPlain(chi, f, y []float64) float64 {
	var a, b float64
	i := 0
	for ; i+2 <= len(f); i += 2 {
		var v, w float64
		v, chi[i] = logisticAt(f[i], y[i])
		w, chi[i+1] = logisticAt(f[i+1], y[i+1])
		a += v
		b += w
	}
	if i < len(f) {
		var v float64
		v, chi[i] = logisticAt(f[i], y[i])
		a += v
	}
	return a + b
}

// logisticAt returns log(1 + e^{−yf}) and its derivative in f, both from u = e^{−|yf|}.
func logisticAt(f, y float64) (loss, chi float64) {
	s := y * f
	u := decline(-math.Abs(s))
	loss, chi = log1p(u), u
	if s < 0 {
		loss, chi = loss-s, 1
	}
	return loss, -y * (chi / (1 + u))
}
