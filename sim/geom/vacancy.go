package geom

import "math"

// A Box is a rectangle from (X0, Y0) to (X1, Y1), of which neither is less than the other.
type Box struct{ X0, Y0, X1, Y1 float64 }

// A Node is a round mark at (X, Y). R is the radius of all of it, and Core that of what is within its
// ring: words keep off all of it, a leader off the core.
type Node struct{ X, Y, R, Core float64 }

// A Piece is straight, from (X0, Y0) to (X1, Y1).
type Piece struct{ X0, Y0, X1, Y1 float64 }

// A Size is how wide and how high words are.
type Size struct{ W, H float64 }

// A Vacancy is a plot in which words look for room beside a mark. Y grows downward; lengths are
// CSS pixels.
type Vacancy struct {
	Plot   Box
	Boxes  []Box // words, and marks with corners
	Marks  []Node
	Curves []Piece // which words never cover
	Ties   []Piece // which they would rather not cover
}

// Mark is the mark at a place, or one of radius r if there is none.
func (v *Vacancy) Mark(x, y, r float64) Node {
	found := Node{X: x, Y: y}
	for _, m := range v.Marks {
		if math.Hypot(m.X-x, m.Y-y) < .75 && m.R > found.R {
			found = m
		}
	}
	if found.R == 0 {
		found.R, found.Core = r, r
	}
	return found
}

// How far from its mark's rim words may stand, and in how many directions.
var distances = [...]float64{3, 5, 8, 12, 17, 23, 30, 38, 47, 57, 68, 80, 95, 115}

const directions = 24

// What a place costs beside its distance.
const (
	closest  = 2.5 // air between words and marks
	within   = 2   // and between them and the edge of the plot
	perTie   = 1.5 // for each tie under the words
	perTurn  = 4   // beside the mark or above it, not below
	perSize  = 2   // for each size that would be preferred
	perLine  = 12  // for a leader
	perRing  = 4   // for each ring that it runs through
	farthest = 9   // words have a leader if they are farther away, and none if they are nearer:
	doubt    = 2   // then they must be nearer to their mark, by this, than to any other
)

// A Placed is where words stand, in which of the sizes, and the line that leads from them to their mark
// if they are not beside it.
type Placed struct {
	Box    Box
	Size   int
	Led    bool
	Leader Piece
}

// Place returns the best place about a mark for words of one of some sizes, the first of which are
// preferred: nearest to it, below rather than beside or above, over few ties, over nothing else, and with
// room for a leader if they need one. Not ok: there is none.
func (v *Vacancy) Place(mark Node, sizes []Size) (best Placed, ok bool) {
	least := math.Inf(1)
	for _, d := range distances {
		if d > least {
			break
		}
		for turn := range directions {
			sin, cos := math.Sincos(2 * math.Pi * float64(turn) / directions)
			for i, s := range sizes {
				box, fits := v.about(mark, d, cos, sin, s)
				if !fits {
					continue
				}
				away := box.distance(mark.X, mark.Y) - mark.R
				cost := away + perTurn*(1-sin)/2 + perSize*float64(i)
				if cost >= least || !v.free(box) {
					continue
				}
				line := away > farthest
				if !line && v.doubtful(box, mark, away) {
					continue
				}
				here := Placed{Box: box, Size: i, Led: line}
				if line {
					rings, runs := 0, false
					if here.Leader, rings, runs = v.leader(box, mark); !runs {
						continue
					}
					cost += perLine + perRing*float64(rings)
				}
				for _, t := range v.Ties {
					if t.crosses(box) {
						cost += perTie
					}
				}
				if cost < least {
					least, best, ok = cost, here, true
				}
			}
		}
	}
	return best, ok
}

// about is the box of a size that stands in a direction from a mark, at about a distance from its rim,
// and moved into the plot; it does not fit if it cannot be, or covers the mark.
func (v *Vacancy) about(mark Node, d, cos, sin float64, s Size) (b Box, fits bool) {
	x := mark.X + (mark.R+d)*cos - s.W*(1-cos)/2
	y := mark.Y + (mark.R+d)*sin - s.H*(1-sin)/2
	x, y = max(min(x, v.Plot.X1-within-s.W), v.Plot.X0+within), max(min(y, v.Plot.Y1-within-s.H), v.Plot.Y0+within)
	b = Box{x, y, x + s.W, y + s.H}
	return b, b.X1 < v.Plot.X1 && b.Y1 < v.Plot.Y1 && b.distance(mark.X, mark.Y) >= mark.R+closest
}

