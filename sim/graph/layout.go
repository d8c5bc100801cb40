package graph

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
)

// A Place is where a node stands in a picture.
type Place struct{ X, Y float64 }

// Layout returns a place in [−1, 1]² for each of n nodes, so that distances in the picture are
// as near as can be to the numbers of ties on the way between nodes. Components stand beside
// each other, each turned so that it fills a square. Ties that NewOperator takes are taken
// here; the same ties and seed give the same places.
func Layout(n int, ties [][2]int, seed uint64) []Place {
	l := newLayout(n, ties, seed)
	l.begin()
	return l.place
}

// Ring is Layout for a graph that somebody draws tie by tie, of which there are no places before: nodes
// begin on a ring, in the order of their numbers, and are drawn back to it a little, so that with a tie more
// or less they stay near to where they are, at the price of a little stress.
func Ring(n int, ties [][2]int) []Place {
	l := newLayout(n, ties, 0)
	held, nodes := make([]Place, n), make([]int, n)
	for i := range n {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / float64(n))
		held[i], nodes[i] = Place{cos, sin}, i
	}
	unit := l.unit(held)
	for i, p := range held {
		held[i] = Place{p.X / unit, p.Y / unit}
	}
	copy(l.place, held)
	l.majorise(nodes, held)
	fit(l.place)
	return l.place
}

// Separate pushes nodes apart that stand nearer to each other than least, and lets all fill [−1, 1]² again.
// A few that are hemmed in may stay nearer.
func Separate(places []Place, least float64) {
	for range separations {
		moved := false
		for i := range places {
			for j := range i {
				moved = push(&places[i], &places[j], least, float64(i*len(places)+j)) || moved
			}
		}
		if !moved {
			break
		}
	}
	fit(places)
}

// separations are enough for what crowds in layouts of a few hundred nodes.
const separations = 40

// push pushes two places apart by what they lack, and reports whether they lacked anything; from
// one place they part at an angle.
func push(p, q *Place, least, angle float64) bool {
	dx, dy := p.X-q.X, p.Y-q.Y
	r := math.Hypot(dx, dy)
	if r >= least*(1-1e-9) {
		return false
	}
	by := (least - r) / 2
	if r < 1e-9 {
		dy, dx = math.Sincos(angle)
		r = 1
	}
	dx, dy = dx/r*by, dy/r*by
	p.X, p.Y, q.X, q.Y = p.X+dx, p.Y+dy, q.X-dx, q.Y-dy
	return true
}

// A layout is what places follow from.
type layout struct {
	neighbours [][]int
	distance   []uint16 // N×N: ties on the shortest way, far where there is none
	place      []Place  // N; a tie is 1 long until all is fitted into [−1, 1]²
	rng        *rand.Rand
}

// far is the distance of nodes that no way joins.
const far = math.MaxUint16

// gap is the room between components, in ties.
const gap = 1.5

func newLayout(n int, ties [][2]int, seed uint64) *layout {
	l := &layout{
		neighbours: make([][]int, n),
		distance:   make([]uint16, n*n),
		place:      make([]Place, n),
		rng:        stream(seed, layoutStream),
	}
	for _, t := range ties {
		l.neighbours[t[0]] = append(l.neighbours[t[0]], t[1])
		l.neighbours[t[1]] = append(l.neighbours[t[1]], t[0])
	}
	for i := range l.distance {
		l.distance[i] = far
	}
	for i := range n {
		l.search(i)
	}
	return l
}

// row returns the distances from node i.
func (l *layout) row(i int) []uint16 { return l.distance[i*len(l.place) : (i+1)*len(l.place)] }

// search finds the distances from one node, the nearest first.
func (l *layout) search(from int) {
	d := l.row(from)
	d[from] = 0
	found := []int{from}
	for k := 0; k < len(found); k++ {
		for _, j := range l.neighbours[found[k]] {
			if d[j] == far {
				d[j] = d[found[k]] + 1
				found = append(found, j)
			}
		}
	}
}

