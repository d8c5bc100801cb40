package sparse

import (
	"math"
	"math/rand/v2"

	"narrows/sim"
	"narrows/sim/data"
	"narrows/sim/sparse"
)

// A rectangle is what a picture shows.
type rectangle struct{ x0, x1, y0, y1 float64 }

// widened holds a point as well: with room to spare, and on whole numbers, so that it does not move with each of them.
func (r rectangle) widened(x, y float64) rectangle {
	const room = 0.25
	if x-room < r.x0 {
		r.x0 = math.Floor(x - room)
	}
	if x+room > r.x1 {
		r.x1 = math.Ceil(x + room)
	}
	if y-room < r.y0 {
		r.y0 = math.Floor(y - room)
	}
	if y+room > r.y1 {
		r.y1 = math.Ceil(y + room)
	}
	return r
}

// pointsOf are the points of a data set on a line, and what is to be seen of the line.
func pointsOf(name string) (x, y []float64, seen rectangle) {
	switch name {
	case "parabola":
		for i := range 8 {
			at := -3.5 + float64(i)
			x, y = append(x, at), append(y, at*at/3-2)
		}
		return x, y, rectangle{-5, 5, -3, 4}
	case "steep":
		return []float64{-3, -1.8, -0.6, 0.6, 1.8, 3}, []float64{-4.6, -3, -1.2, 1, 2.4, 4.6}, rectangle{-5, 5, -7, 7}
	case "sine":
		for i := range 8 {
			at := -1 + float64(i)/3.5
			x, y = append(x, at), append(y, math.Sin(5*at))
		}
		return x, y, rectangle{-1.3, 1.3, -1.6, 1.6}
	case "ramp":
		return []float64{0, 1, 2, 3, 4, 5}, []float64{0, 0, 1, 3, 4, 4}, rectangle{-1, 6, -1, 5}
	}
	return []float64{-4.4, -3.6, -2.5, -1.3, 0.4, 1.1, 2.2, 3.1, 4.4}, []float64{2, -0.5, -2, -1.8, 0.8, 2.6, 3.2, 1.3, 1.2}, rectangle{-5.2, 5.2, -4, 5}
}

// What one seed draws comes from a stream for each purpose.
const (
	sitesStream   = 0
	weightsStream = 1
)

// least is how near to another a point of the plane may be drawn.
const least = 0.06

// sitesOf draws points of the plane, x, y and label to each, no two of them close.
func sitesOf(name string, n int, seed uint64) sim.Rows {
	rng := rand.New(rand.NewPCG(seed, sitesStream))
	kinds := map[string]data.Kind{"circles": data.Circles, "moons": data.Moons, "spirals": data.Spirals}
	if kind, there := kinds[name]; there {
		return shaped(kind, n, rng)
	}
	var rows sim.Rows
	for len(rows) < 3*n {
		x, y := 2*rng.Float64()-1, 2*rng.Float64()-1
		if name == "xor" && math.Abs(x*y) < least/4 || near(rows, x, y) {
			continue
		}
		label := 1.0
		switch {
		case name == "teacher":
			label = teach(x, y)
		case x*y < 0:
			label = -1
		}
		rows = append(rows, x, y, label)
	}
	return rows
}

// near reports whether a point is close to one that is there.
func near(rows sim.Rows, x, y float64) bool {
	for i := 0; i < len(rows); i += 3 {
		if math.Hypot(rows[i]-x, rows[i+1]-y) < least {
			return true
		}
	}
	return false
}

// shaped draws a standardised shape, and brings it into the picture.
func shaped(kind data.Kind, n int, rng *rand.Rand) (rows sim.Rows) {
	set, _ := data.Split(data.Generator{Kind: kind, Noise: 1}, n, 0, rng)
	largest := 0.0
	for _, v := range set.X {
		largest = max(largest, math.Abs(v))
	}
	for i, sign := range set.Signs() {
		rows = append(rows, 0.95*set.X[2*i]/largest, 0.95*set.X[2*i+1]/largest, sign)
	}
	return rows
}

// teacher is the network whose labels its data have: three neurons with w of norm 1, at a cost of 3.3.
var teacher = []sparse.Neuron{
	{Weight: 1.2, W: [2]float64{0.6, 0.8}, B: 0.1},
	{Weight: -1.3, W: [2]float64{-0.8, 0.6}, B: -0.2},
	{Weight: 0.8, W: [2]float64{0.28, -0.96}, B: 0.3},
}

// teacherSlope is a of its units, whatever the visitor's is.
const teacherSlope = 0.1

func teach(x, y float64) (f float64) {
	for _, u := range teacher {
		f += u.Of([2]float64{x, y}, teacherSlope)
	}
	return f
}
