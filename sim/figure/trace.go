package figure

import (
	"math"

	"gonum.org/v1/plot/vg"

	"narrows/sim"
)

// A lattice is a sampled field, w×h nodes row by row, of which lines of equal value are
// traced by marching squares on the bilinear interpolation.
type lattice struct {
	w, h int
	v    []float64
}

// A node of a traced line is in units of the lattice.
type node struct{ x, y float64 }

// refined interpolates a field with cubic splines (Catmull and Rom 1974).
func refined(cells *sim.Cells) lattice { return refinedBy(cells, spline) }

// refinedBy interpolates a field by a function like spline.
func refinedBy(cells *sim.Cells, spline func([]float64, func(int) float64, int) []float64) lattice {
	rows := make([]float64, 0, cells.H*((cells.W-1)*refine+1))
	for j := range cells.H {
		row := cells.Values[j*cells.W : (j+1)*cells.W]
		rows = spline(rows, func(i int) float64 { return float64(row[i]) }, cells.W)
	}
	w, h := (cells.W-1)*refine+1, (cells.H-1)*refine+1
	g := lattice{w: w, h: h, v: make([]float64, w*h)}
	var column []float64
	for i := range w {
		column = spline(column[:0], func(j int) float64 { return rows[j*w+i] }, cells.H)
		for j, x := range column {
			g.v[j*w+i] = x
		}
	}
	return g
}

// spline appends n samples and refine−1 values between each two of them. Beyond its ends
// a field goes on straight.
func spline(dst []float64, at func(int) float64, n int) []float64 {
	for i := range n - 1 {
		b, c := at(i), at(i+1)
		a, d := 2*b-c, 2*c-b
		if i > 0 {
			a = at(i - 1)
		}
		if i+2 < n {
			d = at(i + 2)
		}
		for k := range refine {
			t := float64(k) / refine
			dst = append(dst, b+t/2*(c-a+t*(2*a-5*b+4*c-d+t*(3*(b-c)+d-a))))
		}
	}
	return append(dst, at(n-1))
}

// joined is spline for what has kinks: straight beside them.
func joined(dst []float64, at func(int) float64, n int) []float64 {
	slope := func(i int) float64 {
		i = min(max(i, 0), n-2)
		return at(i+1) - at(i)
	}
	// bend is what the tangent at sample i differs from the slope before it, minus from
	// that after it: half their difference, or nothing if that is much of their sum.
	bend := func(i int) float64 {
		a, b := slope(i-1), slope(i)
		sum, d := math.Abs(a)+math.Abs(b), math.Abs(a-b)
		if d <= 0.16*sum {
			return (b - a) / 2
		}
		return (b - a) / 2 * max(0.4*sum-d, 0) / (0.24 * sum)
	}
	for i := range n - 1 {
		d := slope(i)
		from, to := d-bend(i), d+bend(i+1)
		for k := range refine {
			t := float64(k) / refine
			dst = append(dst, at(i)+t*(from+t*(3*d-2*from-to+t*(from+to-2*d))))
		}
	}
	return append(dst, at(n-1))
}

// region returns the closed lines around everything above the level, with it on their
// left; the lattice's edge bounds it as well.
func (g lattice) region(level float64) [][]node {
	lines, _ := g.trace(level)
	return lines
}

// contour returns the lines on which the value is the level, those of region without the
// lattice's edge.
func (g lattice) contour(level float64) [][]node {
	lines, edges := g.trace(level)
	var open [][]node
	for i, l := range lines {
		// Turn a broken loop so that it begins after an edge.
		start := -1
		for j, e := range edges[i] {
			if e {
				start = j + 1
			}
		}
		if start < 0 {
			open = append(open, append(l, l[0]))
			continue
		}
		var run []node
		for k := range l {
			j := (start + k) % len(l)
			if edges[i][j] { // from l[j] to the next node
				if len(run) > 0 {
					open = append(open, append(run, l[j]))
				}
				run = nil
				continue
			}
			run = append(run, l[j])
		}
	}
	return open
}