// components returns the nodes of each component, rising.
func (l *layout) components() (all [][]int) {
	for i := range l.place {
		nodes := []int{}
		for j, d := range l.row(i) {
			if d < far {
				nodes = append(nodes, j)
			}
		}
		if nodes[0] == i {
			all = append(all, nodes)
		}
	}
	return all
}

// begin places nodes that have no places yet.
func (l *layout) begin() {
	components := l.components()
	sides := make([]float64, len(components))
	for c, nodes := range components {
		l.scale(nodes)
		l.majorise(nodes, nil)
		sides[c] = l.turn(nodes) + gap
	}
	for c, corner := range pack(sides) {
		for _, i := range components[c] {
			l.place[i].X += corner.X + sides[c]/2
			l.place[i].Y += corner.Y + sides[c]/2
		}
	}
	fit(l.place)
}

// fit moves and scales places so that they fill [−1, 1]².
func fit(places []Place) {
	lo, hi := bounds(places)
	half := max(hi.X-lo.X, hi.Y-lo.Y) / 2
	if half == 0 { // at most one node
		half = 1
	}
	for i, p := range places {
		places[i] = Place{(p.X - (lo.X+hi.X)/2) / half, (p.Y - (lo.Y+hi.Y)/2) / half}
	}
}

// turn turns nodes so that their bounding box has the shortest longer side, puts its middle at
// 0, and returns that side.
func (l *layout) turn(nodes []int) float64 {
	at := make([]Place, len(nodes))
	turned := func(degrees int) (side float64) {
		sin, cos := math.Sincos(float64(degrees) * math.Pi / 180)
		for k, i := range nodes {
			p := l.place[i]
			at[k] = Place{cos*p.X - sin*p.Y, sin*p.X + cos*p.Y}
		}
		lo, hi := bounds(at)
		return max(hi.X-lo.X, hi.Y-lo.Y)
	}
	best, shortest := 0, math.Inf(1)
	for degrees := range 90 {
		if side := turned(degrees); side < shortest-1e-9 {
			best, shortest = degrees, side
		}
	}
	side := turned(best)
	lo, hi := bounds(at)
	for k, i := range nodes {
		l.place[i] = Place{at[k].X - (lo.X+hi.X)/2, at[k].Y - (lo.Y+hi.Y)/2}
	}
	return side
}

// bounds returns the corners of the bounding box of some places.
func bounds(places []Place) (lo, hi Place) {
	for k, p := range places {
		if k == 0 {
			lo, hi = p, p
		}
		lo = Place{min(lo.X, p.X), min(lo.Y, p.Y)}
		hi = Place{max(hi.X, p.X), max(hi.Y, p.Y)}
	}
	return lo, hi
}

// pack puts squares beside each other, the largest first, each upon those that are there, where
// all of them then fit into the smallest square. It returns their lower left corners.
func pack(sides []float64) []Place {
	corners := make([]Place, len(sides))
	order := make([]int, len(sides))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(sides[b], sides[a]) })
	// A step of the skyline goes from X to the next one's, at height Y.
	skyline := []Place{{0, 0}, {math.Inf(1), 0}}
	for _, i := range order {
		side := sides[i]
		best, smallest := Place{}, math.Inf(1)
		for a, step := range skyline[:len(skyline)-1] {
			top := 0.0
			for b := a; skyline[b].X < step.X+side; b++ {
				top = max(top, skyline[b].Y)
			}
			if size := max(step.X, top) + side; size < smallest {
				best, smallest = Place{step.X, top}, size
			}
		}
		corners[i] = best
		skyline = raise(skyline, best.X, best.X+side, best.Y+side)
	}
	return corners
}

// raise lifts a skyline to a height between from and to.
func raise(skyline []Place, from, to, height float64) []Place {
	var raised []Place
	under := 0.0 // where the old one stands at to
	for _, step := range skyline {
		if step.X <= to {
			under = step.Y
		}
		if step.X < from {
			raised = append(raised, step)
		}
	}
	raised = append(raised, Place{from, height})
	last := skyline[len(skyline)-1]
	if to < last.X {
		raised = append(raised, Place{to, under})
	}
	for _, step := range skyline {
		if step.X > to {
			raised = append(raised, step)
		}
	}
	return raised
}
