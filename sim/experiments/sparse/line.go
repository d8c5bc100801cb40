package sparse

import (
	"math"
	"math/rand/v2"

	"narrows/sim"
	"narrows/sim/record"
	"narrows/sim/sparse"
)

// A lineRun trains a network of finite width through points on a line, before the picture of all curves
// that cost the least there.
type lineRun struct {
	tables []sim.Rows // for the first edit
	line   *sparse.Line
	x, y   []float64 // as they stand in the table
	slope  float64
	width  int
	rate   float64
	steps  int
	seen   rectangle
	band   sparse.Band
	knots  []sparse.Knot // of the curve with the fewest bends, inside the data
	beyond sparse.Knot   // outside, of jump 0 where none helps
	gauge  float64       // closed form
	solved float64       // what the linear program says; NaN if it could not tell

	descent *sparse.Descent
	step    int
	kept    record.Thinning
	curves  [lineQuantities]record.Curve
	bends   []record.Curve // of each unit, with steps
	inside  record.Moment  // where the network first runs inside the band, or close
	scratch [3]float64
}

// What is recorded of training, each with its column of steps.
const (
	trainedPrice = iota
	trainedDistance
	lineQuantities
)

// beginLine makes a run at step 0.
func beginLine(s sim.Settings) (*lineRun, error) {
	r := &lineRun{slope: s.Float("a"), width: s.Int("m"), rate: s.Float("eta"), steps: s.Int("steps"), inside: record.Never}
	r.tables = tables(s)
	columns := spread(pointRows(s), 2)
	r.x, r.y = columns[0], columns[1]
	_, _, seen := pointsOf(s.Choice("data"))
	for i := range r.x {
		seen = seen.widened(r.x[i], r.y[i])
	}
	r.seen = seen
	var err error
	if r.line, err = lineOf(r.x, r.y); err != nil {
		return nil, err
	}
	r.solve()
	r.train(s.Float("decay"), s.Seed)
	return r, nil
}

// solve finds all that is known of the cheapest curves.
func (r *lineRun) solve() {
	l := r.line
	r.knots, r.gauge = l.Fewest(), l.Gauge(r.slope)
	first, last := 0, len(l.X)-1
	from, to := r.seen.x0, r.seen.x1
	if last > 0 {
		from = r.seen.leaves(l.X[first], l.Y[first], l.Slopes[first], from)
		to = r.seen.leaves(l.X[last], l.Y[last], l.Slopes[last-1], to)
	}
	r.band = l.Envelope(r.slope, from, to)
	// In the middle of the wider margin.
	at := (r.seen.x0 + l.X[first]) / 2
	if r.seen.x1-l.X[last] > l.X[first]-r.seen.x0 {
		at = (r.seen.x1 + l.X[last]) / 2
	}
	r.beyond = l.Beyond(r.slope, at)
	if saved := l.Straight(r.slope) - r.gauge; saved <= 1e-6*r.gauge {
		r.beyond.Jump = 0 // it is there by rounding, or saves nothing that one would see
	}
	r.solved = math.NaN()
	if p, err := sparse.NewProgram(l, r.slope); err == nil {
		if cost, err := p.Solve(); err == nil {
			r.solved = cost
		}
	}
}

// train begins training.
func (r *lineRun) train(decay float64, seed uint64) {
	points := make([][]float64, len(r.line.X))
	for i := range points {
		points[i] = r.line.X[i : i+1]
	}
	falls := sparse.Decay{First: decay, Hold: r.steps / 10}
	r.descent = sparse.NewDescent(points, r.line.Y, r.width, r.slope, r.rate, falls, rand.New(rand.NewPCG(seed, weightsStream)))
	r.kept = record.Sparser(keptShare)
	room := recorded(r.steps)
	for q := range r.curves {
		r.curves[q] = record.NewCurve(2, room)
	}
	r.bends = make([]record.Curve, r.width)
	for k := range r.bends {
		r.bends[k] = record.NewCurve(3, room)
	}
}

// keptShare says how far apart the steps are that are recorded: by a twelfth of the step.
const keptShare = 12

// recorded is how many of so many steps are recorded, and one more for the present one.
func recorded(steps int) (n int) {
	thin := record.Sparser(keptShare)
	for step := range steps + 1 {
		if thin.Due(step) {
			n++
		}
	}
	return n + 1
}

// Step takes one step of gradient descent.
func (r *lineRun) Step() bool {
	if r.ended() {
		return false
	}
	if r.kept.Due(r.step) {
		for q := range r.curves {
			r.curves[q].Push(r.present(q)...)
		}
		for k := range r.bends {
			r.bends[k].Push(r.bend(k)...)
		}
		r.note()
	}
	r.descent.Step()
	r.step++
	return !r.ended()
}

// note keeps the moment that is told. It is looked for where steps are recorded.
func (r *lineRun) note() {
	if !r.inside.There() && r.distance() <= r.close() {
		r.inside = record.At(r.step, float64(r.step))
	}
}

// close is what counts as close: a hundredth of how high the points lie apart.
func (r *lineRun) close() float64 {
	low, high := math.Inf(1), math.Inf(-1)
	for _, y := range r.line.Y {
		low, high = min(low, y), max(high, y)
	}
	return max(high-low, 0.01) / 100
}

func (r *lineRun) ended() bool { return r.step >= r.steps || r.descent.Diverged() }

// Set turns nothing: no knob is live.
func (r *lineRun) Set(string, float64) {}

// present is a quantity now, with the step.
func (r *lineRun) present(quantity int) []float64 {
	value := 0.0
	if quantity == trainedPrice {
		value = r.descent.Price()
	} else {
		value = r.distance()
	}
	return append(r.scratch[:0], float64(r.step), value)
}

// bend is where a unit bends now, at the edge of the picture if it does so beyond; the step; and which way it faces.
func (r *lineRun) bend(k int) []float64 {
	at := r.descent.Bend(k).At
	return append(r.scratch[:0], min(max(at, r.seen.x0), r.seen.x1), float64(r.step), r.descent.Facing(k))
}

// looked is at how many places between the first and the last point the trained curve is compared with the band.
const looked = 200

// distance is how far the trained curve leaves the band of all cheapest ones at most, from the first point to the last: at
// the points themselves it is by how much it misses them.
func (r *lineRun) distance() float64 {
	worst := r.descent.Miss()
	first, last := r.line.X[0], r.line.X[len(r.line.X)-1]
	for i := range looked {
		x := first + (last-first)*(float64(i)+0.5)/looked
		worst = max(worst, r.band.Outside(x, r.descent.Of(x)))
	}
	return worst
}

// joined is how many bends joining the points has.
func (r *lineRun) joined() int { return len(r.line.Bends()) }
