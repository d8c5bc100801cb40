//go:build !js

package e2e

import (
	"cmp"
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp/kb"

	"narrows/sim"
	"narrows/sim/experiments"
	"narrows/sim/link"
	"narrows/sim/table"
)

var edits = flag.Int("edits", 12, "so many edits TestHands makes by hand, in each of three ways")

// ofPage calls body, a function's of the parts of the page.
func ofPage(body string) string {
	return fmt.Sprintf(`import(new URL("web/page.js", document.baseURI)).then(({ page }) => { %s })`, body)
}

// A grip is a mark that can be taken hold of.
type grip struct {
	Mark int
	X, Y float64 // in CSS pixels of the window
	Free bool    // nothing else of the page stands on it
}

func (g grip) at() [2]float64 { return [2]float64{g.X, g.Y} }

// grips are those of the picture on show, in the order in which keys walk through them.
func (p *tab) grips() []grip {
	p.Helper()
	return eval[[]grip](p, ofPage(`
		const r = document.getElementById("stage").getBoundingClientRect();
		return page.handles.grips().map(({ mark, x, y }) => {
			const [X, Y] = [r.left + x * page.stage.zoom, r.top + y * page.stage.zoom];
			return { Mark: mark, X, Y, Free: document.elementFromPoint(X, Y) === page.stage.canvas };
		});`))
}

// grip is that of a mark.
func (p *tab) grip(mark int) grip {
	p.Helper()
	all := p.grips()
	i := slices.IndexFunc(all, func(g grip) bool { return g.Mark == mark })
	if i < 0 {
		p.Fatalf("mark %d cannot be taken hold of, of %d", mark, len(all))
	}
	return all[i]
}

// mouse moves the mouse along places in the window, its button pressed from the first to the last.
func (p *tab) mouse(path ...[2]float64) {
	p.Helper()
	send := func(kind input.DispatchMouseEventType, at [2]float64, buttons int64) {
		e := input.DispatchMouseEventParams{Type: kind, X: at[0], Y: at[1], Buttons: buttons}
		if kind != input.DispatchMouseEventTypeMouseMoved || buttons > 0 {
			e.Button, e.ClickCount = input.MouseButtonLeft, 1
		}
		call(p, input.DispatchMouseEvent, e)
	}
	send(input.DispatchMouseEventTypeMouseMoved, path[0], 0)
	send(input.DispatchMouseEventTypeMousePressed, path[0], 1)
	for _, at := range path[1:] {
		send(input.DispatchMouseEventTypeMouseMoved, at, 1)
	}
	send(input.DispatchMouseEventTypeMouseReleased, path[len(path)-1], 0)
}

// hover brings the mouse to a place.
func (p *tab) hover(at [2]float64) {
	p.Helper()
	call(p, input.DispatchMouseEvent, input.DispatchMouseEventParams{Type: input.DispatchMouseEventTypeMouseMoved, X: at[0], Y: at[1]})
}

// An edit goes on with what is said of node a, or, with a node b, ties the two or parts them.
type edit struct{ a, b int }

func (e edit) change() table.Change {
	if e.b > 0 {
		return table.Change{Input: "ties", Act: table.JoinOf, Mark: e.a, Other: e.b}
	}
	return table.Change{Input: "labels", Act: table.NextOf, Mark: e.a, Column: 1, Count: 2}
}

// rowsAt are the rows of a table at a link.
func rowsAt(hash, name string, took []sim.Rows) sim.Rows {
	l, _ := link.Parse(hash, experiments.List)
	inputs := l.Settings.Inputs()
	rows, _ := table.Current(l.Settings, inputs[sim.InputOf(inputs, name)], took)
	return rows
}

// rowOf is the row of an edit's node, or that of its tie; −1 if there is none.
func (e edit) rowOf(rows sim.Rows) int {
	for i := 0; i < len(rows); i += 2 {
		x, y := int(rows[i]), int(rows[i+1])
		if e.b == 0 && x == e.a || e.b > 0 && min(x, y) == min(e.a, e.b) && max(x, y) == max(e.a, e.b) {
			return i / 2
		}
	}
	return -1
}

