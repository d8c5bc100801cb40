//go:build !js

package e2e

import (
	"fmt"
	"image"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// What the tests read of the page, all of it also there for a visitor to see.

// step is the step on show.
func (p *tab) step() int {
	p.Helper()
	return eval[int](p, `Number(document.getElementById("step").textContent.replace(/\D/g, "") || -1)`)
}

func (p *tab) hash() string { p.Helper(); return eval[string](p, "location.hash") }

// text is what an element says; empty if it is not to be seen.
func (p *tab) text(selector string) string {
	p.Helper()
	return eval[string](p, fmt.Sprintf(`[...document.querySelectorAll(%q)].map(e => e.innerText).join(" ").trim()`, selector))
}

// settle waits until a step is on show and painted.
func (p *tab) settle(step int) {
	p.Helper()
	// The page says 0 before it knows better.
	p.wait(20, fmt.Sprintf(`document.getElementById("step").textContent.replace(/\D/g, "") === "%d" && window.narrows?.stats().drawn > 0`, step))
	p.painted()
}

// painted waits for the painter: a canvas drawn in one animation frame can be seen after
// the next.
func (p *tab) painted() {
	p.Helper()
	eval[int](p, `new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(() => done(0)))))`)
}

// stage is where the canvas is in the window.
func (p *tab) stage() image.Rectangle {
	p.Helper()
	b := eval[[]float64](p, `(r => [r.left, r.top, r.right, r.bottom])(document.getElementById("stage").getBoundingClientRect())`)
	return image.Rect(int(b[0]), int(b[1]), int(b[2]), int(b[3]))
}

// alive fails if the figure is blank.
func (p *tab) alive() {
	p.Helper()
	if got := inked(p.screenshot(), p.stage()); got < 0.25 {
		p.Errorf("%.1f %% of the stage is inked, want a figure: at least 25 %%", 100*got)
	}
}

func (p *tab) press(keys string) { p.Helper(); p.do(chromedp.KeyEvent(keys)) }

func (p *tab) click(selector string) { p.Helper(); p.do(chromedp.Click(chromedp.CSS(selector))) }

func TestPlays(t *testing.T) {
	p := open(t, visit{url: "/"})
	p.wait(10, `Number(document.getElementById("step").textContent) > 0`)
	p.wait(10, fmt.Sprintf(`Number(document.getElementById("step").textContent.replace(/\D/g, "")) > %d`, p.step()+5))
	p.alive()
	if got := p.text("#finding"); got != "Squeezing an infinite network makes it learn faster" {
		t.Errorf("heading: got %q", got)
	}
	if got := eval[float64](p, "document.documentElement.scrollWidth - innerWidth"); got > 0 {
		t.Errorf("the page is %v px wider than the window", got)
	}
}

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
	p.press("")
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
	p.wait(3, `location.hash.includes("step=13")`)
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
	p.wait(5, `location.hash.includes("data=moons")`)
	if got := eval[int](p, "history.length"); got != before+1 {
		t.Errorf("a knob pushed %d entries on the history, want 1", got-before)
	}
	p.do(chromedp.NavigateBack())
	p.wait(5, `!location.hash.includes("data=moons")`)
	p.settle(5)
	if got := p.hash(); got != hash {
		t.Errorf("after Back: got %s, want %s", got, hash)
	}
	p.alive()
}

// turn chooses a value of a choice in its control, as a visitor does.
func (p *tab) turn(knob, choice string) {
	p.Helper()
	p.click(fmt.Sprintf(`#knobs label:has(> [name=%q][value=%q])`, knob, choice))
}

