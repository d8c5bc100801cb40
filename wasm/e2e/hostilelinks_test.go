//go:build !js

package e2e

import (
	"encoding/json"
	"fmt"
	"html"
	"math/rand/v2"
	"net/url"
	"strings"
	"testing"
)

// A page is led through links that were altered on their way, made up, or made to harm it. It
// reads every one of them, throws nothing, asks nobody else for anything, shows no markup out
// of a link, and shows a figure at the end. A link that is empty is that of home.
func TestHostileLinks(t *testing.T) {
	const links, batch = 1500, 100
	p := open(t, visit{url: "/#bottleneck?v=1&n=16&seeds=1&points=8&step=1&play=0", before: `
		window.wrong = [];
		addEventListener("error", (e) => wrong.push("error: " + e.message));
		addEventListener("unhandledrejection", (e) => wrong.push("rejection: " + e.reason));
		addEventListener("securitypolicyviolation", (e) => wrong.push("policy: " + e.blockedURI));`})
	p.settle(1)
	eval[int](p, `window.go = async (links) => {
		const seen = [];
		for (const link of links) {
			const old = location.href;
			const came = new Promise((done) => { addEventListener("popstate", done, { once: true }); setTimeout(done, 600000); });
			// Half of a pair of characters, which no text in a test can hold.
			location.hash = link.replaceAll("\ue000", "\ud800");
			if (location.href !== old) await came;
			const odd = document.querySelectorAll("harm, body script:not([src]), body iframe, body img:not(.poster, .still), [onerror], [onload], [onfocus], [style*=harm], a[href^='javascript' i]").length;
			const said = [...document.querySelectorAll("#notices > *")];
			const plain = said.length <= 8 && said.every((n) => n.matches("p.notice") && n.children.length === 1 && n.firstElementChild.matches("button"));
			if (odd || !plain || location.hash.length > 6000 || (location.hash ? !/^#(bottleneck|deep-linear)\?v=1(&[^"'<>\s]*)?$/.test(location.hash) : link && link !== "#")) seen.push(link.slice(0, 300) + " → " + location.hash.slice(0, 300) + ", odd: " + odd);
		}
		return seen;
	}, 0`)
	rng := rand.New(rand.NewPCG(12, 9))
	for i := 0; i < links; i += batch {
		var list []string
		for range batch {
			list = append(list, hostileLink(rng))
		}
		// Few are long: each of them takes the browser itself a while.
		list[0] = "#bottleneck?v=1" + strings.Repeat("&x=1", 2500)
		list[1] = "#" + strings.Repeat("harm%26", 1+rng.IntN(20000))
		text, err := json.Marshal(list)
		if err != nil {
			t.Fatal(err)
		}
		for _, bad := range eval[[]string](p, fmt.Sprintf("go(%s)", text)) {
			t.Error(bad)
		}
		for _, bad := range eval[[]string](p, `wrong.splice(0)`) {
			t.Error(bad)
		}
	}
	eval[int](p, "scrollTo(0, 0), 0") // a browser goes to the text that a link names
	p.visit("#bottleneck?v=1&n=16&seeds=1&points=8&step=3&play=0")
	p.settle(3)
	p.alive()
}

// What was meant by a link that came escaped, decorated or followed is shown without a word,
// and the bar holds the link that says so. One to which a blog has only added words of its
// own is the page's first.
func TestReceivedLinks(t *testing.T) {
	const want = "#bottleneck?v=1&data=moons&n=16&points=8&seeds=1&seed=9&step=2&play=0"
	p := open(t, visit{url: "/#bottleneck?v%3D1%26data%3Dmoons%26n%3D16%26points%3D8%26seeds%3D1%26seed%3D9%26step%3D2%26play%3D0"})
	p.settle(2)
	for _, text := range []string{
		"", "#bottleneck?v=1&amp;data=moons&amp;n=16&amp;points=8&amp;seeds=1&amp;seed=9&amp;step=2&amp;play=0", "#/Bottleneck/?v=1&Data=Moons&N=16& points=8&seeds=1&seed=9&step=2&play=0).",
		want + "?utm_source=a&fbclid=b", want + "#?secret=Xk29", want + "…\u200b", "#" + url.QueryEscape(url.QueryEscape(want)),
	} {
		if text != "" {
			p.visit("#deep-linear?v=1&points=20&step=1&play=0")
			p.settle(1)
			p.visit(text)
			p.settle(2)
		}
		if got := p.hash(); got != want || p.text("#notices") != "" {
			t.Errorf("%s: got %s and %q, want %s and no word", text, got, p.text("#notices"), want)
		}
	}
	for _, text := range []string{"#?secret=Xk29", "#utm_source=feed", "#/"} {
		p.visit("#deep-linear?v=1&points=20&step=1&play=0")
		p.settle(1)
		p.visit(text)
		p.wait(`document.querySelector("#presets [aria-current]")?.textContent === "Circles"`)
		if got := p.text("#notices"); got != "" {
			t.Errorf("%s: got %q, want no word", text, got)
		}
	}
}

