//go:build js && wasm

package main

import (
	"strings"
	"syscall/js"

	"narrows/sim"
	"narrows/sim/link"
	"narrows/sim/table"
)

// Tables that a visitor fills stand in the link. Of those it says nothing of, the first frame
// of its run says what the run took: the experiment's own, which the first change begins with.

// taken is what a run took, by its link.
type taken struct {
	link   string
	inputs []sim.Rows
}

func readInput(in js.Value) sim.Input {
	x := sim.Input{
		Name: in.Get("name").String(), Label: in.Get("label").String(),
		Least: in.Get("least").Int(), Most: in.Get("most").Int(), Keyed: in.Get("keyed").Truthy(), Instead: in.Get("instead").Truthy(),
	}
	x.When = readWhen(in.Get("when"))
	each(in.Get("of"), func(knob js.Value) { x.Of = append(x.Of, knob.String()) })
	each(in.Get("columns"), func(k js.Value) { x.Columns = append(x.Columns, readKnob(k)) })
	return x
}

// inputsOf is what the run of a link took; nil if that run is not the one that began last.
func (v *viewer) inputsOf(l link.Link) []sim.Rows {
	if len(v.taken.inputs) == 0 {
		return nil
	}
	if of, _ := link.Parse(v.taken.link, v.list); link.Format(of.Run()) != link.Format(l.Run()) {
		return nil
	}
	return v.taken.inputs
}

// table(link, input) is what a table holds, {rows: [[text]], own, csv}: own says that a visitor
// filled it. It is null where there is no such table, or its rows are not known yet.
func (v *viewer) table(args []js.Value) any {
	l, _ := link.Parse(args[0].String(), v.list)
	i := sim.InputOf(l.Settings.Inputs(), args[1].String())
	if i < 0 {
		return nil
	}
	in := l.Settings.Inputs()[i]
	rows, there := table.Current(l.Settings, in, v.inputsOf(l))
	if !there {
		return nil
	}
	_, own := l.Settings.Table(i)
	return object("rows", list(table.Texts(in, rows), func(row []string) any {
		return list(row, func(s string) any { return s })
	}), "own", own, "csv", table.Write(in, rows))
}

// edit(link, change) is the link with a table changed, and what there is to say about it: {link,
// run, notice, early}. A change is {input, act, row, column, value, mark, other, columns, at}, or a list of
// them, which are made one after the other; columns and at are the two numbers each of a table.Place. It stays as it was where that is not possible; early
// says that it will be once the run of the link has begun. Acts are those of table.Act; without
// one the cell at row and column has the value from then on.
func (v *viewer) edit(args []js.Value) any {
	l, _ := link.Parse(args[0].String(), v.list)
	changes := args[1]
	if !js.Global().Get("Array").Call("isArray", changes).Bool() {
		changes = list([]js.Value{changes}, func(c js.Value) any { return c })
	}
	// With the first change the link is of another run, of which nothing is known yet.
	took := v.inputsOf(l)
	var said []string
	early := false
	each(changes, func(x js.Value) {
		c := v.readChange(x)
		early = early || c.Early(l, took)
		changed, notice := c.Of(l, took)
		if l = changed; notice != "" {
			said = append(said, notice)
		}
	})
	return object("link", link.Format(l), "run", link.Format(l.Run()), "notice", strings.Join(said, " "), "early", early)
}

func (v *viewer) readChange(x js.Value) table.Change {
	said := func(name string) string {
		if x := x.Get(name); !x.IsUndefined() && !x.IsNull() {
			return js.Global().Call("String", x).String() // a number as well
		}
		return ""
	}
	// What is no number of a row is none, and is refused where one is needed.
	number := func(name string) int {
		if x := x.Get(name); x.Type() == js.TypeNumber && x.Float() >= 0 && x.Float() < 1e9 {
			return x.Int()
		}
		return -1
	}
	c := table.Change{
		Input: said("input"), Act: table.Act(said("act")), Row: number("row"), Column: number("column"), Text: said("value"),
		Mark: number("mark"), Other: number("other"),
	}
	c.Place = readPlace(x)
	switch c.Act {
	case "":
		c.Act = table.SetCell
	case table.NextOf:
		v.toMark(&c)
	}
	return c
}

// ownOf are the names of the tables that a visitor filled.
func ownOf(s sim.Settings) (names []string) {
	for i, in := range s.Inputs() {
		if _, own := s.Table(i); own {
			names = append(names, in.Name)
		}
	}
	return names
}
