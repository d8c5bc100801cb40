//go:build !js

package e2e

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp/kb"

	"narrows/sim"
	"narrows/sim/experiments"
	"narrows/sim/link"
	"narrows/sim/table"
)

// Points that one drags: on a line, where each edit starts the run over, and in the plane, where the picture
// stays at the end of the run.
const (
	onLine  = "#sparse?v=1&m=4&steps=40&step=20&play=0"
	inPlane = "#sparse?v=1&space=plane&n=20&step=999&play=0"
)

// dragAlong is a drag from a place by so many CSS pixels, in twelve moves.
func dragAlong(from [2]float64, dx, dy float64) (path [][2]float64) {
	for i := range 13 {
		s := float64(i) / 12
		path = append(path, [2]float64{from[0] + s*dx, from[1] + s*dy})
	}
	return path
}

// ended waits until the run is over, with the picture of its end on show.
func (p *tab) ended() {
	p.Helper()
	p.wait(`document.getElementById("play").dataset.state === "over" && document.getElementById("step").textContent === document.getElementById("steps").textContent`)
	p.painted()
}

// opens goes to the line, or to the end in the plane, and returns the address and the rows of the points there.
func (p *tab) opens(hash, name string) (string, sim.Rows) {
	p.Helper()
	if hash == onLine {
		p.settle(20)
	} else {
		p.ended()
		p.wait(`!location.hash.includes("999")`)
	}
	hash = p.hash()
	return hash, rowsAt(hash, name, tookBy(p, hash))
}

// rowsNow are the rows of a table as the address has them.
func (p *tab) rowsNow(name string) sim.Rows {
	p.Helper()
	hash := p.hash()
	return rowsAt(hash, name, tookBy(p, hash))
}

// entries is how long the history is.
func (p *tab) entries() int { p.Helper(); return eval[int](p, "history.length") }

// back does what Back does, and waits for it.
func (p *tab) back() {
	p.Helper()
	eval[int](p, "new Promise(done => { addEventListener('popstate', () => done(0), { once: true }); history.back(); })")
}

// others fails if rows but one are other ones than they were.
func others(t testing.TB, now, before sim.Rows, width, row int) {
	t.Helper()
	if len(now) != len(before) {
		t.Fatalf("got %d numbers, want %d", len(now), len(before))
	}
	for i := range now {
		if i/width != row && now[i] != before[i] {
			t.Errorf("row %d changed: got %v, want %v", i/width+1, now[i], before[i])
		}
	}
}

// lies fails if a mark is not at a place, to half a level, and as much as an axis that follows the points has moved since.
func (p *tab) lies(mark int, at [2]float64) {
	p.Helper()
	if g := p.grip(mark); math.Hypot(g.X-at[0], g.Y-at[1]) > 4 {
		p.Errorf("mark %d: got it at %v, want it at %v", mark, g.at(), at)
	}
}

// ground is where a click makes a mark: bare, on the canvas and in sight, far from any that is there.
func (p *tab) ground() [2]float64 {
	p.Helper()
	at := eval[[]float64](p, ofPage(`
		const r = document.getElementById("stage").getBoundingClientRect();
		const marks = page.handles.grips();
		for (let y = r.top + 40; y < Math.min(r.bottom, innerHeight); y += 7) for (let x = r.left + 30; x < r.right; x += 7) {
			const [fx, fy] = [(x - r.left) / page.stage.zoom, (y - r.top) / page.stage.zoom];
			if (document.elementFromPoint(x, y) === page.stage.canvas && page.view.bare(fx, fy) && marks.every((m) => Math.hypot(m.x - fx, m.y - fy) > 30)) return [x, y];
		}`))
	return [2]float64(at)
}

