package bottleneck

import "narrows/sim/net"

// A places is scratch for where one network has put the points.
type places struct {
	z, f, pairs []float64 // N×d, N, N×2
	single      []float32 // N×d
}

func newPlaces(c config) places {
	n := c.points
	return places{
		z: make([]float64, n*c.units), f: make([]float64, n), pairs: make([]float64, 2*n),
		single: make([]float32, n*c.units),
	}
}

// place returns where a network has put each point, N×drawn: the bottleneck's coordinates
// z, and if there is one only, z and the output F. It is not to be changed.
func (r *run) place(network int) []float64 {
	z, f := r.coordinates(network), r.trainOutputs(network)
	if r.units > 1 {
		return z
	}
	p := r.places[network].pairs
	for j := range f {
		p[2*j], p[2*j+1] = z[j], f[j]
	}
	return p
}

// row returns the coordinates of point j of place.
func (r *run) row(at []float64, j int) []float64 { return at[j*r.drawn():][:r.drawn()] }

// drawn is the number of coordinates of a point in the picture of the representation.
func (c config) drawn() int { return max(c.units, 2) }

// mover is the network whose points leave trails.
func (c config) mover() int {
	if c.limit {
		return limitNet
	}
	return finiteNet
}

// coordinates returns z at the training points, N×d. It is not to be changed.
func (r *run) coordinates(network int) []float64 {
	if network != finiteNet {
		return r.lanes[0].limit.Z()
	}
	p := &r.places[network]
	r.lanes[0].finite.Activations(net.BottleneckAt(r.depth), p.single)
	return widen(p.z, p.single)
}

// trainOutputs returns F at the training points, N. It is not to be changed.
func (r *run) trainOutputs(network int) []float64 {
	if network != finiteNet {
		return r.lanes[0].outputs(network)
	}
	p := &r.places[network]
	single := p.single[:r.points]
	r.lanes[0].finite.Outputs(single)
	return widen(p.f, single)
}

// widen fills dst, which it makes if it is nil, with v as float64.
func widen(dst []float64, v []float32) []float64 {
	if dst == nil {
		dst = make([]float64, len(v))
	}
	for i, x := range v {
		dst[i] = float64(x)
	}
	return dst
}

// narrow fills dst, which it makes if it is too short, with v as float32.
func narrow(dst []float32, v []float64) []float32 {
	dst = resize(dst, len(v))
	for i, x := range v {
		dst[i] = float32(x)
	}
	return dst
}

func resize[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	return s[:n]
}
