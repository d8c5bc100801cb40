package table

import (
	"fmt"
	"math"
	"slices"

	"narrows/sim"
)

// What is done by hand to a mark that is a row, and lies where two of its columns say: see sim.Handle.

// A Place is what two columns hold, or by how much they are to change.
type Place struct {
	Columns [2]int
	At      [2]float64
}

// check fails where a table has no such columns, or what they are to hold is no number.
func (p Place) check(in sim.Input) error {
	for i, c := range p.Columns {
		switch {
		case c < 0 || c >= len(in.Columns) || c == p.Columns[1-i]:
			return fmt.Errorf("%s has no two columns for a place", in.Called())
		case math.IsNaN(p.At[i]):
			return fmt.Errorf("there is no place of %s there", in.Called())
		}
	}
	return nil
}

// within is the nearest level of a column.
func within(k *sim.Knob, x float64) float64 { return k.OfLevel(k.Level(x)) }

// Move has a row lie at a place, or as near to it as its columns go.
func Move(in sim.Input, rows sim.Rows, row int, to Place) (sim.Rows, error) {
	if _, err := cell(in, rows, row, 0); err != nil {
		return nil, err
	}
	if err := to.check(in); err != nil {
		return nil, err
	}
	changed := slices.Clone(rows)
	for i, c := range to.Columns {
		changed[row*len(in.Columns)+c] = within(&in.Columns[c], to.At[i])
	}
	return allowedRows(in, changed)
}

// Nudge moves a row by as much as a place holds: by a level at least, if by anything, and no further than
// its columns go.
func Nudge(in sim.Input, rows sim.Rows, row int, by Place) (sim.Rows, error) {
	if _, err := cell(in, rows, row, 0); err != nil {
		return nil, err
	}
	if err := by.check(in); err != nil {
		return nil, err
	}
	to := by
	for i, c := range by.Columns {
		k, d := &in.Columns[c], by.At[i]
		at := rows[row*len(in.Columns)+c]
		to.At[i] = at + d
		if before := k.Level(at); d != 0 && k.Level(at+d) == before {
			next := before + 1
			if d < 0 {
				next = before - 1
			}
			if x := k.OfLevel(max(next, 0)); k.Check(x) == nil {
				to.At[i] = x
			}
		}
	}
	return Move(in, rows, row, to)
}

// Grow puts a row at a place behind the last, with its other columns at their defaults.
func Grow(in sim.Input, rows sim.Rows, to Place) (sim.Rows, error) {
	if err := to.check(in); err != nil {
		return nil, err
	}
	row := fresh(in)
	for i, c := range to.Columns {
		row[c] = within(&in.Columns[c], to.At[i])
	}
	changed, _, err := Add(in, rows, len(rows)/len(in.Columns), row)
	return changed, err
}

// allowedRows are rows that a table may have.
func allowedRows(in sim.Input, rows sim.Rows) (sim.Rows, error) {
	if err := in.Check(rows); err != nil {
		return nil, err
	}
	return rows, nil
}

// Turn goes on to the next choice or whole number of a cell, and from the last to the first; any other number, in a column that has as many
// below 0 as above, gets the other sign.
func Turn(in sim.Input, rows sim.Rows, row, column int) (sim.Rows, error) {
	k, err := cell(in, rows, row, column)
	if err != nil {
		return nil, err
	}
	at := row*len(in.Columns) + column
	changed := slices.Clone(rows)
	switch {
	case len(k.Choices) > 0 || k.Integer:
		changed[at]++
		if k.Check(changed[at]) != nil {
			changed[at] = k.OfLevel(0)
		}
	case k.Min == -k.Max:
		changed[at] = 0 - changed[at] // not −0
	default:
		return nil, fmt.Errorf("%s goes through no values", k.Name)
	}
	return allowedRows(in, changed)
}
