package table

import (
	"slices"
	"strconv"
	"strings"

	"narrows/sim"
	"narrows/sim/link"
)

// A reading is how the cells of a text belong to the columns of a table.
type reading struct {
	in    sim.Input
	from  []int    // for each column the cell that it stands in; −1: none does
	left  []string // names of cells that belong to no column
	cells [][]string
}

// wide is a column of any number.
var wide = sim.Knob{Min: -1e100, Max: 1e100}

func isNumber(text string) bool {
	_, ok := link.Value(&wide, text)
	return ok
}

// header says whether the first of several records names the columns, and whether by words
// that are known. Where there are numbers or choices it does if none of them is one; where
// anything may be a name, if all are words that tables of ties and of labels usually begin
// with, and none is there again.
func header(in sim.Input, cells [][]string) (yes, known bool) {
	kinds, fits, known := 0, 0, true
	for i, text := range cells[0] {
		known = known && usual(in, text)
		if i >= len(in.Columns) || in.Columns[i].Names {
			continue
		}
		k := &in.Columns[i]
		kinds++
		_, ok := link.Value(k, text)
		if ok || text == "" || len(k.Choices) == 0 && isNumber(text) {
			fits++
		}
	}
	if kinds > 0 {
		return fits == 0, known
	}
	again := slices.ContainsFunc(cells[1:], func(row []string) bool {
		return slices.ContainsFunc(row, func(text string) bool { return slices.Contains(cells[0], text) })
	})
	return known && !again, known
}

func usual(in sim.Input, text string) bool {
	return column(in, text) >= 0 || slices.Contains(strings.Fields("source target from to node id name class label weight value"), strings.ToLower(text))
}

// column is the index of the column of that name or label, −1 if there is none.
func column(in sim.Input, text string) int {
	return slices.IndexFunc(in.Columns, func(k sim.Knob) bool {
		return strings.EqualFold(k.Name, text) || strings.EqualFold(k.Label, text)
	})
}

// columns says which cell each column stands in: as a header names them, where it names each
// that there is, and else in order.
func (r *reading) columns(names []string, n int) {
	r.from = make([]int, len(r.in.Columns))
	found := 0
	for i := range r.from {
		r.from[i] = slices.IndexFunc(names, func(text string) bool { return column(r.in, text) == i })
		if r.from[i] >= 0 {
			found++
		}
	}
	if found < min(n, len(r.from)) {
		for i := range r.from {
			if r.from[i] = i; i >= n {
				r.from[i] = -1
			}
		}
	}
	for i := range n {
		if slices.Contains(r.from, i) {
			continue
		}
		name := "column " + strconv.Itoa(i+1)
		if i < len(names) && names[i] != "" {
			name = link.Quoted(names[i])
		}
		r.left = append(r.left, name)
	}
}
