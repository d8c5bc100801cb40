package chart_test

import (
	"fmt"
	"math"
	"math/rand/v2"

	"narrows/sim"
)

// headline returns a frame that looks like the first one a visitor meets: two maps with
// fields, 64 points with trails, rings and ties, three loss curves with bands, and the
// growth of a kernel. The numbers are made up; no network is trained.
func headline(step int) sim.Frame { return headlineOf(16, step) }

// headlineOf is headline with other points.
func headlineOf(seed uint64, step int) sim.Frame {
	const steps, n = 2000, 64
	rng := rand.New(rand.NewPCG(seed, 1))
	t := float64(step)
	progress := math.Log1p(t) / math.Log1p(steps)
	grow := .3 + 12*progress*progress*progress

	points := sim.Dots{Role: sim.Class, Of: "point", Given: true}
	inner := sim.Dots{Role: sim.Class, Of: "point"}
	held := sim.Dots{Role: sim.Class, Label: "held out", Hollow: true}
	ring := sim.Dots{Role: sim.Finite, Of: "point", Label: "256 wide", Ring: true}
	ties := sim.Segments{Role: sim.Finite, Of: "point"}
	var trails []sim.Line
	for j := range n {
		class := uint8(j % 2)
		angle, radius := rng.Float64()*2*math.Pi, 1.75-.85*float64(class)+.12*rng.NormFloat64()
		x, y := radius*math.Cos(angle), radius*math.Sin(angle)
		points.X, points.Y, points.Class = append(points.X, float32(x)), append(points.Y, float32(y)), append(points.Class, class)
		at := func(p float64) (float32, float32) {
			side := 2*float64(class) - 1
			u := 1.1*x + .3*y - p*.4*side
			v := .5*x + .35*y*(1-p) - side*2.1*p*(.5+.3*math.Abs(x)) + .5*p*math.Sin(3*angle)
			return float32(u + .2*math.Sin(7*p+angle)), float32(v + .12*math.Sin(9*p+2*angle))
		}
		l := sim.Line{Role: sim.Class, Class: int(class), Key: sim.Key{Of: "point", ID: j}, Fade: true}
		for i := range 121 {
			a, b := at(progress * float64(i) / 120)
			l.X, l.Y = append(l.X, a), append(l.Y, b)
		}
		trails = append(trails, l)
		a, b := at(progress)
		inner.X, inner.Y, inner.Class = append(inner.X, a), append(inner.Y, b), points.Class
		ra, rb := a+float32(.2*progress*rng.NormFloat64()), b+float32(.2*progress*rng.NormFloat64())
		ring.X, ring.Y, ring.Class = append(ring.X, ra), append(ring.Y, rb), points.Class
		ties.X0, ties.Y0, ties.X1, ties.Y1 = append(ties.X0, a), append(ties.Y0, b), append(ties.X1, ra), append(ties.Y1, rb)
		if j < 40 {
			angle += .3 + rng.Float64()
			held.X, held.Y = append(held.X, float32(radius*math.Cos(angle))), append(held.Y, float32(radius*math.Sin(angle)))
			held.Class = append(held.Class, class)
		}
	}

	curve := func(role sim.Role, label string, spread float64, at func(s float64) float64) sim.Line {
		l := sim.Line{Role: role, Label: label, Head: true, History: true}
		for s := 0.; ; s = min(s+max(1, math.Floor(s/24)), t) {
			v := at(s)
			l.X, l.Y = append(l.X, float32(s)), append(l.Y, float32(v))
			if spread > 0 {
				up := 1 + spread*(.2+math.Exp(-(math.Log1p(s)-4.2)*(math.Log1p(s)-4.2)))
				l.Low, l.High = append(l.Low, float32(v/(1+.4*spread))), append(l.High, float32(v*up))
			}
			if s >= t {
				return l
			}
		}
	}
	loss := sim.Panel{
		Name: "loss", Title: "Training loss", Column: 2, Share: upper,
		X: sim.Axis{Label: "steps", Max: steps, Scale: sim.LogStep},
		Y: sim.Axis{Min: 2.3e-4, Max: 2, Scale: sim.Log},
		Lines: []sim.Line{
			curve(sim.Kernel, "no bottleneck", 0, slowLoss),
			curve(sim.Limit, "through 2 units", 1.5, fastLoss),
			curve(sim.Finite, "256 wide", 0, func(s float64) float64 { return fastLoss(s) * (1 - .08*min(s/5, 1)) }),
		},
	}
	for _, level := range []float64{.01, .03, .1} {
		a, b := crossing(slowLoss, level), crossing(fastLoss, level)
		if a <= t {
			loss.Segments = []sim.Segments{{Role: sim.Limit, From: sim.Kernel, Arrow: true,
				Label: fmt.Sprintf("%.1f×", a/b), Note: fmt.Sprintf("fewer steps to %v", level),
				X0: []float32{float32(a)}, X1: []float32{float32(b)}, Y0: []float32{float32(level)}, Y1: []float32{float32(level)}}}
			break
		}
	}
	rise := func(s float64) float64 {
		l := math.Log1p(s)
		return 1.2 - .7*math.Exp(-(l-1.6)*(l-1.6)/2) + 10.2*math.Pow(max(l-2, 0)/5.6, 1.5)
	}
	hero := curve(sim.Limit, fmt.Sprintf("%.1f×", rise(t)), .3, rise)
	hero.Big = true
	growth := sim.Panel{
		Name: "growth", Title: "Growth of the kernel", Subtitle: "λ_max against no bottleneck",
		Minor: true, Instead: "growth of its kernel; the other cannot grow",
		Column: 2, X: loss.X, Y: sim.Axis{Min: .2, Max: 30, Scale: sim.Log, Suffix: "×"},
		Lines: []sim.Line{curve(sim.Kernel, "no bottleneck: fixed", 0, func(float64) float64 { return 1 }), hero},
	}
	axis := func(half float64, hidden bool) sim.Axis { return sim.Axis{Min: -half, Max: half, Hidden: hidden} }
	cut := field(2.2, func(x, y float64) float64 {
		a := math.Atan2(y, x)
		ring := math.Hypot(x, y) - 1.33 - .07*math.Sin(5*a) - .05*math.Sin(8*a+1)
		return grow * (progress*1.8*ring + (1-progress)*(.2*x-.5*y+.1*math.Sin(3*x)))
	})
	over := field(4.4, func(x, y float64) float64 {
		return grow * (1 + .1*math.Hypot(x, y)) * (y - .12*x - .5*progress*max(x, 0) + (1-progress)*x)
	})
	over.Label = "output f"
	return sim.Frame{
		Step: step, Steps: steps, Time: t,
		Strait: sim.Strait{In: "x", Out: "F(x)", Left: "g, infinitely wide", Right: "f, infinitely wide", Units: 2, Width: 256, Kernel: true},
		Panels: []sim.Panel{
			{Name: "data", Title: "The data", Subtitle: "and where the network cuts it", X: axis(2.2, true), Y: axis(2.2, true),
				Square: true, Classes: []string{"outer", "inner"}, Cells: []sim.Cells{cut}, Dots: []sim.Dots{held, points}},
			{Name: "representation", Title: "Inside the 2 units", Subtitle: "where each point goes", X: axis(4.4, true), Y: axis(4.4, false),
				Square: true, Column: 1, Cells: []sim.Cells{over}, Lines: trails, Segments: []sim.Segments{ties}, Dots: []sim.Dots{ring, inner}},
			loss, growth,
		},
	}
}

func slowLoss(s float64) float64 { return 1.35 / math.Pow(1+s/8, .9) }
func fastLoss(s float64) float64 { return 1.35 / (1 + s/8) / (1 + math.Pow(s/45, 1.05)) }

// crossing is the step at which a falling function reaches a level.
func crossing(f func(float64) float64, level float64) float64 {
	s := 0.
	for f(s) > level {
		s++
	}
	return s
}

// field samples a function on the square −half … half.
func field(half float64, f func(x, y float64) float64) sim.Cells {
	const n = 48
	c := sim.Cells{W: n, H: n, X0: -half, X1: half, Y0: -half, Y1: half, Smooth: true, Zero: true}
	for i := range n * n {
		x, y := -half+2*half*float64(i%n)/(n-1), -half+2*half*float64(i/n)/(n-1)
		c.Values = append(c.Values, float32(f(x, y)))
	}
	return c
}