// random is an edit of a node, or of a pair: one that is tied as often as one that is not.
func random(rng *rand.Rand, ties sim.Rows) edit {
	a, b := 1+rng.IntN(34), 1+rng.IntN(34)
	if rng.IntN(2) == 0 {
		return edit{a: a}
	}
	if rng.IntN(2) == 0 {
		i := 2 * rng.IntN(len(ties)/2)
		return edit{int(ties[i+1]), int(ties[i])}
	}
	for a == b {
		b = 1 + rng.IntN(34)
	}
	return edit{a, b}
}

// byPointer makes an edit with the mouse.
func (p *tab) byPointer(e edit) {
	p.Helper()
	from := p.grip(e.a).at()
	if e.b == 0 {
		p.mouse(from)
		return
	}
	to := p.grip(e.b).at()
	p.mouse(from, [2]float64{(from[0] + to[0]) / 2, (from[1] + to[1]) / 2}, to)
}

// byKeys makes an edit with the keyboard, while the figure has the focus.
func (p *tab) byKeys(e edit, last bool) {
	p.Helper()
	p.walk(e.a)
	switch {
	case e.b > 0:
		p.press(" ")
		p.walk(e.b)
		p.press(" ")
	case last:
		p.press(kb.Delete)
	default:
		p.press(kb.Enter)
	}
}

// walked is the mark that the keyboard has walked to, 0 if to none.
func (p *tab) walked() int {
	p.Helper()
	return eval[int](p, ofPage(`return page.handles.walked?.mark ?? 0;`))
}

// walk goes to a mark by keyboard, the shorter way round.
func (p *tab) walk(to int) {
	p.Helper()
	for range 3 { // a picture that comes in between may bring them in another order
		all := p.grips()
		index := func(mark int) int { return slices.IndexFunc(all, func(g grip) bool { return g.Mark == mark }) }
		n, now := len(all), index(p.walked())
		way := (index(to) - now + n) % n
		if 2*way <= n || now < 0 {
			p.press(strings.Repeat("]", way))
		} else {
			p.press(strings.Repeat("[", n-way))
		}
		if p.walked() == to {
			return
		}
	}
	p.Fatalf("the keyboard is at mark %d, want %d", p.walked(), to)
}

// byTable makes an edit in the tables of the page, and returns it as changes of cells and rows.
func (p *tab) byTable(e edit, hash string, took []sim.Rows) (changes []table.Change) {
	p.Helper()
	name, label, columns := "labels", "Labels", []string{"Node", "Class"}
	if e.b > 0 {
		name, label, columns = "ties", "Ties", []string{"One node", "Other node"}
	}
	of := func(what string) string {
		return fmt.Sprintf(`[role="group"][aria-label=%q] [aria-label=%q]`, label, what)
	}
	push := func(what string) { eval[int](p, fmt.Sprintf(`(document.querySelector(%q).click(), 0)`, of(what))) }
	did := func(c table.Change) { c.Input = name; changes = append(changes, c) }
	set := func(row, column, x int) {
		p.set(of(fmt.Sprintf("%s, row %d", columns[column], row+1)), fmt.Sprint(x))
		did(table.Change{Act: table.SetCell, Row: row, Column: column, Text: fmt.Sprint(x)})
	}
	rows := rowsAt(hash, name, took)
	n, row := len(rows)/2, e.rowOf(rows)
	switch {
	case row < 0:
		push("Add a row: " + label)
		did(table.Change{Act: table.AddRow, Row: n})
		p.wait(fmt.Sprintf(`document.querySelector(%q)`, of(fmt.Sprintf("%s, row %d", columns[0], n+1))))
		if e.b == 0 {
			set(n, 0, e.a)
		} else {
			set(n, 0, min(e.a, e.b))
			set(n, 1, max(e.a, e.b))
		}
	case e.b > 0 || rows[2*row+1] == 2:
		push(fmt.Sprintf("Remove row %d", row+1))
		did(table.Change{Act: table.DropRow, Row: row})
	default:
		set(row, 1, 2)
	}
	return changes
}

