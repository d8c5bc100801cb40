//go:build !js

package e2e

import (
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// Without WebGL2 the software painter takes over.
const noWebGL = `{
	const get = HTMLCanvasElement.prototype.getContext;
	HTMLCanvasElement.prototype.getContext = function (kind, ...a) { return /webgl/.test(kind) ? null : get.call(this, kind, ...a); };
	if (window.OffscreenCanvas) OffscreenCanvas.prototype.getContext = function () { return null; };
}`

// Both painters show one picture.
func TestSoftwarePainter(t *testing.T) {
	const hash = "#bottleneck?v=1&n=64&seeds=3&step=150&play=0"
	plain := open(t, visit{url: "/" + hash})
	plain.settle(150)
	for _, c := range []struct {
		name, before, query string
		scale               float64
	}{
		{"no WebGL2", noWebGL, "", 1},
		{"asked for", "", "painter=software", 1},
		{"dark, at scale 2", noWebGL, "theme=dark", 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := plain
			if c.scale != 1 {
				p = open(t, visit{url: "/?" + c.query + hash, scale: c.scale})
				p.settle(150)
			}
			a := p.screenshot()
			q := open(t, visit{url: "/?" + c.query + hash, before: c.before, scale: c.scale})
			q.settle(150)
			b := q.screenshot()
			// Colours round differently where an edge is feathered; nothing moves.
			mean, far := distance(t, a, b)
			t.Logf("mean difference %.3f of 255, %.3f %% of the pixels far", mean, 100*far)
			if mean > 0.5 || far > 0.002 {
				t.Errorf("painters differ by %.3f of 255 on average, %.3f %% of the pixels far; want 0.5 and 0.2 %%", mean, 100*far)
				save(t, a, t.ArtifactDir(), "ebiten.png")
				save(t, b, t.ArtifactDir(), "software.png")
			}
			// The comparison can fail: the next step is another picture.
			q.do(chromedp.Click(chromedp.CSS("#forward")), chromedp.Sleep(300*time.Millisecond))
			q.do(chromedp.Click(chromedp.CSS("#forward")), chromedp.Sleep(300*time.Millisecond))
			if mean2, _ := distance(t, a, q.screenshot()); mean2 <= mean {
				t.Errorf("two steps on: difference %.3f, want more than %.3f", mean2, mean)
			}
		})
	}
}

// A browser takes the GPU away when many pages want it: the picture stays, painted in
// software, and nothing is loaded again.
func TestContextLost(t *testing.T) {
	p := open(t, visit{url: "/#bottleneck?v=1&n=64&seeds=1&step=40&play=0"})
	p.settle(40)
	a := p.screenshot()
	eval[int](p, `document.getElementById("canvas").getContext("webgl2").getExtension("WEBGL_lose_context").loseContext(), window.stayed = 1`)
	p.wait(`document.getElementById("canvas").getContext("2d")`)
	p.painted()
	if mean, far := distance(t, a, p.screenshot()); mean > 0.5 || far > 0.002 {
		t.Errorf("after the loss the picture differs by %.3f of 255, %.3f %% of the pixels far; want 0.5 and 0.2 %%", mean, 100*far)
	}
	p.press(kb.ArrowRight)
	p.settle(41)
	if !eval[bool](p, "!!window.stayed") {
		t.Error("the page was loaded again")
	}
}