// A drag moves a row, in many links and one entry of the history, which Back takes back whole; the run starts
// over, and plays once it is let go. The table of the points follows.
func TestDrag(t *testing.T) {
	p := open(t, visit{url: "/" + onLine})
	first, before := p.opens(onLine, "points")
	p.opened()
	eval[int](p, `scrollTo({ top: 0, behavior: "instant" }), 0`)
	entries := p.entries()
	g := p.grip(3)
	path := dragAlong(g.at(), 20, -34)
	p.mouse(path...)
	p.wait(`document.getElementById("play").dataset.state === "over" && location.hash.includes("rows.")`)
	p.ended()
	now := p.rowsNow("points")
	others(t, now, before, 2, 2)
	if now[4] <= before[4] || now[5] <= before[5] {
		t.Errorf("point 3: got %v, %v, want it right of and above %v, %v", now[4], now[5], before[4], before[5])
	}
	if got := p.entries() - entries; got != 1 {
		t.Errorf("a drag: got %d entries, want 1", got)
	}
	p.lies(3, path[12])
	in := sim.InputOf(sparseInputs(), "points")
	if got, want := p.filled("Points"), table.Texts(sparseInputs()[in], now); !strings.HasPrefix(got, strings.Join(want[0], " ")+", "+strings.Join(want[1], " ")+", "+strings.Join(want[2], " ")) {
		t.Errorf("the table: got %q, want the rows %v", got, want)
	}
	p.back()
	p.linked(first)
	p.settle(20)
	p.lies(3, g.at())
}

// sparseInputs are the tables of the experiment.
func sparseInputs() []sim.Input {
	e, _ := sim.Find(experiments.List, "sparse")
	return e.Inputs
}

// While it is dragged a mark follows, as link after link; the run waits at its beginning. A finger's width that
// is not left is no drag, and far outside of the panel is at its edge.
func TestDragFollows(t *testing.T) {
	p := open(t, visit{url: "/" + onLine})
	first, before := p.opens(onLine, "points")
	g := p.grip(4)
	p.mouse(g.at(), [2]float64{g.X + 2, g.Y - 2})
	p.idle(10)
	if got := p.hash(); got != first || p.walked() != 4 {
		t.Errorf("a click: got the link %s and the keyboard at %d, want %s and 4", got, p.walked(), first)
	}
	send := func(kind input.DispatchMouseEventType, at [2]float64, buttons int64) {
		call(p, input.DispatchMouseEvent, input.DispatchMouseEventParams{Type: kind, X: at[0], Y: at[1], Buttons: buttons, Button: input.MouseButtonLeft, ClickCount: 1})
	}
	send(input.DispatchMouseEventTypeMousePressed, g.at(), 1)
	seen, entries := map[string]bool{}, p.entries()
	for _, at := range dragAlong(g.at(), 24, 30)[4:] {
		send(input.DispatchMouseEventTypeMouseMoved, at, 1)
		p.arrived()
		p.lies(4, at)
		if state := eval[string](p, `document.getElementById("play").dataset.state`); state != "paused" || p.step() != 0 {
			t.Errorf("under way: got step %d, %s, want 0, paused", p.step(), state)
		}
		seen[eval[string](p, ofPage(`return page.now.run;`))] = true
	}
	if len(seen) != 9 || p.entries() != entries+1 {
		t.Errorf("got %d runs on the way and %d entries, want 9 and 1", len(seen), p.entries()-entries)
	}
	if got := eval[string](p, `document.getElementById("stage").style.cursor`); got != "grabbing" {
		t.Errorf("under way the pointer is %q", got)
	}
	for _, c := range []struct {
		at         [2]float64
		left, high bool
	}{{[2]float64{1, 1}, true, true}, {[2]float64{1279, 799}, false, false}} {
		send(input.DispatchMouseEventTypeMouseMoved, c.at, 1)
		send(input.DispatchMouseEventTypeMouseMoved, c.at, 1)
		p.arrived()
		corner := eval[[]float64](p, ofPage(`return page.player.broken ? [0, 0] : page.view.table(page.now.link, "points").rows[3].map((s) => Number(s.replace("−", "-")));`))
		if (corner[0] < before[0]) != c.left || (corner[1] > 0) != c.high || math.Abs(corner[0]) > 6 || math.Abs(corner[1]) > 6 {
			t.Errorf("dragged to %v: got the row %v", c.at, corner)
		}
	}
	send(input.DispatchMouseEventTypeMouseReleased, [2]float64{1279, 799}, 0)
	p.ended()
	others(t, p.rowsNow("points"), before, 2, 3)
}