// bare is the picture on show, with nothing lit and no table open beside it.
func (p *tab) bare() []byte {
	p.Helper()
	p.arrived()
	p.hover([2]float64{3, 3})
	eval[int](p, `(document.activeElement.blur(), document.querySelectorAll("#notices button").forEach(b => b.click()), scrollTo(0, 0), 0)`)
	if eval[bool](p, `document.getElementById("fill").getAttribute("aria-expanded") === "true"`) {
		eval[int](p, `(document.getElementById("fill").click(), document.activeElement.blur(), 0)`)
	}
	return p.restingPixels()
}

// sameAs fails if a picture is another one.
func (p *tab) sameAs(want []byte, when string) {
	p.Helper()
	if n := differ(p.bare(), want); n > 0 {
		p.Errorf("%s: %d of %d colours of the picture are other ones", when, n, len(want))
	}
}

// undone goes back link by link, from the last to the first, as far as the browser remembers: it
// keeps fifty entries.
func (p *tab) undone(links []string, back func()) {
	p.Helper()
	for _, want := range slices.Backward(links[max(len(links)-49, 0) : len(links)-1]) {
		back()
		p.linked(want)
	}
}

// Edits made with the mouse, with the keyboard alone and in the tables lead to the same links,
// whether the picture of the one before is there or not, and to the picture that the link has by
// itself. Back takes them back, one by one.
func TestHands(t *testing.T) {
	pointer, keys, cells := open(t, visit{url: "/" + ownLabels}), open(t, visit{url: "/" + ownLabels}), open(t, visit{url: "/" + ownLabels})
	for _, p := range []*tab{pointer, keys, cells} {
		p.settle(2)
	}
	first := pointer.bare()
	cells.opened()
	eval[int](keys, `(document.getElementById("canvas").focus(), 0)`)
	took := tookBy(t, ownLabels)
	rng := rand.New(rand.NewPCG(31, 7))
	hash := ownLabels
	links, byCells := []string{hash}, []string{hash}
	for i := range *edits {
		e := random(rng, rowsAt(hash, "ties", took))
		labels := rowsAt(hash, "labels", took)
		row := e.rowOf(labels)
		last := e.b == 0 && row >= 0 && labels[2*row+1] == 2
		before := hash
		hash, _ = changed(hash, took, e.change())
		links = append(links, hash)

		pointer.byPointer(e)
		pointer.linked(hash)
		keys.byKeys(e, last && i%2 == 0)
		keys.linked(hash)
		for _, c := range cells.byTable(e, before, took) {
			next, _ := changed(byCells[len(byCells)-1], took, c)
			if next != byCells[len(byCells)-1] {
				byCells = append(byCells, next)
			}
		}
		if got := byCells[len(byCells)-1]; got != hash {
			t.Fatalf("edit %d, %v: by cells it is %s, want %s", i, e, got, hash)
		}
		cells.linked(hash)
		if rng.IntN(4) == 0 {
			for _, p := range []*tab{pointer, keys, cells} {
				p.arrived()
			}
		}
	}
	fresh := open(t, visit{url: "/" + hash})
	fresh.settle(2)
	want := fresh.bare()
	for name, p := range map[string]*tab{"pointer": pointer, "keyboard": keys, "tables": cells} {
		p.sameAs(want, name)
		if got := p.step(); got != 2 {
			t.Errorf("%s: got step %d, want 2", name, got)
		}
	}
	back := func(p *tab) func() { return func() { eval[int](p, "(history.back(), 0)") } }
	pointer.undone(links, back(pointer))
	cells.undone(byCells, back(cells))
	keys.undone(links, func() {
		z := input.DispatchKeyEventParams{Type: input.DispatchKeyEventTypeRawKeyDown, Key: "z", Code: "KeyZ", WindowsVirtualKeyCode: 90, Modifiers: 2}
		call(keys, input.DispatchKeyEvent, z)
		z.Type = input.DispatchKeyEventTypeKeyUp
		call(keys, input.DispatchKeyEvent, z)
	})
	for name, p := range map[string]*tab{"pointer": pointer, "keyboard": keys, "tables": cells} {
		if p.hash() == ownLabels {
			p.sameAs(first, name+", undone")
		}
	}
}

