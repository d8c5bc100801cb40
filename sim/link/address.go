package link

import (
	"strings"
	"unicode"

	"narrows/sim"
)

// address takes a cleaned text apart into the name of an experiment, empty if there is none,
// and the query. Of a whole address it takes what follows its #, and where one # follows
// another, the first that names an experiment.
func address(text string, list []sim.Experiment) (name, query string) {
	text, hashed := lead(text)
	name, end, level, query := head(text)
	for name == "" && end == '#' {
		text, _ = lead(query) // only decoration stood before the #
		hashed = true
		name, end, level, query = head(text)
	}
	if name == "" || experiment(name, list) >= 0 {
		return name, query
	}
	// Somebody's # is not a sign of the link unless it was escaped like the rest of it.
	first := ""
	found := false
	for rest, at := text, 0; ; {
		skip, c, l, n := next(rest)
		if c == 0 {
			break
		}
		at += skip + n
		rest = text[at:]
		if c != '#' || hashed && l > level {
			continue
		}
		inner, _ := lead(rest)
		if !found {
			first, found = inner, true
		}
		if word, _, _, query := head(inner); experiment(word, list) >= 0 {
			return word, query
		}
		at = len(text) - len(inner)
		rest = inner
	}
	switch {
	case !hashed && found:
		name, _, _, query = head(first)
	case !hashed && strings.Contains(text, "://"):
		// An address without a link: all of it is quoted.
		return text, ""
	}
	return name, query
}

// lead takes off what stands before a name: signs of its own and what was put around it.
func lead(s string) (rest string, hashed bool) {
	for s != "" {
		if c, _, n := sign(s); c == '#' {
			s, hashed = s[n:], true
			continue
		}
		c, n := s[0], 1
		if c == '%' {
			if c, _, n = percent(s); n == 0 {
				break
			}
		}
		if c != '/' && c != '!' && c != ' ' && strings.IndexByte(openers, c) < 0 {
			break
		}
		s = s[n:]
	}
	return s, hashed
}

// head reads a name up to the first sign, says which that is and of what level, and returns
// what follows it. Pairs may begin without a name.
func head(s string) (name string, end byte, level int, query string) {
	at, end, level, n := next(s)
	if end == '=' {
		return "", end, level, s
	}
	if name = strings.TrimFunc(unescapeAll(s[:at]), unicode.IsSpace); bare(name) == "" {
		name = ""
	}
	return name, end, level, s[at+n:]
}

// experiment is the index of the experiment that a name means, −1 if it means none.
func experiment(name string, list []sim.Experiment) int {
	const longest = 200 // with all that may stand around it
	if len(name) > longest {
		return -1
	}
	word := fold(name)
	if word == "" {
		return -1
	}
	for i, e := range list {
		if strings.ReplaceAll(folded(e.Name), "-", "") == word {
			return i
		}
	}
	return -1
}
