package sparse

import (
	"narrows/sim"
	"narrows/sim/sparse"
	"narrows/sim/words"
)

// diamond is the class whose shape is one, and bendSize how large that of a bend is: larger than a point, which it may lie on.
const (
	diamond  = 3
	bendSize = 1.25
)

// linePanel is the points and the curves through them.
func (r *lineRun) linePanel() sim.Panel {
	p := sim.Panel{
		Name: "line", Title: "On a line", Subtitle: r.banded(),
		X: sim.Axis{Min: r.seen.x0, Max: r.seen.x1, Hidden: true}, Y: sim.Axis{Min: r.seen.y0, Max: r.seen.y1}, Share: 0.6,
	}
	label := "fewest bends"
	switch {
	case r.beyond.Jump != 0:
		label = "fewest bends inside the data"
	case r.line.Several():
		label = "fewest bends, one of several"
	}
	p.Lines = []sim.Line{r.joining(), r.trained(), r.seen.within(r.fewest(label))}
	bends, curve := sim.Dots{Role: sim.Limit, Ring: true, Of: "bend"}, r.line.Curve(r.bent())
	for _, k := range r.bent() {
		bends.X, bends.Y, bends.Class = append(bends.X, float32(k.At)), append(bends.Y, float32(curve.At(k.At))), append(bends.Class, diamond)
		bends.Size = append(bends.Size, bendSize)
	}
	points := sim.Dots{Role: sim.Data, Of: "point", Given: true}
	for i := range r.x {
		points.X, points.Y = append(points.X, float32(r.x[i])), append(points.Y, float32(r.y[i]))
	}
	p.Segments = []sim.Segments{r.drops(bends)}
	p.Dots = []sim.Dots{bends, points} // a bend may lie on a point
	return p
}

// banded says what the bands are, if there is any.
func (r *lineRun) banded() string {
	for i := range r.band.X {
		if r.band.High[i]-r.band.Low[i] > (r.seen.y1-r.seen.y0)/200 {
			return "every cheapest curve runs inside the bands"
		}
	}
	return "the cheapest curve through " + words.Counted(len(r.line.X), "point")
}

// drops lead from bends down to the axis, where the trained network's bends come to stand.
func (r *lineRun) drops(bends sim.Dots) sim.Segments {
	s := sim.Segments{Role: sim.Limit, Dashed: true, X0: bends.X, Y0: bends.Y, X1: bends.X}
	for range bends.X {
		s.Y1 = append(s.Y1, float32(r.seen.y0))
	}
	return s
}

// bent are the bends of the curve on show, in ascending order: the fewest, and the one beyond the data where it helps.
func (r *lineRun) bent() []sparse.Knot {
	switch {
	case r.beyond.Jump == 0:
		return r.knots
	case r.beyond.At < r.line.X[0]:
		return append([]sparse.Knot{r.beyond}, r.knots...)
	}
	return append(r.knots[:len(r.knots):len(r.knots)], r.beyond)
}

// joining is the curve that joins the points, with the band of all that are as cheap: as far as it is in the picture.
func (r *lineRun) joining() sim.Line {
	b := r.band
	return sim.Line{Role: sim.Kernel, Dashed: true, Label: "joining the points", X: single(b.X), Y: single(b.Joined), Low: single(b.Low), High: single(b.High)}
}

// single rounds numbers to single precision, as frames have them.
func single(x []float64) []float32 {
	y := make([]float32, len(x))
	for i, v := range x {
		y[i] = float32(v)
	}
	return y
}

// fewest is the curve with the fewest bends, from one side of the picture to the other.
func (r *lineRun) fewest(label string) sim.Line {
	l, c := sim.Line{Role: sim.Limit, Label: label}, r.line.Curve(r.bent())
	add := func(at float64) { l.X, l.Y = append(l.X, float32(at)), append(l.Y, float32(c.At(at))) }
	add(r.seen.x0)
	for _, k := range c.Knots {
		add(k.At)
	}
	add(r.seen.x1)
	return l
}

// smooth is at how many places the trained curve is drawn.
const smooth = 240

// trained is the curve of the trained network.
func (r *lineRun) trained() sim.Line {
	l := sim.Line{Role: sim.Finite, Label: words.Count(r.width) + " wide, trained"}
	for i := range smooth + 1 {
		x := r.seen.x0 + (r.seen.x1-r.seen.x0)*float64(i)/smooth
		l.X, l.Y = append(l.X, float32(x)), append(l.Y, float32(r.descent.Of(x)))
	}
	return r.seen.within(l)
}