// Who looks at the end of a run looks at the end of the next, however many steps that has.
func TestDragAtEnd(t *testing.T) {
	p := open(t, visit{url: "/" + inPlane})
	first, before := p.opens(inPlane, "sites")
	entries := p.entries()
	counts := map[string]bool{}
	for i := range 6 {
		mark := 1 + 3*i
		g := p.grip(mark)
		dx := 25.
		if before[3*(mark-1)] > 0 {
			dx = -dx
		}
		p.mouse(dragAlong(g.at(), dx, 12)...)
		p.ended()
		p.lies(mark, [2]float64{g.X + dx, g.Y + 12})
		counts[p.text("#steps")] = true
	}
	if got := p.entries() - entries; got != 6 {
		t.Errorf("six drags: got %d entries", got)
	}
	if len(counts) < 2 {
		t.Errorf("all runs have %v steps: nothing is tested", counts)
	}
	for range 6 {
		p.back()
	}
	p.linked(first)
	p.ended()
}

// A click on bare ground makes one point there, be it a double one; a press that moves makes none; beyond
// the most that there may be it is said.
func TestGrow(t *testing.T) {
	p := open(t, visit{url: "/" + inPlane})
	first, before := p.opens(inPlane, "sites")
	entries := p.entries()
	at := p.ground()
	p.mouse(at, [2]float64{at[0] + 9, at[1]}, at)
	p.idle(10)
	if got := p.hash(); got != first {
		t.Errorf("a press that moves: got the link %s, want %s", got, first)
	}
	p.mouse(at)
	p.mouse(at)
	p.wait(`location.hash.includes("rows.")`)
	p.ended()
	p.idle(10)
	now := p.rowsNow("sites")
	if len(now) != len(before)+3 || !slices.Equal(now[:len(before)], before) || now[len(now)-1] != 1 {
		t.Fatalf("a double click: got the rows %v, want one more than %v", now, before)
	}
	p.lies(21, at)
	if got := p.entries() - entries; got != 1 {
		t.Errorf("a double click: got %d entries, want 1", got)
	}
	if got := p.walked(); got != 21 {
		t.Errorf("after it the keyboard is at %d, want 21", got)
	}
	grown := p.hash()
	p.press(kb.Delete)
	p.wait(fmt.Sprintf(`location.hash !== %q`, grown))
	p.ended()
	gone, nearest := [2]float64(now[len(before):]), 0
	away := func(i int) float64 { return math.Hypot(before[3*i]-gone[0], before[3*i+1]-gone[1]) }
	for i := range len(before) / 3 {
		if away(i) < away(nearest) {
			nearest = i
		}
	}
	if got := p.rowsNow("sites"); !slices.Equal(got, before) || p.walked() != nearest+1 {
		t.Errorf("after Delete: got %v, and the keyboard at %d, want %v and %d, the nearest", got, p.walked(), before, nearest+1)
	}

	const crowded = "#sparse?v=1&space=plane&n=40&step=999&play=0"
	p.visit(crowded)
	full, _ := p.opens("", "sites")
	p.mouse(p.ground())
	p.says("There is room for 40 points; remove one first.")
	if got := p.hash(); got != full {
		t.Errorf("one too many: got the link %s, want %s", got, full)
	}
}

// nudged are the rows after a mark was moved by so much, several times.
func nudged(t *testing.T, hash string, row int, by ...[2]float64) sim.Rows {
	t.Helper()
	took := tookBy(t, hash)
	for _, d := range by {
		hash, _ = changed(hash, took, table.Change{Input: "sites", Act: table.Nudged, Row: row, Place: &table.Place{Columns: [2]int{0, 1}, At: d}})
	}
	return rowsAt(hash, "sites", took)
}

