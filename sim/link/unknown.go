package link

import (
	"fmt"
	"strings"
)

// A link keeps a few keys that nobody knows, for the version of Narrows that does; whatever is
// more than these would only make every link that is copied from here longer.
const (
	maxUnknown      = 8
	maxUnknownBytes = 512
)

// unknowns are the keys of a link that nobody knows.
type unknowns struct {
	names map[string]bool
	first []string // three of them, to be named
	kept  []Pair
	bytes int
}

// add takes a key as it was read, and its pair, if that may be kept.
func (u *unknowns) add(name string, p *Pair) {
	if u.names == nil {
		u.names = map[string]bool{}
	}
	if !u.names[name] {
		u.names[name] = true
		if len(u.first) < 3 {
			u.first = append(u.first, name)
		}
	}
	if p == nil || len(u.kept) == maxUnknown || u.bytes+len(p.Key)+len(p.Value) > maxUnknownBytes || !p.stays() {
		return
	}
	u.kept = append(u.kept, *p)
	u.bytes += len(p.Key) + len(p.Value)
}

// stays reports whether a link that holds the pair gives it back.
func (p *Pair) stays() bool {
	text := escape(p.Key) + "=" + escape(p.Value)
	again, end, _ := cutPiece(clean(text), func(string) holding { return anything })
	return end == 0 && unescape(again.key) == p.Key && unescape(again.value) == p.Value && again.level == 0
}

// sentence names the keys, all in one; empty if there are none.
func (u *unknowns) sentence() string {
	var words []string
	for _, name := range u.first {
		words = append(words, quoted(name).String())
	}
	switch n := len(u.names); n {
	case 0:
		return ""
	case 1:
		return unknownKey(u.first[0])
	case 2, 3:
		return fmt.Sprintf("The keys %s and %s are unknown and ignored.", strings.Join(words[:n-1], ", "), words[n-1])
	default:
		return fmt.Sprintf("The keys %s and %d more are unknown and ignored.", strings.Join(words, ", "), n-len(words))
	}
}

func unknownKey(key string) string {
	return fmt.Sprintf("The key %s is unknown and ignored.", quoted(key))
}