func TestKeyboard(t *testing.T) {
	p := open(t, visit{url: "/#bottleneck?v=1&n=64&seeds=1&play=0"})
	p.settle(0)
	p.press(kb.ArrowRight)
	p.settle(1)
	p.press(" ")
	p.wait(5, `Number(document.getElementById("step").textContent) > 3`)
	p.press(" ")
	time.Sleep(200 * time.Millisecond)
	stopped := p.step()
	time.Sleep(300 * time.Millisecond)
	if got := p.step(); got != stopped {
		t.Errorf("paused: step went from %d to %d", stopped, got)
	}
	p.press("r")
	p.settle(0)
	seed := eval[string](p, `document.getElementById("seed").value`)
	p.press("s")
	p.wait(5, fmt.Sprintf(`document.getElementById("seed").value !== %q`, seed))
}

// Tab passes through the figure and the wheel scrolls the page under it.
func TestTabAndWheelPass(t *testing.T) {
	p := open(t, visit{url: "/#bottleneck?v=1&n=64&seeds=1&step=3&play=0", width: 1024, height: 640})
	p.settle(3)
	const where = `(e => e.id || e.name || e.tagName)(document.activeElement)`
	var order []string
	for range 60 {
		p.press(kb.Tab)
		at := eval[string](p, where)
		order = append(order, at)
		if at == "speed" || at == "play" && len(order) > 1 {
			break
		}
	}
	if got := order[len(order)-1]; got != "speed" && got != "play" {
		t.Errorf("Tab never passed the figure: %v", order)
	}
	eval[int](p, "scrollTo(0, 0), 0")
	s := p.stage()
	call(p, input.DispatchMouseEvent, input.DispatchMouseEventParams{
		Type: input.DispatchMouseEventTypeMouseWheel, X: float64(s.Min.X+s.Max.X) / 2, Y: float64(s.Min.Y + 100), DeltaX: 0.01, DeltaY: 240})
	p.wait(3, "scrollY > 100")
}

// A finished run is a still with what to do next.
func TestEnd(t *testing.T) {
	p := open(t, visit{url: "/#bottleneck?v=1&n=64&seeds=1&steps=30"})
	p.settle(30)
	p.wait(3, `/again/i.test(document.getElementById("figure").innerText)`)
	if got := p.text("#figure"); !strings.Contains(got, "nother seed") {
		t.Errorf("at the end: got %q, want an offer of another seed", got)
	}
	time.Sleep(300 * time.Millisecond)
	if got := p.step(); got != 30 {
		t.Errorf("after the end: got step %d, want 30", got)
	}
	p.alive()
}

// A plain page embeds the figure by an iframe; its policy forbids inline script.
func TestEmbed(t *testing.T) {
	p := open(t, visit{url: "/host.html", fault: hostPage, width: 760, height: 700})
	p.wait(10, `Number(frames[0].document.getElementById("step")?.textContent) > 0`)
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
	p.wait(3, "scrollY > 100")
}

// Under another path, from a host that calls everything an octet stream but for scripts.
func TestBasePath(t *testing.T) {
	p := open(t, visit{url: "/blog/post/index.html", fault: underPath("/blog/post")})
	p.wait(10, `Number(document.getElementById("step").textContent) > 0`)
	p.alive()
}

func TestPresets(t *testing.T) {
	p := open(t, visit{url: "/"})
	p.wait(10, `Number(document.getElementById("step").textContent) > 0`)
	titles := eval[[]string](p, `[...document.querySelectorAll("#presets a, #presets button")].map(e => e.innerText.trim())`)
	if len(titles) < 4 {
		t.Fatalf("got presets %v, want at least 4", titles)
	}
	for i, title := range titles {
		p.press(string(rune('1' + i)))
		p.wait(10, fmt.Sprintf(`[...document.querySelectorAll("#presets [aria-current=true], #presets [aria-pressed=true], #presets .chosen")].some(e => e.innerText.trim() === %q)`, title))
		p.wait(20, `Number(document.getElementById("step").textContent.replace(/\D/g, "")) > 0`)
		p.alive()
		if _, err := url.Parse(p.hash()); err != nil {
			t.Errorf("%s: %v", title, err)
		}
	}
}
