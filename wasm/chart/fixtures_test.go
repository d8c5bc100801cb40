package chart_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"

	"narrows/sim"
)

// Shares of the upper of two charts: with the axis of the lower one, and with one of its own.
const (
	upper = 1.79 / 2.79
	even  = 1.25 / 2.25
)

// modes returns a frame of charts only: four modes with their theory, their angles, and a
// conserved number.
func modes() sim.Frame {
	time := sim.Axis{Label: "gradient-flow time", Max: 8.6}
	strength := sim.Panel{Name: "strength", Title: "Strength of each mode", Subtitle: "experiment solid, closed form dashed",
		X: time, Y: sim.Axis{Max: 6.7}}
	angle := sim.Panel{Name: "angle", Title: "What the 3 units listen to", Subtitle: "angle to each mode",
		Column: 1, Share: upper, X: time, Y: sim.Axis{Min: -95, Max: 0, Suffix: "°", Ticks: []float64{-90, -45, 0}}}
	drift := sim.Panel{Name: "drift", Title: "Conserved, as theory demands",
		Column: 1, X: time, Y: sim.Axis{Min: 1e-5, Max: 1e-2, Scale: sim.Log}}
	for i, target := range []float64{6, 3.4, 1.9, 1} {
		theory := sim.Line{Role: sim.Theory, Class: i, Dashed: true}
		goal := sim.Line{Role: sim.Theory, Class: i, X: []float32{8.5, 8.6}, Y: []float32{float32(target), float32(target)}}
		run := sim.Line{Role: sim.Class, Class: i, Head: true, Label: fmt.Sprintf("mode %d", i+1), Note: fmt.Sprintf("target %v%s", target, []string{"", "", "", ", never learned"}[i])}
		plain := sim.Line{Role: sim.Kernel, Thin: true}
		if i == 0 {
			plain.Label, plain.Note = "no bottleneck", "all modes at once"
		}
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
		strength.Lines = append(strength.Lines, plain, theory, goal, run)
		angle.Lines = append(angle.Lines, heard)
	}
	flat := sim.Line{Role: sim.Limit, Head: true, Label: "✓ 3.8 × 10⁻⁴"}
	allowed := sim.Line{Role: sim.Data, Dashed: true, Label: "allowed"}
	for k := range 101 {
		t := float64(k) / 20
		allowed.X, allowed.Y = append(allowed.X, float32(t)), append(allowed.Y, 5e-3)
		allowed.Low, allowed.High = append(allowed.Low, 1e-9), append(allowed.High, 5e-3)
		flat.X, flat.Y = append(flat.X, float32(t)), append(flat.Y, float32(1e-5+3.7e-4*(1-math.Exp(-2*t))))
	}
	drift.Lines = append(drift.Lines, allowed, flat)
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

// nodes are a ring of twelve around a thirteenth, each tied to its neighbours and every other one to
// the middle: beliefs of every margin in three classes, of which one is wrong and one undecided, two
// labelled ones and doubts of every size.
func nodes() sim.Frame {
	d := sim.Dots{Role: sim.Class, Of: "node"}
	ties := sim.Segments{Quiet: true, Join: "node"}
	tie := func(a, b int) { ties.A, ties.B = append(ties.A, int32(a)), append(ties.B, int32(b)) }
	put := func(x, y float64, class, guess int, margin, spread, size float32) {
		d.X, d.Y, d.Class = append(d.X, float32(x)), append(d.Y, float32(y)), append(d.Class, uint8(class))
		d.Lead, d.Spread, d.Size = append(d.Lead, sim.Lead(guess, float64(margin))), append(d.Spread, spread), append(d.Size, size)
	}
	const ring = 12
	for i := range ring {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / ring)
		class, guess, size := i*3/ring, i*3/ring, float32(1)
		switch i {
		case 0, 4:
			size = 1.44
		case 7:
			guess = 2
		}
		put(cos, sin, class, guess, float32(i%6)*.17, float32(i)/20, size)
		tie(i, (i+1)%ring)
		if i%2 == 0 {
			tie(i, ring)
		}
	}
	put(0, 0, 1, 1, 0, 1, 1)
	axis := sim.Axis{Min: -1.3, Max: 1.3, Hidden: true}
	return sim.Frame{Panels: []sim.Panel{{Name: "graph", Title: "A graph", Square: true, X: axis, Y: axis,
		Classes: []string{"one", "two", "three"}, Segments: []sim.Segments{ties}, Dots: []sim.Dots{d}}}}
}

