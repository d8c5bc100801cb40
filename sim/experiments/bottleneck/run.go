package bottleneck

import (
	"narrows/sim"
	"narrows/sim/net"
)

// A run trains all lanes in lock step. The first is on show; the others make the bands.
type run struct {
	config
	lanes []*lane
	step  int
	time  float64 // Σ η on the lane on show

	curves     [quantities]curve
	nextRecord int
	trails     []trail // of the points through the bottleneck; nil if there is none
	nextTrail  int
	reach      reach
	canvas     canvas

	// Scratch: one number for each lane; coordinates, coordinates and outputs of each point.
	values, sorted []float64
	position       [networks][]float64
	coordinates    []float32
	outputs        []float32
}

// What is drawn against steps, by index.
const (
	kernelLoss = iota
	limitLoss
	finiteLoss
	kernelGrowth
	quantities
)

func start(s sim.Settings) (sim.Run, error) {
	c, err := configure(s)
	if err != nil {
		return nil, err
	}
	r := &run{config: c}
	for i := range c.seeds {
		l, err := newLane(c, (c.seed+uint64(i))%(sim.MaxSeed+1), i == 0)
		if err != nil {
			return nil, err
		}
		l.note(0, c.levels())
		r.lanes = append(r.lanes, l)
	}
	r.values, r.sorted = make([]float64, c.seeds), make([]float64, c.seeds)
	for q := range quantities {
		r.curves[q] = newCurve()
	}
	for i := range networks {
		r.position[i] = make([]float64, c.points*c.drawn())
	}
	r.coordinates, r.outputs = make([]float32, c.points*c.units), make([]float32, c.points)
	if c.limit || c.finite {
		r.trails = newTrails(c.points, c.drawn())
	}
	r.reach.open(r)
	return r, nil
}

// Step takes one step of gradient descent with every network that is trained. The run is
// over at its last step, or where a network on show diverges.
func (r *run) Step() bool {
	if r.ended() {
		return false
	}
	r.record()
	r.step++
	r.time += r.factor * r.lanes[0].rate
	for _, l := range r.lanes {
		l.step(r.factor, r.step, r.levels())
	}
	r.reach.widen(r)
	return !r.ended()
}

func (r *run) ended() bool { return r.step >= r.steps || r.broken() >= 0 }

// broken returns the network on show that has diverged, or −1.
func (r *run) broken() int {
	for i := range networks {
		if r.lanes[0].diverged(i) > 0 {
			return i
		}
	}
	return -1
}

// Set turns the step size.
func (r *run) Set(knob string, value float64) {
	if knob == "eta" {
		r.factor = value
	}
}

// record keeps the present values for the curves and trails, if it is time to.
func (r *run) record() {
	if r.step == r.nextRecord {
		for q := range quantities {
			r.curves[q].push(r.step, r.read(q))
		}
		r.nextRecord = nextRecord(r.step)
	}
	if r.trails != nil && r.step == r.nextTrail {
		at := r.place(r.mover())
		for j := range r.trails {
			r.trails[j].push(r.row(at, j))
		}
		r.nextTrail = nextTrail(r.step)
	}
}

// trained reports whether a network is.
func (c config) trained(network int) bool {
	return [networks]bool{c.kernel, c.limit, c.finite}[network]
}

// has reports whether a quantity is there to be drawn.
func (c config) has(q int) bool {
	if q == kernelGrowth {
		return c.limit
	}
	return c.trained(q)
}

// read returns a quantity now, across seeds. Only one lane has a finite network.
func (r *run) read(q int) reading {
	if !r.has(q) {
		return reading{}
	}
	lanes := r.lanes
	if q == finiteLoss {
		lanes = lanes[:1]
	}
	for i, l := range lanes {
		if q == kernelGrowth {
			r.values[i] = l.growth()
		} else {
			r.values[i] = l.loss(q)
		}
	}
	return read(r.values[:len(lanes)], r.sorted[:len(lanes)])
}

// mover is the network whose points leave trails.
func (r *run) mover() int {
	if r.limit {
		return limitNet
	}
	return finiteNet
}

// place returns where a network has put each point, N×drawn, in a scratch slice of its own:
// the bottleneck's coordinates z, and for one unit z and the output F.
func (r *run) place(network int) []float64 {
	at, l, d := r.position[network], r.lanes[0], r.config.units
	z, f := func(j, a int) float64 { return l.limit.Z()[j*d+a] }, func(j int) float64 { return l.limit.Outputs()[j] }
	if network == finiteNet {
		l.finite.Activations(net.BottleneckAt(r.depth), r.coordinates)
		l.finite.Outputs(r.outputs)
		z, f = func(j, a int) float64 { return float64(r.coordinates[j*d+a]) }, func(j int) float64 { return float64(r.outputs[j]) }
	}
	for j := range r.points {
		row := r.row(at, j)
		for a := range d {
			row[a] = z(j, a)
		}
		if d == 1 {
			row[1] = f(j)
		}
	}
	return at
}

// row returns the coordinates of point j.
func (r *run) row(at []float64, j int) []float64 { return at[j*r.drawn():][:r.drawn()] }

// drawn is the number of coordinates of a point in the picture of the representation. The
// one unit of d = 1 is drawn against the output.
func (c config) drawn() int { return max(c.units, 2) }
