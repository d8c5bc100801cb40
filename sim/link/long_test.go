package link

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
)

// Whatever is longer than a link can be is not read at all, and says so.
func TestTooLong(t *testing.T) {
	most := "#strait?v=1&d=3&" + strings.Repeat("x", MaxBytes-16)
	if l, notices := Parse(most, experiments); Format(l) != "#strait?v=1&d=3" || len(notices) != 1 {
		t.Errorf("%d bytes: got %.60s and %.200q, want d=3 and one sentence", len(most), Format(l), notices)
	}
	l, notices := Parse(most+"x", experiments)
	want := "A link of more than 64 kB cannot be read, and the untouched figure is used."
	if Format(l) != "#strait?v=1" || len(notices) != 1 || notices[0] != want {
		t.Errorf("a byte more: got %.60s and %q, want the untouched figure and %q", Format(l), notices, want)
	}
	if _, err := Check(most+"x", experiments); err == nil || err.Error() != "A link of more than 64 kB cannot be read" {
		t.Errorf("got error %v", err)
	}
}

// An honest link with much of one's own fits, be it escaped: a thousand points of three
// numbers, two characters each, in the run and in two pinned ones.
func TestLongestHonestLinkFits(t *testing.T) {
	rows := strings.Repeat("aZ-_09", 1000)
	link := "#strait?v=1&rows.points=" + rows + strings.Repeat("&pin=rows.points%3D"+rows, 2)
	for range 3 {
		if link = strings.ReplaceAll(strings.ReplaceAll(link, "%", "%25"), "&", "%26"); len(link) > MaxBytes {
			t.Errorf("got %d bytes, want at most %d", len(link), MaxBytes)
		}
	}
}

// Many unknown keys are named in one sentence, and few of them are kept.
func TestManyUnknownKeys(t *testing.T) {
	for _, c := range []struct {
		n    int
		want string
	}{
		{1, "The key k0 is unknown and ignored."},
		{2, "The keys k0 and k1 are unknown and ignored."},
		{3, "The keys k0, k1 and k2 are unknown and ignored."},
		{4, "The keys k0, k1, k2 and 1 more are unknown and ignored."},
		{43, "The keys k0, k1, k2 and 40 more are unknown and ignored."},
	} {
		var b strings.Builder
		b.WriteString("#strait?v=1&d=9")
		for i := range c.n {
			fmt.Fprintf(&b, "&k%d=%d&k0=again", i, i)
		}
		l, notices := Parse(b.String(), experiments)
		if len(notices) != 2 || notices[1] != c.want {
			t.Errorf("got %q, want %q", notices, c.want)
		}
		if text := Format(l); len(l.Unknown) > maxUnknown || len(text) > 600 {
			t.Errorf("got %d bytes with %d unknown keys, want at most %d of them", len(text), len(l.Unknown), maxUnknown)
		}
	}
	// They are named even where there are more complaints than anybody is told.
	_, notices := Parse("#strait?v=1"+strings.Repeat("&n=1", 20)+"&k=1", experiments)
	if len(notices) != maxNotices || notices[maxNotices-2] != "The key k is unknown and ignored." || notices[maxNotices-1] != "There are 33 more such things in this link." {
		t.Errorf("got %q", notices)
	}
	// One long one is named by its beginning, and not kept.
	l, notices := Parse("#strait?v=1&"+strings.Repeat("k", 5000)+"=1", experiments)
	if want := "The key " + strings.Repeat("k", 40) + "… is unknown and ignored."; len(l.Unknown) != 0 || len(notices) != 1 || notices[0] != want {
		t.Errorf("got %q and %d kept, want %q and none", notices, len(l.Unknown), want)
	}
}

// long are texts of about n bytes that make work: each is repeated as often as it fits.
func long(n int) map[string]string {
	of := func(s string) string { return strings.Repeat(s, n/len(s)) }
	var keys strings.Builder
	for i := 0; keys.Len() < n; i++ {
		fmt.Fprintf(&keys, "&%x=1", i)
	}
	return map[string]string{
		"keys":                   keys.String(),
		"one key":                of("&depth=1"),
		"known keys":             of("&d=1&n=64"),
		"bad values":             of("&n=x"),
		"changes":                of("&eta@5=3&eta@6=1"),
		"pins":                   of("&pin=d%3D3"),
		"one pin":                "&pin=" + of("d%3D3%26"),
		"open pins":              of("&pin=d=3"),
		"an unknown value":       "&x=" + of("%26a%3D1"),
		"ampersands":             of("&"),
		"escaped ampersands":     of("%26"),
		"entities":               "&" + of("amp;"),
		"escaped entities":       "%26" + of("amp%3B"),
		"entities and hashes":    of("&#38;#"),
		"hashes":                 of("#"),
		"hashes and names":       of("#x"),
		"escaped hashes":         of("%23x"),
		"percent of percent":     "%" + of("25"),
		"percents":               of("%"),
		"percent of percent &":   of("%2525252526"),
		"equals":                 of("="),
		"question marks":         of("?a"),
		"dots":                   of("a."),
		"cameras":                of("&a.camera=1,1"),
		"backslashes":            of(`\`),
		"unicode escapes":        of(`\u0026`),
		"newlines":               of("\n> "),
		"quoted-printable":       of("a=3D1&"),
		"invisible":              of("\u200b"),
		"escaped invisible":      of("%E2%80%8B"),
		"half characters":        of("%E2"),
		"full width":             of("＆ａ＝１"),
		"spaces":                 of(" "),
		"a long number":          "&n=" + of("1 000"),
		"a long number of marks": "&n=" + of("1,"),
		"closers":                "&n=1" + of(")."),
		"openers":                of("<("),
		"semicolons":             of("38;"),
		"text fragments":         of(":~:text=a"),
	}
}

// Ten times the text is ten times the work, however it is made: the bytes that reading it
// takes grow no faster, and a tenth of the longest link stays below a bound for each byte.
func TestWorkGrowsWithLength(t *testing.T) {
	bytes := func(text string) float64 {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		l, _ := Parse("#strait?v=1"+text, experiments)
		Format(l)
		runtime.ReadMemStats(&after)
		return float64(after.TotalAlloc - before.TotalAlloc)
	}
	large := long(60000)
	for name, small := range long(6000) {
		a, b := bytes(small), bytes(large[name])
		// 20: maps and slices double, and a page of text has room for much.
		if b > 20*a+100000 {
			t.Errorf("%s: got %.0f bytes for 6 kB and %.0f for 60 kB", name, a, b)
		}
		// Measured: at most 250, for pins, each of which is read as a run.
		if b > 500*60000 {
			t.Errorf("%s: got %.0f bytes for 60 kB", name, b)
		}
	}
}

func BenchmarkParse(b *testing.B) {
	for name, text := range long(10000) {
		b.Run(strings.ReplaceAll(name, " ", "-"), func(b *testing.B) {
			for b.Loop() {
				l, _ := Parse("#strait?v=1"+text, experiments)
				Format(l)
			}
		})
	}
}