// club is a graph of two classes with rings that have a key, and notes: one in the colour of a class, one quiet, one in ink
// whose node has no room about it, one with small words, and one for which there is no room at all.
func club() sim.Frame {
	f := nodes()
	p := &f.Panels[0]
	p.Classes = []string{"stayed with Mr. Hi", "left with the officer"}
	d := &p.Dots[0]
	d.Unit = .4
	for k, class := range d.Class {
		if class == 2 {
			d.Class[k] = 1
		}
		d.Spread[k] *= .8
		if guess, margin := sim.LeadOf(d.Lead[k]); guess == 2 {
			d.Lead[k] = sim.Lead(k%2, float64(margin))
		}
	}
	for i := range 6 { // all about the one in the middle
		sin, cos := math.Sincos(math.Pi * (float64(i) + .5) / 3)
		d.X, d.Y, d.Class = append(d.X, float32(.36*cos)), append(d.Y, float32(.36*sin)), append(d.Class, uint8(i/3))
		d.Lead, d.Spread, d.Size = append(d.Lead, sim.Lead(i/3, .2)), append(d.Spread, .2), append(d.Size, 1)
	}
	note := func(k int, n sim.Note) {
		n.X, n.Y = float64(d.X[k]), float64(d.Y[k])
		p.Notes = append(p.Notes, n)
	}
	note(0, sim.Note{Role: sim.Class, Label: "Mr. Hi, labelled"})
	note(4, sim.Note{Role: sim.Class, Class: 1, Label: "officer, labelled", Small: "since the first layer"})
	note(12, sim.Note{Label: "member 13, the one miss"})
	note(11, sim.Note{Small: "12: ask him next"})
	note(6, sim.Note{Label: strings.Repeat("no room ", 40)})
	return f
}

// three is a graph of three classes with a key.
func three() sim.Frame {
	f := nodes()
	f.Panels[0].Dots[0].Unit = 25
	return f
}

// tied returns the graph of nodes, with names, and beside it a kernel whose rows are its nodes: the
// last one first, and the one in the middle is in none.
func tied() sim.Frame {
	f := nodes()
	d := &f.Panels[0].Dots[0]
	const n = 12
	k := sim.Cells{Label: "correlation", W: n, H: n, X1: n, Y1: n, Scale: sim.Sequential, Max: 1, Of: "node"}
	for i := range len(d.X) {
		d.Words = append(d.Words, string(rune('A'+i)))
	}
	for i := range n {
		k.Rows, k.Bars = append(k.Rows, int32(n-1-i)), append(k.Bars, d.Class[n-1-i])
		for j := range n {
			k.Values = append(k.Values, float32(math.Exp(-math.Abs(math.Sin(math.Pi*float64(i-j)/n))*2)))
		}
	}
	f.Panels = append(f.Panels, sim.Panel{Name: "kernel", Title: "Its kernel", Square: true, Column: 1, X: sim.Axis{Max: n, Hidden: true},
		Y: sim.Axis{Max: n, Hidden: true, Reversed: true}, Cells: []sim.Cells{k}})
	return f
}

// sectors samples the wheel of k classes that a network with two units ends in: the output
// of class c grows along its own direction, and bends a little.
func sectors(half float64, k, n int) sim.Cells {
	c := sim.Cells{W: n, H: n, X0: -half, X1: half, Y0: -half, Y1: half, Scale: sim.ByClass, Smooth: true, Zero: true}
	for i := range n * n {
		x, y := -half+2*half*float64(i%n)/float64(n-1), -half+2*half*float64(i/n)/float64(n-1)
		c.Values = append(c.Values, first(k, x, y))
	}
	return c
}

// first is the ByClass value of the wheel at (x, y).
func first(k int, x, y float64) float32 {
	best, second, class := math.Inf(-1), math.Inf(-1), 0
	for q := range k {
		sin, cos := math.Sincos(2*math.Pi*float64(q)/float64(k) + .2 + .12*math.Sin(float64(2*q+1)))
		f := 3.4*(x*cos+y*sin) + .3*math.Abs(x*sin-.4*y) + .12*math.Cos(float64(3*q))
		if f > best {
			best, second, class = f, best, q
		} else if f > second {
			second = f
		}
	}
	return sim.Lead(class, best-second)
}

