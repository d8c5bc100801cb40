package deeplinear

import (
	"fmt"
	"math"

	"narrows/sim"
	"narrows/sim/limit"
	"narrows/sim/words"
)

// Networks of these numbers of layers stand beside each other in their view.
const (
	leastLayers = 2
	mostLayers  = 4
)

// A deep is a network of some layers and no scale factors, balanced, that starts as the same
// map as the others: its factors by gradient descent, and the flow of their product. Its time
// is theirs times γ, so that two layers are the balanced bottleneck.
type deep struct {
	layers  int
	factors *limit.Factors
	times   []float32   // of the flow, as far as it was computed
	dashed  [][]float32 // strength of each mode in it
	curves  []curve     // and in the product of the factors
	learned moment      // the loss is down to its last level
}

// name counts the layers: "3 layers".
func (d *deep) name() string { return fmt.Sprintf("%d layers", d.layers) }

// work is how many multiplications may go into the flows before the first step; beyond, they
// are drawn as far as they came.
const work = 6e7

// deepen begins the networks of several layers.
func (r *run) deepen(p limit.Problem) {
	start := r.limitFlow.W()
	// A slope takes the gradient and a decomposition; a step of the method, four slopes.
	cost := 4 * float64(2*p.N*p.K*p.M+20*p.K*p.K*p.M)
	budget := int(work / cost / (mostLayers - leastLayers + 1))
	for n := leastLayers; n <= mostLayers; n++ {
		d := deep{layers: n, factors: limit.NewFactors(n, p, start), dashed: make([][]float32, len(r.u)), learned: never}
		for range r.u {
			d.curves = append(d.curves, newCurve())
		}
		d.foretell(r, limit.NewBalanced(n, p, start), budget)
		r.depths = append(r.depths, d)
	}
}

// foretell draws the flow over the time of the run, in steps of half the inverse of the fastest
// rate, of twice that where they would be too many, and no more of them than budget.
func (d *deep) foretell(r *run, flow *limit.Balanced, budget int) {
	fastest := 2 / r.unit // which the unit was made for
	fine := min(2, max(1, float64(budget)/(fastest*r.due(theoryPoints-1)+theoryPoints)))
	for i := range theoryPoints {
		t := r.due(i)
		if i > 0 {
			passed := t - r.due(i-1)
			steps := int(math.Ceil(fine * passed * fastest))
			if budget -= steps; budget < 0 {
				return
			}
			for range steps {
				flow.Step(r.architecture.Pace(r.inputs) * passed / float64(steps))
			}
			if _, frozen := flow.Frozen(); frozen {
				return
			}
		}
		d.times = append(d.times, float32(t))
		r.strengthsOf(r.scratch.closed, flow.W())
		for m, w := range r.scratch.closed {
			d.dashed[m] = append(d.dashed[m], float32(w))
		}
	}
}

// note keeps the moment at which the loss is down to its last level.
func (d *deep) note(r *run, now moment) {
	if !d.learned.there() && d.factors.Loss() <= r.level(limitNet, levels-1) {
		d.learned = now
	}
}

// facts are where the network had learned, and how far it is from its flow.
func (d *deep) facts(r *run) []sim.Fact {
	facts := []sim.Fact{{Name: fmt.Sprintf("steps to %s with %s", r.levelWord(levels-1), d.name()), Role: sim.Theory, Value: d.learned.step}}
	r.strengthsOf(r.scratch.now, d.factors.W())
	if gap, ok := r.gap(r.scratch.now, d.dashed); ok && r.loss != logistic {
		facts = append(facts, sim.Fact{Name: "distance from the flow of " + d.name(), Role: sim.Theory, Unit: "of mode 1", Value: gap, Tolerance: r.tolerance()})
	}
	return facts
}

var layerWords = [mostLayers + 1]string{2: "Two layers", 3: "Three layers", 4: "Four layers"}

// depthPanels are the strengths of the modes with each number of layers, on the same axes.
func (r *run) depthPanels() []sim.Panel {
	var panels []sim.Panel
	for i := range r.depths {
		d := &r.depths[i]
		p := sim.Panel{
			Name: fmt.Sprintf("layers%d", d.layers), Title: layerWords[d.layers], Subtitle: "flow dashed",
			X: r.timeAxis(), Y: sim.Axis{Min: r.axes.low, Max: r.axes.strength},
		}
		if d.layers == 2 && r.start == balanced {
			p.Subtitle = "as the bottleneck"
		}
		for m, y := range d.dashed {
			p.Lines = append(p.Lines, sim.Line{Role: sim.Theory, Class: m, Key: mode(m), X: d.times, Y: y, Dashed: true})
		}
		r.strengthsOf(r.scratch.now, d.factors.W())
		for m, v := range r.scratch.now {
			l := modeLine(m)
			l.X, l.Y = d.curves[m].until(r.time, v)
			l.History = true
			p.Lines = append(p.Lines, l)
		}
		panels = append(panels, p)
	}
	return panels
}

// depthsEnd says how many steps each network took.
func (r *run) depthsEnd() string {
	said := ""
	for i := range r.depths {
		d := &r.depths[i]
		if i > 0 {
			said += ", "
		}
		if d.learned.there() {
			said += fmt.Sprintf("%s after %s steps", d.name(), words.Count(int(d.learned.step)))
		} else {
			said += d.name() + " not yet"
		}
	}
	return fmt.Sprintf("Down to %s are %s.", r.levelWord(levels-1), said)
}
