package sparse

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

var slopes = []float64{0, .1, .5}

func line(t *testing.T, x, y []float64) *Line {
	t.Helper()
	l, err := NewLine(x, y)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// random draws points, of which each third set is steep and hardly bent, so that it bends outside.
func random(t *testing.T, rng *rand.Rand, draw int) *Line {
	n := 2 + rng.IntN(19)
	x, y := make([]float64, n), make([]float64, n)
	for i := range x {
		x[i], y[i] = 2*rng.Float64()-1, rng.NormFloat64()
		if draw%3 == 0 {
			y[i] = 50*x[i] + x[i]*x[i]
		}
	}
	return line(t, x, y)
}

func cost(units []Unit) (sum float64) {
	for _, u := range units {
		sum += math.Abs(u.Weight)
	}
	return sum
}

func near(got, want, tolerance float64) bool {
	return math.Abs(got-want) <= tolerance*max(1, math.Abs(want))
}

// The knots of four sets of points are as computed elsewhere, whatever the units' slope.
func TestFewest(t *testing.T) {
	count := func(n int) (x []float64) {
		for i := range n {
			x = append(x, float64(i))
		}
		return x
	}
	var sx, sy []float64
	for i := range 8 {
		sx = append(sx, -1+2*float64(i)/7)
		sy = append(sy, math.Sin(5*sx[i]))
	}
	for _, c := range []struct {
		x, y []float64
		want string
		tv   float64
	}{
		{count(4), []float64{0, 0, 1, 3}, "1.500000 → 2.000000 ", 2},
		{count(6), []float64{0, 0, 1, 3, 4, 4}, "1.500000 → 2.000000 3.500000 → -2.000000 ", 4},
		{count(5), []float64{0, 0, 1, 2, 4}, "1.000000 → 1.000000 3.000000 → 1.000000 ", 2},
		{sx, sy, "-0.714286 → -2.503571 -0.303450 → 8.986826 0.303450 → -8.986826 0.714286 → 2.503571 ", 22.9808},
		{count(1), []float64{4}, "", 0},
		{count(2), []float64{4, 5}, "", 0},
		{count(5), []float64{0, .1, .2, .30000000000000004, .4}, "", 0},
		{count(4), []float64{2, 2, 2, 2}, "", 0},
	} {
		l := line(t, c.x, c.y)
		got := ""
		for _, k := range l.Fewest() {
			got += fmt.Sprintf("%.6f → %.6f ", k.At, k.Jump)
		}
		if got != c.want {
			t.Errorf("y = %v: got the knots %s, want %s", c.y, got, c.want)
		}
		if math.Abs(l.Variation()-c.tv) > 5e-5 {
			t.Errorf("y = %v: got a variation of %.4f, want %.4f", c.y, l.Variation(), c.tv)
		}
	}
}

// A curve with the fewest knots goes through the points, bends no more in all than the straight
// pieces do, and the network made of it is that curve at the cost of the gauge.
func TestNetwork(t *testing.T) {
	rng := rand.New(rand.NewPCG(15, 1))
	outside := 0
	for draw := range 300 {
		l := random(t, rng, draw)
		knots := l.Fewest()
		c := l.Curve(knots)
		tv := 0.0
		for i, k := range knots {
			tv += math.Abs(k.Jump)
			if i > 0 && k.At <= knots[i-1].At {
				t.Fatalf("draw %d: knots %v do not ascend", draw, knots)
			}
		}
		if !near(tv, l.Variation(), 1e-10) || len(knots) > max(0, len(l.X)-2) {
			t.Errorf("draw %d: got %d knots that bend by %v, want %v", draw, len(knots), tv, l.Variation())
		}
		for i, x := range l.X {
			if !near(c.At(x), l.Y[i], 1e-10) {
				t.Errorf("draw %d: the curve is %v at point %d, want %v", draw, c.At(x), i, l.Y[i])
			}
		}
		for _, a := range slopes {
			units, constant := l.Network(knots, a)
			if l.Outside(a) != 0 {
				outside++
			}
			if !near(cost(units), l.Gauge(a), 1e-10) || len(units) > len(knots)+2 {
				t.Errorf("draw %d, a = %v: got %d units that cost %v, want %v", draw, a, len(units), cost(units), l.Gauge(a))
			}
			for range 20 {
				x := l.X[0] + rng.Float64()*(l.X[len(l.X)-1]-l.X[0])
				y := constant
				for _, u := range units {
					y += u.of(x, a)
				}
				if !near(y, c.At(x), 1e-9) {
					t.Fatalf("draw %d, a = %v: the network is %v at %v, its curve %v", draw, a, y, x, c.At(x))
				}
			}
		}
	}
	if outside < 100 {
		t.Errorf("got %d bends outside, want at least 100", outside)
	}
}

// The linear program finds the gauge, its bracket closes on it, and its network goes through the points.
func TestProgram(t *testing.T) {
	rng := rand.New(rand.NewPCG(15, 2))
	branches := [2]int{}
	for draw := range 100 {
		l := random(t, rng, draw)
		for _, a := range slopes {
			p, err := NewProgram(l, a)
			if err != nil {
				t.Fatal(err)
			}
			want := l.Gauge(a)
			if low, high := p.Bracket(); low > want*(1+1e-9)+1e-12 || high < want*(1-1e-9) {
				t.Errorf("draw %d, a = %v: at the start got from %v to %v, and the gauge is %v", draw, a, low, high, want)
			}
			got, err := p.Solve()
			if low, high := p.Bracket(); err != nil || !near(got, want, 1e-9) || high-low > 1e-8*max(1, want) {
				t.Errorf("draw %d, a = %v, %d points: got %v and %v (from %v to %v), want %v", draw, a, len(l.X), got, err, low, high, want)
			}
			units, constant := p.Network()
			if len(units) > len(l.X)-1 {
				t.Errorf("draw %d: got %d units for %d points", draw, len(units), len(l.X))
			}
			for i, x := range l.X {
				y := constant
				for _, u := range units {
					y += u.of(x, a)
				}
				if !near(y, l.Y[i], 1e-8) {
					t.Errorf("draw %d, a = %v: got %v at point %d, want %v", draw, a, y, i, l.Y[i])
				}
			}
			if l.Outside(a) != 0 {
				branches[1]++
			} else {
				branches[0]++
			}
		}
	}
	if branches[0] < 50 || branches[1] < 50 {
		t.Errorf("got %v draws of the branches, want at least 50 of each", branches)
	}
}

// A straight line costs its slope, and a norm is what it should be.
func TestGauge(t *testing.T) {
	rng := rand.New(rand.NewPCG(15, 3))
	for _, a := range slopes {
		if got := line(t, []float64{0, 1, 3}, []float64{7, 4, -2}).Gauge(a); !near(got, 3, 1e-12) {
			t.Errorf("a = %v: a straight line costs %v, want its slope 3", a, got)
		}
		for range 100 {
			n := 3 + rng.IntN(12)
			x, y, z, sum, scaled := make([]float64, n), make([]float64, n), make([]float64, n), make([]float64, n), make([]float64, n)
			for i := range x {
				x[i], y[i], z[i] = rng.Float64(), rng.NormFloat64(), rng.NormFloat64()
				sum[i], scaled[i] = y[i]+z[i], -2.5*y[i]
			}
			gauge := func(y []float64) float64 { return line(t, x, y).Gauge(a) }
			if !near(gauge(scaled), 2.5*gauge(y), 1e-10) {
				t.Errorf("a = %v: −2.5 y costs %v, and y %v", a, gauge(scaled), gauge(y))
			}
			if gauge(sum) > (gauge(y)+gauge(z))*(1+1e-10) {
				t.Errorf("a = %v: a sum costs %v, more than %v and %v", a, gauge(sum), gauge(y), gauge(z))
			}
		}
	}
}

// What is no line is refused; a point that is there twice counts once.
func TestNewLine(t *testing.T) {
	for _, c := range []struct {
		x, y []float64
		want string
	}{
		{nil, nil, "there is no point"},
		{[]float64{0, math.NaN()}, []float64{0, 0}, "point 2 is no pair of numbers"},
		{[]float64{0, 1}, []float64{math.Inf(1), 0}, "point 1 is no pair of numbers"},
		{[]float64{1, 0, 1}, []float64{0, 0, 2}, ErrTwice.Error()},
	} {
		if _, err := NewLine(c.x, c.y); err == nil || err.Error() != c.want {
			t.Errorf("x = %v, y = %v: got %v, want %s", c.x, c.y, err, c.want)
		}
	}
	if l := line(t, []float64{2, 1, 2}, []float64{5, 4, 5}); len(l.X) != 2 || l.X[0] != 1 || l.Slopes[0] != 1 {
		t.Errorf("got %+v, want two points in order", l)
	}
}

func TestStepAllocatesNothing(t *testing.T) {
	l := random(t, rand.New(rand.NewPCG(15, 5)), 1)
	p, err := NewProgram(l, .1)
	if err != nil {
		t.Fatal(err)
	}
	if n := testing.AllocsPerRun(20, func() { p.Step() }); n > 0 {
		t.Errorf("got %v allocations a step", n)
	}
}