// A link that is longer than any, or holds nothing but unknown keys, is one sentence.
func TestLongLinks(t *testing.T) {
	p := open(t, visit{url: "/#bottleneck?v=1&n=16&seeds=1&points=8&step=1&play=0"})
	p.settle(1)
	for text, want := range map[string]string{
		`"#bottleneck?v=1&d=3&x=" + "y".repeat(1 << 20)`:                                "A link of more than 64 kB cannot be read, and the untouched figure is used.",
		`"#bottleneck?v=1&d=3" + [...Array(1000).keys()].map((i) => "&k" + i).join("")`: "The keys k0, k1, k2 and 997 more are unknown and ignored.",
	} {
		eval[int](p, "location.hash = "+text+", 0")
		p.wait(`document.getElementById("notices").innerText.trim()`)
		if got := eval[[]string](p, `[...document.querySelectorAll("#notices p")].map((p) => p.firstChild.data)`); len(got) != 1 || got[0] != want {
			t.Errorf("got %q, want %q", got, want)
		}
		if got := p.hash(); len(got) > 600 {
			t.Errorf("got a link of %d bytes in the bar", len(got))
		}
	}
}

// What is typed into a field is read as people write numbers; what cannot be used leaves the
// field at what is in force, and the sentence says so.
func TestTypedValues(t *testing.T) {
	p := open(t, visit{url: "/#bottleneck?v=1&eta=2&n=16&sw2=3&points=8&seeds=1&seed=9&step=1&play=0"})
	p.settle(1)
	p.click("#more")
	const seed, sw2 = "#seed", "#knobs [name=sw2] ~ .exact"
	for _, c := range []struct{ field, typed, want, notice string }{
		{seed, "１２", "12", ""},
		{seed, " 1 000 ", "1000", ""},
		{seed, "−3", "1000", "seed=−3 is not possible; seed must be a whole number from 0 to 4294967295, and 1000 stays."},
		{seed, "", "1000", `seed="" is not possible; seed must be a whole number from 0 to 4294967295, and 1000 stays.`},
		{sw2, "1,5", "1.5", ""},
		{sw2, " ２．５ ", "2.5", ""},
		{sw2, "7", "2.5", "sw2=7 is not possible; sw2 must be a number from 0.5 to 4, and 2.5 stays."},
		{sw2, "1,000", "2.5", "sw2=1,000 is not possible; sw2 must be a number from 0.5 to 4, and 2.5 stays."},
		{sw2, "2e0", "2", ""},
		{sw2, "2.0", "2", ""},
	} {
		for _, focus := range []string{"focus", "blur"} { // a press of Enter leaves the field where it is
			eval[int](p, fmt.Sprintf("document.querySelector(%q).%s(), 0", c.field, focus))
			p.set(c.field, c.typed)
			p.wait(fmt.Sprintf(`document.querySelector(%q).value === %q`, c.field, c.want))
			got := strings.TrimSpace(strings.TrimSuffix(p.text("#notices"), "×"))
			if got != c.notice {
				t.Errorf("%s, typed %q: got %q, want %q", c.field, c.typed, got, c.notice)
			}
		}
	}
	p.wait(`location.hash.includes("seed=1000") && !location.hash.includes("sw2")`)
}

