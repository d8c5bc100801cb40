//go:build !js

package e2e

import (
	"encoding/base64"
	"fmt"
	"strings"
	"testing"

	"narrows/sim/wire"
)

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
			p.visit(base + "&" + c.pair)
			p.wait(`document.getElementById("notices").innerText.trim()`)
			got := p.text("#notices")
			if !strings.Contains(got, c.key) || !strings.Contains(got, c.allowed) {
				t.Errorf("notice: got %q, want it to name %q and %q", got, c.key, c.allowed)
			}
			p.runs(0)
			p.alive()
			p.wait(`(document.querySelector("#notices button")?.click(), !document.getElementById("notices").innerText.trim())`)
		})
	}
}

func TestUnknownExperiment(t *testing.T) {
	p := open(t, visit{url: "/#perpetuum?v=1&d=2"})
	p.says("perpetuum")
	p.runs(0)
	p.alive()
}

// A link that is no link at all, typed into the bar of a page that runs.
func TestGarbageTyped(t *testing.T) {
	p := open(t, visit{url: "/#bottleneck?v=1&n=64&seeds=1&step=5&play=0"})
	p.settle(5)
	for _, garbage := range []string{"#%E0%A4%A", "#?&&==&=%", "#bottleneck?v=1&d=" + strings.Repeat("9", 5000)} {
		p.visit(garbage)
		p.idle(30)
		p.painted()
		p.alive()
	}
}

// Settings beyond the machine are refused with the largest that fits, and the page goes on.
func TestTooLarge(t *testing.T) {
	p := open(t, visit{url: "/#bottleneck?v=1&n=4096&depth=4&points=256"})
	p.says("n = 4096", "at most")
	p.notBlank()
	p.goesOn()
}

// A step size that diverges: the picture says at which step, keeps its last finite
// frame, and offers a smaller one.
func TestDiverging(t *testing.T) {
	p := open(t, visit{url: "/#bottleneck?v=1&loss=squared&eta=20&n=64&seeds=1"})
	p.wait(`/diverges at step [\d,]+/i.test(document.getElementById("said").innerText)`)
	p.painted()
	p.alive()
	before := p.hash()
	p.wait(`[...document.querySelectorAll("#figure button, #figure a")].some(e => /step size|smaller/i.test(e.innerText))`)
	eval[int](p, `[...document.querySelectorAll("#figure button, #figure a")].find(e => /step size|smaller/i.test(e.innerText)).click(), 0`)
	p.wait(fmt.Sprintf("location.hash !== %q", before))
	p.runs(0)
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
	p.says("λ_min = -1e-07", "λ_max = 12.5")
	p.notBlank()
	p.goesOn()
}
