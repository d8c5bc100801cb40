package bottleneck

import (
	"narrows/sim"
	"narrows/sim/limit"
	"narrows/sim/record"
	"narrows/sim/trio"
	"narrows/sim/words"
)

// label names a network at its curve, and says if what is drawn of it is approximate.
func (c *config) label(network int) string {
	if network == limitNet && c.architecture().State() != limit.Harmonics {
		return c.name(network) + ", approx."
	}
	return c.name(network)
}

func (c *config) name(network int) string {
	return trio.Label(network, c.units, words.Count(c.width))
}

func (c *config) unitWord() string { return words.Counted(c.units, "unit") }

// charts are what stands in a column beside the maps: the loss, and one other, which is nearly as
// high if its axis is one of its own.
func (r *run) charts() []sim.Panel {
	charts, share := []sim.Panel{r.lossPanel()}, trio.UpperShare
	switch r.second() {
	case twinChart:
		charts = append(charts, r.twinPanel())
	case timeChart:
		charts, share = append(charts, r.timePanel()), 0.556
	case errorChart:
		charts, share = append(charts, r.errorPanel()), 0.556
	case growthChart:
		charts = append(charts, r.growthPanel())
	}
	charts[0].Share = share
	for i := range charts {
		charts[i].Column = 2 // after the data and the representation, or two kernels
	}
	return charts
}

// What stands beside the loss.
type chart uint8

const (
	noChart chart = iota
	twinChart
	timeChart
	errorChart
	growthChart
)

func (c config) second() chart {
	switch {
	case c.twin:
		return twinChart
	case c.clock == ownLimit:
		return timeChart
	case c.judged():
		return errorChart
	case c.limit:
		return growthChart
	}
	return noChart
}

// lossPanel is the training loss of each network, with the band of the seeds.
func (r *run) lossPanel() sim.Panel {
	p := sim.Panel{Name: "loss", Title: "Training loss", X: r.clockAxis(), Y: r.lossAxis()}
	for i := range networks {
		if r.trained(i) {
			p.Lines = append(p.Lines, r.lines(i, sim.Line{Role: trio.Roles[i], Label: r.label(i)})...)
		}
	}
	if s, ok := r.factorArrow(r.clock == flowTime); ok {
		p.Segments = []sim.Segments{s}
	}
	return p
}

// timePanel is the same against time, where step sizes differ from network to network.
func (r *run) timePanel() sim.Panel {
	p := sim.Panel{Name: "time", Title: "The same against time", Subtitle: "Σ η × λ of the fixed kernel", X: r.timeAxis(), Y: r.lossAxis()}
	for i := range networks {
		if r.trained(i) {
			p.Lines = append(p.Lines, r.lines(kernelTime+i, sim.Line{Role: trio.Roles[i], Label: r.label(i), Thin: i == finiteNet})...)
		}
	}
	if s, ok := r.factorArrow(true); ok {
		p.Segments = []sim.Segments{s}
	}
	return p
}

func (r *run) lossAxis() sim.Axis {
	return sim.Axis{Min: r.reach.lossLow, Max: r.reach.lossTop, Scale: sim.Log}
}

// clockAxis is what the losses are drawn against.
func (r *run) clockAxis() sim.Axis {
	if r.clock == flowTime {
		return r.timeAxis()
	}
	return sim.Axis{Label: "steps", Max: float64(r.steps), Scale: sim.LogStep}
}

func (r *run) timeAxis() sim.Axis {
	return sim.Axis{Label: "gradient-flow time × λ", Max: r.reach.time, Scale: sim.LogStep}
}

// lines is a quantity in its course: a line of the seed on show, and if there are more the
// median as a thin one and the band from 10 to 90 %.
func (r *run) lines(q int, l sim.Line) []sim.Line {
	at := r.read(q).columns(r.now(q))
	c := r.curves[q].Until(at[:]...)
	l.X, l.Y, l.Head, l.History = c[0], c[1], true, true
	if r.seeds == 1 || !banded(q) {
		return []sim.Line{l}
	}
	l.Low, l.High = c[2], c[4]
	return []sim.Line{{Role: l.Role, X: c[0], Y: c[3], Thin: true, History: true}, l}
}

// factorArrow joins, in steps or in time, where the infinitely wide networks reached the
// lowest level that both have.
func (r *run) factorArrow(inTime bool) (sim.Segments, bool) {
	l := r.lanes[0]
	at, note := func(m record.Moment) float64 { return m.Step }, "fewer steps to "
	if inTime {
		at, note = func(m record.Moment) float64 { return r.flow(m.Time) }, "less time to "
	}
	for k := levels - 1; k >= 0; k-- {
		a, b, level := l.crossed[kernelNet][k], l.crossed[limitNet][k], r.lossLevels()[k]
		if a.There() && b.There() {
			return trio.Arrow([limits]float64{at(a.Moment), at(b.Moment)}, [limits]float64{level, level}, note+words.Number(level))
		}
	}
	return sim.Segments{}, false
}

// errorPanel is the error on held-out points against the training loss, which falls to the
// right: networks that have learned as much are compared, whatever they took for it.
func (r *run) errorPanel() sim.Panel {
	p := sim.Panel{
		Name: "error", Title: "Held-out error", Subtitle: "at the same training loss",
		X: sim.Axis{Label: "training loss", Min: r.reach.lossLow, Max: r.reach.lossTop, Scale: sim.Log, Reversed: true},
		Y: sim.Axis{Max: 100, Suffix: " %"},
	}
	for i := range networks {
		if r.trained(i) {
			p.Lines = append(p.Lines, r.lines(kernelError+i, sim.Line{Role: trio.Roles[i], Label: r.label(i), Thin: i == finiteNet})...)
		}
	}
	return p
}

// lowestJudged is the end of the axis of the training loss at first, in units of the squared target
// scale: below it errors hardly change.
const lowestJudged = 0.005

// growthPanel is λ_max(K_F(t)) in units of that of the network without bottleneck, whose
// kernel is fixed.
func (r *run) growthPanel() sim.Panel {
	now := r.lanes[0].growth()
	p := sim.Panel{
		Name: "growth", Title: "Size of the kernel", Subtitle: "λ_max, its top speed",
		Minor: true, Instead: "size of its kernel; the other’s is fixed",
		X: r.clockAxis(), Y: sim.Axis{Min: r.reach.growthLow, Max: r.reach.growthTop, Scale: sim.Log, Suffix: "×"},
	}
	x := r.curves[kernelGrowth].Until(r.now(kernelGrowth))[0]
	flat := make([]float32, len(x))
	for i := range flat {
		flat[i] = 1
	}
	p.Lines = append(p.Lines, sim.Line{Role: sim.Kernel, Label: "no bottleneck: fixed", X: x, Y: flat, History: true})
	p.Lines = append(p.Lines, r.lines(kernelGrowth, sim.Line{Role: sim.Limit, Label: words.Factor(now), Big: true})...)
	return p
}

// twinPanel is how far the limit and its twin have come apart.
func (r *run) twinPanel() sim.Panel {
	p := sim.Panel{
		Name: "twin", Title: "Twins a millionth apart", Subtitle: "distance of their outputs",
		X: r.clockAxis(), Y: sim.Axis{Min: r.reach.apart, Max: 10 * r.scale, Scale: sim.Log},
	}
	p.Lines = r.lines(twinDistance, sim.Line{Role: sim.Limit, Label: "two copies"})
	return p
}