// free reports whether a box covers no words, mark or curve.
func (v *Vacancy) free(b Box) bool {
	for _, m := range v.Marks {
		if b.distance(m.X, m.Y) < m.R+closest {
			return false
		}
	}
	for _, o := range v.Boxes {
		if b.X0 < o.X1 && o.X0 < b.X1 && b.Y0 < o.Y1 && o.Y0 < b.Y1 {
			return false
		}
	}
	for _, p := range v.Curves {
		if p.crosses(b) {
			return false
		}
	}
	return true
}

// doubtful reports whether a box away from its mark's rim might as well be another mark's.
func (v *Vacancy) doubtful(b Box, mark Node, away float64) bool {
	for _, m := range v.Marks {
		if (m.X != mark.X || m.Y != mark.Y) && b.distance(m.X, m.Y)-m.R < away+doubt {
			return true
		}
	}
	return false
}

// leader returns a line from a box to a mark that there is room for: to its rim, or where that is as near to
// another mark to its core; and through how many other rings it runs.
func (v *Vacancy) leader(b Box, mark Node) (p Piece, rings int, ok bool) {
	for _, r := range [...]float64{mark.R, mark.Core} {
		p = lineTo(b, mark, r)
		if rings, ok = v.through(p, mark); ok {
			break
		}
	}
	return p, rings, ok
}

// lineTo is the line from a box to a circle of radius r around a mark's middle, which ends a little before it.
func lineTo(b Box, mark Node, r float64) Piece {
	x, y := min(max(mark.X, b.X0), b.X1), min(max(mark.Y, b.Y0), b.Y1)
	d := math.Hypot(mark.X-x, mark.Y-y)
	if d == 0 {
		return Piece{x, y, x, y}
	}
	s := max(d-r-1.5, 0) / d
	return Piece{x, y, x + s*(mark.X-x), y + s*(mark.Y-y)}
}

// through reports whether a leader to a mark runs through no other mark's core and no words, and ends nearer
// to its mark than to any other; and through how many rings it runs.
func (v *Vacancy) through(p Piece, mark Node) (rings int, runs bool) {
	for _, m := range v.Marks {
		if m.X == mark.X && m.Y == mark.Y {
			continue
		}
		switch d := p.distance(m.X, m.Y); {
		case d < m.Core+closest, math.Hypot(m.X-p.X1, m.Y-p.Y1) < math.Hypot(mark.X-p.X1, mark.Y-p.Y1)+doubt:
			return 0, false
		case d < m.R:
			rings++
		}
	}
	for _, o := range v.Boxes {
		if p.crosses(o) {
			return 0, false
		}
	}
	return rings, true
}

// distance is how far a place is from a box, 0 within.
func (b Box) distance(x, y float64) float64 {
	return math.Hypot(max(b.X0-x, x-b.X1, 0), max(b.Y0-y, y-b.Y1, 0))
}

// distance is how far a place is from a piece.
func (p Piece) distance(x, y float64) float64 {
	dx, dy := p.X1-p.X0, p.Y1-p.Y0
	s := 0.
	if l := dx*dx + dy*dy; l > 0 {
		s = min(max(((x-p.X0)*dx+(y-p.Y0)*dy)/l, 0), 1)
	}
	return math.Hypot(p.X0+s*dx-x, p.Y0+s*dy-y)
}

// crosses clips a piece against a box (Liang and Barsky 1984, doi:10.1145/357332.357333) and
// reports whether anything is left.
func (p Piece) crosses(b Box) bool {
	from, to := 0., 1.
	clip := func(start, step, low, high float64) bool {
		if step == 0 {
			return start >= low && start <= high
		}
		t, u := (low-start)/step, (high-start)/step
		from, to = max(from, min(t, u)), min(to, max(t, u))
		return from <= to
	}
	return clip(p.X0, p.X1-p.X0, b.X0, b.X1) && clip(p.Y0, p.Y1-p.Y0, b.Y0, b.Y1)
}
