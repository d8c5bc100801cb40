package deeplinear

import (
	"fmt"
	"strconv"

	"narrows/sim"
	"narrows/sim/limit"
	"narrows/sim/trio"
	"narrows/sim/words"
)

// label names a network at its curve.
func (c *config) label(network int) string {
	return trio.Label(network, c.architecture.Units, strconv.Itoa(c.width))
}

func (c *config) unitWord() string { return words.Counted(c.architecture.Units, "unit") }

// panels are what the view shows: one panel, or two maps, and beside them two charts, the
// first of them higher.
func (r *run) panels() []sim.Panel {
	switch r.view {
	case losses:
		return beside(r.lossPanel(), r.errorPanel(), r.modesPanel())
	case noise:
		return beside(r.errorPanel(), r.lossPanel(), r.singularPanel())
	case plane:
		return beside(r.lossPanel(), r.driftPanel(), r.planePanel())
	case depths:
		return r.depthPanels()
	case matrices:
		return beside(r.lossPanel(), r.listenPanel(), r.mapPanel("target", "To be learned", r.truth.W), r.mapPanel("map", "Learned so far", r.mapOf(limitNet)))
	}
	return beside(r.listenPanel(), r.driftPanel(), r.modesPanel())
}

// beside puts some panels in columns of their own, and two charts in the last.
func beside(upper, lower sim.Panel, panels ...sim.Panel) []sim.Panel {
	for i := range panels {
		panels[i].Column = i
	}
	upper.Column, upper.Share = len(panels), trio.UpperShare
	lower.Column = len(panels)
	return append(panels, upper, lower)
}

func (r *run) timeAxis() sim.Axis {
	return sim.Axis{Label: "gradient-flow time", Max: r.axes.time, Unit: r.axes.step}
}

// line is a recorded quantity with its present value.
func (r *run) line(q int, now float64, l sim.Line) sim.Line {
	c := r.curves[q].Until(r.time, now)
	l.X, l.Y = c[0], c[1]
	l.History = true
	return l
}

// modesPanel is the strength of each mode in W: closed forms over the whole axis, the network
// without bottleneck in thin lines, and the experiment that covers them.
func (r *run) modesPanel() sim.Panel {
	p := sim.Panel{
		Name: "modes", Title: "Strength of each mode",
		X: r.timeAxis(), Y: sim.Axis{Min: r.axes.low, Max: r.axes.strength},
	}
	if r.limitLoss == limit.Squared { // closed forms of another loss would be at nought
		p.Subtitle = "experiment solid, closed form dashed"
		for i := range r.dashed {
			p.Lines = append(p.Lines, sim.Line{Role: sim.Theory, Class: i, Key: mode(i), X: r.times, Y: r.dashed[i], Dashed: true})
		}
	}
	p.Lines = append(p.Lines, r.targets()...)
	for _, network := range [2]int{kernelNet, finiteNet} {
		if !r.trained(network) {
			continue
		}
		r.strengthsOf(r.scratch.now, r.mapOf(network))
		for i, v := range r.scratch.now {
			l := sim.Line{Role: trio.Roles[network], Key: mode(i), Thin: true}
			if i == 0 {
				l.Label, l.Note = r.label(network), r.atOnce(network, r.scratch.now)
			}
			p.Lines = append(p.Lines, r.line(modeAt+networks*i+network, v, l))
		}
	}
	r.strengthsOf(r.scratch.now, r.limitFlow.W())
	for i, v := range r.scratch.now {
		l := modeLine(i)
		l.Note = r.targetNote(i)
		p.Lines = append(p.Lines, r.line(modeAt+networks*i+limitNet, v, l))
	}
	return p
}

// mode is the key of all that belongs to a mode, in every panel.
func mode(i int) sim.Key { return sim.Key{Of: "mode", ID: i} }

// modeLine is the style of the curve of a mode.
func modeLine(i int) sim.Line {
	return sim.Line{Role: sim.Class, Class: i, Key: mode(i), Label: fmt.Sprintf("mode %d", i+1), Head: true}
}

// singularPanel is all singular values of W, whatever modes they belong to: of noisy targets
// one sees which rise.
func (r *run) singularPanel() sim.Panel {
	p := sim.Panel{
		Name: "singular", Title: "Singular values", Subtitle: "of the map learned so far",
		X: r.timeAxis(), Y: sim.Axis{Max: r.axes.strength},
	}
	for _, network := range [2]int{kernelNet, limitNet} {
		if !r.trained(network) {
			continue
		}
		values := r.singularValues(network)
		if network == limitNet { // the others are zero
			values = values[:min(len(values), r.architecture.Units)]
		}
		for i, v := range values {
			l := sim.Line{Role: trio.Roles[network], Thin: network == kernelNet, Head: network == limitNet}
			if i == 0 {
				l.Label = r.label(network)
			}
			p.Lines = append(p.Lines, r.line(singularAt+networks*i+network, v, l))
		}
	}
	return p
}

