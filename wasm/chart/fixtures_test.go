package chart_test

import (
	"fmt"
	"math"
	"math/rand/v2"

	"narrows/sim"
)

// modes returns a frame of charts only: four modes with their theory, their angles, and a
// conserved number.
func modes() sim.Frame {
	time := sim.Axis{Label: "gradient-flow time", Max: 8.6}
	strength := sim.Panel{Name: "strength", Title: "Strength of each mode", Subtitle: "experiment solid, closed form dashed",
		X: time, Y: sim.Axis{Max: 6.7}}
	angle := sim.Panel{Name: "angle", Title: "What the 3 units listen to", Subtitle: "angle to each mode",
		X: time, Y: sim.Axis{Min: -95, Max: 0, Suffix: "°"}}
	drift := sim.Panel{Name: "drift", Title: "Conserved, as theory demands",
		X: time, Y: sim.Axis{Min: 1e-5, Max: 1e-2, Scale: sim.Log}}
	for i, target := range []float64{6, 3.4, 1.9, 1} {
		theory := sim.Line{Role: sim.Theory, Class: i, Dashed: true}
		run := sim.Line{Role: sim.Class, Class: i, Head: true, Label: fmt.Sprintf("mode %d", i+1)}
		plain := sim.Line{Role: sim.Kernel, Thin: true}
		heard := sim.Line{Role: sim.Class, Class: i, Head: true, Label: []string{"", "", "", "deaf to 4"}[i]}
		for k := range 173 {
			t := float64(k) / 20
			v := target / (1 + math.Exp(-(2*target/2.2)*(t-float64(i)*1.4-1.5)))
			if i == 3 {
				v = 0
			}
			theory.X, theory.Y = append(theory.X, float32(t)), append(theory.Y, float32(v))
			if t <= 5 {
				run.X, run.Y = append(run.X, float32(t)), append(run.Y, float32(v*(1-.02*float64(i)*t/5)))
				plain.X, plain.Y = append(plain.X, float32(t)), append(plain.Y, float32(target*(1-math.Exp(-t/2))))
				heard.X = append(heard.X, float32(t))
				heard.Y = append(heard.Y, float32(-45*math.Exp(-t/(1+float64(i)))-90*float64(i/3)*(1-math.Exp(-t/2))))
			}
		}
		strength.Lines = append(strength.Lines, plain, theory, run)
		angle.Lines = append(angle.Lines, heard)
	}
	flat := sim.Line{Role: sim.Limit, Head: true, Label: "✓ 3.8 × 10⁻⁴"}
	for k := range 101 {
		t := float64(k) / 20
		flat.X, flat.Y = append(flat.X, float32(t)), append(flat.Y, float32(1e-5+3.7e-4*(1-math.Exp(-2*t))))
	}
	drift.Lines = append(drift.Lines, flat)
	return sim.Frame{Step: 500, Steps: 860, Panels: []sim.Panel{strength, angle, drift}}
}

// cloud returns a frame with a map, a cloud of points in three dimensions, and one chart.
func cloud() sim.Frame {
	f := headline(300)
	rng := rand.New(rand.NewPCG(3, 3))
	p := &f.Panels[1]
	p.Square, p.Solid, p.Cells, p.Lines = false, true, nil, nil
	p.X = sim.Axis{Label: "z₁", Min: -3, Max: 3}
	p.Y, p.Z = p.X, p.X
	p.Y.Label, p.Z.Label = "z₂", "z₃"
	f.Strait.Units = 3
	for i := range p.Dots {
		for range p.Dots[i].X {
			p.Dots[i].Z = append(p.Dots[i].Z, float32(rng.NormFloat64()))
		}
	}
	s := &p.Segments[0]
	for k := range s.X0 {
		s.Z0, s.Z1 = append(s.Z0, p.Dots[1].Z[k]), append(s.Z1, p.Dots[0].Z[k])
		l := sim.Line{Role: sim.Class, Class: int(p.Dots[1].Class[k]), Key: sim.Key{Of: "point", ID: k}, Fade: true}
		for i := range 20 {
			u := float32(i) / 19
			l.X = append(l.X, p.Dots[1].X[k]*u)
			l.Y = append(l.Y, p.Dots[1].Y[k]*u*u)
			l.Z = append(l.Z, p.Dots[1].Z[k]*u)
		}
		p.Lines = append(p.Lines, l)
	}
	return f
}

// onLine returns a frame whose representation has one dimension: f as a curve, and the
// points on it.
func onLine() sim.Frame {
	f := headline(300)
	p := &f.Panels[1]
	dots := p.Dots[1]
	p.Cells, p.Lines, p.Segments, p.Dots = nil, nil, nil, nil
	p.Square = false
	p.X, p.Y = sim.Axis{Label: "z", Min: -3, Max: 3}, sim.Axis{Min: -5, Max: 8}
	l := sim.Line{Role: sim.Limit}
	at := func(z float32) float32 { return max(2*z, -1.2*z) - 1 }
	for i := range 121 {
		z := float32(i-60) / 20
		l.X, l.Y = append(l.X, z), append(l.Y, at(z))
	}
	for k, z := range dots.X {
		dots.Y[k] = at(z)
	}
	p.Lines = []sim.Line{l}
	p.Dots = []sim.Dots{dots}
	f.Strait.Units = 1
	return f
}

// matrix returns a frame with a kernel as separate cells and a small smooth field.
func matrix() sim.Frame {
	k := sim.Cells{Label: "correlation", W: 24, H: 24, X1: 24, Y1: 24, Scale: sim.Sequential, Max: 1}
	for i := range 24 * 24 {
		k.Values = append(k.Values, float32(math.Exp(-math.Abs(float64(i%24-i/24))/6)))
	}
	s := field(2, func(x, y float64) float64 { return x*x + y*y })
	s.Label, s.Scale, s.Max, s.Zero = "distance", sim.Sequential, 8, false
	axis := sim.Axis{Max: 24, Hidden: true}
	square := sim.Axis{Min: -2, Max: 2}
	return sim.Frame{Panels: []sim.Panel{
		{Name: "kernel", Title: "Kernel", Square: true, X: axis, Y: axis, Cells: []sim.Cells{k}},
		{Name: "field", Title: "Field", Square: true, X: square, Y: square, Cells: []sim.Cells{s}},
		{Name: "third", Title: "Third", Square: true, X: square, Y: square, Classes: []string{"a", "b", "c", "d"},
			Dots: []sim.Dots{{Role: sim.Class, Of: "node", X: []float32{-1, 0, 1, 0}, Y: []float32{0, 1, 0, -1}, Class: []uint8{0, 1, 2, 3}}}},
	}}
}
