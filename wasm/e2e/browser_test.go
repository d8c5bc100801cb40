//go:build !js

package e2e

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// patience only ends what hangs: no test judges by the clock, for machines have other things
// to do. Whoever writes a test may want less of it.
var patience = flag.Duration("patience", 10*time.Minute, "after which what a test waits for will never come")

// One browser serves all tests; each visit has a profile of its own.
var (
	browser     context.Context
	stopBrowser = func() {}
)

func TestMain(m *testing.M) {
	code := m.Run()
	stopBrowser()
	stopServer()
	os.Exit(code)
}

// startBrowser starts Chromium once. Without one, tests are skipped on a developer's
// machine and fail where CI=true.
var startBrowser = sync.OnceValue(func() error {
	binary := os.Getenv("CHROMIUM")
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"} {
		if binary == "" {
			binary, _ = exec.LookPath(name)
		}
	}
	if binary == "" {
		return fmt.Errorf("no chromium in PATH (CHROMIUM=… names another)")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(binary),
		chromedp.NoSandbox,
		chromedp.Flag("use-angle", "swiftshader"),
		chromedp.Flag("enable-unsafe-swiftshader", true),
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("hide-scrollbars", true),
		chromedp.WindowSize(1280, 800),
	)
	if flag.Lookup("test.bench").Value.String() == "" { // what is measured is what visitors have
		options = append(options,
			// There is no GPU: boxes and text are painted faster without the one that SwiftShader plays.
			chromedp.Flag("disable-gpu-rasterization", true),
			// A page is gone here before a second, better compilation of its programs has paid.
			chromedp.Flag("js-flags", "--no-wasm-tier-up --no-wasm-dynamic-tiering"),
		)
	}
	allocator, stopAllocator := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, stop := chromedp.NewContext(allocator)
	stopBrowser = func() { stop(); stopAllocator() }
	browser = ctx
	return chromedp.Do(ctx)
})

// A visit is how a visitor comes.
type visit struct {
	url           string // after the origin: "/?theme=dark#bottleneck?v=1"; or "about:blank"
	origin        string // of a server that is there; empty: one of the visit's own
	width, height int    // of the window; 0: 1280 × 800
	scale         float64
	media         map[string]string // media features: "prefers-color-scheme": "dark"
	before        string            // a script that runs before those of the page
	fault         fault             // what goes wrong on the way
	expect        []string          // parts of console errors that the fault must cause
}

// A tab is a page on show in the browser.
type tab struct {
	testing.TB
	ctx    context.Context
	origin string

	mu       sync.Mutex
	console  []string // errors, exceptions, panics
	requests []string
	received int // bytes, as they came over the wire
	first    int // of them until the last poster asked for was there
	poster   network.RequestID
}

// open visits the page. At the end of the test it closes it and fails if the console
// holds an error or a request went to another origin.
func open(t testing.TB, v visit) *tab {
	t.Helper()
	if testing.Short() {
		t.Skip("starts a browser")
	}
	if err := startBrowser(); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal(err)
		}
		t.Skipf("%v: skipped", err)
	}
	besideOthers(t)
	p := &tab{TB: t, origin: v.origin}
	if p.origin == "" {
		p.origin = serve(t, v.fault)
	}
	ctx, cancel := chromedp.NewContext(browser, chromedp.WithNewBrowserContext())
	ctx, cancelTime := context.WithTimeout(ctx, time.Hour)
	p.ctx = ctx
	t.Cleanup(func() {
		if t.Failed() {
			p.keepScreenshot()
		}
		cancelTime()
		cancel()
		p.judge(v.expect)
	})
	p.do(chromedp.Steps())
	if err := chromedp.Listen(ctx, p.hear); err != nil {
		t.Fatal(err)
	}
	width, height, scale := 1280, 800, v.scale
	if v.width > 0 {
		width, height = v.width, v.height
	}
	if scale == 0 {
		scale = 1
	}
	p.look(width, height, scale)
	p.prefer(v.media)
	if v.before != "" {
		call(p, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: v.before})
	}
	if v.url == "about:blank" {
		p.do(chromedp.Navigate(v.url))
	} else {
		p.do(chromedp.Navigate(p.origin + steady(v.url)))
	}
	return p
}

// besideOthers lets a test that opens a page run beside others that do: pages wait more than
// they compute, and know nothing of each other. One that opens a page in each of its parts
// says so itself.
func besideOthers(t testing.TB) {
	test, ok := t.(*testing.T)
	if !ok || strings.Contains(t.Name(), "/") {
		return
	}
	if _, before := beside.LoadOrStore(t.Name(), true); !before {
		test.Parallel()
	}
}

var beside sync.Map // names of tests that were let

// steady is the address of the page with the painter that it begins with: on a machine without
// a GPU that is busy the other one takes over, and pictures are compared here to the bit.
func steady(url string) string {
	if strings.Contains(url, "painter=") {
		return url
	}
	for _, start := range []string{"/?", "/#"} {
		if rest, ok := strings.CutPrefix(url, start); ok {
			return "/?painter=webgl" + map[string]string{"/?": "&", "/#": "#"}[start] + rest
		}
	}
	return url
}