// listenPanel is the angle between each mode and what the units read of the inputs.
func (r *run) listenPanel() sim.Panel {
	p := sim.Panel{
		Name: "listening", Title: "What " + r.theUnits(), Subtitle: "angle to each mode",
		X: r.timeAxis(), Y: sim.Axis{Max: 96, Suffix: "°", Ticks: []float64{0, 45, 90}, Reversed: true},
	}
	r.listen()
	for i := range r.u {
		p.Lines = append(p.Lines, r.line(angleAt+i, r.angle(i), modeLine(i)))
	}
	r.nameHeard(p.Lines)
	return p
}

func (c config) theUnits() string {
	if c.architecture.Units == 1 {
		return "the unit listens to"
	}
	return fmt.Sprintf("the %d units listen to", c.architecture.Units)
}

// driftPanel is how far D = bᵀb/c_f − AAᵀ/c_g has moved: gradient flow keeps it, and the ground
// below what the steps may have changed of it is tinted. At the start neither has moved.
func (r *run) driftPanel() sim.Panel {
	p := sim.Panel{
		Name: "drift", Title: "Conserved, as theory demands", Subtitle: "drift of bᵀb/c_f − AAᵀ/c_g",
		X: r.timeAxis(), Y: sim.Axis{Min: r.axes.driftLow, Max: r.axes.driftTop, Scale: sim.Log},
	}
	allowed := sim.Line{Role: sim.Data, Dashed: true, Label: "allowed by the step", History: true}
	drift := sim.Line{Role: sim.Limit, Head: true, History: true}
	if r.step > 0 {
		now := r.drift()
		allowed = r.line(allowedAt, r.flown, allowed)
		allowed.High = allowed.Y
		allowed.Low = make([]float32, len(allowed.Y))
		for i := range allowed.Low {
			allowed.Low[i] = leastShown
		}
		drift = r.line(driftAt, shown(now), drift)
		drift.Label = "drift " + words.Number(now) + " ✓"
		if now > r.flown+1e-12 {
			drift.Label = "drift " + words.Number(now) + " △"
		}
	}
	p.Lines = []sim.Line{allowed, drift}
	return p
}

// drifts reports whether the drift is on show.
func (c config) drifts() bool { return c.view == listening || c.view == plane }

// lossPanel is the training loss of each network in units of its own at the start.
func (r *run) lossPanel() sim.Panel {
	p := sim.Panel{
		Name: "loss", Title: "Training loss", Subtitle: "in units of the first",
		X: r.timeAxis(), Y: sim.Axis{Min: r.axes.lossLow, Max: r.axes.lossTop, Scale: sim.Log},
	}
	for i := range networks {
		if r.trained(i) {
			p.Lines = append(p.Lines, r.line(lossAt+i, shown(r.lossOf(i)/r.moments.initial[i]), sim.Line{Role: trio.Roles[i], Label: r.label(i), Head: true}))
		}
	}
	if s, ok := r.factorArrow(); ok {
		p.Segments = []sim.Segments{s}
	}
	return p
}

// factorArrow joins the times at which the infinitely wide networks reached the lowest level
// that both have. At the first level there is no room for words yet.
func (r *run) factorArrow() (sim.Segments, bool) {
	for k := levels - 1; k > 0; k-- {
		a, b := r.moments.crossed[kernelNet][k], r.moments.crossed[limitNet][k]
		if a.There() && b.There() {
			return trio.Arrow([2]float64{a.Time, b.Time}, [2]float64{r.share(kernelNet, k), r.share(limitNet, k)}, "less time to "+r.levelLabel(k))
		}
	}
	return sim.Segments{}, false
}

// share is a level that is watched as the loss panel has it, in units of a network's first loss.
func (r *run) share(network, k int) float64 { return r.level(network, k) / r.moments.initial[network] }

// errorPanel is the error on points held out, which have no noise.
func (r *run) errorPanel() sim.Panel {
	p := sim.Panel{
		Name: "error", Title: "Held-out error", Subtitle: "of the variance",
		X: r.timeAxis(), Y: sim.Axis{Min: r.axes.errorLow, Max: r.axes.errorTop, Scale: sim.Log},
	}
	for i := range networks {
		if r.trained(i) {
			p.Lines = append(p.Lines, r.line(errorAt+i, shown(r.heldError(r.mapOf(i))), sim.Line{Role: trio.Roles[i], Label: r.label(i), Head: true}))
		}
	}
	return p
}

// mapPanel shows a map W as cells, a row for each output.
func (r *run) mapPanel(name, title string, w []float64) sim.Panel {
	c := sim.Cells{
		W: r.inputs, H: r.outputs, X1: float64(r.inputs), Y1: float64(r.outputs), Unit: r.truth.S[0] / 8,
	}
	for _, v := range w {
		c.Values = append(c.Values, float32(v))
	}
	return sim.Panel{
		Name: name, Title: title, Subtitle: "a row for each output", Square: true,
		X: sim.Axis{Max: float64(r.inputs), Hidden: true}, Y: sim.Axis{Max: float64(r.outputs), Hidden: true, Reversed: true},
		Cells: []sim.Cells{c},
	}
}
