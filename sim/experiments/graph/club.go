package graph

import (
	"math"

	"narrows/sim"
)

// labelSize is how many times as large as others a node with a label is.
const labelSize = 1.44

// clubPanel is the graph: shapes are the truth, colours the belief, rings its doubt.
func (r *run) clubPanel() sim.Panel {
	b := r.shown()
	axis := sim.Axis{Min: -1.12, Max: 1.12, Hidden: true}
	d := sim.Dots{Role: sim.Class, Of: "node", Words: r.words.names}
	size := nodeSize(r.nodes)
	ring := r.ring() * float64(size)
	if ring > 0 {
		d.Unit = 1 / ring
	}
	for i, at := range r.places {
		class, margin := r.lead(b.mean, i)
		d.X, d.Y = append(d.X, float32(at.X)), append(d.Y, float32(at.Y))
		d.Class, d.Guess = append(d.Class, uint8(r.shape(i))), append(d.Guess, uint8(class))
		lead := sim.Lead(class, margin)
		if margin <= 0 {
			lead = -1 // it is taken for nothing
		}
		d.Lead, d.Output = append(d.Lead, lead), append(d.Output, float32(margin))
		d.Spread = append(d.Spread, float32(math.Sqrt(b.variance[i])*ring))
		if b.labels[i] >= 0 {
			d.Size, d.Labelled = append(d.Size, size*labelSize), append(d.Labelled, uint8(b.labels[i]+1))
		} else {
			d.Size, d.Labelled = append(d.Size, size), append(d.Labelled, 0)
		}
	}
	return sim.Panel{
		Name: "graph", Title: r.words.title, Subtitle: "colour: belief · ring: doubt",
		Square: true, X: axis, Y: axis, Classes: r.words.classes,
		Segments: []sim.Segments{r.ties()}, Dots: []sim.Dots{d}, Notes: r.notes(),
	}
}

// shape is the class whose shape a node has: its true one, or where that is not known its label or
// what it is taken for.
func (r *run) shape(node int) int {
	if !r.own() {
		return r.example.Class[node]
	}
	if label := r.shown().labels[node]; label >= 0 {
		return label
	}
	class, _ := r.lead(r.shown().mean, node)
	return class
}

// ring is how long a unit of doubt is drawn: a deviation of what a node was before any label counts 0.6.
func (r *run) ring() float64 {
	b := r.shown()
	trace := 0.0
	for i := range r.nodes {
		trace += b.k[i*r.nodes+i]
	}
	if trace == 0 {
		return 0
	}
	return 0.6 / math.Sqrt(trace/float64(r.nodes))
}

// nodeSize makes room for many.
func nodeSize(nodes int) float32 {
	return float32(min(1, math.Sqrt(60/float64(nodes))))
}

func (r *run) ties() (s sim.Segments) {
	s.Quiet, s.Join = true, "node"
	for _, t := range r.example.Ties {
		s.A, s.B = append(s.A, int32(t[0])), append(s.B, int32(t[1]))
	}
	return s
}
