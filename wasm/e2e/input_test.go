//go:build !js

package e2e

import (
	"encoding/base64"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"narrows/sim/wire"
)

// says waits until the page, anywhere in sight, says all of the words.
func (p *tab) says(seconds float64, words ...string) {
	p.Helper()
	for _, w := range words {
		p.wait(seconds, fmt.Sprintf(`document.body.innerText.includes(%q)`, w))
	}
}

// A value that cannot be used leaves the default, and a notice names the key and what is
// allowed. The notice can be put away. The first link is opened, the others are typed into
// the bar of the page that runs.
func TestBadLink(t *testing.T) {
	const base = "#bottleneck?v=1&n=64&seeds=1"
	p := open(t, visit{url: "/" + base + "&d=NaN"})
	for _, c := range []struct{ pair, key, allowed string }{
		{"d=NaN", "d", "1, 2, 3"},
		{"eta=NaN", "eta", "0.01 to 20"},
		{"eta=Infinity", "eta", "0.01 to 20"},
		{"eta=-1e999", "eta", "0.01 to 20"},
		{"depth=0", "depth", "1 to 4"},
		{"depth=1.5", "depth", "whole number"},
		{"points=0", "points", "4 to 256"},
		{"data=donuts", "data", "circles, moons, xor, spirals"},
		{"seed=-1", "seed", "4294967295"},
		{"step=minus", "step", "whole number"},
		{"d@5=3", "d", ""},
		{"wings=2", "wings", ""},
		{"v=999", "999", ""},
	} {
		t.Run(c.pair, func(t *testing.T) {
			p := p.in(t)
			eval[int](p, fmt.Sprintf("location.hash = %q, 0", base+"&"+c.pair))
			p.wait(10, `document.getElementById("notices").innerText.trim()`)
			got := p.text("#notices")
			if !strings.Contains(got, c.key) || !strings.Contains(got, c.allowed) {
				t.Errorf("notice: got %q, want it to name %q and %q", got, c.key, c.allowed)
			}
			p.wait(10, `Number(document.getElementById("step").textContent.replace(/\D/g, "")) > 0`)
			p.alive()
			p.wait(2, `(document.querySelector("#notices button")?.click(), !document.getElementById("notices").innerText.trim())`)
		})
	}
}

func TestUnknownExperiment(t *testing.T) {
	p := open(t, visit{url: "/#perpetuum?v=1&d=2"})
	p.says(10, "perpetuum")
	p.wait(10, `Number(document.getElementById("step").textContent.replace(/\D/g, "")) > 0`)
	p.alive()
}

// A link that is no link at all, typed into the bar of a page that runs.
func TestGarbageTyped(t *testing.T) {
	p := open(t, visit{url: "/#bottleneck?v=1&n=64&seeds=1&step=5&play=0"})
	p.settle(5)
	for _, garbage := range []string{"#%E0%A4%A", "#?&&==&=%", "#bottleneck?v=1&d=" + strings.Repeat("9", 5000)} {
		eval[int](p, fmt.Sprintf("location.hash = %q, 0", garbage))
		time.Sleep(500 * time.Millisecond)
		p.painted()
		p.alive()
	}
}

// Settings beyond the machine are refused with the largest that fits, and the page goes on.
func TestTooLarge(t *testing.T) {
	p := open(t, visit{url: "/#bottleneck?v=1&n=4096&depth=4&points=256"})
	p.says(15, "n = 4096", "at most")
	p.notBlank()
	p.goesOn()
}

// notBlank fails if the stage shows neither a figure nor words.
func (p *tab) notBlank() {
	p.Helper()
	p.painted()
	if got := inked(p.screenshot(), p.stage()); got < 0.005 {
		p.Errorf("%.2f %% of the stage is inked, want a figure or words", 100*got)
	}
}

// goesOn fails if the page does not come back to life with a link that can run.
func (p *tab) goesOn() {
	p.Helper()
	eval[int](p, `location.hash = "#bottleneck?v=1&n=64&seeds=1", 0`)
	p.wait(15, `Number(document.getElementById("step").textContent.replace(/\D/g, "")) > 0`)
	p.alive()
}