// By keyboard marks are walked to, moved a little and less, made and taken out, faster than their pictures come;
// where they come to is said.
func TestDragByKeys(t *testing.T) {
	p := open(t, visit{url: "/" + inPlane})
	first, before := p.opens(inPlane, "sites")
	eval[int](p, `(document.getElementById("canvas").focus(), 0)`)
	entries := p.entries()
	inner := slices.IndexFunc(slices.Collect(slices.Chunk(before, 3)), func(r sim.Rows) bool { return max(math.Abs(r[0]), math.Abs(r[1])) < .7 })
	p.walk(inner + 1)
	p.press(strings.Repeat(kb.ArrowRight, 3) + kb.ArrowUp)
	p.ended()
	const side = 2 * 1.08
	step := side / 64
	want := nudged(t, first, inner, [2]float64{step, 0}, [2]float64{step, 0}, [2]float64{step, 0}, [2]float64{0, step})
	p.wait(`location.hash.includes("rows.")`)
	// The last key's edit may still wait for the picture of the one before.
	near := func(what string, want sim.Rows) {
		t.Helper()
		alike := func(got sim.Rows) bool {
			return len(got) == len(want) && slices.EqualFunc(got, want, func(a, b float64) bool { return math.Abs(a-b) <= 1.5*4*2./3600 })
		}
		got := p.rowsNow("sites")
		for deadline := time.Now().Add(*patience); !alike(got) && time.Now().Before(deadline); got = p.rowsNow("sites") {
			time.Sleep(20 * time.Millisecond)
		}
		if !alike(got) {
			t.Errorf("%s: got row %v, want %v", what, got[inner*3:inner*3+3], want[inner*3:inner*3+3])
		}
	}
	near("arrows", want)
	if got := p.entries() - entries; got != 1 {
		t.Errorf("arrows in a row: got %d entries, want 1", got)
	}
	if said := p.text("#announce"); !strings.Contains(said, "at (") {
		t.Errorf("got %q, want where the mark is", said)
	}
	moved := p.hash()
	eval[int](p, `document.getElementById("canvas").dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowLeft", shiftKey: true, bubbles: true, cancelable: true })), 0`)
	p.wait(fmt.Sprintf(`location.hash !== %q`, moved))
	p.ended()
	want[3*inner] -= side / 512
	near("Shift and an arrow", want)

	for _, c := range []struct {
		key  string
		rows int
	}{{kb.Insert, 21}, {kb.Delete, 20}, {"+", 21}, {kb.Backspace, 20}} {
		hash := p.hash()
		p.press(c.key)
		p.wait(fmt.Sprintf(`location.hash !== %q`, hash))
		p.ended()
		at := c.rows // the new one
		if c.rows < 21 {
			at = inner + 1 // the nearest to what is gone: beside that it came
		}
		if got := len(p.rowsNow("sites")) / 3; got != c.rows || p.walked() != at {
			t.Errorf("%q: got %d rows and the keyboard at %d, want %d and %d", c.key, got, p.walked(), c.rows, at)
		}
	}
	p.press(kb.Escape)
	hash := p.hash()
	p.press(kb.Insert)
	p.wait(fmt.Sprintf(`location.hash !== %q`, hash))
	p.ended()
	if got := p.rowsNow("sites"); math.Hypot(got[len(got)-3], got[len(got)-2]) > .001 {
		t.Errorf("beside no mark: got the row %v, want the middle", got[len(got)-3:])
	}
}

// Keys start a run over as well, and once they rest it plays; who wants no motion sees it finished.
func TestDragAnew(t *testing.T) {
	for name, query := range map[string]string{"plays": "", "still": "?motion=reduced"} {
		t.Run(name, func(t *testing.T) {
			p := open(t, visit{url: "/" + query + onLine})
			_, before := p.opens(onLine, "points")
			eval[int](p, `(document.getElementById("canvas").focus(), 0)`)
			p.walk(2)
			p.press(kb.ArrowUp + kb.ArrowUp)
			p.ended()
			if got := p.rowsNow("points"); got[3] <= before[3] {
				t.Errorf("got point 2 at a height of %v, want more than %v", got[3], before[3])
			}
			g := p.grip(2)
			p.mouse(dragAlong(g.at(), 3, 20)...)
			p.wait(`document.getElementById("play").dataset.state !== "paused"`)
			p.ended()
			p.lies(2, [2]float64{g.X + 3, g.Y + 20})
		})
	}
}

