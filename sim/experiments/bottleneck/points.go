package bottleneck

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/floats"

	"narrows/sim"
	"narrows/sim/trio"
	"narrows/sim/words"
)

// dataPanel is the points over the decision field of one network: the plane in which they
// lie, or the plane of the inputs that matter; of images a mosaic.
func (r *run) dataPanel() sim.Panel {
	p := sim.Panel{Name: "data", Title: "The data", Square: true, Classes: r.names}
	if r.pictured() {
		r.mosaic(&p)
		return p
	}
	l := r.lanes[0]
	half := l.half()
	p.Subtitle = "and where " + judges[r.field] + " cuts it"
	if !r.planar() {
		p.Title = "Two of " + words.Count(r.inputs) + " inputs"
		p.Subtitle = "as " + judges[r.field] + " cuts"
	}
	p.X = sim.Axis{Min: -half, Max: half, Hidden: true}
	p.Y = p.X
	p.Cells = []sim.Cells{r.cutField()}
	held := min(l.held.N, drawnHeld)
	p.Dots = []sim.Dots{
		points(sim.Dots{Role: sim.Class, Label: "held out", Hollow: true}, l.held.X[:held*r.inputs], r.inputs, 2, l.held.Class),
		r.answered(points(sim.Dots{Role: sim.Class, Of: "point", Given: true}, l.train.X, r.inputs, 2, l.train.Class), r.trainOutputs(r.field)),
	}
	return p
}

// judges are the networks as those whose decisions the data show.
var judges = [networks]string{"no bottleneck", "the squeezed one", "the finite one"}

// drawnHeld is how many held-out points are drawn: the others would hide the rest.
const drawnHeld = 64

// mostTiles is how many images are drawn.
const mostTiles = 144

// mosaic lays out images, sorted by class, with a frame where a network errs.
func (r *run) mosaic(p *sim.Panel) {
	l := r.lanes[0]
	p.Subtitle = "framed where " + judges[r.field] + " errs"
	n := min(l.train.N, mostTiles)
	columns := int(math.Ceil(math.Sqrt(float64(n))))
	p.X = sim.Axis{Max: float64(columns), Hidden: true}
	p.Y = p.X
	t := sim.Tiles{Of: "point", Size: 1, Side: imageSide, Inks: l.train.Inks[:n*imageSide*imageSide], Class: l.train.Class[:n]}
	t.X, t.Y, t.Guess = make([]float32, n), make([]float32, n), make([]uint8, n)
	f := r.trainOutputs(r.field)
	for cell, j := range r.byClass(n) {
		t.X[j] = float32(cell%columns) + 0.5
		t.Y[j] = float32(columns-cell/columns) - 0.5
		t.Guess[j] = uint8(max(answer(f[j*r.outputs:][:r.outputs]), 0))
	}
	p.Tiles = []sim.Tiles{t}
}

// imageSide is the side of an image in pixels.
const imageSide = 8

// byClass returns the first n training points in the order of their classes.
func (r *run) byClass(n int) []int {
	order := make([]int, 0, n)
	for class := range r.names {
		for j, of := range r.lanes[0].train.Class[:n] {
			if int(of) == class {
				order = append(order, j)
			}
		}
	}
	return order
}

// points fills dots from rows of size numbers, of which the first drawn are coordinates.
func points(d sim.Dots, rows []float64, size, drawn int, class []uint8) sim.Dots {
	n := len(rows) / size
	part := func(a int) []float32 {
		v := make([]float32, n)
		for j := range v {
			v[j] = float32(rows[j*size+a])
		}
		return v
	}
	d.X, d.Y = part(0), part(1)
	if drawn > 2 {
		d.Z = part(2)
	}
	d.Class = class[:n]
	return d
}

// answered adds to dots what outputs (N×K) take each for, and the output itself if there is one.
func (r *run) answered(d sim.Dots, outputs []float64) sim.Dots {
	d.Guess = make([]uint8, len(d.X))
	for j := range d.Guess {
		d.Guess[j] = d.Class[j]
		if guess := answer(outputs[j*r.outputs:][:r.outputs]); guess >= 0 {
			d.Guess[j] = uint8(guess)
		}
	}
	if r.outputs == 1 {
		d.Output = narrow(nil, outputs)
	}
	return d
}

// longestTie is how long a tie between two networks' points may be, in units of half the
// side of the representation.
const longestTie = 0.3

