//go:build !js

package e2e

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// watch notes what the picture on show lacks: as each is shown, however soon another follows, and at each animation frame.
const watch = `
	window.seen = [];
	const look = () => {
		const { trainer, shown } = page.player;
		const facts = page.view.reading()?.facts ?? [];
		seen.push({ Step: shown, Draft: trainer.draft, Drawn: narrows.stats().drawn,
			Finite: facts.filter((f) => f.role === "finite").length, Limit: JSON.stringify(facts.filter((f) => f.role !== "finite")) });
		if (shown === 2 && trainer.draft) window.atDraft?.();
	};
	const show = page.player.show.bind(page.player);
	page.player.show = (...how) => { show(...how); look(); };
	const again = () => { look(); requestAnimationFrame(again); };
	again();`

// After an edit the limit is seen before the networks of finite width are there, which come by
// themselves, and in the picture of an earlier step as well. What is pinned in between is the
// finished picture.
func TestFollow(t *testing.T) {
	const hash = "#graph?v=1&step=2&play=0"
	p := open(t, visit{url: "/" + hash})
	p.settle(2)
	eval[int](p, ofPage(watch+` return 0;`))
	finished := func(step int) {
		t.Helper()
		p.wait(fmt.Sprintf(`seen.at(-1).Step === %d && !seen.at(-1).Draft && seen.at(-1).Finite > 0`, step))
	}
	finished(2)
	eval[int](p, `(seen.length = 0)`)
	p.byPointer(edit{a: 12})
	p.wait(`seen.some((s) => s.Draft)`)
	finished(2)
	type look struct {
		Step, Drawn, Finite int
		Draft               bool
		Limit               string
	}
	looks := eval[[]look](p, "seen")
	last := looks[len(looks)-1]
	drafts := slices.DeleteFunc(looks, func(l look) bool { return l.Step != 2 || !l.Draft })
	if len(drafts) == 0 {
		t.Fatal("no picture of the limit was seen before the finite networks were there")
	}
	for _, d := range drafts {
		if d.Finite != 0 || d.Limit != last.Limit {
			t.Errorf("before the finite networks were there: got %d read-outs of them, and of the limit %s; want %s", d.Finite, d.Limit, last.Limit)
		}
	}
	p.wait(fmt.Sprintf(`narrows.stats().drawn > %d`, drafts[len(drafts)-1].Drawn)) // the finished picture as well
	own := p.hash()
	shown := p.bare()
	p.click("#back")
	finished(1)
	p.click("#reset")
	finished(0)
	start := p.bare()

	q := open(t, visit{url: "/" + own})
	q.settle(2)
	q.sameAs(shown, "the link of it")
	q.visit(strings.Replace(own, "step=2", "step=0", 1))
	q.settle(0)
	q.sameAs(start, "the link of step 0")

	// Pinned while the finite networks are still to come.
	q.visit(own)
	q.settle(2)
	eval[int](q, ofPage(watch+` window.atDraft = () => { window.atDraft = null; page.pins.add(); }; return 0;`))
	q.byPointer(edit{3, 30})
	pinned := func(p *tab) string {
		p.wait(`narrows.stats().pinned[0]`)
		return p.pinned()[0]
	}
	got := pinned(q)
	if !eval[bool](q, `window.atDraft === null`) {
		t.Fatal("nothing was pinned before the finite networks were there")
	}
	again := open(t, visit{url: "/" + q.hash()})
	if want := pinned(again); got != want {
		t.Errorf("pinned early: got the picture %s, want the finished one, %s", got, want)
	}
}