// A step size that diverges: the picture says at which step, keeps its last finite
// frame, and offers a smaller one.
func TestDiverging(t *testing.T) {
	p := open(t, visit{url: "/#bottleneck?v=1&loss=squared&eta=20&n=64&seeds=1"})
	p.says(20, "step", "iverge")
	p.painted()
	p.alive()
	before := p.hash()
	p.wait(5, `[...document.querySelectorAll("#figure button, #figure a")].some(e => /step size|smaller/i.test(e.innerText))`)
	eval[int](p, `[...document.querySelectorAll("#figure button, #figure a")].find(e => /step size|smaller/i.test(e.innerText)).click(), 0`)
	p.wait(5, fmt.Sprintf("location.hash !== %q", before))
	p.wait(15, `Number(document.getElementById("step").textContent.replace(/\D/g, "")) > 0`)
	p.alive()
}

// No setting within the knobs' bounds makes a kernel singular; the tests of sim/limit make
// one and see it refused. Here the worker's reply is replaced by that refusal.
func TestSingularKernel(t *testing.T) {
	refusal := wire.AppendError(nil, "the kernel is singular: its eigenvalues run from λ_min = -1e-07 to λ_max = 12.5")
	p := open(t, visit{url: "/#bottleneck?v=1&n=64&seeds=1&d=1", before: fmt.Sprintf(`{
		const refusal = Uint8Array.from(atob(%q), c => c.charCodeAt(0));
		let refused = false;
		addEventListener("hashchange", () => refused = true);
		const Native = window.Worker;
		window.Worker = class extends Native {
			set onmessage(f) { this.addEventListener("message", f); }
			addEventListener(kind, f, o) {
				super.addEventListener(kind, kind !== "message" ? f : e => f.call(this,
					refused || !e.data.reply ? e : new MessageEvent("message", { data: { ...e.data, reply: refusal.slice().buffer } })), o);
			}
		};
	}`, base64.StdEncoding.EncodeToString(refusal))})
	p.says(15, "λ_min = -1e-07", "λ_max = 12.5")
	p.notBlank()
	p.goesOn()
}

// A worker killed in the middle of a run is started again and comes back at its step.
func TestWorkerDies(t *testing.T) {
	p := open(t, visit{url: "/#bottleneck?v=1&n=64&seeds=1", before: spy})
	p.wait(10, `Number(document.getElementById("step").textContent.replace(/\D/g, "")) > 20`)
	eval[int](p, `spy.workers.at(-1).terminate(), 0`)
	at := p.step()
	p.alive()
	p.wait(15, `spy.workers.length > 1`)
	p.wait(15, fmt.Sprintf(`Number(document.getElementById("step").textContent.replace(/\D/g, "")) > %d`, at))
	if got := p.step(); got > 10*at+500 {
		t.Errorf("came back at step %d, want one soon after %d", got, at)
	}
	p.alive()
}

// A worker that is killed while the page is paused comes back at the very step.
func TestPausedWorkerDies(t *testing.T) {
	p := open(t, visit{url: "/#bottleneck?v=1&n=64&seeds=1&step=41&play=0", before: spy})
	p.settle(41)
	eval[int](p, `spy.workers.at(-1).terminate(), 0`)
	p.press("\u0301") // no shortcut: the page must not need one
	p.click("#forward")
	p.wait(15, `spy.workers.length > 1`)
	p.settle(42)
}

// A worker that dies twice at one link is not started a third time: the last good picture
// stays, with one sentence and a button.
func TestWorkerDiesTwice(t *testing.T) {
	const mortal = spy + `;{
		const Spy = window.Worker;
		window.Worker = class extends Spy {
			constructor(...a) {
				super(...a);
				let n = 0;
				this.addEventListener("message", () => { if (++n === 8) this.terminate(); });
			}
		};
	}`
	p := open(t, visit{url: "/#bottleneck?v=1&n=64&seeds=1", before: mortal})
	p.wait(40, `[...document.querySelectorAll("#figure button")].some(e => e.offsetHeight && /again/i.test(e.innerText))`)
	if got := eval[int](p, "spy.workers.length"); got != 2 {
		t.Errorf("got %d workers, want 2", got)
	}
	if got := p.text("#figure"); !strings.Contains(got, "worker") && !strings.Contains(got, "stopped") {
		t.Errorf("got %q, want a sentence about the worker that stopped", got)
	}
	p.alive()
}

// apologises checks that a page that cannot run says what is missing, in words about it,
// and shows a stage with something on it.
func (p *tab) apologises(words ...string) {
	p.Helper()
	p.wait(15, `document.getElementById("stage").innerText.trim() || document.getElementById("said").innerText.trim()`)
	p.says(15, words...)
	if got := p.text("#finding"); got == "" {
		p.Error("no heading")
	}
	p.notBlank()
}

