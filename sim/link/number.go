package link

import (
	"strings"
	"unicode"
)

// numeral writes a number as programs do, 0.2 for "０,２" or "٠٫٢" and 1000 for "1 000", as far
// as it has one meaning. One comma is a decimal point, but before three digits it may part
// thousands as well: then, as 1,000, it is left as it stands and is no number, if it need not
// be whole. The text itself comes back if it is none.
func numeral(text string, whole bool) string {
	if usual(text) && strings.Count(text, ".") < 2 {
		return text
	}
	s := strings.Map(ordinary, bare(text))
	if strings.Count(s, ".") < 2 && !strings.ContainsAny(s, ",' _") {
		return s
	}
	head := strings.TrimLeft(s, "+-")
	sign := strings.TrimSuffix(s[:len(s)-len(head)], "+")
	head = strings.TrimLeft(head, " ")
	power := ""
	if i := strings.IndexAny(head, "eE"); i >= 0 {
		head, power = head[:i], head[i:]
	}
	whole = whole && power == ""
	left, right, point := head, "", ""
	if i := strings.LastIndexAny(head, ".,"); i >= 0 {
		mark := head[i : i+1]
		thousands := strings.Count(head, mark) > 1 ||
			whole && mark == "," && grouped(head, ",") != ""
		switch {
		case thousands:
		case mark == "," && grouped(head, ",") != "":
			return text // 1,000: one, or a thousand?
		default:
			left, right, point = head[:i], head[i+1:], "."
		}
	}
	for _, mark := range []string{",", ".", "'", " ", "_"} {
		if strings.Contains(left, mark) {
			if left = grouped(left, mark); left == "" {
				return text
			}
			break
		}
	}
	return sign + left + point + right + power
}

// grouped joins digits that a mark parts by threes; empty if they are none, or begin with 0.
func grouped(s, mark string) string {
	groups := strings.Split(s, mark)
	for i, g := range groups {
		if i > 0 && len(g) != 3 || len(g) < 1 || len(g) > 3 || strings.Trim(g, digits[:10]) != "" {
			return ""
		}
	}
	if s[0] == '0' {
		return ""
	}
	return strings.Join(groups, "")
}

// ordinary writes the signs of numbers in other scripts and type as programs know them.
func ordinary(c rune) rune {
	for _, zero := range []rune{'٠', '۰', '०', '０'} {
		if zero <= c && c <= zero+9 {
			return c - zero + '0'
		}
	}
	switch {
	case c == '٫':
		return '.'
	case c == '٬' || c == '’' || c == '‘':
		return '\''
	case c == '，':
		return ','
	case c == '．':
		return '.'
	case dash(c):
		return '-'
	case unicode.IsSpace(c):
		return ' '
	case hidden(c):
		return -1
	}
	return narrow(c)
}
