package link

import "strings"

// A link is taken apart at its signs: # before it, ? before its query, & between its pairs,
// = within one. What escapes a link on its way escapes all of them or some, once or several
// times: & is then %26, or %2526. A sign's level says how often, 0 for one that stands there
// as it is.
//
// Values of a pinned run, and of keys that nobody knows, hold escaped signs of their own. Those
// are of a higher level than the sign that begins the value, whatever the link went through.

// deepest is the highest level that counts. Nothing on a link's way escapes it so often.
const deepest = 6

// sign reads a sign at the beginning of s: which one, its level, its length; 0 if there is none.
func sign(s string) (c byte, level, n int) {
	switch s[0] {
	case '#', '?', '&', '=':
		return s[0], 0, 1
	case '%':
		c, level, n = percent(s)
		if n > 0 && level < deepest && (c == '#' || c == '?' || c == '&' || c == '=') {
			return c, level + 1, n
		}
	}
	return 0, 0, 0
}

// next finds the first sign in s.
func next(s string) (at int, c byte, level, n int) {
	for at = range len(s) {
		if c, level, n = sign(s[at:]); c != 0 {
			return at, c, level, n
		}
	}
	return len(s), 0, 0, 0
}

// A piece is a key with its value, as they stand in the text.
type piece struct {
	key, value string
	level      int // of the sign between them; −1: there is none, and no value
}

// A holding says what a value may hold, by its key.
type holding int

const (
	runValue  holding = iota // no sign but =; it is part of what fixes a run
	viewValue                // no sign but =; it is not
	anything                 // signs of a higher level
	aRun                     // the pairs of a run, at a higher level
)

// cutPiece takes a piece from the beginning of a query and returns the sign after it, 0 at the
// end, and what follows that.
func cutPiece(s string, holds func(key string) holding) (p piece, end byte, rest string) {
	at, c, level, n := next(s)
	if c != '=' {
		return piece{key: s[:at], level: -1}, c, s[at+n:]
	}
	p = piece{key: s[:at], level: level}
	s = s[at+n:]
	at, end, n = endOf(s, level, holds(p.key), holds)
	p.value = s[:at]
	return p, end, s[at+n:]
}

// endOf finds the sign that ends a value which began with one of that level.
func endOf(s string, level int, what holding, holds func(key string) holding) (at int, c byte, n int) {
	// What unescapes a link once too often takes the signs within a pinned run for its own. In
	// a canonical link what follows it and may belong to it does.
	loose := false
	if what == aRun {
		_, c, l, _ := next(s)
		loose = c == '=' && l <= level
	}
	for at < len(s) {
		skip, c, l, n := next(s[at:])
		at += skip
		if c == 0 {
			break
		}
		if c != '=' {
			after, c2, l2, _ := next(s[at+n:])
			switch {
			case what == runValue || what == viewValue:
				return at, c, n
			case loose:
				if c != '&' || c2 != '=' || holds(s[at+n:][:after]) != runValue {
					return at, c, n
				}
			case l <= level, c2 == '=' && l2 <= level:
				// In the second case only ampersands were escaped, and this one is the link's.
				return at, c, n
			}
		}
		at += n
	}
	return len(s), 0, 0
}

// unescapeAll undoes escaping until nothing is left of it.
func unescapeAll(s string) string {
	if strings.IndexByte(s, '%') < 0 {
		return s
	}
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); {
		c, _, n := percent(s[i:])
		if n == 0 {
			c, n = s[i], 1
		}
		b = append(b, c)
		i += n
	}
	return string(b)
}

// unescapeTimes undoes escaping so often.
func unescapeTimes(s string, n int) string {
	for range n {
		s = unescape(s)
	}
	return s
}
