//go:build !js

package e2e

import (
	"fmt"
	"image"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"
)

// ways are what may become of one file on its way to a visitor.
var ways = map[string]func(w http.ResponseWriter, whole []byte){
	"abort": func(http.ResponseWriter, []byte) { panic(http.ErrAbortHandler) },
	"404":   func(w http.ResponseWriter, _ []byte) { http.Error(w, "no such file", http.StatusNotFound) },
	"cut":   func(w http.ResponseWriter, whole []byte) { w.Write(whole[:len(whole)/2]) },
	"web page instead": func(w http.ResponseWriter, _ []byte) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		io.WriteString(w, "<!doctype html><title>Sign in</title><p>Welcome to our network.")
	},
}

// A ladder serves the site once for each rung, below a path of its own, so that nothing that
// is cached passes from one to the other: /a rung/index.html. On a rung some files fail.
type ladder struct {
	site http.Handler
	mu   sync.Mutex
	bad  map[string]rung
}

type rung struct {
	files []string // after the rung's path
	way   string
	cors  bool // whether anybody may read the files
	// sandbox gives the page no origin, as an iframe with sandbox="allow-scripts" does.
	sandbox bool
}

func newLadder(t *testing.T) (*ladder, string) {
	t.Helper()
	target := serve(t, nil)
	l := &ladder{bad: map[string]rung{}}
	s := httptest.NewServer(l)
	t.Cleanup(s.Close)
	l.site = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		answer, err := http.Get(target + r.URL.Path)
		if err != nil {
			panic(http.ErrAbortHandler)
		}
		defer answer.Body.Close()
		for _, h := range []string{"Content-Type", "X-Content-Type-Options"} {
			w.Header().Set(h, answer.Header.Get(h))
		}
		w.WriteHeader(answer.StatusCode)
		io.Copy(w, answer.Body)
	})
	return l, s.URL
}

// add adds a rung and returns its path.
func (l *ladder) add(r rung) string {
	l.mu.Lock()
	defer l.mu.Unlock()
	path := fmt.Sprintf("/rung%d/", len(l.bad))
	l.bad[path] = r
	return path
}

func (l *ladder) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	first, rest, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	l.mu.Lock()
	on, ok := l.bad["/"+first+"/"]
	l.mu.Unlock()
	if !ok {
		w.Header().Set("Content-Type", "text/html")
		io.WriteString(w, `<!doctype html><title>The foot of the ladder</title><link rel="icon" href="data:,">`)
		return
	}
	if on.cors {
		w.Header().Set("Access-Control-Allow-Origin", "*")
	}
	if on.sandbox && rest == "index.html" {
		w.Header().Set("Content-Security-Policy", "sandbox allow-scripts")
	}
	r.URL.Path = "/" + rest
	if !slices.Contains(on.files, rest) {
		l.site.ServeHTTP(w, r)
		return
	}
	whole := httptest.NewRecorder()
	l.site.ServeHTTP(whole, r)
	w.Header().Set("Content-Type", whole.Header().Get("Content-Type"))
	w.Header().Set("X-Content-Type-Options", "nosniff")
	ways[on.way](w, whole.Body.Bytes())
}

// siteFiles are those of the site that a page asks for: those that it needs, and those it can
// do without.
func siteFiles(t *testing.T) (needed, spared []string) {
	t.Helper()
	for _, pattern := range []string{"web/*.js", "web/*.css", "web/build/*.wasm.gz", "web/build/*.js", "web/build/*.json",
		"assets/font/*.woff2", "web/icon.svg"} {
		list, err := filepath.Glob("../../" + pattern)
		if err != nil || len(list) == 0 {
			t.Fatalf("%s: %d files, %v", pattern, len(list), err)
		}
		for _, name := range list {
			name = strings.TrimPrefix(filepath.ToSlash(name), "../../")
			switch {
			case name == "web/boot.js", name == "web/print.css", strings.HasPrefix(name, "assets/"), name == "web/icon.svg":
				spared = append(spared, name)
			default:
				needed = append(needed, name)
			}
		}
	}
	spared = append(spared, "web/build/posters/index.json", "web/build/posters/bottleneck-circles-page-light.png")
	return needed, spared
}

