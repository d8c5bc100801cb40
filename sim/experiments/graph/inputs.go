package graph

import (
	"fmt"

	"narrows/sim"
)

const (
	mostNodes   = 300
	mostTies    = 1500
	mostClasses = 11 // as many groups as meet in Les Misérables
)

// graphKnobs say which graph the nodes are of that labels and ties name.
var graphKnobs = []string{"data", "points"}

// inputs are the tables that a visitor may fill, in the order of Frame.Inputs.
var inputs = []sim.Input{
	{
		Name: "labels", Label: "Labels", Help: "The nodes whose class is known from the start.",
		Columns: []sim.Knob{
			{Name: "node", Label: "Node", Help: "Its number.", Min: 1, Max: mostNodes, Default: 1, Integer: true},
			{Name: "class", Label: "Class", Help: "The number of its class.", Min: 1, Max: mostClasses, Default: 1, Integer: true},
		},
		Most: mostNodes, Keyed: true, Of: graphKnobs,
	},
	{
		Name: "ties", Label: "Ties", Help: "Pairs of nodes that hear each other; a list with names of nodes can be pasted.",
		Columns: []sim.Knob{
			{Name: "a", Label: "One node", Help: "Its number.", Min: 1, Max: mostNodes, Default: 1, Integer: true, Names: true},
			{Name: "b", Label: "Other node", Help: "Its number.", Min: 1, Max: mostNodes, Default: 2, Integer: true, Names: true},
		},
		Most: mostTies, Of: graphKnobs,
	},
}

// handles let a node be given a class, and pairs of nodes a tie.
var handles = []sim.Handle{{Panel: "graph", Of: "node", Input: "labels", Cycle: "class", Join: "ties"}}

// fill puts a visitor's own ties and labels in the place of the example's.
func (c *config) fill(s sim.Settings) error {
	ties, labels := s.Rows("ties"), s.Rows("labels")
	if c.own() {
		c.grow(ties, labels)
	}
	if ties != nil {
		if err := c.fillTies(ties); err != nil {
			return err
		}
	}
	c.problem.Ties = c.example.Ties
	if labels != nil {
		return c.fillLabels(labels)
	}
	if c.own() {
		return c.fillLabels(sim.Rows{1, 1, float64(len(c.example.Class)), 2})
	}
	c.problem.Labels = c.labelled(s.Int("given"), s.Choice("pick") == "drawn")
	return nil
}

// grow gives a graph of a visitor's own the nodes that ties and labels name: up to the last of
// them, so that one whose last tie is parted stays while it has a label.
func (c *config) grow(ties, labels sim.Rows) {
	n := len(c.example.Class) // those that the example's ties name
	if ties != nil {
		n = 2
	}
	for _, node := range ties {
		n = max(n, int(node))
	}
	for i := 0; i < len(labels); i += 2 {
		n = max(n, int(labels[i]))
	}
	c.example.Class, c.example.Names = unlabelled(n), numbered(n)
}

// fillTies takes ties.
func (c *config) fillTies(rows sim.Rows) error {
	n := len(c.example.Class)
	c.example.Ties = make([][2]int, 0, len(rows)/2)
	there := map[[2]int]bool{}
	for i := 0; i < len(rows); i += 2 {
		tie := [2]int{int(min(rows[i], rows[i+1])) - 1, int(max(rows[i], rows[i+1])) - 1}
		if tie[1] >= n {
			return fmt.Errorf("row %d of ties names node %d, and there are %d", i/2+1, tie[1]+1, n)
		}
		// A tie may be said twice, from either end, and a node hears itself in any case.
		if tie[0] != tie[1] && !there[tie] {
			there[tie] = true
			c.example.Ties = append(c.example.Ties, tie)
		}
	}
	return nil
}

// fillLabels takes labels. Of a graph of a visitor's own nothing is known but those.
func (c *config) fillLabels(rows sim.Rows) error {
	n := len(c.example.Class)
	if c.own() {
		c.example.Classes = 2
		for i := 1; i < len(rows); i += 2 {
			c.example.Classes = max(c.example.Classes, int(rows[i]))
		}
		c.words.classes = groups(c.example.Classes)
	}
	c.problem.Labels = unlabelled(n)
	for i := 0; i < len(rows); i += 2 {
		node, class := int(rows[i]), int(rows[i+1])
		switch {
		case node > n:
			return fmt.Errorf("row %d of labels names node %d, and there are %d", i/2+1, node, n)
		case class > c.example.Classes:
			return fmt.Errorf("row %d of labels names class %d, and there are %d", i/2+1, class, c.example.Classes)
		}
		c.problem.Labels[node-1] = class - 1
	}
	return nil
}

// tables are the labels and the ties that the run began with, as rows.
func (r *run) tables() []sim.Rows {
	labels, ties := sim.Rows{}, sim.Rows{}
	for node, class := range r.problem.Labels {
		if class >= 0 {
			labels = append(labels, float64(node+1), float64(class+1))
		}
	}
	for _, t := range r.example.Ties {
		ties = append(ties, float64(t[0]+1), float64(t[1]+1))
	}
	return []sim.Rows{labels, ties}
}
