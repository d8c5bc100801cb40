//go:build !js

package e2e

import (
	"fmt"
	"image/png"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// pinned are the step and digest of each pinned frame, as the page's hook tells them.
func (p *tab) pinned() []string {
	p.Helper()
	return eval[[]string](p, "narrows.stats().pinned")
}

// chips are what the chips of pinned runs say.
func (p *tab) chips() []string {
	p.Helper()
	return eval[[]string](p, `[...document.querySelectorAll("#pins .pin > span")].map(e => e.textContent)`)
}

// A pinned run stays as it was pinned while others play: with other knobs, another seed,
// a preset. Its chip says in what it differs, and lets it go.
func TestPin(t *testing.T) {
	p := open(t, visit{url: "/#bottleneck?v=1&n=64&seeds=1&steps=60&seed=16&step=60&play=0"})
	p.settle(60)
	p.press("i")
	p.wait(`location.hash.includes("&pin=n%3D64%26seeds%3D1%26steps%3D60%26seed%3D16%26step%3D60")`)
	if got := p.chips(); len(got) != 1 || got[0] != "pinned" {
		t.Errorf("pinned: got chips %q, want one that says pinned", got)
	}
	want := p.pinned()
	if len(want) != 1 || !strings.HasPrefix(want[0], "60 ") {
		t.Fatalf("got pinned frames %q, want one of step 60", want)
	}
	same := func(when string) {
		t.Helper()
		if got := p.pinned(); len(got) == 0 || got[0] != want[0] {
			t.Errorf("%s: got pinned frames %q, want %q first", when, got, want[0])
		}
	}
	p.set("#seed", "19")
	p.runs(3)
	same("while another seed plays")
	if got := p.chips(); len(got) != 1 || got[0] != "pinned: seed 16" {
		t.Errorf("another seed: got chips %q, want pinned: seed 16", got)
	}
	p.hurry()
	p.settle(60)
	same("after another seed")
	p.turn("d", "3")
	p.settle(60)
	p.wait(`document.getElementById("pins").innerText.includes("bottleneck units 2, seed 16")`)
	same("with another knob")
	p.click("#pin")
	p.wait(`document.querySelectorAll("#pins .pin").length === 2`)
	if got := eval[bool](p, `document.getElementById("pin").disabled`); !got {
		t.Error("two runs are pinned, and a third may be")
	}
	two := p.pinned()
	if len(two) != 2 || two[0] != want[0] || two[1] == two[0] {
		t.Errorf("two pins: got %q, want %q and another", two, want[0])
	}
	eval[int](p, `document.querySelector("#presets a:nth-child(2)").click(), 0`)
	p.runs(0)
	if got := p.pinned(); strings.Join(got, "; ") != strings.Join(two, "; ") {
		t.Errorf("a preset: got pinned frames %q, want %q", got, two)
	}
	p.wait(`document.querySelector("#presets a:nth-child(2)[aria-current]")`)
	p.click("#pins .pin button")
	p.wait(`document.querySelectorAll("#pins .pin").length === 1`)
	if got := p.pinned(); len(got) != 1 || got[0] != two[1] {
		t.Errorf("unpinned: got %q, want %q", got, two[1])
	}
	p.do(chromedp.NavigateBack())
	p.wait(`narrows.stats().pinned.length === 2 && narrows.stats().pinned.every(s => s)`)
	if got := p.pinned(); strings.Join(got, "; ") != strings.Join(two, "; ") {
		t.Errorf("after Back: got %q, want %q", got, two)
	}
}

// A link with a pinned run and a step gives the same picture after a reload, the page's own
// run first.
func TestPinInTheLink(t *testing.T) {
	p := open(t, visit{url: "/#bottleneck?v=1&n=64&seeds=1&seed=16&eta@10=1&step=150&play=0"})
	p.settle(150)
	p.press("i")
	p.set("#seed", "19")
	p.runs(0)
	p.visit("#bottleneck?v=1&n=64&seeds=1&seed=19&step=41&play=0&pin=" + eval[string](p, `location.hash.match(/pin=([^&]*)/)[1]`))
	p.settle(41)
	want := p.pinned()
	eval[int](p, `document.getElementById("numbers").open = true, 0`)
	p.wait(`document.querySelector("#readouts td small")`)
	facts := p.text("#readouts")
	eval[int](p, `document.getElementById("numbers").open = false, 0`)
	p.painted()
	a := p.screenshot()

	q := open(t, visit{url: "/" + p.hash(), before: spy + `;{
		const Spy = window.Worker;
		window.Worker = class extends Spy {
			constructor(...a) {
				super(...a);
				spy.before = spy.replies.length;
			}
		};
	}`})
	q.settle(41)
	q.wait(`narrows.stats().pinned[0]`)
	if got := q.pinned(); len(got) != 1 || got[0] != want[0] {
		t.Errorf("after a reload: got pinned frames %q, want %q", got, want)
	}
	q.wait(`document.getElementById("pins").innerText.includes("pinned: step size")`)
	q.painted()
	eval[int](p, "document.activeElement.blur(), 0")
	if mean, far := distance(t, a, q.screenshot()); mean > 0.05 || far > 0.0005 {
		t.Errorf("same link: pictures differ by %.3f, %.2f %% of the pixels far", mean, 100*far)
	}
	if got := q.hash(); got != p.hash() {
		t.Errorf("address: got %s, want %s", got, p.hash())
	}
	if got := eval[int](q, "spy.workers.length"); got != 2 {
		t.Errorf("got %d workers, want one for each run", got)
	}
	if got := eval[int](q, "spy.before"); got == 0 {
		t.Error("the pinned run was asked for before the page's own")
	}
	eval[int](q, `document.getElementById("numbers").open = true, 0`)
	q.wait(`document.querySelector("#readouts td small")`)
	if got := q.text("#readouts"); got != facts {
		t.Errorf("read-outs: got %q, want %q", got, facts)
	}
	// A pin that cannot be used is named and left out; the page goes on.
	q.visit("#bottleneck?v=1&n=64&seeds=1&step=5&play=0&pin=d%3D99")
	q.settle(5)
	q.says("The pinned run d=99 is left out")
	if got := q.pinned(); len(got) != 0 {
		t.Errorf("a bad pin: got %q, want none", got)
	}
}

// A chip is whole in every profile, and the figure keeps its room.
func TestPinFits(t *testing.T) {
	const hash = "#bottleneck?v=1&n=64&seeds=1&steps=60&seed=19&step=60&play=0&pin=n%3D64%26seeds%3D1%26steps%3D60%26seed%3D16%26step%3D60" +
		"&pin=n%3D64%26seeds%3D1%26steps%3D60%26d%3D3%26step%3D60"
	shared := open(t, visit{url: "/" + hash})
	for _, c := range []struct {
		name, query   string
		width, height int
		whole         bool // all of it fits without scrolling
		colours       string
	}{
		{"page", "", 1280, 800, false, "light"},
		{"small", "", 1024, 640, false, "light"},
		{"phone", "", 360, 740, false, "light"},
		{"dark", "", 1280, 800, false, "dark"},
		{"embed", "?embed=1", 720, 420, true, "light"},
		{"projector", "?profile=projector", 1280, 720, true, "light"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := shared.in(t)
			p.look(c.width, c.height, 1)
			p.prefer(map[string]string{"prefers-color-scheme": c.colours})
			if c.query != "" {
				p = open(t, visit{url: "/" + c.query + hash, width: c.width, height: c.height})
			}
			p.settle(60)
			p.wait(`narrows.stats().pinned.every(s => s) && narrows.stats().pinned.length === 2`)
			p.painted()
			if dir := os.Getenv("SHOTS"); dir != "" {
				f, _ := os.Create(dir + "/pin-" + c.name + ".png")
				png.Encode(f, p.wholePage())
				f.Close()
			}
			if got := eval[float64](p, "document.documentElement.scrollHeight - innerHeight"); c.whole && got > 0 {
				t.Errorf("the page is %v px higher than the window", got)
			}
			for i := range 2 {
				r := eval[[]float64](p, fmt.Sprintf(`(r => [r.left, r.top, r.right, r.bottom, innerWidth])(document.querySelectorAll("#pins .pin button")[%d].getBoundingClientRect())`, i))
				if r[0] < 0 || r[1] < 0 || r[2] > r[4] || r[2]-r[0] < 24 || r[3]-r[1] < 22 {
					t.Errorf("the button of pin %d is at %v", i+1, r)
				}
			}
			if got := eval[bool](p, `[...document.querySelectorAll(".head, #pins *, #finding, #transport, #transport button, #transport output, #seed")].some(e => e.offsetWidth && (r => r.left < 0 || r.right > innerWidth + 1)(e.getBoundingClientRect()))`); got {
				t.Error("a part of the heading or of the transport is outside the window")
			}
		})
	}
}

