package deeplinear

import (
	"math"

	"narrows/sim/record"
)

// mostPoints bounds what a curve keeps: modes rise on a linear axis of time, so that steps are
// recorded at even distances.
const mostPoints = 400

// What is recorded, by index: the losses of each network, the errors on points held out, the
// drift and what it may be, and for each mode its strength in each infinite network, its angle and the places of
// its plane.
const (
	lossAt     = 0
	errorAt    = lossAt + networks
	driftAt    = errorAt + networks
	allowedAt  = driftAt + 1
	modeAt     = allowedAt + 1 // of mode i in network j at modeAt + networks·i + j
	angleAt    = modeAt + networks*mostModes
	singularAt = angleAt + mostModes // of value i in network j, as the modes
	quantities = singularAt + networks*mostValues
)

const (
	mostModes  = 4
	mostValues = 10
)

// newCurve is of a quantity against time, or of the way of a mode in its plane. The present point
// and the last step's are two more.
func newCurve() record.Curve { return record.NewCurve(2, mostPoints+2) }

// layOut makes room for what the run remembers.
func (r *run) layOut() {
	for i := range r.curves {
		r.curves[i] = newCurve()
	}
	for range r.u {
		r.trails = append(r.trails, newCurve())
		x, y := r.place(len(r.opened))
		r.opened = append(r.opened, [2]float64{x, y})
	}
	r.kept = record.Even(r.steps, mostPoints)
	r.singularValues(limitNet) // which lays out its scratch
	r.openMoments()
	r.axes.open(r)
	r.listen()
}

// record keeps the present values for the curves, if it is time to.
func (r *run) record() {
	if !r.kept.Due(r.step) {
		return
	}
	r.listen()
	for i := range networks {
		if !r.trained(i) {
			continue
		}
		r.curves[lossAt+i].Push(r.time, shown(r.lossOf(i)/r.moments.initial[i]))
		w := r.mapOf(i)
		err := r.heldError(w)
		r.curves[errorAt+i].Push(r.time, shown(err))
		r.axes.holdError(err)
		r.strengthsOf(r.scratch.now, w)
		for m, v := range r.scratch.now {
			r.curves[modeAt+networks*m+i].Push(r.time, v)
		}
		if r.view == noise {
			for m, v := range r.singularOf(w) {
				r.curves[singularAt+networks*m+i].Push(r.time, v)
			}
		}
	}
	if r.step > 0 { // nothing has moved yet, and the axis is logarithmic
		r.curves[driftAt].Push(r.time, shown(r.drift()))
		r.curves[allowedAt].Push(r.time, r.flown)
	}
	for m := range r.u {
		r.curves[angleAt+m].Push(r.time, r.angle(m))
		x, y := r.place(m)
		r.trails[m].Push(x, y)
	}
	for i := range r.chains {
		c := &r.chains[i]
		r.strengthsOf(r.scratch.now, c.factors.W())
		for m, v := range r.scratch.now {
			c.curves[m].Push(r.time, v)
		}
	}
}

// singularOf returns the largest singular values of W, until it is called again.
func (r *run) singularOf(w []float64) []float64 {
	r.scratch.singular.Of(w)
	return r.scratch.singular.Values[:min(r.outputs, r.inputs, mostValues)]
}

func (r *run) singularValues(network int) []float64 { return r.singularOf(r.mapOf(network)) }

// place is where the limit holds a mode in its plane: |Av|/√c_g and |bᵀu|/√c_f, whose product
// times γ is the mode's strength if both point the same way.
func (r *run) place(mode int) (x, y float64) {
	a, b := reach(r.limitFlow.A(), r.limitFlow.B(), r.u[mode], r.v[mode], r.architecture.Units)
	return a / math.Sqrt(r.architecture.KernelG(r.inputs)), b / math.Sqrt(r.architecture.KernelF())
}

// axes are how far the axes go that a run may widen.
type axes struct {
	time, step           float64 // step is the first step's time
	strength, low, plane float64
	lossLow, lossTop     float64
	errorLow, errorTop   float64
	driftLow, driftTop   float64
}

func (x *axes) open(r *run) {
	*x = axes{time: r.horizon, step: r.factor * r.unit, strength: 1.15 * r.truth.S[0], lossLow: 1e-4, lossTop: 1.2, errorLow: 1e-3, errorTop: 2}
	x.driftLow, x.driftTop = 1e-6, 10
	for i, start := range r.opened {
		goal := r.goalOf(i)
		x.plane = max(x.plane, 1.15*max(start[0], start[1], goal[0], goal[1]))
	}
	x.widen(r)
}

// hold lets the axes of strengths hold those in a map.
func (x *axes) hold(r *run, w []float64) {
	r.strengthsOf(r.scratch.now, w)
	for _, v := range r.scratch.now {
		for x.strength < min(v, mostShown) {
			x.strength *= 1.25
		}
		for x.low > max(v, -mostShown) {
			x.low = min(1.25*x.low, -0.1*r.truth.S[0])
		}
	}
}

// widen lets the axes hold what is there now.
func (x *axes) widen(r *run) {
	for x.time*(1+1e-9) < r.time { // the steps' sum is rounded
		x.time *= 1.25
	}
	x.hold(r, r.limitFlow.W())
	for i := range r.chains {
		x.hold(r, r.chains[i].factors.W())
	}
	for i := range networks {
		if r.trained(i) {
			hold(&x.lossLow, &x.lossTop, r.lossOf(i)/r.moments.initial[i])
		}
	}
	x.holdDrift(r)
	for i := range r.u {
		a, b := r.place(i)
		for x.plane < min(max(a, b), mostShown) {
			x.plane *= 1.25
		}
	}
}

// holdDrift lets the axis of the drift hold it, and what it may be, but for what is rounding.
func (x *axes) holdDrift(r *run) {
	if r.step > 0 && r.drifts() {
		hold(&x.driftLow, &x.driftTop, r.flown)
		hold(&x.driftLow, &x.driftTop, r.drift())
	}
}

// holdError lets the axis of the error on points held out hold what is recorded of it. What it is
// between two records is close by, and costs as much as a step.
func (x *axes) holdError(v float64) {
	hold(&x.errorLow, &x.errorTop, 0.8*v)
	hold(&x.errorLow, &x.errorTop, 1.2*v)
}

// leastShown and mostShown are the ends of what an axis may hold.
const (
	leastShown = 1e-30
	mostShown  = 1e30
)

// shown is a positive number as a logarithmic axis can hold it.
func shown(v float64) float64 { return max(v, leastShown) }

// hold lets a logarithmic axis hold a number, by decades at its lower end.
func hold(low, top *float64, v float64) {
	for *low > shown(v) {
		*low /= 10
	}
	for *top < min(v, mostShown) {
		*top *= 2
	}
}