// wheel returns a frame of k classes: the data in a plane, their sectors inside two units
// with trails, rings and ties, and two charts that share no axis.
func wheel(k int) sim.Frame {
	rng := rand.New(rand.NewPCG(6, 6))
	points := sim.Dots{Role: sim.Class, Of: "point"}
	inner := sim.Dots{Role: sim.Class, Of: "point"}
	held := sim.Dots{Role: sim.Class, Label: "held out", Hollow: true}
	ring := sim.Dots{Role: sim.Finite, Of: "point", Label: "256 wide", Ring: true}
	ties := sim.Segments{Role: sim.Finite, Of: "point"}
	var trails []sim.Line
	for j := range 128 {
		class := j % k
		angle := 2*math.Pi*float64(class)/float64(k) + .2 + .17*rng.NormFloat64()
		radius := 1.5 + .45*rng.NormFloat64()
		x, y := radius*math.Cos(angle+.5*radius), radius*math.Sin(angle+.5*radius)
		points.X, points.Y, points.Class = append(points.X, float32(x)), append(points.Y, float32(y)), append(points.Class, uint8(class))
		if j%3 == 0 {
			held.X, held.Y = append(held.X, float32(x+.25*rng.NormFloat64())), append(held.Y, float32(y+.25*rng.NormFloat64()))
			held.Class = append(held.Class, uint8(class))
		}
		far := 2.7 + .35*rng.NormFloat64()
		at := func(u float64) (float32, float32) {
			r := .2 + far*u*u
			a := angle + (1-u)*(1.1*math.Sin(float64(j))) + .05*math.Sin(9*u+float64(j))
			return float32(r * math.Cos(a)), float32(r * math.Sin(a))
		}
		l := sim.Line{Role: sim.Class, Class: class, Key: sim.Key{Of: "point", ID: j}, Fade: true}
		for i := range 41 {
			a, b := at(float64(i) / 40)
			l.X, l.Y = append(l.X, a), append(l.Y, b)
		}
		trails = append(trails, l)
		a, b := at(1)
		inner.X, inner.Y, inner.Class = append(inner.X, a), append(inner.Y, b), points.Class
		if j < 64 {
			ra, rb := a+float32(.16*rng.NormFloat64()), b+float32(.16*rng.NormFloat64())
			ring.X, ring.Y, ring.Class = append(ring.X, ra), append(ring.Y, rb), append(ring.Class, uint8(class))
			ties.X0, ties.Y0, ties.X1, ties.Y1 = append(ties.X0, a), append(ties.Y0, b), append(ties.X1, ra), append(ties.Y1, rb)
		}
	}
	f := headline(2000)
	f.Panels[0].Classes = nil
	for q := range k {
		f.Panels[0].Classes = append(f.Panels[0].Classes, fmt.Sprintf("arm %d", q+1))
	}
	data := sectors(2.6, k, 48)
	for i := range data.Values {
		x, y := -2.6+5.2*float64(i%48)/47, -2.6+5.2*float64(i/48)/47
		turn := -.5 * math.Hypot(x, y)
		sin, cos := math.Sincos(turn)
		data.Values[i] = first(k, 2*(x*cos-y*sin), 2*(x*sin+y*cos))
	}
	axis := sim.Axis{Min: -2.6, Max: 2.6, Hidden: true}
	f.Panels[0].X, f.Panels[0].Y, f.Panels[0].Cells, f.Panels[0].Dots = axis, axis, []sim.Cells{data}, []sim.Dots{held, points}
	p := &f.Panels[1]
	p.X, p.Y = sim.Axis{Min: -4, Max: 4, Hidden: true}, sim.Axis{Min: -4, Max: 4}
	p.Cells, p.Lines, p.Segments, p.Dots = []sim.Cells{sectors(4, k, 36)}, trails, []sim.Segments{ties}, []sim.Dots{ring, inner}
	f.Panels[2].Share, f.Panels[3] = even, heldOut(1)
	return f
}

// heldOut is the share of held-out points that are taken for another class, against the
// training loss that a run has come down to.
func heldOut(progress float64) sim.Panel {
	p := sim.Panel{
		Name: "held out", Title: "Held-out error", Subtitle: "at equal training loss", Column: 2,
		X: sim.Axis{Label: "training loss", Min: .005, Max: 2, Scale: sim.Log, Reversed: true},
		Y: sim.Axis{Max: 80, Suffix: " %"},
	}
	for i, l := range []sim.Line{{Role: sim.Kernel, Label: "no bottleneck"}, {Role: sim.Limit, Label: "through 2 units"}, {Role: sim.Finite, Label: "256 wide"}} {
		l.Head, l.History = true, true
		for s := 0; s <= int(120*progress); s++ {
			u := float64(s) / 120
			u *= []float64{.8, 1, .97}[i]
			l.X = append(l.X, float32(1.8*math.Pow(.0033, u)))
			l.Y = append(l.Y, float32(78*math.Exp(-[]float64{2.2, 4.5, 4}[i]*u)+[]float64{11, 4, 7}[i]*u+1.5*math.Sin(float64(s)/3+float64(i))*u))
		}
		p.Lines = append(p.Lines, l)
	}
	return p
}

