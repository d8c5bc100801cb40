//go:build !js

package e2e

import (
	"fmt"
	"html"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// A link fixes the picture: the page shows the step that the link names, the address bar
// keeps the link, and the same link in another tab gives the same pixels.
func TestLinkRoundTrip(t *testing.T) {
	const hash = "#bottleneck?v=1&data=moons&d=3&n=64&eta@10=0.3&seed=7&step=41&play=0"
	p := open(t, visit{url: "/" + hash})
	p.settle(41)
	if got := p.hash(); got != hash {
		t.Errorf("address: got %s, want %s", got, hash)
	}
	if got := eval[string](p, `document.getElementById("seed").value`); got != "7" {
		t.Errorf("seed: got %s, want 7", got)
	}
	a := p.screenshot()
	q := open(t, visit{url: "/" + p.hash()})
	q.settle(41)
	if mean, far := distance(t, a, q.screenshot()); mean > 0.05 || far > 0.0005 {
		t.Errorf("same link: pictures differ by %.3f, %.2f %% of the pixels far", mean, 100*far)
	}
}

// Stepping replaces the address, so that the link in the bar is always the picture's.
func TestLinkFollowsThePicture(t *testing.T) {
	p := open(t, visit{url: "/#bottleneck?v=1&n=64&seeds=1&step=10&play=0"})
	p.settle(10)
	before := eval[int](p, "history.length")
	for i := 11; i <= 13; i++ {
		p.press(kb.ArrowRight)
		p.settle(i)
	}
	p.wait(`location.hash.includes("step=13")`)
	if got := eval[int](p, "history.length"); got != before {
		t.Errorf("stepping pushed %d entries on the history, want none", got-before)
	}
}

func TestKnobAndBack(t *testing.T) {
	const hash = "#bottleneck?v=1&n=64&seeds=1&step=5&play=0"
	p := open(t, visit{url: "/" + hash})
	p.settle(5)
	before := eval[int](p, "history.length")
	p.turn("data", "moons")
	p.wait(`location.hash.includes("data=moons")`)
	if got := eval[int](p, "history.length"); got != before+1 {
		t.Errorf("a knob pushed %d entries on the history, want 1", got-before)
	}
	p.do(chromedp.NavigateBack())
	p.wait(`!location.hash.includes("data=moons")`)
	p.settle(5)
	if got := p.hash(); got != hash {
		t.Errorf("after Back: got %s, want %s", got, hash)
	}
	p.alive()
}

// A knob that may be turned during a run writes its step into the link; that link gives
// the picture back, and Back the run without it.
func TestLiveKnob(t *testing.T) {
	const hash = "#bottleneck?v=1&n=64&seeds=1&step=20&play=0"
	p := open(t, visit{url: "/" + hash})
	p.settle(20)
	p.click("#more")
	p.set("#knobs [name=eta] ~ .exact", "2")
	p.wait(`location.hash.includes("eta@20=2")`)
	p.press(kb.ArrowRight)
	p.wait(`location.hash.includes("step=21")`)
	p.click("#more")
	p.settle(21)
	eval[int](p, "document.activeElement.blur(), 0") // no ring around a control
	q := open(t, visit{url: "/" + p.hash()})
	q.settle(21)
	if mean, far := distance(t, p.screenshot(), q.screenshot()); mean > 0.05 || far > 0.0005 {
		t.Errorf("turned by hand and by the link: pictures differ by %.3f, %.2f %% of the pixels far", mean, 100*far)
	}
	p.do(chromedp.NavigateBack())
	p.wait(`!location.hash.includes("eta")`)
	p.settle(20)
}

// While a turn waits for a slow worker the words follow the picture, and the slider stays
// where the visitor's hand is.
func TestLiveKnobUnderTheHand(t *testing.T) {
	p := open(t, visit{url: "/#bottleneck?v=1&n=64&seeds=1&step=20&play=0", before: `{
		const Native = window.Worker;
		window.Worker = class extends Native {
			set onmessage(f) { this.addEventListener("message", e => setTimeout(() => f.call(this, e), window.late)); }
		};
	}`})
	p.settle(20)
	eval[int](p, `(window.late = 1500, window.eta = document.querySelector("#knobs [name=eta]"), 0)`)
	const drag = `(eta.value = %d, eta.dispatchEvent(new Event("input")), new Promise(done => setTimeout(done, 100, 0)))`
	eval[int](p, fmt.Sprintf(drag, 5))
	eval[int](p, fmt.Sprintf(drag, 10)) // waits for the reply to the first
	eval[int](p, `document.getElementById("numbers").open = true, 0`)
	p.wait(`document.querySelector("#readouts td")`)
	if got := eval[string](p, "eta.value"); got != "10" {
		t.Errorf("a turn that waits: got the slider at %s, want it at 10", got)
	}
	p.wait(`location.hash.includes("eta@20=")`)
	p.wait(`eta.value === "10"`)
}

// What Share offers to copy leads to the very picture, as a page and as a frame.
func TestShare(t *testing.T) {
	const hash = "#bottleneck?v=1&d=3&n=64&seeds=1&step=7&play=0"
	p := open(t, visit{url: "/?theme=dark" + hash})
	p.settle(7)
	p.click("#share")
	if got, want := eval[string](p, `document.getElementById("share-link").value`), p.origin+"/"+hash; got != want {
		t.Errorf("link: got %s, want %s", got, want)
	}
	got := eval[string](p, `document.getElementById("share-frame").value`)
	if want := `src="` + p.origin + `/?embed=1` + html.EscapeString(hash) + `"`; !strings.Contains(got, want) {
		t.Errorf("frame: got %s, want %s in it", got, want)
	}
	if !regexp.MustCompile(`width="\d+" height="\d+"`).MatchString(got) {
		t.Errorf("frame: got %s, want a size in it", got)
	}
}

// On a phone the row of presets is wider than the page: the one that is on show stands in it, and
// where it is one of those behind "More cases", that says so.
func TestPresetInView(t *testing.T) {
	p := open(t, visit{url: "/#deep-linear?v=1&ratio=0.4&view=losses&a=0.01&steps=1000", width: 390, height: 844})
	p.runs(0)
	for _, want := range []struct{ key, title string }{{"", "Small start"}, {"1", "Staircase"}, {"5", "Noise"}} {
		if want.key != "" {
			p.press(want.key)
		}
		p.wait(fmt.Sprintf(`document.querySelector("#presets [aria-current]")?.textContent === %q`, want.title))
		got := eval[[]float64](p, `(r => [r.left, r.right])(document.querySelector("#presets [aria-current]").getBoundingClientRect())`)
		if got[0] < 0 || got[1] > 390 {
			t.Errorf("%s: got it from %.0f to %.0f of the page's 390 pixels", want.title, got[0], got[1])
		}
	}
	p.press("9")
	p.wait(`document.querySelector(".cases.current") && !document.querySelector(".chips [aria-current]")`)
	p.press("1")
	p.wait(`document.querySelector(".chips [aria-current]") && !document.querySelector(".cases.current")`)
}
