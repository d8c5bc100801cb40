// Package sparse finds the cheapest networks of one hidden layer, of infinite width and with leaky
// rectified units, that pass through data: on a line in closed form, elsewhere by a linear program
// to which units are added one after another. It knows nothing of runs, or of how that is drawn.
//
// A unit is φ(w·x + b), φ(z) = max(z, az) with 0 ≤ a < 1, and a network c₀ + Σ v_k φ(w_k·x + b_k) costs
// Σ |v_k| with ‖w_k‖ ≤ 1: what weight decay on v and w comes down to. The least that a network
// through the data costs is their gauge. The frame is that of Kumar and Haupt 2020 (arXiv:2007.08009);
// the formulas are derived here, and each is held to a linear program by a test. For a = 0 the least cost on a line is that of
// Savarese et al. 2019 (arXiv:1902.05040), and which curves have it is in Hanin 2021 (arXiv:2109.12960) and, with the fewest
// knots, in Debarre et al. 2022 (arXiv:2003.10112).
package sparse

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
)

// ErrTwice says that two points of a line share their place and not their value.
var ErrTwice = errors.New("two points at one place have different values")

// A Knot is where a curve of straight pieces bends.
type Knot struct {
	At   float64
	Jump float64 // of the slope, from left to right
}

// A Line is data in one dimension: points in ascending order of X, no two of them at one place.
type Line struct {
	X, Y   []float64
	Slopes []float64 // s_i, from point i to the next
}

// NewLine sorts points, and takes those that are equal once. It fails with ErrTwice, and where there is no point or one
// that is no number.
func NewLine(x, y []float64) (*Line, error) {
	order := make([]int, len(x))
	for i := range order {
		order[i] = i
		if !(math.Abs(x[i]) < math.MaxFloat64 && math.Abs(y[i]) < math.MaxFloat64) {
			return nil, fmt.Errorf("point %d is no pair of numbers", i+1)
		}
	}
	if len(x) == 0 {
		return nil, errors.New("there is no point")
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(x[i], x[j]) })
	l := &Line{}
	for _, i := range order {
		last := len(l.X) - 1
		switch {
		case last < 0 || x[i] > l.X[last]:
			l.X, l.Y = append(l.X, x[i]), append(l.Y, y[i])
		case y[i] != l.Y[last]:
			return nil, ErrTwice
		}
	}
	for i := range len(l.X) - 1 {
		l.Slopes = append(l.Slopes, (l.Y[i+1]-l.Y[i])/(l.X[i+1]-l.X[i]))
	}
	return l, nil
}

// straight is below which share of the steepest slope a change of slope is none: three points are
// then on one straight line, but for rounding.
const straight = 1e-11

// change is c_i = s_i − s_{i−1}, by how much the slope changes at point i, from 1 to n−2.
func (l *Line) change(i int) float64 {
	c := l.Slopes[i] - l.Slopes[i-1]
	steepest := 0.0
	for _, s := range l.Slopes {
		steepest = max(steepest, math.Abs(s))
	}
	if math.Abs(c) <= straight*steepest {
		return 0
	}
	return c
}

// Bends are the knots of the curve that joins the points.
func (l *Line) Bends() (knots []Knot) {
	for i := 1; i < len(l.Slopes); i++ {
		if c := l.change(i); c != 0 {
			knots = append(knots, Knot{l.X[i], c})
		}
	}
	return knots
}

// Variation is TV = Σ|s_i − s_{i−1}|, the total variation of the slope of the straight pieces from
// point to point. No curve through the points has less.
func (l *Line) Variation() (tv float64) {
	for i := 1; i < len(l.Slopes); i++ {
		tv += math.Abs(l.change(i))
	}
	return tv
}

// ends is D = s_1 + s_{n−1}, what a curve that runs on straight beyond the data has as slopes far away.
func (l *Line) ends() float64 {
	if len(l.Slopes) == 0 {
		return 0
	}
	return l.Slopes[0] + l.Slopes[len(l.Slopes)-1]
}

// Gauge is what the cheapest network through the points costs,
//
//	max{ TV/(1−a), (TV + |s_1 + s_{n−1}|)/2 }.
//
// A bend costs its jump over 1−a; and since a unit's slopes far to either side add up to ±(1+a), slopes of
// the data that add up to more have to be paid as well: see Outside.
func (l *Line) Gauge(a float64) float64 {
	tv := l.Variation()
	return max(tv/(1-a), (tv+math.Abs(l.ends()))/2)
}

// Straight is what a curve costs that joins the points and runs straight on beyond them, max{ TV/(1−a), |s_1 + s_{n−1}|/(1+a) }: the gauge, but where
// a bend outside helps.
func (l *Line) Straight(a float64) float64 {
	return max(l.Variation()/(1-a), math.Abs(l.ends())/(1+a))
}

