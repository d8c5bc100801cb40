//go:build !js

package e2e

import (
	"fmt"
	"strings"
	"testing"
)

// Tables in a link that no run can take are refused in a sentence, which names the row if there is
// one; what can be, however odd, has a picture.
func TestHostileHands(t *testing.T) {
	p := open(t, visit{url: "/" + ownLabels})
	p.settle(2)
	before := p.bare()
	for _, c := range []struct {
		name, link string
		says       []string // nothing: it has a picture of its own
		runs       bool
	}{
		{"noise that is no number", "nugget=NaN", []string{"nugget"}, true},
		{"noise below nothing", "nugget=-1", []string{"nugget"}, true},
		{"labels that are none", "rows.labels=%C3%A4%20%3C!&step=2", []string{"labels"}, true},
		{"half a number", "rows.labels=AAAAB", []string{"row 2 of labels"}, true},
		{"a node twice", "rows.labels=ACAAADABACAB", []string{"row 3 of labels", "after row 1"}, true},
		{"a tie to nowhere", "rows.ties=AAABAAEr", []string{"Row 2 of ties names node 300, and there are 34."}, false},
		{"a label of nowhere", "rows.labels=AAAAErAB", []string{"Row 2 of labels names node 300, and there are 34."}, false},
		{"a class that is none", "rows.labels=AAAAACAK", []string{"Row 2 of labels names class 11, and there are 2."}, false},
		{"no label at all", "rows.labels=", nil, true},
		{"all of one class", "rows.labels=AAAAABAA", nil, true},
		{"nobody is tied", "rows.ties=", nil, true},
		{"two parts and nodes alone", "rows.ties=AAABABACAEAF", nil, true},
		{"a graph in two parts, with a node alone", "data=own&rows.ties=AAABABACADAEAFAF", nil, true},
		{"ties to oneself", "data=own&rows.labels=AAAAABAB&rows.ties=AAAAABAB", nil, true},
		{"nothing of one's own", "data=own&rows.labels=&rows.ties=", nil, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := p.in(t)
			p.visit("#graph?v=1&finite=off&step=2&play=0&" + c.link)
			p.says(c.says...)
			if c.runs {
				p.arrived()
				if got := eval[bool](p, `document.getElementById("veil").hidden`); !got || p.step() != 2 {
					t.Errorf("got no picture of step 2")
				}
				if got := p.text("#notices"); len(c.says) == 0 && got != "" {
					t.Errorf("got the notices %q, want none", got)
				}
			} else if got := p.text("#veil"); got != strings.Join(c.says, " ") {
				t.Errorf("in place of the picture: got %q", got)
			}
			p.notBlank()
		})
	}
	p.visit(ownLabels)
	p.arrived()
	p.sameAs(before, "back at the example")
	// By hand: the last label goes, and comes.
	took := tookBy(t, ownLabels)
	hash := ownLabels
	for _, e := range []edit{{34, 0}, {1, 0}, {1, 0}, {34, 0}} {
		hash, _ = changed(hash, took, e.change())
		p.byPointer(e)
		p.linked(hash)
		p.arrived()
		p.alive()
	}
}

// What a hand began in one graph does not go on in another: neither a pair, nor labels that name its
// nodes. Two hands at once are one; and brackets behind Alt, as on some keyboards, walk as well.
func TestHandsElsewhere(t *testing.T) {
	p := open(t, visit{url: "/" + ownLabels})
	p.settle(2)
	eval[int](p, `document.getElementById("canvas").focus(), 0`)
	p.keyed(`{ key: "]", altKey: true }`)
	p.keyed(`{ key: " " }`)
	if got := eval[int](p, ofPage(`return page.handles.from?.mark ?? 0;`)); got == 0 {
		t.Fatal("no pair is begun by Alt+] and Space")
	}
	hash, _ := changed(ownLabels, tookBy(t, ownLabels), edit{a: 9}.change())
	p.byPointer(edit{a: 9})
	p.linked(hash)
	p.arrived()
	if got := eval[int](p, ofPage(`return page.handles.from?.mark ?? 0;`)); got == 0 {
		t.Error("an edit of the same graph forgets a pair that was begun")
	}
	eval[int](p, ofPage(`page.address.turned(page.experiment.knobs.find((k) => k.name === "data"), "miserables", false); return 0;`))
	p.wait(`!location.hash.includes("rows.") && location.hash.includes("miserables")`)
	p.arrived()
	if got := eval[int](p, ofPage(`return page.handles.from?.mark ?? page.handles.walked?.mark ?? 0;`)); got != 0 {
		t.Errorf("a pair begun with node %d of the club goes on in another graph", got)
	}

	// What is taken back by a key is said, and comes again by another.
	p.visit(ownLabels)
	p.arrived()
	p.byPointer(edit{a: 9})
	p.linked(hash)
	p.arrived()
	p.keyed(`{ key: "z", ctrlKey: true }`)
	p.linked(ownLabels)
	if got := p.text("#announce"); !strings.Contains(got, "Taken back.") {
		t.Errorf("undone: got %q", got)
	}
	p.keyed(`{ key: "Z", ctrlKey: true, shiftKey: true }`)
	p.linked(hash)

	p.visit(ownLabels)
	p.arrived()
	at, other := p.grip(9).at(), p.grip(30).at()
	hands := eval[string](p, ofPage(fmt.Sprintf(`
		const stage = document.getElementById("stage");
		const send = (type, pointerId, [x, y]) => stage.dispatchEvent(new PointerEvent(type, { pointerId, isPrimary: pointerId === 1, button: 0, bubbles: true, clientX: x, clientY: y }));
		stage.setPointerCapture = () => {};
		send("pointerdown", 1, %[1]s); send("pointerdown", 2, %[2]s); send("pointermove", 2, %[2]s); send("pointerup", 2, %[2]s);
		const during = String(page.handles.held?.mark) + location.hash.includes("rows.");
		send("pointercancel", 1, %[1]s);
		delete stage.setPointerCapture;
		return during + page.handles.held;`, pair(at), pair(other))))
	if hands != "9falsenull" {
		t.Errorf("with a second hand: got %s, want the first one's mark held, no edit, and then none held", hands)
	}
}

func pair(at [2]float64) string { return fmt.Sprintf("[%g, %g]", at[0], at[1]) }

// keyed sends a key to the canvas.
func (p *tab) keyed(key string) {
	eval[int](p, fmt.Sprintf(`(document.getElementById("canvas").dispatchEvent(new KeyboardEvent("keydown", Object.assign({ bubbles: true, cancelable: true }, %s))), 0)`, key))
}

// A worker that dies at an edit is replaced, and the edit is on show.
func TestHandsWorkerDies(t *testing.T) {
	p := open(t, visit{url: "/" + ownLabels, before: hurried + spy})
	p.settle(2)
	hash, _ := changed(ownLabels, tookBy(t, ownLabels), edit{9, 30}.change(), edit{a: 9}.change())
	p.byPointer(edit{9, 30})
	eval[int](p, `spy.workers.at(-1).terminate(), 0`)
	p.byPointer(edit{a: 9})
	p.wait(`spy.workers.length > 1`)
	p.linked(hash)
	got := p.bare()
	q := open(t, visit{url: "/" + hash})
	q.settle(2)
	q.sameAs(got, "the link of it")
}
