// Package words writes numbers and clauses as one reads them in a sentence. It knows nothing
// of what they are about.
package words

import (
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Number writes a number to two digits, or whole from 10 on: 0.034, 1.2, 40, 2.0e-4.
func Number(v float64) string {
	switch a := math.Abs(v); {
	case a >= 10:
		return strconv.FormatFloat(v, 'f', 0, 64)
	case a >= 0.001 || a == 0:
		return strconv.FormatFloat(v, 'g', 2, 64)
	}
	mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(v, 'e', 1, 64), "e")
	e, _ := strconv.Atoi(exponent)
	return mantissa + "e" + strconv.Itoa(e)
}

// Factor writes a ratio: 6.3×, 12×.
func Factor(v float64) string {
	if v < 9.95 {
		return strconv.FormatFloat(v, 'f', 1, 64) + "×"
	}
	return strconv.FormatFloat(v, 'f', 0, 64) + "×"
}

// Count writes a whole number with commas: 1,234,567.
func Count(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// Counted writes a whole number of something: 1 step, 1,234 steps.
func Counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return Count(n) + " " + noun + "s"
}

// Capital begins a text with a capital, but not one that begins with a symbol, as n = 4096.
func Capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	if size == 0 || strings.HasPrefix(text[size:], " = ") {
		return text
	}
	return string(unicode.ToUpper(first)) + text[size:]
}

// Sentence begins a clause with a capital, as Capital does, and ends it with a full stop.
func Sentence(clause string) string {
	if clause == "" {
		return clause
	}
	return Capital(clause) + "."
}
