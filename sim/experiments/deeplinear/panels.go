package deeplinear

import (
	"fmt"
	"math"
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

func (r *run) panels() []sim.Panel {
	switch r.view {
	case losses:
		return []sim.Panel{r.modesPanel(), r.lossPanel(), r.errorPanel()}
	case noise:
		return []sim.Panel{r.singularPanel(), r.errorPanel(), r.lossPanel()}
	case plane:
		return []sim.Panel{r.planePanel(), r.lossPanel(), r.driftPanel()}
	case depths:
		return r.depthPanels()
	case matrices:
		return []sim.Panel{r.mapPanel("target", "To be learned", r.truth.W), r.mapPanel("map", "Learned so far", r.mapOf(limitNet)), r.lossPanel(), r.listenPanel()}
	}
	return []sim.Panel{r.modesPanel(), r.listenPanel(), r.driftPanel()}
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
	if r.there {
		p.Subtitle = "experiment solid, closed form dashed"
		if r.limitLoss != limit.Squared {
			p.Subtitle = "closed form of the squared loss dashed"
		}
	}
	for i := range r.dashed {
		p.Lines = append(p.Lines, sim.Line{Role: sim.Theory, Class: i, Key: mode(i), X: r.times, Y: r.dashed[i], Dashed: true})
	}
	for _, network := range [2]int{kernelNet, finiteNet} {
		if !r.trained(network) {
			continue
		}
		r.strengthsOf(r.scratch.now, r.mapOf(network))
		for i, v := range r.scratch.now {
			l := sim.Line{Role: trio.Roles[network], Key: mode(i), Thin: true}
			if i == 0 {
				l.Label = r.label(network)
			}
			p.Lines = append(p.Lines, r.line(modeAt+networks*i+network, v, l))
		}
	}
	r.strengthsOf(r.scratch.now, r.limitFlow.W())
	for i, v := range r.scratch.now {
		p.Lines = append(p.Lines, r.line(modeAt+networks*i+limitNet, v, modeLine(i)))
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
	return p
}

func (c config) theUnits() string {
	if c.architecture.Units == 1 {
		return "the unit listens to"
	}
	return fmt.Sprintf("the %d units listen to", c.architecture.Units)
}

// driftPanel is how far D = bᵀb/c_f − AAᵀ/c_g has moved: gradient flow keeps it.
func (r *run) driftPanel() sim.Panel {
	p := sim.Panel{
		Name: "drift", Title: "Conserved, as theory demands", Subtitle: "drift of bᵀb/c_f − AAᵀ/c_g",
		X: r.timeAxis(), Y: sim.Axis{Min: r.axes.driftLow, Max: 10, Scale: sim.Log},
	}
	p.Lines = []sim.Line{
		r.line(allowedAt, r.flown, sim.Line{Role: sim.Theory, Dashed: true, Label: "allowed by the step"}),
		r.line(driftAt, r.drift(), sim.Line{Role: sim.Limit, Head: true, Label: "drift"}),
	}
	return p
}

// lossPanel is the training loss of each network in units of its own at the start.
func (r *run) lossPanel() sim.Panel {
	p := sim.Panel{
		Name: "loss", Title: "Training loss", Subtitle: "in units of the first",
		X: r.timeAxis(), Y: sim.Axis{Min: 1e-4, Max: r.axes.lossTop, Scale: sim.Log},
	}
	for i := range networks {
		if r.trained(i) {
			p.Lines = append(p.Lines, r.line(lossAt+i, r.lossOf(i)/r.moments.initial[i], sim.Line{Role: trio.Roles[i], Label: r.label(i), Head: true}))
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
			return trio.Arrow([2]float64{a.Time, b.Time}, [2]float64{r.share(kernelNet, k), r.share(limitNet, k)}, "fewer steps to "+r.levelLabel(k))
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
		X: r.timeAxis(), Y: sim.Axis{Min: 1e-3, Max: 2, Scale: sim.Log},
	}
	for i := range networks {
		if r.trained(i) {
			p.Lines = append(p.Lines, r.line(errorAt+i, r.heldError(r.mapOf(i)), sim.Line{Role: trio.Roles[i], Label: r.label(i), Head: true}))
		}
	}
	return p
}

// planePanel is each mode in its own plane: what the first part holds of it against what the
// second does. The flow moves along hyperbolas, towards the one where their product is the
// target.
func (r *run) planePanel() sim.Panel {
	axis := sim.Axis{Max: r.axes.plane}
	p := sim.Panel{Name: "plane", Title: "Each mode in its plane", Subtitle: "what both halves hold", Square: true, X: axis, Y: axis}
	p.X.Label, p.Y.Label = "|Av|/√c_g", "|bᵀu|/√c_f"
	pace := r.architecture.Pace(r.inputs)
	for i := range r.u {
		x, y := targetCurve(r.truth.S[i]/pace, r.axes.plane)
		p.Lines = append(p.Lines, sim.Line{Role: sim.Theory, Class: i, Key: mode(i), X: x, Y: y, Thin: true})
		x, y = flowCurve(r.opened[i][0], r.opened[i][1], r.axes.plane)
		p.Lines = append(p.Lines, sim.Line{Role: sim.Theory, Class: i, Key: mode(i), X: x, Y: y, Dashed: true})
	}
	d := sim.Dots{Role: sim.Class, Of: "mode"}
	for i := range r.u {
		a, b := r.place(i)
		l := sim.Line{Role: sim.Class, Class: i, Key: mode(i), Fade: true, History: true}
		c := r.trails[i].Until(a, b)
		l.X, l.Y = c[0], c[1]
		p.Lines = append(p.Lines, l)
		d.X, d.Y, d.Class = append(d.X, float32(a)), append(d.Y, float32(b)), append(d.Class, uint8(i))
	}
	p.Dots = []sim.Dots{d}
	for i := range r.u {
		p.Classes = append(p.Classes, fmt.Sprintf("mode %d", i+1))
	}
	return p
}

// flowCurve is the hyperbola x² − y² = x_0² − y_0² from a start to the edge of a square.
func flowCurve(x0, y0, side float64) (x, y []float32) {
	const points = 65
	delta := x0*x0 - y0*y0
	for i := range points {
		t := float64(i) / (points - 1)
		if delta > 0 {
			v := y0 + t*(math.Sqrt(max(side*side-delta, y0*y0))-y0)
			x, y = append(x, float32(math.Sqrt(v*v+delta))), append(y, float32(v))
		} else {
			v := x0 + t*(math.Sqrt(max(side*side+delta, x0*x0))-x0)
			x, y = append(x, float32(v)), append(y, float32(math.Sqrt(v*v-delta)))
		}
	}
	return x, y
}

// targetCurve is the hyperbola xy = product within a square.
func targetCurve(product, side float64) (x, y []float32) {
	const points = 65
	low := product / side
	if low >= side {
		return nil, nil
	}
	for i := range points {
		v := low * math.Pow(side/low, float64(i)/(points-1))
		x, y = append(x, float32(v)), append(y, float32(product/v))
	}
	return x, y
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
