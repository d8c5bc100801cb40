package link

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// clean undoes what a link goes through on its way, as far as it can be told from the text
// alone: lines broken by a mail program, characters escaped for HTML, for JSON or by a shell,
// characters that nobody sees, full-width ones, and what a browser is to scroll to. What it
// leaves is as long as the text or shorter, and a canonical link stays as it is.
func clean(text string) string {
	text = unwrap(text)
	text = unescapeHTML(unescapeSlashes(text))
	text = visible(text)
	// A text fragment is for the browser: #…:~:text=narrows
	text, _, _ = strings.Cut(text, ":~:")
	return text
}

// unwrap joins lines. A mail program begins a quoted one with ">", and the encoding called
// quoted-printable writes "=3D" for "=" and ends a line with "=".
func unwrap(text string) string {
	if n := strings.Count(text, "=3D"); n > 0 {
		soft := strings.ReplaceAll(strings.ReplaceAll(text, "=\r\n", ""), "=\n", "")
		if strings.Count(soft, "=") == n {
			text = strings.ReplaceAll(soft, "=3D", "=")
		}
	}
	if !strings.ContainsAny(text, "\n\r\t") {
		return text
	}
	var b strings.Builder
	for i, line := range strings.FieldsFunc(text, func(c rune) bool { return c == '\n' || c == '\r' }) {
		if i > 0 {
			line = strings.TrimLeft(line, "> ")
		}
		b.WriteString(strings.ReplaceAll(line, "\t", ""))
	}
	return b.String()
}

// unescapeSlashes undoes JSON's \u0026, and backslashes before signs, as a shell or Markdown
// wants them.
func unescapeSlashes(text string) string {
	if strings.IndexByte(text, '\\') < 0 {
		return text
	}
	b := make([]byte, 0, len(text))
	for i := 0; i < len(text); i++ {
		if text[i] != '\\' || i+1 == len(text) {
			b = append(b, text[i])
			continue
		}
		if c := text[i+1]; c == 'u' && i+6 <= len(text) {
			if x, err := strconv.ParseUint(text[i+2:i+6], 16, 16); err == nil {
				b = utf8.AppendRune(b, rune(x))
				i += 5
				continue
			}
		} else if c < utf8.RuneSelf && (unicode.IsPunct(rune(c)) || unicode.IsSymbol(rune(c))) {
			continue // the sign comes next
		}
		b = append(b, '\\')
	}
	return string(b)
}

// entities are the names that HTML has for what stands in links or is put around them. The
// package html knows all two thousand, and is a tenth of the program.
var entities = map[string]string{
	"amp": "&", "num": "#", "quest": "?", "equals": "=", "percnt": "%", "commat": "@", "lowbar": "_",
	"comma": ",", "period": ".", "colon": ":", "semi": ";", "sol": "/", "excl": "!", "ast": "*",
	"lt": "<", "gt": ">", "quot": `"`, "apos": "'", "lpar": "(", "rpar": ")", "nbsp": " ",
	"ensp": " ", "emsp": " ", "thinsp": " ", "shy": "", "zwj": "", "zwnj": "", "lrm": "", "rlm": "",
	"ndash": "–", "mdash": "—", "minus": "−", "hyphen": "‐", "dash": "‐", "hellip": "…",
	"laquo": "«", "raquo": "»", "ldquo": "“", "rdquo": "”", "lsquo": "‘", "rsquo": "’",
}

// unescapeHTML undoes the escaping of HTML, be it done over and over: &amp;amp; is &.
func unescapeHTML(text string) string {
	if strings.IndexByte(text, '&') < 0 || strings.IndexByte(text, ';') < 0 {
		return text
	}
	b := make([]byte, 0, len(text))
	for i := 0; i < len(text); {
		if text[i] != '&' {
			b = append(b, text[i])
			i++
			continue
		}
		i++
		sign := "&"
		for sign == "&" {
			meant, n := entity(text[i:])
			if n == 0 {
				break
			}
			sign = meant
			i += n
		}
		b = append(b, sign...)
	}
	return string(b)
}

// entity reads what follows an ampersand, "amp;" or "#38;", and says how long it is; 0 if it
// is no entity.
func entity(s string) (meant string, n int) {
	const longest = 9 // "#0001234;"
	end := strings.IndexByte(s[:min(len(s), longest+1)], ';')
	if end < 2 {
		return "", 0
	}
	name := s[:end]
	if name[0] != '#' {
		meant, known := entities[strings.ToLower(name)]
		if !known {
			return "", 0
		}
		return meant, end + 1
	}
	digits, base := name[1:], 10
	if digits[0] == 'x' || digits[0] == 'X' {
		digits, base = digits[1:], 16
	}
	x, err := strconv.ParseUint(digits, base, 21)
	if err != nil {
		return "", 0
	}
	return string(rune(x)), end + 1
}

