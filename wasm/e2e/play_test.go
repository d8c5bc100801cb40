//go:build !js

package e2e

import (
	"fmt"
	"image"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp/kb"
)

func TestPlays(t *testing.T) {
	p := open(t, visit{url: "/"})
	p.runs(0)
	p.runs(p.step() + 5)
	p.alive()
	if got := p.text("#finding"); got != "Squeezing an infinite network makes it learn faster" {
		t.Errorf("heading: got %q", got)
	}
	if got := eval[float64](p, "document.documentElement.scrollWidth - innerWidth"); got > 0 {
		t.Errorf("the page is %v px wider than the window", got)
	}
}

func TestKeyboard(t *testing.T) {
	p := open(t, visit{url: "/#bottleneck?v=1&n=64&seeds=1&play=0", before: `{
		window.asked = 0;
		const { postMessage } = Worker.prototype;
		Worker.prototype.postMessage = function (...a) { asked++; return postMessage.apply(this, a); };
	}`})
	p.settle(0)
	p.press(kb.ArrowRight)
	p.settle(1)
	p.press(" ")
	p.runs(3)
	if got := eval[float64](p, "scrollY"); got != 0 {
		t.Errorf("space scrolled the page by %v px", got)
	}
	p.press(" ")
	// What was asked for before may still come; nothing more is asked for.
	p.wait(`document.getElementById("play").dataset.state === "paused"`)
	asked := eval[int](p, "asked")
	p.idle(30)
	if got := eval[int](p, "asked"); got != asked || asked < 3 {
		t.Errorf("paused: got %d requests to the worker, and later %d", asked, got)
	}
	p.press("r")
	p.settle(0)
	seed := eval[string](p, `document.getElementById("seed").value`)
	p.press("s")
	p.wait(fmt.Sprintf(`document.getElementById("seed").value !== %q`, seed))
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
	p.wait("scrollY > 100")
}

// A finished run is a still with what to do next.
func TestEnd(t *testing.T) {
	p := open(t, visit{url: "/#bottleneck?v=1&n=64&seeds=1&steps=30"})
	p.runs(0)
	const high = `document.getElementById("status").offsetHeight`
	before := eval[int](p, high)
	p.hurry()
	p.settle(30)
	p.wait(`/again/i.test(document.getElementById("figure").innerText)`)
	if got := p.text("#figure"); !strings.Contains(got, "nother seed") {
		t.Errorf("at the end: got %q, want an offer of another seed", got)
	}
	if got := eval[int](p, high); got != before {
		t.Errorf("the line under the figure: got %d px at the end, want %d as during the run", got, before)
	}
	p.idle(20)
	if got := p.step(); got != 30 {
		t.Errorf("after the end: got step %d, want 30", got)
	}
	p.alive()
}

// The line under the figure tells the run in beats: what happened last at the step on show, however
// one comes there, and in ink how it ended. Playback rests once where the story turns.
func TestBeats(t *testing.T) {
	p := open(t, visit{url: "/#bottleneck?v=1&n=64&seeds=1&steps=300&seed=6&play=0"})
	p.settle(0)
	const said = `document.getElementById("said").textContent`
	start := p.text("#said")
	eval[int](p, `(document.getElementById("play").click(), 0)`)
	p.settle(300)
	p.wait(`document.getElementById("status").classList.contains("result")`)
	if got := p.text("#said"); !strings.HasPrefix(got, "Squeezed, ") || !strings.Contains(got, " faster: loss ") {
		t.Errorf("at the end: got %q, want by how much it is faster", got)
	}
	p.wait(`getComputedStyle(document.getElementById("said")).color === getComputedStyle(document.getElementById("finding")).color`)
	eval[int](p, `(document.getElementById("reset").click(), 0)`)
	p.settle(0)
	p.wait(said + " === " + fmt.Sprintf("%q", start) + ` && !document.getElementById("status").classList.contains("result")`)

	got := eval[[]int](p, `import("/web/speech.js").then(({ Speech }) => {
		const event = (step, rest) => ({ step, rest, role: "limit", label: "x", sentence: "It turns." });
		const page = { now: { run: "", link: "" }, address: { stands: false } };
		let rests = 0;
		page.player = { playing: true, shown: 0, run: "", trainer: { furthest: 0 }, clock: { dwell: () => rests++ }, atEnd: () => false };
		page.view = { reading: () => ({ facts: [], names: {}, pins: [], events: [event(2, false), event(5, true), event(9, true)].filter((e) => e.step <= page.player.shown), summary: "" }) };
		page.words = page.timeline = page.stage = { update() {}, mark() {}, describe() {} };
		const speech = new Speech(page), counts = [];
		for (const [shown, playing] of [[3, true], [5, true], [6, true], [10, true], [4, false], [7, false], [8, true], [9, true]]) {
			page.player.shown = shown;
			page.player.playing = playing;
			speech.read();
			counts.push(rests);
		}
		return counts;
	})`)
	if want := []int{0, 1, 1, 2, 2, 2, 2, 3}; !slices.Equal(got, want) {
		t.Errorf("rests after each picture: got %v want %v", got, want)
	}
}

