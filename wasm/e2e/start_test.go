//go:build !js

package e2e

import (
	"fmt"
	"maps"
	"net/http"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// mostFirst is the bytes that come before the first picture, as a host with gzip sends them.
const mostFirst = 150_000

// Of each preset's link the page says and shows the right thing before any program is there:
// its finding, its chip, the controls and the story of its experiment, its finished run in the
// theme's colours, marked as such. Until then few bytes have come, and none of the programs.
func TestFirstPicture(t *testing.T) {
	var rungs int
	base := regexp.MustCompile(`^/visit\d+`)
	// Programs never come here: what is on show is what was before them.
	held := make(chan struct{})
	origin := serve(t, func(w http.ResponseWriter, r *http.Request) bool {
		r.URL.Path = base.ReplaceAllString(r.URL.Path, "")
		if strings.HasSuffix(r.URL.Path, ".wasm.gz") {
			select {
			case <-held:
			case <-r.Context().Done():
			}
			return true
		}
		return false
	})
	t.Cleanup(func() { close(held) })
	// However slow the machine is, nothing comes before the picture because it took too long.
	p := open(t, visit{origin: origin, url: "/web/icon.svg", before: `window.setTimeout = (f => (g, ms, ...a) => f(g, ms >= 1000 ? 1e9 : ms, ...a))(window.setTimeout)`})
	most := 0
	framed := 0  // bytes in a frame but for the picture
	poster := "" // how the pictures of a preset's are named, up to the layout
	for _, e := range catalogued(t) {
		for i, preset := range e.Presets {
			for j, view := range []struct {
				query         string
				width, height int
				layout        string
				home          bool
			}{
				{"?theme=light", 1280, 800, "page-light", false}, {"?embed=1&theme=dark", 720, 440, "embed-dark", false},
				{"?theme=dark", 390, 844, "column-dark", false}, {"?embed=1&theme=light", 360, 640, "slim-light", false},
				{"?theme=light", 1280, 800, "wide-light", true}, {"?theme=dark", 390, 844, "slim-dark", true},
			} {
				// A frame holds the same but for the picture, so that one visit weighs all of them.
				if j == 1 && i > 0 {
					if got := framed + weight(t, poster+view.layout); got > mostFirst {
						t.Errorf("%s, %s: %d bytes before the first picture, want at most %d", preset.Link, view.query, got, mostFirst)
					}
					continue
				}
				// Each preset on the page; one of each experiment in the narrow ones.
				if j > 1 && i > 0 || view.home && e.Name != "bottleneck" {
					continue
				}
				link := preset.Link
				if view.home {
					link = ""
				}
				// What the visit before still asks for is not of this one, and a page that the browser keeps
				// for Back would hold on to its connections.
				eval[int](p, "(stop(), 0)")
				p.do(chromedp.Navigate("about:blank"))
				p.look(view.width, view.height, 1)
				p.mu.Lock()
				p.received, p.first = 0, 0
				p.mu.Unlock()
				rungs++
				// A path of its own, so that nothing comes out of a cache.
				p.do(chromedp.Navigate(fmt.Sprintf("%s/visit%d/index.html%s%s", origin, rungs, view.query, link)))
				p.wait(`document.getElementById("poster")?.complete && document.getElementById("poster").naturalWidth > 0`)
				p.mu.Lock()
				got := p.first
				p.mu.Unlock()
				most = max(most, got)
				src := eval[string](p, `document.getElementById("poster").src`)
				switch name := strings.TrimSuffix(path.Base(src), view.layout+".png"); j {
				case 0:
					poster = name
				case 1:
					framed = got - weight(t, name+view.layout)
				}
				if got == 0 {
					t.Errorf("%s, %s: no picture was loaded", preset.Link, view.query)
				}
				if got > mostFirst {
					t.Errorf("%s, %s: %d bytes before the first picture, want at most %d", preset.Link, view.query, got, mostFirst)
				}
				if got := p.text("#finding"); got != preset.Finding {
					t.Errorf("%s: got the heading %q, want %q", preset.Link, got, preset.Finding)
				}
				if !strings.HasSuffix(src, view.layout+".png") {
					t.Errorf("%s, %s: got the picture %s, want one for %s", preset.Link, view.query, src, view.layout)
				}
				if j > 0 || i > 0 {
					continue
				}
				if got := p.text("#example"); !strings.HasPrefix(got, "finished example") {
					t.Errorf("%s: got the mark %q", preset.Link, got)
				}
				if got := p.text(`#presets [aria-current]`); got != preset.Title {
					t.Errorf("%s: got the current preset %q, want %q", preset.Link, got, preset.Title)
				}
				if live := eval[[]string](p, `[...document.querySelectorAll("button, input, select")].filter(x => x.checkVisibility() && !x.disabled && x.id !== "more" && x.id !== "all").map(x => x.id || x.name)`); len(live) > 0 {
					t.Errorf("%s: %q look alive", preset.Link, live)
				}
				if got := inked(p.screenshot(), p.stage()); got < 0.1 {
					t.Errorf("%s: %.1f %% of the stage is inked, want a figure: at least 10 %%", preset.Link, 100*got)
				}
			}
		}
	}
	t.Logf("at most %d bytes before the first picture", most)
}

// weight is the bytes of a finished run's picture.
func weight(t *testing.T, name string) int {
	t.Helper()
	info, err := os.Stat("../../web/build/posters/" + name + ".png")
	if err != nil {
		t.Fatal(err)
	}
	return int(info.Size())
}

// The README's link spells out what is so untouched; its seed is not that of any preset. It has
// the heading and the finished run of the experiment itself.
func TestFirstPictureUntouched(t *testing.T) {
	p := open(t, visit{url: "/?embed=1#bottleneck?v=1&d=2&data=circles", width: 720, height: 420, before: `
		new MutationObserver(() => (window.headings ??= new Set()).add(document.getElementById("finding")?.textContent)).observe(document, { childList: true, subtree: true, characterData: true });`})
	p.wait(`document.getElementById("poster")?.naturalWidth > 0`)
	p.runs(0)
	if got := eval[[]string](p, "[...headings].filter(Boolean)"); len(got) != 1 {
		t.Errorf("got the headings %q one after the other, want one", got)
	}
}

// Of any other link the frame of its figure stands there, with titles, and the question.
func TestFirstFrame(t *testing.T) {
	p := open(t, visit{url: "/#deep-linear?v=1&d=2&eta=0.02&steps=700", before: `window.fetch = (f => (u, ...a) => String(u).endsWith(".wasm.gz") ? new Promise(() => {}) : f(u, ...a))(window.fetch);
		new MutationObserver(() => (window.counts ??= new Set()).add(document.getElementById("steps")?.textContent)).observe(document, { childList: true, subtree: true, characterData: true });`})
	p.wait(`document.querySelectorAll("#outline i").length > 1`)
	if got := p.text("#titles"); !strings.Contains(got, "Strength of each mode") {
		t.Errorf("got the titles %q, want those of the figure", got)
	}
	if got := p.text("#all .title"); got != "Deep linear" {
		t.Errorf("got the experiment %q, want Deep linear", got)
	}
	if got := eval[string](p, `(d => d.getAttribute("aria-valuetext")?.trim() ?? d.value)(document.querySelector('#knobs [name="d"]:checked, #knobs [name="d"][type="range"]'))`); got != "2" {
		t.Errorf("got d = %s, want 2", got)
	}
	if got := eval[[]string](p, "[...counts].filter(Boolean)"); !slices.Equal(got, []string{"…", "700"}) {
		t.Errorf("got %q steps one after the other, want those of the link and none before", got)
	}
	// A value that is none is not shown; what a host appends is not taken for one.
	p.visit("#bottleneck?v=1&eta=abc&seed=6#?secret=abc")
	p.wait(`document.querySelector("#all .title")?.innerText === "Bottleneck"`)
	if got := p.text("#knobs"); strings.Contains(got, "NaN") {
		t.Errorf("got the controls %q", got)
	}
	if got := eval[string](p, `document.getElementById("seed").value`); got != "6" {
		t.Errorf("got the seed %s, want 6", got)
	}
	if got := eval[bool](p, `!!document.getElementById("poster")`); got {
		t.Error("a preset's finished run stands in for another one")
	}
}

// How much of the programs has come is said in MB.
func TestProgressInWords(t *testing.T) {
	p := open(t, visit{url: "/", before: `{
		const real = window.fetch;
		window.fetch = async (u, ...a) => {
			const r = await real(u, ...a);
			if (!String(u).endsWith("view.wasm.gz")) return r;
			let n = 0;
			// The first part of it comes, and then nothing until it is asked for, in pieces of any size.
			const slow = new TransformStream({ async transform(chunk, out) {
				out.enqueue(chunk.slice(0, chunk.length >> 1));
				if ((n += chunk.length) > 1.5e6) await new Promise(go => { window.go = go; });
				out.enqueue(chunk.slice(chunk.length >> 1));
			} });
			return new Response(r.body.pipeThrough(slow), { headers: r.headers });
		};
	}`})
	p.wait(`/is coming: [1-9]\.\d of [4-5]\.\d MB/.test(document.getElementById("said").innerText)`)
	eval[int](p, `(setInterval(() => window.go?.(), 1), 0)`)
	p.runs(0)
	// It fades with the picture that it marks.
	p.wait(`!document.getElementById("poster")`)
	if eval[bool](p, `!!document.getElementById("example")`) {
		t.Error("the mark of an example stands over the figure itself")
	}
}

// What a visitor does stands, whether the browser takes the entry of its history or not.
func TestHistoryRefused(t *testing.T) {
	p := open(t, visit{url: "/#bottleneck?v=1&n=64&seeds=1&step=3&play=0", before: `
		for (const how of ["pushState", "replaceState"]) History.prototype[how] = () => { throw new DOMException("100 times per 30 seconds", "SecurityError"); };`})
	p.settle(3)
	p.set(`#knobs [name="n"]`, "12")
	p.wait(`document.getElementById("step").textContent !== "3"`)
	want := eval[string](p, `document.querySelector('#knobs [name="n"]').getAttribute("aria-valuetext").trim()`)
	p.click("#share")
	p.wait(`document.getElementById("share-dialog").open`)
	if got := eval[string](p, `document.getElementById("share-link").value`); !strings.Contains(got, "n="+want) {
		t.Errorf("the slider says %s, the run is %s", want, got)
	}
}

// What comes after Back is a gesture of its own, however soon.
func TestBackEndsAGesture(t *testing.T) {
	p := open(t, visit{url: "/#bottleneck?v=1&n=64&seeds=1&step=3&play=0"})
	p.settle(3)
	before := eval[int](p, "history.length")
	p.set(`#knobs [name="n"]`, "12")
	p.wait(`!location.hash.includes("n=64")`)
	eval[int](p, "(history.back(), 0)")
	p.wait(`location.hash.includes("n=64") && location.hash.includes("step=3")`)
	p.set(`#knobs [name="n"]`, "10")
	p.wait(`!location.hash.includes("n=64")`)
	if got := eval[int](p, "history.length") - before; got != 1 {
		t.Errorf("got %d entries after Back and another turn, want 1", got)
	}
	eval[int](p, "(history.back(), 0)")
	p.wait(`location.hash.includes("n=64") && location.hash.includes("step=3")`)
}

// A gesture has one entry, however many values it passes through, and Back undoes it.
func TestOneEntryAGesture(t *testing.T) {
	p := open(t, visit{url: "/#bottleneck?v=1&n=64&seeds=1&step=3&play=0"})
	p.settle(3)
	before := eval[int](p, "history.length")
	eval[int](p, `(window.calls = 0, ["pushState", "replaceState"].forEach(how => {
		const real = history[how];
		history[how] = function (...a) { calls++; return real.apply(this, a); };
	}), (e => {
		for (let i = 1; i < 40; i++) {
			e.value = String(i % 20);
			e.dispatchEvent(new Event("input", { bubbles: true }));
		}
		e.dispatchEvent(new Event("change", { bubbles: true }));
	})(document.querySelector('#knobs [name="n"]')), 0)`)
	want := eval[string](p, `document.querySelector('#knobs [name="n"]').getAttribute("aria-valuetext").trim()`)
	p.runs(0)
	p.wait(fmt.Sprintf(`location.hash.includes("n=%s")`, want))
	if got := eval[int](p, "history.length - "+fmt.Sprint(before)); got != 1 {
		t.Errorf("got %d entries for one gesture, want 1", got)
	}
	if got := eval[int](p, "calls"); got > 6 {
		t.Errorf("got %d calls of the history for one gesture, want few", got)
	}
	eval[int](p, "(history.back(), 0)")
	p.wait(`location.hash.includes("n=64")`)
}

// A host may demand that no text becomes markup but by a policy.
func TestTrustedTypes(t *testing.T) {
	p := open(t, visit{url: "/#bottleneck?v=1&n=64&seeds=1", fault: policy("require-trusted-types-for 'script'")})
	p.runs(0)
	p.alive()
}

// Modules are asked for at once, not found one by one: the head of the page names all that
// page.js needs and no other, and page.js all that figure.js needs beyond them.
func TestModulesPreloaded(t *testing.T) {
	imports := regexp.MustCompile(`(?m)^(?:import|export) [^;]*?from "\./(\w+)\.js";`)
	var needed func(name string, known map[string]bool) map[string]bool
	needed = func(name string, known map[string]bool) map[string]bool {
		source, err := os.ReadFile("../../web/" + name + ".js")
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range imports.FindAllStringSubmatch(string(source), -1) {
			if !known[m[1]] {
				known[m[1]] = true
				needed(m[1], known)
			}
		}
		return known
	}
	named := func(file, list, each string) (names []string) {
		source, err := os.ReadFile("../../" + file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(each).FindAllStringSubmatch(regexp.MustCompile(list).FindString(string(source)), -1) {
			names = append(names, m[1])
		}
		return names
	}
	same := func(who string, got []string, want map[string]bool) {
		t.Helper()
		list := slices.Sorted(maps.Keys(want))
		slices.Sort(got)
		if !slices.Equal(got, list) {
			t.Errorf("%s asks for the modules %q, want %q", who, got, list)
		}
	}
	first := needed("page", map[string]bool{"page": true})
	same("the head of index.html", named("index.html", `(?s).*`, `rel="modulepreload" href="web/(\w+)\.js"`), first)
	later := needed("figure", map[string]bool{})
	for name := range first {
		delete(later, name)
	}
	same("page.js", named("web/page.js", `const life = \[[^\]]*\]`, `"(\w+)"`), later)
}
