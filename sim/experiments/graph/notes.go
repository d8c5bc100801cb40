package graph

import (
	"strconv"

	"narrows/sim"
	"narrows/sim/graph"
)

// fewLabels are so few that the picture names each node that has one.
const fewLabels = 3

// fewMisses are so few that it names each node that is taken for a wrong class.
const fewMisses = 3

// notes name the nodes with a label where they are few, those that are taken for a wrong class where they are few, and the
// one to ask next: that of the greatest variance.
func (r *run) notes() (notes []sim.Note) {
	b := r.shown()
	at := func(node int, n sim.Note) {
		n.X, n.Y = r.places[node].X, r.places[node].Y
		notes = append(notes, n)
	}
	known := 0
	var missed []int
	for i, label := range b.labels {
		if label >= 0 {
			known++
		}
		if class, margin := r.lead(b.mean, i); class != r.example.Class[i] || margin <= 0 {
			missed = append(missed, i)
		}
	}
	if known <= fewLabels {
		for i, label := range b.labels {
			if label >= 0 {
				at(i, sim.Note{Role: sim.Class, Class: label, Label: r.name(i) + ", labelled"})
			}
		}
	}
	switch {
	case r.own() || len(missed) > fewMisses:
	case len(missed) == 1:
		at(missed[0], sim.Note{Label: r.name(missed[0]) + ", the one miss"})
	default:
		for _, i := range missed {
			at(i, sim.Note{Label: r.name(i) + ", missed"})
		}
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
