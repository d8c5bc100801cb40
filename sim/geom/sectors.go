package geom

import (
	"math"

	"narrows/sim"
)

// Sectors divide a refined grid among the classes of a ByClass field.
type Sectors struct {
	Grid          // by how much the class that is first leads the next, ≥ 0
	First []uint8 // that class

	second []float32 // the score next to the greatest
	plane  []float32 // the score of one class
}

// leadOf is sim.LeadOf, with class 0 level with the others where there is none.
func leadOf(v float32) (class int, m float32) {
	class, m = sim.LeadOf(v)
	return max(class, 0), m
}

// Refine interpolates the score of each class onto a grid k times finer. At a sample the score
// of the class that is first there is its lead m, and that of each other class −m: so half the
// difference of the two greatest scores is the lead, and it falls straight through zero from
// one class to the next.
func (s *Sectors) Refine(c *sim.Cells, k int) {
	s.resize(c, k)
	n := len(s.V)
	if cap(s.First) < n {
		s.First, s.second, s.plane = make([]uint8, n), make([]float32, n), make([]float32, n)
	}
	s.First, s.second, s.plane = s.First[:n], s.second[:n], s.plane[:n]
	lowest := float32(math.Inf(-1))
	for i := range s.V {
		s.V[i], s.second[i], s.First[i] = lowest, lowest, 0
	}
	var present [256]bool
	for _, v := range c.Values[:c.W*c.H] {
		q, _ := leadOf(v)
		present[q] = true
	}
	limit := float32(1e4 * Unit(c)) // far beyond the last band; keeps sums finite
	for q, there := range present {
		if !there {
			continue
		}
		for j := range c.H {
			out := s.plane[j*k*s.NX:]
			for i, v := range c.Values[j*c.W : (j+1)*c.W] {
				class, m := leadOf(v)
				if m = Lesser(m, limit); class != q {
					m = -m
				}
				out[i*k] = m
			}
			join(out, c.W, k, 1)
		}
		if k > 1 {
			for i := range s.NX {
				join(s.plane[i:], c.H, k, s.NX)
			}
		}
		for i, v := range s.plane {
			if v > s.V[i] {
				s.second[i], s.V[i], s.First[i] = s.V[i], v, uint8(q)
			} else if v > s.second[i] {
				s.second[i] = v
			}
		}
	}
	for i, v := range s.V {
		if next := s.second[i]; next > lowest {
			s.V[i] = (v - next) / 2
		} else { // one class alone
			s.V[i] = Greater(v, 0)
		}
	}
}

// Ahead returns how far a class is ahead, or behind; nil if it is first nowhere.
func Ahead(s *Sectors, class int) *Grid {
	g := &Grid{s.NX, s.NY, make([]float32, len(s.V))}
	first := false
	for i, lead := range s.V {
		if g.V[i] = -lead; int(s.First[i]) == class {
			g.V[i], first = lead, true
		}
	}
	if !first {
		return nil
	}
	return g
}

// Corners are the classes that are first at the corners of a cell, and their scores there:
// lower left and right, upper left and right.
type Corners struct {
	N     int
	Class [4]uint8
	Score [4][4]float32
}

// CornersOf returns those of cell (i, j).
func CornersOf(s *Sectors, i, j int) (c Corners) {
	at := [4]int{j*s.NX + i, j*s.NX + i + 1, (j+1)*s.NX + i, (j+1)*s.NX + i + 1}
	for _, k := range at {
		known := false
		for n := range c.N {
			known = known || c.Class[n] == s.First[k]
		}
		if !known {
			c.Class[c.N] = s.First[k]
			c.N++
		}
	}
	for n := range c.N {
		for corner, k := range at {
			c.Score[n][corner] = s.V[k]
			if s.First[k] != c.Class[n] {
				c.Score[n][corner] = -s.V[k]
			}
		}
	}
	return c
}

// Leader returns the class that is first at (x, y), in units of the grid's cells, and its lead.
func Leader(s *Sectors, x, y float32) (class int, lead float32) {
	i, j := min(int(x), s.NX-2), min(int(y), s.NY-2)
	u, v := x-float32(i), y-float32(j)
	c := CornersOf(s, i, j)
	first, second := float32(math.Inf(-1)), float32(math.Inf(-1))
	for n, q := range c.Score[:c.N] {
		a, b := q[0]+v*(q[2]-q[0]), q[1]+v*(q[3]-q[1])
		if score := a + u*(b-a); score > first {
			class, first, second = int(c.Class[n]), score, first
		} else {
			second = Greater(second, score)
		}
	}
	if c.N == 1 {
		return class, first
	}
	return class, (first - second) / 2
}

// join is weave for what has kinks: scores have them where another class comes second. It
// is Catmull and Rom's cubic where the slope changes little from one interval to the next,
// and straight beside a kink, which else would make lines waver on both sides of it.
func join(v []float32, n, k, stride int) {
	if k == 1 {
		return
	}
	big := k * stride
	b, slope := v[0], v[big]-v[0] // of the interval after b
	into := slope                 // at b
	for i := range n - 1 {
		c, next := v[(i+1)*big], slope
		if i+2 < n {
			next = v[(i+2)*big] - c
		}
		bend := (next - slope) / 2 * even(slope, next)
		from, to := into, slope+bend
		square, cube := 3*slope-2*from-to, from+to-2*slope
		for s := 1; s < k; s++ {
			t := float32(s) / float32(k)
			v[i*big+s*stride] = b + t*(from+t*(square+t*cube))
		}
		into = next - bend
		slope, b = next, c
	}
}

// even is 1 for two slopes that differ little, 0 for those that differ by a kink.
func even(a, b float32) float32 {
	const much, little = .4, .16 // of the sum of both
	sum, d := Abs(a)+Abs(b), Abs(a-b)
	if d <= little*sum {
		return 1
	}
	return Greater(much*sum-d, 0) / ((much - little) * sum)
}
