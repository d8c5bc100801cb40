package bottleneck

import (
	"fmt"
	"math"
	"math/rand/v2"

	"narrows/sim"
	"narrows/sim/data"
)

// A stand-in while the mathematics is being written: same panels, invented motion.
func start(s sim.Settings) (sim.Run, error) { return newStub(s), nil }

type stub struct {
	s            sim.Settings
	step, steps  int
	train, held  data.Set
	z0, z1       []float32
	hist         [3]stubCurve
	growth, flat stubCurve
	trails       []sim.Line
}

type stubCurve struct{ x, y, lo, hi []float32 }

func newStub(s sim.Settings) *stub {
	r := &stub{s: s, steps: s.Int("steps")}
	rng := rand.New(rand.NewPCG(s.Seed, 0))
	kind := data.Kind(s.Value("data"))
	r.train, r.held = data.Split(data.Generator{Kind: kind, Noise: s.Float("noise")}, s.Int("points"), s.Int("points")/2, rng)
	for j := range r.train.N {
		r.z0 = append(r.z0, 1.3*float32(rng.NormFloat64()), 1.3*float32(rng.NormFloat64()))
		r.z1 = append(r.z1, 1.5*float32(rng.NormFloat64()), float32(r.train.Y[j])*(1+float32(rng.Float64())))
		r.trails = append(r.trails, sim.Line{Role: sim.Class, Class: int(r.train.Class(j)), Key: sim.Key{Of: "point", ID: j}, Fade: true, History: true})
	}
	return r
}

func (r *stub) loss(k int, t float64) float64 {
	rate := []float64{0.004, 0.03, 0.028}[k]
	return 1.3 / (1 + 0.3*math.Log1p(t) + math.Pow(rate*t, 1.5))
}

func (r *stub) z(j, step int) (float32, float32) {
	a := float32(math.Log1p(float64(step)) / math.Log1p(2000))
	w := a * a * (3 - 2*a)
	return r.z0[2*j]*(1-w) + r.z1[2*j]*w, r.z0[2*j+1]*(1-w) + r.z1[2*j+1]*w + 0.4*a*(1-a)*float32(math.Sin(float64(j)))
}

func (r *stub) push() {
	t := float64(r.step)
	for k := range r.hist {
		l := float32(r.loss(k, t))
		c := &r.hist[k]
		c.x, c.y = append(c.x, float32(t)), append(c.y, l)
		c.lo, c.hi = append(c.lo, l/(1+float32(t)/1000)/1.1), append(c.hi, l*1.5)
	}
	g := float32(1 + 10*t/(t+150))
	r.growth.x, r.growth.y = append(r.growth.x, float32(t)), append(r.growth.y, g)
	r.flat.x, r.flat.y = append(r.flat.x, float32(t)), append(r.flat.y, 1)
	for j := range r.trails {
		x, y := r.z(j, r.step)
		r.trails[j].X, r.trails[j].Y = append(r.trails[j].X, x), append(r.trails[j].Y, y)
	}
}

func due(step int) bool { return step < 20 || step%(1<<max(0, int(math.Log2(float64(step)))-4)) == 0 }

func (r *stub) Step() bool {
	if due(r.step) {
		r.push()
	}
	r.step++
	return r.step < r.steps
}

func (r *stub) Set(string, float64) {}

func with(c stubCurve, t, v float32) stubCurve {
	c.x, c.y = append(c.x[:len(c.x):len(c.x)], t), append(c.y[:len(c.y):len(c.y)], v)
	if c.lo != nil {
		c.lo, c.hi = append(c.lo[:len(c.lo):len(c.lo)], v/(1+t/1000)/1.1), append(c.hi[:len(c.hi):len(c.hi)], v*1.5)
	}
	return c
}