// carrying is which share of the heaviest unit a unit must weigh to be drawn in its colour.
const carrying = 0.05

// bendsPanel is where each unit of the trained network bends, from the first step down to the present one, before the bends
// of the curve that has the fewest.
func (r *lineRun) bendsPanel() sim.Panel {
	p := sim.Panel{
		Name: "bends", Title: "Where the trained network bends", Subtitle: "each unit, downward step by step", Share: 0.4,
		X: sim.Axis{Min: r.seen.x0, Max: r.seen.x1}, Y: sim.Axis{Label: "steps", Max: float64(r.steps), Scale: sim.LogStep, Reversed: true, Ticks: []float64{1, 10, 100, 1000}},
	}
	heaviest := 0.0
	for k := range r.bends {
		heaviest = max(heaviest, r.descent.Weight(k))
	}
	for k := range r.bends {
		c := r.bends[k].Until(r.bend(k)...)
		l := sim.Line{Role: sim.Finite, Fade: true, X: c[0], Y: c[1], Breaks: turned(c[2]), History: true}
		if r.descent.Weight(k) > carrying*heaviest {
			l.Fade, l.Head = false, true
		}
		p.Lines = append(p.Lines, l)
	}
	for _, k := range r.bent() {
		at := float32(k.At)
		p.Lines = append(p.Lines, sim.Line{Role: sim.Limit, Dashed: true, X: []float32{at, at}, Y: []float32{0, float32(r.steps)}})
	}
	return p
}

// turned are the points at which a unit has come to face the other way: its bend has gone out of the picture on one side and
// come back on the other, by way of infinity.
func turned(facing []float32) (at []int32) {
	for i := 1; i < len(facing); i++ {
		if facing[i] != facing[i-1] {
			at = append(at, int32(i))
		}
	}
	return at
}

// stepAxis counts steps.
func (r *lineRun) stepAxis() sim.Axis {
	return sim.Axis{Label: "steps", Max: float64(r.steps), Scale: sim.LogStep}
}

// recordedLine is a recorded quantity with its present value.
func (r *lineRun) recordedLine(quantity int, l sim.Line) sim.Line {
	c := r.curves[quantity].Until(r.present(quantity)...)
	l.X, l.Y, l.History = c[0], c[1], true
	return l
}

// pricePanel holds what a network costs against the least that one can.
func (r *lineRun) pricePanel() sim.Panel {
	across := func(y float64) ([]float32, []float32) {
		return []float32{0, float32(r.steps)}, []float32{float32(y), float32(y)}
	}
	p := sim.Panel{
		Name: "price", Title: "Price", Subtitle: "what weight decay weighs, Σ|v|‖w‖", X: r.stepAxis(), Y: sim.Axis{Max: r.dearest()}, Column: 1,
	}
	closed := sim.Line{Role: sim.Kernel, Label: "closed form " + price(r.gauge)}
	closed.X, closed.Y = across(r.gauge)
	solved := sim.Line{Role: sim.Theory, Dashed: true, Label: "linear program " + price(r.solved)}
	solved.X, solved.Y = across(r.solved)
	trained := r.recordedLine(trainedPrice, sim.Line{Role: sim.Finite, Label: r.trainedLabel(), Head: true})
	p.Lines = []sim.Line{closed, solved, trained}
	return p
}

// trainedLabel says what the trained network costs; it may cost less than the least while it misses points.
func (r *lineRun) trainedLabel() string {
	label := "trained " + price(r.descent.Price())
	if r.descent.Miss() > r.close() {
		label += ", missing points"
	}
	return label
}

// dearest is where the axis of prices ends: it only ever widens, in steps of a half.
func (r *lineRun) dearest() float64 {
	most := r.descent.Price()
	for _, y := range r.curves[trainedPrice][1] {
		most = max(most, float64(y))
	}
	end := max(1.25*r.gauge, 0.1)
	for end < 1.05*most && end < 1e30 {
		end *= 1.5
	}
	return end
}

// distancePanel is how far the trained curve is from the band.
func (r *lineRun) distancePanel() sim.Panel {
	return sim.Panel{
		Name: "distance", Title: "Distance from the bands", Subtitle: words.Number(r.distance()) + " at most", X: r.stepAxis(), Column: 1,
		Y:     sim.Axis{Scale: sim.Log, Min: 1e-5, Max: 20},
		Lines: []sim.Line{r.recordedLine(trainedDistance, sim.Line{Role: sim.Finite, Head: true})},
	}
}