// insidePanel is the representation: where each point stands in the bottleneck, on its
// trail, over what f makes of every point there. The finite network's points are rings, tied to
// the limit's; or those of the limit's twin.
func (r *run) insidePanel() sim.Panel {
	half := r.reach.inside
	axis := sim.Axis{Min: -half, Max: half}
	p := sim.Panel{
		Name: "representation", Title: "Inside the " + r.unitWord(), Subtitle: "where each point goes",
		X: axis, Y: axis, Square: true, Column: 1,
		Lines: r.trailLines(),
	}
	switch {
	case r.units == 1:
		p.Square = false
		p.X.Label = "the unit, z"
		p.Y = sim.Axis{Label: "output f(z)", Min: r.reach.outputLow, Max: r.reach.outputTop}
		p.Lines = append(p.Lines, r.readOutLines()...)
	case r.units == 2:
		p.X.Hidden = true
		p.Cells = []sim.Cells{r.insideField()}
	case r.units == 3:
		p.Solid, p.Z = true, axis
		p.X.Label, p.Y.Label, p.Z.Label = "z₁", "z₂", "z₃"
	default:
		p.Title, p.Subtitle = "Principal components", "the first two of "+r.unitWord()
		p.Cells = []sim.Cells{ground(half)}
	}
	class := r.lanes[0].train.Class
	dots := points(sim.Dots{Role: sim.Class, Of: "point", Place: "inside"}, r.place(r.tracked()), r.drawn(), r.drawn(), class)
	p.Dots = []sim.Dots{r.answered(dots, r.trainOutputs(r.tracked()))}
	var other, outputs []float64
	label := ""
	ring := sim.Dots{Of: "point", Ring: true, Place: "inside"}
	switch {
	case r.limit && r.finite:
		other, label, ring.Role = r.place(finiteNet), r.label(finiteNet), sim.Finite
		outputs = r.trainOutputs(finiteNet)
	case r.twin:
		other, label, ring.Role = r.placeTwin(), "its twin", sim.Limit
		outputs = r.lanes[0].twin.Outputs()
	}
	if other != nil {
		ring = r.answered(points(ring, other, r.drawn(), r.drawn(), class), outputs)
		if r.units > 1 { // of one unit there is a curve with its name
			ring.Label = label
		}
		p.Segments = []sim.Segments{ties(p.Dots[0], ring, longestTie*half)}
		p.Dots = append([]sim.Dots{ring}, p.Dots...)
	}
	return p
}

// ground is a field that says nothing, for points to stand on: one cell of no class.
func ground(half float64) sim.Cells {
	return sim.Cells{W: 1, H: 1, X0: -half, X1: half, Y0: -half, Y1: half, Scale: sim.ByClass, Values: []float32{-1}}
}

// ties join the points of two networks. Those longer than longest shrink to nothing: the
// networks have parted there, and lines across the picture would say no more.
func ties(a, b sim.Dots, longest float64) sim.Segments {
	s := sim.Segments{
		Role: b.Role, Of: "point", X0: a.X, Y0: a.Y, Z0: a.Z,
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
	at := r.place(r.tracked())
	for j, t := range r.trails {
		t = t.Until(r.row(at, j)...)
		lines[j] = sim.Line{
			Role: sim.Class, Class: int(r.lanes[0].train.Class[j]), Key: sim.Key{Of: "point", ID: j},
			X: t[0], Y: t[1], Z: t[2], Fade: true, History: true,
		}
	}
	return lines
}

// readOutLines are f_t over the one unit, of each network that has it: of several outputs
// those of the network whose points leave trails, in the colours of their classes.
func (r *run) readOutLines() (lines []sim.Line) {
	for _, i := range [2]int{limitNet, finiteNet} {
		if !r.drawsCurves(i) {
			continue
		}
		z, f := r.insideCurves(i)
		if r.outputs == 1 {
			lines = append(lines, sim.Line{Role: trio.Roles[i], Label: r.label(i), X: z, Y: f[0], Thin: i == finiteNet && r.limit})
			continue
		}
		for c, y := range f {
			lines = append(lines, sim.Line{Role: sim.Class, Class: c, Label: r.names[c], X: z, Y: y})
		}
	}
	return lines
}

// drawsCurves reports whether f_t of a network is drawn over the one unit.
func (c config) drawsCurves(network int) bool {
	return c.trained(network) && (c.outputs == 1 || network == c.tracked())
}