func (r *stub) Frame() sim.Frame {
	t := float32(r.step)
	d := r.s.Int("d")
	units := fmt.Sprintf("%d units", d)
	points := sim.Dots{Role: sim.Class, Of: "point"}
	held := sim.Dots{Role: sim.Class, Label: "held out", Hollow: true}
	inside := sim.Dots{Role: sim.Class, Of: "point"}
	ring := sim.Dots{Role: sim.Finite, Of: "point", Label: fmt.Sprintf("%d wide", r.s.Int("n")), Ring: true}
	ties := sim.Segments{Role: sim.Finite, Of: "point"}
	trails := make([]sim.Line, len(r.trails))
	for j := range r.train.N {
		points.X, points.Y = append(points.X, float32(r.train.X[2*j])), append(points.Y, float32(r.train.X[2*j+1]))
		points.Class = append(points.Class, r.train.Class(j))
		x, y := r.z(j, r.step)
		inside.X, inside.Y, inside.Class = append(inside.X, x), append(inside.Y, y), points.Class
		rx, ry := x+0.0002*t*float32(math.Sin(float64(3*j))), y+0.0002*t*float32(math.Cos(float64(j)))
		ring.X, ring.Y, ring.Class = append(ring.X, rx), append(ring.Y, ry), points.Class
		ties.X0, ties.Y0, ties.X1, ties.Y1 = append(ties.X0, x), append(ties.Y0, y), append(ties.X1, rx), append(ties.Y1, ry)
		l := r.trails[j]
		l.X, l.Y = append(l.X[:len(l.X):len(l.X)], x), append(l.Y[:len(l.Y):len(l.Y)], y)
		trails[j] = l
	}
	for j := range r.held.N {
		held.X, held.Y = append(held.X, float32(r.held.X[2*j])), append(held.Y, float32(r.held.X[2*j+1]))
		held.Class = append(held.Class, r.held.Class(j))
	}
	field := func(half float64, f func(x, y float64) float64) sim.Cells {
		c := sim.Cells{W: 48, H: 48, X0: -half, X1: half, Y0: -half, Y1: half, Smooth: true, Zero: true}
		for i := range 48 * 48 {
			x, y := -half+2*half*float64(i%48)/47, -half+2*half*float64(i/48)/47
			c.Values = append(c.Values, float32(f(x, y)))
		}
		return c
	}
	grow := 1 + math.Log1p(float64(t))
	dataField := field(2.2, func(x, y float64) float64 { return grow * (math.Hypot(x, y) - 1.1 + 0.1*math.Sin(5*math.Atan2(y, x))) })
	repField := field(4.4, func(x, y float64) float64 { return grow * (y - 0.5*math.Abs(x)*0.5 + 0.2*x) })
	repField.Label = "output f"

	lossOf := func(k int) float32 { return float32(r.loss(k, float64(t))) }
	line := func(role sim.Role, label string, c stubCurve, v float32) sim.Line {
		c = with(c, t, v)
		return sim.Line{Role: role, Label: label, X: c.x, Y: c.y, Low: c.lo, High: c.hi, Head: true, History: true}
	}
	loss := sim.Panel{
		Name: "loss", Title: "Training loss",
		X: sim.Axis{Label: "steps", Min: 0, Max: float64(r.steps), Scale: sim.LogStep}, Y: sim.Axis{Min: 2.3e-4, Max: 1.6, Scale: sim.Log},
		Lines: []sim.Line{line(sim.Kernel, "no bottleneck", r.hist[0], lossOf(0)), line(sim.Limit, "through "+units, r.hist[1], lossOf(1)), line(sim.Finite, ring.Label, r.hist[2], lossOf(2))},
	}
	if t > 1000 {
		loss.Segments = []sim.Segments{{Role: sim.Limit, From: sim.Kernel, Arrow: true, Label: "7.0×", Note: "fewer steps to 0.1", X0: []float32{900}, X1: []float32{130}, Y0: []float32{0.1}, Y1: []float32{0.1}}}
	}
	g := line(sim.Limit, fmt.Sprintf("%.1f×", 1+10*t/(t+150)), r.growth, 1+10*t/(t+150))
	g.Big = true
	growth := sim.Panel{
		Name: "growth", Title: "Growth of the kernel", Subtitle: "λ_max against no bottleneck", Minor: true, Instead: "growth of its kernel",
		X: loss.X, Y: sim.Axis{Min: 0.2, Max: 20, Scale: sim.Log, Suffix: "×"},
		Lines: []sim.Line{line(sim.Kernel, "no bottleneck: fixed", r.flat, 1), g},
	}
	square := func(half float64) (sim.Axis, sim.Axis) {
		return sim.Axis{Min: -half, Max: half, Hidden: true}, sim.Axis{Min: -half, Max: half}
	}
	dx, dy := square(2.2)
	dy.Hidden = true
	rx, ry := square(4.4)
	f := sim.Frame{
		Step: r.step, Steps: r.steps, Time: float64(t) * 0.1,
		Strait: sim.Strait{In: "x", Out: "F(x)", Left: "g, infinitely wide", Right: "f, infinitely wide", Units: d, Width: r.s.Int("n"), Kernel: true},
		Panels: []sim.Panel{
			{Name: "data", Title: "The data", Subtitle: "and where the network cuts it", X: dx, Y: dy, Square: true, Classes: []string{"outer", "inner"}, Cells: []sim.Cells{dataField}, Dots: []sim.Dots{held, points}},
			{Name: "representation", Title: "Inside the " + units, Subtitle: "where each point goes", X: rx, Y: ry, Square: true, Cells: []sim.Cells{repField}, Lines: trails, Segments: []sim.Segments{ties}, Dots: []sim.Dots{ring, inside}},
			loss, growth,
		},
		Facts: []sim.Fact{
			{Name: "loss", Role: sim.Kernel, Value: r.loss(0, float64(t))}, {Name: "loss", Role: sim.Limit, Value: r.loss(1, float64(t))}, {Name: "loss", Role: sim.Finite, Value: r.loss(2, float64(t))},
			{Name: "top eigenvalue of the kernel", Label: "λ_max", Role: sim.Kernel, Value: 9.4}, {Name: "top eigenvalue of the kernel", Label: "λ_max", Role: sim.Limit, Value: 9.4 * float64(1+10*t/(t+150))},
			{Name: "steps to 0.01", Role: sim.Limit, Value: math.NaN()},
		},
		Summary: fmt.Sprintf("Step %d.", r.step),
	}
	if r.step >= 130 {
		f.Events = append(f.Events, sim.Event{Step: 130, Role: sim.Limit, Label: "loss 0.1", Sentence: "Through 2 units the loss has fallen to 0.1."})
	}
	if r.step >= r.steps {
		f.End = "The run is over."
	}
	return f
}
