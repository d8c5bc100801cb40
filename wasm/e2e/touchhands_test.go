//go:build !js

package e2e

import (
	"cmp"
	"fmt"
	"slices"
	"testing"

	"github.com/chromedp/cdproto/emulation"
)

// A finger's first tap on a node shows it, the second is a click; a drag from it ties it and
// leaves the page where it is. Elsewhere the finger scrolls.
func TestTouchHands(t *testing.T) {
	p := open(t, visit{url: "/" + ownLabels, width: 390, height: 844})
	call(p, emulation.SetTouchEmulationEnabled, emulation.SetTouchEmulationEnabledParams{Enabled: true})
	p.settle(2)
	took := tookBy(t, ownLabels)
	scrolled := func() float64 { return eval[float64](p, "scrollY") }
	free := p.grips()
	free = slices.DeleteFunc(free, func(g grip) bool { return !g.Free })
	slices.SortFunc(free, func(a, b grip) int { return cmp.Compare(a.Y, b.Y) })
	if len(free) < 10 {
		t.Fatalf("got %d nodes in reach of a finger, want at least 10", len(free))
	}
	top, low := free[0], free[len(free)-1]
	stays := func(what, hash string) {
		t.Helper()
		p.idle(10)
		if got := p.hash(); got != hash {
			t.Errorf("%s: got the link %s, want %s", what, got, hash)
		}
	}
	words := func(g grip) string {
		return eval[string](p, ofPage(fmt.Sprintf(`return page.handles.grips().find((g) => g.mark === %d).words;`, g.Mark)))
	}

	p.touch(low.at())
	stays("a first tap", ownLabels)
	if got := p.text("#said"); got != words(low) {
		t.Errorf("a first tap: got %q, want %q", got, words(low))
	}
	p.touch(low.at())
	hash, _ := changed(ownLabels, took, edit{a: low.Mark}.change())
	p.linked(hash)
	p.arrived()
	p.touch(top.at())
	stays("a tap on another", hash)
	p.touch(low.at())
	stays("a tap on the first, after another", hash)

	before := scrolled()
	var path [][2]float64
	for i := range 13 {
		s := float64(i) / 12
		path = append(path, [2]float64{low.X + s*(top.X-low.X), low.Y + s*(top.Y-low.Y)})
	}
	p.touch(path...)
	hash, _ = changed(hash, took, edit{low.Mark, top.Mark}.change())
	p.linked(hash)
	p.arrived()
	if got := scrolled(); got != before {
		t.Errorf("a drag from a tapped node scrolls the page by %v", got-before)
	}

	// A swipe from the ground, then one from a node that was not tapped, and once more from there.
	p.touch(top.at())
	ground := eval[[]float64](p, ofPage(`
		const r = document.getElementById("stage").getBoundingClientRect();
		for (let y = innerHeight * .6; y > r.top; y -= 7) for (let x = r.left + 20; x < r.right; x += 7)
			if (document.elementFromPoint(x, y) === page.stage.canvas && !page.handles.at((x - r.left) / page.stage.zoom, (y - r.top) / page.stage.zoom)) return [x, y];`))
	for name, from := range map[string]func() [2]float64{
		"the ground": func() [2]float64 { return [2]float64(ground) },
		"a node":     func() [2]float64 { return p.grip(low.Mark).at() },
	} {
		for range 2 {
			eval[int](p, `(scrollTo({ top: 0, behavior: "instant" }), 0)`)
			p.idle(3)
			at := from()
			path = path[:0]
			for i := range 12 {
				path = append(path, [2]float64{at[0] + float64(i%2), at[1] - 15*float64(i)})
			}
			p.touch(path...)
			p.wait("scrollY > 60")
			stays("a swipe from "+name, hash)
		}
	}
}