// Outside is the jump δ of the bend beyond the data that makes steep ends cheaper, and 0 where none
// does: |δ| = (|D|(1−a) − TV(1+a))/2 if that is positive, with the sign of D.
func (l *Line) Outside(a float64) float64 {
	d := l.ends()
	return math.Copysign(max(0, (math.Abs(d)*(1-a)-l.Variation()*(1+a))/2), d)
}

// Fewest are the knots inside the data of a curve through the points that keeps the slopes at either end, costs no more than
// any that does, which is Straight, and has as few knots as such a curve can have:
//
//	K* = Σ ⌈r/2⌉ over the runs of r changes of slope of one sign in a row.
//
// Within a run two changes at a time, c at x and c′ at x′, become one of c + c′ at (cx + c′x′)/(c + c′), where the
// straight pieces before and after them meet; a change that is left over stays. Of a run of an odd number, three or more,
// any could be the one that stays, and the last is.
func (l *Line) Fewest() (knots []Knot) {
	for i := 1; i < len(l.Slopes); i++ {
		c := l.change(i)
		if c == 0 {
			continue
		}
		next := 0.0
		if i+1 < len(l.Slopes) {
			next = l.change(i + 1)
		}
		if c*next <= 0 {
			knots = append(knots, Knot{l.X[i], c})
			continue
		}
		knots = append(knots, Knot{(c*l.X[i] + next*l.X[i+1]) / (c + next), c + next})
		i++
	}
	return knots
}

// Several reports whether other curves have as few knots as Fewest: where an odd number of changes of one sign, three or
// more, stand in a row, any of them could be the one that stays.
func (l *Line) Several() bool {
	run, last := 0, 0.0
	odd := func() bool { return run >= 3 && run%2 == 1 }
	for i := 1; i < len(l.Slopes); i++ {
		c := l.change(i)
		if c*last <= 0 {
			if odd() {
				return true
			}
			run = 0
		}
		if c != 0 {
			run++
		}
		last = c
	}
	return odd()
}

// A Curve is made of straight pieces: through (X, Y) with the slope Left before its first knot.
type Curve struct {
	X, Y, Left float64
	Knots      []Knot // in ascending order
}

// Curve is the one through the points with these knots, in ascending order: those of Fewest, and where one likes another
// before the first point, as Beyond has it.
func (l *Line) Curve(knots []Knot) Curve {
	c := Curve{X: l.X[0], Y: l.Y[0], Knots: knots}
	if len(l.Slopes) > 0 {
		c.Left = l.Slopes[0]
	}
	for _, k := range knots {
		if k.At < l.X[0] {
			c.Left -= k.Jump
		}
	}
	return c
}

// Beyond is the bend outside the data, of the jump that Outside has, at a place before the first point or after the
// last: there the slope turns the other way, to be as much less steep.
func (l *Line) Beyond(a, at float64) Knot {
	if at > l.X[len(l.X)-1] {
		return Knot{at, -l.Outside(a)}
	}
	return Knot{at, l.Outside(a)}
}

// At is the height of the curve at a place.
func (c Curve) At(x float64) float64 {
	y := c.Y + c.Left*(x-c.X)
	for _, k := range c.Knots {
		// The jump counts from the knot on, at the place and at the point that fixes the height.
		y += k.Jump * (max(x-k.At, 0) - max(c.X-k.At, 0))
	}
	return y
}

// A Unit is v φ(w(x − at)) with w = ±1.
type Unit struct {
	Weight float64 // v
	Facing float64 // w
	At     float64 // where it bends
}

// Network is a network with those knots and the cost of the gauge: its units, and c₀. knots are as
// Fewest returns them.
//
// With a bend outside, where one helps, all slopes far away add up to D, and a knot of jump J has ν = J/(1−a) in
// all: (ν+w)/2 in a unit that faces right and (ν−w)/2 in one that faces left, |w| ≤ |ν|, so that its cost is |ν|
// whatever w is. Σw = D/(1+a) fixes the slopes. At most one knot has units of both kinds.
func (l *Line) Network(knots []Knot, a float64) (units []Unit, constant float64) {
	d := l.ends()
	all := slices.Clone(knots)
	if out := l.Beyond(a, l.X[0]-1); out.Jump != 0 {
		all = append(all, out)
		d -= out.Jump
	}
	missing := d / (1 + a) // of Σw, while each w is still −|ν|
	for _, k := range all {
		missing += math.Abs(k.Jump / (1 - a))
	}
	for _, k := range all {
		v := k.Jump / (1 - a)
		w := min(max(missing, 0), 2*math.Abs(v)) - math.Abs(v)
		missing -= w + math.Abs(v)
		for _, u := range []Unit{{(v + w) / 2, 1, k.At}, {(v - w) / 2, -1, k.At}} {
			if math.Abs(u.Weight) > straight*math.Abs(v) {
				units = append(units, u)
			}
		}
	}
	constant = l.Y[0]
	for _, u := range units {
		constant -= u.of(l.X[0], a)
	}
	return units, constant
}

// of is what a unit adds at a place.
func (u Unit) of(x, a float64) float64 {
	z := u.Facing * (x - u.At)
	return u.Weight * max(z, a*z)
}
