package table

import (
	"math"
	"strconv"
	"strings"

	"narrows/sim"
)

// Text writes the number of a column as a person would: a choice by its name, others with as
// many digits as tell a level from its neighbours, of which Value reads the level again.
func Text(k sim.Knob, x float64) string {
	if len(k.Choices) > 0 {
		return k.Choices[k.Level(x)]
	}
	digits := max(0, int(math.Ceil(-math.Log10(step(&k))))+1)
	text := strconv.FormatFloat(x, 'f', digits, 64)
	if strings.Contains(text, ".") {
		text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	}
	if text == "-0" {
		return "0"
	}
	return text
}

// step is how far the levels of a column lie apart.
func step(k *sim.Knob) float64 { return k.OfLevel(1) - k.OfLevel(0) }

// Write writes rows as CSV (RFC 4180), columns named in the first line; Read reads the same rows.
func Write(in sim.Input, rows sim.Rows) string {
	var b strings.Builder
	for i, k := range in.Columns {
		b.WriteString(quotedCell(k.Name))
		b.WriteByte(after(i, len(in.Columns)))
	}
	for i, x := range rows {
		column := i % len(in.Columns)
		b.WriteString(quotedCell(Text(in.Columns[column], x)))
		b.WriteByte(after(column, len(in.Columns)))
	}
	return b.String()
}

// after is what follows a cell.
func after(column, columns int) byte {
	if column == columns-1 {
		return '\n'
	}
	return ','
}

func quotedCell(text string) string {
	if strings.ContainsAny(text, "\",;\t\n") {
		return `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
	}
	return text
}
