// Package table changes the tables that visitors fill, one by one or whole, and reads and
// writes them as CSV. It knows nothing of pages, of pointers, or of what any table means.
//
// Its functions leave the rows that they are given alone. They return new ones, quantised; a
// notice, which says in sentences what became of what somebody wrote, or is empty; and an error
// in one sentence, without its full stop, where nothing can be done.
package table

import (
	"fmt"
	"math"
	"slices"

	"narrows/sim"
	"narrows/sim/link"
	"narrows/sim/words"
)

// Set writes a text into a cell; row and column count from 0.
func Set(in sim.Input, rows sim.Rows, row, column int, text string) (sim.Rows, string, error) {
	k, err := cell(in, rows, row, column)
	if err != nil {
		return nil, "", err
	}
	x, ok := link.Value(k, text)
	if !ok {
		return nil, "", fmt.Errorf("in row %d of %s %s must be %s, and %s is not", row+1, in.Called(), k.Name, allowed(k), link.Quoted(text))
	}
	notice := ""
	if q := k.OfLevel(k.Level(x)); math.Abs(q-x) > step(k)/10 {
		notice = fmt.Sprintf("%s is rounded to %s.", link.Quoted(text), Text(*k, q))
	}
	changed := slices.Clone(rows)
	changed[row*len(in.Columns)+column] = x
	changed = in.Quantised(changed)
	if err := in.Check(changed); err != nil {
		return nil, "", err
	}
	return changed, notice, nil
}

// Add puts a row before another, or behind the last; nil: each number at its column's default, and
// of a Keyed table the first thing that no row names yet.
func Add(in sim.Input, rows sim.Rows, at int, row []float64) (sim.Rows, string, error) {
	n := len(rows) / len(in.Columns)
	if at < 0 || at > n {
		return nil, "", fmt.Errorf("%s has no row %d", in.Called(), at+1)
	}
	if n >= in.Most {
		return nil, "", fmt.Errorf("there is room for %s %s; remove one first", words.Count(in.Most), in.Called())
	}
	if row == nil {
		row = fresh(in)
		if in.Keyed {
			row[0] = unnamed(in, rows)
		}
	}
	if len(row) != len(in.Columns) {
		return nil, "", fmt.Errorf("a row of %s has %d numbers, not %d", in.Called(), len(in.Columns), len(row))
	}
	changed := sim.Rows(slices.Insert(slices.Clone([]float64(rows)), at*len(in.Columns), row...))
	if err := in.Check(changed); err != nil {
		return nil, "", err
	}
	return in.Quantised(changed), "", nil
}

// fresh is a row with each number at its column's default.
func fresh(in sim.Input) []float64 {
	row := make([]float64, len(in.Columns))
	for i, k := range in.Columns {
		row[i] = k.Default
	}
	return row
}

// unnamed is the least number of a thing that no row names.
func unnamed(in sim.Input, rows sim.Rows) float64 {
	named := keys(in, rows)
	x := in.Columns[0].Min
	for slices.Contains(named, x) {
		x++
	}
	return x
}

// Remove takes a row out.
func Remove(in sim.Input, rows sim.Rows, row int) (sim.Rows, string, error) {
	if _, err := cell(in, rows, row, 0); err != nil {
		return nil, "", err
	}
	w := len(in.Columns)
	if len(rows)/w <= in.Least {
		return nil, "", fmt.Errorf("of %s at least %s must stay", in.Called(), words.Count(in.Least))
	}
	changed := slices.Delete(slices.Clone(rows), row*w, (row+1)*w)
	if err := in.Check(changed); err != nil {
		return nil, "", err
	}
	return changed, "", nil
}

// Clear takes out all rows but the least that there must be.
func Clear(in sim.Input, rows sim.Rows) (sim.Rows, string, error) {
	kept := append(sim.Rows{}, rows[:min(in.Least*len(in.Columns), len(rows))]...)
	if err := in.Check(kept); err != nil {
		return nil, "", err
	}
	if in.Least > 0 {
		return kept, fmt.Sprintf("Of %s at least %s must stay: the first.", in.Called(), words.Count(in.Least)), nil
	}
	return kept, "", nil
}

// cell returns the column of a cell, and fails where there is none.
func cell(in sim.Input, rows sim.Rows, row, column int) (*sim.Knob, error) {
	if row < 0 || row >= len(rows)/len(in.Columns) {
		return nil, fmt.Errorf("%s has no row %d", in.Called(), row+1)
	}
	if column < 0 || column >= len(in.Columns) {
		return nil, fmt.Errorf("%s has no column %d", in.Called(), column+1)
	}
	return &in.Columns[column], nil
}

// allowed says in words what a column takes.
func allowed(k *sim.Knob) string {
	if len(k.Choices) > 0 {
		return "one of " + k.Allowed()
	}
	return k.Allowed()
}