// A Live knob turned at a step that is past forks the run: it goes on from there under the
// new value, what was its future stays as a ghost, and the link holds both.
func TestFork(t *testing.T) {
	p := open(t, visit{url: "/#bottleneck?v=1&n=64&seeds=1&steps=60&step=60&play=0"})
	p.settle(60)
	p.press("i")
	p.wait(`narrows.stats().pinned.length === 1`)
	future := p.pinned()[0]
	p.click("#pins .pin button")
	p.wait(`narrows.stats().pinned.length === 0`)
	p.visit("#bottleneck?v=1&n=64&seeds=1&steps=60&step=20&play=0")
	p.settle(20)
	p.click("#more")
	p.set("#knobs [name=eta] ~ .exact", "0.1")
	p.wait(`location.hash.includes("eta@20=")`)
	if got := p.pinned(); len(got) != 1 || got[0] != future {
		t.Errorf("got ghosts %q, want the future that was left: %q", got, future)
	}
	if hash := p.hash(); !strings.Contains(hash, "pin=n%3D64%26seeds%3D1%26steps%3D60%26step%3D60") {
		t.Errorf("got link %s, want the future in it", hash)
	}
	p.hurry()
	p.click("#play")
	p.settle(60)
	if got := p.pinned(); len(got) != 1 || got[0] != future {
		t.Errorf("at the end: got ghosts %q, want %q still", got, future)
	}
}
