//go:build !js

package e2e

import (
	"fmt"
	"image"

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

// runs waits until the page shows a step later than one.
func (p *tab) runs(step int) {
	p.Helper()
	p.wait(fmt.Sprintf(`Number(document.getElementById("step").textContent.replace(/\D/g, "")) > %d`, step))
}

// visit goes to a link within the page, as one typed into the address bar does.
func (p *tab) visit(hash string) {
	p.Helper()
	eval[int](p, fmt.Sprintf("location.hash = %q, 0", hash))
}

func (p *tab) hash() string { p.Helper(); return eval[string](p, "location.hash") }

// text is what an element says; empty if it is not to be seen.
func (p *tab) text(selector string) string {
	p.Helper()
	return eval[string](p, fmt.Sprintf(`[...document.querySelectorAll(%q)].map(e => e.innerText).join(" ").trim()`, selector))
}

// says waits until the page, anywhere in sight, says all of the words.
func (p *tab) says(words ...string) {
	p.Helper()
	for _, w := range words {
		p.wait(fmt.Sprintf(`document.body.innerText.includes(%q)`, w))
	}
}

// settle waits until a step is on show and painted.
func (p *tab) settle(step int) {
	p.Helper()
	// The page says 0 before it knows better.
	p.wait(fmt.Sprintf(`document.getElementById("step").textContent.replace(/\D/g, "") === "%d" && window.narrows?.stats().drawn > 0`, step))
	p.painted()
}

// painted waits until the picture stands still: no frame drawn in six animation frames, or
// twenty of them if it moves all the time.
func (p *tab) painted() {
	p.Helper()
	eval[int](p, `new Promise(done => {
		let last = -1, same = 0, all = 0;
		const look = () => {
			const drawn = window.narrows?.stats().drawn ?? 0;
			same = drawn === last ? same + 1 : 0;
			last = drawn;
			if (same > 5 || ++all > 20) done(0);
			else requestAnimationFrame(look);
		};
		look();
	})`)
}

// idle lets so many animation frames pass, in which what should not come could have come.
func (p *tab) idle(frames int) {
	p.Helper()
	eval[int](p, fmt.Sprintf(`new Promise(done => {
		let left = %d;
		const next = () => left-- > 0 ? requestAnimationFrame(next) : done(0);
		next();
	})`, frames))
}

// paused waits until the figure stands still, and what was asked for before has come.
func (p *tab) paused() {
	p.Helper()
	p.wait(`document.getElementById("play").dataset.state === "paused"`)
	p.painted()
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
	p.visit("#bottleneck?v=1&n=64&seeds=1")
	p.runs(0)
	p.alive()
}

// press presses keys one after the other. A key and the character it stands for are one
// event here, as from a keyboard: a page that takes the one keeps the other from scrolling.
func (p *tab) press(keys string) {
	p.Helper()
	for _, r := range keys {
		events := kb.Encode(r)
		down, up := *events[0], *events[len(events)-1]
		if len(events) == 3 {
			down.Text = events[1].Text
		}
		call(p, input.DispatchKeyEvent, down)
		call(p, input.DispatchKeyEvent, up)
	}
}

func (p *tab) click(selector string) { p.Helper(); p.do(chromedp.Click(chromedp.CSS(selector))) }

// turn chooses a value of a choice in its control, as a visitor does.
func (p *tab) turn(knob, choice string) {
	p.Helper()
	p.click(fmt.Sprintf(`#knobs label:has(> [name=%q][value=%q])`, knob, choice))
}

// set writes a value into a control, as a visitor does who leaves it then.
func (p *tab) set(selector, value string) {
	p.Helper()
	eval[int](p, fmt.Sprintf(`(e => {
		e.value = %q;
		e.dispatchEvent(new Event("input", { bubbles: true }));
		e.dispatchEvent(new Event("change", { bubbles: true }));
	})(document.querySelector(%q)), 0`, value, selector))
}

// hurry chooses the full speed.
func (p *tab) hurry() {
	p.Helper()
	p.runs(0)
	p.set("#speed", "Infinity")
}