// A drag to where no run can be says why, under the figure, whose picture stays; and goes on, to where one can.
func TestDragRefused(t *testing.T) {
	p := open(t, visit{url: "/" + onLine})
	_, before := p.opens(onLine, "points")
	figure := eval[float64](p, `document.getElementById("stage").getBoundingClientRect().top`)
	a, b := p.grip(3), p.grip(4)
	send := func(kind input.DispatchMouseEventType, at [2]float64, buttons int64) {
		call(p, input.DispatchMouseEvent, input.DispatchMouseEventParams{Type: kind, X: at[0], Y: at[1], Buttons: buttons, Button: input.MouseButtonLeft, ClickCount: 1})
	}
	// Points of the example lie on tenths, and a level is a three-hundredth: within two pixels there is one place.
	send(input.DispatchMouseEventTypeMousePressed, a.at(), 1)
	send(input.DispatchMouseEventTypeMouseMoved, [2]float64{a.X + 9, a.Y}, 1)
	p.arrived()
	found, refused := false, [2]float64{b.X - 2, a.Y + 20}
	for ; refused[0] <= b.X+2 && !found; refused[0] += .0625 {
		send(input.DispatchMouseEventTypeMouseMoved, refused, 1)
		p.wait(ofPage(`return page.player.shown >= 0 || Boolean(page.player.broken);`))
		found = eval[bool](p, ofPage(`return Boolean(page.player.broken);`))
	}
	if !found {
		t.Fatal("the two points are never at one place")
	}
	p.wait(`document.getElementById("said").textContent.includes("Points 3 and 4 are both at x")`)
	if got := p.text("#announce"); !strings.Contains(got, "Points 3 and 4") {
		t.Errorf("got %q for those who hear it", got)
	}
	if got := eval[float64](p, `document.getElementById("stage").getBoundingClientRect().top`); got != figure || p.text("#notices") != "" {
		t.Errorf("the figure moved from %v to %v under the hand; notices %q", figure, got, p.text("#notices"))
	}
	p.notBlank()
	to := [2]float64{a.X, a.Y + 25}
	send(input.DispatchMouseEventTypeMouseMoved, to, 1)
	p.arrived()
	p.lies(3, to)
	if got := p.text("#said"); strings.Contains(got, "both at x") {
		t.Errorf("mended: got %q", got)
	}
	// What waits while a run is refused is made all the same.
	refused[0] -= .0625
	to = [2]float64{a.X + 6, a.Y + 20}
	eval[int](p, ofPage(fmt.Sprintf(`
		for (const [clientX, clientY] of %s) document.getElementById("stage").dispatchEvent(new PointerEvent("pointermove", { pointerId: page.handles.pointer, pointerType: "mouse", isPrimary: true, clientX, clientY, bubbles: true }));
		return 0;`, points([][2]float64{refused, to}))))
	p.arrived()
	p.lies(3, to)
	send(input.DispatchMouseEventTypeMouseReleased, to, 0)
	p.ended()
	others(t, p.rowsNow("points"), before, 2, 2)
}

// Moves that come faster than pictures end at the last, in one entry, while a picture after the other is drawn;
// a worker that dies meanwhile is replaced.
func TestDragFast(t *testing.T) {
	p := open(t, visit{url: "/" + inPlane, before: hurried + spy})
	_, before := p.opens(inPlane, "sites")
	entries := p.entries()
	at := slices.MinFunc(p.grips(), func(a, b grip) int { return cmp.Compare(a.X, b.X) })
	var path [][2]float64
	for i := range 200 {
		path = append(path, [2]float64{at.X + float64(i)/4, at.Y + 10*math.Sin(float64(i)/9)})
	}
	last := path[len(path)-1]
	moved := eval[[]int](p, ofPage(fmt.Sprintf(`
		page.stage.canvas.focus();
		const stage = document.getElementById("stage");
		stage.setPointerCapture = () => {};
		const send = (kind, [clientX, clientY]) => stage.dispatchEvent(new PointerEvent(kind, { pointerId: 1, pointerType: "mouse", isPrimary: true, button: 0, clientX, clientY, bubbles: true }));
		const path = %s;
		return (async () => {
			const { drawn } = page;
			const pictures = [0, 0];
			page.drawn = (ready) => {
				pictures[page.view.dirty(true) === true ? 1 : 0]++;
				drawn(ready);
			};
			send("pointerdown", path[0]);
			for (const [i, at] of path.entries()) {
				send("pointermove", at);
				if (i %% 10 === 9) await new Promise(requestAnimationFrame);
				if (i === 99) spy.workers.at(-1).terminate();
			}
			send("pointerup", path.at(-1));
			page.drawn = drawn;
			delete stage.setPointerCapture;
			return pictures;
		})();`, points(path))))
	if moved[0] < 1 || moved[1] > 0 {
		t.Errorf("on the way %d pictures were drawn, and %d were not", moved[0], moved[1])
	}
	p.wait(`spy.workers.length > 1`)
	p.ended()
	p.lies(at.Mark, last)
	others(t, p.rowsNow("sites"), before, 3, at.Mark-1)
	if got := p.entries() - entries; got != 1 {
		t.Errorf("got %d entries, want 1", got)
	}
	got := p.bare()
	l, _ := link.Parse(p.hash(), experiments.List)
	q := open(t, visit{url: "/" + link.Format(l)})
	q.ended()
	q.sameAs(got, "the link of it")
}

