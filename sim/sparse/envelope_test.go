package sparse

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// A curve through the points and one more is as cheap as one through the points exactly where that one lies in the
// band: what the closed form of the gauge says of n+1 points is the envelope's test.
func TestEnvelopeIsWhereOneMorePointCostsNothing(t *testing.T) {
	rng := rand.New(rand.NewPCG(15, 1))
	wide, beyond, ends := 0, 0, 0
	for range 4000 {
		l := randomLine(rng)
		a := []float64{0, .1, .5}[rng.IntN(3)]
		n := len(l.X)
		from, to := l.X[0]-1, l.X[n-1]+1
		b := l.Envelope(a, from, to)
		x := from + (to-from)*rng.Float64()
		low, high := b.at(x)
		if l.nearest(x) < 1e-3 {
			continue
		}
		gauge, scale := l.Gauge(a), 1+l.Gauge(a)
		costs := func(y float64) float64 {
			more, err := NewLine(append(slices.Clone(l.X), x), append(slices.Clone(l.Y), y))
			if err != nil {
				t.Fatal(err)
			}
			return more.Gauge(a) - gauge
		}
		for _, y := range []float64{low, high, low + (high-low)*rng.Float64()} {
			if got := costs(y); got > 1e-8*scale {
				t.Fatalf("a point inside the band, (%v, %v) of %v … %v, costs %v more: %+v, a = %v", x, y, low, high, got, l, a)
			}
		}
		for _, y := range []float64{low - .01, high + .01} {
			if got := costs(y); got < 1e-8 {
				t.Fatalf("a point outside the band, (%v, %v) of %v … %v, costs only %v more: %+v, a = %v", x, y, low, high, got, l, a)
			}
		}
		if got := b.Outside(x, high+.25); math.Abs(got-.25) > 1e-9 {
			t.Fatalf("got %v outside the band want 0.25", got)
		}
		switch {
		case high-low < 1e-6:
		case x < l.X[0] || x > l.X[n-1]:
			beyond++
		case x < l.X[1] || x > l.X[n-2]:
			ends++
		default:
			wide++
		}
	}
	if wide < 100 || beyond < 100 || ends < 20 {
		t.Errorf("got %d places inside, %d beyond the data and %d in the end intervals where there is a band: too few to tell", wide, beyond, ends)
	}
}

// randomLine is data of either branch: some steep and nearly straight.
func randomLine(rng *rand.Rand) *Line {
	n := 2 + rng.IntN(7)
	tilt := []float64{0, 3, 20}[rng.IntN(3)]
	var x, y []float64
	at := 0.0
	for range n {
		x, y = append(x, at), append(y, tilt*at+rng.NormFloat64())
		at += .2 + rng.Float64()
	}
	l, err := NewLine(x, y)
	if err != nil {
		panic(err)
	}
	return l
}

func (l *Line) nearest(x float64) float64 {
	d := math.Inf(1)
	for _, p := range l.X {
		d = min(d, math.Abs(p-x))
	}
	return d
}

// at is what the band is at a place.
func (b *Band) at(x float64) (low, high float64) {
	i := 1
	for i < len(b.X)-1 && x > b.X[i] {
		i++
	}
	t := (x - b.X[i-1]) / (b.X[i] - b.X[i-1])
	return b.Low[i-1] + t*(b.Low[i]-b.Low[i-1]), b.High[i-1] + t*(b.High[i]-b.High[i-1])
}

// A bend beyond the data, on either side, leaves the curve through the points and costs no more.
func TestBendBeyondTheData(t *testing.T) {
	rng := rand.New(rand.NewPCG(15, 2))
	helped := 0
	for range 300 {
		l := randomLine(rng)
		const a = .1
		if l.Outside(a) == 0 {
			continue
		}
		helped++
		n := len(l.X)
		b := l.Envelope(a, l.X[0]-2, l.X[n-1]+2)
		for _, at := range []float64{l.X[0] - 1, l.X[n-1] + 1} {
			knots := slices.Clone(l.Fewest())
			if at < l.X[0] {
				knots = append([]Knot{l.Beyond(a, at)}, knots...)
			} else {
				knots = append(knots, l.Beyond(a, at))
			}
			c := l.Curve(knots)
			variation, right := 0.0, c.Left
			for _, k := range knots {
				variation += math.Abs(k.Jump)
				right += k.Jump
			}
			if got, want := max(variation/(1-a), math.Abs(c.Left+right)/(1+a)), l.Gauge(a); math.Abs(got-want) > 1e-9*want {
				t.Fatalf("a curve with a bend at %v costs %v want %v", at, got, want)
			}
			for i := range 101 {
				x := b.X[0] + (b.X[len(b.X)-1]-b.X[0])*float64(i)/100
				if out := b.Outside(x, c.At(x)); out > 1e-9*(1+math.Abs(c.At(x))) {
					t.Fatalf("at %v the curve with a bend at %v leaves the band by %v", x, at, out)
				}
			}
			for i, x := range l.X {
				if got := c.At(x); math.Abs(got-l.Y[i]) > 1e-10*(1+math.Abs(l.Y[i])) {
					t.Fatalf("got %v at point %d want %v", got, i, l.Y[i])
				}
			}
		}
	}
	if helped < 30 {
		t.Errorf("got %d lines where a bend outside helps, too few to tell", helped)
	}
}

func TestSeveral(t *testing.T) {
	for _, c := range []struct {
		y    []float64
		want bool
	}{
		{[]float64{0, 0, 1, 3}, false}, {[]float64{0, 0, 1, 3, 6}, true}, {[]float64{0, 0, 1, 2, 4}, false}, {[]float64{1}, false},
		{[]float64{0, 0, 1, 3, 6, 6}, true}, {[]float64{0, 1, 0, 1, 0}, false}, {[]float64{0, 0, 1, 3, 6, 10}, false},
	} {
		x := make([]float64, len(c.y))
		for i := range x {
			x[i] = float64(i)
		}
		l, err := NewLine(x, c.y)
		if err != nil {
			t.Fatal(err)
		}
		if got := l.Several(); got != c.want {
			t.Errorf("%v: got %v want %v", c.y, got, c.want)
		}
	}
}