// visible undoes the percent escapes of all that is not ASCII, however often it was escaped,
// writes full-width characters as ASCII, and leaves out those that nobody sees: soft hyphens,
// joiners, marks of direction and of byte order.
func visible(text string) string {
	b := make([]byte, 0, len(text))
	foreign := false
	for i := 0; i < len(text); {
		c, level, n := percent(text[i:])
		if n == 0 || c < utf8.RuneSelf || level > deepest {
			c, n = text[i], 1
		}
		foreign = foreign || c >= utf8.RuneSelf
		b = append(b, c)
		i += n
	}
	if !foreign {
		return text
	}
	kept := b[:0] // nothing becomes longer
	for i := 0; i < len(b); {
		c, n := utf8.DecodeRune(b[i:])
		switch {
		case c == utf8.RuneError && n == 1:
			kept = append(kept, b[i])
		case hidden(c):
		default:
			kept = utf8.AppendRune(kept, narrow(c))
		}
		i += n
	}
	return string(kept)
}

// hidden reports whether a character takes no room: Unicode's format characters, selectors of
// variants, and the grapheme joiner.
func hidden(c rune) bool {
	return unicode.Is(unicode.Cf, c) || c == '\u034F' || '\uFE00' <= c && c <= '\uFE0F'
}

// narrow writes a full-width character of ASCII as that.
func narrow(c rune) rune {
	switch {
	case '！' <= c && c <= '～':
		return c - '！' + '!'
	case c == '\u3000':
		return ' '
	}
	return c
}

// percent reads an escaped byte, %26 or, escaped again, %2526: the byte and how often it was
// escaped beyond once; n is the length of all of it, 0 if there is none.
func percent(s string) (c byte, level, n int) {
	if len(s) < 3 || s[0] != '%' {
		return 0, 0, 0
	}
	i := 1
	for ; i+4 <= len(s) && s[i] == '2' && s[i+1] == '5' && unhex(s[i+2]) >= 0 && unhex(s[i+3]) >= 0; i += 2 {
		level++
	}
	high, low := unhex(s[i]), unhex(s[i+1])
	if high < 0 || low < 0 {
		return 0, 0, 0
	}
	return byte(high<<4 | low), level, i + 2
}

// ---- what stands around a key or a value ----

// Signs that chat, mail and Markdown leave before and after a link, besides punctuation and
// pictures of other scripts. Percent and degrees are none: they would say something of a number.
const (
	units   = "‰٪﹪°℃℉"
	openers = " \"'`<>([{*_~«“‘„"
	closers = " \"'`>)]}*_~.,;:!|/\\=<([{"
)

// usual reports whether a text is of the characters that keys, choices and numbers have in a
// canonical link: it is what was meant then.
func usual(s string) bool {
	for i := range len(s) {
		if c := s[i]; !('a' <= c && c <= 'z' || '0' <= c && c <= '9' || c == '@' || c == '-' || c == '.' && i+1 < len(s)) {
			return false
		}
	}
	return s != ""
}

// bare takes spaces and decoration off both ends.
func bare(s string) string {
	if usual(s) {
		return s
	}
	s = strings.TrimLeftFunc(s, func(c rune) bool { return unicode.IsSpace(c) || strings.ContainsRune(openers, c) })
	return strings.TrimRightFunc(s, func(c rune) bool {
		return unicode.IsSpace(c) || strings.ContainsRune(closers, c) ||
			c >= utf8.RuneSelf && unicode.In(c, unicode.P, unicode.So, unicode.Sk) && !strings.ContainsRune(units, c)
	})
}

// dash reports whether a character is a hyphen, a dash or a minus sign.
func dash(c rune) bool { return unicode.Is(unicode.Pd, c) || c == '−' || c == '⁻' }

// folded is a word as it is compared with what is known: small letters, one kind of hyphen,
// which also stands for spaces, plus signs and underscores.
func folded(s string) string {
	if usual(s) {
		return s
	}
	return strings.Map(func(c rune) rune {
		switch {
		case unicode.IsSpace(c) || dash(c) || c == '_' || c == '+':
			return '-'
		}
		return unicode.ToLower(c)
	}, s)
}

// fold is folded for a name: without its hyphens, and empty if it holds anything but
// letters, digits and these.
func fold(name string) string {
	name = strings.ReplaceAll(folded(bare(name)), "-", "")
	if strings.ContainsFunc(name, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) }) {
		return ""
	}
	return name
}
