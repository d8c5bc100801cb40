package bottleneck

import "narrows/sim"

// A run trains all lanes in lock step. The first is on show; the others make the bands.
type run struct {
	config
	lanes []*lane
	step  int
	time  float64 // Σ η on the lane on show

	curves     [quantities]curve
	nextRecord int
	trails     []trail // of the first points through the bottleneck; nil if there is none
	nextTrail  int
	reach      reach
	canvas     canvas

	values, sorted []float64 // scratch, one for each lane
	places         [networks]places
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
		l.note(0, c.lossLevels())
		r.lanes = append(r.lanes, l)
	}
	r.values, r.sorted = make([]float64, c.seeds), make([]float64, c.seeds)
	for q := range quantities {
		r.curves[q] = newCurve()
	}
	for i := range networks {
		r.places[i] = newPlaces(c)
	}
	if c.limit || c.finite {
		r.trails = newTrails(min(c.points, mostTrails), c.drawn())
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
		l.step(r.factor, r.step, r.lossLevels())
	}
	r.reach.widen(r)
	return !r.ended()
}

func (r *run) ended() bool { return r.step >= r.steps || r.broken() >= 0 }

// broken returns the network on show that has diverged, or −1.
func (r *run) broken() int {
	for i := range networks {
		if r.lanes[0].diverged(i) {
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
