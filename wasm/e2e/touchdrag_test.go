//go:build !js

package e2e

import (
	"cmp"
	"fmt"
	"slices"
	"testing"

	"github.com/chromedp/cdproto/emulation"
)

// A finger's first tap on a point shows it, and from then on it can be dragged, while the page stays where it is. The first tap on bare
// ground does nothing, the second makes a point. Elsewhere, and from a point that was not tapped, the finger scrolls.
func TestTouchDrag(t *testing.T) {
	p := open(t, visit{url: "/" + inPlane, width: 390, height: 844})
	call(p, emulation.SetTouchEmulationEnabled, emulation.SetTouchEmulationEnabledParams{Enabled: true})
	first, before := p.opens(inPlane, "sites")
	scrolled := func() float64 { return eval[float64](p, "scrollY") }
	stays := func(what, hash string) {
		t.Helper()
		p.idle(10)
		if got := p.hash(); got != hash {
			t.Errorf("%s: got the link %s, want %s", what, got, hash)
		}
	}
	other := func(hash string) string {
		t.Helper()
		p.wait(fmt.Sprintf(`location.hash !== %q`, hash))
		p.ended()
		p.idle(10)
		return p.hash()
	}
	free := slices.DeleteFunc(p.grips(), func(g grip) bool { return !g.Free })
	slices.SortFunc(free, func(a, b grip) int { return cmp.Compare(a.X, b.X) })
	if len(free) < 5 {
		t.Fatalf("got %d points in reach of a finger", len(free))
	}
	left, right := free[0], free[len(free)-1]

	p.touch(left.at())
	stays("a first tap", first)
	top := scrolled()
	path := dragAlong(left.at(), 30, 24)
	p.touch(path...)
	hash := other(first)
	p.lies(left.Mark, path[12])
	others(t, p.rowsNow("sites"), before, 3, left.Mark-1)
	if got := scrolled(); got != top {
		t.Errorf("a drag from a tapped point scrolls the page by %v", got-top)
	}

	at := p.ground()
	p.touch(right.at())
	p.touch(at)
	stays("a tap on the ground after one on a point", hash)
	p.touch(at)
	hash = other(hash)
	if got := len(p.rowsNow("sites")) / 3; got != 21 {
		t.Errorf("a second tap on the ground: got %d points, want 21", got)
	}
	p.lies(21, at)

	swipe := func(name string, from [2]float64) {
		t.Helper()
		path = path[:0]
		for i := range 12 {
			path = append(path, [2]float64{from[0] + float64(i%2), from[1] - 15*float64(i)})
		}
		p.touch(path...)
		p.wait("scrollY > 60")
		stays("a swipe from "+name, hash)
		eval[int](p, `(scrollTo({ top: 0, behavior: "instant" }), 0)`)
		p.idle(3)
	}
	swipe("the ground", p.ground())
	swipe("a point", p.grip(right.Mark).at())
	at = p.ground()
	p.touch(at)
	stays("a tap after a swipe", hash)
}
