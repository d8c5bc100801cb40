//go:build !js

package main

import (
	"fmt"
	"os"
	"strings"
	"time"

	"narrows/sim/wire"
)

// The whole path: the page's worker training the first picture's run while the page draws
// it, beside the same worker alone, of whom only the last frame is asked for.
type whole struct {
	link     string
	steps    int
	bare     []float64 // steps a second, by round
	drawings []drawing
}

// A drawing is one way in which the page draws.
type drawing struct {
	painter, query string
	kept           []float64 // share of the bare rate, by round
	pictures       []float64 // drawn during a run
}

const seconds = 120 // that anything here may take

// wholePath measures it. Each round is one run to its end in every way.
func (p *page) wholePath(rounds int) (w whole, err error) {
	build, err := os.ReadFile("web/build/id")
	if err != nil {
		return w, err
	}
	if err := p.visit("/"); err != nil {
		return w, err
	}
	if err := p.wait(`window.narrows?.stats().drawn > 0 && location.hash`); err != nil {
		return w, err
	}
	if w.link, err = eval[string](p, "location.hash"); err != nil {
		return w, err
	}
	w.link = withoutView(w.link)
	w.drawings = []drawing{{painter: "WebGL"}, {painter: "the painter in software", query: "painter=software"}}
	for range rounds {
		if err := p.visit("/web/bench/"); err != nil {
			return w, err
		}
		bare, err := p.bareRun(strings.TrimSpace(string(build)), &w)
		if err != nil {
			return w, err
		}
		w.bare = append(w.bare, float64(w.steps)/bare)
		for i := range w.drawings {
			d := &w.drawings[i]
			pictures, taken, err := p.drawnRun("/?"+d.query+w.link, w.steps)
			if err != nil {
				return w, err
			}
			d.kept, d.pictures = append(d.kept, bare/taken), append(d.pictures, pictures)
		}
	}
	return w, p.visit("/web/bench/")
}

// withoutView drops what is not of the run: the step on show, and whether it plays.
func withoutView(link string) string {
	var kept []string
	for part := range strings.SplitSeq(link, "&") {
		if !strings.HasPrefix(part, "step=") && !strings.HasPrefix(part, "play=") {
			kept = append(kept, part)
		}
	}
	return strings.Join(kept, "&")
}

// wait waits until an expression is true; while a page is on its way it may throw.
func (p *page) wait(expression string) error {
	for range seconds * 20 {
		if ok, _ := eval[bool](p, "!!("+expression+")"); ok {
			return nil
		}
		time.Sleep(50 * time.Millisecond)
	}
	return fmt.Errorf("after %d s still not: %s", seconds, expression)
}

// ask has the trainer answer requests and returns the frames and the milliseconds.
func (p *page) ask(requests ...wire.Request) (replies []wire.Reply, ms []float64, err error) {
	var bytes [][]byte
	for _, r := range requests {
		bytes = append(bytes, r.Append(nil))
	}
	answers, err := eval[[]struct {
		Reply []byte
		Ms    float64
	}](p, "bench.trainer(%s)", bytes)
	if err != nil {
		return nil, nil, err
	}
	var d wire.Decoder
	for _, a := range answers {
		r, err := d.Decode(a.Reply)
		if err == nil && r.Error != "" {
			err = fmt.Errorf("the trainer says: %s", r.Error)
		}
		if err != nil {
			return nil, nil, err
		}
		replies, ms = append(replies, r), append(ms, a.Ms)
	}
	return replies, ms, nil
}

// bareRun returns the seconds of a run from its first step to its last, without a page.
func (p *page) bareRun(build string, w *whole) (float64, error) {
	replies, ms, err := p.ask(wire.Start{Build: build, Link: w.link}, wire.Advance{Steps: 1e9, Budget: 1e9})
	if err != nil {
		return 0, err
	}
	w.steps = replies[1].Frame.Step
	return ms[1] / 1000, nil
}

// drawnRun returns the pictures and the seconds of the same run at full speed in the page.
func (p *page) drawnRun(link string, steps int) (pictures, taken float64, err error) {
	if err := p.visit(link + "&play=0"); err != nil {
		return 0, 0, err
	}
	const at = `document.getElementById("step").textContent.replace(/\D/g, "")`
	if err := p.wait(at + ` === "0" && window.narrows?.stats().drawn > 0`); err != nil {
		return 0, 0, err
	}
	time.Sleep(time.Second) // what still starts, starts
	yieldGPU()
	r, err := eval[[]float64](p, `new Promise((done) => {
		const speed = document.getElementById("speed"), step = document.getElementById("step");
		speed.value = "Infinity";
		speed.dispatchEvent(new Event("input", { bubbles: true }));
		speed.dispatchEvent(new Event("change", { bubbles: true }));
		const drawn = narrows.stats().drawn, began = performance.now();
		new MutationObserver(() => {
			if (Number(step.textContent.replace(/\D/g, "")) >= %s) done([narrows.stats().drawn - drawn, (performance.now() - began) / 1000]);
		}).observe(step, { childList: true, characterData: true, subtree: true });
		document.getElementById("play").click();
	})`, steps)
	if err != nil {
		return 0, 0, err
	}
	return r[0], r[1], nil
}