// Edits that come faster than their runs are all made, each an entry that Back leaves, also where a
// table begins with the example's, which is not known while its run is on the way.
func TestHandsFast(t *testing.T) {
	p := open(t, visit{url: "/" + ownLabels})
	p.settle(2)
	took := tookBy(t, ownLabels)
	entries := eval[int](p, "history.length")
	hash, all := ownLabels, []edit{{5, 0}, {9, 20}, {5, 0}, {3, 25}, {30, 0}, {9, 20}, {1, 2}}
	for _, e := range all {
		hash, _ = changed(hash, took, e.change())
	}
	marks := p.grips()
	place := func(mark int) [2]float64 {
		return marks[slices.IndexFunc(marks, func(g grip) bool { return g.Mark == mark })].at()
	}
	var paths [][][2]float64
	for _, e := range all {
		path := [][2]float64{place(e.a)}
		if e.b > 0 {
			path = append(path, [2]float64{(place(e.a)[0] + place(e.b)[0]) / 2, place(e.b)[1]}, place(e.b))
		}
		paths = append(paths, path)
	}
	// All at once: the page gets to nothing else in between.
	said, _ := json.Marshal(paths)
	eval[int](p, fmt.Sprintf(`(() => {
		const stage = document.getElementById("stage");
		stage.setPointerCapture = () => {};
		const send = (kind, [clientX, clientY]) => stage.dispatchEvent(new PointerEvent(kind, { pointerType: "mouse", isPrimary: true, button: 0, clientX, clientY, bubbles: true }));
		for (const path of %s) {
			send("pointerdown", path[0]);
			for (const at of path) send("pointermove", at);
			send("pointerup", path.at(-1));
		}
		return 0;
	})()`, said))
	p.linked(hash)
	p.arrived()
	if now := p.grip(1); now.at() != place(1) {
		t.Errorf("while it was edited the figure moved: node 1 from %v to %v", place(1), now.at())
	}
	if got := eval[int](p, "history.length") - entries; got != len(all) {
		t.Errorf("got %d entries more, want %d", got, len(all))
	}
	for range all {
		eval[int](p, "new Promise(done => { addEventListener('popstate', () => done(0), { once: true }); history.back(); })")
	}
	p.linked(ownLabels)
}

// What keys do to a mark they do to it while it is walked to: Escape leaves it.
func TestHandsByArrows(t *testing.T) {
	p := open(t, visit{url: "/" + ownLabels})
	p.settle(2)
	eval[int](p, `(document.getElementById("canvas").focus(), 0)`)
	for key, toward := range map[string][2]float64{kb.ArrowRight: {1, 0}, kb.ArrowLeft: {-1, 0}, kb.ArrowDown: {0, 1}, kb.ArrowUp: {0, -1}} {
		moved := 0
		p.walk(1) // others lie on all its sides
		for range 6 {
			before := p.grip(p.walked())
			p.press(key)
			now := p.grip(p.walked())
			if now.Mark == before.Mark {
				continue
			}
			moved++
			if (now.X-before.X)*toward[0]+(now.Y-before.Y)*toward[1] <= 0 {
				t.Errorf("%v: got from node %d to %d, which lies elsewhere", toward, before.Mark, now.Mark)
			}
		}
		if moved == 0 {
			t.Errorf("%v: got nowhere", toward)
		}
	}
	p.walk(7)
	p.idle(2)
	if got := p.text("#said") + p.text("#announce"); !strings.Contains(got, "member 7") {
		t.Errorf("got %q, want words of member 7", got)
	}
	p.press(kb.Escape)
	if got := p.walked(); got != 0 {
		t.Errorf("after Escape the keyboard is at node %d", got)
	}
	p.press(kb.Enter + kb.Delete)
	p.idle(5)
	if got := p.hash(); got != ownLabels || p.step() != 2 {
		t.Errorf("at no node keys lead to %s, step %d", got, p.step())
	}
}

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
	if last.Drawn <= drafts[len(drafts)-1].Drawn {
		t.Error("the finite networks came, and nothing was drawn")
	}
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
