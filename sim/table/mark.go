package table

import (
	"fmt"
	"slices"

	"narrows/sim"
	"narrows/sim/words"
)

// What is done by hand to a mark that stands for a thing: see sim.Handle.

// Next goes on with what a Keyed table says of a thing: from no row to one with the least number
// of a column, then number by number, and after so many of them, count, to no row again. Rows
// stay where they are, and a new one is the last.
func Next(in sim.Input, rows sim.Rows, key, column, count int) (sim.Rows, error) {
	if column < 1 || column >= len(in.Columns) {
		return nil, fmt.Errorf("%s has no column %d to go through", in.Called(), column+1)
	}
	k, width := in.Columns[column], len(in.Columns)
	row := slices.Index(keys(in, rows), float64(key))
	if row < 0 {
		added := fresh(in)
		added[0], added[column] = float64(key), k.Min
		changed, _, err := Add(in, rows, len(rows)/width, added)
		return changed, err
	}
	at := row*width + column
	if after := rows[at] + 1; after-k.Min < float64(count) && after <= k.Max {
		changed := slices.Clone(rows)
		changed[at] = after
		return changed, nil
	}
	changed, _, err := Remove(in, rows, row)
	return changed, err
}

// Forget takes out the row that says something of a thing. Where there is none nothing changes.
func Forget(in sim.Input, rows sim.Rows, key int) (sim.Rows, string, error) {
	row := slices.Index(keys(in, rows), float64(key))
	if row < 0 {
		return rows, "", nil
	}
	return Remove(in, rows, row)
}

// keys are the things that the rows of a table name first.
func keys(in sim.Input, rows sim.Rows) (keys []float64) {
	for i := 0; i < len(rows); i += len(in.Columns) {
		keys = append(keys, rows[i])
	}
	return keys
}

// Join pairs two things, the lower first, in a row behind the last; those that rows pair already, in
// whichever order, it parts. The notice says which.
func Join(in sim.Input, rows sim.Rows, a, b int) (sim.Rows, string, error) {
	if len(in.Columns) < 2 {
		return nil, "", fmt.Errorf("%s pairs nothing", in.Called())
	}
	if a == b {
		return nil, "", fmt.Errorf("%d is paired with itself already", a)
	}
	width, x, y := len(in.Columns), float64(min(a, b)), float64(max(a, b))
	kept := make(sim.Rows, 0, len(rows)+width)
	for i := 0; i < len(rows); i += width {
		if min(rows[i], rows[i+1]) != x || max(rows[i], rows[i+1]) != y {
			kept = append(kept, rows[i:i+width]...)
		}
	}
	if len(kept) < len(rows) {
		if err := in.Check(kept); err != nil {
			return nil, "", err
		}
		return kept, fmt.Sprintf("%v and %v are parted: %s now.", x, y, words.Counted(len(kept)/width, "row")), nil
	}
	added := fresh(in)
	added[0], added[1] = x, y
	changed, _, err := Add(in, rows, len(rows)/width, added)
	return changed, "", err
}
