package bottleneck

import (
	"math"

	"gonum.org/v1/gonum/floats"
)

// A projection shows points of many coordinates in a plane: that of their first two
// principal components, which it follows from step to step by a few rounds of orthogonal
// iteration, so that the picture turns with the points and never jumps.
type projection struct {
	mean    []float64    // d
	axes    [2][]float64 // orthonormal, d each; the first along the larger variance
	last    [2][]float64 // the axes before the present step
	next    [2][]float64 // scratch
	share   float64      // of the variance that lies in the plane
	settled bool
	plane   []float64 // N×2, the points as the plane shows them
}

const (
	firstRounds = 60
	laterRounds = 2

	// mostTurn is how far the axes turn within their plane at one step, where one of the
	// variances is next to nothing. It is less where they are alike: there the components may
	// change places from one step to the next.
	mostTurn = 0.1
)

func newProjection(points, units int) projection {
	part := func() []float64 { return make([]float64, units) }
	p := projection{
		mean: part(), plane: make([]float64, 2*points),
		axes: [2][]float64{part(), part()}, last: [2][]float64{part(), part()}, next: [2][]float64{part(), part()},
	}
	for a := range units { // any two directions will do that are not orthogonal to the plane
		p.axes[0][a] = 1 + math.Sin(float64(3*a+1))
		p.axes[1][a] = math.Cos(float64(5 * a))
	}
	return p
}

// follow turns the plane to the points z, N×d.
func (p *projection) follow(z []float64, rounds int) {
	d := len(p.mean)
	n := len(z) / d
	clear(p.mean)
	for j := range n {
		for a, v := range z[j*d:][:d] {
			p.mean[a] += v / float64(n)
		}
	}
	copy(p.last[0], p.axes[0])
	copy(p.last[1], p.axes[1])
	for range rounds {
		p.iterate(z)
	}
	if p.settled {
		p.align()
	}
	p.settle(z)
}

// align turns the axes within their plane to where they were before, as nearly as the plane
// allows: the rounds would turn them as fast as the variances differ.
func (p *projection) align() {
	u, v := p.axes[0], p.axes[1]
	p.turn(math.Atan2(floats.Dot(p.last[0], v)-floats.Dot(p.last[1], u), floats.Dot(p.last[0], u)+floats.Dot(p.last[1], v)))
}

// turn turns the axes within their plane.
func (p *projection) turn(angle float64) {
	sin, cos := math.Sincos(angle)
	u, v := p.axes[0], p.axes[1]
	for a := range u {
		u[a], v[a] = cos*u[a]+sin*v[a], cos*v[a]-sin*u[a]
	}
}

// iterate applies the covariance to both axes and makes them orthonormal again.
func (p *projection) iterate(z []float64) {
	d := len(p.mean)
	clear(p.next[0])
	clear(p.next[1])
	for j := range len(z) / d {
		row := z[j*d:][:d]
		x, y := p.at(row)
		for a, v := range row {
			p.next[0][a] += (v - p.mean[a]) * x
			p.next[1][a] += (v - p.mean[a]) * y
		}
	}
	if floats.Norm(p.next[0], 2) > 0 { // else nothing varies: any plane will do
		p.axes, p.next = p.next, p.axes
	}
	p.orthonormalise()
}

func (p *projection) orthonormalise() {
	u, v := p.axes[0], p.axes[1]
	floats.Scale(1/floats.Norm(u, 2), u)
	floats.AddScaled(v, -floats.Dot(u, v), u)
	if n := floats.Norm(v, 2); n > 1e-12 {
		floats.Scale(1/n, v)
		return
	}
	// All points lie on a line: any other direction stands for the second.
	clear(v)
	least := 0
	for a := range u {
		if math.Abs(u[a]) < math.Abs(u[least]) {
			least = a
		}
	}
	v[least] = 1
	floats.AddScaled(v, -u[least], u)
	floats.Scale(1/floats.Norm(v, 2), v)
}

// settle turns the axes within their plane to the principal components and places the
// points. Where the two variances cross, the components keep their axes rather than jump.
func (p *projection) settle(z []float64) {
	d := len(p.mean)
	n := len(z) / d
	var xx, xy, yy, all float64
	for j := range n {
		row := z[j*d:][:d]
		x, y := p.at(row)
		xx, xy, yy = xx+x*x, xy+x*y, yy+y*y
		for a, v := range row {
			all += (v - p.mean[a]) * (v - p.mean[a])
		}
	}
	angle := math.Atan2(2*xy, xx-yy) / 2
	if p.settled && math.Abs(angle) > math.Pi/4 {
		angle -= math.Copysign(math.Pi/2, angle)
	}
	if plane := xx + yy; p.settled && plane > 0 {
		most := mostTurn * math.Hypot(2*xy, xx-yy) / plane
		angle = min(max(angle, -most), most)
	}
	p.settled = true
	p.turn(angle)
	p.share = 1
	if all > 0 {
		p.share = (xx + yy) / all
	}
	p.project(p.plane, z)
}

// project fills dst (N×2) with the points z (N×d) as the plane shows them.
func (p *projection) project(dst, z []float64) {
	d := len(p.mean)
	for j := range len(z) / d {
		dst[2*j], dst[2*j+1] = p.at(z[j*d:][:d])
	}
}

func (p *projection) at(row []float64) (x, y float64) {
	for a, v := range row {
		x += (v - p.mean[a]) * p.axes[0][a]
		y += (v - p.mean[a]) * p.axes[1][a]
	}
	return x, y
}
