//go:build !js

package e2e

import (
	"fmt"
	"strings"
	"testing"
)

// spy keeps every worker the page makes and a copy of every message they send, from the
// last worker on.
const spy = `{
	const Native = window.Worker;
	window.spy = { workers: [], replies: [] };
	window.Worker = class extends Native {
		constructor(...a) {
			super(...a);
			spy.workers.push(this);
			this.addEventListener("message", e => {
				const d = e.data;
				const parts = d instanceof ArrayBuffer || ArrayBuffer.isView(d) ? [d] : Object.values(d ?? {});
				for (const b of parts) {
					if (b instanceof ArrayBuffer) spy.replies.push(b.slice(0));
					else if (ArrayBuffer.isView(b)) spy.replies.push(b.buffer.slice(b.byteOffset, b.byteOffset + b.byteLength));
				}
			});
		}
	};
	spy.text = i => { let s = ""; for (const c of new Uint8Array(spy.replies[i])) s += String.fromCharCode(c); return btoa(s); };
}`

// hurried lets the page's waiting for signs of life pass fifty times as fast.
const hurried = `{
	const wait = window.setTimeout;
	window.setTimeout = (f, ms, ...a) => wait(f, ms === 3000 ? 60 : ms, ...a);
};`

// A worker killed in the middle of a run is started again and comes back at its step.
func TestWorkerDies(t *testing.T) {
	p := open(t, visit{url: "/#bottleneck?v=1&n=64&seeds=1", before: hurried + spy})
	p.runs(20)
	eval[int](p, `spy.workers.at(-1).terminate(), 0`)
	at := p.step()
	p.alive()
	p.wait(`spy.workers.length > 1`)
	p.runs(at)
	if got := p.step(); got > 10*at+500 {
		t.Errorf("came back at step %d, want one soon after %d", got, at)
	}
	p.alive()
}

// A worker that is killed while the page is paused comes back at the very step.
func TestPausedWorkerDies(t *testing.T) {
	p := open(t, visit{url: "/#bottleneck?v=1&n=64&seeds=1&step=41&play=0", before: hurried + spy})
	p.settle(41)
	eval[int](p, `spy.workers.at(-1).terminate(), 0`)
	p.click("#forward")
	p.wait(`spy.workers.length > 1`)
	p.settle(42)
}

