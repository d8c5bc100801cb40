//go:build !js

package e2e

import (
	"fmt"
	"testing"
)

// Who presents with a mouse or a finger plays, steps and leaves by buttons that are in
// sight, also in a small window, as a large one at a zoom of 200 % is.
func TestPresentByMouse(t *testing.T) {
	shared := open(t, visit{url: "/" + stills[0].link})
	for _, s := range stills {
		t.Run(s.name, func(t *testing.T) {
			p := shared.in(t)
			p.visit(s.link)
			p.settle(s.step)
			for _, w := range [][2]int{{1280, 720}, {1024, 768}, {640, 360}, {640, 400}, {844, 390}, {390, 844}} {
				p.look(w[0], w[1], 1)
				p.painted()
				if !eval[bool](p, `document.getElementById("present").offsetWidth > 0`) {
					t.Fatalf("%v: there is no way to present", w)
				}
				p.click("#present")
				p.wait(`document.documentElement.dataset.profile === "projector"`)
				p.look(w[0], w[1], 1) // full screen may have another size
				p.painted()
				if got := eval[string](p, `["play", "back", "forward", "leave", "track"].filter(id => {
					const r = document.getElementById(id).getBoundingClientRect();
					const x = r.left + r.width / 2, y = r.top + r.height / 2;
					return r.width < 24 || r.height < 24 || r.bottom > innerHeight || !document.elementFromPoint(x, y)?.closest("#" + id + ", .timeline");
				}).join()`); got != "" {
					t.Errorf("%v: out of reach while presenting: %s", w, got)
				}
				if got := eval[float64](p, wider); got > 0 {
					t.Errorf("%v: the wall is %v px wider than the window", w, got)
				}
				if got := eval[float64](p, `document.documentElement.scrollHeight - innerHeight`); got > 0 {
					t.Errorf("%v: the wall is %v px higher than the window", w, got)
				}
				if got := inked(p.screenshot(), p.stage()); got < charted {
					t.Errorf("%v: %.1f %% of the stage is inked, want a figure: at least %v", w, 100*got, charted)
				}
				for _, c := range []struct{ button, way string }{{"#back", "<"}, {"#forward", ">"}} {
					step := p.step()
					p.click(c.button)
					p.wait(fmt.Sprintf(`Number(document.getElementById("step").textContent.replace(/\D/g, "")) %s %d`, c.way, step))
				}
				// The next window shows the same picture as this one.
				p.wait(fmt.Sprintf(`location.hash.includes("step=%d&")`, p.step()))
				eval[string](p, fmt.Sprintf("location.hash = %q", s.link))
				p.settle(s.step)
				p.click("#leave")
				p.wait(`document.documentElement.dataset.profile === "page"`)
			}
		})
	}
}
