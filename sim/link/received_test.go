package link_test

import (
	"fmt"
	"html"
	"net/url"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"narrows/sim/experiments"
	"narrows/sim/link"
)

// What people received, by what they were meant to see: no link of this table gets a notice.
var received = map[string][]string{
	"#bottleneck?v=1": {
		"#bottleneck", "#/bottleneck", "#!bottleneck", "#!/bottleneck", "#bottleneck/", "##bottleneck", "#/#/bottleneck",
		"#bottleneck.", "#bottleneck).", "#Bottleneck", "#BOTTLENECK?V=1", "#bottleneck?", "#bottleneck?&", "#bottleneck#",
		"#bottleneck%3Fv%3D1", "#%23bottleneck", "#bottleneck&v=1", "#bottleneck/?v=1",
		"#?utm_source=feed&utm_medium=rss", "#?secret=Xk29dj3Lq0", "#bottleneck#?secret=Xk29dj3Lq0",
		"#bottleneck?fbclid=IwAR0x&gclid=1&mc_cid=2&_hsenc=p2ANqtz", "#bottleneck:~:text=squeezing", "#?v=1", "",
		"http://127.0.0.1:8080/#bottleneck", "https://example.org/narrows/index.html?embed=1#bottleneck?v=1",
		"#ｂｏｔｔｌｅｎｅｃｋ？ｖ＝１", "#bottle\u200bneck", "#\ufeffbottleneck", "#bottle\u00adneck?v=1\u2060",
	},
	"#bottleneck?v=1&data=moons&eta=0.2&seed=9&step=200": {
		// The signs escaped: all, some, twice, three times.
		"#bottleneck?v%3D1%26d%3D2%26data%3Dmoons%26eta%3D0.2%26seed%3D9%26step%3D200",
		"#bottleneck%3Fv%3D1%26d%3D2%26data%3Dmoons%26eta%3D0.2%26seed%3D9%26step%3D200",
		"#bottleneck%253Fv%253D1%2526data%253Dmoons%2526eta%253D0.2%2526seed%253D9%2526step%253D200",
		"#bottleneck%25253Fv%25253D1%252526data%25253Dmoons%252526eta%25253D0.2%252526seed%25253D9%252526step%25253D200",
		"%23bottleneck%3Fv%3D1%26data%3Dmoons%26eta%3D0.2%26seed%3D9%26step%3D200",
		"#bottleneck?v=1%26data=moons%26eta=0.2%26seed=9%26step=200",
		"#bottleneck?v%3D1&data%3Dmoons&eta%3D0.2&seed%3D9&step%3D200",
		"#bottleneck?v=1&data=moons%26eta%3D0.2%2526seed%253D9&step=200",
		"#bottleneck?v=1%26amp%3Bdata=moons%26amp%3Beta=0.2%26amp%3Bseed=9%26amp%3Bstep=200",
		"#bottleneck%3Fv%3D1%26amp%3Bdata%3Dmoons%26amp%3Beta%3D0.2%26amp%3Bseed%3D9%26amp%3Bstep%3D200",
		"https%3A%2F%2Fexample.org%2Fnarrows%2F%3Fembed%3D1%23bottleneck%3Fv%3D1%26data%3Dmoons%26eta%3D0.2%26seed%3D9%26step%3D200",
		"#bottleneck?%76=1&%64ata=%6Doons&eta=0%2E2&seed=%39&step=200",
		// HTML, JSON, shells, mail.
		"#bottleneck?v=1&amp;data=moons&amp;eta=0.2&amp;seed=9&amp;step=200",
		"#bottleneck?v=1&amp;amp;data=moons&amp;amp;eta=0.2&amp;amp;amp;seed=9&amp;step=200",
		"#bottleneck?v=1&#38;data=moons&#038;eta=0.2&#x26;seed=9&#X26;step=200",
		"&#35;bottleneck&quest;v&equals;1&AMP;data&#61;moons&amp;eta=0&period;2&amp;seed=9&amp;step=200&nbsp;",
		`#bottleneck?v=1\u0026data=moons\u0026eta=0.2\u0026seed=9\u0026step=200`,
		`\#bottleneck\?v\=1\&data\=moons\&eta\=0.2\&seed\=9\&step\=200`,
		"#bottleneck?v=3D1&data=3Dmoons&eta=3D0.=\n2&seed=3D9&step=3D200",
		"#bottleneck?v=1&data=moons&eta=0.2&\n> seed=9&step=2\r\n00",
		"#bottleneck? v = 1 & data = moons & eta = 0.2 & seed = 9 & step = 200 ",
		"#bottleneck?v=1&%20data=moons&%0Aeta=0.2&seed=%209&step=200%20",
		// What is put around a link.
		"#bottleneck?v=1&data=moons&eta=0.2&seed=9&step=200.", "#bottleneck?v=1&data=moons&eta=0.2&seed=9&step=200)",
		"#bottleneck?v=1&data=moons&eta=0.2&seed=9&step=200,", "#bottleneck?v=1&data=moons&eta=0.2&seed=9&step=200>",
		`#bottleneck?v=1&data=moons&eta=0.2&seed=9&step=200"`, "#bottleneck?v=1&data=moons&eta=0.2&seed=9&step=200'",
		"#bottleneck?v=1&data=moons&eta=0.2&seed=9&step=200];", "#bottleneck?v=1&data=moons&eta=0.2&seed=9&step=200**",
		"#bottleneck?v=1&data=moons&eta=0.2&seed=9&step=200_", "#bottleneck?v=1&data=moons&eta=0.2&seed=9&step=200…",
		"#bottleneck?v=1&data=moons&eta=0.2&seed=9&step=200».", "#bottleneck?v=1&data=moons&eta=0.2&seed=9&step=200%22%3E",
		"#bottleneck?v=1&data=moons&eta=0.2&seed=9&step=200&quot;&gt;", "<https://example.org/#bottleneck?v=1&data=moons&eta=0.2&seed=9&step=200>",
		"(#bottleneck?v=1&data=moons&eta=0.2&seed=9&step=200)", "#bottleneck?v=1&data=moons&eta=0.2&seed=9&step=200%E2%80%8B",
		"#bottleneck?v=1&data=moons&eta=0.2&seed=9&step=200%C2%A0", "#bottleneck?v=1&data=moons&eta=0.2&seed=9&step=200&", "#bottleneck?v=1&data=moons&eta=0.2&seed=9&step=200&)",
		"#bottleneck?v=1&data=moons&eta=0.2&seed=9&step=200/", "#bottleneck?v=1&data=moons&eta=0.2&seed=9&step=200#",
		"#bottleneck?v=1&data=moons&eta=0.2&seed=9&step=200 👍🏽️", "「#bottleneck?v=1&data=moons&eta=0.2&seed=9&step=200」。", "#bottleneck?v=1&data=moons&eta=0.2&seed=9&step=200%EF%BC%89%E3%80%82",
		// What is added.
		"#bottleneck?v=1&data=moons&eta=0.2&seed=9&step=200?utm_source=newsletter&utm_medium=email&utm_campaign=a.b",
		"#bottleneck?v=1&data=moons&eta=0.2&seed=9&step=200&fbclid=IwAR_-x", "#bottleneck?v=1&data=moons&eta=0.2&seed=9&step=200#?secret=ab12",
		"#bottleneck?v=1&data=moons&eta=0.2&seed=9&step=200#:~:text=squeeze,faster&text=limit", "#bottleneck?v=1&data=moons&eta=0.2&seed=9&step=200#comments",
		"#bottleneck?utm_source=a%26v%3D1&v=1&data=moons&eta=0.2&seed=9&step=200", "#bottleneck?v=1&data=moons&eta=0.2&seed=9&step=200#bottleneck?v=1&data=moons&eta=0.2&seed=9&step=200",
		"#top#bottleneck?v=1&data=moons&eta=0.2&seed=9&step=200",
		// Capitals, numbers as people write them, characters that look alike.
		"#Bottleneck?V=1&Data=Moons&ETA=0.2&Seed=9&STEP=200", "#bottleneck?v=1&data=moons&eta=0,2&seed=9&step=200", "#bottleneck?v=1&data=moons&eta=.2&seed=９&step=２００",
		"#bottleneck?v=1&data=moons&eta=2e−1&seed=٩&step=200", "#bottleneck?v=１&data=ｍｏｏｎｓ＆eta＝０．２&seed=9&step=200",
		"#bottleneck?v=1&data=moo\u00adns&eta=0.2&se\u200ced=9&\u202astep=200\u202c", "#bottleneck?v=1&data=moons&eta=0.2&seed=9&step=0200",
		"data=moons&v=1&eta=0.2&seed=9&step=200",
	},
	"#deep-linear?v=1&d=1&steps=1500": {
		"#deep‑linear?v=1&d=1&steps=1500", "#deep–linear?v=1&d=1&steps=1500", "#deep−linear?v=1&d=1&steps=1500", "#deep_linear?v=1&d=1&steps=1500",
		"#deep%20linear?v=1&d=1&steps=1500", "#deep+linear?v=1&d=1&steps=1500", "#DeepLinear?v=1&D=1&steps=1,500", "#deep%E2%80%91linear?v=1&d=1&steps=1%20500",
		"#deep&#8209;linear?v=1&amp;d=1&amp;steps=1.5e3", "#deep-\u200blinear?v=1&d=1&steps=1\u202f500", "#/deep-linear/?v=1&d=1.&steps=1'500",
	},
	// Pinned runs hold escaped signs of their own.
	"#bottleneck?v=1&d=3&step=40&play=0&pin=data%3Dmoons%26eta@5%3D0.25%26seed%3D7%26step%3D40&pin=seed%3D2&representation.camera=0.50,-0.20": {
		"#bottleneck?v=1&d=3&step=40&play=0&pin=data%3Dmoons%26eta%405%3D0.25%26seed%3D7%26step%3D40&pin=seed%3D2&representation.camera=0.50%2C%E2%88%920.20",
		"#bottleneck%3Fv%3D1%26d%3D3%26step%3D40%26play%3D0%26pin%3Ddata%253Dmoons%2526eta@5%253D0.25%2526seed%253D7%2526step%253D40%26pin%3Dseed%253D2%26representation.camera%3D0.50%2C-0.20",
		"#bottleneck?v=1&d=3&step=40&play=0&pin=data%253Dmoons%2526eta@5%253D0.25%2526seed%253D7%2526step%253D40&pin=seed%253D2&representation.camera=0.50,-0.20",
		"#bottleneck?v=1&amp;d=3&amp;step=40&amp;play=0&amp;pin=data%3Dmoons%26amp%3Beta@5%3D0.25%26seed%3D7%26step%3D40&amp;pin=seed%3D2&amp;representation.camera=0.50,-0.20",
		"#bottleneck?v=1%26d=3%26step=40%26play=0%26pin=data%3Dmoons%26eta@5%3D0.25%26seed%3D7%26step%3D40%26pin=seed%3D2%26representation.camera=0.50,-0.20",
		"#bottleneck?v=1&d=3&step=40&play=0&pin=data=moons&eta@5=0.25&seed=7&step=40&pin=seed=2&representation.camera=0.50,-0.20",
		"#Bottleneck?V=1&D=3&Step=40&Play=0&Pin=DATA%3DMoons%26Eta@5%3D0,25%26Seed%3D7%26Step%3D40&pin=seed%3D2)&Representation.Camera=0.50,-0.20).",
		"#bottleneck?v=1&d=3&step=40&play=0&pin=data%3Dmoons%26eta@5%3D0.25%26seed%3D7%26step%3D40&pin=seed%3D2&representation.camera=0.50,-0.20?utm_source=x#?secret=y",
	},
	"#bottleneck?v=1&d=3&pin=seed%3D2": {
		"#bottleneck?v=1&d=3&pin=seed%3D2).", "#bottleneck?v=1&d=3&pin=seed%3D2%26utm_source%3Dx", "#bottleneck?v=1&pin=seed%3D2?d=3", "#bottleneck?pin=seed%3d2&d=3#",
	},
}

