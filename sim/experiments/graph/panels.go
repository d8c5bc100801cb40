package graph

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"narrows/sim"
	"narrows/sim/kernel"
	"narrows/sim/words"
)

// mostRows is between how many nodes a kernel is shown whole; between more it is shown between fewRows
// of them, as their ties take room in a frame as well.
const mostRows, fewRows = 80, 56

// shown is the belief that the pictures of graph and kernel show: that of the present step, but at
// the end of a run through the layers the best there was.
func (r *run) shown() *belief {
	if r.ended() && !r.byLabels && r.known() > 0 {
		return &r.best
	}
	return &r.now
}

func (r *run) panels() []sim.Panel {
	kernel := r.kernelPanel()
	kernel.Column = 1
	right := r.rightPanel()
	right.Column = 2
	panels := []sim.Panel{r.clubPanel(), kernel, right}
	if !r.byLabels {
		alike := r.alikePanel()
		right.Share, alike.Column = 0.62, 2
		panels[2] = right
		panels = append(panels, alike)
	}
	return panels
}

// layerWord says how many layers: "no layer", "1 layer", "2 layers".
func layerWord(n int) string {
	if n == 0 {
		return "no layer"
	}
	return words.Counted(n, "layer")
}

// kernelPanel is the kernel as correlations K_ij/√(K_ii K_jj), sorted by class.
func (r *run) kernelPanel() sim.Panel {
	b, order := r.shown(), r.byClass()
	n := len(order)
	axis := sim.Axis{Max: float64(n), Hidden: true}
	down := axis
	down.Reversed = true
	c := sim.Cells{
		Label: "correlation", W: n, H: n, X1: float64(n), Y1: float64(n),
		Values: kernel.Correlations(b.k, r.nodes, order), Bars: make([]uint8, n), Scale: sim.Sequential, Max: 1,
		Of: "node", Rows: make([]int32, n),
	}
	for i, a := range order {
		c.Bars[i], c.Rows[i] = uint8(r.shape(a)), int32(a)
	}
	subtitle := layerWord(b.layers)
	if b == &r.best {
		subtitle = "at its best, " + subtitle
	}
	return sim.Panel{Name: "kernel", Title: "Kernel", Subtitle: subtitle, Square: true, Classes: r.words.classes, X: axis, Y: down, Cells: []sim.Cells{c}}
}

// byClass is the order of the kernel's rows: by class, and where nodes are many some of each.
func (r *run) byClass() []int {
	order := make([]int, r.nodes)
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(r.shape(a), r.shape(b)) })
	if r.nodes <= mostRows {
		return order
	}
	some := make([]int, fewRows)
	for i := range some {
		some[i] = order[i*r.nodes/fewRows]
	}
	return some
}

// stepAxis counts layers, or labels.
func (r *run) stepAxis() sim.Axis {
	if r.byLabels {
		return sim.Axis{Label: "labels asked for", Max: float64(r.steps), Unit: 1}
	}
	return sim.Axis{Label: "layers", Max: float64(r.steps), Scale: sim.LogStep}
}

// line is a recorded quantity with its present value, and its band if it has one.
func (r *run) line(q int, l sim.Line) sim.Line {
	c := r.curves[q]
	if now := r.present(q); now != nil {
		c = c.Until(now...)
	}
	l.X, l.Y, l.History = c[0], c[1], true
	if len(c[2]) > 0 {
		l.Low, l.High = c[2], c[3]
	}
	return l
}

// rightPanel is how many nodes are named right, or of a graph of a visitor's own how sure it is.
func (r *run) rightPanel() sim.Panel {
	p := sim.Panel{Name: "right", X: r.stepAxis()}
	if r.byLabels {
		p.Title, p.Subtitle, p.Y = "Named right", "of those without a label", sim.Axis{Max: 1.02}
		p.Lines = []sim.Line{
			r.line(randomRight, sim.Line{Role: sim.Data, Label: "asked at random", Head: true}),
			r.line(limitScore, sim.Line{Role: sim.Kernel, Label: "the least certain asked", Head: true}),
		}
		return p
	}
	p.Title, p.Subtitle = words.Capital(r.words.node+"s named right"), fmt.Sprintf("%d of %d", r.now.right, r.nodes)+r.atBest(strconv.Itoa(r.best.right))
	p.Y = sim.Axis{Max: float64(r.nodes) * 1.02}
	if r.own() {
		p.Title, p.Subtitle, p.Y = "How sure", "mean margin of nodes without a label", sim.Axis{Max: 1.02}
	}
	for _, part := range r.alone {
		p.Lines = append(p.Lines, r.line(part.quantity, sim.Line{Role: sim.Data, Dashed: part.quantity == featuresAlone, Label: part.name()}))
	}
	if len(r.cohort.networks) > 0 {
		p.Lines = append(p.Lines, r.line(finiteScore, sim.Line{Role: sim.Finite, Label: words.Count(r.width) + " wide", Note: r.fewer(), Head: true}))
	}
	p.Lines = append(p.Lines, r.line(limitScore, sim.Line{Role: sim.Kernel, Label: map[bool]string{true: "graph and features", false: "infinitely wide"}[r.parts], Head: true}))
	return p
}

// atBest says, at the end of a run, what a number was where it was best.
func (r *run) atBest(text string) string {
	if r.shown() != &r.best || r.best.layers == r.now.layers {
		return ""
	}
	return fmt.Sprintf("; with %s %s", layerWord(r.best.layers), text)
}

// fewer says where there is time for fewer finite networks than were asked for.
func (r *run) fewer() string {
	if r.config.networks == r.wanted {
		return ""
	}
	return fmt.Sprintf("time for %d of %d", r.config.networks, r.wanted)
}

// alikePanel is the correlation of the least alike pair: 1 where all nodes are one.
func (r *run) alikePanel() sim.Panel {
	return sim.Panel{
		Name: "alike", Title: "Least alike pair", Subtitle: "correlation " + words.Number(r.now.least) + r.atBest(words.Number(r.best.least)), X: r.stepAxis(), Y: sim.Axis{Min: min(0, r.lowest()), Max: 1.05},
		Lines: []sim.Line{r.line(leastAlike, sim.Line{Role: sim.Kernel, Head: true})},
	}
}

// lowest is where the axis of correlations begins: features can make nodes unlike each other.
func (r *run) lowest() float64 {
	if r.example.Features == nil {
		return 0
	}
	return -1
}
