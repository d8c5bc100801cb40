package sparse

import (
	"math"
	"strings"
	"testing"

	"narrows/sim"
	"narrows/sim/words"
)

// with are settings with points of one's own.
func with(space string, rows sim.Rows) sim.Settings {
	s := sim.Defaults(knobs, inputs...).WithChoice("space", space)
	if space == "plane" {
		return s.WithRows("sites", rows)
	}
	return s.WithRows("points", rows)
}

// What no curve or network can do is refused, in a sentence that names the points.
func TestRefusals(t *testing.T) {
	for _, c := range []struct {
		space string
		rows  sim.Rows
		says  string
	}{
		{"line", sim.Rows{0, 0, 1, 1, 0, 2}, "points 1 and 3 are both at x = 0, at different heights"},
		{"plane", sim.Rows{0, 0, 1, .5, .5, -1, 0, 0, -1}, "points 1 and 3 are at one place, with different labels"},
		{"plane", sim.Rows{0, 0, 1, .5, .5, 0}, "point 2 has the label 0"},
		{"plane", sim.Rows{0, 0, 1, 0, 0, 1}, "all 2 points are at one place"},
	} {
		if _, err := begin(with(c.space, c.rows)); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%v: got %v, want that %s", c.rows, err, c.says)
		}
	}
}

// Few points, equal ones, and such as lie on one line or at one height have a picture, and a sentence that says what it is.
func TestPoorData(t *testing.T) {
	for _, c := range []struct {
		space string
		rows  sim.Rows
		says  string
		price float64
	}{
		{"line", sim.Rows{1, 2}, "A constant passes through one point", 0},
		{"line", sim.Rows{1, 2, 1, 2}, "A constant passes through one point", 0},
		{"line", sim.Rows{0, 0, 2, 1}, "straight line", .5},
		{"line", sim.Rows{0, 0, 1, 1, 2, 2, 4, 4}, "straight line", 1},
		{"line", sim.Rows{0, 3, 1, 3, 2, 3}, "one height", 0},
		{"plane", sim.Rows{0, 0, 1, .5, .5, 1, 1, 0, 1}, "All labels are alike", 0},
		{"plane", sim.Rows{-.5, 0, -1, .5, 0, 1}, "side by side", 2},
		{"plane", sim.Rows{-.5, 0, -1, 0, 0, 1, .5, 0, -1}, "side by side", 80. / 9},
	} {
		r, err := begin(with(c.space, c.rows))
		if err != nil {
			t.Errorf("%v: %v", c.rows, err)
			continue
		}
		f := r.Frame()
		if got := f.Events[0].Sentence; !strings.Contains(got, c.says) {
			t.Errorf("%v: got %q, want that it says %q", c.rows, got, c.says)
		}
		sim.Advance(r, nil, 0, 1000, nil)
		f = r.Frame()
		for _, x := range f.Facts {
			if x.Name == "price" && x.Role == sim.Kernel && math.Abs(x.Value-c.price) > 1e-6 {
				t.Errorf("%v: got the price %v want %v", c.rows, x.Value, c.price)
			}
		}
	}
}

// A step of training allocates nothing, what it records included.
func TestStepAllocatesNothing(t *testing.T) {
	r, err := beginLine(sim.Defaults(knobs, inputs...))
	if err != nil {
		t.Fatal(err)
	}
	if n := testing.AllocsPerRun(300, func() { r.Step() }); n != 0 {
		t.Errorf("got %v allocations a step, want none", n)
	}
}

// Every data set of the plane is solved to the end, with either norm, for either task, also by units that are nearly
// straight, where rounding is worst.
func TestEveryPlaneIsProved(t *testing.T) {
	seeds := uint64(8)
	if testing.Short() {
		seeds = 1
	}
	rounds := 0
	for _, shape := range knob("shape").Choices {
		for _, task := range knob("task").Choices {
			for _, norm := range knob("norm").Choices {
				for seed := range seeds {
					s := sim.Defaults(knobs, inputs...).WithChoice("space", "plane").WithChoice("shape", shape).WithChoice("task", task).WithChoice("norm", norm)
					s = s.With("a", []float64{0, .1, .5, .9}[(seed+3)%4])
					s.Seed = seed + 1
					r, err := beginPlane(s)
					if err != nil {
						t.Fatal(err)
					}
					rounds = max(rounds, r.last())
					r.step = r.last()
					if now := r.now(); r.failed || r.gap() > 1e-6 || now.violation > 1e-6 {
						t.Errorf("%s, %s, %s, seed %d: got a bracket from %v to %v, and |η| passes 1 by %v", shape, task, norm, s.Seed, now.low, now.high, now.violation)
					}
				}
			}
		}
	}
	if rounds > mostRounds {
		t.Errorf("got %d rounds, want no more than the %d that are declared", rounds, mostRounds)
	}
}