// Whatever becomes of one file of the site, the page says what is wrong, in a sentence that
// names the file and, where it can help, offers to load it again; and no control is left that
// does nothing. What a figure can do without it does without.
func TestFailureLadder(t *testing.T) {
	needed, spared := siteFiles(t)
	for way := range ways {
		t.Run(way, func(t *testing.T) {
			t.Parallel()
			l, origin := newLadder(t)
			p := open(t, visit{origin: origin, url: "/nothing", expect: []string{""}})
			for _, file := range needed {
				p.do(chromedp.Navigate(origin + l.add(rung{files: []string{file}, way: way}) + "index.html"))
				p.stopped(file, filepath.Base(file))
				// A file that is not there will not be there at once.
				if again := strings.Contains(p.text("#apology button"), "Reload"); again != (way != "404") {
					t.Errorf("%s: reload offered: %v, want %v", file, again, way != "404")
				}
			}
			boot := slices.Index(spared, "web/boot.js")
			for _, files := range [][]string{{"web/boot.js"}, slices.Delete(slices.Clone(spared), boot, boot+1)} {
				p.do(chromedp.Navigate(origin + l.add(rung{files: files, way: way}) + "index.html#bottleneck?v=1&n=64&seeds=1"))
				p.runs(0)
				p.alive()
			}
		})
	}
}

// The sentence is in view on a phone and in small frames too, whatever picture there is.
func TestFailureLadderSmall(t *testing.T) {
	for _, c := range []struct {
		url           string
		width, height int
	}{{"/#deep-linear?v=1", 390, 844}, {"/", 390, 844}, {"/?embed=1#deep-linear?v=1", 360, 300}, {"/?embed=1", 720, 440}} {
		p := open(t, visit{url: c.url, width: c.width, height: c.height, fault: missing("view.wasm.gz"), expect: []string{"404"}})
		p.stopped(c.url, "view.wasm.gz")
		if got := inked(p.screenshot(), image.Rect(0, 0, c.width, c.height)); got < 0.02 {
			t.Errorf("%s: %.1f %% of the window is inked", c.url, 100*got)
		}
	}
}

// A file that never comes and never fails holds nothing up that can do without it; what cannot
// is waited for in words.
func TestStalled(t *testing.T) {
	const hurry = `{
		const wait = window.setTimeout;
		window.setTimeout = (f, ms, ...a) => wait(f, ms >= 1500 ? ms / 20 : ms, ...a);
	}`
	for file, want := range map[string]string{
		"posters/index.json":                "",
		"bottleneck-circles-page-light.png": "",
		"catalogue.json":                    `/connection is slow/.test(document.body.innerText)`,
		"web/figure.js":                     `/live figure is coming/.test(document.body.innerText)`,
		"web/build/view.wasm.gz":            `/live figure is coming/.test(document.body.innerText)`,
		"web/worker.js":                     `/still on its way/.test(document.getElementById("said").innerText)`,
		"web/page.css":                      "",
	} {
		t.Run(strings.ReplaceAll(file, "/", " "), func(t *testing.T) {
			t.Parallel()
			end := make(chan struct{})
			p := open(t, visit{url: "about:blank", expect: []string{""}, before: hurry, origin: serve(t, func(w http.ResponseWriter, r *http.Request) bool {
				if strings.HasSuffix(r.URL.Path, file) {
					select {
					case <-end:
					case <-r.Context().Done():
					}
					panic(http.ErrAbortHandler)
				}
				return false
			})})
			defer close(end)
			eval[int](p, fmt.Sprintf("(location.href = %q, 0)", p.origin+"/"))
			if want == "" {
				p.runs(0)
			} else {
				p.wait(want)
			}
		})
	}
}

// A script that came whole as far as anybody can tell, and does nothing, is named; one that is
// late is waited for in words.
func TestScriptDoesNothing(t *testing.T) {
	for _, file := range []string{"page.js", "figure.js"} {
		p := open(t, visit{url: "/", expect: []string{""}, fault: func(w http.ResponseWriter, r *http.Request) bool {
			if r.URL.Path != "/web/"+file {
				return false
			}
			w.Header().Set("Content-Type", "text/javascript")
			io.WriteString(w, "// nothing\n")
			return true
		}})
		p.stopped(file, file, "incomplete")
	}
}

func TestScriptLate(t *testing.T) {
	come := make(chan struct{})
	p := open(t, visit{url: "about:blank", origin: serve(t, func(w http.ResponseWriter, r *http.Request) bool {
		if r.URL.Path == "/web/page.js" {
			<-come
		}
		return false
	}), before: `{
		const wait = window.setTimeout;
		window.setTimeout = (f, ms, ...a) => wait(f, ms / 100, ...a);
	}`})
	eval[int](p, fmt.Sprintf("(location.href = %q, 0)", p.origin+"/#bottleneck?v=1&n=64&seeds=1"))
	p.wait(`/connection is slow/.test(document.getElementById("waiting")?.innerText)`)
	close(come)
	p.runs(0)
	if !eval[bool](p, `document.getElementById("waiting").hidden`) {
		t.Error("once it is there the page still says that it waits")
	}
}