// A run that is over, at its last step, at a loss or where it diverged, leaves the processor
// alone: no message to the worker, no animation frame, no picture.
func TestOverIsQuiet(t *testing.T) {
	besideOthers(t)
	const counts = `{
		window.asked = { messages: 0, frames: 0 };
		const { postMessage } = Worker.prototype, { requestAnimationFrame } = window;
		Worker.prototype.postMessage = function (...a) { asked.messages++; return postMessage.apply(this, a); };
		window.uncounted = f => requestAnimationFrame.call(window, f);
		window.requestAnimationFrame = f => { asked.frames++; return uncounted(f); };
	}`
	for _, c := range []struct{ name, link, end string }{
		{"last step", "#bottleneck?v=1&n=64&seeds=1&steps=40", "squeezed through"},
		{"loss", "#bottleneck?v=1&n=64&seeds=1&until=0.3", "Stopped at loss 0.3: "},
		{"loss, deep linear", "#deep-linear?v=1&until=0.5", "Stopped at 0.5 of the first loss: "},
		{"diverged", "#bottleneck?v=1&data=moons&n=64&loss=squared&eta=4&seeds=1", "diverges"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := open(t, visit{url: "/" + c.link, before: counts})
			p.runs(0)
			p.hurry()
			p.says(c.end)
			p.painted()
			// Whoever dwells on the page is told nothing new.
			got := eval[[]int](p, `new Promise(done => {
				const { messages, frames } = asked, drawn = narrows.stats().drawn;
				let left = 40;
				const next = () => left-- > 0 ? uncounted(next) : done([asked.messages - messages, asked.frames - frames, narrows.stats().drawn - drawn]);
				next();
			})`)
			if got[0]+got[1]+got[2] > 0 {
				t.Errorf("in 40 frames after the end: got %d messages to the worker, %d animation frames, %d pictures, want none", got[0], got[1], got[2])
			}
			if eval[int](p, "asked.messages") == 0 || eval[int](p, "asked.frames") == 0 {
				t.Error("nothing was counted")
			}
		})
	}
}

func TestPresets(t *testing.T) {
	p := open(t, visit{url: "/#bottleneck?v=1&seed=6"})
	p.runs(0)
	titles := eval[[]string](p, `[...document.querySelectorAll("#presets a")].map(e => e.textContent)`)
	if len(titles) < 4 {
		t.Fatalf("got presets %v, want at least 4", titles)
	}
	for i, title := range titles {
		p.press(string(rune('1' + i)))
		p.wait(fmt.Sprintf(`[...document.querySelectorAll("#presets [aria-current=true]")].some(e => e.textContent === %q)`, title))
		p.runs(0)
		p.alive()
		if _, err := url.Parse(p.hash()); err != nil {
			t.Errorf("%s: %v", title, err)
		}
	}
}