// trace walks all closed lines around what is above the level. Around the lattice stands
// a rim of nodes below any level at no distance, which closes them; edges says of each
// piece, from its node to the next, whether it runs along the rim.
func (g lattice) trace(level float64) (lines [][]node, edges [][]bool) {
	w, h := g.w+2, g.h+2 // with the rim
	value := func(i, j int) float64 {
		if i == 0 || j == 0 || i == w-1 || j == h-1 {
			return math.Inf(-1)
		}
		if v := g.v[(j-1)*g.w+i-1]; v == v {
			return v - level
		}
		return math.Inf(-1)
	}
	// Each square has up to two pieces. A piece enters and leaves by sides: 0 below,
	// 1 right, 2 above, 3 left; next gives the side of exit by square and side of entry.
	next := make([]int8, 4*(w-1)*(h-1))
	for i := range next {
		next[i] = -1
	}
	square := func(i, j int) int { return 4 * (j*(w-1) + i) }
	for j := range h - 1 {
		for i := range w - 1 {
			crossings(value(i, j), value(i+1, j), value(i+1, j+1), value(i, j+1), next[square(i, j):][:4])
		}
	}
	// cross is where a side of a square meets the level, in units of the lattice.
	cross := func(i, j, side int) node {
		i2, j2 := i, j
		switch side {
		case 0:
			i2++
		case 1:
			i, i2, j2 = i+1, i+1, j+1
		case 2:
			j, i2, j2 = j+1, i+1, j+1
		case 3:
			j2++
		}
		a, b := value(i, j), value(i2, j2)
		t := a / (a - b)
		if math.IsInf(a, 0) {
			t = 1
		} else if math.IsInf(b, 0) {
			t = 0
		}
		x, y := float64(i-1)+t*float64(i2-i), float64(j-1)+t*float64(j2-j)
		return node{min(max(x, 0), float64(g.w-1)), min(max(y, 0), float64(g.h-1))}
	}
	for j := range h - 1 {
		for i := range w - 1 {
			for side := range 4 {
				if next[square(i, j)+side] < 0 {
					continue
				}
				var line []node
				var edge []bool
				for i, j, s := i, j, side; next[square(i, j)+s] >= 0; {
					line = append(line, cross(i, j, s))
					edge = append(edge, i == 0 || j == 0 || i == w-2 || j == h-2)
					out := int(next[square(i, j)+s])
					next[square(i, j)+s] = -1
					switch out {
					case 0:
						j--
					case 1:
						i++
					case 2:
						j++
					case 3:
						i--
					}
					s = (out + 2) % 4
				}
				lines, edges = append(lines, line), append(edges, edge)
			}
		}
	}
	return lines, edges
}

// crossings finds how the line around the positive values, which it keeps on its left,
// goes through a square with corner values a (lower left), b, c, d counter-clockwise: it
// sets next, the side of exit, for each side of entry.
func crossings(a, b, c, d float64, next []int8) {
	corners := [5]float64{a, b, c, d, a}
	turn := func(s int) (enters, leaves bool) {
		was, is := corners[s] > 0, corners[s+1] > 0
		return was && !is, !was && is
	}
	// Through a saddle the line bends around the negative corners if the middle of the
	// square is positive, else around the positive ones.
	step := 1
	if a+b+c+d <= 0 {
		step = 3
	}
	for s := range 4 {
		if enters, _ := turn(s); !enters {
			continue
		}
		for k := 1; k < 4; k++ {
			out := (s + k*step) % 4
			if _, leaves := turn(out); leaves {
				next[s] = int8(out)
				break
			}
		}
	}
}

// points places a line in the picture.
func (g lattice) points(line []node, cells *sim.Cells, to func(x, y float64) vg.Point) []vg.Point {
	pts := make([]vg.Point, len(line))
	for i, n := range line {
		pts[i] = to(cells.X0+(cells.X1-cells.X0)*n.x/float64(g.w-1), cells.Y0+(cells.Y1-cells.Y0)*n.y/float64(g.h-1))
	}
	return pts
}