// A knob that is turned during a run takes a typed value as links do, and keeps the one in
// force if it cannot be used.
func TestTypedDuringRun(t *testing.T) {
	p := open(t, visit{url: "/#bottleneck?v=1&eta=2&n=16&points=8&seeds=1&eta@3=1.5&step=9&play=0"})
	p.settle(9)
	p.click("#more")
	const eta = "#knobs [name=eta] ~ .exact"
	p.set(eta, " ０,5 ")
	p.wait(`location.hash.includes("eta@9=0.5")`)
	p.wait(fmt.Sprintf(`document.querySelector(%q).value === "0.5"`, eta))
	p.set(eta, "99")
	p.wait(fmt.Sprintf(`document.querySelector(%q).value === "0.5"`, eta))
	if got, want := p.text("#notices"), "eta=99 is not possible; eta must be a number from 0.01 to 20, and 0.5 stays."; !strings.HasPrefix(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// What stands in links, what harms pages, and what ends values.
var (
	honestLinks = []string{
		"#bottleneck?v=1&n=16&seeds=1&points=8",
		"#bottleneck?v=1&data=moons&d=3&n=16&eta@3=0.3&points=8&seeds=1&seed=7&step=4&play=0",
		"#bottleneck?v=1&n=16&seeds=1&points=8&step=2&play=0&pin=n%3D16%26points%3D8%26seeds%3D1%26seed%3D3&representation.camera=0.50,-0.20",
		"#deep-linear?v=1&d=2&points=20&view=losses&axis=linear&step=3&play=0",
	}
	harms = []string{
		"<img src=x onerror=wrong.push(1)>", "<harm>", `"><script>wrong.push(1)</script>`, "javascript:wrong.push(1)", "//evil.invalid/x", "https://evil.invalid/#bottleneck",
		"__proto__", "constructor", "toString", "[object Object]", "${7*7}", "{{7*7}}", "';wrong.push(1)//", "\x00", "\ue000", "\u202e", "\u2028", "NaN", "Infinity", "-0", "1e999", "0x1p4", "%", "%%", "%2", "%00", "%ff", "%E0%A4%A", "%25%25",
		"&#x3c;harm&#62;", "&lt;harm&gt;", "\\u003charm\\u003e", "9007199254740993", "18446744073709551616", "😀", "é̂̂", ".", "..", "/../", "@", "eta@", "@3", "eta@1e9", "pin=", "pin=pin%3Dpin%253D", "rows.points=AAAA", "x.y", ".camera", "a.camera=9,9",
		"data:text/html,<harm>", "blob:", "on=1", "style=harm",
	}
)

// hostileLink makes one.
func hostileLink(rng *rand.Rand) string {
	pick := func(list []string) string { return list[rng.IntN(len(list))] }
	link := pick(honestLinks)
	for range 1 + rng.IntN(3) {
		at := rng.IntN(len(link) + 1)
		for at < len(link) && link[at]&0xc0 == 0x80 {
			at++ // between characters
		}
		switch rng.IntN(14) {
		case 0:
			link = html.EscapeString(link)
		case 1:
			link = url.QueryEscape(link)
		case 2:
			link = "#" + url.QueryEscape(strings.TrimPrefix(link, "#"))
		case 3:
			link += pick([]string{".", ")", ">", `"`, "…", "?utm_source=a", "#?secret=b", ":~:text=c", "&", "\u200b"})
		case 4:
			link = link[:at]
		case 5, 6:
			link = link[:at] + pick(harms) + link[at:]
		case 7:
			link += "&" + pick(harms) + "=" + pick(harms)
		case 8:
			link = "#" + pick(harms)
		case 9:
			link = strings.ToUpper(link)
		case 10:
			link = strings.Map(func(c rune) rune {
				if rng.IntN(12) == 0 {
					return rune(33 + rng.IntN(94))
				}
				return c
			}, link)
		case 11:
			var b strings.Builder
			for range rng.IntN(60) {
				b.WriteRune([]rune{rune(rng.IntN(128)), rune(rng.IntN(0x3000)), rune(0x1f000 + rng.IntN(0x400))}[rng.IntN(3)])
			}
			link = "#" + b.String()
		case 12:
			link = strings.ReplaceAll(link, pick([]string{"&", "=", "?", "#", "%"}), pick([]string{"%26", "%3D", "%253F", "&amp;", " ", "\n", "＆"}))
		case 13:
			link += strings.TrimPrefix(link, "#")
		}
		if len(link) > 4000 {
			link = strings.ToValidUTF8(link[:4000], "")
		}
	}
	return link
}
