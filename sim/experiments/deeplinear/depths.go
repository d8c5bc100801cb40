package deeplinear

import (
	"fmt"
	"math"

	"narrows/sim"
	"narrows/sim/limit"
	"narrows/sim/linear"
	"narrows/sim/record"
)

// Networks of these numbers of layers stand beside each other in their view.
const (
	leastLayers = 2
	mostLayers  = 4
)

// A chain is a network of some layers and no scale factors, balanced, that starts as the same
// map as the others: its factors by gradient descent, and the flow of their product. Its time
// is theirs times γ, so that two layers are the balanced bottleneck.
type chain struct {
	layers  int
	factors *linear.Factors
	flow    *linear.Balanced
	times   []float32      // of the flow, drawn before the first step as far as it was computed
	dashed  [][]float32    // strength of each mode in it
	curves  []record.Curve // and in the product of the factors
	learned record.Moment  // the loss is down to its last level
	low     record.Moment  // the first mode is at a tenth of its strength
	high    record.Moment  // and at nine
}

// name counts the layers: "3 layers".
func (c *chain) name() string { return fmt.Sprintf("%d layers", c.layers) }

// work is how many multiplications may go into the flows before the first step; beyond, they
// are drawn as far as they came.
const work = 6e7

// forge begins the chains.
func (r *run) forge(p limit.Problem) {
	start := r.limitFlow.W()
	// A slope takes the gradient and a decomposition; a step of the method, four slopes.
	cost := 4 * float64(2*p.N*p.K*p.M+20*p.K*p.K*p.M)
	budget := int(work / cost / (mostLayers - leastLayers + 1))
	for n := leastLayers; n <= mostLayers; n++ {
		c := chain{
			layers: n, factors: linear.NewFactors(n, p, start), flow: linear.NewBalanced(n, p, start),
			dashed: make([][]float32, len(r.u)), learned: record.Never, low: record.Never, high: record.Never,
		}
		for range r.u {
			c.curves = append(c.curves, newCurve())
		}
		if r.loss != logistic { // whose rates have no bound to choose steps by
			c.foretell(r, linear.NewBalanced(n, p, start), budget)
		}
		r.chains = append(r.chains, c)
	}
}

// foretell draws the flow over the time of the run, at fewer points where steps are few, and
// no further than the budget of steps reaches.
func (c *chain) foretell(r *run, flow *linear.Balanced, budget int) {
	points := min(theoryPoints, budget+1)
	fine := min(2, max(1, float64(budget)/(r.rate()*r.horizon+float64(points))))
	for i := range points {
		if i > 0 {
			passed := r.horizon / float64(points-1)
			if budget -= stepsFor(r, passed, fine); budget < 0 {
				return
			}
			c.flowOn(flow, r, passed, fine)
			if _, frozen := flow.Frozen(); frozen {
				return
			}
		}
		c.times = append(c.times, float32(r.horizon*float64(i)/float64(points-1)))
		r.strengthsOf(r.scratch.closed, flow.W())
		for m, w := range r.scratch.closed {
			c.dashed[m] = append(c.dashed[m], float32(w))
		}
	}
}

// rate is the fastest that the step size was made for.
func (r *run) rate() float64 { return 2 / r.unit }

// stepsFor is how many steps a flow takes over a time: of the inverse of the fastest rate over
// fine.
func stepsFor(r *run, passed, fine float64) int {
	return max(1, int(math.Ceil(fine*passed*r.rate()-1e-9)))
}

// flowOn advances a flow by a time.
func (c *chain) flowOn(flow *linear.Balanced, r *run, passed, fine float64) {
	steps := stepsFor(r, passed, fine)
	for range steps {
		flow.Step(r.architecture.Pace(r.inputs) * passed / float64(steps))
	}
}

// step takes one step of gradient descent, and goes as far along the flow.
func (c *chain) step(r *run, rate float64) {
	c.factors.Step(rate * r.architecture.Pace(r.inputs))
	if r.loss != logistic {
		c.flowOn(c.flow, r, rate, 2)
	}
}

// distance is how far the factors are from their flow, in units of the first mode's strength.
func (c *chain) distance(r *run) (most float64) {
	r.strengthsOf(r.scratch.now, c.factors.W())
	r.strengthsOf(r.scratch.closed, c.flow.W())
	for m, w := range r.scratch.now {
		most = max(most, math.Abs(w-r.scratch.closed[m]))
	}
	return most / r.truth.S[0]
}

// note keeps the moments at which the loss is down to its last level and the first mode has risen.
func (c *chain) note(r *run, now record.Moment) {
	if !c.learned.There() && c.factors.Loss() <= r.level(limitNet, levels-1) {
		c.learned = now
	}
	if c.high.There() {
		return
	}
	share := component(c.factors.W(), r.u[0], r.v[0]) / r.truth.S[0]
	if share >= 0.1 && !c.low.There() {
		c.low = now
	}
	if share >= 0.9 {
		c.high = now
	}
}

// rise is the number of steps that the first mode took from a tenth to nine tenths.
func (c *chain) rise() int { return int(c.high.Step - c.low.Step) }

// facts are where the network had learned, and how far it is from its flow.
func (c *chain) facts(r *run) []sim.Fact {
	facts := []sim.Fact{{Name: fmt.Sprintf("steps to %s with %s", r.levelWord(levels-1), c.name()), Role: sim.Theory, Value: c.learned.Step}}
	if r.loss != logistic {
		facts = append(facts, sim.Fact{Name: "distance from the flow of " + c.name(), Role: sim.Theory, Unit: "of mode 1", Value: c.distance(r), Tolerance: r.tolerance()})
	}
	return facts
}

var layerWords = [mostLayers + 1]string{2: "Two layers", 3: "Three layers", 4: "Four layers"}

// depthPanels are the strengths of the modes with each number of layers, on the same axes.
func (r *run) depthPanels() []sim.Panel {
	var panels []sim.Panel
	for i := range r.chains {
		c := &r.chains[i]
		p := sim.Panel{
			Name: fmt.Sprintf("layers%d", c.layers), Title: layerWords[c.layers], Subtitle: c.subtitle(r),
			X: r.timeAxis(), Y: sim.Axis{Min: r.axes.low, Max: r.axes.strength},
		}
		for m, y := range c.dashed {
			p.Lines = append(p.Lines, sim.Line{Role: sim.Theory, Class: m, Key: mode(m), X: c.times, Y: y, Dashed: true})
		}
		r.strengthsOf(r.scratch.now, c.factors.W())
		for m, v := range r.scratch.now {
			l := modeLine(m)
			x := c.curves[m].Until(r.time, v)
			l.X, l.Y = x[0], x[1]
			l.History = true
			p.Lines = append(p.Lines, l)
		}
		if i > 0 { // the deeper ones beside the bottleneck
			p.Column = 1
		}
		panels = append(panels, p)
	}
	return panels
}

// subtitle says what the dashed curves are, and whether they end too soon.
func (c *chain) subtitle(r *run) string {
	switch {
	case len(c.times) == 0:
		return ""
	case float64(c.times[len(c.times)-1]) < 0.99*r.horizon:
		return "flow dashed, as far as computed"
	case c.layers == 2 && r.start == balanced:
		return "as the bottleneck"
	}
	return "flow dashed"
}