func TestNoSIMD(t *testing.T) {
	p := open(t, visit{url: "/", before: `{
		const refuse = () => Promise.reject(new WebAssembly.CompileError("Wasm SIMD unsupported"));
		WebAssembly.validate = () => false;
		WebAssembly.compile = WebAssembly.compileStreaming = refuse;
		WebAssembly.instantiate = WebAssembly.instantiateStreaming = refuse;
	}`})
	p.apologises("SIMD")
}

func TestNoWebAssembly(t *testing.T) {
	p := open(t, visit{url: "/", before: `delete window.WebAssembly`})
	p.apologises("WebAssembly")
}

// A policy of the host that forbids compiling.
func TestStrictPolicy(t *testing.T) {
	p := open(t, visit{url: "/", expect: []string{"Content Security Policy", "unsafe-eval", "WebAssembly"},
		fault: policy("default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:")})
	p.apologises("policy", "wasm-unsafe-eval")
}

// A policy that is as strict as it can be with the program allowed.
func TestPolicyWithWasm(t *testing.T) {
	p := open(t, visit{url: "/", fault: policy("default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:")})
	p.wait(10, `Number(document.getElementById("step").textContent.replace(/\D/g, "")) > 0`)
	p.alive()
}

func TestProgramMissing(t *testing.T) {
	for _, name := range []string{"view.wasm.gz", "trainer.wasm.gz", "catalogue.json", "wasm_exec.js"} {
		t.Run(name, func(t *testing.T) {
			p := open(t, visit{url: "/", fault: missing(name), expect: []string{"404"}})
			p.apologises(name)
		})
	}
}

func TestOffline(t *testing.T) {
	for _, name := range []string{"view.wasm.gz", "trainer.wasm.gz"} {
		t.Run(name, func(t *testing.T) {
			p := open(t, visit{url: "/", fault: unreachable(name), expect: []string{"ERR_EMPTY_RESPONSE", "ERR_CONNECTION", "Failed to fetch", "Failed to load"}})
			p.apologises(name)
		})
	}
}

// A program that was cut off on its way.
func TestTruncated(t *testing.T) {
	p := open(t, visit{url: "/", fault: func(w http.ResponseWriter, r *http.Request) bool {
		if !strings.HasSuffix(r.URL.Path, "view.wasm.gz") {
			return false
		}
		w.Header().Set("Content-Type", "application/gzip")
		w.Write([]byte{0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 3, 99, 100})
		return true
	}})
	p.apologises("view.wasm.gz")
}

// A worker out of an old cache refuses the page's build, in one line that says what to do.
func TestStaleWorker(t *testing.T) {
	p := open(t, visit{url: "/", before: `{
		const Native = window.Worker;
		window.Worker = class extends Native {
			postMessage(m, t) {
				// The build id is the first text of a Start: change one letter of it.
				const parts = m instanceof ArrayBuffer || ArrayBuffer.isView(m) ? [m] : Object.values(m ?? {});
				for (const v of parts) {
					const b = v instanceof ArrayBuffer ? new Uint8Array(v) : ArrayBuffer.isView(v) ? new Uint8Array(v.buffer, v.byteOffset, v.byteLength) : null;
					if (b && b.length > 12 && b[0] === 1 && b[2] === 0x57 && b[3] === 0x4e) b[8] ^= 1;
				}
				super.postMessage(m, t);
			}
		};
	}`})
	p.says(15, "Reload")
	p.notBlank()
}

// Without WebGL2 the software painter takes over.
const noWebGL = `{
	const get = HTMLCanvasElement.prototype.getContext;
	HTMLCanvasElement.prototype.getContext = function (kind, ...a) { return /webgl/.test(kind) ? null : get.call(this, kind, ...a); };
	if (window.OffscreenCanvas) OffscreenCanvas.prototype.getContext = function () { return null; };
}`

// Both painters show one picture.
func TestSoftwarePainter(t *testing.T) {
	const hash = "#bottleneck?v=1&n=64&seeds=3&step=150&play=0"
	for _, c := range []struct {
		name, before, query string
		scale               float64
	}{
		{"no WebGL2", noWebGL, "", 1},
		{"asked for", "", "painter=software", 1},
		{"dark, at scale 2", noWebGL, "theme=dark", 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			query := strings.TrimPrefix(c.query, "painter=software")
			p := open(t, visit{url: "/?" + query + hash, scale: c.scale})
			p.settle(150)
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
