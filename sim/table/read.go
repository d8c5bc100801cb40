package table

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"narrows/sim"
	"narrows/sim/link"
	"narrows/sim/words"
)

// Read reads rows from a pasted text: two or three columns, or as many as the table has, parted
// by tabs, semicolons, commas or spaces, with a line of names before them or without. Rows count
// from 1, without that line.
//
// Numbers beyond the axes are scaled, names are numbered, all are rounded to levels, and the
// notice says so. It says as well which rows are equal then, and which columns were left out or
// not there.
func Read(in sim.Input, text string) (sim.Rows, string, error) {
	cells, n := records(text, in.Most+1)
	if n == 0 {
		return nil, "", errors.New("there is no row in this text")
	}
	var names []string
	begins := ""
	if yes, known := header(in, cells); n > 1 && yes {
		if names, cells = cells[0], cells[1:]; !known {
			begins = fmt.Sprintf("The first line, %s, is taken for names of columns.", link.Quoted(strings.Join(names, ", ")))
		}
		n--
	}
	if n > in.Most {
		return nil, "", fmt.Errorf("%s may have %s, not %s", in.Called(), words.Counted(in.Most, "row"), words.Count(n))
	}
	r := reading{in: in, cells: cells}
	if err := r.widths(); err != nil {
		return nil, "", err
	}
	r.columns(names, len(cells[0]))
	numbered, err := r.number()
	if err != nil {
		return nil, "", err
	}
	rows, err := r.rows()
	if err != nil {
		return nil, "", err
	}
	scaled := scale(in, rows)
	if err := in.Check(rows); err != nil {
		return nil, "", err
	}
	levels := in.Quantised(rows)
	var said []string
	for _, s := range []string{begins, r.omitted(), numbered, scaled, rounded(in, rows, levels), equal(in, rows, levels)} {
		if s != "" {
			said = append(said, s)
		}
	}
	return levels, strings.Join(said, " "), nil
}

// widths checks that each row has as many cells as the first. Empty ones at the end of a line,
// as spreadsheets write them, count for nothing.
func (r *reading) widths() error {
	width := len(r.in.Columns)
	for i := range r.cells {
		c := r.cells[i]
		for len(c) > width && c[len(c)-1] == "" {
			c = c[:len(c)-1]
		}
		r.cells[i] = c
		if n := len(r.cells[0]); len(c) != n {
			return fmt.Errorf("row %d has %s, and row 1 has %d", i+1, words.Counted(len(c), "column"), n)
		}
	}
	if n := len(r.cells[0]); n < min(2, width) || n > max(3, width) {
		var names []string
		for _, k := range r.in.Columns {
			names = append(names, k.Name)
		}
		return fmt.Errorf("row 1 has %s, and %s has %d: %s", words.Counted(n, "column"), r.in.Called(), width, strings.Join(names, ", "))
	}
	return nil
}

// rows reads the cells: choices by their names, numbers whatever the bounds.
func (r *reading) rows() (sim.Rows, error) {
	rows := make(sim.Rows, 0, len(r.cells)*len(r.in.Columns))
	for i, cells := range r.cells {
		for j := range r.in.Columns {
			k := &r.in.Columns[j]
			if r.from[j] < 0 {
				rows = append(rows, k.Default)
				continue
			}
			as, what := &wide, "a number"
			if len(k.Choices) > 0 {
				as, what = k, allowed(k)
			}
			text := cells[r.from[j]]
			x, ok := link.Value(as, text)
			if !ok {
				return nil, fmt.Errorf("in row %d of %s %s must be %s, and %s is not", i+1, r.in.Called(), k.Name, what, link.Quoted(text))
			}
			rows = append(rows, x)
		}
	}
	return rows, nil
}

// omitted says which columns were left out, and which were not there.
func (r *reading) omitted() string {
	var said []string
	for _, name := range r.left {
		said = append(said, name+" is left out")
	}
	for i, from := range r.from {
		if k := r.in.Columns[i]; from < 0 {
			said = append(said, k.Name+" is "+Text(k, k.Default)+" in all rows")
		}
	}
	if len(said) == 0 {
		return ""
	}
	return "Of the columns " + strings.Join(said, ", ") + "."
}

// rounded says how numbers were rounded, by more than the digits that Write leaves out.
func rounded(in sim.Input, rows, levels sim.Rows) string {
	var said []string
	for i := range in.Columns {
		k := &in.Columns[i]
		for j := i; j < len(rows); j += len(in.Columns) {
			if math.Abs(rows[j]-levels[j]) > step(k)/10 {
				said = append(said, fmt.Sprintf("%s to steps of %.2g", k.Name, step(k)))
				break
			}
		}
	}
	if said == nil {
		return ""
	}
	return "Numbers are rounded, " + strings.Join(said, ", ") + "."
}

// equal names rows that are equal to an earlier one, the first three of them.
func equal(in sim.Input, rows, levels sim.Rows) string {
	const most = 3
	width := len(in.Columns)
	first := map[string]int{}
	var said []string
	n, after := 0, ""
	for i := 0; i < len(levels); i += width {
		key := fmt.Sprint(levels[i : i+width])
		j, there := first[key]
		if !there {
			first[key] = i
			continue
		}
		if n++; n <= most {
			said = append(said, fmt.Sprintf("%d and %d", j/width+1, i/width+1))
		}
		if !slices.Equal(rows[i:i+width], rows[j:j+width]) {
			after = " after rounding"
		}
	}
	switch {
	case n == 0:
		return ""
	case n > most:
		return fmt.Sprintf("Rows %s are equal%s, and %d more pairs.", strings.Join(said, ", "), after, n-most)
	}
	return fmt.Sprintf("Rows %s are equal%s.", strings.Join(said, ", "), after)
}
