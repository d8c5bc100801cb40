package sparse

import (
	"math"

	"narrows/sim"
	"narrows/sim/sparse"
)

// reach is how far the picture of the plane goes, in each direction.
const reach = 1.08

// grain is how many samples the surface has along a side.
const grain = 97

// surfacePanel is the network over the plane, its neurons and the points.
func (r *planeRun) surfacePanel() sim.Panel {
	axis := sim.Axis{Min: -reach, Max: reach, Hidden: true}
	surface := sim.Cells{
		Label: "output f", W: grain, H: grain, X0: -reach, X1: reach, Y0: -reach, Y1: reach, Values: make([]float32, grain*grain), Unit: 1, Smooth: true, Zero: true,
	}
	for i := range surface.Values {
		surface.Values[i] = float32(r.f([2]float64{along(i%grain, grain, reach), along(i/grain, grain, reach)}))
	}
	points := sim.Dots{Role: sim.Class, Of: "site", Given: true}
	for i := 0; i < len(r.sites); i += 3 {
		points.X, points.Y = append(points.X, float32(r.sites[i])), append(points.Y, float32(r.sites[i+1]))
		points.Class = append(points.Class, sign(r.sites[i+2]))
	}
	return sim.Panel{
		Name: "plane", Title: "In the plane", Subtitle: r.number(), Square: true, X: axis, Y: axis, Classes: r.classes(),
		Cells: []sim.Cells{surface}, Segments: []sim.Segments{r.lines()}, Dots: []sim.Dots{points},
	}
}

// classes say what the two signs of a label are called.
func (r *planeRun) classes() []string {
	if r.labelled {
		return []string{"+1", "−1"}
	}
	return []string{"positive", "negative"}
}

// along is the place of sample i of n from −far to far.
func along(i, n int, far float64) float64 { return far * (2*float64(i)/float64(n-1) - 1) }

// lines are the neurons: each bends the surface along w·x + b = 0.
func (r *planeRun) lines() sim.Segments {
	s, now := sim.Segments{Role: sim.Class, Of: "neuron", Label: "neuron, as thick as |v|"}, r.now()
	heaviest := now.heaviest()
	for _, u := range now.neurons {
		x0, y0, x1, y1 := chord(u)
		s.X0, s.Y0, s.X1, s.Y1 = append(s.X0, x0), append(s.Y0, y0), append(s.X1, x1), append(s.Y1, y1)
		s.Class, s.Width = append(s.Class, sign(u.Weight)), append(s.Width, float32(math.Abs(u.Weight)/heaviest))
	}
	return s
}

// sign is the class of a number: 0 where it is positive, else 1.
func sign(x float64) uint8 {
	if x < 0 {
		return 1
	}
	return 0
}

// chord is the line of a neuron, as long as any that crosses the picture.
func chord(u sparse.Neuron) (x0, y0, x1, y1 float32) {
	size := math.Hypot(u.W[0], u.W[1])
	nx, ny := u.W[0]/size, u.W[1]/size
	const half = 2 * reach
	px, py := -u.B/size*nx, -u.B/size*ny
	return float32(px - half*ny), float32(py + half*nx), float32(px + half*ny), float32(py - half*nx)
}

// heaviest is the largest |v| of a round; 1 if there is no neuron.
func (o *round) heaviest() float64 {
	most := 0.0
	for _, u := range o.neurons {
		most = max(most, math.Abs(u.Weight))
	}
	if most == 0 {
		return 1
	}
	return most
}

// The grid of the certificate: directions by biases.
const (
	directions = 321
	biases     = 151
	mostBias   = 1.45 // no point is farther out
)

