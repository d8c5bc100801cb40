package deeplinear

import (
	"math"

	"narrows/sim/record"
)

// levels are the losses whose first crossing is watched: in units of each network's own at
// the start, but of the logistic loss, whose start means little, as they are.
const levels = 4

var (
	shares    = [levels]float64{0.3, 0.1, 0.03, 0.01}
	logistics = [levels]float64{0.5, 0.3, 0.1, 0.03}
)

// moments are what happened first, and when.
type moments struct {
	initial [networks]float64 // losses
	before  [networks]float64 // a step ago
	crossed [networks][levels]record.Moment
	half    []record.Moment // the limit has learned half of each mode
	fixed   record.Moment   // the network without bottleneck has learned half of every mode
	apart   record.Moment   // the limit is further from the closed forms than the tolerance
	edge    record.Moment   // η λ_max of the limit is above 2
	ranks   []record.Moment // the map of the limit has a rank of so many, counted from 1
	waits   waits
}

// openMoments notes the start.
func (r *run) openMoments() {
	m := &r.moments
	for i := range networks {
		m.initial[i] = r.lossOf(i)
		for k := range levels {
			m.crossed[i][k] = record.Never
		}
	}
	for range r.u {
		m.half = append(m.half, record.Never)
	}
	m.fixed, m.apart, m.edge = record.Never, record.Never, record.Never
	m.ranks = make([]record.Moment, 0, min(r.architecture.Units, r.outputs, r.inputs))
	m.waits.over = make([]wait, 0, mostWaits)
	m.before = m.initial
	r.note()
}

// level is a loss that is watched, of a network.
func (r *run) level(network, k int) float64 {
	if r.loss == logistic {
		return logistics[k]
	}
	return shares[k] * r.moments.initial[network]
}

// note keeps the moments at which the networks reached something first.
func (r *run) note() {
	m := &r.moments
	now := record.At(r.step, r.time)
	for i := range networks {
		r.cross(i)
	}
	for i := range r.chains {
		r.chains[i].note(r, now)
	}
	// The squared loss has curvature 1 everywhere; of the others there are only bounds.
	if rate := r.factor * r.unit; r.loss == squared && !m.edge.There() && rate*r.limitFlow.LambdaBound() > 2 {
		r.limitFlow.Follow()
		if rate*r.limitFlow.LambdaMax() > 2 {
			m.edge = now
		}
	}
	if r.loss == logistic {
		return
	}
	m.waits.note(now, r.limitFlow.Loss())
	if rank := r.grown(); rank > len(m.ranks) {
		for range rank - len(m.ranks) {
			m.ranks = append(m.ranks, now)
		}
	}
	r.strengthsOf(r.scratch.now, r.limitFlow.W())
	for i, w := range r.scratch.now {
		if w > r.truth.S[i]/2 && !m.half[i].There() {
			m.half[i] = now
		}
	}
	if !m.apart.There() && r.parted() {
		m.apart = now
	}
	if r.kernelFlow != nil && !m.fixed.There() && r.halfLearned(r.kernelFlow.W()) {
		m.fixed = now
	}
}

// halfLearned reports whether a map holds half of every mode. It overwrites the strengths that were read last.
func (r *run) halfLearned(w []float64) bool {
	r.strengthsOf(r.scratch.now, w)
	for i, strength := range r.scratch.now {
		if !(strength > r.truth.S[i]/2) {
			return false
		}
	}
	return true
}

// cross keeps where a network's loss passed a level: the step after, and the time between
// two steps, in which the loss fell at one rate.
func (r *run) cross(network int) {
	l := r.lossOf(network)
	before := &r.moments.before[network]
	for k := range levels {
		level := r.level(network, k)
		if at := &r.moments.crossed[network][k]; l <= level && !at.There() {
			*at = record.At(r.step, r.time)
			if *before > level {
				at.Time -= r.factor * r.unit * math.Log(level/l) / math.Log(*before/l)
			}
		}
	}
	*before = l
}

// grown is how many singular values of the limit's map are above a tenth of the weakest mode
// to be learned: what it has learned, and not what it started with.
func (r *run) grown() int {
	most := min(r.architecture.Units, r.outputs, r.inputs)
	if len(r.moments.ranks) == most {
		return most
	}
	rank := 0
	for _, v := range r.singularValues(limitNet) {
		if v > 0.1*r.truth.S[len(r.u)-1] {
			rank++
		}
	}
	return rank
}

// A wait is a plateau of the loss: the steps at which it was entered and left.
type wait struct{ from, to record.Moment }

const (
	// mostWaits is more than there are modes to wait for.
	mostWaits = 8
	// shortest is how many steps a plateau takes at least: less may be an oscillation.
	shortest = 5
	// exhausted is the share of the first loss below which falling is rounding.
	exhausted = 1e-20
)

// waits finds plateaus of a loss. One is entered at the start, and where the loss falls at less
// than a tenth of its greatest pace since the last one. It is over once the loss is a twentieth
// below what it was where it fell most slowly, and was one if it then falls at three times that
// pace. That is known only then: what never ends is no plateau but the end.
type waits struct {
	over    []wait
	first   float64 // loss
	loss    float64 // a step ago
	time    float64
	inside  bool
	from    record.Moment
	fastest float64 // since the last one, of −(log L)′
	slowest float64 // since it was entered
	low     float64 // the loss where it was slowest
}

func (w *waits) note(now record.Moment, loss float64) {
	if now.Step == 0 {
		w.inside, w.from, w.slowest, w.low = true, now, math.Inf(1), loss
		w.first, w.loss = loss, loss
		return
	}
	if loss < exhausted*w.first {
		return
	}
	pace := math.Log(w.loss/loss) / (now.Time - w.time)
	w.loss, w.time = loss, now.Time
	switch {
	case !w.inside:
		w.fastest = max(w.fastest, pace)
		if pace < w.fastest/10 {
			w.inside, w.from, w.slowest, w.low = true, now, pace, loss
		}
	case loss < 0.95*w.low:
		if pace > 3*w.slowest && now.Step-w.from.Step >= shortest && len(w.over) < mostWaits {
			w.over = append(w.over, wait{w.from, now})
		}
		w.inside, w.fastest = false, pace
	case pace < w.slowest:
		w.slowest = pace
		if w.from.Step > 0 { // a run that falls from the start on waits for nothing
			w.low = loss
		}
	}
}
