//go:build js && wasm

package main

import (
	"slices"
	"syscall/js"

	"narrows/sim"
	"narrows/sim/table"
	"narrows/wasm/chart"
)

// Marks with a handle stand for the rows of tables: what is done to them is an edit, and the
// change for each, as edit takes it, is made here.

func readHandle(h js.Value) sim.Handle {
	return sim.Handle{
		Panel: h.Get("panel").String(), Of: h.Get("of").String(), Input: h.Get("input").String(),
		Cycle: h.Get("cycle").String(), Join: h.Get("join").String(),
		X: h.Get("x").String(), Y: h.Get("y").String(), Grow: h.Get("grow").Truthy(), Anew: h.Get("anew").Truthy(),
	}
}

// A hold is a handle of the experiment on show, with its table.
type hold struct {
	*sim.Handle
	in *sim.Input
}

// holds are those whose table is in sight.
func (v *viewer) holds() (all []hold) {
	e, _ := sim.Find(v.list, v.link.Experiment)
	for i := range e.Handles {
		h := &e.Handles[i]
		if at := sim.InputOf(e.Inputs, h.Input); at >= 0 && v.link.Settings.Meets(e.Inputs[at].When) {
			all = append(all, hold{h, &e.Inputs[at]})
		}
	}
	return all
}

// panelOf is the index of a panel of the frame in view, −1 if there is none of that name.
func (v *viewer) panelOf(name string) int {
	if v.frame == nil {
		return -1
	}
	return slices.IndexFunc(v.frame.Panels, func(p sim.Panel) bool { return p.Name == name })
}

// holdOf returns the handle of marks in a panel of the frame in view, nil if they have none.
func (v *viewer) holdOf(holds []hold, panel int, of string) *hold {
	if v.frame == nil || panel < 0 || panel >= len(v.frame.Panels) {
		return nil
	}
	for i := range holds {
		if h := &holds[i]; h.Panel == v.frame.Panels[panel].Name && h.Of == of {
			return h
		}
	}
	return nil
}

// grips() are the marks of the last picture that have a handle, from the first on: [{panel, of,
// input, join, mark, x, y, words, drag, anew, turn, drop}], x and y in CSS pixels from the figure's
// top left, and mark from 1. drag says that it can be moved, anew that an edit starts the run over;
// turn and drop are the changes that go on with what it is and take that away, or null.
func (v *viewer) grips([]js.Value) any {
	holds := v.holds()
	marks := v.chart.Marks(func(panel int, k sim.Key) bool { return v.holdOf(holds, panel, k.Of) != nil })
	return list(marks, func(m chart.Mark) any { return grip(m, v.holdOf(holds, m.Panel, m.Key.Of)) })
}

// gripAt(x, y) is the one of them that is there, or null. It is asked with each move of the pointer.
func (v *viewer) gripAt(args []js.Value) any {
	holds := v.holds()
	if len(holds) == 0 {
		return nil
	}
	m, ok := v.chart.MarkAt(args[0].Float(), args[1].Float(), func(panel int, k sim.Key) bool { return v.holdOf(holds, panel, k.Of) != nil })
	if !ok {
		return nil
	}
	return grip(m, v.holdOf(holds, m.Panel, m.Key.Of))
}

func grip(m chart.Mark, h *hold) any {
	var turn, drop any
	column := h.column(h.Cycle)
	switch {
	case h.in.Keyed:
		turn = object("input", h.Input, "act", string(table.NextOf), "mark", m.Key.ID+1)
		drop = object("input", h.Input, "act", string(table.DropOf), "mark", m.Key.ID+1)
	case column >= 0:
		turn = object("input", h.Input, "act", string(table.TurnRow), "row", m.Key.ID, "column", column)
	}
	if h.Grow {
		drop = object("input", h.Input, "act", string(table.DropRow), "row", m.Key.ID)
	}
	return object("panel", h.Panel, "of", h.Of, "input", h.Input, "join", h.Join, "mark", m.Key.ID+1, "x", m.X, "y", m.Y, "words", m.Words,
		"drag", h.X != "", "anew", h.Anew, "turn", turn, "drop", drop)
}

// column is the index of a column, −1 if there is none of that name.
func (h *hold) column(name string) int {
	return slices.IndexFunc(h.in.Columns, func(k sim.Knob) bool { return k.Name == name })
}

// placed is a change that has a place.
func (h *hold) placed(act table.Act, row int, x, y float64) any {
	pair := func(a, b any) js.Value { return list([]any{a, b}, func(x any) any { return x }) }
	return object("input", h.Input, "act", string(act), "row", row, "columns", pair(h.column(h.X), h.column(h.Y)), "at", pair(x, y))
}

