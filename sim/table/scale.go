package table

import (
	"fmt"
	"math"
	"strings"

	"narrows/sim"
)

// scale brings numbers from elsewhere onto the axes, where any lies beyond them, and says how:
// with one factor for all columns of the first one's unit, so that shapes stay, and with a shift
// of each column where a factor alone would leave less than half the size. A column of another
// unit, an angle beside lengths, stays as it is.
func scale(in sim.Input, rows sim.Rows) (notice string) {
	spans, beyond := spansOf(in, rows)
	if !beyond {
		return ""
	}
	factor, moved := math.Inf(1), math.Inf(1)
	for i := range spans {
		s := &spans[i]
		factor = min(factor, ratio(s.k.Max, s.high), ratio(-s.k.Min, -s.low))
		if size := s.high - s.low; size > 0 {
			// Short enough to be said, and far less than the size.
			unit := math.Pow(10, math.Floor(math.Log10(size))-2)
			s.from = math.Round((s.high+s.low)/2/unit) * unit
		} else {
			s.from = s.low
		}
		s.to = (s.k.Min + s.k.Max) / 2
		half := (s.k.Max - s.k.Min) / 2
		moved = min(moved, ratio(half, max(s.high-s.from, s.from-s.low)))
	}
	if math.IsInf(moved, 1) {
		moved = 1 // all rows are equal
	}
	if factor > 0 && factor >= moved/2 {
		moved = factor
		for i := range spans {
			spans[i].from, spans[i].to = 0, 0
		}
	}
	moved = short(moved)
	var said []string
	for _, s := range spans {
		for j := s.column; j < len(rows); j += len(in.Columns) {
			rows[j] = min(max(moved*(rows[j]-s.from)+s.to, s.k.Min), s.k.Max) // rounding alone may lie beyond
		}
		said = append(said, s.words(moved))
	}
	return "Numbers beyond the axes are scaled: " + strings.Join(said, ", ") + "."
}

// A span is a column that may be scaled, with the numbers that it holds.
type span struct {
	k         *sim.Knob
	column    int
	low, high float64 // the least and the greatest
	from, to  float64 // x becomes factor·(x − from) + to
}

// spansOf returns the columns of one unit, and whether any number lies beyond its axis.
func spansOf(in sim.Input, rows sim.Rows) (spans []span, beyond bool) {
	for i := range in.Columns {
		k := &in.Columns[i]
		if k.Integer || len(k.Choices) > 0 || len(spans) > 0 && k.Unit != spans[0].k.Unit {
			continue
		}
		s := span{k: k, column: i, low: math.Inf(1), high: math.Inf(-1)}
		for j := i; j < len(rows); j += len(in.Columns) {
			s.low, s.high = min(s.low, rows[j]), max(s.high, rows[j])
		}
		beyond = beyond || s.low < k.Min || s.high > k.Max
		spans = append(spans, s)
	}
	return spans, beyond
}

// ratio is the largest factor that keeps a number within a bound on its side of 0: of a number
// on the other side any does, and none where the bound is on the other side itself.
func ratio(bound, x float64) float64 {
	switch {
	case x > 0:
		return max(bound/x, 0)
	case bound < 0:
		return 0
	}
	return math.Inf(1)
}

// short rounds a factor down to two digits.
func short(x float64) float64 {
	unit := math.Pow(10, math.Floor(math.Log10(x))-1)
	// A hair more, for 0.1 divided by 0.01 may be less than 10.
	digits := math.Floor(x/unit + 1e-9)
	if unit < 1 {
		return digits / math.Round(1/unit)
	}
	return digits * unit
}

// words says what became of a column.
func (s span) words(factor float64) string {
	text := s.k.Name
	switch {
	case s.from > 0:
		text = fmt.Sprintf("(%s − %.10g)", text, s.from)
	case s.from < 0:
		text = fmt.Sprintf("(%s + %.10g)", text, -s.from)
	}
	text = fmt.Sprintf("%s becomes %.10g·%s", s.k.Name, factor, text)
	switch {
	case s.to > 0:
		text += fmt.Sprintf(" + %.10g", s.to)
	case s.to < 0:
		text += fmt.Sprintf(" − %.10g", -s.to)
	}
	return text
}
