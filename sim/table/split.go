package table

import (
	"strings"
	"unicode"
)

// records takes a text apart into its lines and these into cells, at most so many of them, and
// says how many lines there are. Empty lines are left out, and those that begin with # as
// comments do.
func records(text string, most int) (cells [][]string, n int) {
	var lines []string
	text = strings.TrimPrefix(text, "\uFEFF")
	for line := range strings.FieldsFuncSeq(text, func(c rune) bool { return c == '\n' || c == '\r' }) {
		if line = strings.Trim(line, " \u00a0"); strings.Trim(line, "\t") == "" || line[0] == '#' {
			continue
		}
		if n++; n <= most {
			lines = append(lines, line)
		}
	}
	sign := separator(lines)
	for _, line := range lines {
		cells = append(cells, split(line, sign))
	}
	return cells, n
}

// separator is what parts the cells of all lines: a tab, a semicolon, a comma, or spaces.
// A comma may as well be that of 0,5, but only where something else parts the cells.
func separator(lines []string) rune {
	commas := false
	for _, sign := range "\t;," {
		for _, line := range lines {
			if strings.ContainsRune(line, sign) {
				if commas = sign == ','; commas {
					break
				}
				return sign
			}
		}
	}
	if !commas {
		return ' '
	}
	for _, line := range lines {
		if len(strings.Fields(line)) < 2 || !decimal(line) {
			return ','
		}
	}
	return ' '
}

// decimal reports whether each comma stands between digits.
func decimal(line string) bool {
	for i := range len(line) {
		if line[i] != ',' {
			continue
		}
		if i == 0 || i+1 == len(line) || !unicode.IsDigit(rune(line[i-1])) || !unicode.IsDigit(rune(line[i+1])) {
			return false
		}
	}
	return true
}

// split takes a line apart into cells, without the spaces around them. Within double quotes a
// sign is one of the text, and a quote is written twice.
func split(line string, sign rune) []string {
	var cells []string
	var b strings.Builder
	quoted := false
	end := func() {
		cells = append(cells, strings.TrimSpace(b.String()))
		b.Reset()
	}
	signs := []rune(line)
	for i := 0; i < len(signs); i++ {
		c := signs[i]
		switch {
		case quoted && c == '"' && i+1 < len(signs) && signs[i+1] == '"':
			b.WriteRune(c)
			i++
		case c == '"':
			quoted = !quoted
		case quoted || c != sign && (sign != ' ' || !unicode.IsSpace(c)):
			b.WriteRune(c)
		case sign != ' ' || b.Len() > 0:
			end()
		}
	}
	if sign != ' ' || b.Len() > 0 {
		end()
	}
	if sign != ',' {
		for i, c := range cells {
			cells[i] = point(c)
		}
	}
	return cells
}

// point writes a decimal comma as a point.
func point(cell string) string {
	if strings.Count(cell, ",") == 1 && !strings.Contains(cell, ".") && decimal(cell) {
		return strings.Replace(cell, ",", ".", 1)
	}
	return cell
}
