package bottleneck

import (
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/floats"

	"narrows/sim"
)

// longestTie is how long a tie between two networks' points may be, in units of half the
// side of the representation.
const longestTie = 0.3

var roles = [networks]sim.Role{sim.Kernel, sim.Limit, sim.Finite}

// label names a network at its curve.
func (c config) label(network int) string {
	switch network {
	case kernelNet:
		return "no bottleneck"
	case limitNet:
		return "through " + c.unitWord()
	}
	return fmt.Sprintf("%s wide", count(c.width))
}

func (c config) unitWord() string {
	if c.units == 1 {
		return "1 unit"
	}
	return fmt.Sprintf("%d units", c.units)
}

// dataPanel is the points over the decision field of one network.
func (r *run) dataPanel() sim.Panel {
	l := r.lanes[0]
	half := l.half()
	subtitle := [networks]string{
		"and where no bottleneck cuts it", "and where the squeezed one cuts it", "and where the finite one cuts it",
	}[r.field]
	return sim.Panel{
		Name: "data", Title: "The data", Subtitle: subtitle, Square: true, Classes: r.names,
		X: sim.Axis{Min: -half, Max: half, Hidden: true}, Y: sim.Axis{Min: -half, Max: half, Hidden: true},
		Cells: []sim.Cells{r.cutField()},
		Dots: []sim.Dots{
			points(sim.Dots{Role: sim.Class, Label: "held out", Hollow: true}, l.held.X, 2, l.held.Class),
			points(sim.Dots{Role: sim.Class, Of: "point"}, l.train.X, 2, l.train.Class),
		},
	}
}

// points fills dots from rows of size coordinates, of which the first three are drawn.
func points(d sim.Dots, rows []float64, size int, class func(int) uint8) sim.Dots {
	n := len(rows) / size
	part := func(a int) []float32 {
		v := make([]float32, n)
		for j := range v {
			v[j] = float32(rows[j*size+a])
		}
		return v
	}
	d.X, d.Y = part(0), part(1)
	if size > 2 {
		d.Z = part(2)
	}
	for j := range n {
		d.Class = append(d.Class, class(j))
	}
	return d
}

// insidePanel is the representation: where each point stands in the bottleneck, on its
// trail, over the output that f gives to every place. The finite network's points are
// rings, tied to the limit's.
func (r *run) insidePanel() sim.Panel {
	half := r.reach.inside
	axis := sim.Axis{Min: -half, Max: half}
	p := sim.Panel{
		Name: "representation", Title: "Inside the " + r.unitWord(), Subtitle: "where each point goes",
		X: axis, Y: axis, Square: true,
		Lines: r.trailLines(),
	}
	switch r.units {
	case 1:
		p.Square = false
		p.X.Label = "the unit, z"
		p.Y = sim.Axis{Label: "output f(z)", Min: r.reach.outputLow, Max: r.reach.outputTop}
		p.Lines = append(p.Lines, r.readOutLines()...)
	case 2:
		p.X.Hidden = true
		p.Cells = []sim.Cells{r.insideField()}
	case 3:
		p.Solid, p.Z = true, axis
		p.X.Label, p.Y.Label, p.Z.Label = "z₁", "z₂", "z₃"
	}
	class, size := r.lanes[0].train.Class, r.drawn()
	p.Dots = []sim.Dots{points(sim.Dots{Role: sim.Class, Of: "point"}, r.place(r.mover()), size, class)}
	if r.limit && r.finite {
		ring := points(sim.Dots{Role: sim.Finite, Of: "point", Ring: true}, r.place(finiteNet), size, class)
		if r.units > 1 { // of one unit there is a curve with its name
			ring.Label = r.label(finiteNet)
		}
		p.Segments = []sim.Segments{ties(p.Dots[0], ring, longestTie*half)}
		p.Dots = append([]sim.Dots{ring}, p.Dots...)
	}
	return p
}

// ties join the points of two networks. Those longer than longest shrink to nothing: the
// networks have parted there, and lines across the picture would say no more.
func ties(a, b sim.Dots, longest float64) sim.Segments {
	s := sim.Segments{
		Role: sim.Finite, Of: "point", X0: a.X, Y0: a.Y, Z0: a.Z,
		X1: slices.Clone(b.X), Y1: slices.Clone(b.Y), Z1: slices.Clone(b.Z),
	}
	for j := range s.X0 {
		parts := [3]float64{float64(b.X[j] - a.X[j]), float64(b.Y[j] - a.Y[j])}
		if s.Z0 != nil {
			parts[2] = float64(b.Z[j] - a.Z[j])
		}
		if floats.Norm(parts[:], 2) > longest {
			s.X1[j], s.Y1[j] = a.X[j], a.Y[j]
			if s.Z0 != nil {
				s.Z1[j] = a.Z[j]
			}
		}
	}
	return s
}