// A worker that dies twice at one link is not started a third time: the last good picture
// stays, with one sentence and a button.
func TestWorkerDiesTwice(t *testing.T) {
	const mortal = hurried + spy + `;{
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
	p.wait(`[...document.querySelectorAll("#figure button")].some(e => e.offsetHeight && /again/i.test(e.innerText))`)
	if got := eval[int](p, "spy.workers.length"); got != 2 {
		t.Errorf("got %d workers, want 2", got)
	}
	if got := p.text("#figure"); !strings.Contains(got, "worker") && !strings.Contains(got, "stopped") {
		t.Errorf("got %q, want a sentence about the worker that stopped", got)
	}
	p.alive()
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
	p.says("Reload")
	p.notBlank()
}

// failing makes a message of the workers, counted from 1, fail in a way of its own.
const failing = hurried + spy + `;{
	const Spy = window.Worker;
	let n = 0;
	window.Worker = class extends Spy {
		set onmessage(f) {
			this.addEventListener("message", e => {
				if (++n !== %d) return f.call(this, e);
				spy.hold = () => f.call(this, e);
				%s;
			});
		}
	};
}`

// A worker that says itself that its program died is replaced, one that says nothing more
// when the page's patience ends, and the run goes on.
func TestWorkerFails(t *testing.T) {
	besideOthers(t)
	for name, failure := range map[string]string{
		"dies":         `f.call(this, new MessageEvent("message", { data: { died: "unreachable" } }))`,
		"throws":       `this.dispatchEvent(new ErrorEvent("error", { cancelable: true, message: "boom" }))`,
		"falls silent": `0`,
	} {
		t.Run(name, func(t *testing.T) {
			p := open(t, visit{url: "/#bottleneck?v=1&n=64&seeds=1", before: fmt.Sprintf(failing, 8, failure)})
			p.wait(`spy.workers.length === 2`)
			p.runs(p.step())
			p.alive()
		})
	}
}

// A worker that is silent for long is slow, not dead: the page says what it waits for, keeps
// its picture and goes on when the reply comes.
func TestSlowWorker(t *testing.T) {
	p := open(t, visit{url: "/#bottleneck?v=1&n=64&seeds=1&step=12&play=0", before: fmt.Sprintf(failing, 3, "0")})
	// The program's first sign, the start, then steps: a quick worker needs few more for twelve.
	p.wait("window.spy?.hold")
	p.wait(`/slow.* step \d+ is coming/.test(document.getElementById("said").innerText)`)
	p.wait(`/for \d+ s so far/.test(document.getElementById("said").innerText)`)
	eval[int](p, "spy.hold(), 0")
	p.settle(12)
	if got := eval[int](p, "spy.workers.length"); got != 1 {
		t.Errorf("got %d workers, want the one that was slow", got)
	}
	if got := p.text("#said"); strings.Contains(got, "slow") {
		t.Errorf("once it has answered: got %q", got)
	}
}

// Another run does not wait for a worker that has been mute for long, and until its first picture
// comes that of the run before stands back.
func TestMuteWorker(t *testing.T) {
	p := open(t, visit{url: "/#bottleneck?v=1&n=64&seeds=1&step=12&play=0", before: fmt.Sprintf(failing, 3, "0")})
	p.wait("window.spy?.hold")
	p.wait(`/for \d+ s so far/.test(document.getElementById("said").innerText)`)
	eval[int](p, `(window.back = [], new MutationObserver(() => back.push(document.getElementById("stage").classList.contains("past"))).observe(
		document.getElementById("stage"), { attributes: true, attributeFilter: ["class"] }), 0)`)
	p.visit("#bottleneck?v=1&n=64&seeds=1&data=moons&step=5&play=0")
	p.settle(5)
	if got := eval[int](p, "spy.workers.length"); got != 2 {
		t.Errorf("got %d workers, want another one", got)
	}
	if !eval[bool](p, "back[0] && !back.at(-1)") {
		t.Errorf("got the picture standing back: %s; want that of the run before to, and the new one not", eval[string](p, "back.join()"))
	}
}

// Deaths far apart are no reason to give up: the run that was brought past the last one may
// lose its worker once more.
func TestDeathsFarApart(t *testing.T) {
	p := open(t, visit{url: "/#bottleneck?v=1&n=64&seeds=1", before: spy})
	for i, step := range []int{20, 300, 900} {
		p.runs(step)
		eval[int](p, `spy.workers.at(-1).dispatchEvent(new ErrorEvent("error", { cancelable: true, message: "boom" })), 0`)
		p.wait(fmt.Sprintf("spy.workers.length === %d", i+2))
	}
	p.runs(1000)
	p.alive()
}

// A pinned run has as many chances as the one on show.
func TestPinnedWorkerDies(t *testing.T) {
	const link = "/#bottleneck?v=1&n=64&seeds=1&step=12&play=0&pin=n%3D64%26seeds%3D1%26seed%3D2%26step%3D40"
	p := open(t, visit{url: link, before: spy + `;{
		const Spy = window.Worker;
		window.Worker = class extends Spy {
			constructor(...a) {
				super(...a);
				// The second is that of the pinned run.
				if (spy.workers.length === 2) setTimeout(() => this.dispatchEvent(new ErrorEvent("error", { cancelable: true, message: "boom" })));
			}
		};
	}`})
	p.settle(12)
	p.wait("spy.workers.length === 3 && narrows.stats().pinned.length === 1")
	if got := p.text("#notices"); got != "" {
		t.Errorf("got the notice %q, want none", got)
	}
}