// certificatePanel is η over all neurons there are: their directions by their biases.
func (r *planeRun) certificatePanel() sim.Panel {
	now := r.now()
	eta := sim.Cells{
		Label: "η", W: directions, H: biases, X1: 360, Y0: -mostBias, Y1: mostBias, Values: make([]float32, directions*biases), Levels: levels, Smooth: true,
	}
	for j := range directions {
		w := r.Toward(2 * math.Pi * float64(j) / (directions - 1))
		for i := range biases {
			eta.Values[i*directions+j] = float32(r.eta(w, along(i, biases, mostBias)))
		}
	}
	neurons, heaviest := sim.Dots{Role: sim.Class, Of: "neuron", Ring: true}, now.heaviest()
	for _, u := range now.neurons {
		angle := math.Atan2(u.W[1], u.W[0]) * 180 / math.Pi
		if angle < 0 {
			angle += 360
		}
		neurons.X, neurons.Y = append(neurons.X, float32(angle)), append(neurons.Y, float32(u.B))
		neurons.Class, neurons.Size = append(neurons.Class, sign(u.Weight)), append(neurons.Size, float32(math.Sqrt(math.Abs(u.Weight)/heaviest)))
	}
	return sim.Panel{
		Name: "certificate", Title: "The proof", Subtitle: "certificate η of every neuron there is", Column: 1,
		X: sim.Axis{Label: "direction of a neuron", Max: 360, Ticks: []float64{0, 90, 180, 270, 360}, Suffix: "°", Around: true}, Y: sim.Axis{Label: "bias", Min: -mostBias, Max: mostBias},
		Cells: []sim.Cells{eta}, Dots: []sim.Dots{neurons},
	}
}

// levels are where bands of the certificate end: in the last it is ±1, but for what the grid and the eye can tell.
var levels = []float64{0.03, 0.2, 0.4, 0.6, 0.8, 0.95, 0.995}

// eta is the certificate η(w, b) = Σ p_i φ(w·x_i + b) of the present round.
func (r *planeRun) eta(w [2]float64, b float64) (eta float64) {
	prices := r.now().prices
	for i, x := range r.X {
		z := w[0]*x[0] + w[1]*x[1] + b
		eta += prices[i] * max(z, r.Slope*z)
	}
	return eta
}

// roundAxis counts rounds.
func (r *planeRun) roundAxis() sim.Axis {
	return sim.Axis{Label: "rounds", Max: float64(max(r.last(), 1)), Unit: 1}
}

// told is a quantity of all rounds so far.
func (r *planeRun) told(l sim.Line, of func(*round) float64) sim.Line {
	for i := range r.rounds[:r.step+1] {
		l.X, l.Y = append(l.X, float32(i)), append(l.Y, float32(of(&r.rounds[i])))
	}
	l.History, l.Head = true, true
	return l
}

// bracket says between what the least price lies.
func (r *planeRun) bracket() string {
	low, high := price(r.now().low), price(r.now().high)
	if low == high {
		return high
	}
	return "from " + low + " to " + high
}

// bracketPanel holds the two bounds of the least price.
func (r *planeRun) bracketPanel() sim.Panel {
	low := max(r.rounds[r.last()].high/30, 1e-3) // the first rounds hardly know a lower bound
	y := sim.Axis{Scale: sim.Log, Min: low, Max: 1.2 * max(r.rounds[0].high, 2*low)}
	if r.rounds[0].high == 0 {
		low, y = 0, sim.Axis{Max: 1}
	}
	return sim.Panel{
		Name: "bracket", Title: "Least price", Subtitle: r.bracket(), Column: 2,
		X: r.roundAxis(), Y: y,
		Lines: []sim.Line{
			r.told(sim.Line{Role: sim.Theory, Label: "at least"}, func(o *round) float64 { return max(o.low, low) }),
			r.told(sim.Line{Role: sim.Kernel, Label: "at most"}, func(o *round) float64 { return max(o.high, low) }),
		},
	}
}

// smallest is the least violation that the axis has room for: what ends a run.
const smallest = 1e-8

// violationPanel is by how much |η| passes 1.
func (r *planeRun) violationPanel() sim.Panel {
	return sim.Panel{
		Name: "violation", Title: "Until nothing pokes out", Subtitle: "largest |η| − 1, round by round", Column: 2,
		X: r.roundAxis(), Y: sim.Axis{Scale: sim.Log, Min: smallest, Max: 10 * max(r.rounds[0].violation, 1)},
		Lines: []sim.Line{r.told(sim.Line{Role: sim.Kernel}, func(o *round) float64 { return max(o.violation, smallest) })},
	}
}
