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
		Label: "output f", W: grain, H: grain, X0: -reach, X1: reach, Y0: -reach, Y1: reach, Values: make([]float32, grain*grain), Unit: r.unit(), Smooth: true, Zero: true,
	}
	for i := range surface.Values {
		surface.Values[i] = float32(r.f([2]float64{along(i%grain, grain, reach), along(i/grain, grain, reach)}))
	}
	points := sim.Dots{Role: sim.Class, Of: "site", Given: true}
	for i := 0; i < len(r.sites); i += 3 {
		class := uint8(0)
		if r.sites[i+2] < 0 {
			class = 1
		}
		points.X, points.Y, points.Class = append(points.X, float32(r.sites[i])), append(points.Y, float32(r.sites[i+1])), append(points.Class, class)
	}
	return sim.Panel{
		Name: "plane", Title: "In the plane", Subtitle: r.number(), Square: true, X: axis, Y: axis, Classes: []string{"positive", "negative"},
		Cells: []sim.Cells{surface}, Segments: []sim.Segments{r.lines()}, Dots: []sim.Dots{points},
	}
}

// along is the place of sample i of n from −far to far.
func along(i, n int, far float64) float64 { return far * (2*float64(i)/float64(n-1) - 1) }

// unit is that of the surface's terraces: the largest label.
func (r *planeRun) unit() float64 {
	largest := 0.0
	for _, y := range r.Y {
		largest = max(largest, math.Abs(y))
	}
	return max(largest, 1e-3)
}

// lines are the neurons: each bends the surface along w·x + b = 0.
func (r *planeRun) lines() sim.Segments {
	s := sim.Segments{Role: sim.Class, Of: "neuron"}
	for _, u := range r.now().neurons {
		x0, y0, x1, y1 := chord(u)
		s.X0, s.Y0, s.X1, s.Y1 = append(s.X0, x0), append(s.Y0, y0), append(s.X1, x1), append(s.Y1, y1)
	}
	return s
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
	directions = 241
	biases     = 121
	mostBias   = 1.45 // no point is farther out
)

// certificatePanel is η over all neurons there are: their directions by their biases.
func (r *planeRun) certificatePanel() sim.Panel {
	eta := sim.Cells{Label: "certificate η", W: directions, H: biases, X1: 360, Y0: -mostBias, Y1: mostBias, Values: make([]float32, directions*biases), Unit: 1, Smooth: true}
	for j := range directions {
		w := r.Toward(2 * math.Pi * float64(j) / (directions - 1))
		for i := range biases {
			eta.Values[i*directions+j] = float32(r.eta(w, along(i, biases, mostBias)))
		}
	}
	neurons := sim.Dots{Role: sim.Class, Of: "neuron", Ring: true}
	for _, u := range r.now().neurons {
		class := uint8(0)
		if u.Weight < 0 {
			class = 1
		}
		angle := math.Atan2(u.W[1], u.W[0]) * 180 / math.Pi
		if angle < 0 {
			angle += 360
		}
		neurons.X, neurons.Y, neurons.Class = append(neurons.X, float32(angle)), append(neurons.Y, float32(u.B)), append(neurons.Class, class)
	}
	return sim.Panel{
		Name: "certificate", Title: "The proof", Subtitle: "neurons sit only where |η| = 1", Column: 1,
		X: sim.Axis{Label: "direction of a neuron", Max: 360}, Y: sim.Axis{Label: "bias", Min: -mostBias, Max: mostBias},
		Cells: []sim.Cells{eta}, Dots: []sim.Dots{neurons},
	}
}

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

// bracketPanel holds the two bounds of the least price.
func (r *planeRun) bracketPanel() sim.Panel {
	return sim.Panel{
		Name: "bracket", Title: "Least price", Subtitle: "from " + price(r.now().low) + " to " + price(r.now().high), Column: 2,
		X: r.roundAxis(), Y: sim.Axis{Max: 1.05 * max(r.rounds[0].high, 1e-3)},
		Lines: []sim.Line{
			r.told(sim.Line{Role: sim.Theory, Label: "at least"}, func(o *round) float64 { return o.low }),
			r.told(sim.Line{Role: sim.Kernel, Label: "at most"}, func(o *round) float64 { return o.high }),
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