func knob(name string) sim.Knob {
	for _, k := range knobs {
		if k.Name == name {
			return k
		}
	}
	panic("there is no knob " + name)
}

// What is drawn of the curve with the fewest bends passes through the points, and the band holds it and what joins them.
func TestDrawnCurves(t *testing.T) {
	runs := map[string]sim.Settings{"at both edges": with("line", sim.Rows{-5, -5, 0, .2, 5, 5}).WithChoice("data", "steep")}
	for _, data := range knob("data").Choices {
		runs[data] = sim.Defaults(knobs, inputs...).WithChoice("data", data)
	}
	for data, s := range runs {
		r, err := beginLine(s)
		if err != nil {
			t.Fatal(err)
		}
		p := r.linePanel()
		fewest := p.Lines[len(p.Lines)-1]
		for i, x := range r.line.X {
			y := heightOf(fewest, x)
			if math.Abs(y-r.line.Y[i]) > 1e-5 {
				t.Errorf("%s: the curve is at %v at point %d, want %v", data, y, i+1, r.line.Y[i])
			}
		}
		for i, x := range fewest.X {
			if out := r.band.Outside(float64(x), float64(fewest.Y[i])); x >= float32(r.band.X[0]) && x <= float32(r.band.X[len(r.band.X)-1]) && out > 1e-5 {
				t.Errorf("%s: at %v the curve leaves the band by %v", data, x, out)
			}
		}
		if want := len(r.bent()); len(p.Dots[0].X) != want || len(p.Segments[0].X0) != want {
			t.Errorf("%s: got %d diamonds and %d drops, want %d", data, len(p.Dots[0].X), len(p.Segments[0].X0), want)
		}
	}
}

// heightOf is how high a line is at a place.
func heightOf(l sim.Line, x float64) float64 {
	for i := 1; i < len(l.X); i++ {
		a, b := float64(l.X[i-1]), float64(l.X[i])
		if x >= a && x <= b {
			return float64(l.Y[i-1]) + (x-a)/(b-a)*float64(l.Y[i]-l.Y[i-1])
		}
	}
	return math.NaN()
}

// A curve that leaves the picture is cut where it does, and comes back in another piece.
func TestWithin(t *testing.T) {
	seen := rectangle{-5, 5, -1, 1}
	for _, c := range []struct{ x, y, wantX, wantY []float32 }{
		{[]float32{0, 1, 2}, []float32{0, 1, 0}, []float32{0, 1, 2}, []float32{0, 1, 0}},
		{[]float32{0, 1, 2}, []float32{0, 2, 0}, []float32{0, .5, 1.5, 2}, []float32{0, 1, 1, 0}},
		{[]float32{0, 1}, []float32{-3, 3}, []float32{1. / 3, 2. / 3}, []float32{-1, 1}},
		{[]float32{0, 1}, []float32{2, 3}, nil, nil},
		{[]float32{0, 1, 2}, []float32{0, float32(math.NaN()), 0}, nil, nil},
	} {
		l := seen.within(sim.Line{X: c.x, Y: c.y})
		if !alike(l.X, c.wantX) || !alike(l.Y, c.wantY) {
			t.Errorf("%v, %v: got %v, %v", c.x, c.y, l.X, l.Y)
		}
		if breaks := len(l.Breaks) > 0; breaks != (len(c.wantX) == 4) {
			t.Errorf("%v: got breaks at %v", c.y, l.Breaks)
		}
	}
}

func alike(a, b []float32) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if math.Abs(float64(a[i]-b[i])) > 1e-6 {
			return false
		}
	}
	return true
}

// A price has four digits, is whole where it is large, and 0 where it is rounding.
func TestPrice(t *testing.T) {
	for x, want := range map[float64]string{0: "0", 5.8e-13: "0", 2.5: "2.500", 12.018: "12.02", 12008.3: "12,008", 999.96: "1,000"} {
		if got := price(x); got != want {
			t.Errorf("%v: got %q want %q", x, got, want)
		}
	}
}

// A share is said in percent, and which way it goes.
func TestExcess(t *testing.T) {
	for share, want := range map[float64]string{0.0046: words.Number(0.46) + " % more", -0.1: words.Number(10) + " % less"} {
		if got := excess(share); got != want {
			t.Errorf("%v: got %q want %q", share, got, want)
		}
	}
}
