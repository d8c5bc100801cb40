//go:build !js

package e2e

import (
	"fmt"
	"image"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
)

// In a frame of any size that a host may give it, the heading, the figure and the transport
// stand within the frame, and nothing scrolls.
func TestEmbedFitsItsFrame(t *testing.T) {
	shared := open(t, visit{url: "/?embed=1" + stills[0].link, width: 720, height: 440})
	for _, s := range stills {
		t.Run(s.name, func(t *testing.T) {
			p := shared.in(t)
			p.visit(s.link)
			p.settle(s.step)
			for _, w := range [][2]int{{720, 440}, {720, 420}, {1008, 500}, {720, 300}, {560, 360}, {500, 440}, {360, 440}, {328, 440}, {328, 360}, {360, 760}} {
				p.look(w[0], w[1], 1)
				p.painted()
				got := eval[[]float64](p, `[innerWidth, innerHeight].map((x, i) => document.documentElement[["scrollWidth", "scrollHeight"][i]] - x)`)
				if got[0] > 0 || got[1] > 0 {
					t.Errorf("%v: the figure is %v px wider and %v px higher than its frame", w, got[0], got[1])
				}
				if got := eval[string](p, `["finding", "stage", "play", "track", "status"].filter(id => {
					const r = document.getElementById(id).getBoundingClientRect();
					return r.height < 10 || r.top < 0 || r.bottom > innerHeight + .5 || r.left < -8 || r.right > innerWidth + 8;
				}).join()`); got != "" {
					t.Errorf("%v: beyond the frame stand %s", w, got)
				}
				if got := inked(p.screenshot(), p.stage()); got < charted {
					t.Errorf("%v: %.1f %% of the stage is inked, want a figure: at least %v", w, 100*got, charted)
				}
			}
		})
	}
}

// A host of another origin is told how high the figure would like to be, whatever the height
// of its frame, and can give it that; and the wheel over a low frame scrolls the host.
func TestHostIsToldTheHeight(t *testing.T) {
	besideOthers(t)
	for _, s := range stills {
		t.Run(s.name, func(t *testing.T) {
			figure := serve(t, nil)
			p := open(t, visit{url: "/post.html", width: 390, height: 800, fault: func(w http.ResponseWriter, r *http.Request) bool {
				if r.URL.Path != "/post.html" {
					return false
				}
				w.Header().Set("Content-Type", "text/html; charset=utf-8")
				fmt.Fprintf(w, `<!doctype html><html lang="en"><title>A post</title><script>
					said = [];
					addEventListener("message", e => said.push({ from: e.origin, data: e.data }));
				</script><p>Text before.
				<p><iframe src="%s" width="100%%" height="440" style="border:0" title="figure"></iframe>
				<pre>%s</pre>`, strings.ReplaceAll(figure+"/?embed=1"+s.link, "&", "&amp;"), strings.Repeat("\n", 80))
				return true
			}})
			// The figure's own server is no stranger here.
			defer func() {
				p.mu.Lock()
				p.requests = slices.DeleteFunc(p.requests, func(url string) bool { return strings.HasPrefix(url, figure) })
				p.mu.Unlock()
			}()
			p.wait(`said.some(m => m.data.type === "narrows:height")`)
			if got, want := eval[string](p, `[...new Set(said.map(m => m.from))].join()`), figure; got != want {
				t.Errorf("messages from %s, want %s", got, want)
			}
			if got := eval[string](p, `said.filter(m => !(Object.keys(m.data).length === 2 && Number.isInteger(m.data.height) &&
				(m.data.type === "narrows:height" || m.data.subject === "lti.frameResize"))).map(m => JSON.stringify(m.data)).join()`); got != "" {
				t.Errorf("the host was told %s", got)
			}
			const last = `said.findLast(m => m.data.type === "narrows:height").data.height`
			height := eval[int](p, last)
			if lti := eval[int](p, `said.findLast(m => m.data.subject === "lti.frameResize")?.data.height ?? 0`); lti != height {
				t.Errorf("platforms are told a height of %d, others %d", lti, height)
			}
			if height < 450 || height > 900 {
				t.Errorf("got a height of %d for a figure 374 px wide, want 450 to 900", height)
			}
			// The wheel over the low frame belongs to the page around it.
			call(p, input.DispatchMouseEvent, input.DispatchMouseEventParams{
				Type: input.DispatchMouseEventTypeMouseWheel, X: 190, Y: 300, DeltaX: 0.01, DeltaY: 200})
			p.wait("scrollY > 100")
			eval[int](p, fmt.Sprintf(`scrollTo(0, 0), document.querySelector("iframe").height = %d, 0`, height))
			p.wait(`document.querySelector("iframe").offsetHeight > 440`)
			p.idle(30)
			if got := eval[int](p, last); got != height {
				t.Errorf("a frame of the height asked for, %d, is then asked to be %d high", height, got)
			}
			if got := inked(p.screenshot(), image.Rect(0, 100, 390, 500)); got < charted {
				t.Errorf("%.1f %% of the frame is inked, want a figure: at least %v", 100*got, charted)
			}
		})
	}
}

// A page that is in no frame tells nobody anything.
func TestNoHostIsTold(t *testing.T) {
	p := open(t, visit{url: "/?embed=1" + stills[0].link, width: 720, height: 440, before: `addEventListener("message", e => { if (e.data?.type || e.data?.subject) window.told = true; });`})
	p.settle(stills[0].step)
	if eval[bool](p, "window.told === true") {
		t.Error("a page of its own tells itself its height")
	}
}