// readPlace reads what placed wrote.
func readPlace(x js.Value) *table.Place {
	columns, at := x.Get("columns"), x.Get("at")
	if !columns.Truthy() || !at.Truthy() {
		return nil
	}
	var p table.Place
	for i := range 2 {
		p.Columns[i], p.At[i] = columns.Index(i).Int(), at.Index(i).Float()
	}
	return &p
}

// dragged(panel, of, mark, x, y) is the change that moves a mark to a place of its panel, in CSS pixels from the
// figure's top left, or to the edge next to it; null if it cannot be moved.
func (v *viewer) dragged(args []js.Value) any {
	panel := v.panelOf(args[0].String())
	h := v.holdOf(v.holds(), panel, args[1].String())
	x, y, ok := v.chart.On(panel, args[3].Float(), args[4].Float())
	if h == nil || h.X == "" || !ok {
		return nil
	}
	return h.placed(table.MoveRow, args[2].Int()-1, x, y)
}

// nudged(panel, of, mark, dx, dy) is the change that moves a mark by shares of the width and the height of
// its panel; null if it cannot be moved. Where it is when that is made need not be where it is drawn.
func (v *viewer) nudged(args []js.Value) any {
	panel := v.panelOf(args[0].String())
	holds, id := v.holds(), args[2].Int()-1
	h := v.holdOf(holds, panel, args[1].String())
	if h == nil || h.X == "" {
		return nil
	}
	for _, m := range v.chart.Marks(func(p int, k sim.Key) bool { return p == panel && k.Of == h.Of && k.ID == id }) {
		left, top, _ := v.chart.Part(panel, 0, 0)
		right, low, _ := v.chart.Part(panel, 1, 1)
		dx, dy := args[3].Float()*(right-left), args[4].Float()*(low-top)
		x, y, _ := v.chart.On(panel, m.X, m.Y)
		on, down, _ := v.chart.On(panel, m.X+dx, m.Y+dy)
		back, up, _ := v.chart.On(panel, m.X-dx, m.Y-dy)
		return h.placed(table.Nudged, id, stride(back, x, on), stride(up, y, down))
	}
	return nil
}

// stride is from what an axis says here to what it says further on, or, where it ends here, from what it says as
// far back.
func stride(back, here, on float64) float64 {
	if on == here {
		return here - back
	}
	return on - here
}

// bare(x, y) is the ground there where marks grow, {panel, input, anew, add: the change that has one more
// there}, or null.
func (v *viewer) bare(args []js.Value) any {
	holds := v.holds()
	if v.frame == nil || len(holds) == 0 {
		return nil
	}
	panel, x, y, ok := v.chart.Ground(args[0].Float(), args[1].Float())
	if !ok {
		return nil
	}
	for i := range holds {
		if h := &holds[i]; h.Grow && h.Panel == v.frame.Panels[panel].Name {
			return object("panel", h.Panel, "input", h.Input, "anew", h.Anew, "add", h.placed(table.AddRow, -1, x, y))
		}
	}
	return nil
}

// beside is how far beside a mark another one grows, of the width of their panel.
const beside = 1. / 16

// bareBeside(x, y) is the ground beside a mark that is there; without one that in the middle of the first
// panel where marks grow. It is as bare has it.
func (v *viewer) bareBeside(args []js.Value) any {
	for _, h := range v.holds() {
		panel := v.panelOf(h.Panel)
		x, y, ok := v.chart.Part(panel, .5, .5)
		if len(args) == 2 {
			at, _, _, there := v.chart.Ground(args[0].Float(), args[1].Float())
			left, _, _ := v.chart.Part(panel, 0, 0)
			right, _, _ := v.chart.Part(panel, 1, 0)
			x, y = args[0].Float()+beside*(right-left), args[1].Float()
			if x > right {
				x -= 2 * beside * (right - left)
			}
			ok = ok && there && at == panel
		}
		if ok && h.Grow {
			return v.bare([]js.Value{js.ValueOf(x), js.ValueOf(y)})
		}
	}
	return nil
}

// light(input, mark) lights up a mark with a handle.
func (v *viewer) light(args []js.Value) any {
	for _, h := range v.holds() {
		if h.Input == args[0].String() {
			v.litUp(sim.Key{Of: h.Of, ID: args[1].Int() - 1}, sim.Key{})
		}
	}
	return nil
}

// through says which column of a Keyed input a mark goes through, and how many values of it: as many as its
// panel has classes.
func (v *viewer) through(in string) (column, count int) {
	column = -1
	for _, h := range v.holds() {
		if h.Input != in {
			continue
		}
		column = h.column(h.Cycle)
		if at := v.panelOf(h.Panel); at >= 0 {
			count = len(v.frame.Panels[at].Classes)
		}
	}
	return column, count
}

// toMark completes a change of what is said of a mark.
func (v *viewer) toMark(c *table.Change) {
	if v.frame != nil {
		c.Column, c.Count = v.through(c.Input)
	}
}
