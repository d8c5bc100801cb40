package link

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"narrows/sim"
)

// The sentences about what cannot be used are written when somebody is told: a link may hold
// thousands of mistakes, of which a few are said.

// A badValue is one that a knob cannot take.
type badValue struct {
	knob       *sim.Knob
	key, value string
	stays      string // "12 stays", "used": the default is; empty: about a change under way
}

func (b badValue) String() string {
	k, instead := b.knob, b.stays
	switch instead {
	case "used":
		instead = Text(*k, k.Default) + " is used"
	case "":
		instead = "it stays as it was"
	}
	allowed := k.Allowed()
	if len(k.Choices) > 0 {
		allowed = "one of " + allowed
	}
	return fmt.Sprintf("%s=%s is not possible; %s must be %s, and %s.", quoted(b.key), quoted(b.value), k.Name, allowed, instead)
}

type badStep struct{ key, value string }

func (b badStep) String() string {
	return fmt.Sprintf("Step %s of %s is not possible; a step must be a whole number from 0 to %d.", quoted(b.value), quoted(b.key), MaxStep)
}

// A badSeed says what is there instead: "1 is used".
type badSeed struct{ value, instead string }

func (b badSeed) String() string {
	return fmt.Sprintf("seed=%s is not possible; seed must be a whole number from 0 to %d, and %s.", quoted(b.value), uint64(sim.MaxSeed), b.instead)
}

type tooMany struct{ key, value string }

func (m tooMany) String() string {
	return fmt.Sprintf("%s=%s is one change too many; a link may hold %d.", quoted(m.key), quoted(m.value), MaxChanges)
}

// Quoted makes a stranger's text fit for a sentence: short, one line, never empty.
func Quoted(text string) string { return quoted(text).String() }

// A quoted text is a stranger's, fit for a sentence: short, one line, never empty.
type quoted string

func (q quoted) String() string {
	const most = 40
	s := string(q)
	s = s[:min(len(s), 4*most+4)] // enough for so many characters, and one more
	s = strings.Map(func(c rune) rune {
		if unicode.IsControl(c) || c == utf8.RuneError || unicode.In(c, unicode.Cf, unicode.Co, unicode.Zl, unicode.Zp) {
			return '\uFFFD'
		}
		return c
	}, s)
	if runes := []rune(s); len(runes) > most {
		s = string(runes[:most]) + "…"
	}
	if s == "" || strings.ContainsRune(s, ' ') {
		return `"` + s + `"`
	}
	return s
}
