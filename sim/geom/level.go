package geom

import "math"

// A Tracer finds lines on a grid by marching squares, linked from cell to cell, and keeps its
// tables from one to the next.
type Tracer struct {
	links   [][2]int32 // for each edge of the grid that a line crosses, the crossings after and before it
	crossed []int32    // those edges
	meets   []Point    // pieces in which more than two lines meet
	path    []Point
}

// none stands for no link.
const none = -1

// Gap stands between two lines of a path.
var Gap = Point{float32(math.NaN()), float32(math.NaN())}

// Zero returns the lines on which a grid is zero, in units of its cells, as polylines with
// gaps between; the greater values are on their left. A line that is closed ends where it
// began. The path is valid until the next call.
func (t *Tracer) Zero(g *Grid) []Point {
	nx, v := g.NX, g.V
	t.begin(g)
	for j := range g.NY - 1 {
		low, high := v[j*nx:(j+1)*nx], v[(j+1)*nx:(j+2)*nx]
		high = high[:len(low)]
		below, above := low[0] >= 0, high[0] >= 0
		for i := 1; i < len(low); i++ {
			a, b := below, above
			below, above = low[i] >= 0, high[i] >= 0
			if a == b && b == below && below == above {
				continue
			}
			code := 0
			for k, set := range [...]bool{a, below, above, b} {
				if set {
					code |= 1 << k
				}
			}
			t.cell(code, int32(2*(j*nx+i-1)), int32(2*nx), low[i-1]+low[i]+high[i-1]+high[i] >= 0)
		}
	}
	t.lines(g)
	return t.path
}

// lines adds what has been linked to the path.
func (t *Tracer) lines(g *Grid) {
	// Open lines first, from their ends; what is left then are loops.
	for pass := range 2 {
		for _, e := range t.crossed {
			if l := t.links[e]; l[0] != none && (pass == 1 || l[1] == none) {
				t.follow(g, e)
			}
		}
	}
}

// begin makes room for the links of a grid. Edge 2·(j·nx + i) leads from sample (i, j) to
// the right, the next one up. Links are taken back as lines are followed, so the table is
// clean between calls.
func (t *Tracer) begin(g *Grid) {
	for len(t.links) < 2*g.NX*g.NY {
		t.links = append(t.links, [2]int32{none, none})
	}
	t.crossed, t.path = t.crossed[:0], t.path[:0]
}

// The sides of a cell: its lower edge and, from there around, the others.
const (
	below = iota
	right
	above
	left
)

// ways say where lines enter and leave a cell, by which corners are not negative: 1 for the
// lower left one, 2, 4 and 8 from there around. Where the corners alternate, they pass between
// the two that are; a cell whose middle is not negative has the ways of the other row.
var ways = [...][]int8{
	1: {below, left}, 2: {right, below}, 3: {right, left}, 4: {above, right}, 5: {below, left, above, right},
	6: {above, below}, 7: {above, left}, 8: {left, above}, 9: {below, above}, 10: {right, below, left, above},
	11: {right, above}, 12: {left, right}, 13: {below, right}, 14: {left, below},
}

// cell links the crossings of one cell: its lower edge is e, up is the distance to the
// edges of the next row. Where the corners alternate, the middle decides.
func (t *Tracer) cell(code int, e, up int32, middle bool) {
	edges := [...]int32{e, e + 3, e + up, e + 1}
	w := ways[code]
	if middle && code == 5 {
		w = []int8{below, right, above, left}
	} else if middle && code == 10 {
		w = []int8{left, below, right, above}
	}
	for ; len(w) > 1; w = w[2:] {
		from, to := edges[w[0]], edges[w[1]]
		t.put(from, 0, to)
		t.put(to, 1, from)
	}
}

// put makes a crossing the next (0) or the one before (1) of another.
func (t *Tracer) put(e int32, side int, other int32) {
	l := &t.links[e]
	if *l == [2]int32{none, none} {
		t.crossed = append(t.crossed, e)
	}
	l[side] = other
}

// follow adds the line through a crossing to the path, from it on, and unlinks it.
func (t *Tracer) follow(g *Grid, e int32) {
	if len(t.path) > 0 {
		t.path = append(t.path, Gap)
	}
	first := e
	t.path = append(t.path, g.crossing(e))
	for {
		next := t.links[e][0]
		if next == none {
			next = t.links[e][1]
		}
		t.links[e] = [2]int32{none, none}
		if next == none {
			return
		}
		// Forget the way back.
		l := &t.links[next]
		if l[0] == e {
			l[0] = l[1]
		}
		l[1] = none
		t.path = append(t.path, g.crossing(next))
		if next == first {
			return
		}
		e = next
	}
}

// crossing is where a field is zero on an edge at whose ends it has opposite signs; only
// its absolute values count.
func (g *Grid) crossing(e int32) Point {
	s := int(e / 2)
	x, y := float32(s%g.NX), float32(s/g.NX)
	if e%2 == 0 {
		return Point{x + share(g.V[s], g.V[s+1]), y}
	}
	return Point{x, y + share(g.V[s], g.V[s+g.NX])}
}

func share(a, b float32) float32 {
	a, b = Abs(a), Abs(b)
	if a+b == 0 {
		return .5
	}
	return a / (a + b)
}
