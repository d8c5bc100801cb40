package graph

import (
	"strconv"

	"narrows/sim"
	"narrows/sim/graph"
)

// fewLabels are so few that the picture names each node that has one.
const fewLabels = 3

// notes name the nodes with a label where they are few, the only one that is taken for a wrong class, and the
// one to ask next: that of the greatest variance.
func (r *run) notes() (notes []sim.Note) {
	b := r.shown()
	at := func(node int, n sim.Note) {
		n.X, n.Y = r.places[node].X, r.places[node].Y
		notes = append(notes, n)
	}
	known, miss := 0, 0
	for i, label := range b.labels {
		if label >= 0 {
			known++
		}
		if class, margin := r.lead(b.mean, i); class != r.example.Class[i] || margin <= 0 {
			miss = i
		}
	}
	if known <= fewLabels {
		for i, label := range b.labels {
			if label >= 0 {
				at(i, sim.Note{Role: sim.Class, Class: label, Label: r.name(i) + ", labelled"})
			}
		}
	}
	if b.right == r.nodes-1 && !r.own() {
		at(miss, sim.Note{Label: r.name(miss) + ", the one miss"})
	}
	if next := graph.MostUncertain(b.variance, b.labels); next >= 0 && b.layers > 0 {
		at(next, sim.Note{Small: r.name(next) + ": ask next"})
	}
	return notes
}

// name is what a node is called.
func (r *run) name(node int) string {
	if r.words.names != nil {
		return r.words.names[node]
	}
	return strconv.Itoa(node + 1)
}
