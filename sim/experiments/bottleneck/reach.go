package bottleneck

import (
	"math"

	"gonum.org/v1/gonum/floats"
)

// A reach is how far the axes go that a run may widen. It changes with the steps alone,
// never with who looks.
type reach struct {
	inside               float64 // half the side of the representation
	outputLow, outputTop float64 // of it, where one unit is drawn against F
	lossLow, lossTop     float64
	growthLow, growthTop float64
	time                 float64 // of the axis of time
	apart                float64 // least distance of twins
}

// The axes as they are at first, and the factors by which they widen.
const (
	firstInside  = 4.4
	firstOutput  = 6.0
	lowestLoss   = 2.3e-4 // times the squared target scale, as the next two
	firstLoss    = 1.6
	mostLoss     = 64.0
	firstGrowth  = 20.0
	lowestGrowth = 0.2
	wider        = 1.25
	firstTime    = 100.0 // in units of 1/λ_max of the fixed kernel
	firstApart   = 1e-7
	leastApart   = 1e-12
)

// open sets the reach of a run at step 0.
func (x *reach) open(r *run) {
	s2 := r.scale * r.scale
	*x = reach{inside: firstInside, outputLow: -firstOutput * r.scale, outputTop: firstOutput * r.scale, lossLow: lowestLoss * s2, lossTop: firstLoss * s2, growthLow: lowestGrowth, growthTop: firstGrowth, time: firstTime, apart: firstApart}
	if r.judged() {
		x.lossLow = lowestJudged * s2
	}
	x.widen(r)
	if r.has(kernelGrowth) {
		x.widenGrowth(r.lanes[0].growth())
	}
	if r.trails != nil {
		x.inside = max(firstInside, 1.15*x.farthest(r))
	}
	x.widenOutputs(r)
}

// widen lets the axes hold what is there now.
func (x *reach) widen(r *run) {
	if r.trails != nil {
		side := x.inside
		for x.inside < 1.03*x.farthest(r) {
			x.inside *= wider
		}
		if x.inside > side {
			x.widenOutputs(r)
		}
	}
	if r.trails != nil && r.units == 1 {
		f := r.place(r.tracked())
		for j := range r.points {
			x.holdOutput(1.03 * f[2*j+1])
		}
	}
	x.widenLoss(r)
	x.widenTime(r)
}

// widenLoss lets the axes of losses hold those of the seed on show and their medians.
func (x *reach) widenLoss(r *run) {
	most := mostLoss * r.scale * r.scale
	for i := range networks {
		if !r.trained(i) {
			continue
		}
		l := r.read(i)
		if top := max(l.first, l.median); top > x.lossTop/1.1 && x.lossTop < most {
			x.lossTop = min(1.25*top, most)
		}
		for x.lossLow > min(l.first, l.median) {
			x.lossLow /= 2
		}
	}
}

func (x *reach) holdOutput(v float64) {
	for x.outputLow > max(v, -1e30) {
		x.outputLow *= wider
	}
	for x.outputTop < min(v, 1e30) {
		x.outputTop *= wider
	}
}

// widenOutputs lets the axis of the outputs over one unit hold the curves that are drawn there, when
// they are recorded: what they are between two records is close by.
func (x *reach) widenOutputs(r *run) {
	if r.trails == nil || r.units > 1 {
		return
	}
	r.sample()
	for _, i := range [2]int{limitNet, finiteNet} {
		if !r.drawsCurves(i) {
			continue
		}
		from, to := r.insideRange(i)
		for _, v := range r.readOut(i)[from*r.outputs : to*r.outputs] {
			x.holdOutput(1.1 * v)
		}
	}
}

// widenGrowth lets the axis of the kernel's growth hold what is recorded of it. What it is
// between two records costs as much as a few steps and is close by.
func (x *reach) widenGrowth(g float64) {
	for x.growthTop < min(1.1*g, 1e6) {
		x.growthTop *= 2
	}
	for x.growthLow > max(0.9*g, 1e-6) {
		x.growthLow /= 2
	}
}

// widenTime lets the axis of time hold the present, and that of the distance of twins what
// they are apart.
func (x *reach) widenTime(r *run) {
	for i, time := range r.lanes[0].time {
		for r.clock != sameStep && r.trained(i) && x.time < r.flow(time) {
			x.time *= 2
		}
	}
	for r.twin && x.apart > max(r.twinDistance(), leastApart) {
		x.apart /= 10
	}
}

// farthest returns the largest size of the units' coordinates. A finite network whose
// points have gone far from the limit's does not push the limit's together.
func (x *reach) farthest(r *run) float64 {
	most := largest(r.spread(r.tracked()))
	if r.limit && r.finite {
		most = min(max(most, largest(r.spread(finiteNet))), 1.4*most)
	}
	return min(most, 1e30)
}

// spread returns what the axes of the representation must hold of a network.
func (r *run) spread(network int) []float64 {
	if r.projected() {
		return r.place(network)
	}
	return r.coordinates(network)
}

func largest(v []float64) float64 { return floats.Norm(v, math.Inf(1)) }
