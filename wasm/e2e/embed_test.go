//go:build !js

package e2e

import (
	"image"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
)

// A plain page embeds the figure by an iframe; its policy forbids inline script.
func TestEmbed(t *testing.T) {
	p := open(t, visit{url: "/host.html", fault: hostPage, width: 760, height: 700})
	p.wait(`Number(frames[0].document.getElementById("step")?.textContent) > 0`)
	p.painted()
	if got := eval[bool](p, `frames[0].document.getElementById("knobs").offsetHeight > 0`); got {
		t.Error("an embedded figure shows its knobs")
	}
	if got := eval[float64](p, `frames[0].document.documentElement.scrollWidth - frames[0].innerWidth`); got > 0 {
		t.Errorf("the figure is %v px wider than its frame", got)
	}
	// A frame that scrolls inside keeps the wheel from the page around it.
	if got := eval[float64](p, `frames[0].document.documentElement.scrollHeight - frames[0].innerHeight`); got > 0 {
		t.Errorf("the figure is %v px higher than its frame of 720 × 420", got)
	}
	if got := inked(p.screenshot(), image.Rect(0, 100, 760, 400)); got < 0.25 {
		t.Errorf("%.1f %% of the frame is inked, want a figure: at least 25 %%", 100*got)
	}
	// The wheel over the figure scrolls the page around it.
	call(p, input.DispatchMouseEvent, input.DispatchMouseEventParams{
		Type: input.DispatchMouseEventTypeMouseWheel, X: 300, Y: 250, DeltaX: 0.01, DeltaY: 200})
	p.wait("scrollY > 100")
}

// What a host leaves out stays out when the story comes.
func TestHide(t *testing.T) {
	p := open(t, visit{url: "/?hide=lead,formula#bottleneck?v=1&n=64&seeds=1"})
	p.runs(0)
	got := eval[[]string](p, `["lead", "formula", "caption", "story"].filter(id => document.getElementById(id).offsetHeight)`)
	if want := []string{"caption", "story"}; !slices.Equal(got, want) {
		t.Errorf("got %v in sight, want %v", got, want)
	}
}

// Under another path, from a host that calls everything an octet stream but for scripts.
func TestBasePath(t *testing.T) {
	p := open(t, visit{url: "/blog/post/index.html", fault: underPath("/blog/post")})
	p.runs(0)
	p.alive()
}

// The folder that make site writes is all that a static host needs.
func TestSite(t *testing.T) {
	const site = "../../web/build/site"
	if _, err := os.Stat(site); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal(err)
		}
		t.Skipf("%v: run make site", err)
	}
	files := http.FileServer(http.Dir(site))
	whole := func(w http.ResponseWriter, r *http.Request) bool {
		files.ServeHTTP(w, r)
		return true
	}
	p := open(t, visit{url: "/", fault: whole})
	p.runs(0)
	p.alive()

	// The page of a preset opens on it, two folders down, and its wordmark leads home.
	second := catalogued(t)[0].Presets[1]
	p = open(t, visit{url: "/f/bottleneck-two-spirals/", fault: whole})
	p.runs(0)
	if got := p.text("#finding"); got != second.Finding || !strings.HasPrefix(p.hash(), second.Link) {
		t.Errorf("got %q at %s, want %q at %s", got, p.hash(), second.Finding, second.Link)
	}
	p.click("#home")
	p.wait(`document.documentElement.hasAttribute("data-home") && location.pathname === "/" && !location.hash`)
	p.runs(0)
}
