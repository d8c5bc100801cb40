//go:build js && wasm

package main

import (
	"slices"
	"syscall/js"

	"narrows/sim"
	"narrows/sim/table"
	"narrows/wasm/chart"
)

// Marks with a handle stand for the rows of tables: what is done to them is an edit.

func readHandle(h js.Value) sim.Handle {
	return sim.Handle{
		Panel: h.Get("panel").String(), Of: h.Get("of").String(), Input: h.Get("input").String(),
		Cycle: h.Get("cycle").String(), Join: h.Get("join").String(),
	}
}

// handles are those of the experiment on show.
func (v *viewer) handles() []sim.Handle {
	e, _ := sim.Find(v.list, v.link.Experiment)
	return e.Handles
}

// handled returns the handle of marks in a panel of the frame in view, nil if they have none.
func (v *viewer) handled(panel int, of string) *sim.Handle {
	if v.frame == nil || panel >= len(v.frame.Panels) {
		return nil
	}
	return sim.HandleOf(v.handles(), v.frame.Panels[panel].Name, of)
}

// grips() are the marks of the last picture that have a handle, from the first on:
// [{input, join, mark, x, y, words}], in CSS pixels from the figure's top left.
func (v *viewer) grips([]js.Value) any {
	return list(v.chart.Marks(func(panel int, k sim.Key) bool { return v.handled(panel, k.Of) != nil }), v.grip)
}

// gripAt(x, y) is the one of them that is there, or null. It is asked with each move of the pointer.
func (v *viewer) gripAt(args []js.Value) any {
	if len(v.handles()) == 0 {
		return nil
	}
	panel, key, _, ok := v.chart.Pick(args[0].Float(), args[1].Float())
	if !ok || v.handled(panel, key.Of) == nil {
		return nil
	}
	for _, m := range v.chart.Marks(func(p int, k sim.Key) bool { return p == panel && k == key }) {
		return v.grip(m)
	}
	return nil
}

func (v *viewer) grip(m chart.Mark) any {
	h := v.handled(m.Panel, m.Key.Of)
	return object("input", h.Input, "join", h.Join, "mark", m.Key.ID+1, "x", m.X, "y", m.Y, "words", m.Words)
}

// light(input, mark) lights up a mark with a handle.
func (v *viewer) light(args []js.Value) any {
	for _, h := range v.handles() {
		if h.Input == args[0].String() {
			v.litUp(sim.Key{Of: h.Of, ID: args[1].Int() - 1}, sim.Key{})
		}
	}
	return nil
}

// through says which column of an input a mark goes through, and how many values of it: as many as its
// panel has classes.
func (v *viewer) through(in sim.Input) (column, count int) {
	column = -1
	for _, h := range v.handles() {
		if h.Input != in.Name || h.Cycle == "" {
			continue
		}
		column = slices.IndexFunc(in.Columns, func(k sim.Knob) bool { return k.Name == h.Cycle })
		for i := range v.frame.Panels {
			if p := &v.frame.Panels[i]; p.Name == h.Panel {
				count = len(p.Classes)
			}
		}
	}
	return column, count
}

// toMark completes a change of what is said of a mark.
func (v *viewer) toMark(c *table.Change) {
	inputs := v.link.Settings.Inputs()
	if i := sim.InputOf(inputs, c.Input); i >= 0 && v.frame != nil {
		c.Column, c.Count = v.through(inputs[i])
	}
}
