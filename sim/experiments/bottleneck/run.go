package bottleneck

import (
	"narrows/sim"
	"narrows/sim/record"
)

// A run trains all lanes in lock step. The first is on show; the others make the bands.
type run struct {
	config
	lanes []*lane
	step  int

	curves     [quantities]record.Curve
	kept       record.Thinning
	trails     []record.Curve // of the first points through the bottleneck; nil if there is none
	trodden    record.Thinning
	reach      reach
	canvas     canvas
	projection projection // of the tracked points, if they have many coordinates

	values, sorted []float64 // scratch, one for each lane
	scratch        [networks]scratch
	twinScratch    scratch
	parted         record.Moment // where the twins are no longer one run to the eye
	guessed        int           // points that were right before the first step; −1: nobody counted
}

// What is drawn against steps, by index.
const (
	kernelLoss = iota
	limitLoss
	finiteLoss
	kernelError // held out
	limitError
	finiteError
	kernelTime // the losses against each network's own time
	limitTime
	finiteTime
	kernelGrowth
	twinDistance
	quantities
)

func start(s sim.Settings) (sim.Run, error) {
	c, err := configure(s)
	if err != nil {
		return nil, err
	}
	r := &run{config: c, parted: record.Never, kept: record.Sparser(historyShare), trodden: record.Sparser(trailShare)}
	for i := range c.seeds {
		l, err := newLane(c, (c.seed+uint64(i))%(sim.MaxSeed+1), i == 0)
		if err != nil {
			return nil, err
		}
		r.lanes = append(r.lanes, l)
	}
	r.values, r.sorted = make([]float64, c.seeds), make([]float64, c.seeds)
	for q := range quantities {
		r.curves[q] = record.NewCurve(record.Columns, historyPoints)
	}
	for i := range networks {
		r.scratch[i] = newScratch(c)
	}
	r.twinScratch = newScratch(c)
	if c.limit || c.finite {
		if c.projected() {
			r.projection = newProjection(c.points, c.units)
			r.projection.follow(r.coordinates(c.tracked()), firstRounds)
		}
		for range min(c.points, mostTrails) {
			r.trails = append(r.trails, record.NewCurve(c.drawn(), trailPoints))
		}
	}
	if c.judged() {
		for i := range networks { // what steps look at is laid out before the first
			if c.trained(i) {
				r.heldOutputs(i)
			}
		}
	}
	for _, l := range r.lanes {
		r.note(l)
	}
	r.guessed = -1
	for i := range limits {
		if l := r.lanes[0]; r.trained(i) {
			r.guessed = correct(l.outputs(i), l.train)
		}
	}
	r.watch()
	r.reach.open(r)
	r.setRates()
	return r, nil
}

// Step takes one step of gradient descent with every network that is trained. The run is
// over at its last step, where those on show have come to its goal, or where one of them diverges.
func (r *run) Step() bool {
	if r.ended() {
		return false
	}
	r.record()
	r.step++
	for _, l := range r.lanes {
		l.step()
		r.note(l)
	}
	r.watch()
	if r.trails != nil && r.projected() {
		r.projection.follow(r.coordinates(r.tracked()), laterRounds)
	}
	r.reach.widen(r)
	r.setRates()
	return !r.ended()
}

// watch notes which of the networks on show have come down to the goal, and where the twins
// part. The other seeds of the band do not count, for one that is stuck would keep all of them
// going.
func (r *run) watch() {
	r.goal.Watch(r.step, func(network int) bool { return r.lanes[0].loss(network) <= r.goal.Loss })
	if r.twin && !r.parted.There() && r.twinDistance() > visible*size(r.lanes[0].limit.Outputs()) {
		r.parted = record.At(r.step, r.lanes[0].time[limitNet])
	}
}

// visible is the share of the outputs that twins may be apart and still look like one.
const visible = 0.01

func (r *run) ended() bool { return r.step >= r.steps || r.goal.Met(r.step) >= 0 || r.broken() >= 0 }

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
		r.setRates()
	}
}

// record keeps the present values for the curves and trails, if it is time to.
func (r *run) record() {
	if r.kept.Due(r.step) {
		if r.has(kernelGrowth) {
			for _, l := range r.lanes {
				l.limit.Follow()
			}
			r.reach.widenGrowth(r.lanes[0].growth())
		}
		r.reach.widenOutputs(r)
		for q := range quantities {
			at := r.read(q).columns(r.now(q))
			r.curves[q].Push(at[:]...)
		}
	}
	if r.trails != nil && r.trodden.Due(r.step) {
		at := r.place(r.tracked())
		for j := range r.trails {
			r.trails[j].Push(r.row(at, j)...)
		}
	}
}

// now is where a quantity stands on its horizontal axis: the training loss for a held-out
// error, else the step, or the time if that is what counts.
func (r *run) now(q int) float64 {
	switch {
	case q >= kernelError && q <= finiteError:
		return drawable(r.lanes[0].loss(q - kernelError))
	case q >= kernelTime && q <= finiteTime:
		return r.flow(r.lanes[0].time[q-kernelTime])
	case r.clock == flowTime:
		return r.flow(r.lanes[0].time[r.timed()])
	}
	return float64(r.step)
}

// flow is a time in units of 1/λ_max of the fixed kernel.
func (r *run) flow(time float64) float64 { return time * r.lanes[0].kernels.LambdaMax() }

// has reports whether a quantity is there to be drawn.
func (c config) has(q int) bool {
	switch {
	case q == twinDistance:
		return c.twin
	case q == kernelGrowth:
		return c.limit && c.second() == growthChart
	case q >= kernelTime:
		return c.clock == ownLimit && c.trained(q-kernelTime)
	case q >= kernelError:
		return c.judged() && c.trained(q-kernelError)
	}
	return c.trained(q)
}

// banded reports whether a quantity is known of every lane.
func banded(q int) bool { return q == kernelLoss || q == limitLoss || q == kernelGrowth }

// read returns a quantity now, across seeds. Only one lane has a finite network, held-out
// points and a twin.
func (r *run) read(q int) reading {
	if !r.has(q) {
		return reading{}
	}
	lanes := r.lanes
	if !banded(q) {
		lanes = lanes[:1]
	}
	for i, l := range lanes {
		switch {
		case q == kernelGrowth:
			r.values[i] = l.growth()
		case q == twinDistance:
			r.values[i] = r.twinDistance()
		case q >= kernelTime:
			r.values[i] = l.loss(q - kernelTime)
		case q >= kernelError:
			r.values[i] = r.heldError(q - kernelError)
		default:
			r.values[i] = l.loss(q)
		}
	}
	return read(r.values[:len(lanes)], r.sorted[:len(lanes)])
}