func TestReceived(t *testing.T) {
	n := 0
	for want, texts := range received {
		if again, notices := link.Parse(want, experiments.List); link.Format(again) != want || notices != nil {
			t.Fatalf("got %s and %q, want the canonical %s", link.Format(again), notices, want)
		}
		for _, text := range texts {
			n++
			for _, text := range forms(text) {
				got, notices := link.Parse(text, experiments.List)
				if link.Format(got) != want || len(notices) > 0 {
					t.Errorf("%q:\ngot  %s and %q\nwant %s and no word", text, link.Format(got), notices, want)
				}
				if _, err := link.Check(text, experiments.List); err != nil {
					t.Errorf("%q: got error %v, want none", text, err)
				}
			}
		}
	}
	t.Logf("%d links", n)
}

// forms are a text as a command gets it and as a page does. A browser leaves out line breaks
// before anybody can tell what stood around them.
func forms(text string) []string {
	if strings.Contains(text, "=\n") || strings.Contains(text, "\n>") {
		return []string{text}
	}
	return []string{text, asBrowsersSay(text)}
}

// asBrowsersSay is what location.hash says of an address that ends with the text.
func asBrowsersSay(text string) string {
	var b strings.Builder
	for i := range len(text) {
		switch c := text[i]; {
		case c == '\n' || c == '\r' || c == '\t':
		case c <= ' ' || c >= 0x7f || strings.IndexByte("\"<>`", c) >= 0:
			fmt.Fprintf(&b, "%%%02X", c)
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// ways are what chat, mail and pages do to any link.
var ways = map[string]func(string) string{
	"nothing":                    func(s string) string { return s },
	"HTML":                       html.EscapeString,
	"HTML twice":                 func(s string) string { return html.EscapeString(html.EscapeString(s)) },
	"percent":                    func(s string) string { return "#" + url.QueryEscape(rest(s)) },
	"percent with its #":         url.QueryEscape,
	"percent twice":              func(s string) string { return url.QueryEscape(url.QueryEscape(s)) },
	"percent thrice":             func(s string) string { return "#" + url.QueryEscape(url.QueryEscape(url.QueryEscape(rest(s)))) },
	"percent of all after ?":     func(s string) string { a, b, _ := strings.Cut(s, "?"); return a + "?" + url.QueryEscape(b) },
	"percent of percent":         func(s string) string { return strings.ReplaceAll(s, "%", "%25") },
	"HTML, then percent":         func(s string) string { return "#" + url.QueryEscape(html.EscapeString(rest(s))) },
	"percent, then HTML":         func(s string) string { return html.EscapeString(url.QueryEscape(s)) },
	"small hexadecimals":         func(s string) string { return strings.NewReplacer("%3D", "%3d", "%2F", "%2f").Replace(s) },
	"capitals":                   strings.ToUpper,
	"a whole address":            func(s string) string { return "https://example.org/a/index.html?embed=1&theme=dark" + s },
	"a whole address as a value": func(s string) string { return url.QueryEscape("https://example.org/a/?embed=1" + s) },
	"in brackets":                func(s string) string { return "<" + s + ">" },
	"Markdown":                   func(s string) string { return "**" + s + "**)." },
	"a quotation":                func(s string) string { return "“" + s + "”," },
	"tracked":                    func(s string) string { return s + "?utm_source=a&utm_medium=b&fbclid=c" },
	"a blog":                     func(s string) string { return s + "#?secret=4fTg" },
	"found by its text":          func(s string) string { return s + ":~:text=squeeze" },
	"spaces":                     func(s string) string { return strings.NewReplacer("&", " & ", "?", " ? ").Replace(s) },
	"wrapped":                    func(s string) string { return s[:len(s)/2] + "\r\n" + s[len(s)/2:] },
	"wrapped and quoted":         func(s string) string { return s[:len(s)/2] + "\n> " + s[len(s)/2:] },
	"invisible":                  func(s string) string { return strings.NewReplacer("&", "\u200b&", "=", "=\u2060").Replace(s) },
	"soft hyphens":               func(s string) string { return strings.ReplaceAll(s, "e", "e\u00ad") },
	"bidi":                       func(s string) string { return "\u2068" + s + "\u2069" },
	"full width":                 func(s string) string { return strings.Map(wide, s) },
	"no-break hyphens":           func(s string) string { return strings.ReplaceAll(s, "-", "‑") },
	"minus signs":                func(s string) string { return strings.ReplaceAll(s, "-", "−") },
	"JSON":                       func(s string) string { return strings.ReplaceAll(s, "&", `\u0026`) },
	"a shell": func(s string) string {
		return strings.NewReplacer("&", `\&`, "?", `\?`, "=", `\=`, "#", `\#`).Replace(s)
	},
	"quoted-printable": func(s string) string { return strings.ReplaceAll(s, "=", "=3D") },
	"said twice":       func(s string) string { return s + " " + s },
	"a router":         func(s string) string { return "#!/" + rest(s) },
}

// rest is a text without its first character, a #.
func rest(s string) string {
	_, n := utf8.DecodeRuneInString(s)
	return s[n:]
}

func wide(c rune) rune {
	if '!' <= c && c <= '~' {
		return c - '!' + '！'
	}
	return c
}

// Honest links, as the page writes them, with all that they may hold.
var honest = []string{
	"#bottleneck?v=1&d=3",
	"#deep-linear?v=1&d=2&s=10&loss=fourth&view=losses&start=drawn&a=1&noise=1e-05&eta@412=0.3&seed=7&step=412&play=0&axis=linear",
	"#bottleneck?v=1&data=sectors&eta@3=0.25&seed=4294967295&step=17&play=0&axis=log&pin=data%3Dsectors%26eta@3%3D0.25%26step%3D10&pin=&representation.camera=-3.10,0.35",
	"#deep-linear?v=1&n=64&pin=condition%3D2.5%26noise%3D1e-05%26seed%3D3&singular.camera=0.00,-1.57",
}

func TestReceivedAnyWay(t *testing.T) {
	for name, way := range ways {
		for _, want := range honest {
			if (name == "said twice" || name == "a router") && strings.Contains(want, "pin") {
				continue // the same pins again are one too many
			}
			text := way(want)
			for _, text := range forms(text) {
				if got, notices := link.Parse(text, experiments.List); link.Format(got) != want || len(notices) > 0 {
					t.Errorf("%s: %q:\ngot  %s and %q\nwant %s and no word", name, text, link.Format(got), notices, want)
				}
			}
		}
	}
}

// Two ways after each other, too.
func TestReceivedTwoWays(t *testing.T) {
	n := 0
	for _, first := range []string{"HTML", "percent", "percent of all after ?", "in brackets", "tracked", "invisible", "full width", "minus signs"} {
		for _, second := range []string{"HTML", "percent", "percent of percent", "a whole address", "Markdown", "a blog", "wrapped and quoted", "bidi", "JSON"} {
			for _, want := range honest {
				text := ways[second](ways[first](want))
				n++
				if got, notices := link.Parse(text, experiments.List); link.Format(got) != want || len(notices) > 0 {
					t.Errorf("%s, then %s: %q:\ngot  %s and %q\nwant %s and no word", first, second, text, link.Format(got), notices, want)
				}
			}
		}
	}
	t.Logf("%d links", n)
}

// A real mistake is still named, whatever the link went through.
func TestReceivedMistakes(t *testing.T) {
	var names []string
	for _, e := range experiments.List {
		names = append(names, e.Name)
	}
	all := strings.Join(names, ", ")
	for text, want := range map[string]string{
		"#bottleneck?v=1&amp;d=7":                  "d=7 is not possible; d must be one of 1, 2, 3, 8, and 2 is used.",
		"#bottleneck%3Fv%3D1%26depht%3D2":          "The key depht is unknown and ignored.",
		"#bottlenek?v=1&d=3":                       "There is no experiment bottlenek; it must be one of " + all + ".",
		"#bottleneck?v=1&eta=1,000":                "eta=1,000 is not possible; eta must be a number from 0.01 to 20, and 0.5 is used.",
		"#bottleneck?v=1&eta=5%":                   "eta=5% is not possible; eta must be a number from 0.01 to 20, and 0.5 is used.",
		"#bottleneck?v=1&eta=5°":                   "eta=5° is not possible; eta must be a number from 0.01 to 20, and 0.5 is used.",
		"#bottleneck?v=1&seed=9|7":                 "seed=9|7 is not possible; seed must be a whole number from 0 to 4294967295, and 1 is used.",
		"#bottleneck?v=1&seed=4 2":                 `seed="4 2" is not possible; seed must be a whole number from 0 to 4294967295, and 1 is used.`,
		"#bottleneck?v=1&d=3&d=1":                  "d is there twice; the last one counts.",
		"#bottleneck?v=1&representation.zoom=2":    "The key representation.zoom is unknown and ignored.",
		"#bottleneck?v=1&rows.points=AAAA":         "The key rows.points is unknown and ignored.",
		"#bottleneck?v=1&representation.camera=up": "representation.camera=up is not possible; a camera must be two angles in radians, as 0.60,-0.35.",
		"#bottleneck?v=1&.camera=1,1":              "The key .camera is unknown and ignored.",
		"#bottleneck?v=1&embed=1":                  "The key embed is unknown and ignored.",
		"#bottleneck?v=1&d=2<script>":              "d=2<script> is not possible; d must be one of 1, 2, 3, 8, and 2 is used.",
		"#bottleneck?v=1&pin=d%253D7":              "The pinned run d%3D7 is left out: d=7 is not possible; d must be one of 1, 2, 3, 8.",
		"https://example.org/narrows/":             "There is no experiment https://example.org/narrows/; it must be one of " + all + ".",
	} {
		if l, notices := link.Parse(text, experiments.List); !slices.Equal(notices, []string{want}) {
			t.Errorf("%s:\ngot  %q\nwant %q (%s)", text, notices, want, link.Format(l))
		}
	}
}

// Names that differ for people differ for links: keys and choices are read without regard to
// capitals, names of experiments without regard to hyphens.
func TestNamesDiffer(t *testing.T) {
	seen := map[string]string{}
	differ := func(name, folded string) {
		if other, twice := seen[folded]; twice {
			t.Errorf("%s and %s are one name", name, other)
		}
		seen[folded] = name
	}
	for _, e := range experiments.List {
		differ(e.Name, strings.ReplaceAll(strings.ToLower(e.Name), "-", ""))
		for _, k := range e.Knobs {
			if k.Name != strings.ToLower(k.Name) || strings.ContainsAny(k.Name, "@.-_ ") {
				t.Errorf("the key %s of %s is not of small letters and digits", k.Name, e.Name)
			}
			for _, c := range k.Choices {
				differ(c, e.Name+" "+k.Name+" "+strings.ToLower(c))
			}
			l, _ := link.Parse("#"+e.Name+"?"+strings.ToUpper(k.Name)+"="+link.Text(k, k.Min), experiments.List)
			if got := l.Settings.Value(k.Name); got != k.Min && len(k.Choices) == 0 {
				t.Errorf("%s: got %v of the key in capitals, want %v", k.Name, got, k.Min)
			}
		}
	}
}

// What names nothing of its own is empty, and what names anything is not.
func TestEmpty(t *testing.T) {
	for text, want := range map[string]bool{
		"": true, "#": true, "#/": true, "#?secret=x": true, "#utm_source=rss": true, "#:~:text=a": true, "#?fbclid=1#": true,
		"#bottleneck": false, "#?v=1": false, "#?d=2": false, "#top": false, "#?what=1": false, "#?pin=": false, "#?a.camera=1,1": false,
		strings.Repeat("x", link.MaxBytes+1): false,
	} {
		if _, _, got := link.ParseOrEmpty(text, experiments.List); got != want {
			t.Errorf("%.40s: got %v, want %v", text, got, want)
		}
	}
}