// look gives the window a size, and each of its pixels so many on the screen.
func (p *tab) look(width, height int, scale float64) {
	p.Helper()
	p.do(chromedp.EmulateViewport(int64(width), int64(height), chromedp.EmulateScale(scale)))
}

// prefer says what the reader's system prefers, in media features.
func (p *tab) prefer(media map[string]string) {
	p.Helper()
	var features []*emulation.MediaFeature
	for name, value := range media {
		features = append(features, &emulation.MediaFeature{Name: name, Value: value})
	}
	call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: features})
}

// in returns the tab for a part of its test.
func (p *tab) in(t testing.TB) *tab {
	return &tab{TB: t, ctx: p.ctx, origin: p.origin}
}

// hear notes what the page says and asks for.
func (p *tab) hear(event any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		text := e.ExceptionDetails.Text
		if e.ExceptionDetails.Exception != nil {
			text += " " + e.ExceptionDetails.Exception.Description
		}
		p.console = append(p.console, text)
	case *runtime.EventConsoleAPICalled:
		var text strings.Builder
		for _, a := range e.Args {
			fmt.Fprintf(&text, "%s%s ", a.Value, a.Description)
		}
		if e.Type == "error" || e.Type == "assert" || isPanic(text.String()) {
			p.console = append(p.console, text.String())
		}
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError || isPanic(e.Entry.Text) {
			p.console = append(p.console, e.Entry.Text+" "+e.Entry.URL)
		}
	case *network.EventLoadingFinished:
		p.received += int(e.EncodedDataLength)
		if p.first == 0 && e.RequestID == p.poster {
			p.first = p.received
		}
	case *network.EventRequestWillBeSent:
		p.requests = append(p.requests, e.Request.URL)
		if poster.MatchString(e.Request.URL) {
			p.poster = e.RequestID
		}
	}
}

// poster matches the address of a finished run's picture, but of no still or thumb.
var poster = regexp.MustCompile(`/posters/.*-(page|column|wide|embed|slim)-\w+\.png$`)

// isPanic reports whether a line comes from a Go program that died.
func isPanic(text string) bool {
	for _, sign := range []string{"panic:", "goroutine ", "fatal error:", "Go program has already exited", "exit code:"} {
		if strings.Contains(text, sign) {
			return true
		}
	}
	return false
}

// judge fails the test for what the console held and was not to be expected.
func (p *tab) judge(expect []string) {
	p.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, line := range p.console {
		if isPanic(line) || !slices.ContainsFunc(expect, func(s string) bool { return strings.Contains(line, s) }) {
			p.Errorf("console: %s", line)
		}
	}
	for _, url := range p.requests {
		if !strings.HasPrefix(url, p.origin) && !strings.HasPrefix(url, "data:") && !strings.HasPrefix(url, "blob:"+p.origin) && !strings.HasPrefix(url, "blob:null") {
			p.Errorf("request to another origin: %s", url)
		}
	}
}

// do runs steps and fails the test if one fails.
func (p *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	p.Helper()
	if err := chromedp.Do(p.ctx, steps...); err != nil {
		p.Fatal(err)
	}
}

// call sends a command of the devtools protocol.
func call[P, R any](p *tab, command cdp.Command[P, R], params P) R {
	p.Helper()
	r, err := chromedp.Call(p.ctx, command, params)
	if err != nil {
		p.Fatal(err)
	}
	return r
}

// eval evaluates an expression in the page, and awaits it if it is a promise.
func eval[T any](p *tab, expression string) T {
	p.Helper()
	v, err := chromedp.Run(p.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		p.Fatalf("%s: %v", expression, err)
	}
	return v
}

// wait waits until an expression is true. While a page is on its way an expression may
// throw; that counts as not true yet.
func (p *tab) wait(expression string) {
	p.Helper()
	end := time.Now().Add(*patience)
	for {
		ok, err := chromedp.Run(p.ctx, chromedp.Evaluate[bool]("!!("+expression+")", chromedp.EvalAwaitPromise))
		if ok {
			return
		}
		if time.Now().After(end) {
			p.Fatalf("after %v still not: %s (%v)", *patience, expression, err)
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// screenshot returns what the window shows.
func (p *tab) screenshot() image.Image { p.Helper(); return p.picture(chromedp.CaptureScreenshot()) }

// wholePage returns what the window would show if it were as high as the page.
func (p *tab) wholePage() image.Image { p.Helper(); return p.picture(chromedp.FullScreenshot(100)) }

func (p *tab) picture(take chromedp.Action[[]byte]) image.Image {
	p.Helper()
	raw, err := chromedp.Run(p.ctx, take)
	if err != nil {
		p.Fatal(err)
	}
	m, err := png.Decode(bytes.NewReader(raw))
	if err != nil {
		p.Fatal(err)
	}
	return m
}

// keepScreenshot leaves a picture of what a failed test saw, for go test -artifacts.
func (p *tab) keepScreenshot() {
	raw, err := chromedp.Run(p.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		p.Logf("no picture of the failure: %v", err)
		return
	}
	name := filepath.Join(p.ArtifactDir(), "failed.png")
	if err := os.WriteFile(name, raw, 0o644); err == nil {
		p.Logf("picture: %s", name)
	}
}
