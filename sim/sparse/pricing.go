package sparse

import (
	"cmp"
	"math"
	"slices"
)

// A violation is a unit, with what the certificate η is there.
type violation struct {
	w   [2]float64
	b   float64
	eta float64
}

// A turn is an angle of w at which a point goes over to the other side of the line through point k.
type turn struct {
	angle float64
	point int  // −1: none does, but the norm has a corner
	on    bool // it comes before the line, where φ has slope 1
}

// pricing finds exactly where η is furthest from 0.
//
// With w fixed η is straight in b between the points, so that a unit need bend only at one: b = −w·x_k. Then
//
//	η = Σ_i p_i φ(w·(x_i − x_k)) = c·w,   c = Σ_i p_i σ_i (x_i − x_k),
//
// with σ_i = 1 or a as w·(x_i − x_k) is positive or not: c changes only where w is at a right angle to some x_i − x_k, and
// between two such turns η is furthest from 0 at ±c/‖c‖₂, if that lies between them, or at an end. With ‖w‖₁ = 1 it is so at an end,
// or where an axis lies between.
type pricing struct {
	turns []turn
}

// furthest is the w of the unit through point k where |η| is greatest.
func (s *pricing) furthest(p *Problem, prices []float64, k int) (w [2]float64) {
	s.turns = s.turns[:0]
	var c [2]float64 // just after angle 0
	for i, x := range p.X {
		if i == k {
			continue
		}
		r := [2]float64{x[0] - p.X[k][0], x[1] - p.X[k][1]}
		alpha := math.Atan2(r[1], r[0])
		on, off := around(alpha-math.Pi/2), around(alpha+math.Pi/2)
		s.turns = append(s.turns, turn{on, i, true}, turn{off, i, false})
		sigma := p.Slope
		if off < on { // it is on before the first turn
			sigma = 1
		}
		c[0] += prices[i] * sigma * r[0]
		c[1] += prices[i] * sigma * r[1]
	}
	if p.Norm == Taxicab {
		for q := range 4 {
			s.turns = append(s.turns, turn{float64(q) * math.Pi / 2, -1, false})
		}
	}
	slices.SortFunc(s.turns, func(a, b turn) int { return cmp.Compare(a.angle, b.angle) })
	best := -1.0
	try := func(angle float64) {
		sin, cos := math.Sincos(angle)
		at := p.scaled([2]float64{cos, sin})
		if eta := math.Abs(c[0]*at[0] + c[1]*at[1]); eta > best {
			best, w = eta, at
		}
	}
	// The arc before the first turn is also the one after the last.
	from := s.turns[len(s.turns)-1].angle - 2*math.Pi
	for _, t := range s.turns {
		try(from)
		try(t.angle)
		if p.Norm == Euclidean {
			top := math.Atan2(c[1], c[0])
			for turns := -4.0; turns <= 4; turns++ { // half ones: where η is greatest, and where it is least
				if angle := top + turns*math.Pi; angle > from && angle < t.angle {
					try(angle)
				}
			}
		}
		if t.point >= 0 {
			by := prices[t.point] * (1 - p.Slope)
			if !t.on {
				by = -by
			}
			c[0] += by * (p.X[t.point][0] - p.X[k][0])
			c[1] += by * (p.X[t.point][1] - p.X[k][1])
		}
		from = t.angle
	}
	return w
}

// around is an angle from 0 to 2π.
func around(angle float64) float64 {
	if angle < 0 {
		return angle + 2*math.Pi
	}
	return angle
}
