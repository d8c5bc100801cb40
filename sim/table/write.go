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

// Texts are the texts of all cells, row by row.
func Texts(in sim.Input, rows sim.Rows) [][]string {
	texts := make([][]string, len(rows)/len(in.Columns))
	for i := range texts {
		for j, k := range in.Columns {
			texts[i] = append(texts[i], Text(k, rows[i*len(in.Columns)+j]))
		}
	}
	return texts
}

// Write writes rows as CSV (RFC 4180), columns named in the first line; Read reads the same rows.
func Write(in sim.Input, rows sim.Rows) string {
	var b strings.Builder
	line := func(cells []string) {
		for i, text := range cells {
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteString(quotedCell(text))
		}
		b.WriteByte('\n')
	}
	var names []string
	for _, k := range in.Columns {
		names = append(names, k.Name)
	}
	line(names)
	for _, row := range Texts(in, rows) {
		line(row)
	}
	return b.String()
}

func quotedCell(text string) string {
	if strings.ContainsAny(text, "\",;\t\n") {
		return `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
	}
	return text
}