func points(path [][2]float64) string {
	var all []string
	for _, at := range path {
		all = append(all, pair(at))
	}
	return "[" + strings.Join(all, ", ") + "]"
}

// The table of points that one drags is one that one fills, and the picture that of its rows; a table of other
// points, which is out of sight, is left alone.
func TestFillPoints(t *testing.T) {
	p := open(t, visit{url: "/" + onLine})
	first, before := p.opens(onLine, "points")
	took := tookBy(t, first)
	p.opened()
	if got := p.text("#fill"); strings.TrimSpace(got) != "Points" {
		t.Errorf("got the line %q, want that of the table in sight", got)
	}
	hash := first
	does := func(what string, do func(), changes ...table.Change) {
		t.Helper()
		for i := range changes {
			changes[i].Input = "points"
		}
		hash, _ = changed(hash, took, changes...)
		do()
		// Its run starts over and plays, so that only its step is another.
		run := `(h) => h.replace(/&step=.*/, "")`
		p.wait(fmt.Sprintf(`(%s)(location.hash) === (%s)(%q)`, run, run, hash))
		p.arrived()
		if got, want := len(p.grips()), len(rowsAt(hash, "points", took))/2; got != want {
			t.Errorf("%s: got %d points in the picture, want %d", what, got, want)
		}
	}
	of := func(what string) string { return fmt.Sprintf(`[role="group"]:not([hidden]) [aria-label=%q]`, what) }
	does("a cell", func() { p.set(of("y, row 2"), "1.5") }, table.Change{Act: table.SetCell, Row: 1, Column: 1, Text: "1.5"})
	does("a row more", func() { p.push(of("Add a row: Points")) }, table.Change{Act: table.AddRow, Row: len(before) / 2})
	does("a row less", func() { p.push(of("Remove row 3")) }, table.Change{Act: table.DropRow, Row: 2})
	list := "-2 1\n0 0\n2.5 1"
	does("a list", func() {
		p.push(of("Paste a list: Points"))
		eval[int](p, fmt.Sprintf(`(document.querySelector('.filling:not([hidden]) textarea').value = %q, [...document.querySelectorAll(".filling:not([hidden]) .pasting button")].find((b) => b.textContent === "Use it").click(), 0)`, list))
	}, table.Change{Act: table.Paste, Text: list})
	does("Clear", func() { p.push(`[aria-label="Clear points"]`) }, table.Change{Act: table.Empty})
	does("Back to the example", func() {
		eval[int](p, `([...document.querySelectorAll("#tables button")].find((b) => b.textContent === "Back to the example").click(), 0)`)
	}, table.Change{Act: table.Example})
	if hash != first {
		t.Errorf("got %s at last, want %s", hash, first)
	}
}

// A drag ends with the points that it was begun on: another example comes while a hand holds one, and is left as it is.
func TestDragUnderAnother(t *testing.T) {
	p := open(t, visit{url: "/" + onLine})
	p.opens(onLine, "points")
	a := p.grip(3).at()
	send := func(kind input.DispatchMouseEventType, x float64, buttons int64) {
		call(p, input.DispatchMouseEvent, input.DispatchMouseEventParams{Type: kind, X: a[0] + x, Y: a[1] + x, Buttons: buttons, Button: input.MouseButtonLeft, ClickCount: 1})
	}
	send(input.DispatchMouseEventTypeMousePressed, 0, 1)
	send(input.DispatchMouseEventTypeMouseMoved, 9, 1)
	p.wait(`location.hash.includes("rows.")`)
	const other = "#sparse?v=1&data=sine&m=4&steps=40&step=20&play=0"
	eval[int](p, fmt.Sprintf(`(location.hash = %q, 0)`, other))
	p.wait(ofPage(`return page.now.values.data === "sine";`))
	for x := range 20 {
		send(input.DispatchMouseEventTypeMouseMoved, float64(10+x), 1)
	}
	send(input.DispatchMouseEventTypeMouseReleased, 30, 0)
	p.settle(20)
	p.idle(10)
	if got := p.hash(); got != other {
		t.Errorf("got the link %s, want %s", got, other)
	}
}
