//go:build !js

package e2e

import (
	"embed"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

//go:embed testdata/access
var accessFiles embed.FS

// teachAccess gives the page on show the script that finds what keeps people out of it:
// testdata/access/access.js says how it is asked.
func (p *tab) teachAccess() {
	p.Helper()
	var script strings.Builder
	for _, part := range []string{"scope", "names", "words", "aria", "order", "reach", "sight", "access"} {
		text, err := accessFiles.ReadFile("testdata/access/" + part + ".js")
		if err != nil {
			p.Fatal(err)
		}
		script.Write(text)
	}
	eval[int](p, "(() => {\n"+script.String()+"return 0;\n})()")
}

// Nothing keeps people out of home, of the pages of the experiments, and of what opens there;
// in light, in dark and projected, in a window and on a phone. While a run plays nothing
// speaks with every picture.
func TestAccess(t *testing.T) {
	list := catalogued(t)
	p := open(t, visit{url: "/" + list[0].Presets[0].Link + "&step=39&play=0"})
	p.settle(39)
	p.teachAccess()
	for i, e := range list {
		step := 40 + i
		p.visit(fmt.Sprintf("%s&step=%d&play=0", e.Presets[0].Link, step))
		p.settle(step)
		eval[int](p, `document.querySelectorAll("main > details, #story details").forEach(d => { d.open = true; }), 0`)
		if len(e.Inputs) > 0 {
			p.opened()
			p.click(`[aria-label^="Paste a list"]`)
		}
		// What opens is made of the same parts everywhere: once in the dark is enough.
		opens, dark := []string{"", "#more", "#presets summary", "#all", "#share", "#help"}, []string{""}
		if i == len(list)-1 {
			dark = opens
		}
		p.looks(e.Name, []string{"light"}, opens...)
		p.looks(e.Name, []string{"dark"}, dark...)
		p.press("p")
		p.looks(e.Name, []string{"projector"}, "")
		p.press("p")
	}

	// At the end of a run there is what to do next; a notice is over the figure, a pin beside it.
	p.visit("#bottleneck?v=1&n=64&seeds=1&steps=60&step=60&play=0&unknown=1")
	p.settle(60)
	p.press("i")
	p.wait(`document.querySelector("#pins .pin") && document.querySelector("#next button") && document.querySelector(".notice")`)
	p.looks("the end", []string{"light", "dark"}, "")

	eval[int](p, "access.listen(), 0")
	p.press("r ")
	p.runs(20)
	p.faultless("playing", "access.heard()")

	p.visit("")
	p.wait(`document.documentElement.hasAttribute("data-home")`)
	// Until its first picture it is that of the run before that stands back.
	p.runs(0)
	p.wait(`!document.querySelector(".stage.past")`)
	p.press(" ")
	p.click("#foot summary")
	p.wait(`document.querySelectorAll("#sources a").length > 1`)
	p.looks("home", []string{"light", "dark"}, "")
}

// looks holds the page on show to be without faults in each theme and size, as it is and with
// each of the buttons pressed: what one opens is closed before the next.
func (p *tab) looks(name string, themes []string, buttons ...string) {
	p.Helper()
	for _, theme := range themes {
		scheme := theme
		if theme == "projector" {
			scheme = "light"
		}
		p.prefer(map[string]string{"prefers-color-scheme": scheme, "prefers-reduced-motion": "reduce"})
		for _, size := range [][2]int{{1280, 800}, {390, 844}} {
			p.look(size[0], size[1], 1)
			p.wait(fmt.Sprintf("document.documentElement.dataset.theme === %q", theme))
			p.painted()
			for _, button := range buttons {
				what := fmt.Sprintf("%s, %s, %d × %d, %s", name, theme, size[0], size[1], button)
				if button == "" {
					p.faultless(what, "access.faults()")
					continue
				}
				if !eval[bool](p, fmt.Sprintf(`(e => e.checkVisibility() && (e.focus(), e.click(), true))(document.querySelector(%q))`, button)) {
					p.Errorf("%s: the button is not to be seen", what)
					continue
				}
				p.faultless(what, "access.faults()")
				if button == "#more" {
					eval[int](p, `document.querySelector("#more").click(), 0`)
				} else {
					p.press(kb.Escape)
				}
			}
		}
	}
	p.look(1280, 800, 1)
}

// faultless fails for each fault that an expression finds.
func (p *tab) faultless(what, expression string) {
	p.Helper()
	for _, fault := range eval[[]string](p, expression) {
		p.Errorf("%s: %s", what, fault)
	}
}

// Each rule finds what it is about, and nothing else in a page that is sound but for that.
func TestAccessRules(t *testing.T) {
	p := open(t, visit{url: "about:blank", origin: "about:"})
	p.teachAccess()
	missing := map[string]bool{}
	for _, rule := range eval[[]string](p, "access.rules") {
		missing[rule] = true
	}
	for _, c := range unsound {
		delete(missing, c.rule)
		html := c.html
		if !strings.HasPrefix(html, "<html") {
			html = fmt.Sprintf(`<html lang="en"><title>Title</title><body><main><h1>Heading</h1>%s</main>`, html)
		}
		eval[int](p, fmt.Sprintf(`document.open(), document.write("<!doctype html>" + %q), document.close(), access.listen(), 0`, html))
		if c.then != "" {
			eval[int](p, fmt.Sprintf(`(async () => { %s; return 0; })()`, c.then))
		}
		found := eval[[]string](p, "[...access.faults(), ...access.heard()]")
		rules := map[string]bool{}
		for _, f := range found {
			rule, _, _ := strings.Cut(f, ":")
			rules[rule] = true
		}
		want := map[string]bool{}
		if c.rule != "" {
			want[c.rule] = true
		}
		if !maps.Equal(rules, want) {
			t.Errorf("%s: got %q, want a fault of rule %q alone", c.html, found, c.rule)
		}
	}
	for _, rule := range slices.Sorted(maps.Keys(missing)) {
		t.Errorf("no page breaks the rule %s", rule)
	}
}

// next waits for a picture that comes after what was done.
const next = `const next = () => new Promise(done => requestAnimationFrame(() => setTimeout(done)));`

// unsound are pages, or what stands in one that is sound, with the rule that each breaks;
// those without one are sound, and close to some that are not.
var unsound = []struct {
	rule, html string
	then       string // a script that runs in it
}{
	{"", `<p>Words and <a href="/">a link</a>.</p><button style="width: 40px; height: 40px">Press</button>`, ""},

	{"page", `<html><title>Title</title><body><main><h1>Heading</h1></main>`, ""},
	{"page", `<html lang="english please"><title>Title</title><body><main><h1>Heading</h1></main>`, ""},
	{"page", `<html lang="en"><body><main><h1>Heading</h1></main>`, ""},
	{"page", `<html lang="en"><title>Title</title><meta name="viewport" content="width=device-width, user-scalable=no"><body><main><h1>Heading</h1></main>`, ""},

	{"headings", `<h1>Another</h1>`, ""},
	{"headings", `<h3>Below the first</h3>`, ""},
	{"headings", `<h2></h2>`, ""},
	{"headings", `<html lang="en"><title>Title</title><body><main><p>Words</p></main>`, ""},
	{"", `<h2>Second</h2><h3>Third</h3><h2>Second</h2><h1 hidden>Another</h1><h1 aria-level="2">As a second</h1>`, ""},
	{"", `<dialog aria-label="Open"><h2>Second</h2></dialog>`, `document.querySelector("dialog").showModal()`},

	{"parts", `<html lang="en"><title>Title</title><body><div><h1>Heading</h1></div>`, ""},
	{"parts", `<html lang="en"><title>Title</title><body><main><h1>Heading</h1></main><main>Words</main>`, ""},
	{"parts", `<html lang="en"><title>Title</title><body><p>Words</p><main><h1>Heading</h1></main>`, ""},
	{"parts", `<nav aria-label="Ways">One</nav><nav aria-label="Ways">Two</nav>`, ""},
	{"", `<nav aria-label="Ways">One</nav><nav aria-label="Others">Two</nav>`, ""},

	{"lists", `<ul><li>Item</li><div>None</div></ul>`, ""},
	{"lists", `<div><li>Item</li></div>`, ""},
	{"lists", `<dl><dt>Term</dt><dd>Words</dd><p>None</p></dl>`, ""},
	{"", `<ul><li>Item</li></ul><dl><div><dt>Term</dt><dd>Words</dd></div></dl>`, ""},

	{"tables", `<table><tr><td>1</td></tr></table>`, ""},
	{"tables", `<table><tr><th></th></tr><tr><td>1</td></tr></table>`, ""},
	{"tables", `<table><tr><th>Head</th></tr><tr><td>1</td><td>2</td></tr></table>`, ""},
	{"", `<table><tr><td></td><th>Head</th></tr><tr><th scope="row">Row</th><td>1</td></tr></table>`, ""},

	{"name", `<button style="width: 40px; height: 40px"></button>`, ""},
	{"name", `<a href="/"><svg aria-hidden="true" width="30" height="30"></svg></a>`, ""},
	{"name", `<input style="height: 30px">`, ""},
	{"name", `<label>Not its own</label> <select style="height: 30px"><option>One</select>`, ""},
	{"name", `<fieldset>Words</fieldset>`, ""},
	{"name", `<div role="progressbar">Words</div>`, ""},
	{"name", `<div tabindex="0" title="Words">Words</div>`, ""},
	{"name", `<dialog><p>Words</p></dialog>`, `document.querySelector("dialog").showModal()`},
	{"", `<label>Name <input style="height: 30px"></label> <span id="n">More</span> <select aria-labelledby="n" style="height: 30px"><option>One</select>
		<fieldset><legend>Choice</legend>Words</fieldset> <button title="Words" style="width: 40px; height: 40px"></button> <a href="/"><img alt="Picture" src="data:," width="30" height="30"></a>`, ""},

	{"label", `<button aria-label="Send it" style="height: 30px">Submit</button>`, ""},
	{"label", `<label>Width <input aria-label="Height" style="height: 30px"></label>`, ""},
	{"", `<button aria-label="Keyboard (?)" style="width: 30px; height: 30px">?</button> <button aria-label="Close it" style="height: 30px">Close <i aria-hidden="true">×</i></button>`, ""},

	{"ids", `<p id="a">Words</p><p id="a">Words</p>`, ""},

	{"references", `<p aria-describedby="nowhere">Words</p>`, ""},
	{"references", `<a href="#nowhere">Skip</a>`, ""},
	{"references", `<label for="nowhere">Words</label>`, ""},

	{"aria", `<p role="paragraf">Words</p>`, ""},
	{"aria", `<p aria-lable="Words">Words</p>`, ""},
	{"aria", `<p aria-label="Words">Words</p>`, ""},
	{"aria", `<p aria-live="often">Words</p>`, ""},
	{"aria", `<p aria-checked="true">Words</p>`, ""},
	{"aria", `<div role="checkbox" aria-label="Words"></div>`, ""},
	{"aria", `<div role="progressbar" aria-label="Words" aria-valuenow="half"></div>`, ""},
	{"", `<div role="checkbox" aria-checked="mixed" aria-label="Words"></div><input type="checkbox" aria-label="Words" style="width: 30px; height: 30px">`, ""},

	{"images", `<img src="data:," width="30" height="30">`, ""},
	{"images", `<svg width="30" height="30"></svg>`, ""},
	{"images", `<canvas width="30" height="30"></canvas>`, ""},
	{"images", `<canvas role="img" width="30" height="30"></canvas>`, ""},
	{"", `<img alt="" src="data:," width="30" height="30"><svg aria-hidden="true"></svg><svg role="img"><title>Picture</title></svg><canvas role="img" aria-label="Picture"></canvas>`, ""},

	{"hidden", `<div aria-hidden="true"><button style="height: 30px">Press</button></div>`, ""},
	{"", `<div aria-hidden="true"><button tabindex="-1" style="height: 30px">Press</button></div><div hidden><button>Press</button></div>`, ""},

	{"nested", `<a href="/">Words <button tabindex="-1" style="height: 30px">Press</button></a>`, ""},

	{"order", `<button tabindex="1" style="height: 30px">Press</button>`, ""},

	{"scrolling", `<div style="width: 100px; overflow-x: auto"><p style="width: 200px">Words</p></div>`, ""},
	{"", `<div tabindex="0" role="group" aria-label="Words" style="width: 100px; overflow-x: auto"><p style="width: 200px">Words</p></div>`, ""},

	{"targets", `<div style="display: flex; height: 40px; overflow-y: auto"><button style="width: 20px; height: 20px; padding: 0">a</button><button style="width: 20px; height: 20px; padding: 0">b</button></div>`, ""},
	{"", `<div style="height: 40px; overflow-y: auto"><button style="width: 30px; height: 30px">a</button><div style="height: 10px"></div><button style="width: 20px; height: 20px; padding: 0">b</button></div>
		<button style="width: 30px; height: 30px; display: block">c</button>`, ""},
	{"targets", `<div style="display: flex"><button style="width: 20px; height: 20px; padding: 0">a</button><button style="width: 20px; height: 20px; padding: 0">b</button></div>`, ""},
	{"targets", `<div style="height: 3000px"></div><button style="width: 30px; height: 30px">a</button><div style="height: 3000px"></div>
		<div style="display: flex"><button style="width: 30px; height: 30px; padding: 0">a</button><button style="width: 30px; height: 30px; padding: 0; margin-left: -10px">b</button></div>`, ""},
	{"targets", `<div style="display: flex"><button style="width: 30px; height: 30px; padding: 0">a</button><button style="width: 30px; height: 30px; padding: 0; margin-left: -10px">b</button></div>`, ""},
	{"", `<div style="display: flex; gap: 4px"><button style="width: 20px; height: 20px; padding: 0">a</button><button style="width: 20px; height: 20px; padding: 0">b</button></div>`, ""},

	{"contrast", `<p style="color: #777">Words</p>`, ""},
	{"contrast", `<div style="opacity: 0.5"><p>Words</p></div>`, ""},
	{"contrast", `<p style="font-size: 24px; color: #959595">Words</p>`, ""},
	{"contrast", `<p style="color: #fff">Words</p>`, ""},
	{"contrast", `<div style="background: #000"><p style="background: rgb(255 255 255 / 20%)">Words</p></div>`, ""},
	{"contrast", `<div style="height: 3000px"></div><p style="color: #777; pointer-events: none">Below the window</p>`, ""},
	{"contrast", `<div style="height: 3000px"></div><p>Below</p><div style="height: 3000px"></div><p style="color: #777">Far below the window</p>`, ""},
	{"contrast", `<div tabindex="0" role="group" aria-label="Words" style="height: 100px; overflow-y: auto"><p>Above</p><div style="height: 3000px"></div><p style="color: #777">Below what is in sight</p></div>`, ""},
	{"contrast", `<div style="position: relative"><div style="position: absolute; inset: 0; background: #333"></div><p style="position: relative">Words over what is no parent</p></div>`, ""},
	{"contrast", `<div style="position: relative"><img alt="" src="data:," width="300" height="60" style="position: absolute"><p style="position: relative">Words over a picture</p></div>`, ""},
	{"", `<p style="font-size: 24px; color: #949494">Words</p><p style="color: #767676">Words</p><p style="background: #000; color: #fff">Words</p><button disabled style="height: 30px; color: #777">Press</button>
		<label style="position: relative; z-index: 0; color: #fff"><input type="radio" style="appearance: none; position: absolute; inset: 0; z-index: -1; width: 100%; height: 100%; margin: 0; background: #000"><span>Chosen choice</span></label>`, ""},

	{"links", `<p>Words and <a href="/" style="text-decoration: none">a link</a>.</p>`, ""},

	{"live", `<output aria-label="Value"></output>`, next + `for (const i of [1, 2, 3]) { document.querySelector("output").textContent = i; await next(); }`},
	{"", `<output aria-label="Value" aria-live="off"></output><p role="status"></p>`, next + `for (const i of [1, 2, 3]) { document.querySelector("output").textContent = i; await next(); } document.querySelector("p").textContent = "Once"; await next();`},
}