// strokes are 8 × 8 inks that look like a hand's digits: a polyline for each, with a thick
// pen and a hand that trembles.
func strokes(digit int, rng *rand.Rand) []uint8 {
	paths := [...][]float64{
		{4, 1, 2, 2, 1.6, 4, 2, 6, 4, 7, 5.6, 5, 5.6, 3, 4, 1},
		{2.6, 2.6, 4.2, 1, 4.2, 7},
		{2, 2.4, 3.4, 1, 5.4, 2, 5, 3.6, 2, 6.8, 6, 6.8},
		{2, 1.2, 5.2, 1.4, 3.6, 3.6, 5.6, 5, 4.4, 6.8, 2, 6.4},
		{4.6, 7, 4.6, 1, 1.8, 5, 6, 5},
		{5.6, 1, 2.4, 1, 2.2, 3.6, 5, 3.8, 5.4, 5.8, 2, 6.8},
		{4.8, 1, 2.4, 3.4, 2, 5.6, 3.6, 7, 5.4, 5.6, 4, 4.2, 2.4, 5},
		{1.8, 1.2, 5.8, 1.2, 3.4, 7},
		{4, 4, 2.2, 2.6, 4, 1, 5.6, 2.4, 4, 4, 2, 5.6, 4, 7, 5.8, 5.6, 4, 4},
		{5.4, 3, 3.6, 4.2, 2.4, 2.6, 4, 1, 5.4, 2.6, 5, 7},
	}
	path := append([]float64(nil), paths[digit]...)
	dx, dy, lean := .35*rng.NormFloat64(), .3*rng.NormFloat64(), .12*rng.NormFloat64()
	for i := 0; i < len(path); i += 2 {
		path[i] += dx + .22*rng.NormFloat64() + lean*(4-path[i+1])
		path[i+1] += dy + .2*rng.NormFloat64()
	}
	ink := make([]uint8, 64)
	for k := range ink {
		x, y := float64(k%8)+.5, float64(k/8)+.5
		near := math.Inf(1)
		for i := 2; i < len(path); i += 2 {
			ax, ay, bx, by := path[i-2], path[i-1], path[i], path[i+1]
			t := min(max(((x-ax)*(bx-ax)+(y-ay)*(by-ay))/((bx-ax)*(bx-ax)+(by-ay)*(by-ay)+1e-9), 0), 1)
			near = min(near, math.Hypot(x-ax-t*(bx-ax), y-ay-t*(by-ay)))
		}
		ink[k] = uint8(255 * min(max(1.35-near, 0), 1))
	}
	return ink
}

// digits returns a frame with a mosaic of n tiles, of ten classes or, in order, of one
// after another, and the wheel of ten.
func digits(n int) sim.Frame {
	rng := rand.New(rand.NewPCG(10, 8))
	side := int(math.Ceil(math.Sqrt(float64(n))))
	t := sim.Tiles{Of: "point", Size: 1, Side: 8}
	for j := range n {
		class := uint8(rng.IntN(10))
		t.X, t.Y = append(t.X, float32(j%side)+.5), append(t.Y, float32(side)-float32(j/side)-.5)
		t.Inks = append(t.Inks, strokes(int(class), rng)...)
		guess := class
		if rng.IntN(9) == 0 {
			guess = uint8(rng.IntN(10))
		}
		t.Class, t.Guess = append(t.Class, class), append(t.Guess, guess)
	}
	f := wheel(10)
	axis := sim.Axis{Max: float64(side), Hidden: true}
	f.Panels[0] = sim.Panel{Name: "data", Title: "The data", Subtitle: "framed: what it is taken for", Square: true,
		X: axis, Y: axis, Tiles: []sim.Tiles{t}}
	for q := range 10 {
		f.Panels[0].Classes = append(f.Panels[0].Classes, fmt.Sprint(q))
	}
	return f
}

// sorted returns a frame with a kernel of 48 points of k classes, its first row at the top.
func sorted(k int) sim.Frame {
	rng := rand.New(rand.NewPCG(4, 8))
	const n = 48
	c := sim.Cells{Label: "correlation", W: n, H: n, X1: n, Y1: n, Scale: sim.Sequential, Max: 1}
	own := make([]float64, n)
	for i := range n {
		c.Bars = append(c.Bars, uint8(i*k/n))
		own[i] = .06 * rng.NormFloat64()
	}
	for i := range n * n {
		a, b := i/n, i%n
		v := .25 + own[a] + own[b] - .02*math.Abs(float64(c.Bars[a])-float64(c.Bars[b]))
		if c.Bars[a] == c.Bars[b] {
			v += .5
		}
		if a == b {
			v = 1
		}
		c.Values = append(c.Values, float32(v))
	}
	f := digits(100)
	f.Panels[1] = sim.Panel{Name: "kernel", Title: "Its kernel", Subtitle: "who counts as alike", Square: true, Column: 1,
		X: sim.Axis{Max: n, Hidden: true}, Y: sim.Axis{Max: n, Hidden: true, Reversed: true}, Cells: []sim.Cells{c}}
	return f
}
