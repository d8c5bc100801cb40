package graph

import "math"

// How a layout makes the stress of its places small,
//
//	Σ_{i<j} w_ij (|x_i − x_j| − d_ij)²,   w_ij = 1/d_ij²
//
// with d_ij the ties on the shortest way: by majorisation (Gansner, Koren and North 2004, Graph
// drawing by stress majorization), from a start by classical scaling.

const (
	// sweeps are enough for 300 nodes to come within still of where they stay.
	sweeps = 120
	// still is a movement, in ties, that nobody sees.
	still = 1e-3
	// hold is the weight of a node's place on the ring over that of all other nodes: stress decides, and the
	// ring which way round.
	hold = 0.1
	// turns are iterations of the power method; a start needs no digits.
	turns = 30
)

// scale starts nodes of one component at the two greatest eigenvectors of −½ J D² J, with J =
// I − 11ᵀ/m (classical scaling), which the power method finds.
func (l *layout) scale(nodes []int) {
	m := len(nodes)
	b := l.centred(nodes)
	var axis [2][]float64
	for a := range axis {
		axis[a] = make([]float64, m)
		for i := range axis[a] {
			axis[a][i] = l.rng.NormFloat64()
		}
	}
	next := make([]float64, m)
	var size [2]float64
	for range turns {
		for a := range axis {
			for i := range next {
				sum := 0.0
				for j, v := range axis[a] {
					sum += b[i*m+j] * v
				}
				next[i] = sum
			}
			if a == 1 {
				along := 0.0
				for i, v := range next {
					along += v * axis[0][i]
				}
				for i, v := range axis[0] {
					next[i] -= along * v
				}
			}
			norm := 0.0
			for _, v := range next {
				norm += v * v
			}
			size[a] = math.Sqrt(norm)
			for i, v := range next {
				axis[a][i] = v / max(size[a], 1e-12)
			}
		}
	}
	for k, i := range nodes {
		// Off a line or a point, on which nodes could not pass each other.
		l.place[i] = Place{
			axis[0][k]*math.Sqrt(size[0]) + 0.05*l.rng.NormFloat64(),
			axis[1][k]*math.Sqrt(size[1]) + 0.05*l.rng.NormFloat64(),
		}
	}
}

// centred returns −½ J D² J (m×m).
func (l *layout) centred(nodes []int) []float64 {
	m := len(nodes)
	b := make([]float64, m*m)
	mean := make([]float64, m)
	all := 0.0
	for a, i := range nodes {
		d := l.row(i)
		for c, j := range nodes {
			square := float64(d[j]) * float64(d[j])
			b[a*m+c] = square
			mean[a] += square / float64(m)
		}
		all += mean[a] / float64(m)
	}
	for a := range m {
		for c := range m {
			b[a*m+c] = -(b[a*m+c] - mean[a] - mean[c] + all) / 2
		}
	}
	return b
}

// majorise moves one node after the other to where a bound of the stress, which touches it at
// the places of now, is least:
//
//	x_i ← Σ_j w_ij (x_j + d_ij (x_i − x_j)/|x_i − x_j|) / Σ_j w_ij
//
// Each such step makes the stress smaller. Nodes that no way joins are kept a gap apart and
// are otherwise nothing to each other. A node that is held at a place has one more term,
// w (x − held)² with w = hold Σ_j w_ij.
func (l *layout) majorise(nodes []int, held []Place) {
	weight := make([]float64, len(l.place)+1)
	for d := range weight {
		weight[d] = 1 / float64(d*d)
	}
	for range sweeps {
		moved := 0.0
		for _, i := range nodes {
			from := l.place[i]
			to := l.step(i, nodes, weight, held)
			l.place[i] = to
			moved = max(moved, math.Abs(to.X-from.X), math.Abs(to.Y-from.Y))
		}
		if moved < still {
			return
		}
	}
}

// step returns where node i goes.
func (l *layout) step(i int, nodes []int, weight []float64, held []Place) Place {
	from, distance := l.place[i], l.row(i)
	var x, y, sum float64
	for _, j := range nodes {
		if j == i {
			continue
		}
		to := l.place[j]
		dx, dy := from.X-to.X, from.Y-to.Y
		r := math.Sqrt(dx*dx + dy*dy)
		d, w := gap, 1/(gap*gap)
		if distance[j] < far {
			d, w = float64(distance[j]), weight[distance[j]]
		} else if r >= gap {
			continue
		}
		if r < 1e-9 { // apart, in a direction of the pair's own
			angle := float64(min(i, j))
			if i < j {
				angle += math.Pi
			}
			dy, dx = math.Sincos(angle)
			r = 1
		}
		x += w * (to.X + dx*d/r)
		y += w * (to.Y + dy*d/r)
		sum += w
	}
	if held != nil {
		w := hold * sum
		x, y, sum = x+w*held[i].X, y+w*held[i].Y, sum+w
	}
	if sum == 0 { // alone
		return from
	}
	return Place{x / sum, y / sum}
}

// unit returns the length of a tie in held places: with it as 1, nothing would be gained by
// making them all larger or smaller, with the ties of now. Where no way joins two of them a
// node has as much room as the square gives.
func (l *layout) unit(held []Place) float64 {
	var long, square float64
	for i, p := range held {
		for j, q := range held[:i] {
			d := float64(l.row(i)[j])
			if d == far {
				continue
			}
			// d Σ w (r/u − d)²/du = 0 at u = Σ w r²/Σ w r d.
			r := math.Sqrt((p.X-q.X)*(p.X-q.X)+(p.Y-q.Y)*(p.Y-q.Y)) / d
			long += r
			square += r * r
		}
	}
	if long == 0 {
		return 2 / (gap * math.Sqrt(float64(len(held))))
	}
	return square / long
}