// stopped waits until the page says that it cannot run, and checks that it says why, in view,
// and leaves nothing that looks alive and is not.
func (p *tab) stopped(what string, words ...string) {
	p.Helper()
	p.wait(`document.getElementById("apology")?.innerText`)
	got := p.text("#apology p")
	for _, w := range words {
		if !strings.Contains(got, w) {
			p.Errorf("%s: got %q, want words about %q", what, got, w)
		}
	}
	if h := p.text("#finding"); h == "" {
		p.Errorf("%s: no heading", what)
	}
	if dead := eval[[]string](p, `[...document.querySelectorAll("button, input, select, textarea, #skip ~ * summary")]
		.filter(e => e.checkVisibility() && !e.disabled && !e.closest("#apology, #cite") && e.id !== "more" && e.id !== "all" && e.closest("details") === null)
		.map(e => e.id || e.name || e.outerHTML)`); len(dead) > 0 {
		p.Errorf("%s: %q look alive", what, dead)
	}
	if bottom := eval[float64](p, `document.querySelector("#apology p").getBoundingClientRect().bottom - innerHeight`); bottom > 0 {
		p.Errorf("%s: the sentence ends %v px below the window", what, bottom)
	}
}

// The rungs that are no file: how the page is opened, and what its browser lacks.
func TestFailureLadderPlaces(t *testing.T) {
	const quick = "#bottleneck?v=1&n=64&seeds=1"
	for _, c := range []struct {
		name   string
		before string
		rung   rung
		link   string
		says   []string // nothing: it runs
	}{
		{name: "a sandbox that may read", rung: rung{sandbox: true, cors: true}, link: quick},
		{name: "WordPress", rung: rung{sandbox: true, cors: true}, link: "#?secret=XyZ1234567"},
		{name: "WordPress, of a link", rung: rung{sandbox: true, cors: true}, link: quick + "#?secret=XyZ1234567"},
		{name: "a sandbox that may not", rung: rung{sandbox: true}, says: []string{"sandbox", "allow-same-origin", "Access-Control-Allow-Origin"}},
		{name: "a file fails in a sandbox", rung: rung{sandbox: true, cors: true, files: []string{"web/player.js"}, way: "404"}, says: []string{"player.js", "404"}},
		{name: "no worker", before: `delete window.Worker`, says: []string{"Web Worker"}},
		{name: "no WebAssembly", before: `delete window.WebAssembly`, says: []string{"WebAssembly"}},
		{name: "no SIMD", before: `WebAssembly.validate = () => false`, says: []string{"SIMD", "Chrome 91"}},
		{name: "no modules", before: `delete HTMLScriptElement.prototype.noModule`, says: []string{"newer browser"}},
		{name: "no decompression", before: `delete window.DecompressionStream`, says: []string{"DecompressionStream"}},
		{name: "no WebGL", before: noWebGL, link: quick},
		{name: "offline", before: `Object.defineProperty(Navigator.prototype, "onLine", { get: () => false })`,
			rung: rung{files: []string{"web/build/view.wasm.gz"}, way: "abort"}, says: []string{"offline", "view.wasm.gz"}},
		{name: "workers refused by address", before: `{
			const Native = Worker;
			window.Worker = class extends Native { constructor(a) { if (!String(a).startsWith("blob:")) throw new DOMException("no", "SecurityError"); super(a); } };
		}`, link: quick},
		{name: "no worker starts", before: `window.Worker = class { constructor() { throw new DOMException("no", "SecurityError"); } }`, says: []string{"worker-src"}},
		{name: "from disk", link: "disk", says: []string{"opened from disk", "make serve"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			l, origin := newLadder(t)
			url := l.add(c.rung) + "index.html?embed=1" + c.link
			if c.link == "disk" {
				file, err := filepath.Abs("../../index.html")
				if err != nil {
					t.Fatal(err)
				}
				origin, url = "file://", file
			}
			p := open(t, visit{origin: origin, url: url, expect: []string{""}, before: c.before})
			if c.says == nil {
				p.runs(0)
			} else {
				p.stopped(c.name, c.says...)
			}
		})
	}
}
