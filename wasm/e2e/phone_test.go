//go:build !js

package e2e

import (
	"fmt"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
)

// stills are a paused run of each experiment, the heaviest pages for any window to hold.
var stills = []struct {
	name, link, other string // other: the experiment that it is not
	step              int
}{
	{"bottleneck", "#bottleneck?v=1&n=64&seeds=1&step=30&play=0", "Deep linear", 30},
	{"deep-linear", "#deep-linear?v=1&step=300&play=0", "Bottleneck", 300},
}

// charted is the least share of a stage that is inked if there are charts and no maps.
const charted = 0.07

// wider is by how many CSS pixels the page is wider than its window.
const wider = `document.documentElement.scrollWidth - document.documentElement.clientWidth`

// On a phone the page is as wide as the window, down to its end; play stands in the first
// screen, under the maps and on nothing else; the other experiment is one tap away.
func TestPhone(t *testing.T) {
	besideOthers(t)
	for _, s := range stills {
		t.Run(s.name, func(t *testing.T) {
			p := open(t, visit{url: "/" + s.link, width: 390, height: 844, scale: 2})
			p.settle(s.step)
			eval[int](p, `document.querySelectorAll("details:not(.cases)").forEach(d => { d.open = true }), document.getElementById("more").click(), 0`)
			for _, w := range [][2]int{{390, 844}, {360, 740}, {320, 640}, {844, 390}} {
				p.look(w[0], w[1], 2)
				p.painted()
				if got := eval[float64](p, wider); got > 0 {
					t.Errorf("%v: the page is %v px wider than the window", w, got)
				}
				if got := eval[string](p, `[...document.querySelectorAll("main *, header *")].filter(e => {
					const r = e.getBoundingClientRect();
					return r.width && r.right > innerWidth + 1 && !e.closest(".presets, .experiments, .scroll, pre, .formula p");
				}).map(e => e.id || e.className || e.tagName).join()`); got != "" {
					t.Errorf("%v: beyond the window stand %s", w, got)
				}
				if w[1] >= 640 || w[0] > w[1] {
					if got := eval[string](p, `(() => {
						scrollTo(0, 0);
						const r = document.getElementById("play").getBoundingClientRect();
						if (r.bottom > innerHeight) return "below the first screen";
						const on = document.elementFromPoint(r.left + r.width / 2, r.top + r.height / 2);
						return on.closest("#play") ? "" : "under " + on.outerHTML.slice(0, 80);
					})()`); got != "" {
						t.Errorf("%v: play stands %s", w, got)
					}
				}
			}
			p.look(390, 844, 2)
			p.painted()
			if got := eval[string](p, `(() => {
				const t = document.getElementById("transport").getBoundingClientRect();
				const titles = [...document.querySelectorAll("#titles h2")];
				if (t.top < titles[0].getBoundingClientRect().bottom + 100) return "above the first panel";
				if (titles.every(h => h.getBoundingClientRect().bottom < t.top)) return "below all panels";
				return titles.filter(h => h.getBoundingClientRect().bottom > t.top && h.getBoundingClientRect().top < t.bottom).map(h => h.textContent).join();
			})()`); got != "" {
				t.Errorf("the transport stands on, or is, %s", got)
			}
			before := p.hash()
			p.click("#all")
			p.click("#sheet .cell:not([aria-current])")
			p.wait(fmt.Sprintf("location.hash !== %q", before))
			if got := eval[string](p, `document.querySelector("#all .title").textContent`); got != s.other {
				t.Errorf("after a tap on the other experiment: got %q, want %q", got, s.other)
			}
		})
	}
}

// touch moves a finger along places in the window. It rests before it leaves: a page that is
// let go in full motion glides on for as long as it likes.
func (p *tab) touch(path ...[2]float64) {
	p.Helper()
	for i, at := range path {
		kind := input.DispatchTouchEventTypeTouchMove
		if i == 0 {
			kind = input.DispatchTouchEventTypeTouchStart
		}
		call(p, input.DispatchTouchEvent, input.DispatchTouchEventParams{Type: kind, TouchPoints: []*input.TouchPoint{{X: at[0], Y: at[1]}}})
	}
	if len(path) > 1 {
		time.Sleep(300 * time.Millisecond)
	}
	call(p, input.DispatchTouchEvent, input.DispatchTouchEventParams{Type: input.DispatchTouchEventTypeTouchEnd, TouchPoints: []*input.TouchPoint{}})
}

// A finger that scrolls the page from a slider leaves its value; one that taps it or goes
// sideways sets it.
func TestSwipeOverSlider(t *testing.T) {
	p := open(t, visit{url: "/#bottleneck?v=1&n=64&seeds=1&step=3&play=0", width: 390, height: 844})
	call(p, emulation.SetTouchEmulationEnabled, emulation.SetTouchEmulationEnabledParams{Enabled: true})
	p.settle(3)
	for _, slider := range []string{"#track", `#knobs .slide input`} {
		// Its middle stands in the middle of the window.
		place := func(share float64) [2]float64 {
			at := eval[[]float64](p, fmt.Sprintf(`new Promise(done => {
				const e = document.querySelector(%q);
				let still = 0, top;
				const look = () => {
					e.scrollIntoView({ block: "center", behavior: "instant" });
					const r = e.getBoundingClientRect();
					still = r.top === top ? still + 1 : 0;
					top = r.top;
					if (still > 10) done([r.left + 7 + (r.width - 14) * %v, r.top + r.height / 2]);
					else requestAnimationFrame(look);
				};
				look();
			})`, slider, share))
			return [2]float64{at[0], at[1]}
		}
		value := func() float64 {
			return eval[float64](p, fmt.Sprintf(`(e => e.value / e.max)(document.querySelector(%q))`, slider))
		}
		before := value()
		at := place(0.9)
		scrolled := eval[float64](p, "scrollY")
		var path [][2]float64
		for i := range 12 {
			path = append(path, [2]float64{at[0] + float64(i%2), at[1] - 15*float64(i)})
		}
		p.touch(path...)
		p.wait(fmt.Sprintf("scrollY > %v + 60", scrolled))
		if got := value(); got != before {
			t.Errorf("%s: a swipe upwards moved it from %v to %v", slider, before, got)
		}
		// The time line stands where the run is, which has to get there first.
		near := func(share float64) {
			p.wait(fmt.Sprintf(`(e => Math.abs(e.value / e.max - %v) < 0.06)(document.querySelector(%q))`, share, slider))
			p.painted()
		}
		p.touch(place(0.6))
		near(0.6)
		at = place(0.6)
		end := place(0.4)
		path = path[:0]
		for i := range 12 {
			path = append(path, [2]float64{at[0] + (end[0]-at[0])*float64(i)/11, at[1] + float64(i%2)})
		}
		p.touch(path...)
		near(0.4)
	}
}