func (r *run) trailLines() []sim.Line {
	lines := make([]sim.Line, len(r.trails))
	at := r.place(r.mover())
	for j, t := range r.trails {
		t = t.until(r.row(at, j))
		lines[j] = sim.Line{
			Role: sim.Class, Class: int(r.lanes[0].train.Class(j)), Key: sim.Key{Of: "point", ID: j},
			X: t[0], Y: t[1], Z: t[2], Fade: true, History: true,
		}
	}
	return lines
}

// readOutLines are f_t over the one unit, of each network that has it.
func (r *run) readOutLines() (lines []sim.Line) {
	for _, i := range [2]int{limitNet, finiteNet} {
		if r.trained(i) {
			z, f := r.insideCurve(i)
			lines = append(lines, sim.Line{Role: roles[i], Label: r.label(i), X: z, Y: f, Thin: i == finiteNet && r.limit})
		}
	}
	return lines
}

// lossPanel is the training loss of each network, with the band of the seeds.
func (r *run) lossPanel() sim.Panel {
	p := sim.Panel{
		Name: "loss", Title: "Training loss",
		X: r.stepAxis(),
		Y: sim.Axis{Min: lowestLoss * r.scale * r.scale, Max: r.reach.loss, Scale: sim.Log},
	}
	for i := range networks {
		if r.trained(i) {
			p.Lines = append(p.Lines, r.lines(i, sim.Line{Role: roles[i], Label: r.label(i)})...)
		}
	}
	if s, ok := r.factorArrow(); ok {
		p.Segments = []sim.Segments{s}
	}
	return p
}

func (r *run) stepAxis() sim.Axis {
	return sim.Axis{Label: "steps", Max: float64(r.steps), Scale: sim.LogStep}
}

// lines is a quantity against steps: a line of the seed on show, and if there are more the
// median as a thin one and the band from 10 to 90 %.
func (r *run) lines(q int, l sim.Line) []sim.Line {
	c := r.curves[q].until(r.step, r.read(q))
	l.X, l.Y, l.Head, l.History = c.x, c.y, true, true
	if r.seeds == 1 || q == finiteLoss {
		return []sim.Line{l}
	}
	l.Low, l.High = c.low, c.high
	return []sim.Line{{Role: l.Role, X: c.x, Y: c.median, Thin: true, History: true}, l}
}

// factorArrow runs, at the lowest level that both infinitely wide networks have reached,
// from the later one's step to the earlier one's.
func (r *run) factorArrow() (sim.Segments, bool) {
	l := r.lanes[0]
	for k := levels - 1; k >= 0; k-- {
		slow, fast := l.crossed[kernelNet][k], l.crossed[limitNet][k]
		if math.IsNaN(slow) || math.IsNaN(fast) {
			continue
		}
		from, to := kernelNet, limitNet
		if slow < fast {
			from, to, slow, fast = to, from, fast, slow
		}
		// Both start at step 0 where the level was reached before the first step.
		if fast == 0 || slow/fast < 1.05 {
			return sim.Segments{}, false
		}
		level := float32(r.lossLevels()[k])
		return sim.Segments{
			Role: roles[to], From: roles[from], Arrow: true,
			Label: factor(slow / fast), Note: "fewer steps to " + number(r.lossLevels()[k]),
			X0: []float32{float32(slow)}, X1: []float32{float32(fast)}, Y0: []float32{level}, Y1: []float32{level},
		}, true
	}
	return sim.Segments{}, false
}

// growthPanel is λ_max(K_F(t)) in units of that of the network without bottleneck, whose
// kernel is fixed.
func (r *run) growthPanel() sim.Panel {
	now := r.lanes[0].growth()
	p := sim.Panel{
		Name: "growth", Title: "Growth of the kernel", Subtitle: "λ_max, its top speed",
		Minor: true, Instead: "growth of its kernel; the other cannot grow",
		X: r.stepAxis(), Y: sim.Axis{Min: r.reach.growthLow, Max: r.reach.growthTop, Scale: sim.Log, Suffix: "×"},
	}
	x := r.curves[kernelGrowth].until(r.step, reading{}).x
	flat := make([]float32, len(x))
	for i := range flat {
		flat[i] = 1
	}
	p.Lines = append(p.Lines, sim.Line{Role: sim.Kernel, Label: "no bottleneck: fixed", X: x, Y: flat, History: true})
	p.Lines = append(p.Lines, r.lines(kernelGrowth, sim.Line{Role: sim.Limit, Label: factor(now), Big: true})...)
	return p
}