// The time line goes back through what was shown, and on from there.
func TestScrub(t *testing.T) {
	p := open(t, visit{url: "/#bottleneck?v=1&n=64&seeds=1&steps=60"})
	p.hurry()
	p.settle(60)
	// Half of log(1 + 60) is step 7: the nearest picture, and then the very one. The thumb is
	// held; nothing has been let go.
	eval[int](p, `(e => (e.value = "500", e.dispatchEvent(new Event("input")), 0))(document.getElementById("track"))`)
	const at = 7
	p.settle(at)
	p.wait(fmt.Sprintf(`location.hash.includes("step=%d&play=0")`, at))
	p.alive()
	p.click("#forward")
	p.settle(at + 1)
	p.click("#back")
	p.wait(fmt.Sprintf(`Number(document.getElementById("step").textContent) <= %d`, at))
	p.click("#play")
	p.settle(60)
	// A step beyond the end of a run that is over is its last.
	p.click("#back")
	p.wait(`Number(document.getElementById("step").textContent) < 60`)
	p.visit("#bottleneck?v=1&n=64&seeds=1&steps=60&step=900&play=0")
	p.settle(60)
}

// After a replay the worker is behind the pictures that were kept. It catches up unseen:
// what plays on goes on from the picture on show.
func TestPlayAfterReplay(t *testing.T) {
	const run = "#bottleneck?v=1&n=64&seeds=1"
	p := open(t, visit{url: "/" + run, before: spy})
	p.runs(0)
	p.set("#speed", "4")
	p.runs(900)
	p.press(" ")
	p.paused()
	at := p.step()
	// Of some step no picture was kept: beyond step 200 one in two is there.
	before := eval[int](p, "spy.replies.length")
	for step := at / 3; eval[int](p, "spy.replies.length") == before; step++ {
		p.visit(fmt.Sprintf("%s&step=%d&play=0", run, step))
		p.settle(step)
	}
	p.visit(fmt.Sprintf("%s&step=%d&play=0", run, at))
	p.settle(at)
	eval[int](p, `new MutationObserver(() => {
		spy.least = Math.min(spy.least ?? Infinity, Number(document.getElementById("step").textContent.replace(/\D/g, "")));
	}).observe(document.getElementById("step"), { childList: true }), 0`)
	p.press(" ")
	p.runs(at)
	if got := eval[int](p, "spy.least"); got < at {
		t.Errorf("played on from step %d: got a picture of step %d on the way", at, got)
	}
}

// The page follows the reader's system: dark, and without motion the finished picture.
func TestMedia(t *testing.T) {
	p := open(t, visit{url: "/#bottleneck?v=1&n=64&seeds=1&steps=30", media: map[string]string{"prefers-color-scheme": "dark", "prefers-reduced-motion": "reduce"}})
	p.settle(30)
	m, s := p.screenshot(), p.stage()
	for _, at := range []image.Point{{4, 4}, {s.Max.X - 3, s.Min.Y + 3}} {
		if c := rgb(m, at.X, at.Y); int(c[0])+int(c[1])+int(c[2]) > 150 {
			t.Errorf("dark: got %v at %v", c, at)
		}
	}
	if got := eval[int](p, "narrows.stats().drawn"); got > 10 {
		t.Errorf("without motion: got %d pictures on the way, want the last one", got)
	}
	if got := p.text("#next"); !strings.Contains(got, "Play anyway") {
		t.Errorf("without motion: got %q, want an offer to play", got)
	}
	// Nor does the strait ease to another width.
	drawn := eval[int](p, "narrows.stats().drawn")
	p.visit("#bottleneck?v=1&d=3&n=64&seeds=1&steps=30")
	p.wait(fmt.Sprintf("narrows.stats().drawn > %d", drawn))
	p.settle(30)
	p.idle(30)
	if got := eval[int](p, "narrows.stats().drawn") - drawn; got > 6 {
		t.Errorf("another width without motion: got %d pictures on the way, want the last one", got)
	}
}
